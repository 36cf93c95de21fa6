"""What a short message names side by side it asks for, and what it only mentions or denies it does not."""

from __future__ import annotations

import pytest

from pipeline.model.theme import Theme
from pipeline.runs import semantic
from pipeline.themes import naming
from pipeline.themes.tagging import Tagger

THEMES = {
    "performance": Theme(
        id="performance",
        name={"en": "Performance", "de": "Performance", "da": "Performance"},
        description={"en": "Response times and load times: what is slow, and how to keep it fast."},
        keywords={"en": ("latency", "load test"), "de": ("Latenz", "Lasttest"), "da": ("latens", "belastningstest")},
    ),
    "discovery": Theme(
        id="discovery",
        name={"en": "Architecture discovery", "de": "Architektur-Discovery", "da": "Arkitekturafklaring"},
        description={"en": "Before anything is built: what the system has to do and where to cut it."},
        keywords={"en": ("event storming",), "de": ("Event Storming",), "da": ("event storming",)},
    ),
    "costs": Theme(
        id="costs",
        name={"en": "Cloud costs", "de": "Cloud-Kosten", "da": "Cloud-omkostninger"},
        description={"en": "What running in the cloud costs, and why."},
        keywords={"en": ("FinOps",), "de": ("FinOps",), "da": ("FinOps",)},
    ),
}
NAMES = {"performance": ("performance", "latenz"), "discovery": ("event storming",), "costs": ("finops",)}
EVEN = dict.fromkeys(THEMES, 1 / 3)
MEANING = pytest.param(
    True, id="by meaning", marks=pytest.mark.skipif(not semantic.is_installed(), reason="the extra semantic is missing")
)
SENTENCES = {
    "en": "Can you help with performance and with event storming?",
    "de": "Wir brauchen Hilfe bei Performance und bei Event Storming.",
    "da": "Kan I hjælpe os med performance og event storming?",
}


def _found(piece: str) -> set[str]:
    return {theme for theme, names in NAMES.items() if any(name in piece.casefold() for name in names)}


def _named(text: str, lang: str = "en") -> set[str]:
    return naming.side_by_side(text, lang, EVEN, _found)


@pytest.mark.parametrize("meaning", [pytest.param(False, id="by words"), MEANING])
@pytest.mark.parametrize("lang", SENTENCES)
def test_both_themes_of_a_sentence_that_names_two_share_alike(lang: str, meaning: bool) -> None:
    tags = Tagger(THEMES, (), semantic.unkept() if meaning else None).text(SENTENCES[lang], lang)
    assert {tag.theme: round(tag.weight, 3) for tag in tags} == {"discovery": 0.5, "performance": 0.5}
    assert all(tag.evidence for tag in tags)
    assert [tag.weight for tag in tags] == sorted((tag.weight for tag in tags), reverse=True)


@pytest.mark.parametrize(
    ("lang", "text", "themes"),
    [
        ("en", "Interested in event storming, performance and FinOps.", {"discovery", "performance", "costs"}),
        ("en", "Performance is bad. We also look for event storming.", {"discovery", "performance"}),
        ("en", "What we need:\n- performance\n- FinOps", {"performance", "costs"}),
        ("en-GB", "Quote for FinOps + performance", {"performance", "costs"}),
        ("de", "Die Latenz ist schlecht. Außerdem suchen wir jemanden für FinOps.", {"performance", "costs"}),
        ("fr", "Event storming & performance", {"discovery", "performance"}),
        ("en", "Help us not only with performance but also with event storming.", {"discovery", "performance"}),
        ("en", "We don't just want performance,\nbut FinOps.", {"performance", "costs"}),
        ("en", "It is not only performance. We also look for event storming.", {"discovery", "performance"}),
        ("de", "Nicht nur bei Performance, sondern auch bei Event Storming.", {"discovery", "performance"}),
        ("de", "Es geht nicht allein um die Latenz, sondern ebenso um FinOps.", {"performance", "costs"}),
        ("da", "Ikke kun til performance, men også til event storming.", {"discovery", "performance"}),
    ],
)
def test_lists_signs_and_a_sentence_that_adds_join(lang: str, text: str, themes: set[str]) -> None:
    assert _named(text, lang) == themes


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We need performance and prices."),
        ("en", "We do not have a performance problem and need event storming."),
        ("en", "We don't want FinOps and performance"),
        ("de", "Es geht nicht um Performance und FinOps."),
        ("da", "Det handler ikke om performance og FinOps."),
        ("en", "Not performance but event storming."),
        ("de", "Nicht Performance, sondern FinOps."),
        ("da", "Ikke performance, men FinOps."),
        ("en", "Not only performance, but we do not need event storming."),
        ("en", "Event storming since our performance went down"),
        ("en", "Thanks for your talk on FinOps. Could you send an offer for event storming?"),
        ("en", "Our performance is bad, since we moved to FinOps last year"),
        ("en", "Performance and FinOps. " + "We tell you more on the phone. " * 8),
        ("en", "Performance and FinOps.\n" + "we\ntell\nyou\nmore\n" * 10),
        ("en", ""),
        ("en", ", , , and and & - + /"),
        pytest.param("en", "and," * 100_000, id="no end of joints"),
        pytest.param("en", "n" * 400_000 + " n't only" * 10, id="no end of denials"),
    ],
)
def test_what_is_mentioned_on_the_way_or_denied_is_not_asked_for(lang: str, text: str) -> None:
    assert _named(text, lang) == set()


def test_of_several_keywords_in_a_piece_the_surest_theme_is_meant() -> None:
    text = "Performance for event storming and FinOps"
    assert naming.side_by_side(text, "en", {**EVEN, "discovery": 0.9}, _found) == {"discovery", "costs"}


def test_a_message_about_one_theme_has_that_alone() -> None:
    tagger = Tagger(THEMES)
    assert {tag.theme: tag.weight for tag in tagger.text("We need a load test and someone who reads it.", "en")} == {
        "performance": 1.0
    }
    assert tagger.text("Please call me back and bring time.", "en") == ()
