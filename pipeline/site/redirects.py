"""Addresses that a post had before: small pages that lead on, and the same as a table for hosts that read one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pipeline.errors import Problem
from pipeline.model.post import Post
from pipeline.posts import links
from pipeline.site.page import Site

_CONTROL = re.compile("[\x00-\x1f\x7f]")
_MAX_NAME, _MAX_PATH = 255, 1000
"""Bytes; what disks take, with room for the folder that the site lies in."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """From a path of the site, as the author wrote it and as a file, to a post's page."""

    alias: str
    path: str
    target: str
    post: Post


def redirects(site: Site) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """The aliases of all live posts; and what is wrong with those that no page of the site can stand for."""
    possible: list[Redirect] = []
    problems: list[Problem] = []
    for redirect in _redirects(site):
        wrong = [f'the alias "{redirect.alias}" {said}; write a path such as /old/address' for said in _wrong(redirect)]
        problems += (Problem(message, redirect.post.path) for message in wrong)
        if not wrong:
            possible.append(redirect)
    return tuple(possible), tuple(problems)


def _wrong(redirect: Redirect) -> Iterator[str]:
    parts = urlsplit(redirect.alias)
    if parts.query or parts.fragment:
        said = f"?{parts.query}" if parts.query else f"#{parts.fragment}"
        yield f'ends in "{said}", by which files cannot be told apart: all of /{redirect.path} would lead to this post'
    elif redirect.path == "index.html":
        yield "is the site's own entrance"
    elif redirect.path.startswith("../"):
        yield "leads out of the site"
    elif _CONTROL.search(redirect.path):
        yield "holds a control character"
    elif _is_too_long(redirect.path.encode()):
        yield "is longer than the name of a file may be"


def _is_too_long(path: bytes) -> bool:
    return len(path) > _MAX_PATH or any(len(part) > _MAX_NAME for part in path.split(b"/"))


def table(site: Site, found: tuple[Redirect, ...]) -> str:
    """The lines of `_redirects`, as Netlify and Cloudflare Pages read them: from, to, and that it is for good."""
    base = links.base(site.config.workspace.url)
    lines = (
        f"{base}/{links.relative('', alias)} {base}/{links.relative('', redirect.target)} 301\n"
        for redirect in found
        for alias in dict.fromkeys((redirect.path.removesuffix("index.html"), redirect.path))
    )
    return "".join(lines)


def _redirects(site: Site) -> Iterator[Redirect]:
    for posts in site.shelf.posts.values():
        for post in posts:
            target = links.post(post)
            once = {alias.strip("/"): alias for alias in reversed(post.aliases)}  # `/old` and `/old/` are one page
            for alias in reversed(once.values()):
                path = _file(alias)
                if path != target:
                    yield Redirect(alias, path, target, post)


def _file(alias: str) -> str:
    """`/2019/05/old/` → `2019/05/old/index.html`; what ends in a file's name stays as it is."""
    path = unquote(urlsplit(alias).path).strip("/")
    clean = posixpath.normpath(path) if path else ""
    return clean if clean.endswith((".html", ".htm")) else posixpath.join(clean, "index.html")
