"""What a reader does by the addresses that are theirs alone: leaves, or chooses languages and themes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from pipeline.audience import tokens
from pipeline.audience.tokens import Purpose
from pipeline.edges import secret
from pipeline.edges.database import people as stored_people
from pipeline.model.language import nearest
from pipeline.model.people import Subscriber, id_of
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.readers import leaving

BY_PAGE = "unsubscribed on the page of a letter"


def owner(workspace: Workspace, purpose: Purpose, token: str) -> Subscriber | None:
    """Whose `token` is; None where it is nobody's."""
    with store.reading(workspace) as connection:
        return whose(workspace, connection, purpose, token)


def whose(workspace: Workspace, connection: Connection, purpose: Purpose, token: str) -> Subscriber | None:
    """`owner`, for whoever has a connection already."""
    number = tokens.subscriber(secret.read(workspace.root), purpose, token)
    return stored_people.subscriber_by_id(connection, number) if number is not None else None


def is_signed(workspace: Workspace, purpose: Purpose, token: str) -> bool:
    """Whether `token` was given out here; where it is nobody's, its owner was forgotten."""
    return tokens.subscriber(secret.read(workspace.root), purpose, token) is not None


def leave(workspace: Workspace, purpose: Purpose, token: str) -> Subscriber | None:
    """Whoever gets no more letters from now on; twice is the same. None where the token is nobody's."""
    with store.writing(workspace) as connection:
        person = whose(workspace, connection, purpose, token)
        if person is not None:
            leaving.leave(connection, person, BY_PAGE)
        return person


def choose(
    workspace: Workspace, token: str, langs: Collection[str], themes: Collection[str]
) -> tuple[Subscriber | None, bool]:
    """Keeps what a reader wants to read, the workspace's languages and themes alone; False where no language is left.

    The languages come in the order of the workspace, but the one that was first stays the first.
    """
    with store.writing(workspace) as connection:
        person = whose(workspace, connection, "preferences", token)
        if person is None or person.id is None:
            return None, False
        known = workspace.config.languages
        first = [nearest(lang, known) for lang in person.langs[:1]]
        wanted = [lang for lang in dict.fromkeys((*first, *known)) if lang in langs and lang in known]
        if not wanted:
            return person, False
        about = [theme for theme in workspace.catalogue.themes if theme in themes]
        stored_people.set_choice(connection, person.id, wanted, about)
        return stored_people.subscriber_by_id(connection, person.id), True


def token_of(workspace: Workspace, person: Subscriber) -> str:
    """The token of their page of preferences."""
    return tokens.signed(secret.read(workspace.root), "preferences", id_of(person))
