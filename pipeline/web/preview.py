"""The preview: the site out of memory, on this machine alone, reloaded by each save; mistakes stand in the page."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import mimetypes
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.edges import watching
from pipeline.edges.place import CONFIG
from pipeline.errors import LeitmotivError, Problem
from pipeline.runs.previewing import Session
from pipeline.web.serving import Tasks

HOSTS = ["localhost", "127.0.0.1", "[::1]"]
"""Whoever asks for another host was led here by a page on the web (DNS rebinding)."""
_QUIET_S = 0.5
_GONE = "is gone; end this preview with Ctrl-C, and begin one where the workspace is now"
_NONE = "'none'"
_OURS = "/.preview"
_SCRIPT = """const since = new URL(document.currentScript.src).searchParams.get("since");
const events = new EventSource("EVENTS?since=" + since);
events.onmessage = () => location.reload();
addEventListener("pagehide", () => events.close());
"""
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")')
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
_STYLE = """
:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { max-inline-size: 46rem; margin: 12vh auto; padding-inline: 1.5rem; }
h1 { font-size: 1.5rem; font-weight: 600; }
ul { padding: 0; list-style: none; }
li { margin-block: 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid #c8402f; overflow-wrap: anywhere; }
"""
_ERRORS = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<ul>
{problems}
</ul>
<p>This page comes back by itself once the mistake is mended and saved.</p>
</body>
</html>
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_ERRORS_POLICY = f"default-src 'none'; connect-src 'self'; style-src 'sha256-{_HASH}'; base-uri 'none'"


class Preview:
    """The pages of a session, and the news that they have changed."""

    def __init__(self, session: Session, root: str, announce: Callable[[str], None]) -> None:
        self._session = session
        self._root = root
        self._announce = announce
        self._changed = asyncio.Condition()
        self._saved = asyncio.Event()

    def app(self) -> Starlette:
        """As ASGI."""
        return Starlette(
            routes=[
                Route(f"{_OURS}/reload.js", self._script),
                Route(f"{_OURS}/events", self._events),
                Route("/{path:path}", self._page),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        )

    async def watch(self) -> None:
        """Makes the site anew after each save, for as long as it runs."""
        async for _ in watching.saves(self._root):
            before = self._session.seen.version
            seen = await run_in_threadpool(self._session.refresh)
            if seen.version == before:
                continue
            async with self._changed:
                self._changed.notify_all()
            self._saved.set()
            for problem in seen.problems:
                self._announce(str(problem))

    async def settle(self) -> None:
        """Gives the themes anew when nothing was saved for a while, for as long as it runs."""
        while True:
            await self._saved.wait()
            self._saved.clear()
            await asyncio.sleep(_QUIET_S)
            if self._saved.is_set():
                continue
            before = self._session.seen.version
            seen = await run_in_threadpool(self._session.settle)
            if seen.version != before:
                async with self._changed:
                    self._changed.notify_all()

    async def _page(self, request: Request) -> Response:
        path = str(request.path_params["path"]).lstrip("/")
        base = self._session.base
        if base and f"{path}/".startswith(f"{base}/"):  # the 404 page links from the root of the host
            path = path[len(base) + 1 :]
        if not path or path.endswith("/"):
            path += "index.html"
        return await run_in_threadpool(self._answer, path)

    def _answer(self, path: str) -> Response:
        """The file at `path` of the site; the plan is asked, never the disk, so no path leads out of it."""
        seen = self._session.seen
        if not self._session.is_there:  # nothing may be kept where it was
            return self._mistakes((Problem(_GONE, CONFIG),), seen.version)
        kind = _type(path)
        if seen.problems and kind.startswith("text/html"):
            return self._mistakes(seen.problems, seen.version)
        code, leaf = 200, seen.leaves.get(path)
        if leaf is None and f"{path}/index.html" in seen.leaves:
            base = f"{self._session.base}/" if self._session.base else ""
            return RedirectResponse(quote(f"/{base}{path}/"))
        if leaf is None:
            code, leaf, kind = 404, seen.leaves.get("404.html"), _TYPES[".html"]
        if leaf is None:
            return Response("there is no such page", 404, media_type="text/plain")
        try:
            content = leaf.content()
        except LeitmotivError as refused:
            return self._mistakes(refused.problems, seen.version)
        if kind.startswith("text/html"):
            content = _watched(content, seen.version)
        return Response(content, code, {"Cache-Control": "no-store", "Content-Type": kind})

    def _mistakes(self, problems: tuple[Problem, ...], version: int) -> Response:
        listed = "\n".join(f"<li>{html.escape(str(problem))}</li>" for problem in problems)
        title = "The site cannot be built" if len(problems) == 1 else f"{len(problems)} mistakes keep the site back"
        page = _ERRORS.format(title=title, problems=listed, style=_STYLE, policy=_ERRORS_POLICY).encode()
        return Response(_watched(page, version), 500, {"Cache-Control": "no-store", "Content-Type": _TYPES[".html"]})

    async def _script(self, _: Request) -> Response:
        script = _SCRIPT.replace("EVENTS", f"{_OURS}/events")
        return Response(script, headers={"Cache-Control": "no-store", "Content-Type": _TYPES[".js"]})

    async def _events(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        known = int(since) if since.isdecimal() and len(since) < 10 else self._session.seen.version
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._news(known), media_type="text/event-stream", headers=headers)

    async def _news(self, known: int) -> AsyncIterator[str]:
        """Server-sent events (HTML, 9.2): one each time that the site has become another than the `known` version.

        A version beyond ours comes from a page of a preview that has ended.
        """
        yield "retry: 500\n\n"
        while True:
            version = self._session.seen.version
            if version != known:
                known = version
                yield f"data: {version}\n\n"
            async with self._changed:
                if self._session.seen.version == known:
                    await self._changed.wait()


@asynccontextmanager
async def running(preview: Preview) -> AsyncIterator[Tasks]:
    """Watches the workspace meanwhile."""
    tasks = (asyncio.create_task(preview.watch()), asyncio.create_task(preview.settle()))
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _type(path: str) -> str:
    _, dot, end = path.rpartition(".")
    return _TYPES.get(f"{dot}{end.lower()}") or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _watched(page: bytes, version: int) -> bytes:
    """The page with the script that waits for news; its policy allows our own scripts for that."""
    allowed = _POLICY.sub(_with_script, page)
    script = f'<script src="{_OURS}/reload.js?since={version}" defer></script>\n</head>'.encode()
    return allowed.replace(b"</head>", script, 1)


def _with_script(policy: re.Match[bytes]) -> bytes:
    """The policy with scripts and connections to where the page came from."""
    said = html.unescape(policy[2].decode("utf-8", "replace"))
    rules = dict(rule.strip().partition(" ")[::2] for rule in said.split(";") if rule.strip())
    for name in ("script-src", "connect-src"):
        if "'self'" not in rules.get(name, ""):
            rules[name] = f"'self' {rules.get(name, '').replace(_NONE, '')}"
    allowed = "; ".join(f"{name} {value}".strip() for name, value in rules.items())
    return policy[1] + html.escape(allowed).encode() + policy[3]
