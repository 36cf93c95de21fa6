"""Which offer a deal's name or a cell speaks of, and which one nobody knows any more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipeline.model import plural
from pipeline.model.people import Lead, id_of
from pipeline.model.theme import Offer

_NAMED = 5  # leads
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


def given_up(before: Mapping[str, str], now: Iterable[Lead], known: Mapping[str, Offer]) -> Iterator[str]:
    """A warning for each offer that leads named `before`, by their first rows, and that is not `known` any more."""
    gone: dict[str, list[int]] = defaultdict(list)
    for lead in now:
        offer = before.get(lead.external_id)
        if offer and lead.offer is None and offer not in known:
            gone[offer].append(id_of(lead))
    for offer, ids in sorted(gone.items()):
        some = plural.some(sorted(ids), _NAMED)
        who = f"leads {some} asked for it, and count by their messages alone now"
        if len(ids) == 1:
            who = f"lead {some} asked for it, and counts by its message alone now"
        mend = (
            "one that ended stays there, with until; of one that was renamed: leitmotiv leads update ID --offer OFFER"
        )
        yield f'content/offers.toml has no "{offer}" any more: {who}; {mend}'


@lru_cache(maxsize=1024)  # each deal is held against the names of all offers
def _words(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()
