"""Words without their endings: Snowball's stemmers."""

from __future__ import annotations

import re
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

# Plurals that Snowball leaves apart from their singulars: decisões, canais, imagens (and tokens), móveis, papéis,
# ágeis, lençóis, perfis.
_PORTUGUESE = tuple(
    (re.compile(rf"(?<=\w\w){ending}$"), singular)
    for ending, singular in (
        ("(?:õe|ãe)s", "ão"), ("ais", "al"), ("ns?", "m"), ("veis", "vel"), ("éis", "el"), ("eis", "il"), ("óis", "ol"),
        ("(?<=[^\\Waeiouáéíóúâêôkx])is", "il"),
    )
)  # fmt: skip


@cache
def stemmer(base: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language, each word stemmed once."""
    algorithm = _ALGORITHMS.get(base)
    if algorithm is None:
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return cache(lambda word: stem(_singular(word))) if base == "pt" else cache(stem)


def _singular(word: str) -> str:
    return next((end.sub(singular, word) for end, singular in _PORTUGUESE if end.search(word)), word)
