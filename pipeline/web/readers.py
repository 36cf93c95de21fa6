"""A reader's own pages: leaving, by a button or by one click (RFC 8058), and choosing what to read."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.audience.tokens import Purpose
from pipeline.model.language import chosen, nearest
from pipeline.model.people import Subscriber
from pipeline.runs.readers import preferences
from pipeline.web import guards
from pipeline.web.desk import Desk


def routes(desk: Desk) -> list[Route]:
    """The pages of this group. Looking at them changes nothing; nothing needs a cookie, and nothing leads on."""
    return [
        Route("/unsubscribe/{token}", partial(_leaving, desk), methods=["GET"]),
        Route("/unsubscribe/{token}", partial(_leave, desk), methods=["POST"]),
        Route("/preferences/{token}", partial(_choice, desk), methods=["GET"]),
        Route("/preferences/{token}", partial(_choose, desk), methods=["POST"]),
    ]


async def _leaving(desk: Desk, request: Request) -> Response:
    token = request.path_params["token"]
    person = await run_in_threadpool(preferences.owner, desk.workspace, "unsubscribe", token)
    lang = desk.lang_of(request, person)
    if person is None:
        return _nobody(desk, request, lang, "unsubscribe")
    if person.state == "unsubscribed":
        return _left(desk, lang)
    values = {"here": f"/unsubscribe/{token}", "preferences": _preferences(desk, person)}
    return desk.page("leave.html", lang, values)


async def _leave(desk: Desk, request: Request) -> Response:
    """Whatever stands in the body: mail programs send `List-Unsubscribe=One-Click`, our button nothing."""
    await guards.body(request)
    token = request.path_params["token"]
    person = await run_in_threadpool(preferences.leave, desk.workspace, "unsubscribe", token)
    return _gone(desk, request, person, "unsubscribe")


async def _choice(desk: Desk, request: Request) -> Response:
    person = await run_in_threadpool(preferences.owner, desk.workspace, "preferences", request.path_params["token"])
    return _shown(desk, request, person, "")


async def _choose(desk: Desk, request: Request) -> Response:
    sent = await guards.form(request)
    token = request.path_params["token"]
    if "leave" in sent.fields:
        person = await run_in_threadpool(preferences.leave, desk.workspace, "preferences", token)
        return _gone(desk, request, person, "preferences")
    work = partial(preferences.choose, desk.workspace, token, sent.all("read"), sent.all("about"))
    person, is_kept = await run_in_threadpool(work)
    return _shown(desk, request, person, "kept" if is_kept else "no language")


def _shown(desk: Desk, request: Request, person: Subscriber | None, said: str) -> Response:
    lang = desk.lang_of(request, person)
    if person is None:
        return _nobody(desk, request, lang, "preferences")
    if person.state == "unsubscribed":
        return _left(desk, lang)
    langs = desk.config.languages
    read = {nearest(lang, langs) for lang in person.langs}
    themes = desk.workspace.catalogue.themes.values()
    values = {
        "here": f"/preferences/{request.path_params['token']}",
        "said": said,
        "langs": [(one, not read or one in read) for one in langs],
        "themes": [(one.id, chosen(one.name, lang, langs) or one.id, one.id in person.themes) for one in themes],
    }
    return desk.page("preferences.html", lang, values, status=422 if said == "no language" else 200)


def _preferences(desk: Desk, person: Subscriber) -> str:
    return f"{desk.base}/preferences/{preferences.token_of(desk.workspace, person)}"


def _gone(desk: Desk, request: Request, person: Subscriber | None, purpose: Purpose) -> Response:
    lang = desk.lang_of(request, person)
    if person is None:
        return _nobody(desk, request, lang, purpose)
    desk.announce(f"subscriber {person.id} has left")
    return _left(desk, lang)


def _nobody(desk: Desk, request: Request, lang: str, purpose: Purpose) -> Response:
    """Somebody who was forgotten gets no letters, and is told so: the link of an old letter is not broken."""
    if preferences.is_signed(desk.workspace, purpose, request.path_params["token"]):
        return _left(desk, lang)
    return desk.page("gone.html", lang, {"subscribe": ""}, status=404)


def _left(desk: Desk, lang: str) -> Response:
    return desk.page("left.html", lang, {"subscribe": f"{desk.base}/subscribe?lang={lang}"})
