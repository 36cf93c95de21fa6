"""Work that is shared out gives the same answers in the same order."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from pipeline.edges import workers

ITEMS = range(2000)


def test_answers_come_in_the_order_of_the_items() -> None:
    assert list(workers.spread(lambda item: item * item, ITEMS)) == [item * item for item in ITEMS]


def test_little_work_stays_in_this_process() -> None:
    assert set(workers.spread(lambda _: os.getpid(), range(10))) == {os.getpid()}


def test_work_stays_in_a_process_that_has_threads() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert set(workers.spread(lambda _: os.getpid(), ITEMS)) == {os.getpid()}
        with workers.aside(os.getpid) as answer:
            assert answer() == os.getpid()
    finally:
        over.set()
        other.join()


@pytest.mark.skipif(
    not hasattr(os, "fork") or workers.processors() < 2, reason="this system has no fork, or one processor"
)
def test_who_knows_that_little_work_takes_long_has_it_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # threads of other tests idle

    def work(_: int) -> int:
        time.sleep(0.005)
        return os.getpid()

    assert len(set(workers.spread(work, range(64), fewest=64))) == 2


def test_an_error_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == 1234:
            raise ValueError(item)
        return item

    with pytest.raises(ValueError, match="1234"):
        list(workers.spread(work, ITEMS))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_a_killed_fork_left_undone_is_done_here() -> None:
    parent = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(workers.spread(work, ITEMS)) == list(ITEMS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_work_aside_goes_on_while_this_process_does_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # threads of other tests idle
    with workers.aside(lambda: ("pages", os.getpid())) as answer:
        word, process = answer()
    assert (word, process != os.getpid()) == ("pages", workers.processors() > 1)


def test_what_goes_wrong_aside_is_raised_by_its_answer() -> None:
    def work() -> int:
        raise ValueError("no such page")

    with workers.aside(work) as answer, pytest.raises(ValueError, match="no such page"):
        answer()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_killed_fork_aside_costs_only_time() -> None:
    parent = os.getpid()

    def work() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with workers.aside(work) as answer:
        assert answer() == 7


@pytest.mark.skipif(
    not hasattr(os, "fork") or workers.processors() < 2, reason="this system has no fork, or one processor"
)
def test_work_aside_that_nobody_waits_for_ends_with_what_it_was_for() -> None:
    reading, writing = os.pipe()
    with pytest.raises(LookupError), workers.aside(signal.pause):
        raise LookupError
    os.close(writing)
    assert os.read(reading, 1) == b"", "nobody else holds the other end any more"
    os.close(reading)
