"""Translation pairs out of a workspace's own posts: which sentence of one language stands where in the other.

Paragraphs first, then the sentences within those that were paired, both by their lengths: Gale & Church, "A program
for aligning sentences in bilingual corpora", Computational Linguistics 19 (1993). Translations of blog posts keep their
paragraphs, so lengths are enough, and no dictionary is needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import fingerprints, words
from pipeline.themes import passages, vectors
from pipeline.themes.space import Pairs

# Table 5 of the paper: how often one, none or two of one side stand for one, none or two of the other.
_SHAPES = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_COSTS = {shape: -math.log(share) for shape, share in _SHAPES.items()}
_SPREAD = 6.8
"""The variance of a letter's share in the other language (section 3.3); lengths themselves are nearly equal."""
_MOST = 400
"""Longer runs of paragraphs or sentences are left out: lining them up takes quadratic time."""


def pairs(groups: Iterable[TranslationGroup]) -> Pairs:
    """The pairs of all posts that stand in a language the embedding was trained on and in one that it was not."""
    rows: list[Mapping[str, str]] = []
    for group in groups:
        known = next((post for lang, post in group.posts.items() if vectors.is_covered(lang)), None)
        for lang, post in group.posts.items():
            if known is not None and not vectors.is_covered(lang):
                rows += [{lang: one, known.lang: other} for one, other in _paired(post, known)]
    return Pairs(tuple(rows))


def align(some: Sequence[str], others: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Both in their order, in groups of none, one or two that stand for each other; none of either is left out."""
    here, there = [len(text) for text in some], [len(text) for text in others]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(len(here) + 1):
        for column in range(len(there) + 1):
            steps: list[tuple[float, tuple[int, int]]] = []
            for (taken, given), shape_cost in _COSTS.items():
                before = best.get((row - taken, column - given))
                if before is not None:
                    cost = _cost(sum(here[row - taken : row]), sum(there[column - given : column]))
                    steps.append((before[0] + shape_cost + cost, (taken, given)))
            if steps:
                best[row, column] = min(steps)
    found = []
    row, column = len(here), len(there)
    while row or column:
        taken, given = best[row, column][1]
        found.append((tuple(some[row - taken : row]), tuple(others[column - given : column])))
        row, column = row - taken, column - given
    return found[::-1]


def _paired(one: Post, other: Post) -> Iterator[tuple[str, str]]:
    yield one.title, other.title
    if one.description and other.description:
        yield one.description, other.description
    for here, there in _matched(_paragraphs(one), _paragraphs(other)):
        yield from _matched(passages.split(here), passages.split(there))


def _matched(some: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    if max(len(some), len(others)) > _MOST:
        return
    for here, there in align(some, others):
        if here and there:
            yield " ".join(here), " ".join(there)


def _paragraphs(post: Post) -> list[str]:
    found = (words.plain(paragraph.text).strip() for paragraph in fingerprints.paragraphs(post) if paragraph.line)
    return [text for text in found if text]


def _cost(here: int, there: int) -> float:
    """−log of twice the chance that lengths lie so far apart."""
    if not here and not there:
        return 0.0
    away = abs(there - here) / math.sqrt(_SPREAD * (here + there) / 2)
    return -math.log(max(math.erfc(away / math.sqrt(2)), 1e-300))
