"""How fast letters are made: rendering an issue, filling and signing a letter per person. One core; prints figures.

.venv/bin/python bench/letters.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pipeline.edges import dkim as keys
from pipeline.edges import workspace as workspaces
from pipeline.model.issue import Cut, Recipient
from pipeline.newsletter import dkim, editions, html, message
from pipeline.newsletter.dkim import Signer
from pipeline.runs import content, letters, starting

ISSUE = "2026-06-summer"
LETTERS = 3_000
RENDERINGS = 50


def main() -> None:
    """Measures the demo's newest issue."""
    with tempfile.TemporaryDirectory() as folder:
        starting.start_demo(f"{folder}/demo")
        workspace = workspaces.load(f"{folder}/demo", None)
        signer = _signer(folder)
        found = content.read(workspace)
        issue = letters.named(letters.issues(workspace, found), ISSUE)
        press = letters.press(workspace, found)
        edition = editions.cut_for(issue, Cut(("de", "en")), press)
        draft = message.draft(edition, workspace.config)
        wire = message.fill(draft, _reader(0)).content
        print(f"letter: {len(wire):,} bytes on the wire, {html.size(edition.html):,} bytes of HTML")
        render = _rate(lambda _n: editions.cut_for(issue, Cut(("de", "en")), press), RENDERINGS)
        print(f"rendered in {1000 / render:.1f} ms")
        print(f"filled: {_rate(lambda n: message.fill(draft, _reader(n)), LETTERS):,.0f} a second")
        signed = _rate(lambda n: dkim.signed(message.fill(draft, _reader(n)).content, signer), LETTERS)
        print(f"filled and signed: {signed:,.0f} a second and core")
        sys.exit(0 if signed >= 700 and 1000 / render < 10 * len(issue.langs) else 1)


def _reader(number: int) -> Recipient:
    return Recipient(str(number), f"reader{number}@example.org", f"{number}.token")


def _signer(folder: str) -> Signer:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    Path(folder, "dkim.pem").write_bytes(pem)
    return Signer("petersen.example.org", "bench", keys.signing(folder, "dkim.pem"))


def _rate(run: Callable[[int], object], times: int) -> float:
    run(0)
    began = time.process_time()
    for number in range(times):
        run(number)
    return times / (time.process_time() - began)


if __name__ == "__main__":
    main()
