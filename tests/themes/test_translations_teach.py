"""Translations lead from a language that the embedding does not know to one that it does, once there are enough."""

from __future__ import annotations

import pytest

from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.themes.space import Pairs
from pipeline.themes.tagging import Tagger
from tests.themes.test_hostile_texts import THEMES

pytestmark = pytest.mark.skipif(not installed(), reason="the extra `semantic` is not installed")

SAID = {
    "en": ("The bread bakes in the hot oven for {} minutes.", "The boat sails into the old harbour within {} hours."),
    "da": ("Brødet bager i den varme ovn i {} minutter.", "Båden sejler ind i den gamle havn på {} timer."),
    "fi": ("Leipä paistuu kuumassa uunissa {} minuuttia.", "Vene purjehtii vanhaan satamaan {} tunnissa."),
}


@pytest.mark.parametrize(("lang", "enough"), [("da", 30), ("fi", 60)])
def test_messages_are_carried_over_by_enough_translations(lang: str, enough: int) -> None:
    rows = [
        {tag: said[number % 2].format(number) for tag, said in SAID.items() if tag in ("en", lang)}
        for number in range(enough)
    ]
    few, many = (_tagger(Pairs(tuple(rows[:count]))) for count in (20, enough))
    asked = [said.format(700) for said in SAID[lang]]
    found = [[(tag.theme, tag.via) for tag in many.text(text, lang)] for text in asked]
    assert found == [[("baking", "map")], [("sailing", "map")]]
    assert all(tag.via == "embedding" for text in asked for tag in few.text(text, lang))


def _tagger(pairs: Pairs) -> Tagger:
    return Tagger(THEMES, (), UniversalSentenceEncoder(), lambda: pairs)
