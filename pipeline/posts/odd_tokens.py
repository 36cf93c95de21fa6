"""One token that stands in for many different words: a search and replace, or a translation, that went wrong.

A word has its place in the sentence: few words precede it, it comes in bursts, it is inflected. A token put in for many
words stands wherever words stand. Each of these signs is weak; their weighted sum decides (docs/ingest-text.md).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import function_words

_TOKEN = re.compile(r"[^\W_]+(?:[_'’-][^\W_]+)*|[.!?:;,()\n\"„“”]")
_FEWEST_WORDS = 40
_MIN_TIMES, _MIN_SHARE = 6, 0.012
_RUNNING_TEXT = 0.1
_FEWEST_NEIGHBOURS = 0.25
# Words that no author repeats in many places, but programs do.
_DEBRIS = frozenset(["undefined", "null", "nan", "lorem", "ipsum", "dolor", "redacted", "foobar", "placeholder", "xxx"])
# Ridge logistic regression: frequent words of clean texts against tokens put into the same texts (bench/odd_tokens.py).
_WEIGHTS: Mapping[str, float] = {
    "distinct words before": 8.92, "distinct words after": 4.12, "any word's place before": 1.41,
    "any word's place after": 1.28, "after punctuation": 5.11, "before punctuation": 1.70, "small words after": -3.15,
    "twice in a row": 1.29, "starts small": 1.00, "bursts": -2.20, "log times": 1.82, "log share": 2.76,
    "in the title": -6.77, "relatives": -1.81, "several forms": -4.47, "capitals": -3.05, "another script": 4.55,
    "debris": 4.90,
}  # fmt: skip
_INTERCEPT = -1.47
# Above every word of 2,876 clean texts; what is written with a capital may be the name of a product.
_ENOUGH, _ENOUGH_FOR_A_NAME = 4.75, 6.3
_USUALLY_SMALL_AFTER = 0.35
_PRIOR, _SMOOTHING, _KINDS = 4.0, 0.3, 50


@dataclass(frozen=True, slots=True)
class OddToken:
    """The token, how often it stands in the text, and some of the places."""

    token: str
    times: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text taken apart; `before` and `after` are the neighbours of all its content words."""

    title: str
    tokens: Sequence[str]
    lower: Sequence[str]
    words: Counter[str]
    small: frozenset[str]
    before: Counter[str]
    after: Counter[str]


def find(text: str, title: str = "") -> OddToken | None:
    """The token of `text` that cannot be one word; None where every frequent word behaves like one.

    Texts whose language we have no small words of are let through.
    """
    if not _may_hold_one(text):
        return None
    found = read(text, title)
    for token in candidates(found):
        places = _places(token, found)
        is_name = sum(found.tokens[place][0].isupper() for place in places) > len(places) / 2
        if score(signs(token, found)) >= (_ENOUGH_FOR_A_NAME if is_name else _ENOUGH):
            shown = tuple(_around(found.tokens, place) for place in places[:3])
            return OddToken(found.tokens[places[0]], len(places), shown)
    return None


def score(signs_of_a_token: Mapping[str, float]) -> float:
    """The log odds that the token is no word."""
    return _INTERCEPT + sum(_WEIGHTS[name] * value for name, value in signs_of_a_token.items())


def read(text: str, title: str = "") -> Text:
    """`text` taken apart once for all of its candidates."""
    tokens = _TOKEN.findall(text)
    lower = ["0" if token[0].isdigit() else token.lower() for token in tokens]
    small = function_words.spoken(text)
    words = Counter(word for word in lower if word[0].isalnum())
    content = {word for word in words if word[0].isalpha() and word not in small}
    before = Counter(left for left, word in zip([".", *lower], lower, strict=False) if word in content)
    after = Counter(right for word, right in zip(lower, [*lower[1:], "."], strict=False) if word in content)
    return Text(title=title.lower(), tokens=tokens, lower=lower, words=words, small=small, before=before, after=after)


def candidates(text: Text) -> list[str]:
    """The frequent words that are no small ones, the most frequent first; none where the text does not run."""
    total = text.words.total()
    if total < _FEWEST_WORDS:
        return []
    least = max(_MIN_TIMES, _MIN_SHARE * total)
    running = sum(times for word, times in text.words.items() if word in text.small)
    return [
        word
        for word, times in text.words.most_common()
        if times >= least
        and word[0].isalpha()
        and word not in text.small
        and running >= _RUNNING_TEXT * (total - times)
        and len({_at(text.lower, place - 1) for place in _places(word, text)}) >= _FEWEST_NEIGHBOURS * times
    ]


def signs(token: str, text: Text) -> dict[str, float]:
    """What speaks for and against `token` being a word, by the names of the weights."""
    places = _places(token, text)
    times = len(places)
    written = {text.tokens[place] for place in places}
    left = Counter(_at(text.lower, place - 1) for place in places)
    right = Counter(_at(text.lower, place + 1) for place in places)
    small_after = sum(count for word, count in right.items() if word in text.small) / times
    others_before, others_after = text.before - left, text.after - right
    return {
        "distinct words before": len(left) / times,
        "distinct words after": len(right) / times,
        "any word's place before": _anywhere(left, others_before, text.small),
        "any word's place after": _anywhere(right, others_after, text.small),
        "after punctuation": _punctuation(left) - _punctuation(text.before),
        "before punctuation": _punctuation(right) - _punctuation(text.after),
        "small words after": abs(small_after - _USUALLY_SMALL_AFTER),
        "twice in a row": min(3, sum(b - a == 1 for a, b in pairwise(places))),
        "starts small": min(2, _starts_small(places, text.tokens)),
        "bursts": _bursts(places, len(text.tokens)),
        "log times": math.log(times),
        "log share": math.log(times / text.words.total()),
        "in the title": token in text.title,
        "relatives": _has_relatives(token, text.words),
        "several forms": len(written) > 1,
        "capitals": any(form.isupper() and len(form) > 1 for form in written),
        "another script": _script(next(filter(text.small.__contains__, text.words), "a")) == "LATIN" != _script(token),
        "debris": token in _DEBRIS,
    }


def _may_hold_one(text: str) -> bool:
    """A glance that lets many texts through: whether any other than a small word comes near the least frequency.

    Some of its places are missed beside commas and quotes.
    """
    rough = text.lower().split()
    least = 0.6 * max(_MIN_TIMES, _MIN_SHARE * len(rough))
    return any(
        times >= least and word[0].isalpha() and not function_words.is_small(word)
        for word, times in Counter(rough).items()
    )


def _places(token: str, text: Text) -> list[int]:
    return [place for place, word in enumerate(text.lower) if word == token]


def _at(lower: Sequence[str], place: int) -> str:
    """The word at `place`; what lies beyond the text is a full stop."""
    return lower[place] if 0 <= place < len(lower) else "."


def _anywhere(own: Counter[str], others: Counter[str], small: frozenset[str]) -> float:
    """How much better the neighbours follow from those of all other words than from each other: nats an occurrence.

    Small words and punctuation count as themselves, all other words as one kind.
    """
    kinds: Counter[str] = Counter()
    of_others: Counter[str] = Counter()
    for counted, into in ((own, kinds), (others, of_others)):
        for word, times in counted.items():
            into[word if word in small or not word[0].isalnum() else "~"] += times
    total, times = of_others.total() + _SMOOTHING * _KINDS, kinds.total()
    gain = 0.0
    for kind, count in kinds.items():
        usual = (of_others[kind] + _SMOOTHING) / total
        repeated = (count - 1 + _PRIOR * usual) / (times - 1 + _PRIOR)
        gain += count * (math.log(usual) - math.log(repeated))
    return gain / times


def _punctuation(neighbours: Counter[str]) -> float:
    return sum(times for word, times in neighbours.items() if not word[0].isalnum()) / max(1, neighbours.total())


def _bursts(places: Sequence[int], length: int) -> float:
    """The logarithm of the mean square of the gaps, against even ones: a topic comes in bursts."""
    gaps = [b - a for a, b in pairwise((-1, *places, length))]
    even = length / len(gaps)
    return math.log(sum(gap * gap for gap in gaps) / (len(gaps) * even * even) + 0.1)


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
