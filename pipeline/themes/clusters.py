"""Themes that posts contain and themes.toml lacks: posts near each other, and far from every theme that there is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.post import TranslationGroup
from pipeline.themes import ngrams, passages, terms, vectors
from pipeline.themes.hearing import Heard
from pipeline.themes.tagging import Tagger
from pipeline.themes.terms import Telling, Terms
from pipeline.themes.vectors import Floats

FEWEST = 3
"""Posts that make a theme."""
_QUIET = 1.1
"""How near the nearest theme is to a post that may not belong to it: of posts of a theme left out nearly all lie
below, of others four of five above."""
_UNDECIDED = 0.5
"""The same without an embedding, for the share of the likeliest theme."""
_NEAR_IN_MEANING, _NEAR_IN_WORDS = 0.15, 0.05
"""How near the posts of a cluster are on average: cosines of what they have beyond what all posts have."""
_MOST_POSTS, _MOST_COMPARED = 3000, 300
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
    if judged.heard.points.shape[1]:
        loudness = float(judged.heard.loudness[row])
        return math.isfinite(loudness) and loudness < _QUIET
    return not tagger.machine(judged, row) or float(judged.heard.shares[row].max()) < _UNDECIDED


def _nearness(tagger: Tagger, rows: Sequence[int]) -> Floats:
    """(rows, rows): cosines of the points, measured from the middle of all posts; of letter groups without points.

    In a language that the embedding does not know, posts are near for their language: there it is the middle of those.
    """
    heard = tagger.judged.heard
    if heard.points.shape[1]:
        away = heard.points - heard.points.mean(axis=0)
        for unknown in _in_unknown_languages(heard):
            away[unknown] -= away[unknown].mean(axis=0)
        points = vectors.unit(away)[list(rows)]
        return points @ points.T
    return _near_in_letters(heard, rows)


def _near_in_letters(heard: Heard, rows: Sequence[int]) -> Floats:
    """(rows, rows): nearness beyond what any two posts of a language have in common."""
    spelled = heard.spelled.take(rows)
    near = ngrams.index(spelled).nearness(spelled)
    langs = [frozenset(text.lang for text in subject.texts) for subject in heard.subjects]
    for spoken in set(langs):
        all_of_it = passages.spread([row for row, lang in enumerate(langs) if lang == spoken], _MOST_COMPARED)
        others = heard.spelled.take(all_of_it)
        apart = ~np.eye(len(all_of_it), dtype=bool)
        own = np.array([langs[row] == spoken for row in rows])
        if apart.any():
            near[np.ix_(own, own)] -= ngrams.index(others).nearness(others)[apart].mean()
    return near


def _in_unknown_languages(heard: Heard) -> list[list[int]]:
    """The rows of each language, or of each group of languages, that the embedding does not know."""
    found: dict[frozenset[str], list[int]] = {}
    for row, subject in enumerate(heard.subjects):
        if not heard.is_known(row):
            found.setdefault(frozenset(text.lang for text in subject.texts), []).append(row)
    return list(found.values())


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
    shares = [float(each.post.translation_key in own) for each in posts]
    return terms.apart(terms.telling(posts, shares), _MOST_WORDS)


def _langs(groups: Mapping[str, TranslationGroup]) -> list[str]:
    return list(dict.fromkeys(lang for group in groups.values() for lang in group.posts))
