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
        found: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for post in group.posts.values():
                for name in _names(post):
                    found[name].add(group.key)
        self._keys = {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}

    def key(self, address: str) -> str | None:
        """The translation key of the post that `address` means; None where it means none, or several."""
        for name in _forms(address):
            if name in self._keys:
                return self._keys[name]
        return None


def _names(post: Post) -> set[str]:
    key = post.translation_key.rpartition("/")[2]
    own = {post.id, post.translation_key, links.post(post).removesuffix(".html"), post.slug, key}
    with_language = {f"{post.lang}/{post.slug}", f"{post.lang}/{key}"}
    return own | with_language | {next(_forms(alias)) for alias in post.aliases}


def _forms(address: str) -> Iterator[str]:
    """From the whole path down to its last part: `de/posts/latenz`, `de/latenz`, `latenz`."""
    path = unquote(urlsplit(address).path).strip("/").removesuffix("index.html").removesuffix(".html").strip("/")
    yield path
    parts = path.split("/")
    if len(parts) > 2:
        yield f"{parts[0]}/{parts[-1]}"
    if len(parts) > 1:
        yield parts[-1]
