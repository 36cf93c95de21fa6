"""Why a theme: the keywords that were met, and the passages that decided, as a person may argue with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.model import function_words
from pipeline.posts import words as posted_words
from pipeline.themes.hearing import Heard
from pipeline.themes.lexical import KeywordHit
from pipeline.themes.model import Judged

IN_COMMON = "as in other posts of this theme"
_MOST_WORDS, _MOST_PASSAGES = 8, 2
_DECIDES = 0.4
"""A passage is evidence for a theme that has at least this share of it."""
_LONGEST = 100
_MOST_IN_COMMON = 5
_WEAKEST = 0.25
"""Words are named that draw at least so much of what the strongest draws."""


def words(hits: Sequence[KeywordHit], theme: str) -> tuple[str, ...]:
    """The keywords of a theme that a subject has, those first that weigh most."""
    own = [hit for hit in hits if theme in hit.entry.themes]
    heaviest = sorted(own, key=lambda hit: (-hit.score, hit.entry.keyword))
    return tuple(hit.entry.keyword for hit in heaviest[:_MOST_WORDS])


def deciding(heard: Heard, row: int, theme: int, *, first: bool = False) -> tuple[str, ...]:
    """The passages that a theme rests on, the surest first; none where no passage is mostly about it.

    The first theme of all rests on its surest passage in any case: there it is what the others are not.
    """
    shares = heard.passage_shares[row]
    if not len(shares):
        return ()
    own = shares[:, theme]
    surest = np.argsort(-own, kind="stable")[:_MOST_PASSAGES]
    kept = [place for place in surest if own[place] >= _DECIDES] or ([surest[0]] if first else [])
    return tuple(dict.fromkeys(heard.passages[row][place] for place in kept))


def in_common(judged: Judged, row: int, theme: int) -> tuple[str, ...]:
    """The words that draw a subject to other texts of a theme, the strongest first; none where meaning is known."""
    if len(judged.heard.passage_shares[row]):
        return ()
    beginning = judged.heard.subjects[row].beginning
    small = function_words.spoken(beginning)
    said = dict.fromkeys(word.lower() for word in posted_words.split(beginning))
    drawn = judged.trained.drawn([word for word in said if word not in small], theme)
    strongest = sorted(drawn, key=lambda word: (-drawn[word], word))[:_MOST_IN_COMMON]
    return tuple(word for word in strongest if drawn[word] > 0 and drawn[word] >= _WEAKEST * drawn[strongest[0]])


def told(judged: Judged, row: int, theme: str, place: int, *, first: bool = False) -> tuple[str, ...]:
    """The evidence that goes with a tag: keywords, passages in quotation marks, else words of other texts."""
    heard = judged.heard
    quoted = (f"“{shortened(passage)}”" for passage in deciding(heard, row, place, first=first))
    found = (*words(heard.hits[row], theme), *quoted)
    if found or not first:
        return found
    shared = in_common(judged, row, place)
    return (f"{IN_COMMON}: {', '.join(shared)}",) if shared else ()


def shortened(passage: str) -> str:
    """At most 100 letters of a passage, cut between words."""
    if len(passage) <= _LONGEST:
        return passage
    return f"{passage[:_LONGEST].rsplit(' ', 1)[0]} …"
