"""Where a post goes: content/posts/<name>.<lang>.md, never on top of another, and never a translation by accident."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.slug import numbered, slugify

FOLDER = "content/posts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that stands in the workspace already; `lang` is empty where only its text would tell.

    `is_live` says that other posts may link to it.
    """

    path: str
    key: str
    lang: str
    slug: str
    title: str = ""
    source: str = ""
    is_live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file for a post: its stem is its translation key, its slug the name in its web address."""

    path: str
    stem: str
    slug: str


class Shelf:
    """Gives places. The same items in the same order get the same ones."""

    def __init__(self, standing: Iterable[Standing]) -> None:
        self._paths: set[str] = set()
        self._keys: set[str] = set()
        self._slugs: set[tuple[str, str]] = set()
        self._groups: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        # The numbers that the search for a free name begins with: thousands of posts may have one title.
        self._stem_from: dict[tuple[str, str], int] = {}
        self._slug_from: dict[tuple[str, str], int] = {}
        for post in standing:
            self.take(post)

    def take(self, post: Standing) -> None:
        """Keeps the place of `post` from others."""
        self._paths.add(post.path.casefold())
        self._keys.add(post.key.casefold())
        self._slugs.add((post.lang, post.slug))
        self._members.setdefault(post.key, set()).add(post.lang)

    def release(self, post: Standing) -> None:
        """Gives the place of `post` away: it is about to move."""
        self._paths.discard(post.path.casefold())
        self._slugs.discard((post.lang, post.slug))
        self._members.get(post.key, set()).discard(post.lang)
        if not self._members.get(post.key):
            self._keys.discard(post.key.casefold())
        self._stem_from.clear()
        self._slug_from.clear()

    def join(self, group: str, stem: str) -> None:
        """Notes that the translations of `group` share `stem`."""
        if group:
            self._groups.setdefault(group, stem)

    def place(self, wish: str, lang: str, group: str = "") -> Place:
        """A free place near `wish`; only texts that their source calls translations share a stem."""
        wish = slugify(wish, lang)
        stem = self._stem(wish, lang, group)
        slug = self._slug(wish, lang)
        place = Place(path=f"{FOLDER}/{stem}.{lang}.md", stem=stem, slug=slug)
        self.take(Standing(path=place.path, key=stem, lang=lang, slug=slug))
        self.join(group, stem)
        return place

    def _stem(self, wish: str, lang: str, group: str) -> str:
        shared = self._groups.get(group, "") if group else ""
        if shared and lang not in self._members.get(shared, ()) and self._is_free(shared, lang):
            return shared
        number = self._stem_from.get((wish, lang), 1)
        while (stem := numbered(wish, number)).casefold() in self._keys or not self._is_free(stem, lang):
            number += 1
        self._stem_from[wish, lang] = number
        return stem

    def _is_free(self, stem: str, lang: str) -> bool:
        return f"{FOLDER}/{stem}.{lang}.md".casefold() not in self._paths

    def _slug(self, wish: str, lang: str) -> str:
        """A post whose language nobody knows without reading it may be in this one."""
        number = self._slug_from.get((wish, lang), 1)
        while not self._slugs.isdisjoint(((lang, slug := numbered(wish, number)), ("", slug))):
            number += 1
        self._slug_from[wish, lang] = number
        return slug
