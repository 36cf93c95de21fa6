"""`leitmotiv bounces`: what came back is judged, and those whom no letter reaches get no more of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from pipeline.edges import mailbox, process
from pipeline.edges.database import bounces as stored
from pipeline.edges.database import people as stored_people
from pipeline.model.workspace import Workspace
from pipeline.newsletter.bounces import classifying
from pipeline.newsletter.bounces.notice import Notice
from pipeline.runs import store

SOFT_ONES = 3
"""So many soft bounces count as a hard one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One message and what it is."""

    name: str
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to: messages by kind, subscribers who get no more letters, and notices about nobody here."""

    kinds: Counter[str]
    counted: int
    suppressed: int
    unsubscribed: int
    strangers: int


def classify(source: str) -> Iterator[Judged]:
    """Every message of a source, judged."""
    for name, content in mailbox.messages(source):
        yield Judged(name, classifying.classify(content))


def take(workspace: Workspace, source: str) -> Imported:
    """Judges every message of a source and acts on it: once, however often it is imported."""
    kinds: Counter[str] = Counter()
    done: Counter[str] = Counter()
    with store.writing(workspace) as connection:
        for _, content in mailbox.messages(source):
            notice = classifying.classify(content)
            kinds[notice.kind] += 1
            if notice.kind in ("hard", "soft", "complaint"):
                done.update(_act(connection, notice, hashlib.sha256(content).hexdigest()))
    return Imported(
        kinds=kinds,
        counted=done["counted"],
        suppressed=done["suppressed"],
        unsubscribed=done["unsubscribed"],
        strangers=done["strangers"],
    )


def replied_to(connection: Connection, content: bytes) -> tuple[str, int] | None:
    """The issue and the subscriber whose letter a mail answers, told by its headers; None where it answers none."""
    letters = classifying.answered(content)
    return stored.issue_and_subscriber(connection, letters) if letters else None


def _act(connection: Connection, notice: Notice, external_id: str) -> Iterator[str]:
    people = stored.subscribers_of(connection, notice.letters, notice.recipients)
    if not people:
        yield "strangers"
    for person in people:
        if not stored.note(connection, person, external_id, notice.kind, notice.status, process.now()):
            continue
        yield "counted"
        if notice.kind == "complaint":
            stored_people.set_state(connection, person, "unsubscribed")
            yield "unsubscribed"
        elif notice.kind == "hard" or stored.soft_ones(connection, person) >= SOFT_ONES:
            stored_people.set_state(connection, person, "unsubscribed")
            yield "suppressed"
