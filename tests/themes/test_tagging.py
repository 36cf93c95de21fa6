"""Themes by hand, by words, and none; with evidence, in any language."""

from __future__ import annotations

import pytest

from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.themes import explaining, queue
from pipeline.themes.tagging import Tagger

THEMES = {
    "performance": Theme(
        id="performance",
        name={"en": "Performance", "de": "Performance"},
        description={},
        keywords={"en": ("latency", "load test", "slow"), "de": ("Latenz", "Lasttest", "langsam")},
    ),
    "testing": Theme(
        id="testing",
        name={"en": "Test suites"},
        description={},
        keywords={"en": ("test suite", "slow"), "de": ("Testen",)},
    ),
}


def _group(lang: str, body: str, *, title: str = "T", themes: tuple[str, ...] | None = None) -> TranslationGroup:
    post = Post(
        id=f"k.{lang}", path="p", lang=lang, title=title, published=None, translation_key="k", slug="k",
        body=body, body_line=1, words=len(body.split()), themes=themes,
    )  # fmt: skip
    return TranslationGroup("k", {lang: post})


def test_themes_set_by_hand_win_and_share_the_weight() -> None:
    tags = Tagger(THEMES).group(_group("en", "latency latency", themes=("testing", "performance")))
    assert [(tag.theme, tag.weight, tag.by, tag.probability) for tag in tags] == [
        ("testing", 0.5, "human", None),
        ("performance", 0.5, "human", None),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "theme", "evidence"),
    [
        ("en", "Our latencies are bad", "performance", ("latency",)),
        ("en", "We ran load tests all night", "performance", ("load test",)),
        ("de", "Die langsamen Latenzen", "performance", ("Latenz", "langsam")),
        ("de-ch", "Wir testen", "testing", ("Testen",)),
        ("de", "Unsere Datenbanklatenz, Lasttestberichte", "performance", ("Lasttest", "Latenz")),
        ("fr", "la latency du système", "performance", ("latency",)),
    ],
)
def test_words_decide_by_their_stems_and_are_named(lang: str, text: str, theme: str, evidence: tuple[str, ...]) -> None:
    tags = Tagger(THEMES).text(text, lang)
    assert tags[0].theme == theme
    assert tags[0].evidence == evidence


@pytest.mark.parametrize(
    ("lang", "keyword", "text"),
    [
        ("pl", "wydajność", "O wydajności"),
        ("pl", "decyzja", "Spis decyzji"),
        ("pl", "Dług techniczny", "Bez długu technicznego"),
        ("cs", "výkon", "O výkonu"),
        ("pt", "reunião", "As reuniões"),
        ("pt", "migrações", "Uma migração"),
        ("pt", "imagem", "As imagens"),
        ("pt-br", "aplicação móvel", "As aplicações móveis"),
        ("pt", "canal", "Dois canais"),
        ("pt", "ágil", "Métodos ágeis"),
        ("pt", "perfil", "Os perfis"),
        ("pt", "wiki", "As wikis"),
    ],
)
def test_a_keyword_is_met_in_its_other_cases(lang: str, keyword: str, text: str) -> None:
    theme = Theme(id="own", name={lang: "Xyz"}, description={}, keywords={lang: (keyword,)})
    assert [tag.evidence for tag in Tagger({"own": theme}).text(text, lang)] == [(keyword,)]


def test_each_theme_is_told_by_its_own_keywords_the_weightiest_first() -> None:
    tags = Tagger(THEMES).text("Latency, latency: the load test was slow, and so was the test suite.", "en")
    assert {tag.theme: tag.evidence for tag in tags} == {
        "performance": ("latency", "load test", "slow"),
        "testing": ("Test suites", "slow"),
    }


def test_accents_may_stand_behind_their_letters() -> None:
    """As in what is copied out of a PDF (NFD)."""
    both = {**THEMES, "rooms": Theme(id="rooms", name={"de": "Räume"}, description={}, keywords={"de": ("Gebäude",)})}
    apart = "Latenz fällt in jedem Gebäude auf".replace("ä", "a\u0308")
    assert {tag.theme for tag in Tagger(both).text("Latenz und " + apart, "de")} == {"performance", "rooms"}
    assert [
        tag.evidence for tag in Tagger(both).group(_group("de", "Zwei " + "Gebäude. ".replace("ä", "a\u0308")))
    ] == [("Gebäude",)]


@pytest.mark.parametrize("text", ["", "Good morning", "a test of patience", "loading a truck"])
def test_none_of_these_is_an_answer(text: str) -> None:
    assert Tagger(THEMES).text(text, "en") == ()


def test_letters_of_a_keyword_within_another_word_are_none() -> None:
    assert Tagger(THEMES).text("Du arbeitest, ein Protest, du leistest viel", "de") == ()


@pytest.mark.parametrize(
    ("keyword", "text", "is_met"),
    [
        ("Test", "Ein Softwaretest", True),
        ("Test", "Unsere Lasttests", True),
        ("Planung", "Ihre Projektplanung", True),
        ("Messung", "Drei Lastmessungen", True),
        ("Technik", "Messtechnik im Haus", True),
        ("Führung", "Gute Mitarbeiterführung", True),
        ("Preis", "Unsere Preisliste", True),
        ("Führung", "Die Durchführung, eine Einführung, die Markteinführung", False),
        ("Test", "Ein Protest, zwei Atteste", False),
        ("Test", "Solltest du das lesen, könntest du lachen, wenn du möchtest: das machtest du", False),
        ("Osten", "Die Reisekosten", False),
        ("Gen", "Kopenhagens Hafen", False),
    ],
)
def test_a_german_compound_is_met_by_its_last_part(keyword: str, text: str, is_met: bool) -> None:
    """The stemmer leaves "Test" as it is, and of "Softwaretest" it leaves "softwaret"."""
    theme = Theme(id="own", name={"de": "Eigenes"}, description={}, keywords={"de": (keyword,)})
    assert [tag.evidence for tag in Tagger({"own": theme}).text(text, "de")] == ([(keyword,)] if is_met else [])


def test_a_word_of_the_title_counts_thrice() -> None:
    tagger = Tagger(THEMES, [_group("en", "Slow, with a latency.", title="Latency")])
    case = explaining.explain(tagger, "k").cases[0]
    assert {word.keyword: (word.times, word.shared_with) for word in case.words} == {
        "latency": (4, ()),
        "slow": (1, ("testing",)),
    }


def test_the_post_that_the_machine_is_least_sure_of_is_asked_about_first() -> None:
    posts = {"a": "Latency, and a load test.", "b": "All of it is slow.", "c": "Latency."}
    groups = [TranslationGroup(key, _group("en", body).posts) for key, body in posts.items()]
    tagger = Tagger(THEMES, groups)
    doubts = queue.doubts(tagger)
    assert [*doubts.values()] == sorted(doubts.values(), reverse=True)
    first, second, _ = doubts
    assert (first, queue.following(tagger, ()), queue.following(tagger, ("b",))) == ("b", "b", second)
    assert queue.following(tagger, posts) is None


def test_one_word_in_a_long_post_is_no_theme() -> None:
    assert Tagger(THEMES).group(_group("en", "latency " + "word " * 200)) == ()


def test_a_word_that_two_themes_claim_is_shared() -> None:
    tags = Tagger(THEMES).text("slow", "en")
    assert {tag.theme: tag.weight for tag in tags} == {"performance": 0.5, "testing": 0.5}


def test_the_weights_of_a_text_sum_to_one() -> None:
    tags = Tagger(THEMES).text("latency, a load test, and the test suite", "en")
    assert sum(tag.weight for tag in tags) == pytest.approx(1)
    assert all(0 < (tag.probability or 0) < 1 for tag in tags)


def test_the_languages_of_a_group_answer_together() -> None:
    english = _group("en", "latency and a load test").posts["en"]
    german = _group("de", "Gar kein Wort davon, aber Testen").posts["de"]
    tags = Tagger(THEMES).group(TranslationGroup("k", {"de": german, "en": english}))
    assert tags[0].theme == "performance"
