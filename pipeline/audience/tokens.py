"""Signed tokens: who may do what without a password, such as leave the list by the address in a letter."""

from __future__ import annotations

import base64
import hmac
import re
from typing import Literal

Purpose = Literal["unsubscribe", "confirm", "preferences", "hooks"]

_SHAPE = re.compile(r"([1-9][0-9]{0,17})\.([A-Za-z0-9_-]{27})")
_SIGNATURE_BYTES = 20  # 160 bits: 27 letters of base64


def signed(secret: bytes, purpose: Purpose, subscriber_id: int) -> str:
    """The token of one subscriber for one purpose: letters, digits, `.`, `_` and `-`, the same for ever.

    It does not expire: RFC 8058 and the law want that an old letter still lets its reader go.
    """
    return f"{subscriber_id}.{_signature(secret, purpose, str(subscriber_id))}"


def subscriber(secret: bytes, purpose: Purpose, token: str) -> int | None:
    """Whom `token` belongs to; None where it was not signed here for this purpose."""
    found = _SHAPE.fullmatch(token)
    if not found or not hmac.compare_digest(_signature(secret, purpose, found[1]), found[2]):
        return None
    return int(found[1])


def _signature(secret: bytes, purpose: Purpose, said: str) -> str:
    digest = hmac.digest(secret, f"leitmotiv {purpose} {said}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).decode("ascii").rstrip("=")
