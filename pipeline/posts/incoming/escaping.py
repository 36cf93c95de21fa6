"""Signs that Markdown would read as markup: private characters while a text is converted, escaped at the end."""

from __future__ import annotations

import re

# What Markdown reads as markup anywhere, before certain signs, or only where a line begins.
_ANYWHERE = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)|(?<=~)~|!$|(?<=\s)#")
_LINE_START = re.compile(r"[-+=>#|:~]")
_NUMBERED = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_SIGNS = "\\`*[]<_&~!#-+=>|:.)"
_PRIVATE = {sign: chr(0xE000 + number) for number, sign in enumerate(_SIGNS)}
# An entity for `<`: whoever looks for a live tag in the file finds none, not even behind a backslash.
_BACK = {ord(private): "&lt;" if sign == "<" else f"\\{sign}" for sign, private in _PRIVATE.items()}
# Private and unpaired code points, and controls that no text has.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")


def scrubbed(text: str) -> str:
    """`text` without the characters that are private to us, and those that belong into no text."""
    return _FOREIGN.sub("", text)


def protected(text: str, *, starts_line: bool) -> str:
    """`text` with private characters for its signs of markup; those that only count where a line begins, if it does."""
    if starts_line:
        lead = len(text) - len(text.lstrip())
        number = _NUMBERED.match(text, lead)
        mark = number.end() if number else lead
        if mark < len(text) and (number or _LINE_START.match(text, mark)):
            text = text[:mark] + _PRIVATE[text[mark]] + text[mark + 1 :]
    return _ANYWHERE.sub(lambda found: _PRIVATE[found[0]], text)


def revealed(markdown: str) -> str:
    """Markdown with each private character as the escaped sign that it stands for."""
    return markdown.translate(_BACK)
