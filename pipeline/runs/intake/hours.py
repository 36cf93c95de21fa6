"""Hours: taken in from time trackers, typed by hand, or measured by a stopwatch that outlives its process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from pipeline.demand import effort as effort_files
from pipeline.edges.database import choices, stopwatch
from pipeline.edges.database import effort as stored_effort
from pipeline.errors import ImportRefused, Problem
from pipeline.model import channels, dates, theme_names
from pipeline.model.dates import Order
from pipeline.model.people import Effort, Stopwatch
from pipeline.model.table import RowError, Table, storable
from pipeline.model.workspace import Workspace
from pipeline.runs import store, today
from pipeline.runs.intake import imports, incoming_files, leads, timesheets
from pipeline.runs.intake.imports import ImportResult

LEAST = 0.5
"""Minutes: less would be shown as none."""

Ask = Callable[[str], Order | None]
"""How 03/04/2026 is meant in a file, where that is the question, and somebody is there to answer."""


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
    return take(workspace, incoming_files.one_table(workspace, path, "effort", "hours"), order, dry_run=dry_run)


def import_each(
    workspace: Workspace, paths: Sequence[str], order: Order | None, ask: Ask, *, dry_run: bool = False
) -> tuple[ImportResult, ...]:
    """Takes in several tables of hours; a result a file. One that is none stops no other.

    Without an `order` a file is asked about; what was answered holds for the files behind it.
    """
    results: list[ImportResult] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            order = order or ask(path)
            results.append(import_effort(workspace, path, order, dry_run=dry_run))
        except ImportRefused as refused:
            problems += refused.problems
    if not results:
        raise ImportRefused(problems)
    return (*results[:-1], replace(results[-1], problems=tuple(problems)))


def ambiguous(workspace: Workspace, path: str) -> tuple[str, Mapping[Order, date]] | None:
    """A day of the file that may be two, with both, where nobody said yet how it is meant; None where all are clear."""
    found = effort_files.ambiguous(incoming_files.one_table(workspace, path, "effort", "hours"))
    with store.looking(workspace) as connection:
        known = choices.choice(connection, leads.DATES)
    return (found, dates.meanings(found)) if found and known is None else None


def take(workspace: Workspace, found: Table, order: Order | None = None, *, dry_run: bool = False) -> ImportResult:
    """Takes in a table whose shape is known."""
    with store.changing(workspace, kept=not dry_run) as connection:
        said = leads.chosen_order(connection, order)
        efforts, rejects = effort_files.read(found, workspace.catalogue, workspace.as_of, said)
        known = timesheets.kept(workspace, connection)
        again = timesheets.said_again(workspace, known, found.path, efforts)
        counts = stored_effort.save_efforts(connection, efforts, known.entries, again)
        known = known.having(efforts, again)
        misread = effort_files.misread(found, workspace.catalogue, workspace.as_of, said)
        change = timesheets.replaced(known, found.path, efforts, None if rejects else misread)
        stored_effort.replace_file(connection, found.path, change.holds, change.renamed)
        stored_effort.remove_efforts(connection, change.gone)
        doubled = tuple(timesheets.doubled(known.after(found.path, change), found.path))
    made = imports.result("effort", workspace, found, counts, rejects, rehearsed=dry_run)
    strange = channels.strange(
        (one.channel for one in efforts if one.channel), workspace.catalogue.channels, "entry", "entries"
    )
    made = replace(made, remarks=(*made.remarks, *strange, *doubled))
    return replace(made, notes=(*made.notes, *change.notes))


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
        stored_effort.save_efforts(connection, [numbered], {})
        return _stored(connection, numbered)


def remove(workspace: Workspace, *effort_ids: int) -> tuple[Effort, ...]:
    """Takes away hours that stand in no file; those of a file would come back with it. All of them, or none."""
    with store.writing(workspace) as connection:
        known = {one.id: one for one in stored_effort.efforts(connection)}
        held_by = timesheets.kept(workspace, connection).held()
        problems = []
        for number in dict.fromkeys(effort_ids):
            if number not in known:
                problems.append(Problem(f"there is no entry {number}; see leitmotiv effort list"))
            elif holding := [path for path, held in held_by.items() if known[number].external_id in held]:
                mend = "correct it there and import it again, or take the file away first"
                problems.append(Problem(f"entry {number} stands in {holding[0]}; {mend}"))
        if problems:
            raise ImportRefused(problems)
        gone = tuple(known[number] for number in dict.fromkeys(effort_ids))
        stored_effort.remove_efforts(connection, [one.external_id for one in gone])
        return gone


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
        stored_effort.save_efforts(connection, [entry], {})
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
        theme = theme_names.typed(work.theme.strip(), workspace.catalogue.themes)
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
