"""Signing up: the form, the mail that follows it, and the page on which its owner confirms."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.audience import expiry, forms
from pipeline.edges import process
from pipeline.runs.readers import preferences, signups
from pipeline.web import guards
from pipeline.web.desk import Desk
from pipeline.web.guards import Form

PATH = "/subscribe"


def routes(desk: Desk) -> list[Route]:
    """The pages of this group."""
    return [
        Route(PATH, partial(_form, desk), methods=["GET"]),
        Route(PATH, partial(_ask, desk), methods=["POST"]),
        Route("/confirm/{token}", partial(_button, desk), methods=["GET"]),
        Route("/confirm/{token}", partial(_confirm, desk), methods=["POST"]),
    ]


async def _form(desk: Desk, request: Request) -> Response:
    page = f"{desk.config.receiver.url}{PATH}"
    values = {"here": PATH, "email": "", "page": page, "opened": forms.opened(process.now()), "why": ""}
    return desk.page("subscribe.html", desk.lang(request), values)


async def _ask(desk: Desk, request: Request) -> Response:
    """The answer is the same whether an address is known or not, and for robots that fell into the trap."""
    sent = await guards.form(request)
    lang = desk.lang(request, sent.values.get("lang", ""))
    if wait_s := desk.gate.wait_s(request, PATH):
        return desk.too_many(lang, wait_s)
    asked = desk.page("asked.html", lang, {})
    if forms.is_trapped(sent.values):
        return asked
    wish = forms.sign_up(sent.values, (lang,))
    now = process.now()
    if wish is None or forms.is_too_quick(sent.values, now, desk.config.receiver.min_form_s):
        return _again(desk, lang, sent, "again" if wish else "email")
    kept = await run_in_threadpool(signups.ask, desk.workspace, desk.templates, wish, now)
    if kept is not None:
        desk.announce(f"subscriber {kept.subscriber_id} asked for letters")
        desk.postman.take(kept.mail, partial(signups.take_back, desk.workspace, kept))
    return asked


def _again(desk: Desk, lang: str, sent: Form, why: str) -> Response:
    values = {
        "email": sent.values.get("email", "")[:254],
        "page": sent.values.get("page", "")[:500],
        "opened": "",
        "why": why,
    }
    return desk.page("subscribe.html", lang, values, status=200 if why == "again" else 422)


async def _button(desk: Desk, request: Request) -> Response:
    """Looking changes nothing: programs that look after mails open every link in them."""
    token = request.path_params["token"]
    person = await run_in_threadpool(signups.waiting, desk.workspace, token, process.now())
    lang = desk.lang_of(request, person)
    if person is None:
        return _gone(desk, lang)
    if person.state == "confirmed":
        return _confirmed(desk, lang, preferences.token_of(desk.workspace, person))
    return desk.page("confirm.html", lang, {"here": f"/confirm/{token}", "days": expiry.DAYS})


async def _confirm(desk: Desk, request: Request) -> Response:
    await guards.body(request)
    token = request.path_params["token"]
    person = await run_in_threadpool(signups.confirm, desk.workspace, token, process.now())
    lang = desk.lang_of(request, person)
    if person is None:
        return _gone(desk, lang)
    desk.announce(f"subscriber {person.id} is confirmed")
    return _confirmed(desk, lang, preferences.token_of(desk.workspace, person))


def _gone(desk: Desk, lang: str) -> Response:
    return desk.page("gone.html", lang, {"subscribe": f"{desk.base}{PATH}?lang={lang}"}, status=404)


def _confirmed(desk: Desk, lang: str, token: str) -> Response:
    return desk.page("confirmed.html", lang, {"preferences": f"{desk.base}/preferences/{token}"})
