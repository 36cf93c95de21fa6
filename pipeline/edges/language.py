"""Which language a text is in: three voices among the same candidates, langdetect, py3langid and the small words.

No voice draws lots, so that every process gives the same answer. How they were weighed: docs/ingest-text.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.model import function_words
from pipeline.model.language import Guess, primary

Opinion = list[float]
"""Log-likelihoods, one a candidate, 0 for the likeliest; 0 also for one that the voice has never heard of."""

# How much a step of log-likelihood counts in each voice, fitted by maximum likelihood on half of a set of sentences, of
# three words and of two words in 11 languages, and held against the other half (docs/ingest-text.md).
# Neighbouring n-grams are no independent witnesses: langdetect's sum is divided by the root of their number.
_PY3LANGID = 0.42
_LANGDETECT = 0.12
_SMALL_WORDS = 4.4

_SURE_MARGIN = 0.2
# Steps of py3langid by which a language outside the candidates must win before the text is called foreign.
_FOREIGN = 10.0
_NO_LANGUAGE = "zxx"
"""What py3langid says of codes and names (ISO 639-2)."""
# A workspace's only language stays where a text is too short, too poor in small words, or in no language of ours but in
# Latin letters: a list of names, "lorem ipsum", a dialect.
_FEW_LETTERS = 80
_SPEAKS, _CLEARLY_MORE = 0.2, 1.5
_BEYOND_LATIN = "\u0250"
# Languages too near to each other to call the one foreign where the other is meant.
_KIN = ({"no", "nn"}, {"hr", "bs", "sr"}, {"id", "ms"}, {"zh", "yue", "wuu"}, {"ar", "ary", "arz"}, {"uz", "uzs"})
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


class Detector:
    """Calls as `Detect`. The voices' models are read when the first text comes: some tenths of a second."""

    def __init__(self, languages: Sequence[str], *, only: bool = True) -> None:
        """`only`: a text in none of `languages` has no answer; else its answer is whichever language it is in."""
        self._only = only
        # Of de and de-at no voice can choose one: the workspace's first stands for both.
        distinct = {(_label(lang), _profile(lang)): lang for lang in reversed(languages)}
        self._languages = [lang for lang in languages if lang in distinct.values()]

    def __call__(self, text: str) -> Guess:
        """The language of `text`; `lang` is None where the margin is small, or where it is in none of the languages."""
        if len(self._languages) == 1:
            return _alone(_lowered(text), self._languages[0])
        if not self._languages or not any(letter.isalpha() for letter in text):
            return Guess(None, None, 0.0)
        text = _lowered(text)
        heard = dict(_py3langid().rank(text))
        foreign = _foreign(heard, self._languages)
        if foreign is None:
            return _joined(heard, text, self._languages)
        return foreign if self._only else replace(foreign, lang=foreign.best)


def _alone(text: str, only: str) -> Guess:
    """`only`, unless the text is long enough to tell and clearly in another language, by small words or by its script.

    The small words come first: of what is plainly in the one language no model need be read.
    """
    own = Guess(only, only, 1.0, margin=1.0)
    found, total = function_words.hits(text)
    mine = found[function_words.base(only)]
    letters = [letter for letter in text if letter.isalpha()]
    is_plain = mine >= _SPEAKS * total and mine * _CLEARLY_MORE >= max(found.values(), default=0)
    if len(letters) < _FEW_LETTERS or is_plain:
        return own
    foreign = _foreign(dict(_py3langid().rank(text)), [only])
    if foreign is None or foreign.best is None:
        return own
    theirs = found[function_words.base(foreign.best)]
    if function_words.of(foreign.best):
        return foreign if theirs >= _SPEAKS * total and theirs > _CLEARLY_MORE * mine else own
    is_latin = sum(letter < _BEYOND_LATIN for letter in letters) > len(letters) / 2
    return own if is_latin else foreign


def _joined(heard: Mapping[str, float], text: str, languages: Sequence[str]) -> Guess:
    voices = (_second_opinion(heard, languages), _first_opinion(text, languages), _small_words(text, languages))
    weights = (_PY3LANGID, _LANGDETECT, _SMALL_WORDS)
    sums = [
        sum(weight * said for weight, said in zip(weights, votes, strict=True)) for votes in zip(*voices, strict=True)
    ]
    highest = max(sums)
    odds = [math.exp(score - highest) for score in sums]
    # A stable sort: of two equal languages the workspace's first comes first.
    first, second = sorted(range(len(odds)), key=lambda place: -odds[place])[:2]
    probability, margin = odds[first] / sum(odds), (odds[first] - odds[second]) / sum(odds)
    best = languages[first]
    sure = margin >= _SURE_MARGIN
    return Guess(best if sure else None, best, probability, runner_up=languages[second], margin=margin)


def _lowered(text: str) -> str:
    """Text that shouts in small letters: langdetect skips words in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return text.lower() if sum(letter.isupper() for letter in letters) > len(letters) / 2 else text


def _foreign(heard: Mapping[str, float], languages: Sequence[str]) -> Guess | None:
    """The guess that the text is in none of `languages`, where py3langid is sure of it among all that it knows."""
    names = {_label(lang) for lang in languages}
    if not names <= heard.keys():
        return None
    own = names.union(*(kin for kin in _KIN if kin & names))
    outside = next(name for name in heard if name not in own)
    inside = max(languages, key=lambda lang: heard[_label(lang)])
    gap = heard[outside] - heard[_label(inside)]
    if gap < _FOREIGN:
        return None
    probability = 1 / (1 + math.exp(-_PY3LANGID * gap))
    best = None if outside == _NO_LANGUAGE else outside
    return Guess(None, best, probability, runner_up=inside, margin=2 * probability - 1)


def _first_opinion(text: str, languages: Sequence[str]) -> Opinion:
    """langdetect's profiles over all n-grams of the text: it draws some by lot, which is slower and no better."""
    profiles = tuple(dict.fromkeys(_profile(lang) for lang in languages))
    model = _langdetect(profiles)
    if model is None:
        return [0.0] * len(languages)
    detector = model.factory.create()
    detector.append(text)
    detector.cleaning_text()
    counted = [_word(model, word) for word in "".join(map(_normalised, detector.text)).split(" ") if word]
    grams = sum(number for number, _ in counted)
    if not grams:
        return [0.0] * len(languages)
    sums = map(sum, zip(*(score for _, score in counted), strict=True))
    said = dict(zip(model.factory.langlist, sums, strict=True))
    return _relative([said.get(_profile(lang)) for lang in languages], math.sqrt(grams))


def _second_opinion(heard: Mapping[str, float], languages: Sequence[str]) -> Opinion:
    return _relative([heard.get(_label(lang)) for lang in languages])


def _small_words(text: str, languages: Sequence[str]) -> Opinion:
    """Small words that a candidate lacks and another has speak against it."""
    missed, known = function_words.contradictions(text, languages)
    return _relative([None if count is None else -float(count) for count in missed], math.sqrt(max(known, 1)))


def _relative(scores: Sequence[float | None], divisor: float = 1.0) -> Opinion:
    highest = max((score for score in scores if score is not None), default=0.0)
    return [0.0 if score is None else (score - highest) / divisor for score in scores]


def _label(lang: str) -> str:
    """py3langid's name for `lang`."""
    base = primary(lang)
    return {"nb": "no", "fil": "tl"}.get(base, base)


def _profile(lang: str) -> str:
    """langdetect's name for `lang`; of Chinese it knows both scripts."""
    base = primary(lang)
    if base == "zh":
        return "zh-tw" if lang.startswith(_TRADITIONAL) else "zh-cn"
    return {"nb": "no", "nn": "no", "fil": "tl"}.get(base, base)


def knows(lang: str) -> bool:
    """Whether any voice has ever heard of `lang`."""
    from langdetect import detector_factory

    listed = function_words.base(lang) in function_words.listed() or _label(lang) in _py3langid().nb_classes
    return listed or Path(detector_factory.PROFILES_DIRECTORY, _profile(lang)).is_file()


def load() -> None:
    """Reads the larger of the models, half a second; the first text would do it otherwise."""
    _py3langid()


@cache
def _py3langid() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


@dataclass(frozen=True, slots=True, eq=False)
class _Profiles:
    """langdetect with some profiles: its factory, and the log-share of each n-gram in each of them."""

    factory: Any
    shares: Mapping[str, Sequence[float]]


@cache
def _langdetect(profiles: tuple[str, ...]) -> _Profiles | None:
    """None where langdetect knows fewer than two of them."""
    from langdetect import detector_factory
    from langdetect.detector import Detector as Drawing

    folder = Path(detector_factory.PROFILES_DIRECTORY)
    known = [folder / profile for profile in profiles if (folder / profile).is_file()]
    if len(known) < 2:
        return None
    factory = detector_factory.DetectorFactory()
    factory.load_json_profile([profile.read_text("utf-8") for profile in known])
    smoothing = Drawing.ALPHA_DEFAULT / Drawing.BASE_FREQ
    shares = {
        gram: tuple(math.log(share + smoothing) for share in row) for gram, row in factory.word_lang_prob_map.items()
    }
    return _Profiles(factory, shares)


@lru_cache(maxsize=50_000)
def _word(model: _Profiles, word: str) -> tuple[int, tuple[float, ...]]:
    """How many n-grams of `word` the profiles know, and the sum of their log-shares; a blog repeats its words."""
    rows = [shares for shares in map(model.shares.get, _grams(word)) if shares is not None]
    return len(rows), tuple(map(sum, zip(*rows, strict=True))) or (0.0,) * len(model.factory.langlist)


def _grams(word: str) -> list[str]:
    """langdetect's n-grams of one word with the blanks around it; none ends in a run of capitals."""
    padded = f" {word} "
    ends: Sequence[int] = range(2, len(padded) + 1)
    if not word[1:].islower():
        ends = [end for end in ends if not (padded[end - 1].isupper() and padded[end - 2].isupper())]
    singles = [padded[end - 1] for end in ends if padded[end - 1] != " "]
    return [*singles, *(padded[end - 2 : end] for end in ends), *(padded[end - 3 : end] for end in ends if end > 2)]


@cache
def _normalised(letter: str) -> str:
    from langdetect.utils.ngram import NGram

    normalised: str = NGram.normalize(letter)
    return normalised
