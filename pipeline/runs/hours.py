"""Hours: taken in from time trackers, typed by hand, or measured by a stopwatch that outlives its process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from pipeline.demand import effort as effort_files
from pipeline.demand import time_cells
from pipeline.edges import files
from pipeline.edges.database import choices, stopwatch
from pipeline.edges.database import effort as stored_effort
from pipeline.errors import ImportRefused, Problem
from pipeline.model import channels, dates, plural
from pipeline.model.dates import Order
from pipeline.model.people import Effort, Stopwatch
from pipeline.model.table import RowError, Table, storable
from pipeline.model.workspace import Workspace
from pipeline.runs import arrivals, imports, leads, store, today
from pipeline.runs.imports import ImportResult

Held = Mapping[str, frozenset[str]]
"""The external ids of the entries that each file held when it was last imported, by its path."""

LEAST = 0.5
"""Minutes: less would be shown as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work as somebody types it: each empty where it is not said."""

    theme: str = ""
    channel: str = ""
    description: str = ""
    billable: bool = False


def import_effort(
    workspace: Workspace, path: str, order: Order | None = None, *, dry_run: bool = False
) -> ImportResult:
    """Takes in one table of hours; `order` says how 03/04/2026 is meant, and is remembered."""
    return take(workspace, arrivals.one_table(workspace, path, "effort", "hours"), order, dry_run=dry_run)


def ambiguous(workspace: Workspace, path: str) -> tuple[str, Mapping[Order, date]] | None:
    """A day of the file that may be two, with both, where nobody said yet how it is meant; None where all are clear."""
    found = effort_files.ambiguous(arrivals.one_table(workspace, path, "effort", "hours"))
    with store.reading(workspace) as connection:
        known = choices.choice(connection, leads.DATES)
    return (found, dates.meanings(found)) if found and known is None else None


def take(workspace: Workspace, found: Table, order: Order | None = None, *, dry_run: bool = False) -> ImportResult:
    """Takes in a table whose shape is known."""
    with store.changing(workspace, kept=not dry_run) as connection:
        said = leads.chosen_order(connection, order)
        efforts, rejects = effort_files.read(found, workspace.catalogue, workspace.as_of, said)
        _forget_twins(workspace, connection, efforts)
        counts = stored_effort.save_efforts(connection, efforts)
        misread = effort_files.misread(found, workspace.catalogue, workspace.as_of, said)
        gone = _replaced(workspace, connection, found.path, efforts, None if rejects else misread)
    made = imports.result("effort", workspace, found, counts, rejects, rehearsed=dry_run)
    strange = channels.strange(
        (one.channel for one in efforts if one.channel), workspace.catalogue.channels, "entry", "entries"
    )
    made = replace(made, remarks=(*made.remarks, *strange))
    return replace(made, notes=(f"took away {plural.of(gone, 'row')} that the file holds no more",)) if gone else made


def efforts(workspace: Workspace) -> tuple[Effort, ...]:
    """All hours by day."""
    with store.reading(workspace) as connection:
        return stored_effort.efforts(connection)


def add(workspace: Workspace, on: date, minutes: float, work: Work) -> Effort:
    """Adds hours by hand."""
    theme, channel = _checked(workspace, work)
    entry = Effort(
        external_id="",
        on=today.typed(workspace, on),
        minutes=minutes,
        description=storable(work.description),
        theme=theme,
        channel=channel,
        billable=work.billable,
    )
    with store.writing(workspace) as connection:
        numbered = replace(entry, external_id=f"hand:{stored_effort.next_number(connection)}")
        stored_effort.save_efforts(connection, [numbered])
        return _stored(connection, numbered)


def remove(workspace: Workspace, effort_id: int) -> Effort:
    """Takes away hours that stand in no file; those of a file would come back with it."""
    with store.writing(workspace) as connection:
        found = next((one for one in stored_effort.efforts(connection) if one.id == effort_id), None)
        if found is None:
            raise ImportRefused(Problem(f"there is no entry {effort_id}; see leitmotiv effort list"))
        holding = [path for path, held in _files(workspace, connection).items() if found.external_id in held]
        if holding:
            mend = "correct it there and import it again, or take the file away first"
            raise ImportRefused(Problem(f"entry {effort_id} stands in {holding[0]}; {mend}"))
        stored_effort.remove_effort(connection, effort_id)
        return found


def _forget_twins(workspace: Workspace, connection: Connection, entries: Sequence[Effort]) -> None:
    """Takes away what no file holds any more, where the same work arrives under another identity.

    A tracker that was told of another time zone, or of another name of its user, writes all of its entries otherwise.
    """
    held = frozenset().union(*_files(workspace, connection).values())
    known = stored_effort.efforts(connection)
    ids = {entry.external_id for entry in known}
    arriving = Counter(_work(entry) for entry in entries if entry.external_id not in ids)
    now = {entry.external_id for entry in entries}
    for entry in known:
        if entry.external_id not in held | now and arriving[_work(entry)] > 0 and effort_files.is_tracked(entry):
            arriving[_work(entry)] -= 1
            stored_effort.remove_effort(connection, entry.id or 0)


def _work(entry: Effort) -> tuple[str, date, float, str]:
    program, _, _ = entry.external_id.partition(":")
    return program, entry.on, round(entry.minutes, 2), entry.description.casefold()


def _replaced(
    workspace: Workspace, connection: Connection, path: str, entries: Sequence[Effort], misread: Set[str] | None
) -> int:
    """Notes what the file at `path` holds, and takes away what it held before and holds no more; answers how much.

    `misread` are entries that it held by another reading of its days; None where not all of it can be read.
    """
    there = _files(workspace, connection)
    if path not in there:
        old = _renamed(stored_effort.files_of_efforts(connection), there, {entry.external_id for entry in entries})
        if old:
            stored_effort.rename_file(connection, old, path)
    others = frozenset().union(*(held for other, held in there.items() if other != path))
    return stored_effort.keep_file(connection, path, entries, others, misread)


def _renamed(known: Held, there: Held, now: Set[str]) -> str | None:
    """The file that a new one was before: one that is gone, and held half of these entries, or half of them are its."""
    shared = {path: len(held & now) for path, held in known.items() if path not in there}
    old = max(shared, key=lambda path: (shared[path], path), default=None)
    return old if old and 2 * shared[old] >= max(1, min(len(known[old]), len(now))) else None


def _files(workspace: Workspace, connection: Connection) -> Held:
    """The entries of each file that is still there."""
    known = stored_effort.files_of_efforts(connection)
    return {path: held for path, held in known.items() if files.exists(workspace.root, path)}


def start(workspace: Workspace, now: datetime, work: Work) -> Stopwatch:
    """Starts the stopwatch; raises where it runs already. `now` has the zone in which the day is meant."""
    theme, channel = _checked(workspace, work)
    description = storable(work.description)
    watch = Stopwatch(started_at=now, on=now.date(), theme=theme, channel=channel, description=description)
    with store.writing(workspace) as connection:
        known = stopwatch.running(connection)
        if known is not None:
            raise ImportRefused(Problem(f"the stopwatch runs already, {_since(known, now)}; leitmotiv effort stop"))
        stopwatch.start(connection, watch)
    return watch


def stop(workspace: Workspace, now: datetime, minutes: float | None = None) -> Effort | None:
    """Stops the stopwatch and keeps what it measured, or `minutes` where somebody knows better.

    None where it ran for less than half a minute: such an entry would be shown as none.
    """
    with store.writing(workspace) as connection:
        watch = _running(stopwatch.running(connection))
        measured = (now - watch.started_at).total_seconds() / 60
        if minutes is None and measured < 0:
            raise ImportRefused(Problem("the stopwatch was started in the future; say how long it was: --minutes 90"))
        if minutes is None and measured < LEAST:
            stopwatch.stop(connection)
            return None
        entry = Effort(
            external_id=f"hand:{stored_effort.next_number(connection)}",
            on=watch.on,
            minutes=measured if minutes is None else minutes,
            description=watch.description,
            theme=watch.theme,
            channel=watch.channel,
        )
        stored_effort.save_efforts(connection, [entry])
        stopwatch.stop(connection)
        return _stored(connection, entry)


def discard(workspace: Workspace) -> Stopwatch:
    """Stops the stopwatch and keeps nothing."""
    with store.writing(workspace) as connection:
        watch = _running(stopwatch.running(connection))
        stopwatch.stop(connection)
        return watch


def running(workspace: Workspace) -> Stopwatch | None:
    """The stopwatch, where it runs."""
    with store.reading(workspace) as connection:
        return stopwatch.running(connection)


def _stored(connection: Connection, entry: Effort) -> Effort:
    return next(one for one in stored_effort.efforts(connection) if one.external_id == entry.external_id)


def _checked(workspace: Workspace, work: Work) -> tuple[str | None, str | None]:
    try:
        theme = time_cells.theme(work.theme.strip(), workspace.catalogue)
        channel = work.channel.strip()
        return theme, channels.typed(channel, workspace.catalogue.channels) if channel else None
    except RowError as refused:
        raise ImportRefused(Problem(str(refused))) from refused


def _running(watch: Stopwatch | None) -> Stopwatch:
    if watch is None:
        raise ImportRefused(Problem("no stopwatch is running; leitmotiv effort start, or effort add --minutes 90"))
    return watch


def _since(watch: Stopwatch, now: datetime) -> str:
    return f"since {watch.started_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
