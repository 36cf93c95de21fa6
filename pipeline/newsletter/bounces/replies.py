"""What an SMTP server answered, in the midst of sentences: `550 5.1.1 User unknown`, and no telephone number."""

from __future__ import annotations

import re

from pipeline.newsletter.bounces import severity
from pipeline.newsletter.bounces.notice import ADDRESS

_CODE = r"(?<![\w.+/-])[45][0-5]\d"
"""RFC 5321, 4.2."""
_ENHANCED = r"[45]\.[0-7]\.\d{1,3}(?!\.?\d)"
"""RFC 3463, 3.1 to 3.8."""
_LINE_START = r"^[ \t>*<\"'(-]*+"
_SAID = (
    r"(?:\b(?:said|says|replied|reply|returned|response|reason|error|code|status|smtp|diagnostics?)\b[^\w\n]{1,4}"
    r"|[\])>]:[ \t]*+)"
)
_CLEAR = re.compile(
    rf"{_CODE}[ -]#?{_ENHANCED}|{_SAID}#?{_ENHANCED}|\(#{_ENHANCED}\)|{_SAID}{_CODE}[ -](?=[^\W\d]|<)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(rf"{_LINE_START}{_CODE}[ -]+(?P<text>[^\s\d][^\n]{{0,300}})", re.IGNORECASE | re.MULTILINE)
_ANY = re.compile(
    rf"(?:{_LINE_START}|{_SAID})(?P<code>{_CODE})(?:[ -]+[^\s\d]|[ -]#?{_ENHANCED})", re.IGNORECASE | re.MULTILINE
)
_ADDRESS = re.compile(rf"(?:\w{{1,20}}:? ){{0,4}}[\"']?{ADDRESS.pattern}|[^\n]*?[<(]{ADDRESS.pattern}")
"""Behind a few words, or in brackets."""


def told(text: str) -> bool:
    """Whether a server's refusal stands in `text`. A house number at the beginning of a line is none:
    a reason follows, or the address that was refused.
    """
    if _CLEAR.search(text):
        return True
    return any(_ADDRESS.match(one["text"]) or severity.says_why(one["text"]) for one in _LINE.finditer(text))


def first_class(text: str) -> str | None:
    """`4` or `5`, of the first reply in a `text` that is known to be a notice."""
    found = _ANY.search(text)
    return found["code"][0] if found else None
