"""The receiver: what letters and forms lead to, as one ASGI application; its error boundary stands here."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from anyio import to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.edges.database import engine
from pipeline.edges.templates import Templates
from pipeline.errors import LeitmotivError, Problem, TemplateError, WorkspaceError
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.delivery import one_secret
from pipeline.runs.readers import expiring
from pipeline.web import asking, desk, hooks, readers, signing_up
from pipeline.web.desk import SAFE, Desk
from pipeline.web.guards import Gate
from pipeline.web.postman import Postman
from pipeline.web.serving import Tasks

_AT_ONCE = 16
"""Each has a connection to the database, and PostgreSQL commonly takes a hundred from all programs together."""
_DAY_S = 86_400.0
_UNREAD = (408, 413, 415)
_SENTENCES = {404: "nowhere", 405: "nowhere", 408: "slow", 413: "long", 415: "strange", 400: "strange"}


def standing(workspace: Workspace, listen: str | None = None) -> Workspace:
    """The workspace with what its receiver needs: where it waits, and an address, else made of that place."""
    section = workspace.config.receiver
    waits = listen or section.listen
    update = {"listen": waits, "url": section.url or f"http://{waits}"}
    config = workspace.config.model_copy(update={"receiver": section.model_copy(update=update)})
    return replace(workspace, config=config)


def place(workspace: Workspace) -> tuple[str, int]:
    """Host and port where the receiver waits."""
    host, _, port = workspace.config.receiver.listen.rpartition(":")
    return host.removeprefix("[").removesuffix("]"), int(port)


def opened(workspace: Workspace, announce: Callable[[str], None]) -> Desk:
    """The receiver of a workspace whose config names the address at which it is reached."""
    templates = Templates(workspace.root)
    section = workspace.config.receiver
    return Desk(
        standing=workspace,
        templates=templates,
        files=desk.look(workspace, templates),
        gate=Gate(section.rate_limit, section.trusted_proxies),
        postman=Postman(workspace, announce),
        announce=announce,
    )


def app(one: Desk) -> ASGIApp:
    """As ASGI. It answers with the path of its address and without, for some proxies take that away.

    Nothing leads from `/subscribe/` to `/subscribe`: behind a proxy nobody here knows what to call it.
    """
    routes = [
        *signing_up.routes(one),
        *readers.routes(one),
        *asking.routes(one),
        *hooks.routes(one),
        Route("/health", partial(_health, one), methods=["GET"]),
        Route("/robots.txt", _robots, methods=["GET"]),
        Route("/assets/{name}", partial(_file, one), methods=["GET"]),
        Route("/", partial(_home, one), methods=["GET"]),
    ]
    handlers = {
        HTTPException: partial(_refused, one),
        LeitmotivError: partial(_failed, one),
        Exception: partial(_broken, one),
    }
    at_home = Route(one.base, partial(_home, one), methods=["GET"]) if one.base else None
    mounted = [at_home, Mount(one.base, Router(routes, redirect_slashes=False))] if at_home else []
    pages = Starlette(routes=[*mounted, *routes], exception_handlers=handlers)
    pages.router.redirect_slashes = False

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(Exception):  # it was answered and told; a server's log would repeat what somebody typed
            await pages(scope, receive, send)

    return answered


@asynccontextmanager
async def running(one: Desk) -> AsyncIterator[Tasks]:
    """Takes away addresses that nobody confirmed, once a day. Meanwhile so many requests at most ask the database."""
    to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield (asyncio.create_task(_expire(one)),)


async def _expire(one: Desk) -> None:
    with suppress(LeitmotivError):  # what keeps the database away is told below
        for problem in await run_in_threadpool(_strange, one.workspace):
            one.announce(str(problem))
    while True:
        try:
            gone = await run_in_threadpool(expiring.expire, one.workspace)
            if gone:
                one.announce(f"{gone} unconfirmed addresses waited too long, and are gone")
        except LeitmotivError as refused:
            one.announce(str(refused))
        except Exception as fault:  # noqa: BLE001  (tomorrow it may do; meanwhile requests are answered)
            one.announce(_mistake(fault))
        await asyncio.sleep(_DAY_S)


def _strange(workspace: Workspace) -> tuple[Problem, ...]:
    if not engine.is_there(workspace.config.database.url, workspace.root):
        return ()
    with store.reading(workspace) as connection:
        return one_secret.strange(workspace, connection)


async def _health(one: Desk, _: Request) -> Response:
    """200 where a request could be kept."""
    try:
        await run_in_threadpool(_look, one.workspace)
    except LeitmotivError:
        return JSONResponse({"status": "the database does not answer"}, 503, SAFE)
    return JSONResponse({"status": "ok"}, 200, SAFE)


def _look(workspace: Workspace) -> None:
    with store.opened(workspace) as found:
        engine.try_out(found)


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _file(one: Desk, request: Request) -> Response:
    found = one.file(f"/assets/{request.path_params['name']}")
    if found is None:
        raise HTTPException(404)
    return found


async def _home(one: Desk, _: Request) -> Response:
    return RedirectResponse(f"{one.config.workspace.url}/", 302, SAFE)


async def _refused(one: Desk, request: Request, refused: Exception) -> Response:
    assert isinstance(refused, HTTPException)  # noqa: S101 - it is registered for these alone
    code = refused.status_code
    values = {"what": _SENTENCES.get(code, "nowhere")}
    answer = one.page("problem.html", one.lang(request), values, status=code)
    answer.headers.update(refused.headers or {})
    if code in _UNREAD and request.scope.get("http_version", "1").startswith("1"):
        answer.headers["Connection"] = "close"  # what was not read would be taken for the next request
    return answer


async def _broken(one: Desk, request: Request, fault: Exception) -> Response:
    return await _failed(one, request, WorkspaceError(Problem(_mistake(fault))))


def _mistake(fault: Exception) -> str:
    """A mistake of ours. What it says may hold what somebody typed, so only its kind is told."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"a mistake in the program: {type(fault).__name__} in {PurePath(last.filename).name}, line {last.lineno}"


async def _failed(one: Desk, request: Request, refused: Exception) -> Response:
    """Nothing was kept, and the page says so. The reason is told in the log: it names no person."""
    one.announce(str(refused))
    mailbox = one.config.sender.mailbox
    try:
        return one.page("problem.html", one.lang(request), {"what": "failed", "mailbox": mailbox}, status=503)
    except TemplateError:  # in a workspace's own page
        return PlainTextResponse(f"Nothing was kept. Please write a mail: {mailbox}\n", 503, SAFE)
