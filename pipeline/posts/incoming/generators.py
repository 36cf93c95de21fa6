"""Which files in the folder of a site generator are no posts: its templates, its output, its own instructions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CONFIG = re.compile(
    r"hugo\.(?:toml|ya?ml|json)|(?:config|_config)\.(?:toml|ya?ml)|pelicanconf\.py|mkdocs\.ya?ml"
    r"|(?:astro|eleventy|next|nuxt|gatsby|vuepress)[.-]config\.\w+"
)
_NEVER = frozenset(("_site", "_layouts", "_includes", "_sass", "_data"))
_BESIDE = frozenset(
    ("archetypes", "build", "dist", "layouts", "output", "public", "resources", "static", "templates", "themes",
     "vendor")
)  # fmt: skip
# What Hugo and Zola show above the list of a folder.
_ABOVE_A_LIST = re.compile(r"_index(?:\.[\w-]+)?\.md")
_PAPERS = re.compile(r"(?:readme|licen[cs]e|changelog|contributing|code_of_conduct|security)(?:\.\w+)?", re.IGNORECASE)


def files(names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that are no posts, as their place beside a generator's configuration shows."""
    parts = {name: name.split("/") for name in names}
    roots = {tuple(path[:-1]) for path in parts.values() if _CONFIG.fullmatch(path[-1])}
    return frozenset(name for name, path in parts.items() if _is_theirs(path, roots))


def _is_theirs(path: list[str], roots: set[tuple[str, ...]]) -> bool:
    if not _NEVER.isdisjoint(path[:-1]) or _ABOVE_A_LIST.fullmatch(path[-1]):
        return True
    for depth, part in enumerate(path):
        if tuple(path[:depth]) in roots:
            is_paper = depth == len(path) - 1 and _PAPERS.fullmatch(part)
            if is_paper or (depth < len(path) - 1 and part in _BESIDE):
                return True
    return False
