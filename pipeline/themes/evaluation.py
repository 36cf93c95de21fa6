"""How often the theme engine is right, how sure it was, and what it took for what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.theme import NONE, Theme
from pipeline.themes import calibration, model, recollection, tagging
from pipeline.themes.calibration import Bin
from pipeline.themes.hearing import Hearing
from pipeline.themes.model import Judged, Trained
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode

_FOLDS = 5
_FEW = 50
"""Labels under which each is left out alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The theme that was given most weight, and the probability that it is the one; None and 0 where none was given."""

    theme: str | None
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """Shares of 1; `n` counts the texts that have the theme. A share of nothing is 0."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Cut:
    """How much can be left to the machine: answers of at least this `probability` are so often right."""

    precision: float
    coverage: float
    probability: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`confusion[theme][answer]` counts texts; `coverage` is the share of texts that were given a theme."""

    n: int
    accuracy: float
    macro_f1: float
    coverage: float
    calibration_error: float
    themes: Mapping[str, ThemeScore]
    confusion: Mapping[str, Mapping[str, int]]
    reliability: tuple[Bin, ...]
    cut: Cut


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers, in the order of what was asked, and what gave them."""

    answers: tuple[Answer, ...]
    themes: tuple[str, ...]
    ears: Hearing
    trained: Trained

    def answer(self, subject: Subject, encode: Encode | None) -> Answer:
        """The answer for one more text, read from the beginning."""
        raws = () if encode is None else (model.read(encode, subject),)
        return _answer(self.themes, self.trained.judge(self.ears((self.ears.parse(subject),), raws)), 0)


def tested(
    themes: Mapping[str, Theme],
    labels: Sequence[Subject],
    test: Sequence[Subject],
    encode: Encode | None,
    pairs: Pairs,
) -> Trial:
    """Learns from `labels`, answers for `test`.

    As in a workspace the texts of the test are known when it learns, their themes are not.
    """
    blind = [replace(subject, themes=None) for subject in test]
    ears, heard = model.listen(themes, [*labels, *blind], encode, pairs)
    trained = model.train(tuple(themes), heard, recollection.recollect(heard))
    return _trial(tuple(themes), ears, trained, trained.judge_all(heard), range(len(labels), len(heard.subjects)))


def cross_validated(
    themes: Mapping[str, Theme],
    labels: Sequence[Subject],
    encode: Encode | None,
    pairs: Pairs,
    *,
    are_translations: bool = True,
) -> Trial:
    """Answers for each label by what the others teach: a fifth is left out at a time, of few labels each alone.

    Where some may be translations of others, as the rows of a table, those in the same place are left out together.
    """
    ids = tuple(themes)
    ears, heard = model.listen(themes, labels, encode, pairs)
    recollected = recollection.recollect(heard)
    answers: dict[int, Answer] = {}
    for fold in _folds(labels, are_translations=are_translations):
        out = set(fold)
        blind = tuple(replace(one, themes=None if row in out else one.themes) for row, one in enumerate(heard.subjects))
        rest = replace(heard, subjects=blind)
        judged = model.train(ids, rest, recollected).judge_all(rest)
        answers |= {row: _answer(ids, judged, row) for row in fold}
    trained = model.train(ids, heard, recollected)
    return Trial(tuple(answers[row] for row in range(len(labels))), ids, ears, trained)


def score(
    themes: Iterable[str], truths: Sequence[Sequence[str]], answers: Sequence[Answer], precision: float
) -> Evaluation:
    """Holds answers against the themes that are true; any of several is right, and no theme is wrong."""
    right = [answer.theme in truth for truth, answer in zip(truths, answers, strict=True)]
    meant = [
        answer.theme if hit and answer.theme else truth[0]
        for truth, answer, hit in zip(truths, answers, right, strict=True)
    ]
    confusion: dict[str, Counter[str]] = {theme: Counter() for theme in themes}
    for theme, answer in zip(meant, answers, strict=True):
        confusion[theme][answer.theme or NONE] += 1
    scores = {theme: _theme_score(confusion, theme) for theme in confusion}
    seen = [one.f1 for theme, one in scores.items() if one.n or any(row[theme] for row in confusion.values())]
    given = [(answer.probability, hit) for answer, hit in zip(answers, right, strict=True) if answer.theme]
    bins = calibration.reliability([sure for sure, _ in given], [hit for _, hit in given])
    count = len(answers)
    return Evaluation(
        n=count,
        accuracy=sum(right) / count if count else 0.0,
        macro_f1=sum(seen) / len(seen) if seen else 0.0,
        coverage=len(given) / count if count else 0.0,
        calibration_error=calibration.error(bins),
        themes=scores,
        confusion={theme: dict(row) for theme, row in confusion.items()},
        reliability=bins,
        cut=_cut(given, count, precision),
    )


def folds_of(labels: int) -> int:
    """In how many parts so many labels are left out in turn."""
    return _FOLDS if labels >= _FEW else max(labels, 1)


def _trial(themes: tuple[str, ...], ears: Hearing, trained: Trained, judged: Judged, rows: Iterable[int]) -> Trial:
    return Trial(tuple(_answer(themes, judged, row) for row in rows), themes, ears, trained)


def _answer(themes: Sequence[str], judged: Judged, row: int) -> Answer:
    tags = tagging.given(themes, judged, row)
    if not tags:
        return Answer(None)
    return Answer(tags[0].theme, float(judged.probabilities[row, themes.index(tags[0].theme)]))


def _folds(labels: Sequence[Subject], *, are_translations: bool) -> list[list[int]]:
    """Rows dealt out theme by theme and language by language, in their order; few of them each alone.

    Tables that hold the same texts in two languages in the same order so have translations in the same fold.
    """
    if len(labels) < _FEW and not are_translations:
        return [[row] for row in range(len(labels))]
    dealt: Counter[tuple[str, ...]] = Counter()
    folds: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)
    for row, subject in enumerate(labels):
        theme = (subject.themes or ())[:1]
        kind = (*theme, *(text.lang for text in subject.texts))
        place, dealt[kind] = dealt[kind], dealt[kind] + 1
        folds[(theme, place) if len(labels) < _FEW else ((), place % _FOLDS)].append(row)
    return list(folds.values())


def _theme_score(confusion: Mapping[str, Mapping[str, int]], theme: str) -> ThemeScore:
    hits, n = confusion[theme].get(theme, 0), sum(confusion[theme].values())
    answered = sum(row.get(theme, 0) for row in confusion.values())
    precision, recall = hits / answered if answered else 0.0, hits / n if n else 0.0
    return ThemeScore(precision, recall, 2 * hits / (answered + n) if answered + n else 0.0, n)


def _cut(given: Sequence[tuple[float, bool]], count: int, precision: float) -> Cut:
    """The most answers, the surest first, that together are right often enough; equally sure ones stay together."""
    ranked = sorted(given, key=lambda one: -one[0])
    best, hits = Cut(precision, 0.0, None), 0
    for place, (sure, hit) in enumerate(ranked, 1):
        hits += hit
        last = place == len(ranked) or ranked[place][0] < sure
        if last and hits >= precision * place:
            best = Cut(precision, place / count, sure)
    return best
