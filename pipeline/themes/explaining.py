"""Why a post has the themes that it has, and what spoke for the ones it did not get: for people who disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from pipeline.model.theme import Tag, by_hand
from pipeline.themes import evidence
from pipeline.themes.hearing import Heard
from pipeline.themes.model import Judged
from pipeline.themes.space import Way
from pipeline.themes.tagging import Tagger

_MOST_PASSAGES = 3
_SPEAKS = 0.25
"""The share of a passage from which on it speaks for a theme, though it may not decide for it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword that was met: how often, a title counting thrice, what that weighs, and who else claims it."""

    keyword: str
    times: int
    score: float
    shared_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage, and the share of it that is about the theme."""

    text: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What speaks for one theme. `probability` is the machine's own, whatever a person has set; `tag` where given.

    `in_common` are words that draw it to other texts of the theme, where keywords alone are known.
    """

    theme: str
    probability: float
    tag: Tag | None
    words: tuple[Word, ...]
    in_common: tuple[str, ...]
    passages: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The cases of all themes, the likeliest first, as the machine would judge if nobody had set a theme here.

    `is_decided` where a person has decided, be it for none of them. `none` is the probability that it is none of them;
    `read` counts the passages read for their meaning.
    """

    is_decided: bool
    tags: tuple[Tag, ...]
    machine: tuple[Tag, ...]
    cases: tuple[Case, ...]
    none: float
    way: Way
    read: int

    @property
    def runner_up(self) -> Case | None:
        """The likeliest theme that was not given."""
        given = {tag.theme for tag in self.tags}
        return next((case for case in self.cases if case.theme not in given), None)


def explain(tagger: Tagger, key: str) -> Explanation:
    """The case of a group of the workspace that `tagger` was made of."""
    judged, row = tagger.judged, tagger.rows[key]
    machine = tagger.machine(judged, row)
    decided = judged.heard.subjects[row].themes
    tags = machine if decided is None else by_hand(decided)
    given = {tag.theme: tag for tag in tags}
    ranked = sorted(_cases(tagger, judged, row, given), key=lambda case: (-case.probability, case.theme))
    return Explanation(
        is_decided=decided is not None,
        tags=tags,
        machine=machine,
        cases=tuple(ranked),
        none=float(judged.none[row]),
        way=judged.heard.ways[row],
        read=len(judged.heard.passage_shares[row]),
    )


def _cases(tagger: Tagger, judged: Judged, row: int, given: Mapping[str, Tag]) -> Iterator[Case]:
    for place, theme in enumerate(tagger.themes):
        yield Case(
            theme=theme,
            probability=float(judged.probabilities[row, place]),
            tag=given.get(theme),
            words=_words(judged.heard, row, theme),
            in_common=evidence.in_common(judged, row, place),
            passages=_passages(judged.heard, row, place),
        )


def _words(heard: Heard, row: int, theme: str) -> tuple[Word, ...]:
    own = [hit for hit in heard.hits[row] if theme in hit.entry.themes]
    return tuple(
        Word(
            hit.entry.keyword,
            hit.times,
            hit.score,
            tuple(other for other in hit.entry.themes if other != theme),
        )
        for hit in sorted(own, key=lambda hit: (-hit.score, hit.entry.keyword))
    )


def _passages(heard: Heard, row: int, theme: int) -> tuple[Quoted, ...]:
    shares = heard.passage_shares[row][:, theme]
    surest = [place for place in np.argsort(-shares, kind="stable") if shares[place] >= _SPEAKS]
    told = {heard.passages[row][place]: float(shares[place]) for place in surest}
    return tuple(Quoted(text, share) for text, share in islice(told.items(), _MOST_PASSAGES))
