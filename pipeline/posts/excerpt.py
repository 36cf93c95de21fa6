"""The beginning of a text, as far as there is room for it."""

from __future__ import annotations

import unicodedata

_ENDS = ("。！？", "、，；：")
"""What ends a sentence, then a clause, where no blank follows (Chinese, Japanese)."""


def cut(text: str, length: int) -> str:
    """`text` in at most `length` signs, with an ellipsis where something is left out.

    It is cut between words. Where blanks part none, or would leave less than half, it is cut behind the last sentence
    or clause, else between two letters.
    """
    if len(text) <= length:
        return text
    kept = text[:length].rpartition(" ")[0]
    if len(kept) < length // 2:
        kept = _without_blanks(text[: length - 1], text[length - 1])
    return kept.rstrip(" ,;:–—-、，；：") + "…"


def _without_blanks(room: str, following: str) -> str:
    for ends in _ENDS:
        kept = room[: max(map(room.rfind, ends)) + 1]
        if len(kept) > len(room) // 2:
            return kept
    while room and unicodedata.category(following).startswith("M"):  # belongs to the letter before it
        room, following = room[:-1], room[-1]
    return room
