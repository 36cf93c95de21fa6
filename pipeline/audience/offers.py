"""Which offer a deal's name or a cell speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.model.theme import Offer

_NOT_A_WORD = re.compile(r"[\W_]+")


def recognised(text: str, offers: Mapping[str, Offer]) -> str | None:
    """The id of the offer whose name in any language, or id, stands in `text`; the longest one where several do.

    Capitals and punctuation do not count. A name begins with a word (no `cto` in `director`) but may go on
    (`workshop` in `workshops`); scripts without spaces have no such beginning.
    """
    sought = f" {_words(text)}"
    best, longest = None, 0
    for offer in offers.values():
        for name in (offer.id, *offer.name.values()):
            words = _words(name)
            written_apart = words[:1] < "\u2e80"
            if len(words) > longest and (f" {words}" if written_apart else words) in sought:
                best, longest = offer.id, len(words)
    return best


@lru_cache(maxsize=1024)  # each deal is held against the names of all offers
def _words(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()
