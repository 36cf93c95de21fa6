"""Lines of a plain text: broken between words, measured in columns as a terminal or a mail program shows them."""

from __future__ import annotations

import re
import unicodedata

WIDTH = 72
"""RFC 3676 and old manners: with two levels of quotation an answer still fits 80 columns."""

GLUE = "\ue000"
"""A space at which no line is broken: between a word and the number of its link."""

_WIDE_RANGES = r"\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00020000-\U0003fffd"
_WIDE = re.compile(f"[{_WIDE_RANGES}]")
_WIDE_OR_RUN = re.compile(f"[{_WIDE_RANGES}]|[^{_WIDE_RANGES}]+")
_NO_LINE_STARTS_WITH = "、。，．：；？！）］｝」』〉》】〕ー…"


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """`text` in lines of at most `width` columns; a longer word, such as a web address, has a line to itself."""
    return [line.replace(GLUE, " ") for hard in text.split("\n") for line in _filled(hard, width)]


def columns(text: str) -> int:
    """How many columns `text` takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def indented(lines: list[str], first: str, rest: str) -> list[str]:
    """`lines` behind a mark such as `- `, the later ones behind `rest`; empty lines stay free of trailing space."""
    return [(f"{rest if at else first}{line}").rstrip() for at, line in enumerate(lines)]


def _filled(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for gap, piece in _pieces(text):
        size = columns(piece)
        if line and used + len(gap) + size > width:
            lines.append(line)
            line, used = piece, size
        else:
            line, used = (line + gap + piece, used + len(gap) + size) if line else (piece, size)
    return [*lines, line]


def _pieces(text: str) -> list[tuple[str, str]]:
    """(what stands before it on the same line, piece): words, and in Chinese or Japanese single characters."""
    pieces: list[tuple[str, str]] = []
    for word in re.split(r"[ \t\r\f\v]+", text.strip(" \t\r\f\v")):
        if not _WIDE.search(word):
            pieces.append((" ", word))
            continue
        gap = " "
        for part in _WIDE_OR_RUN.findall(word):
            if pieces and not gap and part[0] in _NO_LINE_STARTS_WITH:
                before = pieces.pop()
                pieces.append((before[0], before[1] + part))
            else:
                pieces.append((gap, part))
            gap = ""
    return pieces


def _columns(character: str) -> int:
    if character == GLUE:
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
