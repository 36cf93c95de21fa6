"""Mails that break their grammar, or name a charset in which nobody writes: neither stops whoever reads them."""

from __future__ import annotations

import codecs
from email.errors import MessageError
from email.message import Message

ERRORS = (MessageError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on mails that break its grammar (bugs.python.org 37461 and others): nothing of it
is documented, all of it is a part that cannot be read.
"""
_OF_NO_MAIL = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
"""Codecs of Python's that are none for mails: the first three know no "replace", punycode takes quadratic time."""


def tamed(message: Message) -> None:
    """Has every part of a message name a charset that can be read, or that nobody knows, which readers expect."""
    for part in message.walk():
        if _is_hostile(part):
            kind = _kind(part)
            del part["Content-Type"]
            part["Content-Type"] = kind


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except ERRORS:
        return "text/plain"


def _is_hostile(part: Message) -> bool:
    try:
        charset = part.get_content_charset()
        return charset is not None and codecs.lookup(charset).name.replace("_", "-") in _OF_NO_MAIL
    except LookupError:
        return False
    except ERRORS:
        return True
