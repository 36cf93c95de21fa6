"""Trouble around the sender: a database that stays locked, a full disk, Ctrl-C; each with its outcome in the status."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from tests.acceptance.postfix import postfix
from tests.acceptance.practice import ISSUE, practice
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import Session, smtp_server
from tests.runs.mailing import counts, mailing

BEGIN = ("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked")


def test_a_database_that_stays_locked_leaves_doubts_and_no_second_letters(make_workspace: MakeWorkspace) -> None:
    """Ghost: a batch that was left "submitting" was lost without a word."""
    locked: list[sqlite3.Connection] = []
    roots: list[Path] = []

    def lock(verb: str, _session: Session) -> None:
        if verb == "DOT" and not locked:
            locked.append(sqlite3.connect(roots[0] / "private/leitmotiv.db", check_same_thread=False))
            locked[0].execute("BEGIN IMMEDIATE")

    with smtp_server(lock) as server:
        made = mailing(make_workspace, server.port)
        roots.append(made.root)
        with pytest.raises(StoreError, match="another program is writing"):
            made.send()
        locked[0].rollback()
        locked[0].close()
        assert counts(made) == {"waiting": 5}
        # This process lives, so its claims are its own until the lease is over.
        made.sql("UPDATE outbox SET lease_until = '2026-01-01 00:00:00.000000'")
        made.resume()
    assert counts(made) == {"accepted": 3, "unknown": 2}, "one letter a connection was in hand"
    assert set(server.taken.values()) == {1}


def test_a_full_disk_stops_the_sending_and_the_log_ends_the_doubts(ground: Path) -> None:
    """A file system of 16 MB that fills up while letters go: what went and could not be written down is found again."""
    private = ground / "small"
    private.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", private], check=True)
    try:
        with postfix(ground / "mta") as mta:
            made = practice(ground / "ws", mta.port, 600, {"mta_log": str(mta.log)})
            subprocess.run(["cp", "-a", f"{made.root}/private/.", private], check=True)
            subprocess.run(["mount", "--bind", private, made.root / "private"], check=True)
            process = made.start(*BEGIN)
            while b"(queue active)" not in mta.log.read_bytes() and process.poll() is None:
                time.sleep(0.01)
            filler = private / "filler"
            _fill(filler)
            assert process.wait(120) == 1
            assert "the disk is full" in (made.root / "issue.log").read_text("utf-8")
            filler.unlink()
            done = made.call("issue", "resume", ISSUE)
            assert done.returncode == 0, done.stderr
            mta.wait_until_still()
            taken = mta.taken()
        assert (len(taken), set(taken.values())) == (600, {1})
        assert made.status()["accepted"] == 600
    finally:
        subprocess.run(["umount", ground / "ws/private"], check=False)
        subprocess.run(["umount", private], check=True)


def test_letters_go_over_starttls_to_a_server_that_wants_to_be_greeted_again(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 3207, section 4.2: what was said before TLS is forgotten."""
    key, certificate = ground / "key.pem", ground / "cert.pem"
    made_by = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made_by, *named], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls = f"smtpd_tls_security_level = encrypt\nsmtpd_tls_cert_file = {certificate}\nsmtpd_tls_key_file = {key}"
    with postfix(ground / "mta", f"{tls}\nsmtpd_helo_required = yes\nsmtpd_tls_loglevel = 1") as mta:
        made = practice(ground / "ws", mta.port, 30, {"host": "localhost", "starttls": True})
        done = made.call(*BEGIN)
        assert done.returncode == 0, done.stderr
        mta.wait_until_still()
        assert (len(mta.taken()), set(mta.taken().values())) == (30, {1})
        assert "TLS connection established" in mta.log.read_text("utf-8")


def _fill(filler: Path) -> None:
    """Writes until there is no room left; the sender writes beside it."""
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while out.write(b"x" * 4096):
            pass


def test_ctrl_c_lets_the_letters_under_way_arrive(ground: Path) -> None:
    with postfix(ground / "mta") as mta:
        made = practice(ground / "ws", mta.port, 3000, {"mta_log": str(mta.log)})
        process = made.start(*BEGIN)
        while mta.log.read_bytes().count(b"(queue active)") < 100 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 1
        mta.wait_until_still()
        status, taken = made.status(), mta.taken()
        assert status["unknown"] == 0
        assert 100 <= status["accepted"] == len(taken) < 3000
        assert "stopping; the letters under way are waited for" in (made.root / "issue.log").read_text("utf-8")
        assert made.call("issue", "resume", ISSUE).returncode == 0
        mta.wait_until_still()
        assert (len(mta.taken()), set(mta.taken().values())) == (3000, {1})
