"""Workers on one outbox in PostgreSQL, one of them killed again and again: nothing lost, nothing doubled."""

from __future__ import annotations

import random  # noqa: TID251 - seeded: the same points each time
import time
from pathlib import Path

import pytest

from tests.acceptance.postfix import postfix
from tests.acceptance.postgresql import away, postgresql
from tests.acceptance.practice import ISSUE, kill, practice


@pytest.mark.parametrize(("workers", "kills", "letters"), [(2, 6, 7_000), (3, 0, 3_000)])
def test_workers_lose_and_double_nothing_though_one_is_killed(
    ground: Path, workers: int, kills: int, letters: int
) -> None:
    chance = random.Random(9880)
    with postgresql(ground / "pg") as url, postfix(ground / "mta") as mta:
        made = practice(ground / "ws", mta.port, letters, {"connections": 2, "mta_log": str(mta.log)}, database=url)
        done = made.call("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked", "--workers")
        assert done.returncode == 0, done.stderr
        running = [made.start("worker") for _ in range(workers)]
        for _ in range(kills):
            time.sleep(chance.uniform(4, 9))
            kill(running.pop())
            running.append(made.start("worker"))
        deadline = time.monotonic() + 300
        status = made.status()
        while (status["waiting"] or status["unknown"]) and time.monotonic() < deadline:
            time.sleep(2)
            status = made.status()
        log = made.root / "worker.log"
        while log.read_text("utf-8").count("waiting for letters") < workers + kills and time.monotonic() < deadline:
            time.sleep(0.1)  # the last one may just have begun
        for worker in running:
            worker.terminate()
        assert [worker.wait(60) for worker in running] == [0] * workers
        mta.wait_until_still()
        taken = mta.taken()
    said = (made.root / "worker.log").read_text("utf-8")
    assert status["accepted"] == letters, said[-3000:]
    assert (len(taken), set(taken.values())) == (letters, {1})


def test_a_database_that_goes_away_for_a_while_costs_no_letter_and_doubles_none(ground: Path) -> None:
    with postgresql(ground / "pg") as url, postfix(ground / "mta") as mta:
        made = practice(ground / "ws", mta.port, 4_000, {"connections": 2, "mta_log": str(mta.log)}, database=url)
        done = made.call("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked", "--workers")
        assert done.returncode == 0, done.stderr
        worker = made.start("worker")
        while mta.log.read_bytes().count(b"(queue active)") < 700 and worker.poll() is None:
            time.sleep(0.05)
        with away(ground / "pg", url):
            time.sleep(5)
        deadline = time.monotonic() + 300
        status = made.status()
        while (status["waiting"] or status["unknown"]) and time.monotonic() < deadline:
            time.sleep(2)
            status = made.status()
        worker.terminate()
        assert worker.wait(60) == 0
        mta.wait_until_still()
        taken = mta.taken()
    said = (made.root / "worker.log").read_text("utf-8")
    assert status["accepted"] == 4_000, said[-3000:]
    assert (len(taken), set(taken.values())) == (4_000, {1})
    assert "the database refused: " in said
    assert "Traceback" not in said
