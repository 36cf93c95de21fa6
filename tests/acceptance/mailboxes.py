"""Inquiries and bounces read from a real IMAP server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.dovecot import PASSWORD, USER, dovecot
from tests.acceptance.practice import practice

INQUIRY = """\
From: Ana Lindqvist <ana@lindqvist.example>
To: jonna@example.org
Subject: Anfrage Architektur-Workshop
Date: Tue, 07 Apr 2026 08:12:00 +0200
Message-ID: <inquiry-1@lindqvist.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Guten Tag, wir müssen unsere Architektur verstehen. Hätten Sie im Mai zwei Tage Zeit?
"""
BOUNCE = """\
From: MAILER-DAEMON@mta.example
To: jonna@example.org
Subject: Undelivered Mail Returned to Sender
Date: Tue, 07 Apr 2026 08:12:00 +0200
Message-ID: <bounce-1@mta.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mta.example

Final-Recipient: rfc822; reader1@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--b--
"""


def test_inquiries_and_bounces_come_in_from_an_imap_server_once(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITMOTIV_IMAP_PASSWORD", PASSWORD)
    folders = {"Leads": [INQUIRY.encode()], "Bounces": [BOUNCE.encode()]}
    with dovecot(ground, folders) as port:
        made = practice(ground / "ws", 25, 3)
        config = made.root / "leitmotiv.toml"
        mailbox = f'[mailbox]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nusername = "{USER}"\n'
        config.write_text(f"{config.read_text('utf-8')}\n{mailbox}", "utf-8")
        for _ in range(2):
            done = made.call("leads", "import", "--imap")
            assert done.returncode == 0, done.stderr
            done = made.call("bounces", "import", f"imap://{USER}@127.0.0.1:{port}/Bounces")
            assert done.returncode == 0, done.stderr
    leads = json.loads(made.call("leads", "list", "--json").stdout)
    assert [(lead["received_at"], lead["stage"]) for lead in leads] == [("2026-04-07T06:12:00Z", "inquiry")]
    people = {one["email"]: one["state"] for one in json.loads(made.call("subscribers", "list", "--json").stdout)}
    assert people == {
        "reader0@example.org": "confirmed",
        "reader1@example.org": "unsubscribed",
        "reader2@example.org": "confirmed",
    }
