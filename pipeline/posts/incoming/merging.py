"""The items of one source, each text once: feeds list entries twice, and give two of them one guid."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.model.post import PostWarning
from pipeline.posts.incoming import dating, seen
from pipeline.posts.incoming.item import Batch, Item

_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An item with what its source says; `link_is_its_own` where no other text that came with it has the same."""

    item: Item
    origin: str
    source_lang: str
    is_feed: bool
    link_is_its_own: bool

    @property
    def name(self) -> str:
        """What it is called among all texts of its source: a file by where it lies."""
        said = self.item.key or self.item.link
        return said if self.origin == "files" or not said else f"{self.origin}\0{said}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where readers find it so far: a link to that leads to the post, unless the post is a mere excerpt."""
        if self.item.is_excerpt:
            return ()
        own = (self.item.link,) if self.item.link and self.link_is_its_own else ()
        return (*own, *self.item.addresses)


def arrivals(batches: Iterable[Batch]) -> tuple[Arrival, ...]:
    """Every text of one source once, in its order; of several versions the newest, with a word about the others."""
    kept = _Kept()
    for batch in batches:
        for item in batch.items:
            kept.take(batch, item)
    links = Counter(item.link for _, item in kept.items)
    groups = {item.group for batch, item in kept.items if item.group and batch.origin == "files"}
    return tuple(
        Arrival(
            item=_told_by_all(item, links, groups),
            origin=batch.origin,
            source_lang=batch.lang,
            is_feed=batch.is_feed,
            link_is_its_own=links[item.link] == 1 and seen.has_own_address(item.link),
        )
        for batch, item in kept.items
    )


def _told_by_all(item: Item, links: Mapping[str, int], groups: Collection[str]) -> Item:
    """A file that names no language is in the group of those that do: `hello.md` beside `hello.de.md`.

    And what a link that several share is called is no name of one of them, such as an episode of a podcast.
    """
    is_shared = bool(item.link) and links[item.link] > 1
    group = item.may_join if not item.group and item.may_join in groups else item.group
    return replace(item, group=group, slug="") if is_shared else replace(item, group=group)


class _Kept:
    """The texts so far, each with its batch.

    Two of one name are another where link, title and day all differ (`seen.is_another`). So who is the same is found
    by what it says of these, as a feed may give one guid to thousands.
    """

    def __init__(self) -> None:
        self.items: list[tuple[Batch, Item]] = []
        self._names: list[list[_Name]] = []
        self._places: dict[tuple[_Name, str, str], list[int]] = defaultdict(list)

    def take(self, batch: Batch, item: Item) -> None:
        """Adds a text, or another version of one that is there."""
        names = _names(batch.origin, item)
        same = next((place for name in names if (place := self._same(name, item)) is not None), None)
        if same is not None:
            before = self.items[same][1]
            after = _merged(before, item)
            self._forget(same, before)
            self.items[same] = batch, after
            self._find(same, after)
            return
        is_taken = bool(self._places.get(((batch.origin, "key", item.key), "key", item.key)))
        place, own = len(self.items), replace(item, key="") if item.key and is_taken else item
        self.items.append((batch, own))
        self._names.append(names)
        for name in names:
            self._places[name, "", ""].append(place)
        self._find(place, own)

    def _same(self, name: _Name, item: Item) -> int | None:
        """The first text of this name that is no other one."""
        said = [(what, getattr(item, what)) for what in ("link", "title", "day")]
        alike = [(what, text) for what, own in said for text in (own, "")]
        found = (self._places.get((name, *one)) for one in (alike if all(own for _, own in said) else [("", "")]))
        return min((places[0] for places in found if places), default=None)

    def _find(self, place: int, item: Item) -> None:
        for entry in self._entries(place, item):
            insort(self._places[entry], place)

    def _forget(self, place: int, item: Item) -> None:
        for entry in self._entries(place, item):
            places = self._places[entry]
            del places[bisect_left(places, place)]

    def _entries(self, place: int, item: Item) -> Iterator[tuple[_Name, str, str]]:
        for name in self._names[place]:
            for what in ("key", "link", "title", "day"):
                yield name, what, getattr(item, what)


def _names(origin: str, item: Item) -> list[_Name]:
    """Names of an entry; two entries with one in common are the same text, unless `seen.is_another`."""
    names: list[_Name] = [(origin, "key", item.key)] if item.key else []
    if seen.has_own_address(item.link):
        names.append((origin, "link", item.link, item.title) if item.key else (origin, "link", item.link))
    return names or [(origin, "text", seen.text_hash(item))]


def _merged(one: Item, other: Item) -> Item:
    """The newer of two; of equally old ones the first, which feeds put on top."""
    newer, older = (other, one) if _age(other) > _age(one) else (one, other)
    if (older.title, older.body) == (newer.title, newer.body):
        return newer
    warning = PostWarning(
        "merged", f'has another version under the same name ("{older.title[:60]}"); the newer one is taken'
    )
    return replace(newer, warnings=(*newer.warnings, warning))


def _age(item: Item) -> datetime:
    return dating.moment(item.changed) or dating.moment(item.day) or dating.EARLIEST
