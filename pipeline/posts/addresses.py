"""Which post a web address, a UTM content or an id means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import links


class Addresses:
    """Finds translation groups by whatever names one of their posts.

    Known are its id, its key, the path of its page, its aliases, and its slug: with the language before it, or
    alone where no other group has the same.
    """

    def __init__(self, groups: Iterable[TranslationGroup]) -> None:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._written: dict[str, set[str]] = {}
        for group in groups:
            self._written[group.key] = set(group.posts)
            for post in group.posts.values():
                for name in _names(post):
                    found[name][group.key].add(post.lang)
        self._found = {name: next(iter(meant.items())) for name, meant in found.items() if len(meant) == 1}

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

    def _meant(self, address: str) -> tuple[str, set[str]] | None:
        """The key of the post that `address` means, and the languages in which it has this name."""
        return next((self._found[name] for name in _forms(address) if name in self._found), None)


def _names(post: Post) -> set[str]:
    key = post.translation_key.rpartition("/")[2]
    own = {post.id, post.translation_key, links.post(post).removesuffix(".html"), post.slug, key}
    with_language = {f"{post.lang}/{post.slug}", f"{post.lang}/{key}"}
    return (own | with_language | {_path(alias) for alias in post.aliases}) - {""}


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
    return f"/{unquote(path).strip('/')}".removesuffix("/index.html").removesuffix(".html").strip("/")
