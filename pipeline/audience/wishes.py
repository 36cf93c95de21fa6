"""What readers and clients want to read next, counted: never who said so."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.audience import plain_leads
from pipeline.model import dates
from pipeline.model.people import LeadRow, Wish
from pipeline.model.table import Record, RowError

_NAMING = re.compile(r"@|\d(?:[\s./()+–-]{0,3}\d){4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A wish in the words in which it was said first, how many said it, and from when to when.

    `ids` are those of the wishes that were typed: it has none where all came in with inquiries.
    """

    text: str
    lang: str | None
    count: int
    since: date
    latest: date
    ids: tuple[int, ...] = ()


def wished(wishes: Iterable[Wish]) -> tuple[Wished, ...]:
    """The wishes, those that most people have first; capitals, spaces and what ends a sentence do not count."""
    alike: dict[str, list[Wish]] = defaultdict(list)
    for wish in sorted(wishes, key=lambda wish: (wish.on, wish.text)):
        alike[_words(wish.text)].append(wish)
    found = [
        Wished(
            text=group[0].text,
            lang=next((wish.lang for wish in group if wish.lang), None),
            count=sum(wish.count for wish in group),
            since=group[0].on,
            latest=group[-1].on,
            ids=tuple(sorted(wish.id for wish in group if wish.id is not None)),
        )
        for group in alike.values()
    ]
    return tuple(sorted(found, key=lambda wish: (-wish.count, -wish.latest.toordinal(), wish.text)))


def of_rows(rows: Iterable[LeadRow]) -> tuple[Wish, ...]:
    """The wishes that came with inquiries, in a field of a form or a column."""
    found = []
    for row in rows:
        record = Record("", 0, row.values)
        text = " ".join(record["wish"].split())
        if text:
            try:
                on = dates.day(record, "date", dates.FAR)
                found.append(Wish(text=text, on=on, lang=plain_leads.language(record["lang"])))
            except RowError:  # a row without a day says nothing of when
                continue
    return tuple(found)


def is_quotable(text: str) -> bool:
    """Whether a wish may be repeated: it has no `@`, and no five digits in a row, however they are grouped."""
    return _NAMING.search(unicodedata.normalize("NFKC", visible(text))) is None


def visible(text: str) -> str:
    """The letters of `text` that one sees, and what parts them."""
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .!?…")
