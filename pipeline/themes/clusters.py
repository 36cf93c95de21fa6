"""Themes that posts contain and themes.toml lacks: posts near each other, and far from every theme that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.post import TranslationGroup
from pipeline.themes import ngrams, passages, terms, vectors
from pipeline.themes.tagging import Tagger
from pipeline.themes.terms import Telling, Terms
from pipeline.themes.vectors import Floats

FEWEST = 3
"""Posts that make a theme."""
_QUIET = 1.1
"""How near the nearest theme is to a post that hardly belongs to it: of posts of a theme that was left out nineteen of
twenty lie below, of others nine of ten above."""
_UNDECIDED = 0.5
"""The same where there are keywords alone: the share of the first theme."""
_NEAR_IN_MEANING, _NEAR_IN_WORDS = 0.25, 0.05
"""How near the posts of a cluster are on average: cosines of what they have beyond what all posts have."""
_MOST_POSTS = 3000
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Cluster:
    """Posts that may be a theme: the keys of their groups, the middlemost first, and their words by language."""

    keys: tuple[str, ...]
    nearness: float
    words: Mapping[str, tuple[Telling, ...]]


def find(tagger: Tagger, groups: Mapping[str, TranslationGroup]) -> tuple[Cluster, ...]:
    """The clusters among the posts without a theme, the largest first."""
    rows = [row for key, row in tagger.rows.items() if _is_weak(tagger, row)]
    rows = list(passages.spread(rows, _MOST_POSTS))
    if len(rows) < FEWEST:
        return ()
    near = _nearness(tagger, rows)
    least = _NEAR_IN_MEANING if tagger.judged.heard.points.shape[1] else _NEAR_IN_WORDS
    keys = {row: key for key, row in tagger.rows.items()}
    read = {lang: [terms.read(g.posts[lang]) for g in groups.values() if lang in g.posts] for lang in _langs(groups)}
    found = []
    for members in _joined(near, least):
        inner = near[np.ix_(members, members)]
        order = np.argsort(-inner.sum(axis=1), kind="stable")
        own = tuple(keys[rows[members[place]]] for place in order)
        mean = float((inner.sum() - np.trace(inner)) / (len(members) * (len(members) - 1)))
        found.append(Cluster(own, mean, {lang: _words(posts, own) for lang, posts in read.items()}))
    return tuple(sorted(found, key=lambda cluster: (-len(cluster.keys), cluster.keys)))


def _is_weak(tagger: Tagger, row: int) -> bool:
    judged = tagger.judged
    themes = judged.heard.subjects[row].themes
    if themes is not None or not judged.heard.passages[row]:
        return themes == ()
    loudness = float(judged.heard.loudness[row])
    if np.isfinite(loudness):
        return loudness < _QUIET
    return not tagger.machine(judged, row) or float(judged.heard.shares[row].max()) < _UNDECIDED


def _nearness(tagger: Tagger, rows: Sequence[int]) -> Floats:
    """(rows, rows): cosines of the points, measured from the middle of all posts; of letter groups without points."""
    heard = tagger.judged.heard
    if heard.points.shape[1]:
        points = vectors.unit(heard.points - heard.points.mean(axis=0))[list(rows)]
        return points @ points.T
    spelled = heard.spelled.take(rows)
    return ngrams.index(spelled).nearness(spelled)


def _joined(near: Floats, least: float) -> list[list[int]]:
    """Average linkage: groups are joined while they are on average nearer than `least`; small ones are left out."""
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform

    apart = np.maximum(1 - near.astype(np.float64), 0)
    np.fill_diagonal(apart, 0)
    tree = hierarchy.linkage(squareform(apart, checks=False), "average")
    labels = hierarchy.fcluster(tree, 1 - least, "distance")
    members: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(place)
    return [own for own in members.values() if len(own) >= FEWEST]


def _words(posts: Sequence[Terms], keys: Sequence[str]) -> tuple[Telling, ...]:
    own = set(keys)
    taken: set[str] = set()
    kept: list[Telling] = []
    for one in terms.telling(posts, [float(each.post.translation_key in own) for each in posts]):
        if not taken.intersection(one.stems) and len(kept) < _MOST_WORDS:
            taken.update(one.stems)
            kept.append(one)
    return tuple(kept)


def _langs(groups: Mapping[str, TranslationGroup]) -> list[str]:
    return list(dict.fromkeys(lang for group in groups.values() for lang in group.posts))
