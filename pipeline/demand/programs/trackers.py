"""Time trackers: the detailed reports of Toggl, Clockify and Kimai, in the language and the formats of their user."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.demand import time_cells
from pipeline.demand.terms import Terms
from pipeline.model import dates, short_hash
from pipeline.model.people import Effort
from pipeline.model.table import Record, RowError, word

# Headers as Clockify and Toggl write them for Germans, Frenchmen and Spaniards, and as Toggl calls them since it shows
# the columns of its table, by the English one.
_HEADERS: Mapping[str, str] = {
    "user": "benutzer; utilisateur; usuario; member",
    "email": "e-mail; e-mail-adresse; correo electrónico",
    "client": "kunde; cliente",
    "project": "projekt; projet; proyecto",
    "task": "aufgabe; tâche; tarea",
    "description": "beschreibung; descripción",
    "tags": "schlagwörter; étiquettes; balises; etiquetas",
    "billable": "abrechenbar; verrechenbar; facturable",
    "start date": "startdatum; date de début; fecha de inicio",
    "start time": "startzeit; heure de début; hora de inicio",
    "end date": "enddatum; date de fin; fecha de fin; stop date",
    "end time": "endzeit; heure de fin; hora de fin; stop time",
    "duration": "dauer; durée; duración",
    "duration (h)": "dauer (h); durée (h); duración (h)",
    "duration (decimal)": "dauer (dezimal); dauer (dezimalzahl); durée (décimale); duración (decimal)",
}
# Those of Kimai, whose everyday words mean something else elsewhere.
_OF_KIMAI: Mapping[str, str] = {
    "date": "start date", "from": "start time", "to": "end time", "datum": "start date", "von": "start time",
    "bis": "end time", "dauer": "duration", "benutzer": "user", "username": "user", "e-mail": "email",
    "tätigkeit": "activity", "beschreibung": "description", "abrechenbar": "billable", "schlagworte": "tags",
}  # fmt: skip
_NOTHING = "-"
"""What Toggl writes by now where it knows nothing."""
_ENGLISH = {spelling: english for english, spellings in _HEADERS.items() for spelling in spellings.split("; ")}


def english(header: str) -> str:
    """How a header is called in English."""
    return _ENGLISH.get(word(header), header)


def kimai_header(header: str) -> str:
    """How a header of Kimai's is called by Toggl."""
    return _OF_KIMAI.get(word(header), header)


def is_toggl(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is Toggl's detailed report."""
    return {"start date", "start time", "duration", "tags"} <= columns


def is_clockify(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is Clockify's detailed report."""
    return {"start date", "duration (decimal)"} <= columns or {"start date", "duration (h)"} <= columns


def is_kimai(columns: frozenset[str]) -> bool:
    """Whether a table with these columns, called as Toggl calls them, is Kimai's export of times."""
    return {"start date", "start time", "end time", "duration", "activity", "tags"} <= columns


def toggl(record: Record, terms: Terms) -> Effort:
    """The time entry in a row. One that runs past midnight counts on the day on which it began."""
    minutes = time_cells.clock_minutes(record["Duration"])
    if minutes is None:
        raise RowError(f'"{record["Duration"]}" in "Duration" is no duration; write it as 01:30:00')
    return _entry("toggl", minutes, record, terms)


def clockify(record: Record, terms: Terms) -> Effort:
    """The time entry in a row."""
    said = record.first("Duration (h)", "Duration (decimal)")
    minutes = time_cells.clock_minutes(record["Duration (h)"])
    if minutes is None:
        minutes = time_cells.decimal_minutes(record["Duration (decimal)"])
    if minutes is None:
        raise RowError(f'"{said}" in "Duration (h)" is no duration; write it as 01:30:00')
    return _entry("clockify", minutes, record, terms)


def kimai(record: Record, terms: Terms) -> Effort:
    """The time entry in a row; its duration is written as its template says, `1:30` or `1.50`."""
    said = record["Duration"]
    minutes = time_cells.clock_minutes(said)
    if minutes is None:
        minutes = time_cells.decimal_minutes(said)
    if minutes is None:
        raise RowError(f'"{said}" in "Duration" is no duration; write it as 1:30')
    return _entry("kimai", minutes, record, terms)


def _entry(program: str, minutes: float, record: Record, terms: Terms) -> Effort:
    theme, channel = time_cells.tags(record["Tags"], terms.catalogue)
    on = dates.day(record, "Start date", terms.latest, terms.order)
    return Effort(
        external_id=f"{program}:{_identity(record, on)}",
        on=on,
        minutes=minutes,
        description="" if record["Description"] == _NOTHING else record["Description"],
        theme=theme,
        channel=channel,
        billable=time_cells.is_yes(record, "Billable"),
    )


def _identity(record: Record, on: date) -> str:
    """None of them gives its entries an id. Who worked when serves as one: a later tag corrects the entry.

    Days and times count as they are meant, and people by their mail address: how all these are written changes with a
    profile.
    """
    said = (
        record["email"] or record["user"],
        on.isoformat(),
        time_cells.time_of_day(record["start time"]),
        time_cells.time_of_day(record["end time"]),
    )
    return short_hash.of("\n".join(said).casefold())
