"""Readers who leave: by a mail, as every letter says how, or because they said so to somebody who types it."""

from __future__ import annotations

from sqlalchemy import Connection

from pipeline.audience import addresses, forgetting, tokens
from pipeline.edges import process, secret
from pipeline.edges.database import people as stored_people
from pipeline.model import leaving as words
from pipeline.model.people import Consent, Subscriber
from pipeline.model.workspace import Workspace
from pipeline.runs import store

BY_HAND = "unsubscribed by hand"
BY_MAIL = "unsubscribed by mail"
UNKNOWN = "asks for no more letters, and nobody here has this address; find out who it is: leitmotiv subscribers list"


def by_mail(
    workspace: Workspace,
    connection: Connection,
    token: str,
    sender: str,
    *,
    evidence: str = "",
    reader: int | None = None,
) -> bool | None:
    """Lets go whom the token names, else whoever wrote, else the `reader` whose letter they answer, as people have
    several addresses. False where they had left before, were forgotten, or try the link of a test letter; None where
    nobody is known.
    """
    named = tokens.subscriber(secret.read(workspace.root), "unsubscribe", token) if token else None
    email = addresses.normalised(sender) or ""
    person = stored_people.subscriber_by_id(connection, named) if named is not None else None
    person = person or stored_people.subscriber(connection, email)
    if person is None and reader is not None:
        person = stored_people.subscriber_by_id(connection, reader)
    if person is not None:
        return leave(connection, person, BY_MAIL, evidence)
    is_gone = (
        named is not None
        or token in (words.TEST, words.REHEARSAL)
        or bool(store.forgotten(workspace, connection, forgetting.marks_of(email)))
    )
    return False if is_gone else None


def at(provider: str) -> str:
    """How somebody left who told so the service that sends our letters."""
    return f"unsubscribed at {provider}"


def leave(connection: Connection, person: Subscriber, how: str, evidence: str = "") -> bool:
    """Takes somebody off the list, with a record of when and how; False where they had left before.

    `evidence` names what shows it, and takes nobody off twice: they may have come back since.
    """
    if person.id is None:
        return False
    if evidence and any(one.version == evidence for one in stored_people.consents(connection, person.id)):
        return False
    is_leaving = person.state != "unsubscribed"
    if is_leaving or evidence:
        record = Consent(requested_at=process.now(), confirmed_at=None, page=how, version=evidence)
        stored_people.save_consent(connection, person.id, record)
    if is_leaving:
        stored_people.set_state(connection, person.id, "unsubscribed")
    return is_leaving
