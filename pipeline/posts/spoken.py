"""What language a post speaks: the sample that a detector gets, the file's name, a text that belies its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import function_words
from pipeline.model.language import Detect
from pipeline.model.post import PostWarning
from pipeline.posts import words

_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
_SAMPLE_WORDS = 100
_FEW_WORDS, _ANY_WORDS = 20, 5
# Running text is a third to a half small words; below a fifth it may be a list of names.
_SPEAKS = 0.2
_WHISPERS = 0.05
_CLEARLY_MORE = 1.5
_CLEARLY = 0.95


def sample(body: str) -> str:
    """The first 100 words of running text in the Markdown `body`: the rest costs time and decides nothing."""
    start = words.plain(body[:3000]).split()
    if len(start) < _SAMPLE_WORDS and len(body) > 3000:
        start = words.plain(body).split()
    return " ".join(start[:_SAMPLE_WORDS])


def own_sample(body: str) -> str:
    """The sample without quotations, somebody else's words and perhaps in another language; with them at need."""
    own = sample(_QUOTED.sub("", body))
    return own if len(own.split()) >= _ANY_WORDS else sample(body)


def is_named(lang: str, text: str, languages: Sequence[str]) -> bool:
    """Whether `lang` in a file's name (`moin.en.md`) is what its `text` is in, as far as that does not deny it.

    `languages` are the workspace's, of which `lang` is none: `make-do.it.md` may well be about doing it in one of them.
    """
    named, known = function_words.base(lang), {function_words.base(own) for own in languages}
    if not function_words.of(lang) or named in known:
        return False
    found, total = function_words.hits(text)
    theirs, ours = found[named], max((found[own] for own in known), default=0)
    return theirs >= ours and (total < _FEW_WORDS or theirs >= _WHISPERS * total)


def mismatch(declared: str, body: str, detect: Detect) -> PostWarning | None:
    """A warning where `body` is clearly in another language than `declared`; near languages pass for one.

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
