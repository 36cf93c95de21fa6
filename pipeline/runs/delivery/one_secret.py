"""Whether the links of letters are understood everywhere: all machines of a workspace sign them with one secret."""

from __future__ import annotations

from sqlalchemy import Connection

from pipeline.edges import secret
from pipeline.edges.database import sendings
from pipeline.errors import Problem
from pipeline.model.workspace import Workspace
from pipeline.newsletter import message


def strange(workspace: Workspace, connection: Connection, issue: str | None = None) -> tuple[Problem, ...]:
    """What is to be said where letters, those of `issue` or the latest, were made with another secret than is here.

    It shows in their Message-IDs.
    """
    letter = sendings.latest_letter(connection, issue)
    if letter is None:
        return ()
    name, reader, known = letter
    ours = message.message_id(name, str(reader), workspace.config, secret.read(workspace.root))
    if ours.partition("@")[0] == known.partition("@")[0]:
        return ()
    mend = f"set {secret.VARIABLE} to what it was there, or to what {secret.FILE} holds there"
    said = f"the secret here is not the one with which {name} was begun, and no link made with one works with the other"
    return (Problem(f"{said}; {mend}"),)
