"""Ends doubts: what a dead sender had in hand is looked up in the mail server's own log, by Message-ID."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from pipeline.edges import mta_log, process
from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox
from pipeline.edges.mta_log import Record
from pipeline.errors import LetterError
from pipeline.model.delivery import Doubt
from pipeline.runs.delivery.delivering import Office


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What became of letters in doubt; `why` says what keeps the rest in doubt."""

    accepted: int = 0
    queued: int = 0
    left: int = 0
    why: str = ""


def reconcile(office: Office, root: str, issue: str) -> Reconciled:
    """Claims of senders that are gone become doubts, and every doubt that the server's log ends is ended."""
    abandon(office, issue)
    doubts = _doubts(office, issue)
    if not doubts:
        return Reconciled()
    with database.reading(office.engine) as connection:
        taken = outbox.accepted(connection, issue)
    path = office.config.mail.mta_log
    if path is None:
        return Reconciled(left=len(doubts), why="no mta_log is set under [mail], so nobody can look them up")
    try:
        record, is_final = _settled(office, str(Path(root, path)), doubts, taken)
    except LetterError as refused:
        return Reconciled(left=len(doubts), why=str(refused))
    is_whole = _is_whole(record, taken)
    accepted = [one.id for one in doubts if record.fate(one.message_id) == "accepted"]
    queued = [one.id for one in doubts if is_final and is_whole and _never_taken(record, one)]
    with database.writing(office.engine) as connection:
        outbox.settle(connection, accepted, queued, office.now())
    left = len(doubts) - len(accepted) - len(queued)
    return Reconciled(len(accepted), len(queued), left, _untold(record, is_whole=is_whole) if left else "")


def abandon(office: Office, issue: str) -> int:
    """Calls in doubt what is claimed by processes that are gone, by runs of this one that could not write it all down,
    and where the lease is over; answers how many.
    """
    with database.reading(office.engine) as connection:
        holders = outbox.holders(connection, issue)
    gone = [
        owner
        for owner, until in holders.items()
        if until < office.now() or owner in office.lost or process.is_gone(owner)
    ]
    if not gone:
        return 0
    with database.writing(office.engine) as connection:
        return outbox.doubt(connection, issue, gone, office.now())


def resend(office: Office, issue: str) -> int:
    """Puts every letter in doubt back into the queue: somebody may get it twice, and that was chosen."""
    doubts = _doubts(office, issue)
    with database.writing(office.engine) as connection:
        outbox.settle(connection, (), [one.id for one in doubts], office.now())
    return len(doubts)


def _doubts(office: Office, issue: str) -> tuple[Doubt, ...]:
    with database.reading(office.engine) as connection:
        return outbox.doubts(connection, issue)


def _never_taken(record: Record, doubt: Doubt) -> bool:
    fate = record.fate(doubt.message_id)
    return fate == "dropped" or (fate == "untold" and record.covers(doubt.claimed_at))


def _is_whole(record: Record, taken: Mapping[str, datetime]) -> bool:
    """Whether the log tells of every letter that the server is known to have taken since it begins: the log of another
    server does not, nor one of which lines were dropped (journald and rsyslog do that to whoever writes many).
    """
    return all(record.fate(one) == "accepted" for one, claimed_at in taken.items() if record.covers(claimed_at))


def _untold(record: Record, *, is_whole: bool) -> str:
    if record.begins is None:
        return "the mail server's log has no line of a Postfix, and no other is understood; check mta_log under [mail]"
    if not is_whole:
        return "the mail server's log lacks letters that it took, so what it does not tell proves nothing"
    return "the mail server's log does not tell of them"


def _settled(office: Office, path: str, doubts: Sequence[Doubt], taken: Collection[str]) -> tuple[Record, bool]:
    """The log once it says no more of these letters: every session of that time has ended or moved on, and nothing
    was added for a moment of grace. Its silence counts only then (the second answer).
    """
    wanted = [one.message_id for one in doubts]
    deadline = monotonic() + office.pace.settle_s
    told = [*wanted, *taken]
    first = mta_log.read(path, told, office.now())
    if all(first.fate(one) == "accepted" for one in wanted):
        return first, True
    while True:
        if office.stop.wait(office.pace.grace_s):
            return first, False
        record = mta_log.read(path, told, office.now())
        is_open = any(record.fate(one) == "open" for one in wanted)
        if record.has_moved_on(first) and not is_open:
            return record, True
        if monotonic() > deadline:
            return record, record.has_moved_on(first)
