"""Terms of posts, words and pairs of words, and which of them tell some posts from the rest.

Log-odds with an informative Dirichlet prior: Monroe, Colaresi & Quinn, "Fightin' Words", Political Analysis 16 (2008),
equations 15, 20 and 22. The prior is the language's own posts all together, so that a rare word needs more than chance.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import function_words
from pipeline.model.language import primary
from pipeline.model.post import Post
from pipeline.posts import words
from pipeline.themes import stemming, subjects
from pipeline.themes.lexicon import Stems

SIGNIFICANT = 1.645
"""The z-value that chance alone exceeds once in twenty times; only words that are more frequent are looked at."""
_PRIOR, _MOST_PRIOR = 0.1, 500.0
"""The share of all words, and the most of them, that weighs as much as the assumption that a word is as frequent here
as everywhere."""
_MOST_A_POST = 3
"""A word that one post repeats is that post's word, not the theme's."""
_LETTERS = 3
_PHRASE = re.compile(r"[^\n.,;:!?()\[\]„“”\"»«–—|]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one post, each as often as it counts, and how each is written."""

    post: Post
    times: Mapping[Stems, int]
    written: Mapping[Stems, Counter[str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """A term that some posts have more than the rest: `z` is how surely; `inside` and `outside` name posts by id."""

    stems: Stems
    term: str
    z: float
    inside: tuple[str, ...]
    outside: tuple[str, ...]


def read(post: Post) -> Terms:
    """The terms of a post."""
    stem = stemming.stemmer(primary(post.lang))
    times: Counter[Stems] = Counter()
    written: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for term in _terms(subjects.composed(f"{post.title}\n{post.description}\n{words.plain(post.body)}")):
        stems = tuple(stem(word.lower()) for word in term)
        times[stems] += 1
        written[stems][" ".join(term)] += 1
    return Terms(post, {stems: min(count, _MOST_A_POST) for stems, count in times.items()}, written)


def telling(posts: Sequence[Terms], shares: Sequence[float], fewest: int = 2) -> list[Telling]:
    """The terms that tell posts from the rest, the surest first; `shares` says how much of each post is inside.

    A term needs `fewest` posts inside, since one post alone is no pattern.
    """
    here: defaultdict[Stems, float] = defaultdict(float)
    everywhere: Counter[Stems] = Counter()
    for terms, share in zip(posts, shares, strict=True):
        for stems, times in terms.times.items():
            everywhere[stems] += times
            here[stems] += times * share
    inside = [terms for terms, share in zip(posts, shares, strict=True) if share >= 0.5]
    having = Counter(stems for terms in inside for stems in terms.times)
    sizes = (sum(here.values()), everywhere.total())
    found = [(_z(here[stems], everywhere[stems], sizes), stems) for stems, count in having.items() if count >= fewest]
    ranked = sorted((-z, stems) for z, stems in found if z >= SIGNIFICANT)
    return [_telling(stems, -z, posts, inside) for z, stems in ranked]


def apart(found: Iterable[Telling], most: int, known: Collection[str] = ()) -> tuple[Telling, ...]:
    """The first `most` of `found` that share no stem with `known` or with one before them."""
    taken = set(known)
    kept: list[Telling] = []
    for one in found:
        if len(kept) == most:
            break
        if taken.isdisjoint(one.stems):
            taken.update(one.stems)
            kept.append(one)
    return tuple(kept)


def _z(here: float, everywhere: float, sizes: tuple[float, float]) -> float:
    """The log-odds of a term here against there, over its standard deviation."""
    size, total = sizes
    if not everywhere < total:  # a term that is all there is divides nothing
        return 0.0
    assumed = min(_PRIOR * total, _MOST_PRIOR)
    prior = assumed * everywhere / total
    there, other_size = everywhere - here, total - size
    odds = math.log((here + prior) / (size + assumed - here - prior))
    others = math.log((there + prior) / (other_size + assumed - there - prior))
    return (odds - others) / math.sqrt(1 / (here + prior) + 1 / (there + prior))


def _telling(stems: Stems, z: float, posts: Sequence[Terms], inside: Sequence[Terms]) -> Telling:
    written: Counter[str] = Counter()
    for terms in inside:
        written += terms.written.get(stems, Counter())
    own = {terms.post.id for terms in inside}
    having = [terms.post.id for terms in posts if stems in terms.times]
    term = min(written, key=lambda form: (-written[form], form))
    return Telling(
        stems,
        term,
        z,
        tuple(post for post in having if post in own),
        tuple(post for post in having if post not in own),
    )


def _terms(text: str) -> Iterator[tuple[str, ...]]:
    """Words that are not small, and neighbours among them within a phrase."""
    for phrase in _PHRASE.findall(text):
        before: str | None = None
        for word in _WORD.findall(phrase):
            counts = sum(letter.isalpha() for letter in word) >= _LETTERS and not function_words.is_small(word.lower())
            if counts:
                yield (word,)
                if before is not None:
                    yield before, word
            before = word if counts else None
