"""What the keywords say: hits in each subject, and how much they weigh for each theme."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.theme import Theme
from pipeline.themes import lexicon
from pipeline.themes.lexicon import Entry, Lexicon
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Floats

_TITLE_COUNTS = 3
_POWER = 2
"""The power of one more than its hits by which a theme is likely: four times with one hit, nine with two, and so on."""


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A keyword in a subject: how often, a title counting thrice, in all of its languages together."""

    entry: Entry
    times: int

    @property
    def score(self) -> float:
        """For each of its themes: ten times is no ten words, and what several themes claim is shared among them."""
        return (1 + math.log(self.times)) / len(self.entry.themes)


class Keywords:
    """The keywords of all themes: one lexicon a language, built when first needed."""

    def __init__(self, themes: Mapping[str, Theme]) -> None:
        self._themes = themes
        self._lexicons: dict[str, Lexicon] = {}
        self.places = {theme: place for place, theme in enumerate(themes)}

    def speaks(self, lang: str) -> bool:
        """Whether any theme has keywords in `lang`."""
        return lexicon.has_keywords(tuple(self._themes.values()), lang)

    def find(self, subject: Subject) -> tuple[KeywordHit, ...]:
        """The keywords of a subject, in the order in which they are first met."""
        times: Counter[Entry] = Counter()
        for text in subject.texts:
            found = self._lexicon(text.lang)
            for place, passage in enumerate(text.passages):
                for hit in found.hits(passage):
                    times[hit.entry] += hit.times * (_TITLE_COUNTS if place == 0 and text.head else 1)
        return tuple(KeywordHit(entry, count) for entry, count in times.items())

    def counts(self, subject: Subject) -> Mapping[str, int]:
        """How often each keyword stands in a subject, wherever that is."""
        times: Counter[str] = Counter()
        for text in subject.texts:
            for passage in text.passages:
                for hit in self._lexicon(text.lang).hits(passage):
                    times[hit.entry.keyword] += hit.times
        return times

    def themes(self, text: str, lang: str) -> set[str]:
        """The themes whose keywords stand in a text."""
        return {theme for hit in self._lexicon(lang).hits(text) for theme in hit.entry.themes}

    def scores(self, hits: Sequence[Sequence[KeywordHit]]) -> Floats:
        """(subjects, themes): the weights of their hits."""
        rows = np.zeros((len(hits), len(self.places)), np.float32)
        for row, found in zip(rows, hits, strict=True):
            for hit in found:
                for theme in hit.entry.themes:
                    row[self.places[theme]] += hit.score
        return rows

    def _lexicon(self, lang: str) -> Lexicon:
        if lang not in self._lexicons:
            self._lexicons[lang] = lexicon.build(self._themes.values(), lang)
        return self._lexicons[lang]


def shares(scores: Floats) -> Floats:
    """Scores as shares of 1; even where there is no hit."""
    raised = (1 + scores) ** _POWER
    found: Floats = raised / raised.sum(axis=1, keepdims=True)
    return found
