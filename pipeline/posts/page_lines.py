"""A page saved as plain text, taken apart: paragraphs with their line numbers, and what each of them looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import function_words
from pipeline.posts import boilerplate, datelines

_BULLET = re.compile(r"\s*(?:[-*+•·∙‣◦–—▪●]|\d{1,2}[.)])\s+(?=\S)")
_SEPARATED = re.compile(r"\s*[|·•∙/»›]\s*")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”“»’)\]]*$")
_CODE = re.compile(r"[;{}]\s*$|^\s*(?:[$#>] \S|</?\w+[^>]*>|\w[\w.]*\(.*\)$)|[\w)]\s*=\s*\S")
_SURELY_CODE = re.compile(r"[\w)\"']\s*(?:[=<>!:]=|=>|->)\s*[\w(\"'-]|[;{]\s*$")
_NAME = re.compile(
    r"(?:(?:by|von|af|par) )?"
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]+(?: (?:von|van|de|der|af|[^\W\d_a-zß-öø-ÿ][\w.'’-]*)){1,3}"
)
_MAILBOX = re.compile(r"<[\w.+-]+@[\w.-]+>$")
_PROSE_WORDS = 8
_PROSE_SHARE = 0.15
_META_WORDS = 16
_REPEATED_LONGEST = 60
_SHARED_BY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of the page: one line of the file, or several where the file was wrapped at a width.

    `kind` says what boilerplate it is by itself: a stock phrase, `meta` (date, reading time, byline), `repeated`
    (stands in other pages of the source too), `signs` (no letters); None where it may be text. `shared` is the part
    of the source's pages that hold it.
    """

    first: int
    last: int
    text: str
    words: int
    kind: str | None
    shared: float
    is_prose: bool
    is_sentence: bool
    is_code: bool
    is_bullet: bool

    @property
    def is_name(self) -> bool:
        """Whether it may be the name of a person or of a site."""
        return self.words <= 4 and bool(_NAME.fullmatch(self.text))

    @property
    def is_content(self) -> bool:
        """Whether it reads like a part of a text, wherever it stands."""
        return self.kind is None and (self.is_prose or self.is_sentence or self.is_code)


def read(text: str, repeated: Mapping[str, float]) -> list[Line]:
    """The paragraphs of `text` in order; empty lines are left out. `repeated` as `repeated_lines` gives it."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    wrapped = _wrapped_at(rows)
    blocks = _joined(rows, wrapped) if wrapped else ((n, n, row) for n, row in enumerate(rows, 1) if row.strip())
    return [_line(first, last, block, repeated) for first, last, block in blocks]


def repeated_lines(texts: Iterable[str]) -> Mapping[str, float]:
    """Lines that stand in several of the pages of one source, a third of them and two at least; with their share."""
    pages = [{" ".join(row.split()) for row in text.splitlines() if row.strip()} for text in texts]
    counted = Counter(row for page in pages for row in page)
    least = max(2, len(pages) * _SHARED_BY)
    return {row: times / len(pages) for row, times in counted.items() if times >= least}


def _line(first: int, last: int, block: str, repeated: Mapping[str, float]) -> Line:
    text = " ".join(block.split())
    bullet = _BULLET.match(block)
    bare = text[len(bullet[0].strip()) :].strip() if bullet else text
    found, total = function_words.hits(text)
    share = max(found.values(), default=0) / total if total else 0.0
    row = block.rstrip()
    is_code = bool(_SURELY_CODE.search(row)) or (share < _PROSE_SHARE and bool(_CODE.search(row)))
    return Line(
        first=first,
        last=last,
        text=row if is_code else text,
        words=total,
        kind=_kind(text, bare, total, is_code=is_code)
        or ("repeated" if text in repeated and total <= _REPEATED_LONGEST else None),
        shared=repeated.get(text, 0.0),
        is_prose=total >= _PROSE_WORDS
        and (share >= _PROSE_SHARE or (total >= 12 and bool(_SENTENCE_END.search(text)))),
        is_sentence=total >= 2 and bool(_SENTENCE_END.search(text)),
        is_code=is_code,
        is_bullet=bullet is not None,
    )


def _kind(text: str, bare: str, words: int, *, is_code: bool) -> str | None:
    if words <= _META_WORDS and not is_code and (_is_meta(text) or _MAILBOX.search(text)):
        return "meta"
    phrase = boilerplate.kind(bare) or boilerplate.kind(text)
    if phrase or is_code:
        return phrase
    if not any(letter.isalpha() for letter in text):
        return "signs"
    pieces = [piece for piece in _SEPARATED.split(bare) if piece]
    if len(pieces) > 1 and words <= _META_WORDS and all(boilerplate.kind(piece) or _is_meta(piece) for piece in pieces):
        return "navigation"
    return None


def _is_meta(text: str) -> bool:
    """Whether little is left of a short line without its date and its reading time."""
    day, minutes = datelines.find_date(text), datelines.reading_minutes(text, alone=True)
    if day is None and minutes is None:
        return False
    rest = text
    for found in (day, minutes):
        rest = rest.replace(found[1], " ") if found else rest
    left = re.findall(r"[^\W\d_]+", rest)
    return len(left) <= 2 or (len(left) <= 8 and not _SENTENCE_END.search(text))


def _wrapped_at(rows: Sequence[str]) -> int:
    """The width at which the lines of a file were wrapped; 0 where a line is a paragraph.

    Wrapped lines are all nearly as long as the longest, and break in the middle of sentences.
    """
    rows = [row.rstrip() for row in rows]
    longest = max(map(len, rows), default=0)
    if not 50 <= longest <= 110 or all(rows):
        return 0
    full = [row for row in rows if len(row) > 0.75 * longest]
    broken = sum(not _SENTENCE_END.search(row) for row in full)
    middling = sum(len(row) > 40 for row in rows)
    return longest if len(full) >= 3 and broken > 0.5 * len(full) > 0.2 * middling else 0


def _joined(rows: Sequence[str], width: int) -> Iterator[tuple[int, int, str]]:
    """Paragraphs of a wrapped file: a line goes on where it is full and the next begins no list item."""
    start, parts = 0, list[str]()
    for number, row in enumerate([*rows, ""], 1):
        full = bool(parts) and len(parts[-1].rstrip()) > 0.5 * width
        if parts and not (row.strip() and full and not _BULLET.match(row)):
            yield start, start + len(parts) - 1, "\n".join(parts)
            parts = []
        if row.strip():
            start = start if parts else number
            parts.append(row)
