"""Mails of the receiver on their way: to the server, or into private/outbox/receiver/ in rehearsal."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.edges import files, smtp
from pipeline.edges.smtp import Unreachable
from pipeline.model.delivery import Outcome
from pipeline.model.workspace import Workspace
from pipeline.newsletter import headers
from pipeline.runs.delivery import sending
from pipeline.runs.letters import OF_RECEIVER


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to one address. `name` tells it in logs, and is that of its file in rehearsal; it names nobody."""

    name: str
    to: str = field(repr=False)
    content: bytes = field(repr=False)


def post(workspace: Workspace, mail: Outgoing) -> Outcome:
    """What became of one mail; `later` also where the server could not be reached. Raises LetterError."""
    content = sending.sealing(workspace)(mail.content)
    config = workspace.config
    if config.mail.mode == "rehearsal":
        files.write_atomic(workspace.root, f"{OF_RECEIVER}/{mail.name}.eml", content)
        return Outcome("accepted")
    transport = smtp.transport(config.mail)
    try:
        sender = headers.checked_address("From", config.sender.address)
        return transport.deliver(sender, headers.checked_address("To", mail.to), content)
    except Unreachable as trouble:
        return Outcome("later", str(trouble))
    finally:
        transport.close()
