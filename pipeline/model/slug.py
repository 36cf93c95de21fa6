"""Slugs: the part of a web address that is made from a title or a file name."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 80

_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "ł": "l", "đ": "d"}
)
_RUN = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Names that Windows keeps for devices: a folder with such a file cannot be copied there.
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 bytes, cut between words; never empty.

    Letters without an ASCII form are left out; a text without any other gives `post`.
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(_SPELT_OUT)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    slug = _RUN.sub("-", ascii_only).strip("-")
    if len(slug) > MAX_BYTES:
        cut = slug[: MAX_BYTES + 1].rpartition("-")[0]
        slug = cut or slug[:MAX_BYTES]
    if slug in _RESERVED:
        return f"{slug}-post"
    return slug or "post"


def is_slug(text: str) -> bool:
    """Whether `text` can stand in a web address and as a file name as it is."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= MAX_BYTES and text not in _RESERVED
