"""A count and its noun agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.model import plural

PIPELINE = Path(__file__).parents[2] / "pipeline"
SPOKEN = ("cli", "runs")
COUNTED = re.compile(
    r"\{[^{}\"']*\}(?: more)? (?:files|letters|posts|pages|subscribers|leads|rows|errors|warnings|touches|minutes"
    r"|labels|themes|keywords|paragraphs|tables|recipients|jobs|notices|lines)\b"
)


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        (1, ("file",), "1 file"),
        (0, ("file",), "0 files"),
        (2, ("file",), "2 files"),
        (12_000, ("file",), "12,000 files"),
        (1.5, ("hour",), "1.5 hours"),
        (90.0, ("minute",), "90 minutes"),
        (1e6, ("minute",), "1,000,000 minutes"),
        (1 / 3, ("client",), "0.33 clients"),
        (1.001, ("hour",), "1 hour"),
        (1, ("touch", "touches"), "1 touch"),
        (3, ("touch", "touches"), "3 touches"),
        (1, ("letter waits", "letters wait"), "1 letter waits"),
    ],
)
def test_the_noun_is_that_of_its_number(number: float, nouns: tuple[str, ...], said: str) -> None:
    assert plural.of(number, *nouns) == said


def test_no_command_puts_a_number_before_a_plural_that_it_did_not_ask_for() -> None:
    found = [
        f"{path.name}:{place}: {line.strip()}"
        for folder in SPOKEN
        for path in sorted((PIPELINE / folder).glob("*.py"))
        for place, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if COUNTED.search(line) and "LONGEST" not in line and "read}" not in line
    ]
    assert found == []
