"""The receiver: sign-ups, readers' own pages and inquiries, as browsers, mail programs and robots meet them."""

from __future__ import annotations

import asyncio
import email
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from email import policy
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import create_engine
from starlette.types import ASGIApp

from pipeline.audience import tokens
from pipeline.edges import process, secret
from pipeline.edges import workspace as workspaces
from pipeline.edges.database import people as stored_people
from pipeline.model.people import Consent, Subscriber
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import subscribers
from pipeline.runs.readers import expiring
from pipeline.web import asking, desk, hooks, receiver, signing_up
from tests.conftest import CONFIG, MakeWorkspace

T = TypeVar("T")
HOME = "https://letters.example.org/in"
RECEIVER = f'\n[receiver]\nurl = "{HOME}"\n'
THEMES = '[performance]\nname = { de = "Leistung", en = "Performance" }\n\n[discovery]\nname = { de = "Klärung" }\n'
OUTBOX = "private/outbox/receiver"


class Browser:
    """Asks an ASGI application in a loop of its own, in which what it begins goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        transport = httpx.ASGITransport(app, client=("203.0.113.5", 1))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://receiver.test")

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def request(self, method: str, path: str, **said: Any) -> httpx.Response:
        return self.wait(self._client.request(method, path, **said))

    def get(self, path: str, **said: Any) -> httpx.Response:
        return self.request("GET", path, **said)

    def post(self, path: str, **said: Any) -> httpx.Response:
        return self.request("POST", path, **said)

    async def async_post(self, path: str, **said: Any) -> httpx.Response:
        return await self._client.request("POST", path, **said)

    def close(self) -> None:
        self.wait(self._client.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class Running:
    """A receiver, what it has said, and a browser in front of it."""

    def __init__(self, root: Path, said: list[str], client: Browser, shown: desk.Desk) -> None:
        self.root = root
        self.said = said
        self.client = client
        self.desk = shown

    @property
    def workspace(self) -> Workspace:
        return self.desk.workspace

    def settle(self) -> None:
        """Waits until its mails are gone."""
        self.client.wait(self.desk.postman.settle())

    def mails(self) -> list[email.message.EmailMessage]:
        self.settle()
        found = sorted((self.root / OUTBOX).glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]

    def sign_up(self, address: str = "mia@example.org", **more: str) -> str:
        """The page that follows."""
        answer = self.client.post("/subscribe", data={"email": address, "lang": "de", "page": "https://x/", **more})
        assert answer.status_code == 200, answer.text
        self.settle()
        return answer.text

    def confirm_path(self) -> str:
        found = re.search(rf"{HOME}(/confirm/\S+)", self.mails()[-1].get_content())
        assert found
        return found[1]

    def person(self, address: str = "mia@example.org") -> tuple[Subscriber | None, tuple[Consent, ...]]:
        with store.reading(self.workspace) as connection:
            found = stored_people.subscriber(connection, address)
            return found, stored_people.consents(connection, found.id or 0) if found else ()

    def state(self, address: str = "mia@example.org") -> str | None:
        found, _ = self.person(address)
        return found.state if found else None

    def has_asked_before(self, days: int) -> None:
        """As if who has signed up had done it so many days ago."""
        with store.writing(self.workspace) as connection:
            person = stored_people.subscriber(connection, "mia@example.org")
            assert person
            assert person.id
            (asked,) = stored_people.consents(connection, person.id)
            assert asked.requested_at
            stored_people.take_back_consent(connection, person.id, asked.requested_at)
            old = replace(asked, requested_at=asked.requested_at - timedelta(days=days))
            stored_people.save_consent(connection, person.id, old)

    def token(self, purpose: tokens.Purpose, number: int = 1) -> str:
        return tokens.signed(secret.read(str(self.root)), purpose, number)

    def add(self, **more: object) -> None:
        said: dict[str, object] = {
            "email": "mia@example.org",
            "state": "confirmed",
            "langs": ("de",),
            "source": "import",
        }
        with store.writing(self.workspace) as connection:
            stored_people.save_subscribers(connection, [Subscriber(**{**said, **more})])  # type: ignore[arg-type]


Start = Callable[..., Running]


@pytest.fixture
def start(make_workspace: MakeWorkspace) -> Iterator[Start]:
    """Starts a receiver; `config` is added to that of its workspace."""
    open_: list[Browser] = []

    def started(config: str = RECEIVER, files: Mapping[str, str] | None = None) -> Running:
        root = make_workspace({"leitmotiv.toml": CONFIG + config, "content/themes.toml": THEMES, **(files or {})})
        said: list[str] = []
        shown = receiver.opened(receiver.standing(workspaces.load(str(root), None)), said.append)
        open_.append(Browser(receiver.app(shown)))
        return Running(root, said, open_[-1], shown)

    yield started
    for one in open_:
        one.close()


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found
    return found[1]


def test_whoever_signs_up_confirms_by_a_button_and_is_on_record(start: Start) -> None:
    one = start()
    one.sign_up()
    assert one.state() == "unconfirmed"
    (mail,) = one.mails()
    assert (mail["To"], mail["Auto-Submitted"], mail["Content-Language"]) == ("mia@example.org", "auto-generated", "de")
    assert mail["List-Unsubscribe"] is None
    path = one.confirm_path()
    for method in ("GET", "HEAD"):
        assert one.client.request(method, path).status_code == 200
    assert one.state() == "unconfirmed", "a program that opens links in mails confirms nothing"
    answer = one.client.post(path)
    assert answer.status_code == 200
    assert one.state() == "confirmed"
    person, (asked, confirmed) = one.person()
    assert person
    assert person.langs == ("de",)
    assert asked.confirmed_at is None
    assert (confirmed.requested_at, confirmed.page, confirmed.lang) == (asked.requested_at, "https://x/", "de")
    assert confirmed.confirmed_at
    assert "Sie bekommen eine Mail mit einem Link" in confirmed.wording
    assert confirmed.version
    assert confirmed.mail
    assert path.rpartition("/")[2] in confirmed.mail.replace("=\n", "").replace("=\r\n", "")
    assert heading(one.client.post(path).text) == heading(answer.text), "twice is the same"
    assert len(one.person()[1]) == 2


def test_what_stood_beside_a_form_is_on_record_of_nobody_who_has_not_confirmed_it(start: Start) -> None:
    one = start()
    one.sign_up()
    person, _ = one.person()
    assert person
    now = process.now()
    by_hand = Consent(requested_at=now, confirmed_at=now, page=subscribers.BY_HAND, wording="")
    added, is_on_record = subscribers.add(one.workspace, replace(person, state="confirmed"), by_hand)
    assert (added.state, is_on_record) == ("confirmed", False)


def test_a_confirmed_sign_up_is_shown_as_one_consent_with_both_its_times(start: Start) -> None:
    one = start()
    one.sign_up()
    (asked,) = subscribers.show(one.workspace, "mia@example.org").consents
    assert asked.confirmed_at is None
    one.client.post(one.confirm_path())
    (entry,) = subscribers.show(one.workspace, "mia@example.org").consents
    assert entry.requested_at == asked.requested_at
    assert entry.confirmed_at
    one.client.post(f"/unsubscribe/{one.token('unsubscribe')}")
    shown = subscribers.show(one.workspace, "mia@example.org").consents
    assert [entry.page for entry in shown] == ["https://x/", "unsubscribed on the page of a letter"]


def test_the_wording_on_record_is_that_of_the_form_on_the_site(start: Start) -> None:
    one = start()
    one.sign_up()
    wording = one.person()[1][0].wording
    page = one.client.get("/subscribe?lang=de").text
    assert all(part in page for part in wording.split(". ", 1))


def test_nothing_that_a_visitor_typed_stands_in_the_mail(start: Start) -> None:
    one = start()
    one.sign_up(name="BUY PILLS", page="https://spam.example/pills", wish="pills")
    assert "pills" not in (one.root / OUTBOX / "1.eml").read_text().lower()


def test_the_page_is_the_same_whether_an_address_is_known_or_not(start: Start) -> None:
    one = start()
    one.add(email="known@example.org")
    one.add(email="left@example.org", state="unsubscribed")
    pages = {one.sign_up(address) for address in ("new@example.org", "known@example.org", "left@example.org")}
    assert len(pages) == 1


def test_an_address_gets_one_mail_a_day_however_often_it_is_typed(start: Start) -> None:
    one = start()
    for _ in range(3):
        one.sign_up()
    assert len(one.mails()) == 1
    assert len(one.person()[1]) == 1


def test_an_address_gets_three_mails_a_month_however_often_it_is_typed(start: Start) -> None:
    one = start()
    one.sign_up()
    for days in (31, 20, 10, 5, 3):
        (one.root / OUTBOX / "1.eml").unlink(missing_ok=True)
        with store.writing(one.workspace) as connection:
            *_, last = stored_people.consents(connection, 1)
            assert last.requested_at
            stored_people.take_back_consent(connection, 1, last.requested_at)
            before = process.now() - timedelta(days=days)
            stored_people.save_consent(connection, 1, replace(last, requested_at=before))
        one.sign_up()
    assert not one.mails(), "of 20, 10 and 5 days ago"
    assert len(one.person()[1]) == 4


def test_a_reader_who_signs_up_again_is_led_to_his_preferences(start: Start) -> None:
    one = start()
    one.add()
    one.sign_up()
    (mail,) = one.mails()
    found = re.search(rf"{HOME}(/preferences/\S+)", mail.get_content())
    assert found
    assert one.client.get(found[1]).status_code == 200
    assert one.state() == "confirmed"


def test_who_left_stays_away_until_he_has_confirmed(start: Start) -> None:
    """Else whoever types an address could let an old export bring its owner back."""
    one = start()
    one.add(state="unsubscribed")
    one.sign_up()
    assert one.state() == "unsubscribed"
    one.client.post(one.confirm_path())
    assert one.state() == "confirmed"


def test_who_comes_back_by_a_form_in_another_language_reads_that_one_first(start: Start) -> None:
    one = start()
    one.add(state="unsubscribed", langs=("de",), themes=("agile",))
    one.sign_up(lang="en")
    assert one.person()[0].langs == ("de",), "it may have been somebody else"  # type: ignore[union-attr]
    one.client.post(one.confirm_path())
    found, _ = one.person()
    assert found is not None
    assert (found.state, found.langs, found.themes) == ("confirmed", ("en", "de"), ("agile",))


def test_an_old_confirmation_brings_nobody_back_who_left_since(start: Start) -> None:
    one = start()
    one.sign_up()
    path = one.confirm_path()
    one.client.post(path)
    one.client.post(f"/unsubscribe/{one.token('unsubscribe')}")
    assert one.client.post(path).status_code == 404
    assert one.state() == "unsubscribed"


def test_a_confirmation_that_comes_too_late_is_told_so(start: Start) -> None:
    one = start()
    one.sign_up()
    path = one.confirm_path()
    one.has_asked_before(days=31)
    answer = one.client.post(path)
    assert answer.status_code == 404
    assert "/in/subscribe?lang=de" in answer.text
    assert one.state() == "unconfirmed"


@pytest.mark.parametrize("token", ["1.aaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "1", "../etc/passwd", "9" * 400])
@pytest.mark.parametrize("page", ["confirm", "unsubscribe", "preferences"])
def test_a_forged_token_is_nobodys(start: Start, page: str, token: str) -> None:
    one = start()
    one.add()
    for method in ("GET", "POST"):
        assert one.client.request(method, f"/{page}/{token}").status_code == 404
    assert one.state() == "confirmed"


def test_a_token_is_good_for_one_purpose_alone(start: Start) -> None:
    one = start()
    one.add()
    assert one.client.post(f"/unsubscribe/{one.token('preferences')}").status_code == 404
    assert one.client.get(f"/preferences/{one.token('unsubscribe')}").status_code == 404


def test_one_click_takes_off_without_cookie_or_redirect_and_twice(start: Start) -> None:
    """RFC 8058, section 3.2."""
    one = start()
    one.add()
    path = f"/unsubscribe/{one.token('unsubscribe')}"
    for method in ("GET", "HEAD"):
        assert one.client.request(method, path).status_code == 200
    assert one.state() == "confirmed"
    for _ in range(2):
        answer = one.client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert one.state() == "unsubscribed"
    assert [consent.page for consent in one.person()[1]] == ["unsubscribed on the page of a letter"]


def test_who_was_forgotten_is_told_that_he_gets_no_letters(start: Start) -> None:
    from pipeline.runs.intake import subscribers

    one = start()
    one.add()
    subscribers.forget(one.workspace, "mia@example.org")
    paths = [f"/{page}/{one.token(page)}" for page in ("unsubscribe", "preferences")]
    answers = [one.client.request(method, path) for path in paths for method in ("GET", "POST")]
    assert {(one.status_code, heading(one.text)) for one in answers} == {(200, "Sie bekommen keine Briefe mehr")}


def test_one_click_may_come_as_a_form_of_parts(start: Start) -> None:
    """RFC 8058, section 3.2 allows multipart/form-data too."""
    one = start()
    one.add()
    path = f"/unsubscribe/{one.token('unsubscribe')}"
    assert one.client.post(path, files={"List-Unsubscribe": (None, "One-Click")}).status_code == 200
    assert one.state() == "unsubscribed"


def test_a_reader_of_what_is_spoken_in_one_country_finds_it_chosen(start: Start) -> None:
    one = start()
    one.add(langs=("de-ch",))
    page = one.client.get(f"/preferences/{one.token('preferences')}").text
    assert 'value="de" checked' in page
    assert 'value="en" checked' not in page


def test_the_kind_of_a_language_that_was_first_stays_first(start: Start) -> None:
    one = start()
    one.add(langs=("en-us", "de"))
    one.client.post(f"/preferences/{one.token('preferences')}", data={"read": ["de", "en"]})
    person, _ = one.person()
    assert person
    assert person.langs == ("en", "de")


def test_a_reader_chooses_languages_and_themes(start: Start) -> None:
    one = start()
    one.add(langs=("en",))
    path = f"/preferences/{one.token('preferences')}"
    page = one.client.get(path).text
    assert '<html lang="en"' in page
    assert 'value="en" checked' in page
    assert 'value="de" checked' not in page
    answer = one.client.post(path, data={"read": ["de", "en", "xx"], "about": ["discovery", "<b>"]})
    assert 'role="status"' in answer.text
    person, _ = one.person()
    assert person
    assert person.langs == ("en", "de"), "what was first stays first"
    assert person.themes == ("discovery",)
    one.client.post(path, data={"read": ["de"]})
    person, _ = one.person()
    assert person
    assert (person.langs, person.themes) == (("de",), ())
    assert one.client.post(path, data={"about": ["discovery"]}).status_code == 422
    assert one.person()[0] == person
    one.client.post(path, data={"leave": "yes"})
    assert one.state() == "unsubscribed"
    assert one.said == ["subscriber 1 has left"]


@pytest.mark.parametrize(
    ("asked", "headers", "lang"),
    [
        ("?lang=en", {}, "en"),
        ("", {"Accept-Language": "fr, en-GB;q=0.8"}, "en"),
        ("", {"Accept-Language": "*;q=0.1, ;;;"}, "de"),
        ("?lang=<script>", {}, "de"),
        # Of 80,000 parts, which a form may have, the wider tags would take ten gigabytes.
        (f"?lang=en{'-xx' * 1000}", {}, "de"),
        ("?lang=en-abcdefgh-abcdefgh-abcdefgh-abcdefgh", {}, "de"),
    ],
)
def test_a_page_is_in_the_language_of_whoever_asks(
    start: Start, asked: str, headers: dict[str, str], lang: str
) -> None:
    answer = start().client.get(f"/subscribe{asked}", headers=headers)
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["Content-Language"] == lang


def test_robots_get_the_same_page_and_nothing_is_kept(start: Start) -> None:
    one = start()
    assert one.sign_up("robot@example.org", website="https://spam.example") == one.sign_up("human@example.org")
    assert one.state("robot@example.org") is None


def test_a_form_that_comes_back_at_once_is_shown_once_more(start: Start) -> None:
    one = start()
    now = str(int(process.now().timestamp() * 1000))
    answer = one.client.post("/subscribe", data={"email": "mia@example.org", "lang": "de", "opened": now})
    assert 'value="mia@example.org"' in answer.text
    assert one.state() is None
    one.sign_up(opened=str(int(now) - 60_000))
    assert one.state() == "unconfirmed"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/subscribe", {"email": "mia@example.org"}),
        ("/contact", {"email": "mia@example.org", "message": "Do you have time?"}),
    ],
)
def test_a_program_that_reads_our_own_form_and_sends_it_at_once_is_asked_once_more(
    start: Start, path: str, typed: dict[str, str]
) -> None:
    one = start()

    def pressed(page: str) -> str:
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
        return one.client.post(path, data={**hidden, **typed}).text

    again = pressed(one.client.get(path).text)
    assert 'role="alert"' in again
    assert 'role="alert"' not in pressed(again)


@pytest.mark.parametrize("typed", ["", "mia", "mia@", "a@b@c.example", "mia@exa mple.org", "é@example.org", "x" * 300])
def test_what_no_mail_can_go_to_is_shown_again(start: Start, typed: str) -> None:
    one = start()
    answer = one.client.post("/subscribe", data={"email": typed, "lang": "en"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert not one.mails()


def test_too_many_sign_ups_from_one_address_have_to_wait(start: Start) -> None:
    one = start()
    codes, waits = [], []
    for number in range(80):
        answer = one.client.post("/subscribe", data={"email": f"a{number}@example.org"})
        codes.append(answer.status_code)
        waits.append(answer.headers.get("Retry-After"))
    assert codes[0] == 200
    assert codes[-1] == 429
    assert waits[-1] is not None
    assert 1 <= int(waits[-1]) <= 60
    assert one.client.post(f"/unsubscribe/{one.token('unsubscribe')}").status_code == 200, "leaving is always possible"


def test_a_mailbox_of_many_names_gets_few_mails(start: Start) -> None:
    """What stands behind a plus, and dots at some providers, make new addresses of it without an end."""
    one = start()
    names = ["mia", "MIA", "m.ia", "mi.a", *(f"mia+{number}" for number in range(6)), "M.I.A+x"]
    pages = {one.sign_up(f"{name}@example.org") for name in names}
    assert len(pages) == 1, "whoever tries is told nothing"
    assert len(one.mails()) == 5
    one.sign_up("mia+1@example.com")
    one.sign_up("amia@example.org")
    assert len(one.mails()) == 7


def test_a_mailbox_of_many_names_gets_all_mails_where_nothing_is_limited(start: Start) -> None:
    one = start(RECEIVER + "rate_limit = false\n")
    for number in range(8):
        one.sign_up(f"mia+{number}@example.org")
    assert len(one.mails()) == 8


def test_the_limit_can_be_switched_off(start: Start) -> None:
    one = start(RECEIVER + "rate_limit = false\n")
    assert {one.client.post("/subscribe", data={"website": "x"}).status_code for _ in range(40)} == {200}


INQUIRY = {
    "name": "Kim Müller",
    "email": "Kim@Firm.example",
    "company": "Firm",
    "message": "We look for somebody.\r\nWhen?",
    "lang": "en",
    "page": "https://mini.example.org/en/contact.html",
    "heard": "from Ann",
    "wish": "more on tests",
    "journey": json.dumps({"read": [{"post": "hello.de", "at": "2026-01-02T10:00:00Z"}], "utm": {}}),
}


def test_an_inquiry_is_a_lead_and_a_mail_that_can_be_answered(start: Start) -> None:
    from pipeline.edges.database import leads as stored_leads

    one = start()
    assert one.client.post("/contact", data=INQUIRY).status_code == 200
    with store.reading(one.workspace) as connection:
        (lead,) = stored_leads.every_lead(connection)
    time.sleep(1 - process.now().microsecond / 1e6)  # another second: whoever presses twice asks once all the same
    assert one.client.post("/contact", data=INQUIRY).status_code == 200
    with store.reading(one.workspace) as connection:
        assert stored_leads.every_lead(connection) == (lead,)
    assert (lead.email, lead.name, lead.company) == ("kim@firm.example", "Kim Müller", "Firm")
    assert (lead.message, lead.self_report, lead.lang) == ("We look for somebody.\nWhen?", "from Ann", "en")
    assert [touch.post for touch in lead.touches] == ["hello.de"]
    (mail,) = one.mails()
    assert mail["To"] == "letters@mini.example.org"
    assert mail["Reply-To"].addresses[0].addr_spec == "kim@firm.example"
    assert "We look for somebody.\r\nWhen?" in mail.get_content()
    assert "Wie sind Sie auf Mini gekommen? from Ann" in mail.get_content()
    assert one.said == ["an inquiry came in; see: leitmotiv leads list"]
    assert not any("kim" in said.lower() or "firm" in said.lower() for said in one.said), "logs name nobody"


def test_a_button_that_is_pressed_twice_at_once_makes_one_inquiry(start: Start) -> None:
    """Also where both requests find no database, and would make one."""
    one = start()
    (one.root / "private/leitmotiv.db").unlink(missing_ok=True)

    async def pressed() -> list[httpx.Response]:
        return await asyncio.gather(*(one.client.async_post("/contact", data=INQUIRY) for _ in range(4)))

    assert [answer.status_code for answer in one.client.wait(pressed())] == [200] * 4
    assert len(one.mails()) == 1
    assert one.said == ["an inquiry came in; see: leitmotiv leads list"]


def test_an_inquiry_without_address_or_message_is_shown_again_with_what_was_typed(start: Start) -> None:
    one = start()
    answer = one.client.post("/contact", data={**INQUIRY, "email": "kim", "message": " "})
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2
    assert 'value="Kim Müller"' in answer.text
    assert "hello.de" in answer.text, "what was to be sent goes with the next try"
    assert not one.mails()


def test_what_was_typed_is_text_in_the_page(start: Start) -> None:
    answer = start().client.post("/contact", data={"name": '"><script>alert(1)</script>', "message": "</textarea><b>"})
    assert "<script" not in answer.text
    assert "</textarea><b>" not in answer.text


def test_line_breaks_in_a_name_make_no_header(start: Start) -> None:
    one = start()
    one.client.post("/contact", data={**INQUIRY, "name": "Kim\r\nBcc: all@example.org", "company": "\u2028x"})
    (mail,) = one.mails()
    assert mail["Bcc"] is None
    assert "\nBcc" not in mail.as_string()


def test_a_webhook_brings_inquiries_to_whoever_knows_its_address(start: Start) -> None:
    from pipeline.edges.database import leads as stored_leads

    one = start()
    path = hooks.address(one.workspace).removeprefix(HOME)
    sent = {
        "id": "5f1",
        "created_at": "2026-03-01T10:00:00Z",
        "human_fields": {},
        "data": {"email": "jo@client.example", "message": "Do you have time?"},
    }
    assert one.client.post("/hooks/1.xxxxxxxxxxxxxxxxxxxxxxxxxxx", json=sent).status_code == 404
    assert one.client.post(path, json=sent).json() == {"added": 1, "updated": 0, "unchanged": 0}
    assert one.client.post(path, json=sent).json() == {"added": 0, "updated": 0, "unchanged": 1}
    refused = one.client.post(path, json={"who": "knows"})
    assert refused.status_code == 422
    assert "Known are" in refused.json()["error"]
    assert one.client.post(path, content=b"{").status_code == 400
    assert one.client.post(path, content=b"[" * 100_000).status_code == 400
    with store.reading(one.workspace) as connection:
        assert len(stored_leads.every_lead(connection)) == 1


def test_a_webhook_of_the_mail_provider_takes_off_whom_no_letter_reaches(start: Start) -> None:
    one = start()
    one.add()
    path = hooks.address(one.workspace).removeprefix(HOME)
    event = {"event": "bounce", "type": "bounce", "email": "mia@example.org", "status": "5.1.1", "sg_event_id": "1"}
    quiet = {"event": "delivered", "email": "mia@example.org", "sg_event_id": "2"}
    assert one.client.post(path, json=[quiet]).json() == {"events": 1, "off_the_list": 0}
    assert one.client.post(path, json=[event, quiet]).json() == {"events": 2, "off_the_list": 1}
    assert one.state() == "unsubscribed"
    assert one.client.post(path, json={"Type": "SubscriptionConfirmation"}).status_code == 200


@pytest.mark.parametrize("base", ["", "/in"])
def test_it_answers_with_the_path_of_its_address_and_without(start: Start, base: str) -> None:
    one = start()
    assert one.client.get(f"{base}/health").json() == {"status": "ok"}
    page = one.client.get(f"{base}/subscribe").text
    style = re.search(r'<link rel="stylesheet" href="(/in/assets/style\.css\?\w+)">', page)
    assert style
    answer = one.client.get(style[1])
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    for font in re.findall(r'url\("([^"]+)"\)', answer.text):
        assert one.client.get(f"{base}/assets/{font}").status_code == 200


def test_every_page_tells_browsers_to_be_strict_and_to_keep_nothing(start: Start) -> None:
    one = start()
    for path in ("/subscribe", "/contact", "/health", "/nowhere", f"/confirm/{one.token('confirm')}"):
        headers = one.client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"&".join(b"a=%d" % number for number in range(500)), "application/x-www-form-urlencoded", 400),
    ],
)
def test_what_is_no_form_is_refused_in_words(start: Start, content: bytes, kind: str, code: int) -> None:
    answer = start().client.post("/subscribe", content=content, headers={"Content-Type": kind})
    assert answer.status_code == code
    assert heading(answer.text)


def test_where_nothing_can_be_kept_the_page_says_so_and_names_the_mailbox(start: Start) -> None:
    one = start()
    (one.root / "private").mkdir(exist_ok=True)
    (one.root / "private/leitmotiv.db").write_bytes(b"no database at all, whatever its name says" * 100)
    answer = one.client.post("/contact", data=INQUIRY)
    assert answer.status_code == 503
    assert "letters@mini.example.org" in answer.text
    assert one.client.get("/health").status_code == 503


def test_a_monitor_sees_that_a_database_can_only_be_read(start: Start) -> None:
    one = start()
    one.sign_up()
    assert one.client.get("/health").status_code == 200
    with (one.root / "private/leitmotiv.db").open("r+b") as file:
        file.seek(18)
        file.write(b"\x03")  # read-only to everybody (https://sqlite.org/fileformat.html, 1.3.3)
    assert one.client.post("/contact", data=INQUIRY).status_code == 503
    assert one.client.get("/health").status_code == 503


def test_behind_a_proxy_on_this_machine_each_visitor_counts_alone() -> None:
    from starlette.requests import Request

    from pipeline.web import guards

    def source(peer: str, *forwarded: str) -> str:
        headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
        return guards.source(Request({"type": "http", "client": (peer, 1), "headers": headers}))

    assert source("127.0.0.1", "203.0.113.9, 198.51.100.7") == "198.51.100.7"
    assert source("127.0.0.1", "203.0.113.9", "198.51.100.7") == "198.51.100.7", "HAProxy adds a line of its own"
    assert source("127.0.0.1", "nonsense") == "127.0.0.1"
    assert source("198.51.100.7", "203.0.113.9") == "198.51.100.7", "strangers say nothing of others"
    assert source("::1", "2001:db8:1:2:3::4") == "2001:db8:1:2::/64"
    assert source("127.0.0.1", "198.51.100.7:4711") == "198.51.100.7"
    assert source("127.0.0.1", "[2001:db8:1:2:3::4]:4711") == "2001:db8:1:2::/64"


def test_proxies_on_other_machines_are_believed_where_the_config_trusts_them() -> None:
    from starlette.requests import Request

    from pipeline.web import guards

    def source(peer: str, forwarded: str) -> str:
        request = Request({"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]})
        return guards.source(request, ("172.16.0.0/12", "192.0.2.1", "2001:db8::/48"))

    assert source("172.18.0.2", "198.51.100.7") == "198.51.100.7"
    assert source("172.18.0.2", "203.0.113.9, 198.51.100.7, 192.0.2.1") == "198.51.100.7", "one proxy behind another"
    assert source("2001:db8::9", "198.51.100.7") == "198.51.100.7"
    assert source("192.0.2.2", "198.51.100.7") == "192.0.2.2"
    assert source("172.18.0.2", "") == "172.18.0.2"


def test_what_is_counted_of_visitors_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    from limits import RateLimitItemPerSecond
    from starlette.requests import Request

    from pipeline.web import guards

    monkeypatch.setattr(guards, "_LIMITS", (RateLimitItemPerSecond(1),))
    gate = guards.Gate(is_on=True)

    def come(peer: str) -> int:
        return gate.wait_s(Request({"type": "http", "client": (peer, 1), "headers": []}), "form")

    assert (come("203.0.113.5"), come("203.0.113.5")) == (0, 1)
    memory = gate._limiter.storage
    for _ in range(100):
        come("198.51.100.7")
        if "203.0.113.5" not in str(vars(memory)):
            break
        time.sleep(0.1)
    assert "203.0.113.5" not in str(vars(memory))


def test_a_form_that_breaks_off_is_no_mistake_of_ours(start: Start) -> None:
    one = start()
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/subscribe", "query_string": b"", "headers": []}
    one.client.wait(receiver.app(one.desk)(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 400
    assert one.said == []


def test_a_mistake_of_ours_tells_its_place_and_not_what_was_typed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*said: object) -> None:
        raise ValueError(said)

    monkeypatch.setattr("pipeline.runs.readers.signups.ask", broken)
    one = start()
    answer = one.client.post("/subscribe", data={"email": "mia@example.org"})
    assert answer.status_code == 503
    (said,) = one.said
    assert said.startswith("a mistake in the program: ValueError in test_receiver.py, line ")


def test_a_broken_page_of_ones_own_is_told_and_answered(start: Start) -> None:
    one = start(files={"templates/receiver/base.html": "{{ nothing }}"})
    answer = one.client.get("/subscribe")
    assert answer.status_code == 503
    assert "letters@mini.example.org" in answer.text
    assert one.said[0].startswith("templates/receiver/base.html:1: ")


def test_nothing_leads_to_where_a_stranger_says_that_this_is(start: Start) -> None:
    answer = start().client.get("/subscribe/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers.get("Location")) == (404, None)


def test_a_mail_that_cannot_be_sent_is_told_and_may_be_asked_for_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.web.postman._PAUSES_S", (0.0,))
    one = start(RECEIVER + '\n[mail]\nmode = "smtp"\nhost = "127.0.0.1"\nport = 9\nstarttls = false\n')
    one.sign_up()
    assert "mail 1 waits, for the server takes nothing (Connection refused)" in one.said
    assert one.said[-1] == "mail 1 was not sent: the server took nothing for ten minutes (Connection refused)"
    assert one.state() is None, "nobody waits for an answer, so nothing would ever take the address away"
    one.add(email="ann@example.org", state="unsubscribed")
    one.sign_up("ann@example.org")
    assert (one.state("ann@example.org"), one.person("ann@example.org")[1]) == ("unsubscribed", ())


def test_addresses_that_nobody_confirmed_go_after_a_while(start: Start) -> None:
    from pipeline.runs.readers import expiring

    one = start()
    one.sign_up()
    assert one.mails()
    one.has_asked_before(days=40)
    assert expiring.expire(one.workspace) == 1
    assert one.state() is None
    assert not one.mails(), "nor does the mail that was rehearsed name anybody"


def test_who_is_forgotten_leaves_no_mail_behind_and_each_is_told_once(start: Start) -> None:
    from pipeline.runs.intake import subscribers

    one = start()
    one.sign_up()
    one.client.post("/contact", data={**INQUIRY, "email": "mia@example.org"})
    one.settle()
    cleared = subscribers.forget(one.workspace, "mia@example.org").cleared
    assert cleared.letters == 1
    (inquiry,) = cleared.rejects
    assert "inquiry-" in inquiry
    assert not list((one.root / OUTBOX).glob("*.eml"))


def test_the_forms_of_the_site_are_read(start: Start) -> None:
    """Each field of the site's pages is one that the receiver knows."""
    from pipeline.runs import building, content

    one = start(files={"content/posts/hello.de.md": "---\ntitle: Hallo\ndate: 2026-01-01\n---\nText.\n"})
    pages, _ = building.drawn(
        one.workspace, building.shown(one.workspace, content.read(one.workspace), (), search=False)
    )
    page = pages["de/contact.html"].content().decode()
    assert f'action="{HOME}{asking.PATH}"' in page
    fields = set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', page))
    sent = dict.fromkeys(fields, "x") | {"email": "kim@firm.example", "website": "", "opened": "", "lang": "de"}
    assert one.client.post(asking.PATH, data=sent).status_code == 200
    known = {*asking.FIELDS, "lang", "opened", "website"}
    assert fields <= known
    assert f'action="{HOME}{signing_up.PATH}"' in pages["de/posts/hello.html"].content().decode()


def test_the_command_answers_until_it_is_told_to_stop(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", "-C", str(root), "serve"]
    process_ = subprocess.Popen([*command, "--listen", f"127.0.0.1:{port}"], stderr=subprocess.PIPE, text=True)
    assert process_.stderr
    try:
        said = [process_.stderr.readline() for _ in range(4)]
        assert "[receiver] url is not set" in said[0]
        assert "rehearsal" in said[1]
        assert f"http://127.0.0.1:{port}/" in said[2]
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            with suppress(httpx.ConnectError):
                assert httpx.get(f"{url}/health").status_code == 200
                break
            time.sleep(0.05)
        process_.stderr.close()
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        for one in slow:
            one.sendall(b"POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nemail=")
        answer = httpx.post(f"{url}/subscribe", data={"email": "mia@example.org", "lang": "en"})
        assert answer.status_code == 200, "whoever sends no more than half a form holds up nobody"
        for one in slow:
            one.close()
        with socket.create_connection(("127.0.0.1", port), timeout=20) as other:
            other.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0)))
            assert not other.recv(100), "nobody is waited for without an end, as HTTP/2 would have it"
        process_.send_signal(signal.SIGTERM)
        assert process_.wait(30) == 0
        assert (root / OUTBOX / "1.eml").exists(), (
            "a mail that is under way goes out first, whether or not a log can be written"
        )
    finally:
        process_.kill()
        process_.wait()


def test_a_daily_task_that_fails_ends_nothing_and_says_what_failed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start()

    def fails(_: Workspace) -> int:
        raise ZeroDivisionError("mia@example.org")

    async def begun() -> bool:
        async with receiver.running(one.desk) as tasks:
            for _ in range(3_000):
                await asyncio.sleep(0.01)
                if one.said:
                    break
            goes_on = not tasks[0].done()
            tasks[0].cancel()
            return goes_on

    monkeypatch.setattr(expiring, "expire", fails)
    assert one.client.wait(begun())
    assert "ZeroDivisionError" in one.said[-1]
    assert "mia" not in one.said[-1]


def test_many_visitors_at_once_leave_connections_to_the_other_programs(start: Start, postgresql_address: str) -> None:
    made = create_engine(postgresql_address, isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE few LOGIN CONNECTION LIMIT 24")
        connection.exec_driver_sql("ALTER DATABASE postgres OWNER TO few")
    made.dispose()
    url = postgresql_address.replace("postgres@", "few@")
    one = start(f'{RECEIVER}rate_limit = false\n\n[database]\nurl = "{url}"\n')

    async def ask() -> list[int]:
        async with receiver.running(one.desk) as tasks:
            said = [{"email": f"mia{n}@example.org", "lang": "de", "page": "https://x/"} for n in range(80)]
            answers = await asyncio.gather(*(one.client.async_post("/subscribe", data=one_of) for one_of in said))
            tasks[0].cancel()
            return [answer.status_code for answer in answers]

    assert set(one.client.wait(ask())) == {200}


@pytest.mark.parametrize("listen", ["8000", "localhost", "127.0.0.1:99999", ":80"])
def test_a_place_that_is_none_is_a_usage_error(leitmotiv_in: Callable[..., int], listen: str) -> None:
    assert leitmotiv_in("serve", "--listen", listen) == 2


@pytest.fixture
def leitmotiv_in(make_workspace: MakeWorkspace) -> Callable[..., int]:
    from pipeline.cli.main import main

    root = make_workspace({})

    def call(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["-C", str(root), *arguments])
        return int(ended.value.code or 0)

    return call
