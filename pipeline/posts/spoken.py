"""What language a post speaks: the sample that a detector gets, and the warning where the text belies its head."""

from __future__ import annotations

import re

from pipeline.model import function_words
from pipeline.model.language import Detect
from pipeline.model.post import PostWarning
from pipeline.posts import words

_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
_SAMPLE_WORDS = 100
_FEW_WORDS = 20
# Running text is a third to a half small words; below a fifth it may be a list of names.
_SPEAKS = 0.2
_CLEARLY_MORE = 1.5
_CLEARLY = 0.95


def sample(body: str) -> str:
    """The first 100 words of running text in the Markdown `body`: the rest costs time and decides nothing."""
    start = words.plain(body[:3000]).split()
    if len(start) < _SAMPLE_WORDS and len(body) > 3000:
        start = words.plain(body).split()
    return " ".join(start[:_SAMPLE_WORDS])


def mismatch(declared: str, body: str, detect: Detect) -> PostWarning | None:
    """A warning where `body` is clearly in another language than `declared`; near languages pass for one.

    Quotations are somebody else's words, and may be in his language.
    The small words are asked first, at microseconds a post: only a text that they belie is shown to the detector.
    """
    text = sample(_QUOTED.sub("", body))
    found, total = function_words.hits(text)
    loudest = max(found.values(), default=0)
    quiet = loudest < _SPEAKS * total or loudest <= _CLEARLY_MORE * found[function_words.base(declared)]
    if total < _FEW_WORDS or quiet:
        return None
    guess = detect(text)
    same = guess.best is None or function_words.base(guess.best) == function_words.base(declared)
    if same or guess.probability < _CLEARLY:
        return None
    message = f'is declared as "{declared}" but reads as "{guess.best}"; correct the lang or the file name'
    return PostWarning("language-mismatch", message)
