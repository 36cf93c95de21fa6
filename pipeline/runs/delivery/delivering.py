"""The sending itself: claims rows of the outbox, carries the letters to the server, writes down what became of them.

The main thread alone writes to the outbox; the others carry one letter at a time. Whatever ends this process, each row
is queued, settled or claimed; and a claim of a process that is gone is looked up in the server's log, never guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Event
from time import monotonic

from sqlalchemy import Engine

from pipeline.edges import process
from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox
from pipeline.edges.smtp import Connect, HungUp, Transport, Unreachable
from pipeline.errors import LeitmotivError, LetterError, StoreError
from pipeline.model.config import Config
from pipeline.model.delivery import HUNG_UP, NO_ADDRESS, Claim, Outcome
from pipeline.model.issue import Recipient
from pipeline.newsletter import headers, message
from pipeline.newsletter.message import Draft
from pipeline.runs.delivery.blaming import Blame
from pipeline.runs.delivery.braking import Brake, Pace

_LETTERS_A_CONNECTION = 16
"""The most claims that wait for one connection."""

_IN_HAND_S = 0.25
"""What goes out in this time is claimed at once, at least a letter a connection; a crash leaves it in doubt."""

_TOGETHER_S = 0.05
"""How long a letter that has gone waits for others, so that one commit writes them all down."""

_TRIES = 3

Watch = Callable[[int, str], None]
"""How many letters met their fate in this run, and what the others wait for, if they have to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a sending is done with: the outbox, the way out, the clock, and who signs.

    Each run of one process claims in a name of its own; `lost` are those that could not write down what they did.
    """

    config: Config
    engine: Engine = field(repr=False)
    owner: str
    connect: Connect
    now: Callable[[], datetime]
    seal: Callable[[bytes], bytes]
    token: Callable[[int], str]
    pace: Pace = field(default_factory=Pace)
    stop: Event = field(default_factory=Event)
    runs: Iterator[int] = field(default_factory=itertools.count, repr=False)
    lost: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: letters that the server took, and why not all that was due is done."""

    accepted: int
    why: str = ""


@dataclass(slots=True)
class _Run:
    office: Office
    owner: str
    issue: str
    drafts: Mapping[str, Draft]
    sender: str
    brake: Brake
    blame: Blame
    sessions: SimpleQueue[Transport]
    pending: dict[Future[Outcome], Claim] = field(default_factory=dict)
    claimed: int = 0
    settled: int = 0
    accepted: int = 0
    per_s: float = 0.0
    gathered_at: float = field(default_factory=monotonic)
    fatal: LeitmotivError | None = None


def deliver(office: Office, issue: str, drafts: Mapping[str, Draft], watch: Watch, limit: int | None = None) -> Ended:
    """Sends what is due of `issue`, `limit` letters at most; raises Refused where the server will have none of it."""
    connections = office.config.mail.connections
    brake = Brake(office.config.mail.rate_per_s, office.pace, office.stop)
    sender = headers.checked_address("From", office.config.sender.address)
    owner = process.part(office.owner, next(office.runs))
    run = _Run(
        office, owner, issue, drafts, sender, brake, Blame(office.engine, issue, owner, office.now), SimpleQueue()
    )
    transports = [office.connect() for _ in range(connections)]
    for transport in transports:
        run.sessions.put(transport)
    try:
        with ThreadPoolExecutor(connections) as pool:
            try:
                why = _loop(run, pool, watch, limit)
            finally:
                brake.release()
                _finish(run)
    except StoreError:
        office.lost.add(run.owner)
        raise
    finally:
        for transport in transports:
            transport.close()
    if run.fatal is not None:
        raise run.fatal
    return Ended(run.accepted, why)


def _loop(run: _Run, pool: ThreadPoolExecutor, watch: Watch, limit: int | None) -> str:
    """Until nothing is due any more; answers why it ended before, or nothing."""
    office, brake = run.office, run.brake
    while not office.stop.is_set() and run.fatal is None:
        batch = _batch(run)
        room = batch - len(run.pending)
        if limit is not None:
            room = min(room, limit - run.claimed)
        if room > 0 and len(run.pending) <= batch // 2:
            _claim(run, pool, room)
        if not run.pending:
            due = _next_due(run) if limit is None or run.claimed < limit else None
            if due is None:
                return _elsewhere(run) if limit is None else ""
            watch(run.settled, brake.why)
            office.stop.wait(min(office.pace.tick_s, max(0.01, (due - office.now()).total_seconds())))
        else:
            if wait(run.pending, timeout=office.pace.tick_s, return_when=FIRST_COMPLETED).done:
                wait(run.pending, timeout=_TOGETHER_S)
            _gather(run)
            watch(run.settled, brake.trouble())
        if brake.is_hopeless():
            return brake.why
    return "it was stopped" if office.stop.is_set() else ""


def _batch(run: _Run) -> int:
    """How many letters to have in hand, by how fast they have gone of late; what waits for its turn is not in hand."""
    mail = run.office.config.mail
    going = max(mail.connections, min(mail.connections * _LETTERS_A_CONNECTION, int(run.per_s * _IN_HAND_S)))
    return min(going, max(1, int(2 * mail.rate_per_s))) if mail.rate_per_s else going


def _claim(run: _Run, pool: ThreadPoolExecutor, room: int) -> None:
    office = run.office
    lease = timedelta(seconds=office.pace.lease_s)
    with database.writing(office.engine) as connection:
        claims = outbox.claim(connection, run.issue, run.owner, room, office.now(), lease)
    for claim in claims:
        run.pending[pool.submit(_carry, run, claim)] = claim
    run.claimed += len(claims)


def _next_due(run: _Run) -> datetime | None:
    with database.reading(run.office.engine) as connection:
        return outbox.next_due(connection, run.issue)


def _elsewhere(run: _Run) -> str:
    """Until when others have letters of the issue in hand; nothing where none has. After a power cut this machine of
    before is another one: nobody can tell whether it is.
    """
    with database.reading(run.office.engine) as connection:
        holders = dict(outbox.holders(connection, run.issue))
    holders.pop(run.owner, None)  # refused, and not yet known whose fault it is
    return (
        f"another sender has letters in hand, until {max(holders.values()):%H:%M} UTC at the latest" if holders else ""
    )


def _gather(run: _Run) -> None:
    """Writes down what is finished. What cannot be written stays in hand and is tried again."""
    finished = [(future, claim) for future, claim in run.pending.items() if future.done()]
    if not finished:
        return
    rows = []
    for future, claim in finished:
        outcome = _outcome(run, future)
        rows.append((claim, outcome, _not_before(run.office, claim, outcome)))
    _record(run, rows)
    for future, _ in finished:
        del run.pending[future]
    now = monotonic()
    run.per_s = (run.per_s + len(finished) / max(now - run.gathered_at, 0.001)) / 2
    run.gathered_at = now
    for claim, outcome, _ in rows:
        run.fatal = run.blame.hear(claim, outcome) or run.fatal
        run.settled += outcome.kind in ("accepted", "rejected", "suppressed", "unknown")
        run.accepted += outcome.kind == "accepted"


def _outcome(run: _Run, future: Future[Outcome]) -> Outcome:
    if future.cancelled():
        return Outcome("returned")
    try:
        outcome = future.result()
    except LeitmotivError as refused:
        run.fatal = run.fatal or refused
        return Outcome("returned")
    return outcome


def _not_before(office: Office, claim: Claim, outcome: Outcome) -> datetime | None:
    """A letter that was put off waits longer each time."""
    if outcome.kind != "later":
        return None
    return office.now() + timedelta(seconds=office.pace.pause_s(claim.attempts + 1))


def _record(run: _Run, rows: list[tuple[Claim, Outcome, datetime | None]]) -> None:
    office = run.office
    for tried in range(1, _TRIES + 1):
        try:
            with database.writing(office.engine) as connection:
                outbox.record(connection, rows, run.owner, office.now())
        except StoreError:
            if tried == _TRIES:
                raise
            office.stop.wait(tried)
        else:
            return


def _finish(run: _Run) -> None:
    """Lets the letters that are under way arrive, and puts the others back: those that are still claimed once every
    outcome is written down were never offered.
    """
    for future in run.pending:
        future.cancel()
    while run.pending:
        wait(run.pending)
        _gather(run)
    run.fatal = run.fatal or run.blame.conclude()
    with database.writing(run.office.engine) as connection:
        outbox.release(connection, run.owner, run.office.now())


def _carry(run: _Run, claim: Claim) -> Outcome:
    """One letter to the server; runs in a thread of its own."""
    office = run.office
    if not run.brake.wait():
        return Outcome("returned")
    until = office.now() + timedelta(seconds=office.pace.margin_s)
    with database.reading(office.engine) as connection:
        reader = outbox.reader(connection, claim, run.owner, until)
    if reader is None:
        return Outcome("returned")
    if not reader.welcome:
        return Outcome("suppressed")
    token = office.token(claim.subscriber_id)
    recipient = Recipient(str(claim.subscriber_id), reader.address, token, reader.name, claim.message_id)
    try:
        content = office.seal(message.fill(run.drafts[claim.edition], recipient).content)
        address = headers.checked_address("To", reader.address)
    except LetterError:
        return Outcome("rejected", NO_ADDRESS)
    transport = run.sessions.get()
    try:
        outcome = transport.deliver(run.sender, address, content)
    except Unreachable as trouble:
        run.brake.slower(trouble.sentence, reachable=False)
        return Outcome("later", HUNG_UP if isinstance(trouble, HungUp) else "")
    finally:
        run.sessions.put(transport)
    if outcome.kind == "later":
        run.brake.slower(f"the mail server asks for patience ({outcome.reply})")
    elif outcome.kind == "unknown":
        run.brake.stumble("the connection to the mail server breaks in the middle of letters")
    else:
        run.brake.free()
    return outcome
