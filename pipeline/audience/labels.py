"""Tags and labels of newsletter tools that say something here: `lang:de`, `theme-performance`, `tier:inner`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.language import recognised

_NAMED = re.compile(r"(lang(?:uage)?|sprache|theme|topic|tier)\s*[:=_-]\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody's labels say: languages and themes, each once, and the tier."""

    langs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tier: str | None = None


def split(text: str) -> tuple[str, ...]:
    """The labels in one cell: separated by commas or lines, or by what lists look like, with or without quotes."""
    inner = re.sub(r"[\r\n]+", ",", text.strip().strip("[]"))
    rows = csv.reader([inner.replace("'", '"') if inner.startswith("'") else inner], skipinitialspace=True)
    return tuple(label.strip() for row in rows for label in row if label.strip())


def read(labels: Iterable[str]) -> Said:
    """The labels that mean something here; all others are left alone."""
    named = [(kind.lower(), value.strip()) for kind, value in _pairs(labels)]
    # A label that only looks like a language is somebody's own word, not a mistake.
    langs = (recognised(value) for kind, value in named if kind[0] in "ls")
    tiers = [value for kind, value in named if kind == "tier"]
    return Said(
        tuple(dict.fromkeys(lang for lang in langs if lang)),
        tuple(dict.fromkeys(value.lower().replace(" ", "-") for kind, value in named if kind in ("theme", "topic"))),
        tiers[0] if tiers else None,
    )


def _pairs(labels: Iterable[str]) -> Iterator[tuple[str, str]]:
    for label in labels:
        found = _NAMED.fullmatch(label)
        if found:
            yield found[1], found[2]
