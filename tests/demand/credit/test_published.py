"""Worked examples that others have published or that were computed in fractions, to 1e-9."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path as File
from typing import Any

import pytest

from pipeline.demand.credit import markov, models, reading
from pipeline.demand.credit.paths import Path, PathTable
from pipeline.model import table
from tests.demand.credit import exactly
from tests.demand.credit.exactly import shapley

Credits = Mapping[str, float]

# S. Bryl, analyzecore.com, 2016-08-03: conversion probability 1/3, removal effects 1/2, 1, 1.
BRYL = (("C1 > C2 > C3", 1, 0), ("C1", 0, 1), ("C2 > C3", 0, 1))
TINY = (("A > B > C", 1, 0), ("A > C", 1, 0), ("B", 0, 1), ("C > A > B > A", 1, 0), ("C", 0, 1))
VISITS = (
    ("newsletter > direct", 2, 1),
    ("direct", 1, 3),
    ("search > direct > direct", 1, 0),
    ("direct > direct", 1, 1),
)

EXACTLY: Mapping[str, tuple[tuple[tuple[str, int, int], ...], str, dict[str, str]]] = {
    "Bryl, Markov": (BRYL, "markov", {"C1": "1/5", "C2": "2/5", "C3": "2/5"}),
    "Bryl, Shapley": (BRYL, "shapley", {"C1": "1/3", "C2": "1/3", "C3": "1/3"}),
    "tiny, first": (TINY, "first", {"A": "2", "B": "0", "C": "1"}),
    "tiny, last": (TINY, "last", {"A": "1", "B": "0", "C": "2"}),
    "tiny, linear": (TINY, "linear", {"A": "4/3", "B": "7/12", "C": "13/12"}),
    "tiny, position": (TINY, "position", {"A": "7/5", "B": "3/10", "C": "13/10"}),
    "tiny, Markov": (TINY, "markov", {"A": "15/14", "B": "45/77", "C": "207/154"}),
    "tiny, Shapley": (TINY, "shapley", {"A": "7/6", "B": "2/3", "C": "7/6"}),
    "direct visits, last non-direct": (VISITS, "last_non_direct", {"newsletter": "2", "direct": "2", "search": "1"}),
    "direct visits, last": (VISITS, "last", {"newsletter": "0", "direct": "5", "search": "0"}),
}


def rows(written: tuple[tuple[str, int, int], ...]) -> PathTable:
    """A path table from (path, conversions, nulls)."""
    return tuple(Path(channels=tuple(path.split(" > ")), conversions=c, nulls=n) for path, c, n in written)


def close(found: Credits, expected: Credits) -> bool:
    """Whether the credits agree within 1e-9; a channel that is not named earned nothing."""
    return all(abs(found.get(key, 0.0) - expected.get(key, 0.0)) <= 1e-9 for key in {*found, *expected})


@pytest.mark.parametrize("name", EXACTLY)
def test_an_example_comes_out_as_the_fraction_that_it_is(name: str) -> None:
    written, model, expected = EXACTLY[name]
    found = models.credit(rows(written)).models[model]
    assert found == pytest.approx({channel: float(Fraction(share)) for channel, share in expected.items()}, abs=1e-12)


def test_bryls_chain_converts_a_third_and_loses_half_or_all_of_it() -> None:
    assert exactly.conversion_probability(rows(BRYL)) == Fraction(1, 3)
    assert markov.removal_effects(rows(BRYL)) == pytest.approx({"C1": 0.5, "C2": 1.0, "C3": 1.0}, abs=1e-12)


GAMES: Mapping[str, tuple[dict[str, float], dict[str, float]]] = {
    # towardsdatascience.com, 1a28d2e613a0: first, organic, last
    "three channels": (
        {"": 0, "F": 0.2, "O": 0.1, "L": 0.17, "FO": 0.47, "FL": 0.67, "OL": 0.27, "FOL": 1},
        {"F": 0.455, "O": 0.205, "L": 0.34},
    ),
    "a left glove and two right ones": (
        {"": 0, "L": 0, "R": 0, "S": 0, "LR": 1, "LS": 1, "RS": 0, "LRS": 1},
        {"L": 2 / 3, "R": 1 / 6, "S": 1 / 6},
    ),
    "twins, and one who adds nothing": (
        {"": 0, "A": 2, "B": 2, "N": 0, "AB": 10, "AN": 2, "BN": 2, "ABN": 10},
        {"A": 5, "B": 5, "N": 0},
    ),
    "nobody": ({"": 0}, {}),
}


@pytest.mark.parametrize("name", GAMES)
def test_a_game_has_its_published_shapley_value(name: str) -> None:
    worth, expected = GAMES[name]
    assert shapley({frozenset(players): v for players, v in worth.items()}) == pytest.approx(expected, abs=1e-12)


def test_a_game_with_a_coalition_missing_is_no_game() -> None:
    with pytest.raises(ValueError, match="2 players form 4 coalitions, and 3 have a worth"):
        shapley({frozenset(): 0.0, frozenset("A"): 1.0, frozenset("AB"): 2.0})


def _expected(shared: File) -> tuple[File, dict[str, Any]]:
    folder = shared / "data" / "attribution"
    return folder, json.loads((folder / "expected.json").read_text("utf-8"))


def _table(folder: File, name: str, ages: str | None = None) -> PathTable:
    parsed = [table.parse(file, (folder / file).read_text("utf-8")) for file in (name, ages) if file]
    return reading.read(*parsed)


def test_every_shared_table_gives_the_shared_results(shared: File) -> None:
    folder, expected = _expected(shared)
    for name, said in expected["tables"].items():
        if "models" not in said:
            continue
        found = models.credit(_table(folder, name))
        assert (found.conversions, found.value, found.unattributed) == (said["conversions"], said["value"], 0)
        for model, shares in said["models"].items():
            assert close(found.models[model], shares), f"{name}: {model}"
        assert close(markov.removal_effects(_table(folder, name)), said["removal_effects"]), name


def test_ages_drop_touches_and_weigh_the_others_as_the_shared_results_say(shared: File) -> None:
    folder, expected = _expected(shared)
    (name,) = (key for key, said in expected["tables"].items() if "ages" in said)
    said = expected["tables"][name]
    aged = _table(folder, name, said["ages"])
    for window, by_model in said["by_look_back_days"].items():
        for half_life in (7, 30):
            found = models.credit(aged, None if window == "none" else float(window), half_life)
            assert (found.conversions, found.value) == (said["conversions"], said["value"])
            assert found.unattributed == by_model["unattributed"]
            named = {**found.models, f"decay_half_life_{half_life}": found.models["decay"]}
            for model in by_model.keys() & named.keys():
                assert close(named[model], by_model[model]), f"{window} days: {model}"


def test_every_shared_game_has_its_value(shared: File) -> None:
    _, expected = _expected(shared)
    for name, game in expected["games"].items():
        worth = {frozenset(row["coalition"]): row["worth"] for row in game["v"]}
        assert close(shapley(worth), game["shapley"]), name


def test_the_shared_tables_have_the_columns_that_we_ask_for(shared: File) -> None:
    for file in sorted((shared / "data" / "attribution").glob("paths_*.csv")):
        with file.open(encoding="utf-8", newline="") as text:
            assert tuple(next(csv.reader(text))) == reading.PATH_COLUMNS
