"""Reading mails that break the grammar of mails, name a harmful charset or have endless parts, without being stopped by
them.
"""

from __future__ import annotations

import codecs
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from itertools import count
from typing import Any, TypeVar

M = TypeVar("M", bound=Message)

ERRORS = (MessageError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on malformed mails (bugs.python.org 37461 and others). None of it is documented;
all of it means that a part cannot be read.
"""
EMPTY = "is empty, or its server does not show it; look at it in your mail program, and take it out of the folder"
_OF_NO_MAIL = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
"""Python's codecs that no mail is written in, and that harm: `idna`, `punycode` and `undefined` raise in spite of
errors="replace", and `punycode` takes quadratic time.
"""


_MOST_PARTS = 1_000
"""A report of a delivery has one for each of its paragraphs."""


def parsed(content: bytes, kind: type[M], policy: Any) -> M:
    """The message in `content`. Raises one of ERRORS where its parts are more than anybody writes: each costs a
    kilobyte and time, so that a mail of 2 MB that holds nothing but them would take minutes and all memory.
    """
    made = count()

    def part(policy: Any) -> M:
        if next(made) > _MOST_PARTS:
            raise MessageError("parts without end")
        return kind(policy=policy)

    factory: Any = part  # typeshed does not know that it is given the policy
    message: M = BytesParser(factory, policy=policy).parsebytes(content)
    _tame(message)
    return message


def _tame(message: Message) -> None:
    """Removes from each part of a message the charset that cannot be read; readers can deal with an unknown one."""
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
