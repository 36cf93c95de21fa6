"""How fast letters go: the rate that was asked for, and pauses where the server asks for patience."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Lock
from time import monotonic


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Times of a sending. A claim that holds for less than `margin_s` is not acted upon: a letter may take so long."""

    lease_s: float = 900
    margin_s: float = 600
    first_pause_s: float = 2
    longest_pause_s: float = 300
    patience_s: float = 900
    unreachable_s: float = 20
    tick_s: float = 0.2
    settle_s: float = 30
    grace_s: float = 2

    def pause_s(self, times: int) -> float:
        """How long to wait after so many refusals: twice as long each time."""
        return min(self.longest_pause_s, self.first_pause_s * 2.0 ** min(times - 1, 16))


class Brake:
    """Shared by all connections: hands out moments to send at, further apart while the server asks for patience."""

    def __init__(self, rate_per_s: float | None, pace: Pace, stop: Event) -> None:
        self._gap_s = 1 / rate_per_s if rate_per_s else 0.0
        self._pace = pace
        self._stop = stop
        self._released = Event()
        self._lock = Lock()
        self._next_at = monotonic()
        self._paused_until = 0.0
        self._pauses = 0
        self._trouble_since: float | None = None
        self._patience_s = pace.patience_s
        self.why = ""

    def wait(self) -> bool:
        """Waits for the next moment to send at; False where the sending has ended meanwhile."""
        with self._lock:
            at = max(self._next_at, monotonic())
            self._next_at = at + self._gap_s
        while not self._stop.is_set() and not self._released.is_set():
            left = max(at, self._paused_until) - monotonic()
            if left <= 0:
                return True
            self._released.wait(min(left, self._pace.tick_s))
        return False

    def slower(self, why: str, *, reachable: bool = True) -> None:
        """The server put a letter off, or did not answer; several connections that hear so at once count once."""
        with self._lock:
            now = monotonic()
            self.why = why
            self._patience_s = self._pace.patience_s if reachable else self._pace.unreachable_s
            if self._trouble_since is None:
                self._trouble_since = now
            if now >= self._paused_until:
                self._pauses += 1
                self._paused_until = now + self._pace.pause_s(self._pauses)

    def stumble(self, why: str) -> None:
        """A connection broke in the middle of a letter: once may be chance, and costs neither a pause nor the sending,
        however long the next letter takes.
        """
        with self._lock:
            is_first = self._trouble_since is None
            if is_first:
                self.why, self._trouble_since, self._patience_s = why, monotonic(), self._pace.patience_s
        if not is_first:
            self.slower(why, reachable=False)

    def free(self) -> None:
        """The server took a letter, or answered for good."""
        with self._lock:
            self._pauses = 0
            self._trouble_since = None

    def trouble(self) -> str:
        """Why nothing has gone out since the last refusal; nothing where something has."""
        with self._lock:
            return self.why if self._trouble_since is not None else ""

    def is_hopeless(self) -> bool:
        """Whether nothing has gone out for longer than patience lasts."""
        with self._lock:
            since = self._trouble_since
            return since is not None and monotonic() - since > self._patience_s

    def release(self) -> None:
        """Ends all waiting."""
        self._released.set()
