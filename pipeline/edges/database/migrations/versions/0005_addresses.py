"""One spelling of an address, its domain in ASCII; names in one line."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from pipeline.model.address import ascii_host
from pipeline.model.line import one_line

revision = "0005"
down_revision = "0004"

_SUBSCRIBERS = sa.table("subscribers", *(sa.column(name) for name in ("id", "email", "name", "state")))
_CONSENTS = sa.table("consents", sa.column("subscriber_id"))
_BOUNCES = sa.table("bounces", sa.column("subscriber_id"), sa.column("external_id"))
_FURTHER = ("unconfirmed", "confirmed", "unsubscribed")


def upgrade() -> None:
    """Spells addresses anew. Of two subscribers who turn out to be one the first stays, as far as either had come."""
    people: dict[str, list[Any]] = {}
    for row in op.get_bind().execute(sa.select(_SUBSCRIBERS).order_by(_SUBSCRIBERS.c.id)).all():
        people.setdefault(_spelt(row.email), []).append(row)
    for email, (first, *others) in people.items():
        for other in others:
            _join(first.id, other.id)
        state = max((row.state for row in (first, *others)), key=_FURTHER.index)
        if (email, one_line(first.name), state) != (first.email, first.name, first.state):
            values = {"email": email, "name": one_line(first.name), "state": state}
            op.execute(sa.update(_SUBSCRIBERS).where(_SUBSCRIBERS.c.id == first.id).values(values))


def _spelt(email: str) -> str:
    local, _, host = email.rpartition("@")
    return f"{local}@{ascii_host(host) or host}"


def _join(first: int, other: int) -> None:
    """What belongs to the other is the first one's; a notice that both had counts once."""
    op.execute(sa.update(_CONSENTS).where(_CONSENTS.c.subscriber_id == other).values(subscriber_id=first))
    known = sa.select(_BOUNCES.c.external_id).where(_BOUNCES.c.subscriber_id == first).scalar_subquery()
    new = sa.and_(_BOUNCES.c.subscriber_id == other, _BOUNCES.c.external_id.not_in(known))
    op.execute(sa.update(_BOUNCES).where(new).values(subscriber_id=first))
    op.execute(sa.delete(_SUBSCRIBERS).where(_SUBSCRIBERS.c.id == other))
