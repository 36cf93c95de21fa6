"""How fast an issue goes into a real Postfix: the whole command, beside the same bytes pushed in by bare smtplib.

As root, with Debian's postfix: .venv/bin/python -m bench.sending [LETTERS]
"""

from __future__ import annotations

import shutil
import smtplib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.acceptance.postfix import postfix
from tests.acceptance.practice import ISSUE, Practice, practice

CONNECTIONS = 2
ROUNDS = 3


def main(letters: int) -> None:
    """Takes turns, and prints letters a second."""
    ground = Path(tempfile.mkdtemp(prefix="leitmotiv-"))
    ground.chmod(0o755)
    try:
        with postfix(ground / "mta") as mta:
            settings = {"connections": CONNECTIONS, "mta_log": str(mta.log)}
            made = [_published(practice(ground / f"ws{n}", mta.port, letters, settings)) for n in range(ROUNDS)]
            content = _rendered(made[0], ground / "letters")
            print(f"{letters} letters of {len(content):,} bytes over {CONNECTIONS} connections, letters a second")
            print("issue send, with its start    the sending alone    smtplib    ratio")
            for one in made:
                ours = letters / _seconds(partial(_sent, one))
                alone = letters / _first_to_last(one)
                floor = letters / _seconds(partial(_pushed, mta.port, content, letters))
                print(f"{ours:26.0f} {alone:20.0f} {floor:10.0f} {alone / floor:8.2f}")
    finally:
        shutil.rmtree(ground, ignore_errors=True)


def _published(made: Practice) -> Practice:
    """Its site is built before its letters go, as `issue send` wants it."""
    done = made.call("build")
    assert done.returncode == 0, done.stderr
    return made


def _sent(made: Practice) -> None:
    done = made.call("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked")
    assert done.returncode == 0, done.stderr


def _first_to_last(made: Practice) -> float:
    """Seconds from the freezing to the last note of what became of a letter."""
    with closing(sqlite3.connect(made.root / "private/leitmotiv.db")) as database:
        began, ended = database.execute("SELECT min(frozen_at), max(changed_at) FROM outbox, sendings").fetchone()
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()


def _rendered(made: Practice, folder: Path) -> bytes:
    done = made.call("issue", "render", ISSUE, "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return (folder / "de-en.eml").read_bytes()


def _pushed(port: int, content: bytes, letters: int) -> None:
    def push(count: int) -> None:
        with smtplib.SMTP("127.0.0.1", port) as session:
            for _ in range(count):
                session.sendmail("a@example.org", ["b@example.org"], content)

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(push, [letters // CONNECTIONS] * CONNECTIONS))


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
