"""Readers who leave: by a mail, as every letter says how, or because they said so to somebody who types it."""

from __future__ import annotations

from sqlalchemy import Connection

from pipeline.audience import addresses, tokens
from pipeline.edges import process, secret
from pipeline.edges.database import people as stored_people
from pipeline.model.people import Consent, Subscriber
from pipeline.model.workspace import Workspace

BY_HAND = "unsubscribed by hand"
BY_MAIL = "unsubscribed by mail"


def by_mail(workspace: Workspace, connection: Connection, token: str, sender: str) -> bool | None:
    """Lets go whom the token names, else whoever wrote; False where he had left before, None where nobody is known."""
    found = tokens.subscriber(secret.read(workspace.root), "unsubscribe", token) if token else None
    person = stored_people.subscriber_by_id(connection, found) if found is not None else None
    person = person or stored_people.subscriber(connection, addresses.normalised(sender) or "")
    return None if person is None else leave(connection, person, BY_MAIL)


def leave(connection: Connection, person: Subscriber, how: str) -> bool:
    """Takes somebody off the list, with a record of when and how; False where he had left before."""
    if person.id is None or person.state == "unsubscribed":
        return False
    stored_people.set_state(connection, person.id, "unsubscribed")
    stored_people.save_consent(connection, person.id, Consent(requested_at=process.now(), confirmed_at=None, page=how))
    return True
