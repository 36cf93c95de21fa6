"""Danish, Norwegian and Swedish are read word by word in English."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.model import function_words
from pipeline.model.theme import Theme
from pipeline.themes import glossary, lexicon, roots
from pipeline.themes.glossaries import danish, norwegian, swedish

LISTED = {"da": danish.LISTED, "no": norwegian.LISTED, "sv": swedish.LISTED}


def _theme(**keywords: tuple[str, ...]) -> Theme:
    return Theme(id="health", name={"en": "Health"}, description={}, keywords=keywords)


@pytest.mark.parametrize("lang", LISTED)
def test_each_form_stands_for_one_thing_and_is_no_small_word(lang: str) -> None:
    entries = [entry.split(":") for entry in LISTED[lang].split(";")]
    forms = Counter(form for _, own in entries for form in own.split())
    assert [form for form, times in forms.items() if times > 1] == []
    assert [form for form in forms if lang in function_words.hits(form)[0]] == []
    assert all(english.split() and own.split() for english, own in entries)


@pytest.mark.parametrize(
    ("lang", "word", "english"),
    [
        ("da", "sygdom", "disease"),
        ("da", "sygdommene", "disease"),
        ("da", "sygdomsudbrud", "disease outbreak"),
        ("da", "sygdomsudbruddene", "disease outbreak"),
        ("da", "verdenskrig", "world war"),
        ("da", "verdensmester", "world champion"),
        ("da", "gigtsygdom", "gigt disease"),
        ("da", "gigtundersøgelse", "gigt research"),
        ("sv", "sjukhuset", "hospital"),
        ("no", "sykehuset", "hospital"),
        ("nb", "statsministeren", "prime minister"),
        ("no", "landbrukspolitikk", "agriculture politics"),
        ("nn", "fjellet", "mountain"),
        ("da-dk", "bjerge", "mountain"),
        ("da", "og", ""),
        ("da", "men", ""),
        ("no", "jeg", ""),
        ("da", "xylograf", ""),
    ],
)
def test_a_word_in_english(lang: str, word: str, english: str) -> None:
    found = glossary.of(lang)
    assert found is not None
    assert " ".join(found(word)) == english


def test_other_languages_have_none() -> None:
    assert glossary.of("de") is None
    assert glossary.of("fi") is None


def test_bare_words_are_english_or_as_they_stand() -> None:
    assert roots.of(["Lægen på sygehuset i Aarhus så en xylograf."], "da") == ["doctor hospital Aarhus xylograf"]
    assert roots.of(["Talojen katot ovat punaisia"], "fi") == ["talo kato punais"]


def test_english_keywords_meet_what_danish_words_mean() -> None:
    found = lexicon.build([_theme(en=("disease", "hospital", "prime minister"), de=("Virus",))], "da")
    hits = {hit.entry.keyword: hit.times for hit in found.hits("Statsministeren på sygehuset. Sygdommen er en virus.")}
    assert hits == {"prime minister": 1, "hospital": 1, "disease": 1, "Virus": 1}


def test_british_keywords_are_english_too() -> None:
    theme = Theme(id="size", name={}, description={}, keywords={"en-gb": ("measuring", "companies")})
    found = lexicon.build([theme], "da")
    assert [hit.entry.keyword for hit in found.hits("Vi vil måle virksomheder.")] == ["measuring", "companies"]


def test_where_danish_keywords_stand_they_alone_count() -> None:
    found = lexicon.build([_theme(en=("disease",), da=("feber",))], "da")
    assert [hit.entry.keyword for hit in found.hits("Feber er et tegn på sygdom.")] == ["feber"]


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_a_name_is_met_in_its_own_language_where_keywords_are_english(lang: str) -> None:
    theme = Theme(
        id="health",
        name={"en": "Wellness", lang: "Sygdom og feber" if lang == "da" else "Sykdom og feber"},
        description={},
        keywords={"en": ("hospital",)},
    )
    found = lexicon.build([theme], lang)
    assert [hit.entry.keyword for hit in found.hits(f"Om {theme.name[lang]}.")] == [theme.name[lang]]
