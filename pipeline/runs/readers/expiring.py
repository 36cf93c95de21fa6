"""Takes away addresses that waited too long to be confirmed."""

from __future__ import annotations

from pipeline.audience import expiry
from pipeline.edges import place
from pipeline.edges.database import engine, people
from pipeline.model.workspace import Workspace
from pipeline.runs import store, traces


def expire(workspace: Workspace) -> int:
    """How many unconfirmed addresses were due, and are gone; one that once read letters has left again instead.

    An `as_of` to come shows what will be, and takes nobody away before their time.
    """
    day = min(workspace.as_of, place.today())
    if not engine.is_there(workspace.config.database.url, workspace.root):
        return 0
    with store.reading(workspace) as connection:
        if not any(person.state == "unconfirmed" for person in people.subscribers(connection)):
            return 0
    gone = 0
    removed: list[int] = []
    with store.writing(workspace) as connection:
        for person in people.subscribers(connection):
            if person.state != "unconfirmed" or person.id is None:
                continue
            consents = people.consents(connection, person.id)
            if not expiry.is_due(person, consents, day):
                continue
            gone += 1
            if expiry.was_reader(consents) or people.letters_of(connection, person.id):
                people.set_state(connection, person.id, "unsubscribed")
            else:
                people.remove(connection, person.id)
                removed.append(person.id)
        if removed:
            traces.clear(workspace, removed, ())
    return gone
