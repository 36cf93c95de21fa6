"""How often a post about none of the themes gets none: docs/themes.md, by `python -m bench.themes_none`.

Of the seven topics of ../shared/data/themes some are the themes of a workspace, the others are none of them. A post is
some sentences of one topic; nothing has a label.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.edges import workspace
from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.model import table
from pipeline.themes import model, recollection, subjects, tables, tagging
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "themes"
LANGS, SIZES, COUNTS, SEEDS = ("en", "de", "da"), (12, 6, 3), (1, 2, 4, 7), 8
_SENTENCES = 72
"""Of a workspace's posts about its themes, and as many of the others."""


@dataclass(frozen=True, slots=True)
class Score:
    """Posts about one of the themes, and those of them that got it; posts about none, and those that got one."""

    about_themes: int
    found: int
    about_none: int
    given: int


def main() -> None:
    """Prints the table; without the data or the extra it says what is missing."""
    if not DATA.is_dir() or not installed():
        print("needs ../shared/data/themes and the extra `semantic`", file=sys.stderr)
        sys.exit(1)
    encode = UniversalSentenceEncoder()
    print(f"| | {' | '.join(f'{count} of 7 topics' for count in COUNTS)} |\n|---|{'---|' * len(COUNTS)}")
    for lang in LANGS:
        for size in SIZES:
            cells = [_cell(lang, size, count, encode) for count in COUNTS]
            print(f"| {lang}, {size} sentences | {' | '.join(cells)} |", flush=True)


def _cell(lang: str, size: int, count: int, encode: Encode) -> str:
    rows = [scored(DATA, lang, size, count, seed, encode) for seed in range(SEEDS)]
    found = 100 * sum(row.found for row in rows) / sum(row.about_themes for row in rows)
    others = sum(row.about_none for row in rows)
    return f"{found:.0f} / {100 * sum(row.given for row in rows) / others:.0f}" if others else f"{found:.0f} / -"


def scored(data: Path, lang: str, size: int, count: int, seed: int, encode: Encode) -> Score:
    """One workspace with `count` of the topics as its themes, drawn by `seed`, and posts of `size` sentences."""
    draw = random.Random(seed)
    every = workspace.themes(str(data), "themes.toml")
    known = set(draw.sample(sorted(every), count))
    themes = {theme: every[theme] for theme in every if theme in known}
    posts = list(_posts(data, lang, size, [sorted(known), sorted(every.keys() - known)], draw))
    _, heard = model.listen(themes, [replace(post, themes=None) for post in posts], encode, Pairs())
    judged = model.train(tuple(themes), heard, recollection.recollect(heard)).judge_all(heard)
    answers = [tuple(tag.theme for tag in tagging.given(tuple(themes), judged, row))[:1] for row in range(len(posts))]
    about = [
        answer == post.themes for answer, post in zip(answers, posts, strict=True) if known & set(post.themes or ())
    ]
    other = [bool(answer) for answer, post in zip(answers, posts, strict=True) if not known & set(post.themes or ())]
    return Score(len(about), sum(about), len(other), sum(other))


def sentences(data: Path, lang: str) -> list[Subject]:
    """All sentences of a language with their topics."""
    topics = tuple(workspace.themes(str(data), "themes.toml"))
    found = (table.parse(part, (data / f"{part}.{lang}.tsv").read_text("utf-8")) for part in ("train", "dev"))
    return [row for one in found for row in tables.labelled(one, topics)]


def _posts(data: Path, lang: str, size: int, sides: Sequence[Sequence[str]], draw: random.Random) -> Iterator[Subject]:
    """As many posts of either side as there are sentences for, topic by topic in turn."""
    rows = sentences(data, lang)
    draw.shuffle(rows)
    for side in sides:
        left = {topic: [row for row in rows if row.themes == (topic,)] for topic in side}
        for number in range(_SENTENCES // size if side else 0):
            topic = side[number % len(side)]
            own = [left[topic].pop() for _ in range(size)] if len(left[topic]) >= size else []
            if own:
                yield subjects.of_text(" ".join(" ".join(row.texts[0].passages) for row in own), lang, (topic,))


if __name__ == "__main__":
    main()
