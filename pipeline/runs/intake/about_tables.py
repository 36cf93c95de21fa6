"""What tables are about, as their columns tell, and what to say of those that are about nothing we know."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.audience import plain_subscribers, shapes
from pipeline.audience import subscribers as subscriber_files
from pipeline.demand import access_log
from pipeline.demand import effort as effort_files
from pipeline.demand import traffic as traffic_files
from pipeline.errors import Problem
from pipeline.model import mappings
from pipeline.model.mappings import ColumnMapping
from pipeline.model.table import Table

About = Literal["subscribers", "effort", "traffic", "leads"]
_NAME_THEM = {
    "leads": "name its columns: leitmotiv leads import FILE --map date=…,email=… (our names: --help)",
    "subscribers": "name its columns: leitmotiv subscribers import FILE --map email=…,lang=…,state=… "
    "(our names: --help)",
}
_SAY_WHICH = (
    "name what shall be read: leitmotiv subscribers import FILE --map email=…,lang=…,subscribed=… "
    "(or unsubscribed=…, where it says yes of who has left; our names: --help)"
)
_THEY_ASKED = (
    "nobody in it is taken for a reader; if they asked for letters: "
    "leitmotiv subscribers import FILE --map email=…,lang=…,subscribed=… (our names: --help)"
)
_TAKE_THEM = (
    "looks like leads, and might be something else; if it holds leads, take them in with: "
    "leitmotiv leads import {path} (with --map … --save-as NAME every run knows it)"
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_HEADERS_SHOWN = 90
"""Letters of the column headers of a table that nobody knows."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a table may be about: how it is told, and the shapes that are known."""

    about: About
    recognises: Callable[[Table], bool]
    names: tuple[str, ...]


# In the order in which they are tried: our own list of leads asks the least of a table.
TABLES: tuple[Shapes, ...] = (
    Shapes(
        "subscribers",
        lambda found: subscriber_files.recognised(found) is not None,
        (*(known.name for known in subscriber_files.FORMATS), plain_subscribers.NAME),
    ),
    Shapes(
        "effort",
        lambda found: effort_files.recognised(found) is not None,
        tuple(known.name for known in effort_files.FORMATS),
    ),
    Shapes(
        "traffic",
        lambda found: traffic_files.lists_hits(found) or traffic_files.recognised(found) is not None,
        (
            *(known.name for known in traffic_files.FORMATS),
            *(known.name for known in traffic_files.LISTS),
            access_log.SHAPE,
        ),
    ),
    Shapes(
        "leads",
        lambda found: shapes.recognised(found) is not None,
        (*(known.name for known in shapes.FORMATS), shapes.OURS.name),
    ),
)


def about(found: Table, known: Sequence[ColumnMapping]) -> About | None:
    """What a table is about, or None. A saved mapping is asked before our own lists, whose columns may be called so."""
    first = next((one.about for one in TABLES if one.recognises(found)), None)
    mapping = mappings.fitting(known, found.headers) if _is_ours(found, first) else None
    return mapping.about if mapping else first


def _is_ours(found: Table, about: About | None) -> bool:
    """Whether no other program makes such tables: nobody knows them, or they are a list of somebody's own."""
    if about == "subscribers":
        shape = subscriber_files.recognised(found)
        return shape is not None and shape.name == plain_subscribers.NAME
    of_leads = shapes.recognised(found) if about == "leads" else None
    return about is None or (of_leads is not None and of_leads.kind == shapes.OURS.kind)


def unknown(found: Table, kind: About | None = None) -> Problem:
    """The problem of a table that nobody knows: how to name its columns, or which tables of this kind are known.

    A list of subscribers counts as unknown where a column that nobody reads may say who has left, or is one of a list
    of customers or contacts.
    """
    if traffic_files.counts_no_page(found):
        return Problem(
            "counts visitors, but no views of pages; Plausible's pages.csv does: put it beside this", found.path, 1
        )
    if doubts := plain_subscribers.doubts(found):
        return Problem(f"{_in_quotes(doubts)} may say who has left; {_SAY_WHICH}", found.path, 1)
    if others := plain_subscribers.strangers(found):
        message = f"{_in_quotes(others)} may be of customers, guests or contacts; {_THEY_ASKED}"
        return Problem(message, found.path, 1)
    filled = [header for header in found.headers if header]
    if any(map(_ADDRESS.fullmatch, filled)):
        return Problem(
            "begins with an address; write the names of the columns above it (email, lang, …)", found.path, 1
        )
    headers = textwrap.shorten(", ".join(filled), _HEADERS_SHOWN, placeholder=" …")
    # Reports of accounting programs begin with their title.
    if len(filled) < 2 and any(sum(map(bool, row.cells)) > 1 for row in found.rows):
        return Problem(
            f'"{headers}" is no row of columns; delete what stands above the names of the columns', found.path, 1
        )
    message = f"a table with the columns {headers} is not known"
    if kind in _NAME_THEM:
        message += f"; {_NAME_THEM[kind]}"
    elif kind:
        names = next(one.names for one in TABLES if one.about == kind)
        message += f". Known are: {'; '.join(names)}"
    return Problem(message, found.path, 1)


def _in_quotes(headers: Iterable[str]) -> str:
    return " and ".join(f'"{header}"' for header in headers)


def likely_leads(found: Table) -> Problem:
    """The problem of a table that only looks like leads, with the command that takes it: no run takes it unasked."""
    return Problem(_TAKE_THEM.format(path=found.path), found.path)


def misplaced(found: Table, wanted: About, known: Sequence[ColumnMapping]) -> Problem | None:
    """Why a table is not about what is wanted: it holds something else, or nobody knows it. None where it is.

    Where leads are wanted, it is enough that it looks like them.
    """
    is_about = about(found, known)
    if is_about == wanted or (is_about is None and wanted == "leads" and shapes.likely(found)):
        return None
    return of_another_kind(found.path, is_about, wanted) if is_about else unknown(found, wanted)


def of_another_kind(path: str, is_about: About, wanted: About) -> Problem:
    """The problem of a file that holds something else, with the command that takes it."""
    return Problem(f"holds {is_about}, not {wanted}; import it with: leitmotiv {is_about} import {path}", path)
