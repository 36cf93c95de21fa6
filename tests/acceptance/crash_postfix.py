"""The sender is killed again and again, at random points; Postfix's own record says: nothing lost, nothing doubled."""

from __future__ import annotations

import random  # noqa: TID251 - seeded: the same points each time
import subprocess
import time
from pathlib import Path

from tests.acceptance.postfix import Postfix, postfix
from tests.acceptance.practice import ISSUE, Practice, kill, practice

LETTERS = 7_000
KILLS = 32


def test_thirty_kills_lose_nothing_and_double_nothing(ground: Path) -> None:
    """listmonk 3022: killed in the middle of a batch, whose rest was skipped for ever."""
    chance = random.Random(20261121)
    with postfix(ground / "mta") as mta:
        made = practice(ground / "ws", mta.port, LETTERS, {"connections": 4, "mta_log": str(mta.log)})
        kills = _killed_again_and_again(made, mta, chance)
        done = made.call("issue", "resume", ISSUE)
        assert done.returncode == 0, done.stderr
        mta.wait_until_still()
        taken = mta.taken()
    assert kills >= 30
    assert len(taken) == LETTERS, "letters were lost"
    assert set(taken.values()) == {1}, "letters were doubled"
    status = made.status()
    assert (status["accepted"], status["unknown"], status["waiting"]) == (LETTERS, 0, 0)


def _killed_again_and_again(made: Practice, mta: Postfix, chance: random.Random) -> int:
    """Starts, waits until some letters have gone (now and then, until any moment), kills; answers how often."""
    begin = ("issue", "send", ISSUE, "--for-real", "--yes", "--web-version-unchecked")
    kills, has_begun = 0, False
    while kills < KILLS:
        has_begun = has_begun or made.status()["recipients"] > 0
        process = made.start(*(("issue", "resume", ISSUE) if has_begun else begin))
        if kills % 6 == 5:
            time.sleep(chance.uniform(0.2, 4.0))
        else:
            _wait_for_letters(mta, chance.randint(1, LETTERS // KILLS), process)
            time.sleep(chance.uniform(0, 0.03))
        assert process.poll() in (None, 0), (made.root / "issue.log").read_text("utf-8")[-2000:]
        if process.poll() == 0:
            break
        kill(process)
        kills += 1
    return kills


def _wait_for_letters(mta: Postfix, wanted: int, process: subprocess.Popen[bytes]) -> None:
    with mta.log.open("rb") as log:
        log.seek(0, 2)
        seen, deadline = 0, time.monotonic() + 60
        while seen < wanted and time.monotonic() < deadline:
            seen += log.read().count(b"(queue active)")
            time.sleep(0.005)
            if process.poll() is not None:
                return
