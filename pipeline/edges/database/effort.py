"""Hours in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from pipeline.edges.database.care_tables import EFFORT_FILES
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.tables import EFFORTS
from pipeline.model.people import Effort


def efforts(connection: Connection) -> tuple[Effort, ...]:
    """All hours by day."""
    rows = connection.execute(select(EFFORTS).order_by(EFFORTS.c.on_day, EFFORTS.c.id))
    return tuple(_effort(row) for row in rows)


def save_efforts(
    connection: Connection, items: Iterable[Effort], known: Mapping[str, Effort], again: Collection[str] = ()
) -> Counts:
    """Adds the entries that are new, and puts what arrives in the place of what is `known` by the same external id.

    What is only said `again`, by these ids, changes nothing that is there.
    """
    last = {effort.external_id: effort for effort in items}
    new = [effort for key, effort in last.items() if key not in known]
    held = [replace(effort, id=known[key].id) for key, effort in last.items() if key in known]
    changed = [effort for effort in held if effort.external_id not in again and effort != known[effort.external_id]]
    if new:
        connection.execute(insert(EFFORTS), [_values(effort) for effort in new])
    for effort in changed:
        connection.execute(update(EFFORTS).where(EFFORTS.c.id == effort.id).values(_values(effort)))
    return Counts(len(new), len(changed), len(held) - len(changed))


def said_by_file(connection: Connection) -> Mapping[str, Mapping[str, str | None]]:
    """A hash of what each file said of its entries when it was last imported, by its path and their external ids."""
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in connection.execute(select(EFFORT_FILES)):
        found[row.path][row.external_id] = row.said
    return found


def replace_file(
    connection: Connection, path: str, entries: Mapping[str, str | None], renamed: str | None = None
) -> None:
    """Notes which entries the file at `path` holds by now, with a hash of what it says; that `renamed` held is over."""
    connection.execute(delete(EFFORT_FILES).where(EFFORT_FILES.c.path.in_([path, renamed or path])))
    if entries:
        values = [{"path": path, "external_id": one, "said": said} for one, said in sorted(entries.items())]
        connection.execute(insert(EFFORT_FILES), values)


def remove_efforts(connection: Connection, entries: Collection[str]) -> None:
    """Takes away the entries with these external ids."""
    connection.execute(delete(EFFORTS).where(EFFORTS.c.external_id.in_(entries)))


def next_number(connection: Connection) -> int:
    """A number for an entry by hand that no other one has."""
    ids = connection.execute(select(EFFORTS.c.external_id).where(EFFORTS.c.external_id.startswith("hand:"))).scalars()
    numbers = (external_id.removeprefix("hand:") for external_id in ids)
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _effort(row: Row[Any]) -> Effort:
    return Effort(
        id=row.id,
        external_id=row.external_id,
        on=row.on_day,
        minutes=row.minutes,
        description=row.description,
        theme=row.theme,
        channel=row.channel,
        billable=row.billable,
    )


def _values(effort: Effort) -> dict[str, object]:
    return {
        "external_id": effort.external_id,
        "on_day": effort.on,
        "minutes": effort.minutes,
        "description": effort.description,
        "theme": effort.theme,
        "channel": effort.channel,
        "billable": effort.billable,
    }
