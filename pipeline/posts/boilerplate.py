"""Which boilerplate a line is by its words: a stock phrase, or buttons and menu items in a row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.posts.button_words import BUTTONS, LINKING, MENU
from pipeline.posts.stock_phrases import PHRASES, SETS, Kind

_EDGES = " \t\u00a0*•·∙‣◦–—|»«›‹→←↑↓▲▼►[](){}#:…._✓✔★☆❤♥👍👏🔗📌+-?!"
_ARCHIVE = re.compile(r"(?:jan|feb|m[aä]r|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*\.? \d{4}(?: \d+)?")
_COUNTED = re.compile(r"[^.!?]{2,30} \(\d{1,3}\)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+")
_HASHTAGS = re.compile(r"(?:#\w[\w-]*[ ,]*)+")
_SIGNS = re.compile(r"[\"'’“”„‚‘()]|[,;.!?](?=\s|$)")
_COLON = re.compile(r":(?=\s|$)")
# A word of a phrase, with the brackets that belong to it: blanks inside brackets do not part it.
_WORD = re.compile(r"(?:\[(?:[^\[\]()]|\([^()]*\))*\]|\((?:[^\[\]()]|\[[^\[\]]*\]|\([^()]*\))*\)|[^\s\[\]()])+")
_LONGEST = 300
"""Letters beyond which a line is read as text, whatever it says."""


@lru_cache(maxsize=4096)
def kind(line: str) -> Kind | None:
    """What boilerplate `line` is, by its words; None where it may be text."""
    spaced = " ".join(line.lower().split())
    plain = " ".join(_SIGNS.sub(" ", _COLON.sub(" : ", spaced)).split()).strip(_EDGES)
    if not plain or len(plain) > _LONGEST:
        return None
    words = frozenset(plain.split())
    if plain.count(" ") < 12 and words <= BUTTONS | MENU | LINKING:
        if words & BUTTONS:
            return "navigation"
        if words & MENU:
            return "menu"
    if _ARCHIVE.fullmatch(plain) or _COUNTED.fullmatch(spaced.strip()):
        return "navigation"
    if _ADDRESS.fullmatch(plain):
        return "footer"
    if _HASHTAGS.fullmatch(spaced.strip()):
        return "tags"
    return next((name for name, pattern in _patterns() if pattern.fullmatch(plain)), None)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(_expressions(phrases)))) for name, phrases in PHRASES.items())


def _expressions(phrases: str) -> Iterator[str]:
    for line in phrases.split("\n"):
        if line.strip():
            yield _expression(line.strip())


def _expression(phrase: str) -> str:
    """One phrase as a regular expression: words stand apart, what may be missing brings its own blank along."""
    made, has_begun = "", False
    for word in _WORD.findall(phrase):
        bracketed = word[0] == "[" and word[-1] == "]" and word.count("[") == 1
        inner = _regex(word[1:-1] if bracketed else word)
        if bracketed or word == "…":
            made += f"(?: (?:{inner}))?" if has_begun else f"(?:(?:{inner}) )?"
        else:
            made += f" {inner}" if has_begun else inner
            has_begun = True
    return made


def _regex(word: str) -> str:
    signs = {"[": "(?:", "]": ")?", "(": "(?:", "…": ".*", "#": r"\d+", "+": r"\+", "*": r"\*", ".": r"\."}
    parts = re.split(r"\{(\w+)\}", word)
    plain = ("".join(signs.get(sign, sign) for sign in part) for part in parts[::2])
    named = (f"(?:{SETS[name]})" for name in parts[1::2])
    return "".join(piece for pair in itertools.zip_longest(plain, named, fillvalue="") for piece in pair)
