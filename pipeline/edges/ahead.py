"""What takes long to load is loaded while other work goes on: on a second core it costs no time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread


def load(*loads: Callable[[], object]) -> None:
    """Calls each of `loads` in a thread; one that fails will fail again where its result is needed, and say so there.

    The thread is no daemon: a process that ends under a library's own threads may end in a crash.
    """
    Thread(target=_all, args=(loads,)).start()


def _all(loads: tuple[Callable[[], object], ...]) -> None:
    for one in loads:
        with suppress(Exception):
            one()
