"""The items of one source, each text once: feeds list entries twice, and give two of them one guid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.model.post import PostWarning
from pipeline.posts.incoming import dating, seen
from pipeline.posts.incoming.item import Batch, Item


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
    kept: list[tuple[Batch, Item]] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for batch in batches:
        for item in batch.items:
            same = _same(kept, places, batch.origin, item)
            if same is not None:
                kept[same] = (batch, _merged(kept[same][1], item))
                continue
            taken = any(kept[place][1].key == item.key for place in places.get((batch.origin, "key", item.key), ()))
            for name in _names(batch.origin, item):
                places.setdefault(name, []).append(len(kept))
            kept.append((batch, replace(item, key="") if item.key and taken else item))
    links = Counter(item.link for _, item in kept)
    return tuple(
        Arrival(
            item=item,
            origin=batch.origin,
            source_lang=batch.lang,
            is_feed=batch.is_feed,
            link_is_its_own=links[item.link] == 1 and seen.has_own_address(item.link),
        )
        for batch, item in kept
    )


def _names(origin: str, item: Item) -> list[tuple[str, ...]]:
    """Names of an entry; two entries with one in common are the same text, unless `seen.is_another`."""
    names: list[tuple[str, ...]] = [(origin, "key", item.key)] if item.key else []
    if seen.has_own_address(item.link):
        names.append((origin, "link", item.link, item.title) if item.key else (origin, "link", item.link))
    return names or [(origin, "text", seen.text_hash(item))]


def _same(
    kept: list[tuple[Batch, Item]], places: dict[tuple[str, ...], list[int]], origin: str, item: Item
) -> int | None:
    for name in _names(origin, item):
        for place in places.get(name, ()):
            if not seen.is_another(kept[place][1], item):
                return place
    return None


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
