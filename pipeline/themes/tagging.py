"""Which themes a text promotes: set by hand, else by the words of the lexicon; none is an answer too."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Tag, Theme
from pipeline.posts import words
from pipeline.themes import lexicon
from pipeline.themes.lexicon import Hit, Lexicon

_TITLE_COUNTS = 3
_SECOND_THEME = 1 / 3
"""A further theme needs this share of the first one's score."""
_SHORT = 80
"""Words under which one keyword is evidence enough, even a shared one; a longer text needs a score of 2."""
_DOUBT = 1.0
"""Score of "none of these": a probability is a theme's score against all scores and this one."""


class Tagger:
    """Tags groups and messages with `themes`; one lexicon a language, built when first needed."""

    def __init__(self, themes: Mapping[str, Theme]) -> None:
        self._themes = themes
        self._lexicons: dict[str, Lexicon] = {}

    def group(self, group: TranslationGroup) -> tuple[Tag, ...]:
        """One answer for all languages of a group: themes set by hand in any of them, else their words together."""
        by_hand = dict.fromkeys(theme for post in group.posts.values() for theme in post.themes)
        if by_hand:
            return tuple(Tag(theme=theme, weight=1 / len(by_hand), by="human") for theme in by_hand)
        hits = [hit for post in group.posts.values() for hit in self._hits(_text(post), post.lang)]
        return _tags(hits, min((post.words for post in group.posts.values()), default=0))

    def text(self, text: str, lang: str) -> tuple[Tag, ...]:
        """The themes of a message."""
        return _tags(self._hits(text, lang), len(text.split()))

    def _hits(self, text: str, lang: str) -> tuple[Hit, ...]:
        if lang not in self._lexicons:
            self._lexicons[lang] = lexicon.build(self._themes.values(), lang)
        return self._lexicons[lang].hits(text)


def tag_all(groups: Iterable[TranslationGroup], themes: Mapping[str, Theme]) -> dict[str, tuple[Tag, ...]]:
    """The tags of every group, by translation key."""
    tagger = Tagger(themes)
    return {group.key: tagger.group(group) for group in groups}


def _text(post: Post) -> str:
    head = f"{post.title}\n" * _TITLE_COUNTS
    return f"{head}{post.description}\n{words.plain(post.body)}"


def _tags(hits: Iterable[Hit], length: int) -> tuple[Tag, ...]:
    scores: dict[str, float] = defaultdict(float)
    evidence: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for hit in hits:
        # A word repeated ten times is no ten words; one that several themes claim is shared among them.
        score = (1 + math.log(hit.times)) / len(hit.entry.themes)
        for theme in hit.entry.themes:
            scores[theme] += score
            evidence[theme][hit.entry.keyword] += score
    best = max(scores.values(), default=0.0)
    if best < (0.5 if length < _SHORT else 2):
        return ()
    kept = {theme: score for theme, score in scores.items() if score >= best * _SECOND_THEME}
    total, certain = sum(kept.values()), sum(scores.values()) + _DOUBT
    return tuple(
        Tag(
            theme=theme,
            weight=score / total,
            by="machine",
            probability=score / certain,
            evidence=tuple(sorted(evidence[theme], key=lambda word: (-evidence[theme][word], word))[:8]),
        )
        for theme, score in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
    )
