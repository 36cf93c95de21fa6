"""Double opt-in: which mail a wish for letters leads to, and whether a confirmation answers one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from pipeline.audience import expiry
from pipeline.model.people import Consent, Subscriber

PAUSE = timedelta(days=1)
"""An address gets one mail in this time, however often it is typed: a form is no means to fill strangers' mailboxes."""

MOST = 3
"""And so many in the days for which an address may wait to be confirmed."""

MOST_OF_A_MAILBOX = 5
"""And so many in a PAUSE go to one mailbox under all the names that it may have."""

Reminder = Literal["confirm", "known"]
"""`confirm` asks whether the wish is the owner's; `known` tells a reader that the letters come already."""


def due(person: Subscriber | None, consents: Sequence[Consent], now: datetime) -> Reminder | None:
    """The mail that a wish for letters leads to; None where one went out not long ago, or several of late."""
    ages = [now - at for at in {one.requested_at for one in consents if one.mail and one.requested_at}]
    if any(age < PAUSE for age in ages) or sum(age <= timedelta(days=expiry.DAYS) for age in ages) >= MOST:
        return None
    return "known" if person and person.state == "confirmed" else "confirm"


def is_flooded(address: str, asked: Iterable[str]) -> bool:
    """Whether too many of the addresses that were `asked` of late lead to where `address` leads, as far as can be told.

    What stands behind a `+` (RFC 5233) and, at some providers, dots before the @ make new addresses of one mailbox.
    """
    mailbox = _mailbox(address)
    return sum(_mailbox(one) == mailbox for one in asked) >= MOST_OF_A_MAILBOX


def _mailbox(address: str) -> str:
    local, _, host = address.rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{host}"


def pending(consents: Sequence[Consent], now: datetime) -> Consent | None:
    """The request that waits for its confirmation, `consents` in their order: the last entry of all.

    Whoever has left since must ask again, and so must whoever waited longer than an address is kept.
    """
    if not consents:
        return None
    last = consents[-1]
    if not (last.mail and last.wording and last.requested_at) or last.confirmed_at:
        return None
    return last if now - last.requested_at <= timedelta(days=expiry.DAYS) else None


def told(consents: Sequence[Consent]) -> tuple[Consent, ...]:
    """`consents` as somebody may read them: a request that was confirmed is one entry, not a request beside it."""
    confirmed = {replace(one, confirmed_at=None) for one in consents if one.confirmed_at}
    return tuple(one for one in consents if one not in confirmed)


def is_on_record(consents: Iterable[Consent]) -> bool:
    """Whether any of `consents` says to which words somebody agreed: a form may be filled in by anybody, so what stood
    beside it counts once the owner of the address has confirmed it.
    """
    return any(one.wording and (one.confirmed_at or not one.mail) for one in consents)
