"""A catalogue, and the way from CSV texts to leads, for the tests beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.audience import leads, shapes, subscribers
from pipeline.audience.leads import Rows
from pipeline.audience.strands import Terms
from pipeline.model import table
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Lead, Reject, Subscriber
from pipeline.model.table import Table
from pipeline.model.theme import Catalogue, Channel, Offer, Theme

AS_OF = date(2026, 6, 30)
CATALOGUE = Catalogue(
    themes={},
    offers={
        "discovery": Offer(
            id="discovery", name={"en": "Architecture Discovery Workshop", "de": "Architektur-Workshop"}
        ),
        "audit": Offer(id="audit", name={"en": "Performance audit"}),
    },
    channels={"talks": Channel(id="talks", name={"en": "Talks", "de": "Vorträge"})},
)
THEMES = {
    one: Theme(id=one, name={"en": one.title(), "de": f"{one.title()} heute"}, description={}, keywords={})
    for one in ("agile", "data", "performance")
}
"""Themes that subscribers may ask for."""
TERMS = Terms.of_new_rows(CATALOGUE, AS_OF)

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Company Name,Create Date,Close Date,Original Source,First Page Seen,"
    "Lifecycle Stage,Message,Preferred language,Number of Employees,Associated Deal IDs\n"
)
DEALS = "Record ID,Deal Name,Deal Stage,Close Date,Last Activity Date,Amount\n"


def rows(*texts: str) -> Rows:
    """The rows of the tables in `texts`."""
    return rows_of([table.parse(f"{n}.csv", text) for n, text in enumerate(texts, 1)])


def rows_of(tables: Iterable[Table], terms: Terms = TERMS, known: Sequence[ColumnMapping] = ()) -> Rows:
    """The rows of tables that are recognised; those of other shapes have none."""
    shaped = [(found, shapes.recognised(found, known)) for found in tables]
    return Rows.joined(leads.rows_of(found, shape, terms) for found, shape in shaped if shape)


def read(*texts: str) -> tuple[Sequence[Lead], Sequence[str]]:
    """The leads of the tables in `texts`, of which no row may be rejected, and the remarks."""
    found = rows(*texts)
    assert not found.rejects
    reading = leads.read(found.rows, TERMS)
    return [strand.lead for strand in reading.strands], (*reading.remarks, *reading.unjoined)


def stages(lead: Lead) -> list[str]:
    """`inquiry 2026-02-11`, one a stage."""
    return [f"{change.stage} {change.on}" for change in lead.stages]


def people(text: str) -> tuple[tuple[Subscriber, ...], tuple[Reject, ...]]:
    """The subscribers in a table of a known shape, and the rows that were not taken."""
    found = table.parse("people.csv", text)
    shape = subscribers.recognised(found)
    assert shape is not None
    read = subscribers.read(found, shape, AS_OF, THEMES)
    return read.people, read.rejects
