"""Slugs: the part of a web address that is made from a title or a file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.model.language import primary

MAX_BYTES = 80

_LETTERS = {"ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d"}
_SPELT_OUT = str.maketrans(_LETTERS | {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_BARE = str.maketrans(_LETTERS)
_LOSE_MARKS = frozenset(["ca", "es", "et", "fi", "fr", "hu", "it", "nl", "pt", "sk", "sv", "tr"])
"""Languages in whose addresses ä, ö, ü and å are a, o, u and a; elsewhere they are spelt as Germans and Danes do."""
_NAMED = (
    (re.compile(r"^\.(?=\w)"), "dot-"),
    (re.compile(r"\+\+"), "-plus-plus-"),
    (re.compile(r"(?<=\w)#"), "-sharp-"),
)
"""Signs by which names differ: .NET, C++, C#."""
_RUN = re.compile(r"[\x00-\x2f\x3a-\x60\x7b-\x7f]+")
"""Signs of ASCII that are neither small letter nor digit."""
# Windows reserves these names for devices: a folder with such a file cannot be copied there.
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def slugify(text: str, lang: str = "") -> str:
    """Lower-case words joined by hyphens, at most 80 bytes of UTF-8, cut between words; never empty.

    Letters have their ASCII form in `lang` where there is one, and stay where there is none (RFC 3987); a text without
    letters and digits gives `post`.
    """
    spelling = _BARE if primary(lang) in _LOSE_MARKS else _SPELT_OUT
    lowered = unicodedata.normalize("NFC", text).lower().translate(spelling)
    spelt = lowered if lowered.isascii() else unicodedata.normalize("NFC", "".join(_spelt(lowered)))
    slug = _RUN.sub("-", spelt).strip("-")
    if len(slug.encode()) > MAX_BYTES:
        slug = _cut(slug, MAX_BYTES + 1).rpartition("-")[0] or _cut(slug, MAX_BYTES)
    if slug in _RESERVED:
        return f"{slug}-post"
    return slug or "post"


def of_name(name: str, lang: str = "") -> str:
    """The slug of a name, which may be of a programming language: `c-sharp`, `c-plus-plus`, `dot-net`."""
    for sign, words in _NAMED:
        name = sign.sub(words, name)
    return slugify(name, lang)


def numbered(slug: str, number: int) -> str:
    """The `number`th slug of those that would be the same; the first one is as it is."""
    if number == 1:
        return slug
    tail = f"-{number}"
    return _cut(slug, MAX_BYTES - len(tail)).rstrip("-") + tail


def _cut(slug: str, size: int) -> str:
    return slug.encode()[:size].decode("utf-8", "ignore")


def is_slug(text: str) -> bool:
    """Whether `text` can stand in a web address and as a file name as it is."""
    return bool(text) and slugify(text) == text


def _spelt(text: str) -> Iterator[str]:
    """Its letters, digits and ASCII signs; marks (Mn, Mc) belong to the letters before them."""
    is_foreign = False
    for letter in text:
        ascii_form = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
        kind = unicodedata.category(letter)
        if ascii_form:
            yield ascii_form
        elif kind[0] in "LN" or (kind[0] == "M" and is_foreign):
            yield letter
        is_foreign = not ascii_form and kind[0] in "LNM"
