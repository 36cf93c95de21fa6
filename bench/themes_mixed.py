"""How much of a post each of several themes is told to have: docs/themes.md, by `python -m bench.themes_mixed`.

A post is sentences of one, two or three topics of ../shared/data/themes, topic after topic: so it is known how much of
it each has. Nothing has a label. Then posts of one topic, with sentences about two others that are no themes.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import fmean

from bench import themes_none
from bench.themes_none import DATA
from pipeline.edges import workspace
from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.model.theme import Theme
from pipeline.themes import model, recollection, subjects, tagging
from pipeline.themes.space import Pairs
from pipeline.themes.vectors import Encode

LANGS, SEEDS = ("en", "de", "fr", "da"), 8
MIXES = ((12,), (9, 3), (8, 4), (6, 6), (4, 4, 4))
"""The sentences of each topic of a post."""
ASIDE = (8, 16)
"""The sentences about no theme, beside eight about one."""
_MOST = 8
"""Posts about one of these themes."""

Mixed = tuple[str, Mapping[str, float]]
"""A text, and the share of it that each topic has."""
Told = tuple[Mapping[str, float], Mapping[str, float]]
"""The share of a text that each topic has, and that which each theme is told to have."""


@dataclass(frozen=True, slots=True)
class Score:
    """Means over posts: the share that was given to the wrong themes, the themes found and the further ones given."""

    wrong: float
    found: float
    further: float


def main() -> None:
    """Prints the table; without the data or the extra it says what is missing."""
    if not DATA.is_dir() or not installed():
        print("needs ../shared/data/themes and the extra `semantic`", file=sys.stderr)
        sys.exit(1)
    encode = UniversalSentenceEncoder()
    print(f"| | {' | '.join(':'.join(map(str, mix)) for mix in MIXES)} |\n|---|{'---|' * len(MIXES)}")
    for lang in LANGS:
        draws = [scored(DATA, lang, seed, encode) for seed in range(SEEDS)]
        print(f"| {lang} | {' | '.join(_cell([draw[mix] for draw in draws]) for mix in MIXES)} |", flush=True)
    print(f"\n| | {' | '.join(f'8 + {aside}' for aside in ASIDE)} |\n|---|{'---|' * len(ASIDE)}")
    for lang in LANGS:
        cells = (_cell([strayed(DATA, lang, seed, aside, encode) for seed in range(SEEDS)]) for aside in ASIDE)
        print(f"| {lang} | {' | '.join(cells)} |", flush=True)


def _cell(scores: Sequence[Score]) -> str:
    wrong, found, further = (
        100 * fmean(values) for values in zip(*((one.wrong, one.found, one.further) for one in scores), strict=True)
    )
    return f"{wrong:.0f} / {found:.0f} / {further:.0f}"


def scored(data: Path, lang: str, seed: int, encode: Encode) -> dict[Sequence[int], Score]:
    """One workspace of posts of all mixes, drawn by `seed`."""
    themes = workspace.themes(str(data), "themes.toml")
    pairs = _told(themes, list(_posts(data, lang, tuple(themes), random.Random(seed))), lang, encode)
    return {mix: _score(pairs[place :: len(MIXES)]) for place, mix in enumerate(MIXES)}


def strayed(data: Path, lang: str, seed: int, aside: int, encode: Encode) -> Score:
    """Posts of eight sentences about a theme, with `aside` before or after them about two topics that are no themes."""
    draw = random.Random(seed)
    every = workspace.themes(str(data), "themes.toml")
    others = draw.sample(sorted(every), 2)
    themes = {theme: every[theme] for theme in every if theme not in others}
    left = _sentences(data, lang, tuple(every), draw)
    away = [sentence for topic in others for sentence in left[topic]]
    posts: list[Mixed] = []
    for topic in themes:
        for _ in range(min(_MOST, len(left[topic]) // 8)):
            parts = [[left[topic].pop() for _ in range(8)], draw.sample(away, aside)]
            draw.shuffle(parts)
            posts.append((" ".join(chain(*parts)), {topic: 1.0}))
    return _score(_told(themes, posts, lang, encode))


def _told(themes: Mapping[str, Theme], posts: Sequence[Mixed], lang: str, encode: Encode) -> list[Told]:
    _, heard = model.listen(themes, [subjects.of_text(text, lang) for text, _ in posts], encode, Pairs())
    judged = model.train(tuple(themes), heard, recollection.recollect(heard)).judge_all(heard)
    given = [{tag.theme: tag.weight for tag in tagging.given(tuple(themes), judged, row)} for row in range(len(posts))]
    return [(shares, weights) for (_, shares), weights in zip(posts, given, strict=True)]


def _score(pairs: Sequence[Told]) -> Score:
    return Score(
        fmean(
            1 - sum(min(share, weights.get(theme, 0)) for theme, share in shares.items()) for shares, weights in pairs
        ),
        fmean(len(shares.keys() & weights.keys()) / len(shares) for shares, weights in pairs),
        fmean(len(weights.keys() - shares.keys()) for shares, weights in pairs),
    )


def _posts(data: Path, lang: str, topics: Sequence[str], draw: random.Random) -> Iterator[Mixed]:
    """Mix by mix in turn, as long as there are sentences; a topic of which more are left comes more often."""
    left = _sentences(data, lang, topics, draw)
    while True:
        for mix in MIXES:
            pool = [topic for topic in topics if len(left[topic]) >= max(mix)]
            if len(pool) < len(mix):
                return
            shares: dict[str, float] = {}
            sentences: list[str] = []
            for count in mix:
                topic = draw.choices(pool, [len(left[topic]) for topic in pool])[0]
                pool.remove(topic)
                shares[topic] = count / sum(mix)
                sentences += [left[topic].pop() for _ in range(count)]
            yield " ".join(sentences), shares


def _sentences(data: Path, lang: str, topics: Sequence[str], draw: random.Random) -> dict[str, list[str]]:
    rows = themes_none.sentences(data, lang)
    draw.shuffle(rows)
    return {topic: [" ".join(row.texts[0].passages) for row in rows if row.themes == (topic,)] for topic in topics}


if __name__ == "__main__":
    main()
