"""Tables of any known shape → subscribers, one an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pipeline.audience import buttondown, ghost, listmonk, mailchimp, plain_subscribers, substack
from pipeline.model import dates, table
from pipeline.model.people import Reject, Subscriber
from pipeline.model.table import Record, Table


@dataclass(frozen=True, slots=True)
class Format:
    """A shape of table that is known: how it is told by its columns, and what a row says; dates up to a last day."""

    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, date], Subscriber]


# In the order in which they are tried: the plain list is the least particular. A new format is a file and a line here.
FORMATS: tuple[Format, ...] = (
    Format("listmonk (uuid, email, name, attributes, status)", listmonk.is_listmonk, listmonk.subscriber),
    Format("Substack (email, active_subscription, email_disabled)", substack.is_substack, substack.subscriber),
    Format("Mailchimp (Email Address, MEMBER_RATING, LEID)", mailchimp.is_mailchimp, mailchimp.subscriber),
    Format("Ghost (email, subscribed_to_emails, labels)", ghost.is_ghost, ghost.subscriber),
    Format("Buttondown (email, type, metadata, tags)", buttondown.is_buttondown, buttondown.subscriber),
    Format(
        "subscribers (email, lang; name and state where known)",
        plain_subscribers.is_plain,
        plain_subscribers.subscriber,
    ),
)


def recognised(found: Table) -> Format | None:
    """The format of a table, or None."""
    return next((known for known in FORMATS if known.recognises(found.columns)), None)


def read(found: Table, as_of: date) -> tuple[tuple[Subscriber, ...], tuple[Reject, ...]]:
    """The subscribers in a table whose shape is known, and the rows that cannot be taken, by line."""
    known = recognised(found)
    if known is None:
        return (), ()
    records, malformed = table.records(found)
    numbered, unreadable = table.taken(records, partial(_numbered, known, dates.latest(as_of)))
    people, repeated = _once(found.path, numbered)
    return people, tuple(sorted((*malformed, *unreadable, *repeated), key=lambda reject: reject.line))


def _numbered(known: Format, latest: date, record: Record) -> tuple[int, Subscriber]:
    return record.line, known.read(record, latest)


def _once(path: str, numbered: Sequence[tuple[int, Subscriber]]) -> tuple[tuple[Subscriber, ...], list[Reject]]:
    """Each address once. The first row counts; but who unsubscribed under any spelling is unsubscribed."""
    first: dict[str, tuple[int, Subscriber]] = {}
    rejects: list[Reject] = []
    for line, person in numbered:
        if person.email not in first:
            first[person.email] = (line, person)
            continue
        earlier, kept = first[person.email]
        reason = f"the same address as in line {earlier}, perhaps in other letters; keep one of them"
        if person.state == "unsubscribed" != kept.state:
            first[person.email] = (earlier, replace(kept, state="unsubscribed"))
            reason += " (here it is unsubscribed, and so it was taken)"
        rejects.append(Reject(path, line, reason))
    return tuple(person for _, person in first.values()), rejects
