"""Texts of one source that come twice, or that share a guid."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.posts.incoming import merging, seen
from pipeline.posts.incoming.item import Batch, Item

_LINKS = ("", "https://blog.example.org/", "https://blog.example.org/1", "https://blog.example.org/2")
ITEMS = st.lists(
    st.builds(
        Item,
        where=st.just("feed"),
        title=st.sampled_from(("", "One", "Two")),
        body=st.sampled_from(("first", "second")),
        markup=st.just("html"),
        key=st.sampled_from(("", "a", "b")),
        link=st.sampled_from(_LINKS),
        day=st.sampled_from(("", "2026-01-01", "2026-01-02")),
        changed=st.sampled_from(("", "2026-02-01", "2026-02-02")),
    ),
    max_size=10,
).map(tuple)


@given(ITEMS)
def test_an_entry_is_the_first_one_of_its_name_that_is_no_other(items: tuple[Item, ...]) -> None:
    """However texts with one guid or link are found, it is as if each were compared with all before it."""
    feed = Batch(format="RSS", origin="https://blog.example.org/feed", items=items, is_feed=True)
    assert [(found.item, found.item.body) for found in merging.arrivals([feed])] == _one_by_one(items)


def _one_by_one(items: tuple[Item, ...]) -> list[tuple[Item, str]]:
    kept: list[Item] = []
    named: list[list[tuple[str, ...]]] = []
    for item in items:
        names = merging._names("feed", item)
        alike = (
            place
            for name in names
            for place, held in enumerate(named)
            if name in held and not seen.is_another(kept[place], item)
        )
        place = next(alike, None)
        if place is not None:
            kept[place] = merging._merged(kept[place], item)
            continue
        own = ("feed", "key", item.key)
        is_taken = any(own in held and one.key == item.key for one, held in zip(kept, named, strict=True))
        named.append(names)
        kept.append(replace(item, key="") if item.key and is_taken else item)
    return [(item, item.body) for item in kept]
