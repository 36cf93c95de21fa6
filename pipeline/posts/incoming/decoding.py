"""Bytes → text: UTF-8 wherever they can be read as that, whatever encoding they claim."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from pipeline.model import function_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})|<meta[^>]{0,200}?charset=["']?([\w.:-]{1,40})""", re.IGNORECASE
)
# As browsers read these labels (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}

PAGES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "iso8859-2": "ISO 8859-2"}
"""In which a text may be that does not say so: western Europe, and by two ways central Europe; with their names."""
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_ODD = re.compile(
    rf"(?<={_LETTER})(?:[¢-©«¬®-¶¸¹»-¾×÷˘-˝](?={_LETTER})|[¡¿](?=[a-zß-öø-ÿ]))"
    r"|(?<=[a-zß-öø-ÿœšž])[À-ÖØ-ÞĂĄĆČĎĐĘĚĹĽŁŃŇŐŒŔŘŚŞŠŢŤŮŰŸŹŻŽ]|[\x80-\x84\x86-\x9f\ufffd]"
)
"""What no text has: a sign between two letters (`Za¿ó³æ`), a capital behind a small letter (`jaŸñ`), a control sign.
Spanish has some that count for nothing: `MªJosé`, and `dijo¿Qué?` where a space was forgotten.
"""
_SURELY = {"cp1252": 0, "cp1250": 1, "iso8859-2": 2}
"""By how much a page has to be better than the first one; `x±y` makes sense in the last."""
_LOOKED_AT = 100_000


def text(content: bytes, charset: str = "") -> str:
    """The text of `content`; `charset` is what was said of it from outside. Line ends become `\\n`.

    Bytes that fit nothing are read in the `page` that they look like, byte by byte: a text of mixed encodings comes out
    readable.
    """
    return _decoded(content, charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def guessed_from(content: bytes) -> int | None:
    """Where the bytes begin that only a page of Windows can be; None where all of it is Unicode."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)) or _without_a_mark(content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as refused:
        return refused.start
    return None


def page(content: bytes) -> str:
    """The one of PAGES in which bytes that are no UTF-8 say most and look least odd; the first unless that is clear."""
    start = content[:_LOOKED_AT]
    scores = {name: _sense(start.decode("utf-8", _handler(name))) for name in PAGES}
    usual, best = next(iter(PAGES)), max(scores, key=scores.__getitem__)
    return best if scores[best] >= scores[usual] + _SURELY[best] else usual


def _sense(read: str) -> int:
    """How many small words of one language there are, less what is odd."""
    small, _ = function_words.hits(read)
    return max(small.values(), default=0) - len(_ODD.findall(read))


def _decoded(content: bytes, charset: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _without_a_mark(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (charset, *_inside(content)):
        try:
            return content.decode(_known(name))
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", _handler(page(content)))


def _inside(content: bytes) -> list[str]:
    """The encodings that an XML declaration or a `meta` names."""
    return [name.decode("ascii") for found in _DECLARED.findall(content[:4096]) for name in found if name]


def _known(name: str) -> str:
    """A codec that makes text out of bytes; raises LookupError for any other (Python also knows base64 and zip)."""
    lowered = name.strip().lower()
    found = codecs.lookup(_MEANT.get(lowered, lowered))
    if not getattr(found, "_is_text_encoding", True) or found.name in ("utf-8", "utf-7", "idna", "punycode"):
        raise LookupError(name)
    return found.name


def _without_a_mark(content: bytes) -> str | None:
    """UTF-16 by the zero bytes beside its first signs (XML 1.0, appendix F)."""
    start = content[:4]
    if len(start) == 4 and start[0] and not start[1] and start[2] and not start[3]:
        return "utf-16-le"
    if len(start) == 4 and not start[0] and start[1] and not start[2] and start[3]:
        return "utf-16-be"
    return None


def _handler(name: str) -> str:
    """The error handler that reads what is no UTF-8 in a page."""
    return f"leitmotiv-{name}"


def _as(name: str) -> Callable[[UnicodeError], tuple[str, int]]:
    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return error.object[error.start : error.end].decode(name, "replace"), error.end

    return read


for _page in PAGES:
    codecs.register_error(_handler(_page), _as(_page))
