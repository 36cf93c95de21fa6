"""Words without their endings: Snowball's stemmers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import snowballstemmer

# ISO 639-1 → Snowball algorithm; a language without one is matched on lower-case words.
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@cache
def stemmer(base: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language, each word stemmed once."""
    algorithm = _ALGORITHMS.get(base)
    if algorithm is None:
        return str
    stem: Callable[[str], str] = cache(snowballstemmer.stemmer(algorithm).stemWord)
    return stem
