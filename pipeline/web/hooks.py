"""Webhooks: what calendars, forms of others and mail providers send by themselves."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.audience import tokens
from pipeline.edges import secret
from pipeline.model import plural
from pipeline.model.workspace import Workspace
from pipeline.newsletter.bounces import events
from pipeline.runs.intake import inquiries
from pipeline.runs.readers import bounces
from pipeline.web import guards
from pipeline.web.desk import SAFE, Desk

_NAME = "webhook"
_WHOLE_WORKSPACE = 1
"""Whose token the address carries: there is one of them."""
_SUBSCRIPTION = "SubscriptionConfirmation"
_OF_SNS = re.compile(r"https://sns\.[a-z0-9-]{1,40}\.amazonaws\.com/[!-~]{1,2000}")


def routes(desk: Desk) -> list[Route]:
    """The one address of this group."""
    return [Route("/hooks/{token}", partial(_hook, desk), methods=["POST"])]


def address(workspace: Workspace) -> str:
    """What calendars, forms and mail providers are told; whoever knows it can add inquiries and take readers off."""
    token = tokens.signed(secret.read(workspace.root), "hooks", _WHOLE_WORKSPACE)
    return f"{workspace.config.receiver.url}/hooks/{token}"


async def _hook(desk: Desk, request: Request) -> Response:
    """What was taken in, in numbers; 422 with the reason where nobody knows such JSON."""
    key = secret.read(desk.standing.root)
    if tokens.subscriber(key, "hooks", request.path_params["token"]) != _WHOLE_WORKSPACE:
        return JSONResponse({"error": "there is no such address"}, 404, SAFE)
    content = await guards.body(request)
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return JSONResponse({"error": "that is no JSON"}, 400, SAFE)
    if isinstance(value, dict) and value.get("Type") == _SUBSCRIPTION:
        found = _OF_SNS.fullmatch(str(value.get("SubscribeURL")))
        if found:
            desk.announce(f"Amazon SNS asks whether its events may come here; open this to say yes: {found[0]}")
        return JSONResponse({}, 200, SAFE)
    return await run_in_threadpool(_taken, desk, value, content)


def _taken(desk: Desk, value: Any, content: bytes) -> Response:
    """As events of a mail provider where these are any, else as inquiries."""
    told = [one for one in bounces.events_in(_NAME, content) or () if _is_known(one)]
    if told:
        done = bounces.act(desk.workspace, told)
        gone = done.suppressed + done.unsubscribed + done.left_there
        if gone:
            desk.announce(f"a webhook took {plural.of(gone, 'reader')} off the list")
        return JSONResponse({"events": len(told), "off_the_list": gone}, 200, SAFE)
    found = inquiries.keep(desk.workspace, _NAME, value)
    counts = {"added": found.added, "updated": found.updated, "unchanged": found.unchanged}
    if found.rejects:
        return JSONResponse({**counts, "error": found.rejects[0].reason}, 422, SAFE)
    desk.announce(
        f"a webhook brought {found.added} new and {plural.of(found.updated, 'changed inquiry', 'changed inquiries')}"
    )
    return JSONResponse(counts, 200, SAFE)


def _is_known(one: bounces.Judged) -> bool:
    return one.notice.reason not in (events.UNKNOWN, events.UNREADABLE)
