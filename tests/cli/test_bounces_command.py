"""Bounces from the command line: judged, and acted upon once."""

from __future__ import annotations

import json
import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.audience import tokens
from pipeline.edges import mailbox as sources
from pipeline.edges import secret, workspace
from pipeline.edges.database.letter_tables import BOUNCES, OUTBOX, SENDINGS
from pipeline.runs import store
from tests.cli.conftest import Answer, Leitmotiv
from tests.conftest import MakeWorkspace
from tests.edges.imap_server import LOCKED, serving
from tests.newsletter.test_bounces import ANSWER, ARF, BODIES, DSN, FAILED

HARD = DSN.format(fields=FAILED.format("5.1.1", "user unknown"))
SOFT = DSN.format(fields=FAILED.format("4.2.2", "mailbox full").replace("ana@", "eva@"))


@pytest.fixture
def root(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> Path:
    people = "".join(f"{name}@example.org,de\n" for name in ("ana", "bela", "eva"))
    found = make_workspace(
        {
            "people.csv": f"email,lang\n{people}",
            "mail/1.eml": HARD,
            "mail/2.eml": ARF.format(""),
            "mail/3.eml": SOFT,
            "mail/4.eml": HARD.replace("ana@", "stranger@"),
            "mail/sub/5.eml": "From: ana@example.org\nSubject: Hi\n\nHello\n",
        }
    )
    assert leitmotiv("subscribers", "import", found / "people.csv", "-C", found).code == 0
    return found


def states(leitmotiv: Leitmotiv, root: Path) -> dict[str, str]:
    rows = json.loads(leitmotiv("subscribers", "list", "--json", "-C", root).out)
    return {row["email"].partition("@")[0]: row["state"] for row in rows}


def take(leitmotiv: Leitmotiv, root: Path, source: str = "mail") -> Answer:
    return leitmotiv("bounces", "import", root / source, "-C", root)


def test_messages_are_judged_as_the_contract_says(root: Path, leitmotiv: Leitmotiv) -> None:
    found = json.loads(leitmotiv("bounces", "classify", root / "mail", "--json").out)
    assert found[0] == {
        "file": "1.eml", "recipients": ["ana@example.org"], "kind": "hard", "reason": "unknown-user", "status": "5.1.1",
    }  # fmt: skip
    assert [(one["file"], one["kind"]) for one in found[1:]] == [
        ("2.eml", "complaint"), ("3.eml", "soft"), ("4.eml", "hard"), ("sub/5.eml", "none"),
    ]  # fmt: skip


def test_whom_no_letter_reaches_and_who_complains_gets_no_more(root: Path, leitmotiv: Leitmotiv) -> None:
    done = take(leitmotiv, root)
    assert done.code == 0
    assert "1 subscriber gets no more letters, 1 complained" in done.err
    assert "1 notice is about nobody here" in done.err
    assert "@" not in done.err
    assert states(leitmotiv, root) == {"ana": "unsubscribed", "bela": "unsubscribed", "eva": "confirmed"}
    leitmotiv("subscribers", "import", root / "people.csv", "-C", root)
    assert states(leitmotiv, root)["ana"] == "unsubscribed", "an import brings nobody back"
    shown = json.loads(leitmotiv("subscribers", "show", "ana@example.org", "--json", "-C", root).out)
    assert [(one["kind"], one["status"]) for one in shown["bounces"]] == [("hard", "5.1.1")]


def test_who_writes_unsubscribe_gets_no_more_letters_and_is_no_lead(root: Path, leitmotiv: Leitmotiv) -> None:
    token = tokens.signed(secret.read(str(root)), "unsubscribe", 3)
    mails = {
        "1.eml": "From: Bela <BELA@example.org>\nSubject: unsubscribe\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\n",
        "2.eml": f"From: eva@home.example\nSubject: unsubscribe {token}\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\nBye\n",
        "3.eml": f"From: x@home.example\nSubject: unsubscribe {token[:-1]}!\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\n",
        "4.eml": "From: me@home.example\nSubject: unsubscribe test\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\n",
    }
    (root / "un").mkdir()
    for name, text in mails.items():
        (root / "un" / name).write_text(text)
    tried = leitmotiv("leads", "import", *(root / "un" / name for name in mails), "--dry-run", "-C", root)
    assert "no leads, and so left out: 4 × wish to unsubscribe" in tried.err
    assert set(states(leitmotiv, root).values()) == {"confirmed"}
    done = take(leitmotiv, root, "un")
    assert "read 4 other; 0 subscribers get no more letters, 0 complained, 2 unsubscribed by mail\n" in done.err
    assert (done.code, "3.eml: asks for no more letters, and nobody here has this address" in done.err) == (1, True)
    assert "4.eml" not in done.err, "who tries the link of a test letter is nobody to look for"
    assert states(leitmotiv, root) == {"ana": "confirmed", "bela": "unsubscribed", "eva": "unsubscribed"}
    assert "unsubscribed by mail" not in take(leitmotiv, root, "un").err, "once is enough"
    shown = json.loads(leitmotiv("subscribers", "show", "eva@example.org", "--json", "-C", root).out)
    assert [one["page"] for one in shown["consent"]] == ["unsubscribed by mail"]
    judged = json.loads(leitmotiv("bounces", "classify", root / "un", "--json").out)
    assert {(one["kind"], one["reason"]) for one in judged} == {("none", "unsubscribe")}


def test_the_mailbox_of_inquiries_lets_readers_go_too(root: Path, leitmotiv: Leitmotiv) -> None:
    (root / "bye.eml").write_text("From: ana@example.org\nSubject: Abmelden\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\n")
    said = leitmotiv("leads", "import", root / "bye.eml", "-C", root)
    assert "1 subscriber has unsubscribed by mail: no more letters" in said.err
    assert states(leitmotiv, root)["ana"] == "unsubscribed"
    assert json.loads(leitmotiv("leads", "list", "--json", "-C", root).out) == []
    leitmotiv("subscribers", "forget", "ana@example.org", "-C", root)
    assert leitmotiv("leads", "import", root / "bye.eml", "-C", root).code == 0
    (root / "bye.eml").write_text("From: ana@home.example\nSubject: Abmelden\nDate: Mon, 1 Jun 2026 10:00:00 +0000\n\n")
    unheard = leitmotiv("leads", "import", root / "bye.eml", "-C", root)
    told = "mail 1: asks for no more letters, and nobody here has this address"
    assert (unheard.code, told in unheard.err) == (1, True), "somebody has to find out who it is"


def test_a_farewell_that_is_read_again_lets_nobody_go_who_came_back_since(root: Path, leitmotiv: Leitmotiv) -> None:
    mail = "From: ana@example.org\nSubject: Abmelden\nDate: Mon, 1 Jun 2026 10:00:00 +0000\nMessage-ID: <{}@x>\n\n{}"
    for read, state in ((mail.format(1, ""), "unsubscribed"), (mail.format(1, "opened"), "confirmed")):
        (root / "bye.eml").write_text(read)
        leitmotiv("leads", "import", root / "bye.eml", "-C", root)
        assert states(leitmotiv, root)["ana"] == state
        leitmotiv("subscribers", "add", "ana@example.org", "--again", "-C", root)
    (root / "bye.eml").write_text(mail.format(2, ""))
    leitmotiv("leads", "import", root / "bye.eml", "-C", root)
    assert states(leitmotiv, root)["ana"] == "unsubscribed", "minds may change as often as they like"


def test_readers_are_counted_not_the_notices_about_them(root: Path, leitmotiv: Leitmotiv) -> None:
    for number in range(3):
        (root / "all").mkdir(exist_ok=True)
        (root / f"all/{number}.eml").write_text(HARD + "\n" * number)
        (root / f"all/{number}-c.eml").write_text(ARF.format("") + "\n" * number)
    assert (
        "read 3 complaint, 3 hard; 1 subscriber gets no more letters, 1 complained" in take(leitmotiv, root, "all").err
    )


def test_three_soft_bounces_are_a_hard_one_and_the_same_one_counts_once(root: Path, leitmotiv: Leitmotiv) -> None:
    for _ in range(3):
        take(leitmotiv, root)
    assert states(leitmotiv, root)["eva"] == "confirmed"
    box = mailbox.mbox(root / "box")
    for n in range(2):
        box.add(SOFT.replace("I'm sorry", f"{n} times sorry"))
    box.close()
    assert "1 subscriber gets no more letters" in take(leitmotiv, root, "box").err
    assert states(leitmotiv, root)["eva"] == "unsubscribed"


def test_a_notice_in_an_mbox_is_the_one_in_a_file_and_no_line_of_it_begins_another(
    root: Path, leitmotiv: Leitmotiv
) -> None:
    """Only a blank line, From and a day begin a mail (RFC 4155); not every program writes `>From ` elsewhere."""
    notice = SOFT.replace("I'm sorry", "From the list of our readers:\n\nFrom here on I'm sorry")
    (root / "mail" / "3.eml").write_text(notice)
    (root / "box").write_text(f"From a@example.org Fri Jul  8 12:08:34 2026\n{notice}\n" * 2)
    found = json.loads(leitmotiv("bounces", "classify", root / "box", "--json").out)
    assert [(one["file"], one["kind"]) for one in found] == [("box:1", "soft"), ("box:2", "soft")]
    for source in ("mail", "box"):
        take(leitmotiv, root, source)
    shown = json.loads(leitmotiv("subscribers", "show", "eva@example.org", "--json", "-C", root).out)
    assert len(shown["bounces"]) == 1


def test_soft_bounces_of_long_ago_and_of_before_somebody_came_back_count_no_more(
    root: Path, leitmotiv: Leitmotiv
) -> None:
    def soft(number: int) -> None:
        (root / "soft.eml").write_text(SOFT.replace("I'm sorry", f"{number} times sorry"))
        take(leitmotiv, root, "soft.eml")

    for number in range(2):
        soft(number)
    with store.writing(workspace.load(str(root), None)) as connection:
        connection.execute(BOUNCES.update().values(at=datetime(2020, 1, 1, tzinfo=UTC)))
    for number in range(2, 4):
        soft(number)
    assert states(leitmotiv, root)["eva"] == "confirmed"
    soft(4)
    assert states(leitmotiv, root)["eva"] == "unsubscribed"
    assert leitmotiv("subscribers", "add", "eva@example.org", "--again", "--consent", "asked", "-C", root).code == 0
    for number in range(5, 7):
        soft(number)
    assert states(leitmotiv, root)["eva"] == "confirmed"


def test_where_letters_went_out_a_notice_that_names_none_of_them_proves_nothing(
    root: Path, leitmotiv: Leitmotiv
) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    sent = {"issue": "spring", "edition": "de", "lang": "de", "state": "accepted", "attempts": 1, "changed_at": now}
    with store.writing(workspace.load(str(root), None)) as connection:
        connection.execute(SENDINGS.insert().values(issue="spring", frozen_at=now, recipients=1))
        connection.execute(
            OUTBOX.insert().values(**sent, subscriber_id=3, message_id="<letter-9@practice.example.org>")
        )
    done = take(leitmotiv, root)
    assert "0 subscribers get no more letters, 0 complained" in done.err
    assert "2 notices name no letter of ours, and count as soft bounces: " in done.err
    assert done.code == 1
    again = take(leitmotiv, root)
    assert (again.code, "no letter of ours" in again.err) == (0, False)
    assert set(states(leitmotiv, root).values()) == {"confirmed"}
    (root / "sure.eml").write_text(HARD.replace("letter-7@", "letter-9@"))
    take(leitmotiv, root, "sure.eml")
    assert states(leitmotiv, root) == {"ana": "confirmed", "bela": "confirmed", "eva": "unsubscribed"}
    _post(root, "1.json", {"RecordType": "Bounce", "Type": "HardBounce", "Email": "ana@example.org"})
    assert "no letter of ours" not in take(leitmotiv, root, "events").err, "only its provider can write an event"
    assert states(leitmotiv, root) == {"ana": "unsubscribed", "bela": "confirmed", "eva": "unsubscribed"}


def test_a_source_that_takes_its_time_keeps_nobody_from_writing(
    root: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = workspace.load(str(root), None)

    def slow(_source: str) -> Iterator[tuple[str, bytes]]:
        with store.writing(where) as connection:
            connection.execute(BOUNCES.delete())
        yield "1.eml", HARD.encode()

    monkeypatch.setattr(sources, "messages", slow)
    assert take(leitmotiv, root).code == 0
    assert states(leitmotiv, root)["ana"] == "unsubscribed"


def test_events_of_a_mail_provider_count_like_the_notices_that_it_swallowed(root: Path, leitmotiv: Leitmotiv) -> None:
    lost = {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "ID": 1,
        "Email": "ana@example.org",
        "Details": "user unknown",
    }
    late = [{**lost, "Type": "SoftBounce", "ID": number, "Email": "eva@example.org"} for number in (2, 3)]
    (root / "events").mkdir()
    (root / "events/1.json").write_text(json.dumps([lost, *late]))
    done = take(leitmotiv, root, "events")
    assert (done.code, "read 1 hard, 2 soft; " in done.err) == (0, True)
    assert take(leitmotiv, root, "events").code == 0
    assert states(leitmotiv, root)["eva"] == "confirmed", "the same events again are no new ones"
    (root / "events/2.json").write_text(json.dumps({**late[0], "ID": 4}))
    (root / "events/3.json").write_text("{half")
    broken = take(leitmotiv, root, "events")
    assert (broken.code, "of a mail provider, but no JSON" in broken.err) == (1, True)
    assert states(leitmotiv, root) == {"ana": "unsubscribed", "bela": "confirmed", "eva": "unsubscribed"}
    judged = json.loads(leitmotiv("bounces", "classify", root / "events", "--json").out)
    assert [(one["file"], one["kind"]) for one in judged] == [
        ("1.json:1", "hard"), ("1.json:2", "soft"), ("1.json:3", "soft"), ("2.json", "soft"), ("3.json", "none"),
    ]  # fmt: skip


LEFT = {
    "mailgun.json": {"event-data": {"event": "unsubscribed", "recipient": "ana@example.org"}},
    "sendgrid.json": [{"event": "group_unsubscribe", "email": "bela@example.org", "sg_event_id": "1"}],
    "brevo.json": {"event": "unsubscribed", "email": "stranger@example.org"},
}


def _post(root: Path, name: str, event: object) -> None:
    (root / "events").mkdir(exist_ok=True)
    (root / "events" / name).write_text(json.dumps(event))


def test_who_left_at_the_mail_provider_has_left_here_and_may_come_back(root: Path, leitmotiv: Leitmotiv) -> None:
    for name, event in LEFT.items():
        _post(root, name, event)
    done = take(leitmotiv, root, "events")
    assert done.code == 0
    assert "0 complained, 2 unsubscribed at the mail provider\n" in done.err
    assert "1 notice is about nobody here" in done.err
    assert states(leitmotiv, root) == {"ana": "unsubscribed", "bela": "unsubscribed", "eva": "confirmed"}
    shown = json.loads(leitmotiv("subscribers", "show", "bela@example.org", "--json", "-C", root).out)
    assert [(one["page"], one["confirmed_at"]) for one in shown["consent"]] == [("unsubscribed at SendGrid", None)]
    assert shown["bounces"] == []
    assert leitmotiv("subscribers", "add", "bela@example.org", "--again", "--consent", "asked", "-C", root).code == 0
    assert "at the mail provider" not in take(leitmotiv, root, "events").err
    assert states(leitmotiv, root)["bela"] == "confirmed", "the same events again are no new ones"


def test_a_mail_by_which_somebody_left_takes_him_off_once(root: Path, leitmotiv: Leitmotiv) -> None:
    (root / "bye.eml").write_text("From: ana@example.org\nSubject: unsubscribe\n\n")
    leitmotiv("subscribers", "unsubscribe", "ana@example.org", "-C", root)
    assert "unsubscribed by mail" not in take(leitmotiv, root, "bye.eml").err
    assert leitmotiv("subscribers", "add", "ana@example.org", "--again", "--consent", "asked", "-C", root).code == 0
    take(leitmotiv, root, "bye.eml")
    assert states(leitmotiv, root)["ana"] == "confirmed"


def test_events_that_nobody_understands_are_named(root: Path, leitmotiv: Leitmotiv) -> None:
    for number in range(12):
        _post(root, f"{number:02}.json", {"event": "unsub", "email": "ana@example.org", "MessageID": number})
    done = take(leitmotiv, root, "events")
    assert done.code == 1
    assert "12 events are of a kind that is not known here, so nothing was taken from there" in done.err
    assert "00.json" in done.err
    assert "09.json and 2 more" in done.err
    assert states(leitmotiv, root)["ana"] == "confirmed"


def test_feedback_that_is_no_complaint_is_said_and_changes_nothing(root: Path, leitmotiv: Leitmotiv) -> None:
    report = ARF.format("").replace("Feedback-Type: abuse", "Feedback-Type: {}")
    (root / "arf").mkdir()
    (root / "arf/1.eml").write_text(report.replace("{}", "not-spam"))
    done = take(leitmotiv, root, "arf")
    assert (done.code, "feedback that is no complaint, and changes nothing: 1 not-spam\n" in done.err) == (0, True)
    assert states(leitmotiv, root)["bela"] == "confirmed"
    (root / "arf/2.eml").write_text(report.replace("{}", "opt-out"))
    assert "0 complained, 1 unsubscribed by mail\n" in take(leitmotiv, root, "arf").err
    assert states(leitmotiv, root)["bela"] == "unsubscribed"


def test_a_holiday_with_a_telephone_number_costs_no_reader(root: Path, leitmotiv: Leitmotiv) -> None:
    away = ANSWER.format("Automatische Antwort: Brief", "Auto-Submitted: auto-replied", BODIES["a number in Lübeck"])
    (root / "away.eml").write_text(away)
    assert "read 1 autoreply; 0 subscribers get no more letters" in take(leitmotiv, root, "away.eml").err
    assert states(leitmotiv, root)["ana"] == "confirmed"


def test_a_folder_of_years_that_is_read_at_once_counts_each_notice_on_its_day(root: Path, leitmotiv: Leitmotiv) -> None:
    """Three soft ones within a year, by their own dates."""
    days = ("3 May 2019", "3 May 2021", "31 Dec 2023")
    (root / "old").mkdir()
    for n, day in enumerate(days):
        (root / "old" / f"{n}.eml").write_text(f"Date: {day} 10:00:00 +0000\n{SOFT.lstrip()}")
    take(leitmotiv, root, "old")
    assert states(leitmotiv, root)["eva"] == "confirmed"
    kept = json.loads(leitmotiv("subscribers", "show", "eva@example.org", "--json", "-C", root).out)["bounces"]
    assert [one["at"][:4] for one in kept] == [day[-4:] for day in days]


def test_events_of_years_that_are_read_at_once_count_on_their_days(root: Path, leitmotiv: Leitmotiv) -> None:
    def full(day: str) -> dict[str, str]:
        return {
            "RecordType": "Bounce",
            "Type": "SoftBounce",
            "Email": "eva@example.org",
            "BouncedAt": f"{day}T10:00:00Z",
        }

    (root / "old.json").write_text(json.dumps([full(day) for day in ("2019-05-03", "2021-05-03", "2023-12-31")]))
    take(leitmotiv, root, "old.json")
    assert states(leitmotiv, root)["eva"] == "confirmed"


def test_a_letter_that_is_delayed_counts_once_however_often_that_is_said(root: Path, leitmotiv: Leitmotiv) -> None:
    def late(letter: int, tried: int) -> dict[str, object]:
        headers = {"message-id": f"{letter}@practice.example.org"}
        return {"event": "failed", "severity": "temporary", "recipient": "eva@example.org", "id": tried,
                "message": {"headers": headers}}  # fmt: skip

    (root / "late.json").write_text(json.dumps([late(1, tried) for tried in range(9)]))
    take(leitmotiv, root, "late.json")
    assert states(leitmotiv, root)["eva"] == "confirmed"
    (root / "late.json").write_text(json.dumps([late(letter, 0) for letter in (2, 3)]))
    take(leitmotiv, root, "late.json")
    assert states(leitmotiv, root)["eva"] == "unsubscribed"


@pytest.mark.parametrize("source", ["nowhere", "imaps://", "imaps://[x/F", "imaps://ana@mail.example.org/INBOX"])
def test_a_source_that_is_none_is_refused(root: Path, leitmotiv: Leitmotiv, source: str) -> None:
    answer = leitmotiv("bounces", "import", source, "-C", root)
    assert answer.code == 1
    assert "imaps://user@host/Folder" in answer.err


def test_a_mail_that_the_server_does_not_show_is_named_and_the_others_are_acted_upon(
    root: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEITMOTIV_IMAP_PASSWORD", "secret")
    with serving([HARD.encode(), LOCKED]) as server:
        source = f"imap://ana@127.0.0.1:{server.server_address[1]}/Leads"
        answer = leitmotiv("bounces", "import", source, "-C", root)
    assert answer.code == 1
    assert "Leads:2: is empty, or its server does not show it" in answer.err
    assert states(leitmotiv, root)["ana"] == "unsubscribed"
