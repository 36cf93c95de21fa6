"""How much of a post each of several themes has."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from bench import themes_mixed
from pipeline.edges.encoder import UniversalSentenceEncoder, installed

pytestmark = pytest.mark.skipif(not installed(), reason="the extra `semantic` is not installed")


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "wrong", "found"), [("en", 0.21, 0.87), ("de", 0.21, 0.87), ("da", 0.21, 0.9)])
def test_posts_of_two_topics_have_both_in_their_parts(shared: Path, lang: str, wrong: float, found: float) -> None:
    """Four draws: halves of posts are found in nine of ten, and posts about one topic have hardly any other."""
    encode = UniversalSentenceEncoder()
    draws = [themes_mixed.scored(shared / "data" / "themes", lang, seed, encode) for seed in range(4)]
    halves = [draw[6, 6] for draw in draws]
    assert fmean(half.wrong for half in halves) <= wrong
    assert fmean(half.found for half in halves) >= found
    assert fmean(draw[(12,)].further for draw in draws) <= 0.2


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_is_about_none_of_the_themes_speaks_for_none(shared: Path, lang: str) -> None:
    """Two thirds of each post are about topics that no theme names."""
    encode = UniversalSentenceEncoder()
    draws = [themes_mixed.strayed(shared / "data" / "themes", lang, seed, 16, encode) for seed in range(4)]
    assert fmean(draw.further for draw in draws) <= 0.45
