"""Procrastinate on the same PostgreSQL: a job is a hint that letters of an issue wait, no more.

What makes it safe are the claims in the outbox: a job too many finds nothing to do, a lost one is put in again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from threading import Event
from typing import Any

from sqlalchemy import make_url

from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, StoreError

QUEUE = "letters"
TASK = "send_chunk"
_STALLED_AFTER_S = 30
_POLL_S = 2.0

Chunk = Callable[[str], None]
"""Sends a chunk of an issue."""


def check(url: str) -> str:
    """The address of the database as PostgreSQL's own library reads it; raises StoreError for any other database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "postgresql":
        mend = 'set url = "postgresql+psycopg://…" under [database], or send without --workers'
        raise StoreError(Problem(f"workers need PostgreSQL; {mend}", CONFIG))
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def defer(url: str, issue: str, jobs: int) -> None:
    """Puts in so many jobs for an issue."""
    app = _app(check(url), lambda _issue: None)
    with app.open():
        _prepare(app)
        app.configure_task(TASK, queue=QUEUE).batch_defer(*({"issue": issue} for _ in range(jobs)))


def work(url: str, chunk: Chunk, sweep: Callable[[], Sequence[str]], stop: Event, every_s: float) -> None:
    """Takes jobs until `stop`; every so often `sweep` says which issues still have letters waiting, and those that
    have no job get one. Jobs of workers that are gone are closed.
    """
    app = _app(check(url), chunk)
    from procrastinate.exceptions import ConnectorException

    _quieten()
    try:
        with app.open():
            _prepare(app)
        asyncio.run(_work(app, sweep, stop, every_s))
    except ConnectorException as refused:
        message = "the database cannot be reached; start the worker again when it is back"
        raise StoreError(Problem(message)) from refused


def _quieten() -> None:
    """Lets a lost database be told once, in our words, and not in a traceback from everything that needs it."""
    from procrastinate.exceptions import ConnectorException

    def is_news(record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], ConnectorException))

    handler = logging.StreamHandler()
    handler.addFilter(is_news)
    log = logging.getLogger("procrastinate")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.ERROR)
    for name in ("psycopg.pool", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _app(conninfo: str, chunk: Chunk) -> Any:
    try:
        import procrastinate
    except ModuleNotFoundError as refused:
        message = 'workers need Procrastinate; install it with: pip install "leitmotiv[postgres]"'
        raise StoreError(Problem(message)) from refused
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=conninfo))
    app.task(name=TASK, queue=QUEUE)(chunk)
    return app


def _prepare(app: Any) -> None:
    """Makes Procrastinate's tables where they are missing; two workers that begin at once make them once."""
    from procrastinate.exceptions import ConnectorException

    if app.check_connection():
        return
    try:
        app.schema_manager.apply_schema()
    except ConnectorException:
        if not app.check_connection():
            raise


async def _work(app: Any, sweep: Callable[[], Sequence[str]], stop: Event, every_s: float) -> None:
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                queues=[QUEUE],
                concurrency=1,
                install_signal_handlers=False,
                fetch_job_polling_interval=_POLL_S,
                shutdown_graceful_timeout=None,
            )
        )
        sweeper = asyncio.create_task(_sweeping(app, sweep, stop, every_s))
        stopper = asyncio.create_task(_until(stop))
        await asyncio.wait((worker, sweeper, stopper), return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        worker.cancel()  # waits for the job in hand, which stops after the letters under way
        await asyncio.wait((worker, stopper, sweeper))
        for task in (worker, sweeper):
            if not task.cancelled() and (trouble := task.exception()):
                raise trouble


async def _until(stop: Event) -> None:
    while not stop.is_set():
        await asyncio.sleep(0.2)


async def _sweeping(app: Any, sweep: Callable[[], Sequence[str]], stop: Event, every_s: float) -> None:
    from procrastinate.exceptions import ConnectorException

    while not stop.is_set():
        with suppress(ConnectorException):  # the next round may find the database again
            await _sweep(app, await asyncio.to_thread(sweep))
        for _ in range(max(1, int(every_s / 0.2))):
            if stop.is_set():
                return
            await asyncio.sleep(0.2)


async def _sweep(app: Any, waiting: Sequence[str]) -> None:
    from procrastinate.exceptions import AlreadyEnqueued
    from procrastinate.jobs import Status

    manager = app.job_manager
    for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=_STALLED_AFTER_S):
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    queued: Awaitable[Any] = manager.list_jobs_async(queue=QUEUE, status="todo")
    has_job = {job.task_kwargs.get("issue") for job in await queued}
    for issue in waiting:
        if issue not in has_job:
            try:
                await app.configure_task(TASK, queue=QUEUE, queueing_lock=f"sweep {issue}").defer_async(issue=issue)
            except AlreadyEnqueued:
                continue
