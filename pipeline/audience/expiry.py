"""Addresses that nobody confirmed: somebody typed them into a form, and whether it was their owner nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.model.people import Consent, Subscriber

DAYS = 30
"""How long an address may wait to be confirmed (GDPR, Art. 5 (1) e: no longer than its purpose needs)."""


def is_due(person: Subscriber, consents: Sequence[Consent], as_of: date) -> bool:
    """Whether somebody asked to be added, last more than `DAYS` before `as_of`, and has not confirmed it.

    Somebody who came only by an import has asked for nothing here: the file would bring them back.
    """
    asked = [consent.requested_at for consent in consents if consent.requested_at]
    return person.state == "unconfirmed" and bool(asked) and max(asked).date() + timedelta(days=DAYS) < as_of


def was_reader(consents: Sequence[Consent]) -> bool:
    """Whether they confirmed once, have left since, and asked to come back: that they left has to be remembered."""
    return any(consent.confirmed_at for consent in consents)
