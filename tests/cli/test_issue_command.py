"""An issue from the command line: rehearsed, tested, sent, resumed, and what the status says."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import Session, smtp_server
from tests.runs.mailing import ISSUE, counts, mailing
from tests.serving import reply, serving

REAL = ("--for-real", "--yes", "--web-version-unchecked")


def test_without_for_real_nothing_leaves(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.sql("UPDATE subscribers SET langs = '[\"fr\"]' WHERE id = 5")
        root = made.root
        outbox = root / "private/outbox" / ISSUE
        outbox.mkdir(parents=True)
        (outbox / "99.eml").write_text("of somebody who has left")
        made.sql("INSERT INTO subscribers (id, email, name, state, langs, themes, source) "
                 "VALUES (6, 'a@exa_mple.org', '', 'confirmed', '[]', '[]', 'csv')")  # fmt: skip
        done = leitmotiv("issue", "send", ISSUE, "-C", root)
    assert done.code == 0
    assert "to 5 subscribers: 4 in de, 1 in en" in done.err
    assert "1 of them in another language than asked for, and a note says so" in done.err
    assert "no mail can go to the address of subscriber 6, so no letter does; see: leitmotiv subscribers" in done.err
    assert "nothing was sent" in done.err
    assert not server.offered
    names = {file.name for file in outbox.iterdir()}
    assert names == {"1.eml", "2.eml", "3.eml", "4.eml", "5.eml", "de.eml", "en.eml", "de-en.eml", "index.html"}
    assert b"To: r2@example.org" in (outbox / "2.eml").read_bytes()


def test_an_issue_is_sent_once_and_the_status_is_as_the_contract_says(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    def refuse(verb: str, session: Session) -> str | None:
        return "550 5.1.1 no" if verb == "RCPT" and session.recipient[:2] == "r3" else None

    with smtp_server(refuse) as server:
        root = mailing(make_workspace, server.port).root
        assert sent(leitmotiv, root) is False
        unsent = "letter was not sent; a letter for each reader, in rehearsal: leitmotiv issue send letter\n"
        assert leitmotiv("issue", "status", ISSUE, "-C", root).err == unsent
        leitmotiv("issue", "send", ISSUE, "-C", root)
        before = leitmotiv("issue", "status", ISSUE, "-C", root)
        assert (before.code, before.out) == (0, "")
        assert before.err.startswith("letter was not sent; 5 letters of a rehearsal: see ")
        done = leitmotiv("issue", "send", ISSUE, *REAL, "-C", root)
        assert (done.code, done.out) == (0, "")
        assert done.err.endswith(
            "who was rejected, and is tried again with the next issue: leitmotiv issue status letter --letters\n"
            "letter: 5 recipients, 4 accepted, 1 rejected\n"
        )
        second = leitmotiv("issue", "send", ISSUE, *REAL, "-C", root)
        assert second.code == 1
        assert second.err.endswith(" UTC, and no letter of it waits; who got it: leitmotiv issue status letter\n")
        assert leitmotiv("issue", "resume", ISSUE, "-C", root).code == 0
    zeros = {"rejected": 0, "unknown": 0, "waiting": 0, "suppressed": 0}
    assert json.loads(leitmotiv("issue", "status", ISSUE, "--json", "-C", root).out) == {
        "issue": ISSUE,
        "recipients": 5, "accepted": 4, **zeros, "rejected": 1,
        "by_lang": {
            "de": {"recipients": 4, "accepted": 3, **zeros, "rejected": 1},
            "en": {"recipients": 1, "accepted": 1, **zeros},
        },
    }  # fmt: skip
    assert sent(leitmotiv, root) is True
    assert sum(server.taken.values()) == 4
    each = json.loads(leitmotiv("issue", "status", ISSUE, "--letters", "--json", "-C", root).out)["letters"]
    assert [(one["subscriber"], one["lang"], one["state"], one["reply"]) for one in each] == [
        (1, "de", "accepted", "250 2.0.0"), (2, "en", "accepted", "250 2.0.0"), (3, "de", "rejected", "550 5.1.1"),
        (4, "de", "accepted", "250 2.0.0"), (5, "de", "accepted", "250 2.0.0"),
    ]  # fmt: skip
    assert each[2]["email"] == "r3@example.org"
    assert each[2]["at"].endswith("Z")
    assert "r3@example.org" in leitmotiv("issue", "status", ISSUE, "--letters", "-C", root).out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            ('posts = ["hello"]', "posts = []"),
            "it announces no post; name some in posts, or write the letter as a post",
        ),
        (('de = "Moin"', 'de = "…"'), 'the intro for "de" says only "…"; write it'),
    ],
)
def test_what_its_author_has_not_finished_can_be_looked_at_and_not_sent(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, wrong: tuple[str, str], said: str
) -> None:
    with smtp_server() as server:
        root = mailing(make_workspace, server.port).root
        issue = root / f"content/issues/{ISSUE}.toml"
        issue.write_text(issue.read_text("utf-8").replace(*wrong), "utf-8")
        for command in (
            ("issue", "send", ISSUE),
            ("issue", "render", ISSUE),
            ("issue", "test", ISSUE, "--to", "a@b.de"),
        ):
            done = leitmotiv(*command, "-C", root)
            assert (done.code, f"warning: content/issues/{ISSUE}.toml: {said}" in done.err) == (0, True), command
        assert said in leitmotiv("check", "-C", root).err
        refused = leitmotiv("issue", "send", ISSUE, *REAL, "-C", root)
        assert (refused.code, f"error: content/issues/{ISSUE}.toml: {said}" in refused.err) == (1, True)
        assert set(server.offered) == {"a@b.de"}
    assert "was not sent" in leitmotiv("issue", "status", ISSUE, "-C", root).err, "nothing was frozen by that"


def sent(leitmotiv: Leitmotiv, root: Path) -> bool:
    (row,) = json.loads(leitmotiv("issue", "list", "--json", "-C", root).out)
    assert (row["issue"], row["langs"], row["published"]) == (ISSUE, ["de", "en"], "2026-03-31")
    return bool(row["sent"])


def test_nothing_is_resumed_with_another_secret_without_a_word(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    """As on a machine to which private/ was not copied: nobody could leave by the links in its letters."""
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.freeze()
        (made.root / "private/secret").unlink()
        refused = leitmotiv("issue", "resume", ISSUE, "-C", made.root)
        assert (refused.code, server.offered) == (1, {})
        assert "set LEITMOTIV_SECRET to what it was there" in refused.err
        assert leitmotiv("issue", "resume", ISSUE, "--yes", "-C", made.root).code == 0
        assert sum(server.offered.values()) == 5


def test_what_is_in_doubt_exits_with_1_and_is_told(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    with smtp_server(lambda verb, _: "drop" if verb == "DOT" else None) as server:
        root = mailing(make_workspace, server.port, 2).root
        assert leitmotiv("issue", "send", ISSUE, *REAL, "-C", root).code == 1
        again = leitmotiv("issue", "resume", ISSUE, "-C", root)
    assert again.code == 1
    assert "no mta_log is set under [mail]" in again.err
    assert "whom they are for: leitmotiv issue status letter --letters; unknown = " in again.err
    assert "2 unknown" in again.err
    assert sum(server.offered.values()) == 2


def test_whoever_waits_is_told_once_for_what_and_how_to_leave_it(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    full = ["452 4.2.2 mailbox full"] * 2

    def put_off(verb: str, session: Session) -> str | None:
        return full.pop() if verb == "RCPT" and session.recipient[:2] == "r3" and full else None

    with smtp_server(put_off) as server:
        done = leitmotiv("issue", "send", ISSUE, *REAL, "-C", mailing(make_workspace, server.port).root)
    told = "(452 4.2.2); it is tried again, Ctrl-C leaves what waits to: leitmotiv issue resume letter\n"
    assert (done.code, done.err.count(told)) == (0, 1)


def test_a_letter_waits_until_its_web_versions_answer(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    pages = {f"/{lang}/newsletter/{ISSUE}.html": reply("there") for lang in ("de", "en")}
    with smtp_server() as server, serving({}) as web:
        root = mailing(make_workspace, server.port).root
        config = (
            (root / "leitmotiv.toml").read_text().replace("https://mini.example.org", f"http://127.0.0.1:{web.port}")
        )
        (root / "leitmotiv.toml").write_text(config)
        refused = leitmotiv("issue", "send", ISSUE, "--for-real", "--yes", "-C", root)
        assert refused.code == 1
        assert refused.err.count("does not answer (HTTP 404): publish the site first") == 2
        assert not server.offered
        web.replies.update(pages)
        assert leitmotiv("issue", "send", ISSUE, "--for-real", "--yes", "-C", root).code == 0
    assert sum(server.taken.values()) == 5


def test_nobody_is_asked_where_nobody_is(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = mailing(make_workspace, 1).root
    done = leitmotiv("issue", "send", ISSUE, "--for-real", "--web-version-unchecked", "-C", root)
    assert (done.code, "add --yes" in done.err) == (1, True)


def _read(terminal: int, patience_s: float) -> bytes:
    """What comes next; nothing where nothing comes."""
    ready, _, _ = select.select([terminal], [], [], patience_s)
    return os.read(terminal, 4096) if ready else b""


def interrupted(root: Path, *arguments: str) -> tuple[int, str]:
    """Presses Ctrl-C at the question of a command that runs at a terminal: its exit code, and all that it said."""
    try:
        terminal, inside = pty.openpty()
    except OSError:
        pytest.skip("this machine gives no terminal")
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", *arguments, "-C", str(root)]
    said = b""
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside) as running:
        try:
            while not said.endswith(b"[y/N]: "):
                more = _read(terminal, 60)
                assert more, said
                said += more
            code = None
            while code is None:  # a signal in the instant before it reads the answer is seen only with the next one
                running.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    code = running.wait(5)
            while more := _read(terminal, 0.2):
                said += more
        finally:
            running.kill()
            os.close(inside)
            os.close(terminal)
    return code, said.decode()


def test_a_ctrl_c_at_the_question_sends_nothing_and_begins_nothing(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    with smtp_server() as server:
        root = mailing(make_workspace, server.port).root
        code, said = interrupted(root, "issue", "send", ISSUE, "--for-real", "--web-version-unchecked")
    assert (code, "stopped; nothing was left half written" in said, "under way" in said) == (1, True, False)
    assert not server.offered
    assert "was not sent" in leitmotiv("issue", "status", ISSUE, "-C", root).err


def test_a_ctrl_c_at_the_question_leaves_a_doubt_a_doubt(make_workspace: MakeWorkspace) -> None:
    with smtp_server(lambda verb, _: "drop" if verb == "DOT" else None) as server:
        made = mailing(make_workspace, server.port, 2)
        made.send()
        server.say = lambda _verb, _session: None
        code, said = interrupted(made.root, "issue", "resume", ISSUE)
    assert (code, "2 letters may have arrived or not. Send them again" in said) == (1, True)
    assert (counts(made), sum(server.offered.values())) == ({"unknown": 2}, 2)


def test_rehearsal_mode_sends_nothing_for_real_and_writes_test_letters(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = mailing(make_workspace, 1).root
    config = (root / "leitmotiv.toml").read_text().replace('mode = "smtp"', 'mode = "rehearsal"')
    (root / "leitmotiv.toml").write_text(config)
    assert 'set mode = "smtp"' in leitmotiv("issue", "send", ISSUE, *REAL, "-C", root).err
    tested = leitmotiv("issue", "test", ISSUE, "--to", "me@example.org", "-C", root)
    assert (tested.code, "rehearsal: wrote 3 letters, nothing was sent; look at private/" in tested.err) == (0, True)
    assert b"To: me@example.org" in (root / f"private/outbox/{ISSUE}/test-de.eml").read_bytes()


def test_a_test_letter_that_does_not_go_is_named_with_what_the_server_said(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    left = ["552 5.3.4 too large"]
    with smtp_server(lambda verb, _: left.pop() if verb == "DOT" and left else None) as server:
        root = mailing(make_workspace, server.port).root
        done = leitmotiv("issue", "test", ISSUE, "--to", "me@example.org", "-C", root)
    assert done.code == 1
    assert "the letter de did not go: 552 5.3.4\n2 of 3 letters went: en, de-en\n" in done.err


def test_nothing_is_resumed_that_was_not_begun_and_workers_need_postgresql(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = mailing(make_workspace, 1).root
    assert "begin with: leitmotiv issue send letter --for-real" in leitmotiv("issue", "resume", ISSUE, "-C", root).err
    assert "workers need PostgreSQL" in leitmotiv("worker", "-C", root).err
    assert "workers need PostgreSQL" in leitmotiv("issue", "send", ISSUE, *REAL, "--workers", "-C", root).err
    assert "nothing of" in leitmotiv("issue", "resume", ISSUE, "-C", root).err, "nothing was frozen by that"
    assert leitmotiv("issue", "status", "nonsense", "-C", root).code == 1


def test_a_folder_that_cannot_be_written_is_named_whole(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = mailing(make_workspace, 1).root
    (root / "a-file").write_text("")
    answer = leitmotiv("-C", root, "issue", "render", ISSUE, "--output", root / "a-file/letters")
    assert answer.code == 1
    assert f"{root}/a-file/letters/de.eml: cannot be written" in answer.err


def test_a_name_that_is_no_utf_8_is_no_issue(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("issue", "status", "\udcff", "-C", make_workspace({}))
    assert (answer.code, "what you typed is no UTF-8" in answer.err) == (1, True), answer
