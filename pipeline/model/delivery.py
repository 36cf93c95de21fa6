"""A letter on its way: who gets which edition, what became of it, and how a sending stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["accepted", "rejected", "later", "unknown", "suppressed", "returned"]
"""What one attempt came to. `later`: the server asked for patience. `returned`: it was never offered to the server."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """One recipient as frozen with the issue: the edition, the language it was chosen for, and its Message-ID."""

    subscriber_id: int
    edition: str
    lang: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the outbox in the hands of one sender."""

    id: int
    subscriber_id: int
    edition: str
    message_id: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What is true of a recipient at the moment of sending. `welcome`: consent stands, and mail can be delivered."""

    address: str = field(repr=False)
    name: str = field(repr=False)
    welcome: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt came to; `reply` is the server's code such as `550 5.1.1`, never its words: they name people.

    `about_us`: the refusal may be about the sender or the letter, and not about the reader.
    """

    kind: Kind
    reply: str = ""
    about_us: bool = False


NO_ADDRESS = "address"
"""Stands where a server's reply would: no mail can go to such an address, so no server was asked."""


HUNG_UP = "hangs up"
"""The same, where the server only ended the session."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter of unknown fate; the mail server's log may know it by its Message-ID."""

    id: int
    message_id: str
    claimed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One row of the outbox: whom it is for (no address where they were forgotten), and what became of it."""

    subscriber_id: int
    email: str = field(repr=False)
    lang: str
    edition: str
    state: str
    reply: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Letters by what became of them. `waiting` ones are still to be sent."""

    recipients: int = 0
    accepted: int = 0
    rejected: int = 0
    unknown: int = 0
    waiting: int = 0
    suppressed: int = 0


_COUNTED_AS: Mapping[str, str] = {"queued": "waiting", "claimed": "waiting"}


def counted_as(state: str) -> str:
    """What a state is called in a status."""
    return _COUNTED_AS.get(state, state)


@dataclass(frozen=True, slots=True)
class Status:
    """How the sending of an issue stands, over all and by language; zeros before it has begun."""

    issue: str
    all: Tally
    by_lang: Mapping[str, Tally]

    @property
    def has_begun(self) -> bool:
        """Whether its recipients are frozen."""
        return self.all.recipients > 0

    @property
    def is_over(self) -> bool:
        """Whether every letter has met its fate."""
        return self.has_begun and not self.all.waiting and not self.all.unknown


def status(issue: str, counted: Iterable[tuple[str, str, int]]) -> Status:
    """The status out of (language, state, number of rows)."""
    rows = list(counted)
    langs = dict.fromkeys(lang for lang, _, _ in rows)
    by_lang = {lang: _tally((state, n) for other, state, n in rows if other == lang) for lang in langs}
    return Status(issue, _tally((state, n) for _, state, n in rows), by_lang)


def _tally(counted: Iterable[tuple[str, int]]) -> Tally:
    numbers: dict[str, int] = {"recipients": 0}
    for state, n in counted:
        name = counted_as(state)
        numbers[name] = numbers.get(name, 0) + n
        numbers["recipients"] += n
    return Tally(**numbers)
