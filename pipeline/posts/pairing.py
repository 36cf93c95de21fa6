"""Which posts look like translations of each other: suggestions with a score and with what speaks for them.

Vectors of what survives translation, weighed by rarity and place; a pair must be each other's best match, by a
margin. Tried and measured in docs/ingest-text.md.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.model.post import Post
from pipeline.posts import features

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_WEIGHTS = {
    features.LINK: 3.0,
    features.CODE: 2.0,
    features.NUMBER: 2.0,
    features.FACT: 1.5,
    features.NAME: 1.0,
    features.SHORT: 1.0,
    features.LONG: 1.0,
}
_PLACES = 5
"""A feature counts where it stands: it is shared out between the two nearest of five places along the text."""
_PRIOR_POSTS = 10
"""Posts that are assumed beside those that there are: of two posts alone, everything shared would look rare."""
_COMMON = 0.1
_MANY_POSTS = 200
_BLOCK = 512

_DAY = re.compile(rf"{features.FACT}\d{{4}}-\d\d-\d\d")

_LEAST = -0.8
_STEEPNESS, _EVEN = 4.0, -1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two posts, by their ids, that may be translations; `score` is a probability, `evidence` is for people."""

    one: str
    other: str
    score: float
    evidence: tuple[str, ...]


def suggest(posts: Sequence[Post]) -> tuple[Suggestion, ...]:
    """Likely translations among posts of different languages that share no translation key, the surest first.

    A post is only matched with a language that its group lacks. Suggestions never contradict each other: taken
    together they make groups of one post a language.
    """
    if len({post.lang for post in posts}) < 2:
        return ()
    vectors = _Vectors(posts)
    links = {
        pair: score for pair, score in _links(posts, vectors) if score > 0 and not vectors.share_a_day_alone(*pair)
    }
    found = [
        Suggestion(one=posts[a].id, other=posts[b].id, score=score, evidence=vectors.evidence(a, b))
        for (a, b), score in _closed(posts, links).items()
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)))


class _Vectors:
    """One sparse row of unit length a post."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._names: dict[str, int] = {}
        self._written: list[str] = []
        rows = [self._row(post) for post in posts]
        weights = self._rarity(rows, len({post.lang for post in posts}))
        from scipy.sparse import csr_array

        data = [values * weights[columns // _PLACES] for columns, values in rows]
        data = [values / (np.linalg.norm(values) or 1.0) for values in data]
        starts = np.cumsum([0, *(len(values) for values in data)])
        shape = (len(rows), len(self._names) * _PLACES)
        matrix = csr_array((np.concatenate(data), np.concatenate([c for c, _ in rows]), starts), shape=shape)
        matrix.eliminate_zeros()
        self._matrix: Any = matrix
        self._kinds = list(self._names)

    def similar(self, some: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, Floats]]:
        """Blocks of the matrix of similarities, each with the number of its first row."""
        right = self._matrix[list(others)].T.tocsc()
        for start in range(0, len(some), _BLOCK):
            yield start, (self._matrix[list(some[start : start + _BLOCK])] @ right).toarray()

    def evidence(self, a: int, b: int) -> tuple[str, ...]:
        """What the two share, the weightiest first, by kind: `numbers: 43200, 300`."""
        (columns, values), (other_columns, other_values) = self._entries(a), self._entries(b)
        shared, here, there = np.intersect1d(columns, other_columns, assume_unique=True, return_indices=True)
        which, places = np.unique(shared // _PLACES, return_inverse=True)
        weighed = np.bincount(places, values[here] * other_values[there])
        by_kind: dict[str, dict[str, None]] = {}
        for feature in which[np.argsort(-weighed, kind="stable")[:12]]:
            by_kind.setdefault(features.kind(self._kinds[feature]), {})[self._written[feature]] = None
        return tuple(f"{kind}: {', '.join(list(said)[:5])}" for kind, said in by_kind.items())

    def share_a_day_alone(self, a: int, b: int) -> bool:
        """Whether nothing but the date speaks for them: of two short notes it would seem to say everything."""
        shared = np.intersect1d(self._entries(a)[0], self._entries(b)[0], assume_unique=True) // _PLACES
        return all(_DAY.fullmatch(self._kinds[feature]) for feature in shared)

    def _entries(self, row: int) -> tuple[Ints, Floats]:
        inside = slice(self._matrix.indptr[row], self._matrix.indptr[row + 1])
        return self._matrix.indices[inside], self._matrix.data[inside]

    def _row(self, post: Post) -> tuple[Ints, Floats]:
        """Columns and values before weighing: of several occurrences near a place the nearest counts."""
        names = self._names
        which: list[int] = []
        where: list[float] = []
        for forms, place, written in features.marks(post):
            for feature in forms:
                number = names.setdefault(feature, len(names))
                if number == len(self._written):
                    self._written.append(written)
                which.append(number)
                where.append(place)
        places = np.array(where) * (_PLACES - 1)
        left = np.minimum(places.astype(np.int64), _PLACES - 2)
        columns = np.array(which, np.int64) * _PLACES + left
        columns, values = np.concatenate([columns, columns + 1]), np.concatenate([left + 1 - places, places - left])
        order = np.lexsort((values, columns))
        columns, values = columns[order], values[order]
        last = np.append(columns[1:] != columns[:-1], True)[: len(columns)] & (values > 0)
        return columns[last], values[last]

    def _rarity(self, rows: Sequence[tuple[Ints, Floats]], languages: int) -> Floats:
        """Weight a feature: that of its kind times the logarithm of its rarity beyond one group of translations."""
        met = np.zeros(len(self._names))
        for columns, _ in rows:
            met[np.unique(columns // _PLACES)] += 1
        kinds = np.array([_WEIGHTS[name[0]] * _significance(name) for name in self._names])
        rarity: Floats = kinds * np.log((len(rows) + _PRIOR_POSTS) / (np.maximum(met - languages, 0) + 1))
        if len(rows) > _MANY_POSTS:  # What stands in every tenth post costs most of the time and decides nothing.
            rarity[met > _COMMON * len(rows)] = 0
        return rarity


def _significance(feature: str) -> float:
    """Small numbers and years stand in many texts by chance."""
    if feature[0] != features.NUMBER:
        return 1.0
    digits = feature[1:]
    if len(digits) <= 2:
        return 0.25 * len(digits)
    return 0.6 if re.fullmatch(r"(19|20)\d\d", digits) else 1.0


def _links(posts: Sequence[Post], vectors: _Vectors) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs that are each other's best match, with their score; 0 where the margin is too small."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for post in posts:
        spoken[post.translation_key].add(post.lang)
    for one, other in itertools.combinations(sorted({post.lang for post in posts}), 2):
        some = [n for n, post in enumerate(posts) if post.lang == one and other not in spoken[post.translation_key]]
        others = [n for n, post in enumerate(posts) if post.lang == other and one not in spoken[post.translation_key]]
        if some and others:
            for a, b, best, second in _mutual(vectors, some, others):
                yield (some[a], others[b]), _score(best, second, len(some) + len(others) - 2)


def _mutual(vectors: _Vectors, some: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int, float, float]]:
    """Row, column, similarity and the best similarity of either with a third, of mutual best matches."""
    best_row, second_row = np.zeros(len(others)), np.zeros(len(others))
    whose = np.full(len(others), -1)
    rows: list[tuple[int, float, float]] = []
    for start, block in vectors.similar(some, others):
        for offset, similar in enumerate(block):
            top = int(similar.argmax())
            runner_up = float(np.partition(similar, -2)[-2]) if len(similar) > 1 else 0.0
            rows.append((top, float(similar[top]), runner_up))
            beaten = similar > best_row
            second_row = np.where(beaten, best_row, np.maximum(second_row, similar))
            whose[beaten] = start + offset
            best_row = np.maximum(best_row, similar)
    for row, (column, best, runner_up) in enumerate(rows):
        if whose[column] == row:
            yield row, column, best, max(runner_up, float(second_row[column]))


def _score(best: float, second: float, rivals: int) -> float:
    """A probability from the similarity and its distance to the next; 0 below what we dare to suggest.

    Among few rivals the next best may be far off by chance, so one is assumed.
    """
    if best <= 0:
        return 0.0
    distance = math.log(best / max(second, 0.01, 0.16 / (1 + rivals / 2))) + 0.5 * math.log(best)
    return 1 / (1 + math.exp(-_STEEPNESS * (distance - _EVEN))) if distance >= _LEAST else 0.0


def _closed(posts: Sequence[Post], links: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The pairs within the groups that the links make, the surest link first; a group has one post a language.

    Translations of one text are translations of each other: that finds pairs too far apart to see, and drops links
    that contradict surer ones. A pair seen only through a third post scores the product of its links.
    """
    cluster: dict[int, frozenset[int]] = {}
    groups: dict[str, list[int]] = defaultdict(list)
    for number, post in enumerate(posts):
        groups[post.translation_key].append(number)
    for members in groups.values():
        cluster.update(dict.fromkeys(members, frozenset(members)))
    kept: dict[tuple[int, int], float] = {}
    for (a, b), score in sorted(links.items(), key=lambda link: (-link[1], link[0])):
        if cluster[a] is not cluster[b]:
            both = cluster[a] | cluster[b]
            if len({posts[n].lang for n in both}) < len(both):
                continue
            cluster.update(dict.fromkeys(both, both))
        kept[a, b] = score
    pairs: dict[tuple[int, int], float] = {}
    for together in dict.fromkeys(cluster.values()):
        pairs |= _within(posts, sorted(together), kept)
    return pairs


def _within(
    posts: Sequence[Post], members: Sequence[int], kept: dict[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Scores of all pairs of one cluster that share no key: the best path of links between them."""
    if len(members) < 2:
        return {}
    best = {(a, b): kept.get((a, b), kept.get((b, a), 0.0)) for a in members for b in members}
    for a, b in itertools.permutations(members, 2):
        if posts[a].translation_key == posts[b].translation_key:
            best[a, b] = 1.0
    for middle, a, b in itertools.product(members, members, members):
        best[a, b] = max(best[a, b], best[a, middle] * best[middle, b])
    return {
        (a, b): best[a, b]
        for a, b in itertools.combinations(members, 2)
        if posts[a].translation_key != posts[b].translation_key
    }
