"""`leitmotiv bounces`: what came back is judged, and those whom no letter reaches get no more of them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from pipeline.audience import addresses
from pipeline.edges import mailbox, process
from pipeline.edges.database import bounces as stored
from pipeline.edges.database import people as stored_people
from pipeline.model.answers import answers
from pipeline.model.workspace import Workspace
from pipeline.newsletter.bounces import classifying, events, feedback
from pipeline.newsletter.bounces.notice import LEAVES, Notice, written_at
from pipeline.runs import store
from pipeline.runs.readers import leaving

EMPTY = "empty"
"""The reason of a message of which there is nothing to read."""
Hit = dict[Literal["suppressed", "complained"], set[int]]
"""The readers, by their ids, whose letters came back for good, and those who complained: each once."""
SOFT_ONES, WITHIN = 3, timedelta(days=365)
"""How many soft bounces, within how much time, count as a hard one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One message, or one event of a mail provider, and what it says.

    `id` is the same whenever it is read again; `at` is when it was written or happened, where it says so. Anybody can
    write a message; an event lies where the provider, or a program of ours, has put it.
    """

    name: str
    notice: Notice
    id: str
    is_event: bool = False
    provider: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to.

    Counts: messages and events by kind (`kinds`), feedback reports that are no complaint by type (`no_complaints`),
    readers whose mail came back for good (`suppressed`), who complained (`unsubscribed`), who left by a mail (`left`)
    or at the provider (`left_there`), notices about `strangers`, files like events that cannot be read (`unreadable`).

    Names: `unproven` notices that name no letter of ours, and so counted as soft bounces; `unheard` mails by which
    somebody leaves whom nobody knows; events that are `unknown` here; messages that are `empty`.
    """

    kinds: Counter[str]
    suppressed: int
    unsubscribed: int
    strangers: int
    unreadable: int
    left: int
    left_there: int
    no_complaints: Counter[str]
    unproven: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def classify(source: str) -> Iterator[Judged]:
    """Every message and every event of a source, judged."""
    for name, content in mailbox.messages(source):
        found = events_in(name, content)
        if found is None:
            known_by = hashlib.sha256(content).hexdigest()
            notice = classifying.classify(content) if content else Notice(kind="none", reason=EMPTY)
            yield Judged(name, notice, known_by, at=written_at(content))
        else:
            yield from found


def events_in(name: str, content: bytes) -> list[Judged] | None:
    """The events in what a mail provider has sent; None where it is no JSON."""
    found = events.read(content)
    if found is None:
        return None
    places = [f"{name}:{number}" if len(found) > 1 else name for number in range(1, len(found) + 1)]
    return [
        Judged(place, event.notice, event.id, is_event=True, provider=event.provider, at=event.at)
        for place, event in zip(places, found, strict=True)
    ]


def take(workspace: Workspace, source: str) -> Imported:
    """Judges all of a source and acts on it: once, however often it is imported."""
    # A mailbox takes its time: nobody who writes shall have to wait for it.
    return act(workspace, list(classify(source)))


def act(workspace: Workspace, found: Sequence[Judged]) -> Imported:
    """Acts on what was judged: once, however often the same comes."""
    kinds: Counter[str] = Counter()
    done: Counter[str] = Counter()
    hit: Hit = defaultdict(set)
    unproven: list[str] = []
    unheard: list[str] = []
    with store.writing(workspace) as connection:
        for judged in found:
            kinds[judged.notice.kind] += 1
            done["unreadable"] += judged.notice.reason == events.UNREADABLE
            if judged.notice.kind in ("hard", "soft", "complaint"):
                acted = Counter(_act(connection, judged, hit))
                done.update(acted)
                unproven += [judged.name] if acted["unproven"] else []
            elif judged.notice.reason == LEAVES:
                acted = Counter(_let_go(workspace, connection, judged))
                done.update(acted)
                unheard += [judged.name] if acted["unheard"] else []
    return Imported(
        kinds=kinds,
        suppressed=len(hit["suppressed"]),
        unsubscribed=len(hit["complained"]),
        strangers=done["strangers"],
        unreadable=done["unreadable"],
        left=done["left"],
        left_there=done["left there"],
        no_complaints=Counter(one.notice.reason for one in found if one.notice.reason in feedback.NO_COMPLAINTS),
        unproven=tuple(unproven),
        unheard=tuple(unheard),
        unknown=tuple(one.name for one in found if one.notice.reason == events.UNKNOWN),
        empty=tuple(one.name for one in found if one.notice.reason == EMPTY),
    )


def replied_to(connection: Connection, content: bytes) -> tuple[str, int] | None:
    """The issue and the subscriber whose letter a mail answers, told by its headers; None where it answers none.

    Some mail services (Amazon SES, Brevo, Postmark) give letters a Message-ID of their own. There a reader's answer is
    known by the subject of a letter that went to them.
    """
    letters = classifying.answered(content)
    if not letters:
        return None
    found = stored.issue_and_subscriber(connection, letters)
    if found:
        return found
    writer, subject = classifying.writer_and_subject(content)
    sent = stored.letters_to(connection, addresses.normalised(writer) or "")
    return next(((issue, reader) for issue, reader, ours in sent if answers(subject, ours)), None)


def _act(connection: Connection, judged: Judged, hit: Hit) -> Iterator[str]:
    """Takes those off the list whom no letter reaches or who complained, each of whom is then among the `hit`.

    Where letters went out from here, a message that names none of them proves nothing: anybody may have written it,
    to have somebody else unsubscribed. It then counts as a soft bounce.
    """
    notice, now = judged.notice, process.now()
    at = min(judged.at or now, now)  # a folder may be read once in years
    people, by_letter = stored.subscribers_of(connection, notice.letters, notice.recipients)
    is_sure = by_letter or judged.is_event or not stored.any_letter(connection)
    kind = notice.kind if is_sure else "soft"
    if not people:
        yield "strangers"
    for person in people:
        if not stored.note(connection, person, _counted_by(judged), kind, notice.status, at):
            continue
        if kind != notice.kind:
            yield "unproven"
        if kind == "complaint":
            stored_people.set_state(connection, person, "unsubscribed")
            hit["complained"].add(person)
        elif kind == "hard" or stored.soft_ones(connection, person, _counting_from(connection, person)) >= SOFT_ONES:
            stored_people.set_state(connection, person, "unsubscribed")
            hit["suppressed"].add(person)


def _counting_from(connection: Connection, person: int) -> datetime:
    """Since when bounces count: for as long as WITHIN, but only since a reader last agreed to get letters."""
    agreed = [one.confirmed_at for one in stored_people.consents(connection, person) if one.confirmed_at]
    return max([process.now() - WITHIN, *agreed])


def _let_go(workspace: Workspace, connection: Connection, judged: Judged) -> Iterator[str]:
    """A mail names its writer; an event, or a feedback report, our letter or whom it went to."""
    notice = judged.notice
    evidence = f"{'event' if judged.is_event else 'mail'} {judged.id[:16]}"
    if not judged.is_event and not notice.letters:
        sender = next(iter(notice.recipients), "")
        found = leaving.by_mail(workspace, connection, notice.token, sender, evidence=evidence)
        yield {True: "left", False: "left before", None: "unheard"}[found]
        return
    people, _ = stored.subscribers_of(connection, notice.letters, notice.recipients)
    if not people:
        yield "strangers"
    how = leaving.at(judged.provider) if judged.is_event else leaving.BY_MAIL
    for number in people:
        person = stored_people.subscriber_by_id(connection, number)
        if person is not None and leaving.leave(connection, person, how, evidence):
            yield "left there" if judged.is_event else "left"


def _counted_by(judged: Judged) -> str:
    """A letter that is delayed counts once, however often its server says that it goes on trying."""
    notice = judged.notice
    if not notice.is_delay or not notice.letters:
        return judged.id
    return hashlib.sha256("\n".join(("delayed", *notice.letters)).encode()).hexdigest()
