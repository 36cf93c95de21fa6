"""Sending to a server that misbehaves: what became of each letter, and that nobody gets one twice or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread, Timer
from time import monotonic, sleep

import pytest

from pipeline.cli import sending_view
from pipeline.edges import secret
from pipeline.edges import workspace as workspaces
from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox
from pipeline.edges.smtp import Refused
from pipeline.errors import ConfigError, LetterError, StoreError
from pipeline.model import delivery
from pipeline.newsletter import message
from pipeline.runs import content, letters
from pipeline.runs.delivery import reconciling, sending, standing
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import Session, smtp_server
from tests.runs.mailing import HASTY, ISSUE, Mailing, counts, mailing


def test_everyone_gets_one_letter_in_his_language(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        sent = made.send()
    assert (sent.ended.why, sent.status.is_over) == ("", True)
    assert counts(made) == {"accepted": 5}
    assert {lang: tally.accepted for lang, tally in made.status.by_lang.items()} == {"de": 4, "en": 1}
    assert set(server.taken.values()) == {1}
    english = next(letter for letter in server.letters if b"\r\nTo: r2@example.org\r\n" in letter)
    assert b"\r\nSubject: Letter\r\n" in english
    assert b"\r\nContent-Language: en\r\n" in english


def test_the_letters_are_dated_by_the_moment_of_freezing(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        mailing(make_workspace, server.port, 1).send()
    assert b"Date: Tue, 31 Mar 2026" not in server.letters[0]


def test_what_went_out_is_kept_in_the_issue_file_for_its_page_and_the_next_letter(
    make_workspace: MakeWorkspace,
) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        file = made.root / f"content/issues/{ISSUE}.toml"
        file.write_text(file.read_text().replace('posts = ["hello"]', "since_last = true"), "utf-8")
        made.send()
        assert file.read_text().endswith('since_last = true\nannounced = ["hello"]\n')
        (made.root / "content/posts/late.de.md").write_text("---\ntitle: Spät\ndate: 2026-03-02\n---\nEin Text.\n")
        (made.root / "content/issues/next.toml").write_text(
            'date = 2026-04-30\nsubject = {de = "Brief"}\nintro = {de = "Moin"}\nsince_last = true\n'
        )
        made.resume()
        found = letters.issues(made.workspace, content.read(made.workspace))
    assert [(issue.id, issue.posts) for issue in found] == [(ISSUE, ("hello",)), ("next", ("late",))]


def test_a_file_that_says_it_was_sent_under_another_name_is_not_sent_again(make_workspace: MakeWorkspace) -> None:
    made = mailing(make_workspace, 1)
    file = made.root / f"content/issues/{ISSUE}.toml"
    file.write_text(file.read_text().replace("posts =", "since_last = true\nannounced ="), "utf-8")
    prepared = sending.prepare(made.workspace, ISSUE)
    assert any("says that it was sent" in one.message for one in prepared.warnings)
    with pytest.raises(LetterError, match=f"no letter called {ISSUE} was; take the line out"):
        sending.require_finished(prepared)


def test_a_letter_that_goes_out_before_its_day_is_warned_of(make_workspace: MakeWorkspace) -> None:
    made = mailing(make_workspace, 1)
    file = made.root / f"content/issues/{ISSUE}.toml"
    file.write_text(file.read_text().replace("date = 2026-03-31", "date = 2027-01-22"), "utf-8")
    early = sending.prepare(replace(made.workspace, as_of=date(2027, 1, 21)), ISSUE).warnings
    assert "is dated 2027-01-22: before that day its page is not on the site" in [one.message for one in early]
    in_time = sending.prepare(replace(made.workspace, as_of=date(2027, 1, 22)), ISSUE).warnings
    assert len(in_time) == len(early) - 1


def test_an_issue_file_that_names_its_posts_need_not_be_writable(make_workspace: MakeWorkspace) -> None:
    made = mailing(make_workspace, 1)
    (made.root / f"content/issues/{ISSUE}.toml").chmod(0o444)
    with made.office() as desk:
        assert not sending.freeze(desk, made.workspace, sending.prepare(made.workspace, ISSUE))


def test_an_issue_file_that_cannot_be_written_stops_no_letter(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        file = made.root / f"content/issues/{ISSUE}.toml"
        file.write_text(file.read_text().replace('posts = ["hello"]', "since_last = true"), "utf-8")
        file.chmod(0o444)
        with made.office() as desk:
            (problem,) = sending.freeze(desk, made.workspace, sending.prepare(made.workspace, ISSUE))
        assert "protected against writing" in problem.message
        made.resume()
    assert counts(made) == {"accepted": 5}


def test_a_second_sending_of_the_same_issue_is_refused(make_workspace: MakeWorkspace) -> None:
    """listmonk 2313, 2070: the whole list again."""
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send()
        with pytest.raises(
            LetterError, match=r"sent on .* UTC, and no letter of it waits; who got it: leitmotiv issue st"
        ):
            made.freeze()
        made.resume()
    assert set(server.taken.values()) == {1}


def test_what_nobody_would_get_is_not_begun(make_workspace: MakeWorkspace) -> None:
    made = mailing(make_workspace, 1)
    made.sql("UPDATE subscribers SET state = 'unsubscribed'")
    with pytest.raises(LetterError, match="nobody would get it"):
        made.freeze()
    with made.office() as desk:
        sending.require_unsent(desk, ISSUE)


def test_who_comes_after_the_freezing_gets_nothing(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.freeze()
        made.sql("INSERT INTO subscribers VALUES (99,'new@example.org','','confirmed','[]','[]',NULL,NULL,'csv')")
        made.resume()
    assert sum(server.taken.values()) == 5


def test_who_leaves_during_the_sending_gets_nothing_more(make_workspace: MakeWorkspace) -> None:
    made: list[Mailing] = []

    def leave(verb: str, session: Session) -> None:
        if verb == "DOT" and not session.server.taken:
            made[0].sql("UPDATE subscribers SET state = 'unsubscribed' WHERE id > 2")
            made[0].sql("DELETE FROM subscribers WHERE id = 5")

    with smtp_server(leave) as server:
        made.append(mailing(make_workspace, server.port, mail="connections = 1\n"))
        made[0].send()
    assert counts(made[0]) == {"accepted": 2, "suppressed": 3}
    assert set(server.offered) == {"r1@example.org", "r2@example.org"}


def test_a_refused_address_is_rejected_once_and_the_others_go(make_workspace: MakeWorkspace) -> None:
    """Mautic 7226: one rejected address, and all is sent again without end."""
    stop = Event()

    def refuse(verb: str, session: Session) -> str | None:
        if session.server.offered["r3@example.org"] > 1:
            stop.set()  # else a mistake here would never end
        return "550 5.1.1 r3@example.org is unknown" if verb == "RCPT" and session.recipient[:2] == "r3" else None

    with smtp_server(refuse) as server:
        made = mailing(make_workspace, server.port)
        sent = made.send(stop=stop)
        assert sent.status.is_over
        made.resume()
    assert counts(made) == {"accepted": 4, "rejected": 1}
    assert server.offered["r3@example.org"] == 1


@pytest.mark.parametrize("said", ["421 4.7.0 slow down", "450 4.2.0 later", "451 4.3.0 later", "454 4.7.0 later"])
@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA", "DOT"])
def test_throttling_is_no_failure(make_workspace: MakeWorkspace, said: str, at: str) -> None:
    """listmonk 1802: "finished" at 578 of 1450."""
    refusals = [said] * 3

    def throttle(verb: str, _session: Session) -> str | None:
        return refusals.pop() if verb == at and refusals else None

    with smtp_server(throttle) as server:
        made = mailing(make_workspace, server.port)
        sent = made.send()
    assert (counts(made), sent.ended.why) == ({"accepted": 5}, "")
    assert set(server.taken.values()) == {1}


def test_a_server_that_never_has_time_ends_the_run_and_everything_waits(make_workspace: MakeWorkspace) -> None:
    hasty = replace(HASTY, patience_s=0.5)
    with smtp_server(lambda verb, _: "451 4.7.1 later" if verb == "RCPT" else None) as server:
        made = mailing(make_workspace, server.port)
        sent = made.send(hasty)
        assert counts(made) == {"waiting": 5}
        assert sent.ended.why == "the mail server asks for patience (451 4.7.1)"
        server.say = lambda _verb, _session: None
        made.resume()
    assert counts(made) == {"accepted": 5}


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DOT"])
@pytest.mark.parametrize(
    "said",
    [
        "550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\r\n550 5.4.5 go to support",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
        "550 Domain example.org has exceeded the max emails per hour (250/250 (100%)) allowed. Message discarded.",
    ],
)
def test_who_comes_after_the_days_limit_waits_for_another_day(
    make_workspace: MakeWorkspace, said: str, at: str
) -> None:
    """Said with 5xx, though no reader has anything to do with it."""

    def say(verb: str, session: Session) -> str | None:
        return said if verb == at and len(session.server.letters) >= 2 else None

    with smtp_server(say) as server:
        made = mailing(make_workspace, server.port, mail="connections = 1")
        made.send(replace(HASTY, patience_s=0.3))
        assert counts(made) == {"accepted": 2, "waiting": 3}
        server.say = lambda _verb, _session: None
        made.resume()
    assert counts(made) == {"accepted": 5}


@pytest.mark.parametrize(
    "said",
    [
        "552 5.2.2 mailbox quota exceeded",
        "552 quota exceeded",
        "552 5.3.4 message size exceeds fixed limit",
        "550 the recipient's disk quota is exceeded",
        "554 spam score exceeds limit",
    ],
)
def test_a_full_mailbox_is_no_limit_of_ours(make_workspace: MakeWorkspace, said: str) -> None:
    with smtp_server(lambda verb, at: said if verb == "RCPT" and at.recipient[:2] == "r1" else None) as server:
        made = mailing(make_workspace, server.port)
        made.send()
    assert counts(made) == {"accepted": 4, "rejected": 1}


def test_one_mailbox_that_is_busy_holds_nobody_else_up(make_workspace: MakeWorkspace) -> None:
    busy = [True] * 2

    def say(verb: str, session: Session) -> str | None:
        return "450 4.2.1 busy" if verb == "RCPT" and session.recipient[:2] == "r1" and busy and busy.pop() else None

    with smtp_server(say) as server:
        made = mailing(make_workspace, server.port)
        made.send()
    assert counts(made) == {"accepted": 5}
    assert server.offered["r1@example.org"] == 3


@pytest.mark.parametrize("answer", ["drop", "taken, then drop"])
def test_a_connection_that_breaks_in_data_leaves_a_doubt_that_is_never_resent_by_itself(
    make_workspace: MakeWorkspace, answer: str
) -> None:
    def drop(verb: str, session: Session) -> str | None:
        return answer if verb == "DOT" and session.recipient[:2] == "r2" else None

    with smtp_server(drop) as server:
        made = mailing(make_workspace, server.port)
        sent = made.send()
        assert counts(made) == {"accepted": 4, "unknown": 1}
        assert not sent.status.is_over
        server.say = lambda _verb, _session: None
        assert "no mta_log" in made.resume().reconciled.why
        assert counts(made) == {"accepted": 4, "unknown": 1}
        assert server.offered["r2@example.org"] == 1
        made.resume(again=True)
    assert counts(made) == {"accepted": 5}


_BEGUN = ("smtpd[7]: connect from x", "smtpd[7]: 4C0FFEE12: client=x", "cleanup[8]: 4C0FFEE12: message-id={letter}")
_TAKEN = "qmgr[9]: 4C0FFEE12: from=<l@x>, size=1, nrcpt=1 (queue active)"
_BROKEN, _ENDED = "smtpd[7]: lost connection after DATA (17 bytes) from x", "smtpd[7]: disconnect from x"


@pytest.mark.parametrize(("begins", "lines", "times", "left"), [
    pytest.param("2020", [*_BEGUN, _TAKEN, _ENDED], 1, {"accepted": 5}, id="it took the letter"),
    pytest.param("2020", [*_BEGUN, _BROKEN, _ENDED], 2, {"accepted": 5}, id="it did not take it"),
    pytest.param("2020", ["smtpd[7]: connect from x", _ENDED], 2, {"accepted": 5}, id="it never saw it"),
    pytest.param("2020", [*_BEGUN, _ENDED], 1, {"accepted": 4, "unknown": 1}, id="it saw it, and says no more"),
    pytest.param("2020", ["smtpd[7]: connect from x"], 1, {"accepted": 4, "unknown": 1}, id="it may be about to say"),
    pytest.param("2099", ["smtpd[7]: connect from x", _ENDED], 1, {"accepted": 4, "unknown": 1}, id="it begins later"),
    pytest.param("", [], 1, {"accepted": 4, "unknown": 1}, id="it is not there"),
])  # fmt: skip
def test_a_letter_in_doubt_goes_again_only_where_the_servers_log_says_that_it_did_not_take_it(
    make_workspace: MakeWorkspace, begins: str, lines: list[str], times: int, left: dict[str, int]
) -> None:
    with smtp_server(
        lambda verb, s: "taken, then drop" if verb == "DOT" and s.recipient[:2] == "r2" else None
    ) as server:
        made = mailing(make_workspace, server.port, mail='mta_log = "mail.log"')
        made.send()
        assert counts(made) == {"accepted": 4, "unknown": 1}
        if begins:
            others = [line.replace("7]", "6]") for n in "1345" for line in _told(made, n, [*_BEGUN, _TAKEN, _ENDED])]
            told = [f"{begins}-01-01T00:00:00+00:00 mta postfix/{line}\n" for line in others + _told(made, "2", lines)]
            (made.root / "mail.log").write_text("".join(told))
        server.say = lambda _verb, _session: None
        made.resume()
    assert server.offered["r2@example.org"] == times
    assert counts(made) == left


def _told(made: Mailing, reader: str, lines: list[str]) -> list[str]:
    letter = message.message_id(ISSUE, reader, made.workspace.config, secret.read(str(made.root)))
    return [line.format(letter=letter) for line in lines]


@pytest.mark.parametrize(("lines", "why"), [
    pytest.param(["mta postfix/smtpd[7]: connect from x", "mta postfix/smtpd[7]: disconnect from x"],
                 "lacks letters that it took", id="of another Postfix, or with gaps"),
    pytest.param(["mta smtpd[7]: 5d2f smtp connected address=127.0.0.1", "mta smtpd[7]: 5d2f smtp disconnected"],
                 "no line of a Postfix", id="of OpenSMTPD"),
    pytest.param(["mta sm-mta[7]: 5AB1: from=<l@x>, size=1, msgid=<1@x>, proto=ESMTP"],
                 "no line of a Postfix", id="of sendmail"),
    pytest.param(["mta exim[7]: 2020-01-01 00:00:00 1rX-0001-Ab <= l@x P=esmtp S=1 id=1@x"],
                 "no line of a Postfix", id="of Exim"),
])  # fmt: skip
def test_the_silence_of_a_log_that_lacks_what_the_server_took_proves_nothing(
    make_workspace: MakeWorkspace, lines: list[str], why: str
) -> None:
    with smtp_server(
        lambda verb, s: "taken, then drop" if verb == "DOT" and s.recipient[:2] == "r2" else None
    ) as server:
        made = mailing(make_workspace, server.port, mail='mta_log = "mail.log"')
        made.send()
        (made.root / "mail.log").write_text("".join(f"2020-01-01T00:00:00+00:00 {line}\n" for line in lines))
        assert why in made.resume().reconciled.why
    assert server.offered["r2@example.org"] == 1
    assert counts(made) == {"accepted": 4, "unknown": 1}


@pytest.mark.parametrize(("claimed_ago", "state"), [(timedelta(hours=1), "unknown"), (timedelta(), "waiting")])
def test_what_a_sender_on_another_machine_holds_is_in_doubt_once_its_time_is_over(
    make_workspace: MakeWorkspace, claimed_ago: timedelta, state: str
) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.freeze()
        with made.office() as desk, database.writing(desk.engine) as connection:
            then = desk.now() - claimed_ago
            outbox.claim(connection, ISSUE, "elsewhere/7/1", 2, then, timedelta(minutes=15))
        sent = made.resume()
    assert counts(made) == {"accepted": 3, state: 2}
    assert ("another sender has letters in hand, until" in sent.ended.why) == (state == "waiting")


@pytest.mark.parametrize("at", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_before_the_letter_is_no_doubt(make_workspace: MakeWorkspace, at: str) -> None:
    breaks = ["drop"] * 2
    with smtp_server(lambda verb, _: breaks.pop() if verb == at and breaks else None) as server:
        made = mailing(make_workspace, server.port)
        made.send(replace(HASTY, unreachable_s=5))
    assert counts(made) == {"accepted": 5}
    assert set(server.taken.values()) == {1}


def test_a_server_that_is_not_there_is_named_and_everything_waits(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as gone:
        port = gone.port
    made = mailing(make_workspace, port)
    sent = made.send()
    assert "cannot be reached (Connection refused)" in sent.ended.why
    assert counts(made) == {"waiting": 5}


@pytest.mark.parametrize(("at", "said"), [
    ("MAIL", "550 5.7.1 not you"), ("RCPT", "554 5.7.1 relaying denied"), ("RCPT", "550 relay not permitted"),
    ("DOT", "550 5.1.8 Access denied, bad outbound sender"), ("DOT", "552 5.3.4 message too big"),
])  # fmt: skip
def test_a_server_that_will_have_none_of_it_rejects_nobody(make_workspace: MakeWorkspace, at: str, said: str) -> None:
    with smtp_server(lambda verb, _: said if verb == at else None) as server:
        made = mailing(make_workspace, server.port)
        with pytest.raises(Refused, match=said[:3]):
            made.send()
    assert counts(made) == {"waiting": 5}


def test_a_reader_whose_server_will_not_have_us_stops_nobody_elses_letter(make_workspace: MakeWorkspace) -> None:
    """Be it the first one, or the last one that waited."""
    with smtp_server(
        lambda verb, s: "550 5.7.1 no" if verb == "RCPT" and s.recipient[:2] in ("r1", "r5") else None
    ) as (server):
        made = mailing(make_workspace, server.port, mail="connections = 1")
        assert made.send().status.is_over
    assert counts(made) == {"accepted": 3, "rejected": 2}


def test_a_server_that_will_have_no_more_of_it_rejects_nobody(make_workspace: MakeWorkspace) -> None:
    def blocked(verb: str, session: Session) -> str | None:
        return "554 5.7.1 blocked" if verb == "DOT" and len(session.server.letters) >= 3 else None

    with smtp_server(blocked) as server:
        made = mailing(make_workspace, server.port, readers=30, mail="connections = 1")
        with pytest.raises(Refused, match=r"554 5\.7\.1.*issue resume letter"):
            made.send()
        assert counts(made) == {"accepted": 3, "waiting": 27}
        server.say = lambda _verb, _session: None
        made.resume()
    assert counts(made) == {"accepted": 30}
    assert set(server.taken.values()) == {1}


def test_nobody_is_rejected_before_it_is_known_whose_fault_it_is(make_workspace: MakeWorkspace) -> None:
    """A sender that is killed then leaves nobody out."""
    seen: list[dict[str, int]] = []

    def blocked(verb: str, session: Session) -> str | None:
        if verb == "RCPT" and session.recipient.startswith("r6@"):
            seen.append(counts(made))
        return "554 5.7.1 blocked" if verb == "RCPT" and session.recipient[:3] not in ("r1@", "r7@") else None

    with smtp_server(blocked) as server:
        made = mailing(make_workspace, server.port, readers=8, mail="connections = 1")
        made.send()
    assert seen == [{"accepted": 1, "waiting": 7}]
    assert counts(made) == {"accepted": 2, "rejected": 6}


def test_a_server_that_hangs_up_in_every_letter_leaves_few_in_doubt(make_workspace: MakeWorkspace) -> None:
    with smtp_server(lambda verb, _: "drop" if verb == "DOT" else None) as server:
        made = mailing(make_workspace, server.port, readers=60)
        sent = made.send()
    assert "breaks in the middle of letters" in sent.ended.why
    assert counts(made)["waiting"] > 30


def test_one_broken_connection_ends_no_sending_however_slow_the_next_letter_is(make_workspace: MakeWorkspace) -> None:
    def slow(verb: str, session: Session) -> str | None:
        if verb == "DOT" and session.recipient.startswith("r2@"):
            sleep(2 * HASTY.unreachable_s)
        return "drop" if verb == "DOT" and session.recipient.startswith("r1@") else None

    with smtp_server(slow) as server:
        made = mailing(make_workspace, server.port, mail="connections = 1")
        assert not made.send().ended.why
    assert counts(made) == {"accepted": 4, "unknown": 1}


def test_a_letter_that_the_server_hangs_up_on_lets_others_pass(make_workspace: MakeWorkspace) -> None:
    with smtp_server(lambda verb, s: "drop" if verb == "RCPT" and s.recipient[:3] == "r1@" else None) as server:
        made = mailing(make_workspace, server.port, readers=12, mail="connections = 1")
        assert "hangs up when it is told whom a letter is for" in made.send().ended.why
    assert counts(made) == {"accepted": 11, "waiting": 1}
    (waiting,) = (one for one in standing.letters_of(made.workspace, ISSUE) if one.state == "waiting")
    assert (waiting.email, waiting.reply) == ("r1@example.org", delivery.HUNG_UP)


def test_a_sending_that_was_cut_short_is_gone_on_with(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.freeze()
        with pytest.raises(LetterError, match=r"began on .* UTC; go on with: leitmotiv issue resume letter"):
            made.freeze()


def test_an_address_that_no_server_would_take_is_left_out_alone(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.sql("UPDATE subscribers SET email = 'jürgen@example.org' WHERE id = 1")
        prepared, folder = sending.rehearse(made.workspace, ISSUE)
        assert (len(prepared.choice.recipients), prepared.choice.unreachable) == (4, (1,))
        assert {path.name for path in Path(folder).glob("[0-9].eml")} == {"2.eml", "3.eml", "4.eml", "5.eml"}
        made.freeze()
        made.sql("UPDATE subscribers SET email = 'bücher@example.org' WHERE id = 2")
        made.resume()
    assert counts(made) == {"accepted": 3, "rejected": 1}
    assert standing.letters_of(made.workspace, ISSUE)[0].reply == delivery.NO_ADDRESS


def test_a_sender_with_an_international_domain_is_named_in_ascii(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        config = made.root / "leitmotiv.toml"
        config.write_text(
            config.read_text("utf-8").replace("letters@mini.example.org", "letters@müller.example"), "utf-8"
        )
        made = replace(made, workspace=workspaces.load(str(made.root), None))
        made.send()
    assert counts(made) == {"accepted": 5}
    assert b"@xn--mller-kva.example" in server.letters[0].partition(b"\r\nTo:")[0]


def test_stopping_lets_the_letters_under_way_arrive_and_keeps_the_rest(make_workspace: MakeWorkspace) -> None:
    stop = Event()

    def slow(verb: str, session: Session) -> None:
        if verb == "DOT" and len(session.server.taken) == 3:
            stop.set()

    with smtp_server(slow) as server:
        made = mailing(make_workspace, server.port, 40)
        sent = made.send(stop=stop)
        assert sent.ended.why == "it was stopped"
        stands = made.status.all
        assert stands.accepted == sum(server.taken.values())
        assert stands.accepted < 40
        assert (stands.unknown, stands.accepted + stands.waiting) == (0, 40)
        made.resume()
    assert counts(made) == {"accepted": 40}
    assert set(server.taken.values()) == {1}


def test_the_rate_is_kept(make_workspace: MakeWorkspace) -> None:
    """Buttondown, 2025: the rate limiter sent letters twice."""
    with smtp_server() as server:
        made = mailing(make_workspace, server.port, 6, "rate_per_s = 10\n")
        began = monotonic()
        made.send()
    assert monotonic() - began >= 0.5
    assert (len(server.taken), set(server.taken.values())) == (6, {1})


def test_a_database_that_is_locked_for_a_moment_is_waited_for(make_workspace: MakeWorkspace) -> None:
    locked: list[sqlite3.Connection] = []

    def lock(verb: str, session: Session) -> None:
        if verb == "DOT" and not locked:
            locked.append(sqlite3.connect(session_root[0] / "private/leitmotiv.db", check_same_thread=False))
            locked[0].execute("BEGIN IMMEDIATE")
            Thread(target=unlock, daemon=True).start()

    def unlock() -> None:
        sleep(1)
        locked[0].rollback()

    session_root: list[Path] = []
    with smtp_server(lock) as server:
        made = mailing(make_workspace, server.port)
        session_root.append(made.root)
        made.send()
    locked[0].close()
    assert counts(made) == {"accepted": 5}


def test_a_database_that_fails_during_the_sending_is_told_with_how_to_go_on(make_workspace: MakeWorkspace) -> None:
    def fail(verb: str, _session: Session) -> None:
        if verb == "DATA":
            made.sql("ALTER TABLE outbox RENAME TO gone")

    with smtp_server(fail, pipelining=False) as server:
        made = mailing(make_workspace, server.port, mail="connections = 1")
        made.freeze()
        with pytest.raises(StoreError, match=rf"no such table: outbox\n.*go on with: leitmotiv issue resume {ISSUE}"):
            sending_view.resume(made.workspace, ISSUE, {"workers": False, "yes": True})


def test_what_could_not_be_written_down_is_no_later_runs_to_put_back(make_workspace: MakeWorkspace) -> None:
    """A worker goes on after a run that lost its database: the letters of that run are in doubt, not unsent."""
    locked: list[sqlite3.Connection] = []

    def lock(verb: str, session: Session) -> None:
        if verb == "DOT" and len(session.server.taken) == 2 and not locked:
            locked.append(sqlite3.connect(root / "private/leitmotiv.db", check_same_thread=False))
            locked[0].execute("BEGIN IMMEDIATE")

    with smtp_server(lock) as server:
        made = mailing(make_workspace, server.port, 40, "connections = 1\n")
        root = made.root
        made.freeze()
        with made.office() as desk:
            with pytest.raises(StoreError, match="another program is writing"):
                sending.send(desk, ISSUE, lambda _settled, _why: None)
            locked[0].rollback()
            sending.send(desk, ISSUE, lambda _settled, _why: None)
            assert set(server.taken.values()) == {1}
            found = reconciling.reconcile(desk, str(made.root), ISSUE)
    locked[0].close()
    in_hand = found.left
    assert 0 < in_hand < 40
    assert counts(made) == {"accepted": 40 - in_hand, "unknown": in_hand}
    assert set(server.taken.values()) == {1}


def test_of_a_server_that_is_slow_few_letters_are_in_hand_that_a_crash_would_leave_in_doubt(
    make_workspace: MakeWorkspace,
) -> None:
    in_hand: list[int] = []

    def slow(verb: str, session: Session) -> None:
        if verb == "DOT":
            sleep(0.1)
            with closing(sqlite3.connect(root / "private/leitmotiv.db")) as connection:
                in_hand.extend(connection.execute("SELECT count(*) FROM outbox WHERE state = 'claimed'").fetchone())

    with smtp_server(slow) as server:
        made = mailing(make_workspace, server.port, 20, "connections = 2\n")
        root = made.root
        made.send()
    assert counts(made) == {"accepted": 20}
    assert max(in_hand) < 6


def test_two_senders_at_once_share_the_letters(make_workspace: MakeWorkspace) -> None:
    """Mautic 9880: parallel workers send twice; 16491: the order of their jobs decides on languages."""
    with smtp_server() as server:
        made = mailing(make_workspace, server.port, 60)
        made.freeze()
        both = [Thread(target=_as_another, args=(made, f"other/{n}/x")) for n in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert counts(made) == {"accepted": 60}
    assert (len(server.taken), set(server.taken.values())) == (60, {1})
    english = [letter for letter in server.letters if b"\r\nContent-Language: en\r\n" in letter]
    assert [b"\r\nTo: r2@example.org\r\n" in letter for letter in english] == [True]


def _as_another(made: Mailing, owner: str) -> None:
    with made.office() as desk:
        sending.send(replace(desk, owner=owner), ISSUE, lambda _settled, _why: None)


def test_an_overslept_lease_sends_nothing(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send(replace(HASTY, lease_s=0.0, patience_s=0.2, margin_s=1), stop=_soon())
    assert not server.offered
    assert counts(made) == {"waiting": 5}


def _soon() -> Event:
    stop = Event()
    Timer(0.3, stop.set).start()
    return stop


def test_a_test_letter_takes_the_same_way_and_has_an_id_of_its_own(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        for _ in range(2):
            done = sending.test(made.workspace, ISSUE, "me@example.org").letters
            assert [(name, outcome.kind) for name, outcome in done] == [
                ("de", "accepted"),
                ("en", "accepted"),
                ("de-en", "accepted"),
            ]
    assert server.offered == {"me@example.org": 6}
    assert len(server.taken) == 6
    assert counts(made) == {}


def test_no_reply_of_the_server_is_kept_but_its_codes(make_workspace: MakeWorkspace) -> None:
    with smtp_server(lambda verb, _: "550 5.1.1 <r1@example.org> unknown" if verb == "RCPT" else None) as server:
        made = mailing(make_workspace, server.port, 1)
        made.send()
    stored = (made.root / "private/leitmotiv.db").read_bytes() + _wal(made)
    assert b"550 5.1.1" in stored
    assert b"> unknown" not in stored


def _wal(made: Mailing) -> bytes:
    file = made.root / "private/leitmotiv.db-wal"
    return file.read_bytes() if file.exists() else b""


def test_a_secret_that_is_too_short_is_refused(make_workspace: MakeWorkspace) -> None:
    made = mailing(make_workspace, 1)
    (made.root / "private/secret").write_text("short")
    with pytest.raises(ConfigError, match="fewer than 16 characters"):
        made.freeze()
