"""Which themes a post or a message promotes: set by hand, else by what it says; none is an answer too."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Tag, Theme, by_hand
from pipeline.themes import evidence, model, naming, recollection, subjects
from pipeline.themes.hearing import Heard, Hearing, Parsed, Surroundings
from pipeline.themes.model import Judged
from pipeline.themes.recollection import Recollection
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode

_SECOND_THEME = 0.4
"""A further theme needs this share of the first one's answer."""
_LEAST = 0.15
"""The answer, about a share of 1, that any theme needs."""
_AS_A_WHOLE = 12
"""What a text says as a whole counts as so many of its passages, where it is told how much of it each theme has."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was heard in a corpus, and its surroundings. It does not depend on labels."""

    heard: Heard
    surroundings: Surroundings


Labels = Mapping[str, tuple[str, ...] | None]
"""Themes set by hand, by translation key: None where nobody has decided, empty where somebody has, for none of them."""
Hear = Callable[[Mapping[int, Parsed]], Recalled]
"""Hears a corpus. For the groups at these places it is given what they say by themselves, without the others."""
Recall = Callable[[Hear], Recalled]
"""Answers what was heard before in the same corpus, else what the function that it is given hears now."""


class Tagger:
    """Tags with `themes`: the posts of a workspace, and messages about the same things.

    It learns from the posts with themes set by hand, and a little from the others. Without an encoder it goes by
    keywords and by words in common, and without posts by what themes.toml says.
    """

    def __init__(
        self,
        themes: Mapping[str, Theme],
        groups: Iterable[TranslationGroup] = (),
        encode: Encode | None = None,
        pairs: Callable[[], Pairs] = Pairs,
        recall: Recall | None = None,
    ) -> None:
        self.themes = tuple(themes)
        self._encode = encode
        groups = tuple(groups)
        self.rows = {group.key: row for row, group in enumerate(groups)}
        self._ears: Hearing | None = None
        if not themes:
            return

        def listen(known: Mapping[int, Parsed]) -> Recalled:
            corpus = [known.get(row) or subjects.of_group(group) for row, group in enumerate(groups)]
            self._ears, heard = model.listen(themes, corpus, encode, pairs())
            return Recalled(heard, self._ears.surroundings)

        recalled = recall(listen) if recall else listen({})

        def make_ears() -> Hearing:
            return model.ears(themes, encode, pairs(), recalled.surroundings)

        self._make_ears = make_ears
        labels = {group.key: group.themes for group in groups}
        heard = self._labelled(recalled.heard, labels)
        self._learn(heard, recollection.recollect(heard))

    def group(self, group: TranslationGroup) -> tuple[Tag, ...]:
        """One answer for all languages of a group: themes set by hand in any of them, else what they say together."""
        if self.themes and group.key in self.rows:
            return self._tags(self.judged, self.rows[group.key])
        return self._judged(subjects.of_group(group)) if group.themes is None else by_hand(group.themes)

    def text(self, text: str, lang: str) -> tuple[Tag, ...]:
        """The themes of a message; those that it names side by side share alike."""
        subject = subjects.of_text(text, lang)
        if not self.themes or not subject.texts:
            return ()
        judged = self.judge([subject])
        answers = dict(zip(self.themes, judged.answers[0].tolist(), strict=True))
        keywords = self._listening().keywords
        named = naming.side_by_side(subjects.composed(text), lang, answers, lambda piece: keywords.themes(piece, lang))
        return given(self.themes, judged, 0, named)

    def relabelled(self, labels: Labels) -> Tagger:
        """The same with other themes set by hand; nothing is read anew."""
        other = copy.copy(self)
        heard = self._labelled(self.judged.heard, labels)
        other._learn(heard, self._trained.recollection.with_rows(heard, [self.rows[key] for key in labels]))
        return other

    def reading(self, encode: Encode | None) -> Tagger:
        """The same, which reads messages through another encoder of the same kind."""
        other = copy.copy(self)
        other._encode = encode
        return other

    def judge(self, texts: Sequence[Subject]) -> Judged:
        """The probabilities of some subjects."""
        ears = self._listening()
        raws = () if self._encode is None else [model.read(self._encode, subject) for subject in texts]
        return self._trained.judge(ears([ears.parse(text) for text in texts], raws))

    def _listening(self) -> Hearing:
        if self._ears is None:
            self._ears = self._make_ears()
        return self._ears

    def _labelled(self, heard: Heard, labels: Labels) -> Heard:
        by_row = {self.rows[key]: themes for key, themes in labels.items()}
        changed = (
            replace(subject, themes=by_row.get(row, subject.themes)) for row, subject in enumerate(heard.subjects)
        )
        return replace(heard, subjects=tuple(changed))

    def _learn(self, heard: Heard, recollected: Recollection) -> None:
        self._trained = model.train(self.themes, heard, recollected)
        self.judged = self._trained.judge_all(heard)

    def _judged(self, subject: Subject) -> tuple[Tag, ...]:
        if not self.themes or not subject.texts:
            return ()
        return self.machine(self.judge([subject]), 0)

    def _tags(self, judged: Judged, row: int) -> tuple[Tag, ...]:
        themes = judged.heard.subjects[row].themes
        return self.machine(judged, row) if themes is None else by_hand(themes)

    def machine(self, judged: Judged, row: int) -> tuple[Tag, ...]:
        """What the machine says of a judged subject, whatever a person has set."""
        return given(self.themes, judged, row)


def given(themes: Sequence[str], judged: Judged, row: int, named: Collection[str] = ()) -> tuple[Tag, ...]:
    """The themes of a judged subject, the heaviest first; none without evidence, nor behind one that has none.

    Where one of those that it names side by side would be left out, all of these weigh as much as the heaviest.
    """
    if judged.none[row] >= 0.5:
        return ()
    shares = _shares(themes, judged, row)
    chances = dict(zip(themes, judged.probabilities[row].tolist(), strict=True))
    ranked = list(shares)
    least = max(_LEAST, _SECOND_THEME * shares[ranked[0]])
    kept: dict[str, tuple[str, ...]] = {}
    for theme in takewhile(lambda theme: shares[theme] >= least, ranked):
        told = evidence.told(judged, row, theme, themes.index(theme), first=not kept)
        if not told:
            break
        kept[theme] = told
    met = {theme: evidence.words(judged.heard.hits[row], theme) for theme in ranked if theme in named}
    if kept and any(met[theme] for theme in met.keys() - kept.keys()):
        kept = {theme: why for theme in ranked if (why := kept.get(theme) or met.get(theme))}
        shares |= dict.fromkeys(met.keys() & kept.keys(), shares[ranked[0]])
        kept = dict(sorted(kept.items(), key=lambda item: -shares[item[0]]))
    total = sum(shares[theme] for theme in kept)
    return tuple(
        Tag(
            theme=theme,
            weight=shares[theme] / total,
            by="machine",
            probability=chances[theme],
            evidence=told,
            via=judged.heard.ways[row],
        )
        for theme, told in kept.items()
    )


def _shares(themes: Sequence[str], judged: Judged, row: int) -> dict[str, float]:
    """How much of a subject each theme has, the most first: by its answer, and by the passages that are rather about it
    than about others or none. The theme with the best answer has as much as any.
    """
    answers, passages = judged.answers[row], judged.heard.passage_shares[row]
    more = max(len(passages) - 1, 0)  # one passage says nothing of shares
    some = passages[passages.max(axis=1) > 1 - passages.sum(axis=1)] if more else passages
    own = np.bincount(some.argmax(axis=1), minlength=len(themes)) / len(passages) if more else 0
    shares = (_AS_A_WHOLE * answers + more * own) / (_AS_A_WHOLE + more)
    first = min(range(len(themes)), key=lambda place: (-answers[place], themes[place]))
    shares[first] = shares.max()
    ranked = sorted(range(len(themes)), key=lambda place: (place != first, -shares[place], themes[place]))
    return {themes[place]: float(shares[place]) for place in ranked}
