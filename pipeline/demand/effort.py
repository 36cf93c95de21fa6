"""Hours spent: reports of time trackers, or a plain list of minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.demand import time_cells
from pipeline.demand.programs import trackers
from pipeline.demand.terms import Terms
from pipeline.model import dates, day_range, short_hash, table, theme_names
from pipeline.model.dates import Order
from pipeline.model.people import Effort, Reject
from pipeline.model.table import Record, Table
from pipeline.model.theme import Catalogue

_PLAIN = ("date", "minutes", "hours", "theme", "channel", "description", "billable")

_WHO = ("user", "first name", "last name")
_TELLS = frozenset(("theme", "channel", "billable"))
_OF_LEADS = frozenset(
    ("email", "e-mail", "company", "firma", "message", "nachricht", "offer", "angebot", "stage", "value")
)
_CALLED = {
    "datum": "date", "dato": "date", "minuten": "minutes", "minutter": "minutes", "thema": "theme", "tema": "theme",
    "kanal": "channel", "beschreibung": "description", "beskrivelse": "description", "tätigkeit": "description",
    "abrechenbar": "billable", "fakturerbar": "billable", "stunden": "hours", "std": "hours", "std.": "hours",
    "timer": "hours", "heures": "hours", "notes": "description", "notizen": "description", "billable?": "billable",
    "uren": "hours", "horas": "hours", "minutos": "minutes", "fecha": "date", "thème": "theme",
    "kanaal": "channel", "canal": "channel", "omschrijving": "description", "descripción": "description",
    "facturable": "billable", "factureerbaar": "billable", "bedrijf": "company", "entreprise": "company",
    "société": "company", "empresa": "company", "bericht": "message", "mensaje": "message",
    "data": "date", "minuti": "minutes", "ore": "hours", "canale": "channel", "descrizione": "description",
    "fatturabile": "billable", "azienda": "company", "ditta": "company", "messaggio": "message",
    "timmar": "hours", "minuter": "minutes", "beskrivning": "description", "debiterbar": "billable",
    "företag": "company", "bedrift": "company", "meddelande": "message", "melding": "message",
    "godziny": "hours", "minuty": "minutes", "temat": "theme", "kanał": "channel", "opis": "description",
    "rozliczane": "billable", "płatne": "billable", "wiadomość": "message", "zapytanie": "message",
    "descrição": "description", "faturável": "billable", "mensagem": "message",
    **dict.fromkeys(("person", "benutzer", "mitarbeiter", "utilisateur", "personne", "collaborateur", "gebruiker",
                     "medewerker", "bruger", "medarbejder", "användare", "bruker", "usuario", "utente", "użytkownik",
                     "osoba", "pessoa", "utilizador", "usuário", "colaborador"), "user"),
}  # fmt: skip
"""The columns of our own list as people call them."""


def _usual(header: str) -> str:
    return _CALLED.get(table.word(header), header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A shape of table that is known: how its columns tell it, what a row says, and how its headers are called.

    `day` is the column of the day. What a row of a tracker says has an external id that stays the same when its tags
    are corrected.
    """

    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, Terms], Effort]
    day: str
    header: Callable[[str], str]


def is_plain(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is our own list; hours alone may be a client's, or a lead's."""
    tells = not columns.isdisjoint(_TELLS) and columns.isdisjoint(_OF_LEADS)
    return "date" in columns and ("minutes" in columns or ("hours" in columns and tells))


def plain(record: Record, terms: Terms) -> Effort:
    """The hours in a row of our own list, which has no times: its identity is the whole row, and who worked."""
    columns = (*_PLAIN, *_WHO)
    said = "\n".join(
        record[column].casefold() for column in columns if column not in ("hours", *_WHO) or record[column]
    )
    return Effort(
        external_id=f"csv:{short_hash.of(said)}",
        on=dates.day(record, "date", terms.latest, terms.order),
        minutes=_minutes(record),
        description=record["description"],
        theme=theme_names.typed(record["theme"], terms.catalogue.themes),
        channel=time_cells.channel(record["channel"], terms.catalogue),
        billable=time_cells.is_yes(record, "billable"),
    )


def _minutes(record: Record) -> float:
    """A list of `Stunden` and `Minuten` may mean both together, or one of them twice."""
    hours = time_cells.hours(record, "hours") if record["hours"] or "minutes" not in record.values else 0.0
    if hours and not record["minutes"]:
        return hours
    minutes = time_cells.minutes(record, "minutes") if "minutes" in record.values else 0.0
    return hours + minutes if hours % 60 == 0 and minutes < 60 else minutes


# Kimai's everyday words stand in lists of our own, too, which name themes, minutes or hours beside them.
FORMATS: tuple[Format, ...] = (
    Format(
        name="Toggl detailed report (Start date, Start time, Duration, Tags, …)",
        recognises=trackers.is_toggl,
        read=trackers.toggl,
        day="Start date",
        header=trackers.english,
    ),
    Format(
        name="Clockify detailed report (Start Date, Duration (h), Tags, …)",
        recognises=trackers.is_clockify,
        read=trackers.clockify,
        day="Start Date",
        header=trackers.english,
    ),
    Format(
        name="hours (date, minutes or hours, theme, channel, description, billable)",
        recognises=is_plain,
        read=plain,
        day="date",
        header=_usual,
    ),
    Format(
        name="Kimai export of times (Date, From, To, Duration, Activity, Tags, …)",
        recognises=trackers.is_kimai,
        read=trackers.kimai,
        day="Start date",
        header=trackers.kimai_header,
    ),
)


def read(
    found: Table, catalogue: Catalogue, as_of: date, order: Order | None = None
) -> tuple[tuple[Effort, ...], tuple[Reject, ...]]:
    """The hours in a table whose shape is known, and the rows that cannot be taken, by line.

    Another day of the file may tell how 03/04/2026 is meant, else `order` does.
    """
    known = recognised(found)
    if known is None:
        return (), ()
    records, malformed = table.records(found.renamed(known.header))
    order = dates.order_of(record[known.day] for record in records) or order
    terms = Terms(catalogue, day_range.latest(as_of), order)
    efforts, unreadable = table.taken(records, lambda record: known.read(record, terms))
    ids = table.told_apart(effort.external_id for effort in efforts)
    numbered = tuple(replace(effort, external_id=own) for effort, own in zip(efforts, ids, strict=True))
    return numbered, table.by_line(malformed, unreadable)


def is_tracked(entry: Effort) -> bool:
    """Whether it comes from a time tracker."""
    return entry.external_id.startswith(("toggl:", "clockify:", "kimai:"))


def misread(found: Table, catalogue: Catalogue, as_of: date, order: Order | None) -> frozenset[str]:
    """The entries that the same table would hold, were its days meant the other way; none where they are clear."""
    if order is None or ambiguous(found) is None:
        return frozenset()
    (other,) = (one for one in dates.ORDERS if one != order)
    return frozenset(effort.external_id for effort in read(found, catalogue, as_of, other)[0])


def ambiguous(found: Table) -> str | None:
    """A day of the table that may be two, where no other one tells how it is meant; None where there is none."""
    known = recognised(found)
    if known is None:
        return None
    days = [record[known.day] for record in table.records(found.renamed(known.header))[0]]
    if dates.order_of(days) is not None:
        return None
    return next((day for day in days if len(dates.readings(day)) > 1), None)


def recognised(found: Table) -> Format | None:
    """The format of a table, or None."""
    for known in FORMATS:
        if known.recognises(found.renamed(known.header).columns):
            return known
    return None


def listed(efforts: Iterable[Effort]) -> list[dict[str, Any]]:
    """The hours as other programs read them: a row an entry."""
    return [
        {
            "id": effort.id,
            "on": effort.on.isoformat(),
            "minutes": effort.minutes,
            "theme": effort.theme,
            "channel": effort.channel,
            "billable": effort.billable,
            "description": effort.description,
        }
        for effort in efforts
    ]
