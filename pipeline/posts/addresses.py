"""Which post a web address, a UTM content or an id means."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import links

_Meant = tuple[str, set[str]]
"""A translation key, and the languages in which the group has a name."""


class Addresses:
    """Finds translation groups by whatever names one of their posts.

    Known are its id, its key, the path of its page and its aliases; and, where none of these means another group and no
    other has the same, its slug, the name of its file (by which its id went before it was joined with a translation),
    and what it was called at an alias that is such a page: alone, and with the language.
    """

    def __init__(self, groups: Iterable[TranslationGroup]) -> None:
        groups = tuple(groups)
        self._written = {group.key: set(group.posts) for group in groups}
        self._found = _sole(groups, _names_besides) | _sole(groups, _names)

    def key(self, address: str) -> str | None:
        """The translation key of the post that `address` means; None where it means none, or several."""
        found = self._meant(address)
        return found[0] if found else None

    def lang(self, address: str) -> str | None:
        """The language in which `address` names its post: the one that it begins with, else the only one named so."""
        found = self._meant(address)
        if found is None:
            return None
        key, langs = found
        said = _path(address).partition("/")[0]
        if said in self._written[key]:
            return said
        return next(iter(langs)) if len(langs) == 1 else None

    def _meant(self, address: str) -> _Meant | None:
        """The key of the post that `address` means, and the languages in which it has this name."""
        return next((found for name in _forms(address) if (found := self._found.get(name))), None)


def _sole(groups: Iterable[TranslationGroup], names: Callable[[Post], Iterable[str]]) -> dict[str, _Meant | None]:
    """What each of the `names` of all posts means; None where it means several."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group in groups:
        for post in group.posts.values():
            for name in names(post):
                found[name][group.key].add(post.lang)
    return {name: next(iter(meant.items())) if len(meant) == 1 else None for name, meant in found.items()}


def _names(post: Post) -> set[str]:
    own = {post.id, post.translation_key, links.post(post).removesuffix(".html")}
    return (own | {_path(alias) for alias in post.aliases}) - {""}


def _names_besides(post: Post) -> Iterator[str]:
    for lang, name in _called(post):
        yield from (name, f"{lang}/{name}", f"{name}.{lang}")


def _called(post: Post) -> Iterator[tuple[str, str]]:
    """What it is or was called by itself, each with a language."""
    file = links.one_form(posixpath.basename(post.path)).removesuffix(".md").removesuffix(f".{post.lang}")
    yield from ((post.lang, name) for name in (post.slug, post.translation_key.rpartition("/")[2], file))
    for alias in map(_path, post.aliases):
        if links.is_post(f"{alias}.html"):
            lang, _, name = alias.split("/")
            yield lang, name


def _forms(address: str) -> Iterator[str]:
    """From the whole path down to its last part: `de/posts/latenz`, `de/latenz`, `latenz`."""
    path = _path(address)
    yield path
    parts = path.split("/")
    if len(parts) > 2:
        yield f"{parts[0]}/{parts[-1]}"
    if len(parts) > 1:
        yield parts[-1]


def _path(address: str) -> str:
    """Its path without slashes around it, `index.html` and `.html`; empty where the address is broken."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return f"/{links.one_form(unquote(path)).strip('/')}".removesuffix("/index.html").removesuffix(".html").strip("/")
