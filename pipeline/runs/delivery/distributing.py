"""Sending by several processes on any number of machines: one outbox on PostgreSQL, jobs as hints."""

from __future__ import annotations

import math
from collections.abc import Callable

from pipeline.edges import queue
from pipeline.edges.database import engine as database
from pipeline.edges.database import sendings
from pipeline.errors import LeitmotivError, LetterError, Problem
from pipeline.model import plural
from pipeline.model.workspace import Workspace
from pipeline.runs.delivery import reconciling, sending, standing
from pipeline.runs.delivery.delivering import Office

CHUNK = 500
"""Letters a job: a worker that is stopped finishes none of the others, one that dies leaves few doubts."""

SWEEP_EVERY_S = 15.0

Announce = Callable[[str], None]


def check(workspace: Workspace) -> None:
    """Raises where the database is none that workers can share."""
    queue.check(workspace.config.database.url)


def defer(workspace: Workspace, issue: str) -> int:
    """Puts in the jobs for what waits of an issue; answers how many."""
    waiting = standing.status_of(workspace, issue).all.waiting
    jobs = max(1, math.ceil(waiting / CHUNK))
    queue.defer(workspace.config.database.url, issue, jobs)
    return jobs


def work(workspace: Workspace, office: Office, announce: Announce, sweep_every_s: float = SWEEP_EVERY_S) -> None:
    """Takes chunks until the office is told to stop. Raises where links would not work: the others go on without it."""
    strange: list[Problem] = []

    def chunk(issue: str) -> None:
        if office.stop.is_set():  # the job is another worker's, or comes again
            return
        told: set[str] = set()

        def watch(_settled: int, why: str) -> None:
            if why and not told:
                announce(f"{issue}: {why}")
                told.add(why)

        try:
            strange.extend(sending.strange(office, workspace, issue))
            if strange:
                office.stop.set()
                return
            sent = sending.send(office, issue, watch, CHUNK)
        except LeitmotivError as refused:
            announce(f"{issue}: {refused}")
            return
        announce(f"{issue}: {plural.of(sent.ended.accepted, 'letter')} went, {sent.status.all.waiting:,} wait")

    def sweep() -> list[str]:
        try:
            return _sweep(workspace, office)
        except LeitmotivError as refused:
            announce(str(refused))
            return []

    queue.work(workspace.config.database.url, chunk, sweep, office.stop, sweep_every_s)
    if strange:
        raise LetterError(strange)


def _sweep(workspace: Workspace, office: Office) -> list[str]:
    """Ends the doubts that workers who are gone have left, and answers which issues have letters waiting."""
    with database.reading(office.engine) as connection:
        issues = sendings.open_issues(connection)
    for issue in issues:
        found = reconciling.reconcile(office, workspace.root, issue)
        if found.left and workspace.config.mail.unknown == "resend":
            reconciling.resend(office, issue)
    return [issue for issue in issues if standing.stands(office.engine, issue).all.waiting]
