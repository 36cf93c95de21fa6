"""Evaluates the theme engine on tables of labelled texts, or on the posts that have themes set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from pipeline.edges import files, place, workspace
from pipeline.errors import ContentError, ImportRefused, Problem
from pipeline.model import plural, table
from pipeline.model.theme import Theme
from pipeline.runs import content, semantic
from pipeline.themes import evaluation, parallel, passages, subjects, tables
from pipeline.themes.evaluation import Evaluation, Trial
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode

_TIMED = 100
"""Texts on which the time a text is measured, evenly spread."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`how` is a sentence: on what, and how it was tested."""

    evaluation: Evaluation
    ms_per_post: float
    how: str


def of_tables(
    themes: Mapping[str, Theme], labels: Sequence[str], pairs: str | None, test: str | None, precision: float
) -> Evaluated:
    """Learns from the tables `labels`, answers for the table `test`, else for each label by what the others teach."""
    ids = tuple(themes)
    known = [row for path in labels for row in tables.labelled(_table(path), ids)]
    translations = tables.translations(_table(pairs)) if pairs else Pairs()
    encode = semantic.unkept()
    if test is None:
        trial = evaluation.cross_validated(themes, known, encode, translations)
        return _cross_validated(trial, known, encode, precision)
    asked = tables.labelled(_table(test), ids)
    trial = evaluation.tested(themes, known, asked, encode, translations)
    how = f"{plural.of(len(asked), 'row')} of {test}, learned from {plural.of(len(known), 'label')}"
    return _evaluated(trial, asked, encode, precision, how)


def of_workspace(folder: str, themes: Mapping[str, Theme] | None, precision: float) -> Evaluated:
    """Answers for each post that has themes set by hand by what the others teach."""
    opened = workspace.load(place.find(folder), None)
    groups = content.read(opened).groups
    by_hand = [group for group in groups if group.themes]
    if len(by_hand) < 2:
        mend = (
            "themes are set by hand in fewer than two posts; set some with `leitmotiv themes review`, or give --labels"
        )
        raise ContentError(Problem(mend))
    known = opened.catalogue.themes if themes is None else themes
    foreign = {theme for group in by_hand for theme in group.themes or ()} - known.keys()
    if foreign:
        raise ContentError(Problem(f"posts have themes that --themes lacks: {', '.join(sorted(foreign))}"))
    rows = [subjects.of_group(group) for group in by_hand]
    encode, pairs = semantic.encoder(opened), parallel.pairs(groups)
    trial = evaluation.cross_validated(known, rows, encode, pairs, are_translations=False)
    return _cross_validated(trial, rows, encode, precision)


def catalogue(path: str | None, folder: str) -> Mapping[str, Theme]:
    """The themes of a file, else of the workspace at or above `folder`."""
    if path is None:
        return workspace.load(place.find(folder), None).catalogue.themes
    found = workspace.themes(".", path)
    if not found:
        raise ImportRefused(Problem("has no theme; write one as [architecture] with name and keywords", path))
    return found


def _cross_validated(trial: Trial, known: Sequence[Subject], encode: Encode | None, precision: float) -> Evaluated:
    folds = evaluation.folds_of(len(known))
    how = f"{plural.of(len(known), 'label')}, " + (
        "each left out once" if folds == len(known) else f"in {folds} parts, each left out"
    )
    return _evaluated(trial, known, encode, precision, how)


def _evaluated(trial: Trial, asked: Sequence[Subject], encode: Encode | None, precision: float, how: str) -> Evaluated:
    found = evaluation.score(trial.themes, [one.themes or () for one in asked], trial.answers, precision)
    return Evaluated(found, _ms(trial, passages.spread(asked, _TIMED), encode), how)


def _ms(trial: Trial, asked: Sequence[Subject], encode: Encode | None) -> float:
    """Milliseconds from a text that is taken apart to its theme, once everything is loaded."""
    trial.answer(asked[0], encode)
    started = perf_counter()
    for subject in asked:
        trial.answer(subject, encode)
    return (perf_counter() - started) / len(asked) * 1000


def _table(path: str) -> table.Table:
    return table.parse(path, files.read_text(".", path))
