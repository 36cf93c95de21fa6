"""Wishes for letters: asked for with a form, confirmed by whoever owns the address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pipeline.audience import expiry, signing_up, tokens
from pipeline.audience.forms import SignUp
from pipeline.edges import secret
from pipeline.edges.database import people as stored_people
from pipeline.edges.templates import Templates
from pipeline.model.language import chosen
from pipeline.model.people import Consent, Subscriber, id_of
from pipeline.model.workspace import Workspace
from pipeline.newsletter import notices, receiver
from pipeline.newsletter.notices import Notice
from pipeline.runs import store
from pipeline.runs.delivery.outgoing import Outgoing
from pipeline.runs.readers import preferences

SOURCE = "form"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish that was kept: whose it is, when it was said, and the mail that goes out for it."""

    subscriber_id: int
    requested_at: datetime
    mail: Outgoing


def ask(workspace: Workspace, templates: Templates, wish: SignUp, now: datetime) -> Asked | None:
    """Keeps a wish, and makes the mail for its address; None where one went there not long ago, or several.

    Whoever has left, or was forgotten, may come back like this: nobody gets a letter before they have confirmed.
    """
    with store.writing(workspace) as connection:
        person = stored_people.subscriber(connection, wish.email)
        before = stored_people.consents(connection, id_of(person)) if person else ()
        due = signing_up.due(person, before, now)
        if due is None or _is_flooded(workspace, connection, wish.email, now):
            return None
        person = person or _added(connection, wish, now)
        number = id_of(person)
        purpose: tokens.Purpose = "confirm" if due == "confirm" else "preferences"
        token = tokens.signed(secret.read(workspace.root), purpose, number)
        content = _mail(workspace, templates, due, wish, token, now)
        wording = said_beside_the_form(templates, wish.lang) if due == "confirm" else ""
        consent = Consent(
            requested_at=now,
            confirmed_at=None,
            page=wish.page,
            wording=wording,
            version=_version(wording),
            lang=wish.lang,
            mail=content.decode("ascii"),
        )
        stored_people.save_consent(connection, number, consent)
    return Asked(number, now, Outgoing(str(number), wish.email, content))


def _is_flooded(workspace: Workspace, connection: Connection, address: str, now: datetime) -> bool:
    """Whether the mailbox behind the address got enough for now; where nothing is limited, it never did."""
    if not workspace.config.receiver.rate_limit:
        return False
    return signing_up.is_flooded(address, stored_people.asked_since(connection, now - signing_up.PAUSE, like=address))


def take_back(workspace: Workspace, asked: Asked) -> None:
    """Forgets a wish whose mail could not be sent, so that it may come again; and who made it, if they said no more."""
    with store.writing(workspace) as connection:
        stored_people.take_back_consent(connection, asked.subscriber_id, asked.requested_at)
        person = stored_people.subscriber_by_id(connection, asked.subscriber_id)
        is_on_record = bool(stored_people.consents(connection, asked.subscriber_id))
        if person and (person.state, person.source) == ("unconfirmed", SOURCE) and not is_on_record:
            stored_people.remove(connection, asked.subscriber_id)


def waiting(workspace: Workspace, token: str, now: datetime) -> Subscriber | None:
    """Whose wish `token` can confirm, or has confirmed; None where it is nobody's, or came too late."""
    with store.reading(workspace) as connection:
        person = preferences.whose(workspace, connection, "confirm", token)
        if person is None or person.state == "confirmed":
            return person
        kept = stored_people.consents(connection, id_of(person))
        return person if signing_up.pending(kept, now) else None


def confirm(workspace: Workspace, token: str, now: datetime) -> Subscriber | None:
    """Whoever wants letters from now on, with a record of when they said so; None as for `waiting`."""
    with store.writing(workspace) as connection:
        person = preferences.whose(workspace, connection, "confirm", token)
        if person is None or person.id is None or person.state == "confirmed":
            return person
        request = signing_up.pending(stored_people.consents(connection, person.id), now)
        if request is None:
            return None
        stored_people.save_consent(connection, person.id, replace(request, confirmed_at=now))
        stored_people.set_state(connection, person.id, "confirmed")
        if request.lang and request.lang != next(iter(person.langs), ""):  # the form that was just filled in
            langs = dict.fromkeys((request.lang, *person.langs))
            stored_people.set_choice(connection, person.id, langs, person.themes)
        return person


def said_beside_the_form(templates: Templates, lang: str) -> str:
    """What a form says of the letters, in `lang`: the words that somebody agrees to."""
    return templates.render("receiver/wording.txt", lang, {}).strip()


def _added(connection: Connection, wish: SignUp, now: datetime) -> Subscriber:
    """Somebody new. Whoever has left counts as gone until they confirm; else an old export could bring them back."""
    new = Subscriber(email=wish.email, state="unconfirmed", langs=(wish.lang,), since=now, source=SOURCE)
    return stored_people.add(connection, new)


def _mail(
    workspace: Workspace, templates: Templates, due: signing_up.Reminder, wish: SignUp, token: str, now: datetime
) -> bytes:
    """Nothing in it is typed by whoever sent the form: spam was sent through others' forms like that."""
    config = workspace.config
    values = {
        "name": config.workspace.name,
        "url": receiver.confirm(config, token) if due == "confirm" else receiver.preferences(config, token),
        "days": expiry.DAYS,
        "impressum": chosen(config.sender.impressum, wish.lang, config.languages).strip(),
    }
    subject, text = notices.of_template(templates.render(f"receiver/{due}.txt", wish.lang, values))
    return notices.wire(Notice(to=wish.email, subject=subject, text=text, lang=wish.lang), config, now)


def _version(wording: str) -> str:
    """Tells one wording from another."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12] if wording else ""
