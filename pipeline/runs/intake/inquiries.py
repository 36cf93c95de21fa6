"""Inquiries that come over the web: the contact form, and what calendars and forms of others send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from pipeline.audience import contact_form
from pipeline.audience import leads as lead_files
from pipeline.audience.forms import Inquiry
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.templates import Templates
from pipeline.errors import ImportRefused, Problem
from pipeline.model.language import chosen
from pipeline.model.workspace import Workspace
from pipeline.newsletter import notices
from pipeline.newsletter.notices import Notice
from pipeline.runs import store
from pipeline.runs.delivery.outgoing import Outgoing
from pipeline.runs.intake import leads
from pipeline.runs.intake.columns import ImportOptions
from pipeline.runs.intake.imports import ImportResult
from pipeline.runs.intake.incoming_files import IncomingFiles

_FORM = "contact form"
_ONE_AT_A_TIME = Lock()
"""Two presses of a button may come in at once: the second is known once the first is kept."""


def take(workspace: Workspace, templates: Templates, said: Inquiry, now: datetime) -> Outgoing | None:
    """Keeps an inquiry as a lead, and makes the mail that tells the sender of it; an answer goes to the visitor.

    Somebody who was forgotten is not kept, as in any import, but their mail comes all the same. None where the
    button was pressed twice.
    """
    payload = contact_form.payload(said, now)
    with _ONE_AT_A_TIME:
        if _is_known(workspace, payload):
            return None
        kept = keep(workspace, _FORM, payload)
    if kept.rejects:  # it was checked before, so nobody knows why: whoever wrote is told that nothing was kept
        raise ImportRefused(Problem(kept.rejects[0].reason, _FORM))
    config = workspace.config
    lang = config.languages[0]
    offer = workspace.catalogue.offers.get(said.offer)
    values = {
        "name": config.workspace.name,
        "said": said,
        "who": said.name or said.email,
        "offer": chosen(offer.name, lang, config.languages) or offer.id if offer else "",
    }
    subject, text = notices.of_template(templates.render("receiver/inquiry.txt", lang, values))
    mailbox = config.sender.mailbox
    notice = Notice(to=mailbox, subject=subject, text=text, lang=lang, reply_to=said.email, reply_name=said.name)
    return Outgoing(f"inquiry-{payload['id']}", mailbox, notices.wire(notice, config, now))


def _is_known(workspace: Workspace, payload: Mapping[str, str]) -> bool:
    """Whether the same words came in before: with the moment of the second try they would be news."""
    name = lead_files.row(contact_form.KIND, contact_form.of_payload(payload)).external_id
    with store.looking(workspace) as connection:
        return bool(stored_leads.rows_by_id(connection, [name]))


def keep(workspace: Workspace, name: str, value: Any) -> ImportResult:
    """Takes in what a form or a calendar sends, in any shape that `leads import` knows as a file."""
    return leads.take(workspace, (), IncomingFiles(payloads=[(name, value)]), ImportOptions())
