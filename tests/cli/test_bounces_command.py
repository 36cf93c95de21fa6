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
from tests.newsletter.test_bounces import ARF, DSN, FAILED

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
    }
    (root / "un").mkdir()
    for name, text in mails.items():
        (root / "un" / name).write_text(text)
    tried = leitmotiv("leads", "import", *(root / "un" / name for name in mails), "--dry-run", "-C", root)
    assert "no leads, and so left out: 3 × wish to unsubscribe" in tried.err
    assert set(states(leitmotiv, root).values()) == {"confirmed"}
    done = take(leitmotiv, root, "un")
    assert "read 3 none; 0 subscribers get no more letters, 0 complained, 2 unsubscribed by mail\n" in done.err
    assert "1 notice is about nobody here" in done.err
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


@pytest.mark.parametrize("source", ["nowhere", "imaps://", "imaps://ana@mail.example.org/INBOX"])
def test_a_source_that_is_none_is_refused(root: Path, leitmotiv: Leitmotiv, source: str) -> None:
    answer = leitmotiv("bounces", "import", source, "-C", root)
    assert answer.code == 1
    assert "imaps://user@host/Folder" in answer.err
