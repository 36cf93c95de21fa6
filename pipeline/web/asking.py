"""Inquiries: the contact form of the site."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.audience import forms
from pipeline.audience.forms import Inquiry
from pipeline.edges import process
from pipeline.model.language import chosen
from pipeline.model.people import LONGEST_MESSAGE
from pipeline.runs.intake import inquiries
from pipeline.web import guards
from pipeline.web.desk import Desk
from pipeline.web.guards import Form

PATH = "/contact"
FIELDS = ("name", "email", "company", "offer", "message", "heard", "wish", "journey", "page")


def routes(desk: Desk) -> list[Route]:
    """The pages of this group."""
    return [
        Route(PATH, partial(_form, desk), methods=["GET"]),
        Route(PATH, partial(_ask, desk), methods=["POST"]),
    ]


async def _form(desk: Desk, request: Request) -> Response:
    lang = desk.lang(request)
    said = {**dict.fromkeys(FIELDS, ""), "page": f"{desk.config.receiver.url}{PATH}"}
    values = {
        "here": PATH,
        "said": said,
        "opened": forms.opened(process.now()),
        "why": (),
        "offers": _offers(desk, lang),
    }
    return desk.page("contact.html", lang, values)


async def _ask(desk: Desk, request: Request) -> Response:
    sent = await guards.form(request)
    lang = desk.lang(request, sent.values.get("lang", ""))
    if wait_s := desk.gate.wait_s(request, PATH):
        return desk.too_many(lang, wait_s)
    thanks = desk.page("thanks.html", lang, {})
    if forms.is_trapped(sent.values):
        return thanks
    said = forms.inquiry(sent.values, (lang,), desk.workspace.catalogue.offers)
    now = process.now()
    if not isinstance(said, Inquiry):
        return _again(desk, lang, sent, tuple(sorted(said)), status=422)
    if forms.is_too_quick(sent.values, now, desk.config.receiver.min_form_s):
        return _again(desk, lang, sent, ("again",), status=200)
    mail = await run_in_threadpool(inquiries.take, desk.workspace, desk.templates, said, now)
    if mail is not None:
        desk.announce("an inquiry came in; see: leitmotiv leads list")
        desk.postman.take(mail)
    return thanks


def _again(desk: Desk, lang: str, sent: Form, why: tuple[str, ...], *, status: int) -> Response:
    """The form once more, with what was typed, and `why`: the fields that stand in its way, or `again`."""
    typed = {name: sent.values.get(name, "")[:LONGEST_MESSAGE] for name in FIELDS}
    values = {"said": typed, "opened": "", "why": why, "offers": _offers(desk, lang)}
    return desk.page("contact.html", lang, values, status=status)


def _offers(desk: Desk, lang: str) -> list[tuple[str, str]]:
    today = process.now().date()
    known = desk.workspace.catalogue.offers.values()
    langs = desk.config.languages
    return [(one.id, chosen(one.name, lang, langs) or one.id) for one in known if one.is_on(today)]
