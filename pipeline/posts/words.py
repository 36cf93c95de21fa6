"""Words of a Markdown text: the text without its markup, counted, and the time it takes to read."""

from __future__ import annotations

import codecs
import math
import re
from bisect import bisect_right
from functools import lru_cache

from pipeline.model.language import primary
from pipeline.posts import fragments

# Words a minute for silent reading of non-fiction: Trauzettel-Klosinski & Dietz, IOVS 53 (2012), table 2
# (en, de, fr, es, it, fi, sv, pl, pt, ja, zh), and 238 (Brysbaert, JML 109 (2019)) where a language is not in it.
_WORDS_PER_MINUTE = {
    "en": 228, "de": 179, "fr": 195, "es": 218, "it": 188, "fi": 161, "sv": 199, "pl": 166, "pt": 181,
    "ja": 193, "zh": 158,
}  # fmt: skip
_OTHERWISE = 238

_FENCES = ("```", "~~~")
# Bounded, so that no text of a stranger takes quadratic time.
_TARGET = r"\([^()]{0,1000}(?:\([^()]{0,500}\)[^()]{0,1000})?\)"
_IMAGE = re.compile(rf"!\[([^\[\]]{{0,1000}})\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]{{0,1000}})\]{_TARGET}")
_REFERENCE = re.compile(r"(?<![\w\]])!?\[([^\[\]]{0,1000})\]\[[^\[\]]{0,1000}\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]{1,999}\]:[ \t]*\S{1,2000}(?:[ \t]+(?:\"[^\n\"]*\"|'[^\n']*'|\([^\n()]*\)))?[ \t]*$",
    re.MULTILINE,
)
_NOTE = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,80}\]:|\[\^[^\[\]\s]{1,80}\]", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+")
# With its line break in front, by which a search is many times faster than by the beginning of a line.
_LINE_START = re.compile(r"\n(?:[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+|[-: |][-:| ]*$)", re.MULTILINE)
_MARKS = "*_`~|"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_LETTER, _JOINT, _GAP, _UNSPACED = "a", "-", " ", "\x01"
_JOINTS = "'’-"
# Scripts without spaces between words. The same table has 158 words and 255 signs a minute for Chinese, 193 and 357 for
# Japanese; a word of Thai, Lao, Burmese or Khmer has about four letters.
_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_IDEOGRAMS_A_WORD, _LETTERS_A_WORD = 1.75, 4


def plain(markdown: str) -> str:
    """The running text of `markdown`: no code blocks, no link targets, no markup signs."""
    text = _without_targets(markdown)
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text


def _without_targets(markdown: str) -> str:
    """What is left to read but for the signs within lines."""
    text = without_code_blocks(markdown)
    if "]:" in text:
        text = _DEFINITION.sub("", text)
    if "[^" in text:
        text = _NOTE.sub("", text)
    text = fragments.without(_LINK.sub(r"\1", _IMAGE.sub(r"\1", text)))
    if "][" in text:
        text = _REFERENCE.sub(r"\1", text)
    text = _ADDRESS.sub("", text)
    return _LINE_START.sub("\n", f"\n{text}")[1:]


def without_code_blocks(markdown: str) -> str:
    """`markdown` without what stands between fences; a fence that never closes is text."""
    if not any(fence in markdown for fence in _FENCES):
        return markdown
    lines = markdown.split("\n")
    ends = {fence: [at for at, line in enumerate(lines) if line.rstrip() == fence] for fence in _FENCES}
    kept: list[str] = []
    place = 0
    while place < len(lines):
        fence = lines[place][:3]
        after = bisect_right(ends[fence], place) if fence in ends else 0
        if fence in ends and after < len(ends[fence]):
            place = ends[fence][after] + 1
            kept.append("")
        else:
            kept.append(lines[place])
            place += 1
    return "\n".join(kept)


def split(text: str) -> list[str]:
    """The words of a plain text, as written; `don't` and `Architektur-Workshop` are one each."""
    return _WORD.findall(text)


def count(markdown: str) -> int:
    """How many words a reader meets: those of `split(plain(markdown))`, counted without making them.

    Where no spaces stand between words, as many as so many signs make on average.
    """
    text = _without_targets(markdown)
    kinds = _kinds_of(text)
    unspaced = 0
    if _UNSPACED.encode() in kinds:
        text, ideograms = _IDEOGRAM.subn(" ", text)
        text, letters = _RUN_ON.subn(" ", text)
        unspaced = round(ideograms / _IDEOGRAMS_A_WORD + letters / _LETTERS_A_WORD)
        kinds = _kinds_of(text)
    # A word begins behind a gap, or behind a joint that joins it to nothing.
    return unspaced + kinds.count(b" a") + kinds.count(b" -a") + kinds.count(b"--a")


def _kinds_of(text: str) -> bytes:
    return b" " + text.encode("latin-1", _KINDS).translate(_TABLE, _MARKS.encode())


@lru_cache(maxsize=4096)
def _kind(sign: str) -> str:
    if sign > "\u0dff" and (_IDEOGRAM.match(sign) or _RUN_ON.match(sign)):
        return _UNSPACED
    return _LETTER if sign.isalnum() else _JOINT if sign in _JOINTS else _GAP


def _kinds(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that Latin-1 lacks, so that each has one byte."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_kind, error.object[error.start : error.end])), error.end


_TABLE = "".join(_UNSPACED if chr(code) == _UNSPACED else _kind(chr(code)) for code in range(256)).encode()
_KINDS = "leitmotiv-kinds-of-signs"
codecs.register_error(_KINDS, _kinds)


def reading_minutes(words: int, lang: str) -> int:
    """Whole minutes, at least one, at the reading speed of the language."""
    pace = _WORDS_PER_MINUTE.get(primary(lang), _OTHERWISE)
    return max(1, math.ceil(words / pace))
