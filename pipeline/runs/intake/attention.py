"""Page views: taken in from analytics programs and web servers, and listed by page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.demand import access_log, hits, periods
from pipeline.demand import traffic as traffic_files
from pipeline.demand.access_log import Tally
from pipeline.demand.hits import Hit
from pipeline.demand.periods import Covered
from pipeline.edges import exports
from pipeline.edges.database import traffic as stored_traffic
from pipeline.edges.database.counts import Counts
from pipeline.errors import ImportRefused, Problem, StoreError
from pipeline.model import day_range, plural
from pipeline.model.people import PageViews, Reject
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import about_tables, columns, imports, incoming_files
from pipeline.runs.intake.imports import ImportResult


@dataclass(frozen=True, slots=True)
class Listened:
    """Files of views by kind: tables of totals, tables of hits, logs."""

    totals: tuple[Table, ...]
    lists: tuple[Table, ...]
    logs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _New:
    """What counting came to: changed rows, views that are new, and views that no file can have brought before, `lost`
    because another log of their hours had been counted.
    """

    counts: Counts
    views: int
    lost: int


def import_traffic(
    workspace: Workspace, paths: Sequence[str], covered: Covered | None = None, *, dry_run: bool = False
) -> tuple[ImportResult, ...]:
    """Takes in files of views; a result a file. `covered` names the days of exports that do not say theirs."""
    arrived = incoming_files.read(workspace, paths)
    totals: list[Table] = []
    lists: list[Table] = []
    problems, known = list(arrived.problems), columns.known(workspace)
    for found in arrived.tables:
        if problem := about_tables.misplaced(found, "traffic", known):
            problems.append(problem)
        else:
            (lists if traffic_files.lists_hits(found) else totals).append(found)
    problems += [about_tables.of_another_kind(path, "leads", "traffic") for path in arrived.of_leads]
    results = take(workspace, Listened(tuple(totals), tuple(lists), tuple(arrived.logs)), covered, dry_run=dry_run)
    if not results:
        raise ImportRefused(problems)
    return (*results[:-1], replace(results[-1], problems=tuple(problems)))


def take(
    workspace: Workspace, files: Listened, covered: Covered | None = None, *, dry_run: bool = False
) -> tuple[ImportResult, ...]:
    """Takes in files whose shapes are known."""
    results = [_totals(workspace, found, covered, dry_run=dry_run) for found in files.totals]
    results += [_list(workspace, found, dry_run=dry_run) for found in files.lists]
    results += [_log(workspace, path, dry_run=dry_run) for path in files.logs]
    return tuple(results)


def page_views(workspace: Workspace) -> tuple[PageViews, ...]:
    """The views of each page."""
    with store.reading(workspace) as connection:
        return stored_traffic.page_views(connection)


def remove(workspace: Workspace, covered: Covered) -> tuple[PageViews, ...]:
    """Takes away the views that lie in these days, such as a wrong export brought; answers them."""
    with store.writing(workspace) as connection:
        gone = stored_traffic.remove_page_views(connection, covered.start, covered.until)
        if not gone:
            days = f"{covered.start or ''}..{covered.until}"
            mend = "leitmotiv traffic list shows from when to when they count"
            raise ImportRefused(Problem(f"there are no views that lie within {days}; {mend}"))
    return gone


def listed(workspace: Workspace) -> list[dict[str, Any]]:
    """The views of each page and source, as they count in the report."""
    return traffic_files.listed(page_views(workspace))


def _totals(workspace: Workspace, found: Table, covered: Covered | None, *, dry_run: bool) -> ImportResult:
    days = covered or traffic_files.days(found, workspace.as_of)
    views, rejects = traffic_files.read(found, workspace.as_of, days)
    is_known, differ = False, (0, 0)
    with store.changing(workspace, kept=not dry_run) as connection:
        if covered is None and days.start is None:
            before = stored_traffic.page_views(connection)
            is_known, differ = periods.known_with_days(views, before), periods.differing(views, before)
        counts = Counts(unchanged=len(views)) if is_known else stored_traffic.save_page_views(connection, views)
    made = imports.result("traffic", workspace, found, counts, rejects, rehearsed=dry_run)
    if days.start:
        return replace(made, details=(f"views of {days.start} to {days.until}",))
    if is_known or not any(differ):
        return made
    said = _of_no_days(found.path, sum(differ))
    _, fewer = differ
    return replace(made, remarks=(*made.remarks, said)) if fewer else replace(made, notes=(said,))


def _of_no_days(path: str, pages: int) -> str:
    """Counts over all time only grow, and others do not add up; which of them a file holds it does not say."""
    differ = plural.of(pages, "page had", "pages had")
    mend = f"leitmotiv traffic import {path} --period FROM..UNTIL, or, once it is over, in its name: pages-2026-09.csv"
    known = f"{differ} another count in an earlier export, and the larger one stays"
    return (
        f"{path}: names no days, so it counts as all views so far; {known}. Where it covers a month, say which: {mend}"
    )


def _list(workspace: Workspace, found: Table, *, dry_run: bool) -> ImportResult:
    read = traffic_files.hits(found, workspace.as_of)
    new = _counted(workspace, read.hits, read.source, dry_run=dry_run)
    made = imports.result("traffic", workspace, found, new.counts, read.rejects, rehearsed=dry_run)
    views = sum(hit.path is not None for hit in read.hits)
    return replace(made, remarks=(*made.remarks, *_lost(found.path, new)), details=(_sentence(new, views, read.bots),))


def _log(workspace: Workspace, path: str, *, dry_run: bool) -> ImportResult:
    tally = Tally()
    read = access_log.read(exports.lines(workspace.root, path), day_range.latest(workspace.as_of), tally)
    new = _counted(workspace, read, access_log.SOURCE, dry_run=dry_run)
    blind = f"{path}: the log names no user agents, so bots cannot be told from readers"
    return ImportResult(
        kind="traffic",
        file=path,
        added=new.counts.added,
        updated=new.counts.updated,
        unchanged=new.counts.unchanged,
        rejects=tuple(_unreadable(path, tally, workspace.as_of)),
        remarks=(*(() if tally.agents else (blind,)), *_lost(path, new)),
        details=(_sentence(new, tally.views, tally.bots),),
        rehearsed=dry_run,
    )


def _counted(workspace: Workspace, found: Iterable[Hit], source: str, *, dry_run: bool) -> _New:
    """Counts hits that were not counted before; visitors are told apart under a key that is forgotten at once.

    A log may be long, so it is read before anybody has to wait. Raises StoreError where another one came in meanwhile.
    """
    with store.looking(workspace) as connection:
        before = stored_traffic.spans(connection, source)
        known = {
            (row.path, row.start): row.views for row in stored_traffic.page_views(connection) if row.source == source
        }
    counted = hits.count(found, source, before, os.urandom(32))
    with store.changing(workspace, kept=not dry_run) as connection:
        if stored_traffic.spans(connection, source) != before:
            raise StoreError(Problem("another import has counted views meanwhile; import the file again"))
        counts = stored_traffic.add_page_views(connection, counted.views)
        stored_traffic.save_spans(connection, source, counted.spans)
    lost = sum(max(0, number - known.get(key, 0)) for key, number in counted.covered.items())
    return _New(counts, sum(row.views for row in counted.views), lost)


def _lost(path: str, new: _New) -> Iterator[str]:
    if new.lost:
        views = plural.of(new.lost, "view lies", "views lie")
        mend = "join the logs of several servers into one file, and import that first"
        yield f"{path}: {views} in hours that another log has covered, and cannot be counted; {mend}"


def _sentence(new: _New, views: int, bots: int) -> str:
    before = views - new.views - new.lost
    again = f", {before} of them counted before" if before > 0 else ""
    seen = plural.of(views, "view of a page", "views of pages")
    dropped = plural.of(bots, "request of a bot was", "requests of bots were")
    return f"{seen}{again}; {dropped} dropped"


def _unreadable(path: str, tally: Tally, as_of: date) -> Iterator[Reject]:
    if tally.unreadable:
        lines = plural.of(tally.lines, "line")
        ahead = f", or too far ahead of {as_of}, the day that counts as today" if tally.ahead else ""
        reason = f"not of an access log{ahead}: {tally.unreadable:,} of {lines}; this is the first of them"
        yield Reject(path, tally.first_unreadable or 1, reason)
