"""Keywords that themes.toml lacks: words that posts of one theme have, and those of the others have not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.language import primary
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Tag, Theme
from pipeline.themes import stemming, subjects, terms
from pipeline.themes.terms import Telling, Terms

MOST = 8
"""Suggestions for one theme in one language."""
_FEWEST = 2
"""Posts of the theme that a keyword needs; of many posts, their square root, for chance finds some words in two."""
_PURE = 0.75
"""A keyword counts in every post that has it: so many of these must be the theme's own."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Keywords that a theme may get in a language, the surest first."""

    theme: str
    lang: str
    words: tuple[Telling, ...]


def suggest(
    groups: Iterable[TranslationGroup], tags: Mapping[str, Sequence[Tag]], themes: Mapping[str, Theme]
) -> tuple[Suggested, ...]:
    """For each language and theme the words that divide; a theme with a single post has none.

    A tag set by hand counts whole, the machine's by its probability.
    """
    by_lang: dict[str, list[Terms]] = {}
    for group in groups:
        for lang, post in group.posts.items():
            by_lang.setdefault(lang, []).append(terms.read(post))
    found = []
    for lang, posts in by_lang.items():
        known = _known(themes, lang)
        for theme in themes:
            shares = [_share(tags[one.post.translation_key], theme) for one in posts]
            own = sum(share >= 0.5 for share in shares)
            telling = terms.telling(posts, shares, max(_FEWEST, math.isqrt(own)))
            words = terms.apart(filter(_is_pure, telling), MOST, known)
            if words:
                found.append(Suggested(theme, lang, words))
    return tuple(found)


def _share(tags: Sequence[Tag], theme: str) -> float:
    return sum(tag.weight * (1.0 if tag.probability is None else tag.probability) for tag in tags if tag.theme == theme)


def _known(themes: Mapping[str, Theme], lang: str) -> frozenset[str]:
    """The stems of all keywords: a word that belongs to one says nothing new."""
    base = primary(lang)
    stem = stemming.stemmer(base)
    said = (
        word
        for theme in themes.values()
        for tag in (lang, base)
        for word in (*theme.keywords.get(tag, ()), theme.name.get(tag, ""))
    )
    return frozenset(stem(part) for word in said for part in subjects.composed(word.lower()).replace("-", " ").split())


def _is_pure(term: Telling) -> bool:
    return len(term.inside) >= _PURE * (len(term.inside) + len(term.outside))
