"""One token that stands in for many different words: a search and replace, or a translation, that went wrong.

A word has its place in the sentence: few words precede it, it seldom stands twice in a row. A token put in for many
words stands anywhere. The names of products come close, so that several signs must meet (docs/ingest-text.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import function_words

_TOKEN = re.compile(r"[^\W_]+(?:[_'’-][^\W_]+)*|[.!?:;,()\n\"„“”]")
_FEWEST_WORDS = 40
_MIN_TIMES, _MIN_SHARE = 6, 0.02
_RUNNING_TEXT = 0.2
_ENOUGH = 3.0
# Words that no author repeats in many places, but programs do.
_DEBRIS = frozenset({"undefined", "null", "nan", "lorem", "ipsum", "dolor", "redacted", "foobar", "placeholder", "xxx"})
# What a verb follows, and a name does not, in languages whose verb stands in its place in every clause.
_BEFORE_VERBS = frozenset({"i", "he", "she", "we", "they", "jeg", "han", "hun", "vi"})


@dataclass(frozen=True, slots=True)
class OddToken:
    """The token, how often it stands in the text, and some of the places."""

    token: str
    times: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    tokens: Sequence[str]
    words: Sequence[str]
    counted: Counter[str]
    small: frozenset[str]
    script: str


def find(text: str, title: str = "") -> OddToken | None:
    """The token of `text` that cannot be one word; None where every frequent word behaves like one.

    What the title names is the topic. Texts whose language we have no small words of are let through.
    """
    if not _may_hold_one(text):
        return None
    tokens = _TOKEN.findall(text)
    words = [token.lower() for token in tokens if token[0].isalnum()]
    small = function_words.spoken(text)
    if len(words) < _FEWEST_WORDS or sum(word in small for word in words) < _RUNNING_TEXT * len(words):
        return None
    counted = Counter(words)
    script = _script(next(word for word in words if word in small))
    topic = title.lower()
    read = _Text(tokens, words, counted, small, script)
    for token, times in counted.most_common():
        if times < max(_MIN_TIMES, _MIN_SHARE * len(words)):
            return None
        if token in small or not token[0].isalpha():
            continue
        if _oddity(token, read) - 1.5 * (token in topic) >= _ENOUGH:
            places = [place for place, written in enumerate(tokens) if written.lower() == token]
            return OddToken(tokens[places[0]], times, tuple(_around(tokens, place) for place in places[:3]))
    return None


def _may_hold_one(text: str) -> bool:
    """A glance that lets most texts through: whether any other than a small word comes near the least frequency.

    Some of its places are missed beside commas and quotes.
    """
    rough = text.lower().split()
    least = 0.6 * max(_MIN_TIMES, _MIN_SHARE * len(rough))
    return any(
        times >= least and word[0].isalpha() and not function_words.is_small(word)
        for word, times in Counter(rough).items()
    )


def _oddity(token: str, text: _Text) -> float:
    """The sum of the signs that the token is no word; 0 where its neighbours are few, as those of a word are."""
    places = [place for place, written in enumerate(text.tokens) if written.lower() == token]
    left = Counter(_neighbour(text.tokens, place - 1) for place in places)
    right = Counter(_neighbour(text.tokens, place + 1) for place in places)
    times = len(places)
    if max(left.values()) > 0.3 * times or max(right.values()) > 0.4 * times or len(left) < 0.45 * times:
        return 0.0
    if sum(left[word] for word in text.small) < 0.2 * times or sum(right[word] for word in text.small) < 0.1 * times:
        return 0.0  # a list or a table, no sentences
    rows = [place for place, word in enumerate(text.words) if word == token]
    after_subjects = sum(left[word] for word in _BEFORE_VERBS)
    signs = (
        2.0 * any(b - a == 1 for a, b in pairwise(places)),
        1.0 * (sum(b - a <= 3 for a, b in pairwise(rows)) >= 2),
        1.0 * (_starts_small(places, text.tokens) >= 1),
        1.5 * (after_subjects >= 2),
        1.0 * (times >= 0.04 * len(text.words)),
        0.5 * (times >= 10),
        0.5 * (not _has_relatives(token, text.counted)),
        2.0 * (text.script == "LATIN" != _script(token)),
        2.0 * (token in _DEBRIS),
    )
    return sum(signs)


def _neighbour(tokens: Sequence[str], place: int) -> str:
    """The word at `place`; all numbers are one, and what lies beyond the text is a full stop."""
    word = tokens[place].lower() if 0 <= place < len(tokens) else "."
    return "0" if word[0].isdigit() else word


def _starts_small(places: Sequence[int], tokens: Sequence[str]) -> int:
    """How often the token begins a sentence in small letters."""
    return sum(place > 0 and tokens[place - 1] in ".!?" and tokens[place][0].islower() for place in places)


def _has_relatives(token: str, counted: Counter[str]) -> bool:
    """Whether the text inflects or compounds the word: cached, Cache-Eintrag, Lasttests."""
    stem = token[: max(4, len(token) - 2)]
    return any(word != token and word.startswith(stem) and "'" not in word and "’" not in word for word in counted)


def _script(token: str) -> str:
    return unicodedata.name(token[0], "").partition(" ")[0]


def _around(tokens: Sequence[str], place: int) -> str:
    return f'"{" ".join(token for token in tokens[max(0, place - 2) : place + 3] if token != chr(10))}"'
