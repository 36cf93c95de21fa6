"""The mail server's own record of what it took: a Postfix log, read by Message-ID.

Postfix names the Message-ID when it comes by in a letter's head (cleanup); that it took the letter shows only when the
queue manager has it (qmgr). A session that ended inside DATA took nothing. So there are four answers, not two. What
other programs write into the same file is passed over: Postfix alone calls itself `postfix/smtpd`, with a stroke.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from pipeline.errors import LetterError, Problem

Fate = Literal["accepted", "dropped", "open", "untold"]
"""`dropped`: it came by and was not taken. `open`: it came by, and no more is told. `untold`: it never came by."""

_LINE = re.compile(r"(?P<stamp>.{15}|\S+) \S+ \S*/(?P<program>\w+)\[(?P<pid>\d+)\]: (?P<said>.*)")
_QUEUED = re.compile(r"(?P<queue_id>[0-9A-Za-z]{6,20}): (?P<rest>.*)")
_CLASSIC = re.compile(r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d")
_BROKEN = re.compile(r"(?:lost connection|timeout) after DATA\b")
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Session:
    """A connection that is still open: where in the log it began, and how many letters it has begun."""

    began: int
    letters: int = 0


@dataclass(slots=True)
class Record:
    """What the log says: the fate of each Message-ID asked for, when it begins, and the sessions still open."""

    wanted: Collection[str] = field(repr=False)
    begins: datetime | None = None
    accepted: set[str] = field(default_factory=set, repr=False)
    dropped: set[str] = field(default_factory=set, repr=False)
    seen: set[str] = field(default_factory=set, repr=False)
    sessions: dict[str, Session] = field(default_factory=dict)
    _lines: int = 0
    _letters: dict[str, str] = field(default_factory=dict, repr=False)
    _in_hand: dict[str, str] = field(default_factory=dict, repr=False)

    def fate(self, message_id: str) -> Fate:
        """What became of a letter."""
        if message_id in self.accepted:
            return "accepted"
        if message_id in self.dropped:
            return "dropped"
        return "open" if message_id in self.seen else "untold"

    def covers(self, moment: datetime) -> bool:
        """Whether the log goes back to `moment`, so that its silence means something."""
        return self.begins is not None and self.begins <= moment

    def has_moved_on(self, before: Record) -> bool:
        """Whether every session that was open in `before` has ended or begun another letter since: SMTP goes one by
        one, so whatever it had in hand by then is decided.
        """
        return all(
            now is None or now.began != then.began or now.letters > then.letters
            for pid, then in before.sessions.items()
            for now in [self.sessions.get(pid)]
        )

    def take(self, program: str, pid: str, said: str) -> None:
        """Reads one line."""
        self._lines += 1
        if program == "smtpd":
            self._session(pid, said)
        found = _QUEUED.match(said)
        if found is None:
            return
        queue_id, rest = found["queue_id"], found["rest"]
        if program == "smtpd" and rest.startswith("client="):
            self._in_hand[pid] = queue_id
            session = self.sessions.get(pid, Session(self._lines))
            self.sessions[pid] = replace(session, letters=session.letters + 1)
            self._letters.pop(queue_id, None)  # queue ids come again
        elif program == "cleanup" and rest.startswith("message-id="):
            self._came_by(queue_id, rest.removeprefix("message-id=").strip())
        elif queue_id in self._letters and (rest.startswith("from=<") or " status=" in rest):
            self.accepted.add(self._letters[queue_id])

    def _session(self, pid: str, said: str) -> None:
        if said.startswith("connect from "):
            self.sessions[pid] = Session(self._lines)
        elif said.startswith("disconnect from "):
            self.sessions.pop(pid, None)
            self._in_hand.pop(pid, None)
        elif _BROKEN.match(said):
            letter = self._letters.get(self._in_hand.get(pid, ""))
            if letter:
                self.dropped.add(letter)

    def _came_by(self, queue_id: str, message_id: str) -> None:
        if message_id in self.wanted:
            self._letters[queue_id] = message_id
            self.seen.add(message_id)
            self.dropped.discard(message_id)


def read(path: str, wanted: Collection[str], now: datetime) -> Record:
    """What the log at `path`, and the one before it (`path`.1), say of the letters in `wanted`; raises LetterError."""
    record = Record(frozenset(wanted))
    files = [file for file in (Path(f"{path}.1"), Path(path)) if file.exists()]
    try:
        if not files:
            raise FileNotFoundError(2, "there is no such file")
        for file in files:
            with file.open(encoding="utf-8", errors="replace") as lines:
                told(record, lines, now)
    except OSError as refused:
        message = f"the mail server's log cannot be read: {refused.strerror}; check mta_log under [mail]"
        raise LetterError(Problem(message, path)) from refused
    return record


def told(record: Record, lines: Iterable[str], now: datetime) -> None:
    """Reads all lines into `record`."""
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        if record.begins is None:
            record.begins = _moment(found["stamp"], now)
        record.take(found["program"], found["pid"], found["said"])


def _moment(stamp: str, now: datetime) -> datetime | None:
    """RFC 5424, or the classic form in local time, which leaves out the year."""
    try:
        if _CLASSIC.fullmatch(stamp):
            local = now.astimezone().replace(tzinfo=None)
            found = datetime.strptime(f"{local.year} {stamp}", "%Y %b %d %H:%M:%S")  # noqa: DTZ007  (local time)
            if found > local + _HALF_A_YEAR:
                found = found.replace(year=found.year - 1)
            # With the offset of that moment; of the hour that comes twice the later one, for silence must be sure.
            return found.replace(fold=1).astimezone(UTC)
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
