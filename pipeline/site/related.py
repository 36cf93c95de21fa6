"""Related posts: those that share themes and topics, whatever their language.

Each theme and topic is a row of groups by date, and a post looks only at its neighbours in the rows it stands in: the
work a post is small, and a new post changes the pages of its neighbours, never those of a whole theme.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.model.post import Post, TranslationGroup
from pipeline.site import shelf as shelves
from pipeline.site.shelf import Shelf
from pipeline.site.terms import topic_key

SHOWN = 3
_REACH = 5
_THEME = 1.0
"""A theme counts as little as a topic that endlessly many posts share: themes are few and wide."""


class Related:
    """Finds the nearest groups of each group."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._rows: dict[str, list[str]] = defaultdict(list)
        self._signs = {key: tuple(_signs(shelf, group)) for key, group in shelf.groups.items()}
        for key in sorted(shelf.groups, key=lambda key: (_first(shelf.groups[key]), key)):
            for sign in self._signs[key]:
                self._rows[sign].append(key)
        self._places = {sign: {key: place for place, key in enumerate(row)} for sign, row in self._rows.items()}

    def posts(self, post: Post) -> tuple[Post, ...]:
        """At most three, the nearest first: in the language of `post` where there is one, never a part of its series,
        whatever that is called in their language.
        """
        order = sorted((-score, key) for key, score in self._scores(post.translation_key).items())
        found = shelves.nearest(self._shelf, (key for _, key in order), post.lang)
        own = shelves.keys(self._shelf.series[post.lang, post.series] if post.series else ())
        other = (near for near in found if near.translation_key not in own)
        return tuple(near for near, _ in zip(other, range(SHOWN), strict=False))

    def _scores(self, key: str) -> Mapping[str, float]:
        scores: dict[str, float] = defaultdict(float)
        for sign in self._signs[key]:
            row, place = self._rows[sign], self._places[sign][key]
            weight = _THEME if sign.startswith("=") else 1 + 2 / math.log(1 + len(row)) if len(row) > 1 else 0.0
            for other in range(max(0, place - _REACH), min(len(row), place + _REACH + 1)):
                if other != place:
                    # The nearer in time, the better, but never better than one more thing in common.
                    scores[row[other]] += weight + 0.01 * (_REACH - abs(other - place))
        return scores


def _signs(shelf: Shelf, group: TranslationGroup) -> Iterable[str]:
    yield from (f"={theme}" for theme in shelf.themes[group.key])
    yield from dict.fromkeys(f"#{topic_key(topic)}" for post in group.posts.values() for topic in post.topics)


def _first(group: TranslationGroup) -> str:
    return min(shelves.day(post) for post in group.posts.values()).isoformat()
