"""Two workers on one outbox in PostgreSQL, one of them killed again and again: nothing lost, nothing doubled."""

from __future__ import annotations

import random  # noqa: TID251 - seeded: the same points each time
import time
from pathlib import Path

from tests.acceptance.postfix import postfix
from tests.acceptance.postgresql import postgresql
from tests.acceptance.practice import ISSUE, kill, practice

LETTERS = 7_000
KILLS = 6


def test_two_workers_of_whom_one_is_killed_lose_and_double_nothing(ground: Path) -> None:
    chance = random.Random(9880)
    with postgresql(ground / "pg") as url, postfix(ground / "mta") as mta:
        made = practice(ground / "ws", mta.port, LETTERS, {"connections": 2, "mta_log": str(mta.log)}, database=url)
        done = made.call("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked", "--workers")
        assert done.returncode == 0, done.stderr
        steady, doomed = made.start("worker"), made.start("worker")
        for _ in range(KILLS):
            time.sleep(chance.uniform(4, 9))
            kill(doomed)
            doomed = made.start("worker")
        deadline = time.monotonic() + 300
        status = made.status()
        while (status["waiting"] or status["unknown"]) and time.monotonic() < deadline:
            time.sleep(2)
            status = made.status()
        for worker in (steady, doomed):
            worker.terminate()
        assert [worker.wait(60) for worker in (steady, doomed)] == [0, 0]
        mta.wait_until_still()
        taken = mta.taken()
    said = (made.root / "worker.log").read_text("utf-8")
    assert status["accepted"] == LETTERS, said[-3000:]
    assert (len(taken), set(taken.values())) == (LETTERS, {1})
