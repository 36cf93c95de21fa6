"""Single views with their moment → counts by page and day, each hit once however often its log comes."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.model.people import PageViews

Span = tuple[datetime, datetime]
"""The first and the last moment that are counted, both included."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A request at a moment. Without a path it was no view of a page; it only says that its log covers the moment.

    `visitor` tells visitors of one day apart, and leaves this module as a number only.
    """

    at: datetime
    path: str | None = None
    visitor: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """Views by page and day that were not counted before, and all that is counted now.

    `covered` are the views of each page and day that were left out: their moments had been counted before.
    """

    views: tuple[PageViews, ...]
    spans: tuple[Span, ...]
    covered: Mapping[tuple[str, date], int]


def count(hits: Iterable[Hit], source: str, before: Sequence[Span], key: bytes) -> Counted:
    """The views in `hits` at moments that no span of `before` covers.

    A day's visitors are told apart by hashes under `key`, which nobody keeps.
    """
    views: Counter[tuple[str, date]] = Counter()
    covered: Counter[tuple[str, date]] = Counter()
    visitors: dict[tuple[str, date], set[bytes]] = defaultdict(set)
    days: dict[date, Span] = {}
    for hit in hits:
        on = hit.at.date()
        first, last = days.get(on, (hit.at, hit.at))
        days[on] = min(first, hit.at), max(last, hit.at)
        if hit.path is not None and _covers(before, hit.at):
            covered[hit.path, on] += 1
        elif hit.path is not None:
            views[hit.path, on] += 1
            if hit.visitor:
                visitors[hit.path, on].add(_hashed(hit.visitor, key))
    counted = tuple(
        PageViews(path=path, views=number, visitors=len(visitors[path, on]), source=source, start=on, until=on)
        for (path, on), number in sorted(views.items())
    )
    return Counted(counted, _united((*before, *days.values())), covered)


def _covers(spans: Sequence[Span], at: datetime) -> bool:
    place = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return place >= 0 and at <= spans[place][1]


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that overlap as one, by time."""
    united: list[Span] = []
    for first, last in sorted(spans):
        if united and first <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], last)
        else:
            united.append((first, last))
    return tuple(united)


def _hashed(visitor: str, key: bytes) -> bytes:
    return hashlib.blake2b(visitor.encode(errors="surrogatepass"), key=key, digest_size=8).digest()
