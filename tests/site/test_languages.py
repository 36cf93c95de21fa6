"""One site in several languages: alternates agree with each other, and no switch leads into the void."""

from __future__ import annotations

import posixpath
from dataclasses import replace

import pytest

from tests.site.cases import JOURNAL, LANGUAGES, OFFERS, THEMES, URL, Element, elements, html_pages, journal, plan, post


def _path(href: str) -> str:
    tail = href.removeprefix(URL + "/")
    return tail + "index.html" if not tail or tail.endswith("/") else tail


def _alternates(page: bytes) -> dict[str, str]:
    return {
        element.attributes["hreflang"]: element.attributes["href"]
        for element in elements(page, "link", rel="alternate")
        if "hreflang" in element.attributes
    }


def _switch(page: bytes) -> dict[str, Element]:
    """The links of the language switch by the name they show."""
    names = {"Deutsch", "English", "Dansk"}
    links = [element for element in elements(page, "a") if element.text.split(" (")[0] in names]
    return {element.text.split(" (")[0]: element for element in links[: len(LANGUAGES) - 1]}


def test_alternates_are_absolute_reciprocal_and_name_the_page_itself() -> None:
    site = journal()
    for path, page in html_pages(site):
        named = _alternates(page)
        if not named:
            continue
        canonical = elements(page, "link", rel="canonical")[0].attributes["href"]
        assert canonical in named.values(), path
        assert "x-default" in named, path
        for href in named.values():
            assert href.startswith(URL + "/"), path
            assert _alternates(site[_path(href)]) == named, f"{path} names {href}, which does not answer"


def test_a_post_that_stands_elsewhere_first_names_that_address_and_is_no_alternate() -> None:
    german, english = journal()["de/posts/elsewhere.html"], journal()["en/posts/elsewhere.html"]
    assert elements(german, "link", rel="canonical")[0].attributes["href"] == "https://magazine.example/a"
    assert _alternates(german) == {}
    assert _alternates(english) == dict.fromkeys(("en", "x-default"), f"{URL}/en/posts/elsewhere.html")
    assert _switch(german)["English"].attributes["href"] == "../../en/posts/elsewhere.html"


def test_readers_of_no_language_are_led_to_the_entrance_or_to_the_first_language() -> None:
    assert _alternates(journal()["da/index.html"])["x-default"] == f"{URL}/"
    assert _alternates(journal()["index.html"])["x-default"] == f"{URL}/"
    assert _alternates(journal()["en/posts/tail.html"])["x-default"] == f"{URL}/de/posts/das-ende.html"


def test_the_switch_leads_to_the_same_post_or_says_that_it_leads_home() -> None:
    switch = _switch(journal()["de/posts/das-ende.html"])
    assert switch["English"].attributes["href"] == "../../en/posts/tail.html"
    assert "title" not in switch["English"].attributes
    assert switch["Dansk"].attributes["href"] == "../../da/index.html"
    assert switch["Dansk"].attributes["title"].startswith("Diese Seite gibt es in dieser Sprache nicht")
    assert switch["Dansk"].text == "Dansk (Startseite)"


def test_the_switch_of_a_theme_leads_to_the_theme_in_its_other_name() -> None:
    switch = _switch(journal()["de/themes/leistung.html"])
    assert switch["English"].attributes["href"] == "../../en/themes/performance.html"
    assert switch["Dansk"].attributes["href"] == "../../da/themes/ydeevne.html"


def test_the_switch_of_a_topic_leads_to_the_same_word() -> None:
    assert _switch(journal()["de/topics/sql.html"])["English"].attributes["href"] == "../../en/topics/sql.html"
    assert _switch(journal()["de/topics/statistik.html"])["English"].attributes["href"] == "../../en/index.html"


def test_every_switch_leads_to_a_page() -> None:
    for path, page in html_pages(journal()):
        if path in ("index.html", "404.html"):
            continue
        for link in _switch(page).values():
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link.attributes["href"])) in journal()


def test_the_entrance_shows_each_language_in_its_own_name_and_words() -> None:
    page = journal()["index.html"]
    assert [element.attributes["lang"] for element in elements(page, "section")] == list(LANGUAGES)
    assert [element.text for element in elements(page, "h2")] == ["Deutsch", "English", "Dansk"]
    assert "8. Januar 2026" in page.decode()
    assert "January 8, 2026" in page.decode()
    assert "Der er endnu ingen indlæg på dette sprog." in page.decode()


def test_a_language_without_posts_says_so_kindly_and_shows_the_others() -> None:
    page = journal()["da/index.html"].decode()
    assert "Der er endnu ingen indlæg på dette sprog. Indtil da kan du her se" in page
    (head,) = elements(journal()["da/index.html"], "div", class_="position")
    assert "Der er endnu ingen indlæg" in head.text, "above the list, apart from its first post"
    assert '<h2 class="title" lang="de"><a href="../de/posts/das-ende.html" hreflang="de">' in page


def test_a_site_without_any_post_still_has_homes() -> None:
    site = plan({"draft.de.md": JOURNAL["draft.de.md"]})
    assert "There is no post in this language yet." in site["en/index.html"].decode()
    assert "Until there is one" not in site["en/index.html"].decode()
    assert "en/feed.xml" not in site


def test_what_a_language_lacks_is_listed_in_another_with_a_note() -> None:
    page = journal()["en/index.html"]
    (note,) = elements(page, "li", class_="note")
    assert note.text == "Only in: Deutsch"
    foreign = [element for element in elements(page, "h2") if "lang" in element.attributes]
    assert [(element.text, element.attributes["lang"]) for element in foreign] == [("Nur auf Deutsch", "de")]


def test_the_note_names_every_language_that_has_the_post() -> None:
    notes = [element.text for element in elements(journal()["da/index.html"], "li", class_="note")]
    assert notes == ["Kun på: Deutsch", "Kun på: Deutsch, English", *["Kun på: Deutsch, English"] * 2]


@pytest.mark.parametrize(
    ("lang", "direction", "locale"),
    [
        ("de", "ltr", "de_DE"),
        ("pt-br", "ltr", "pt_BR"),
        ("he", "rtl", "he_IL"),
        ("pa", "ltr", "pa_IN"),
        ("pa-arab", "rtl", "pa_PK"),
        ("zh-hant", "ltr", "zh_TW"),
        ("qqq", "ltr", "qqq"),
    ],
)
def test_a_page_says_which_way_it_is_read(lang: str, direction: str, locale: str) -> None:
    page = plan({f"a.{lang}.md": post("A")}, languages=(lang,))[f"{lang}/posts/a.html"]
    (root,) = elements(page, "html")
    assert (root.attributes["lang"], root.attributes["dir"]) == (lang, direction)
    assert elements(page, "meta", property="og:locale")[0].attributes["content"] == locale


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_that_is_borrowed_from_another_language_says_so(lang: str) -> None:
    told = {
        (path, element.tag, element.text, element.attributes.get("lang"))
        for path, page in html_pages(journal())
        if path.startswith(f"{lang}/")
        for element in elements(page, "a", "h1", "h3")
        if element.text in ("Cloud & costs", "A talk")
    }
    assert {text for _, _, text, _ in told} == {"Cloud & costs", "A talk"}
    assert {name for _, _, _, name in told} == {None if lang == "en" else "en"}, told


def test_a_description_that_is_borrowed_says_so() -> None:
    themes = {"costs": replace(THEMES["costs"], description={"en": "Where it goes."})}
    site = plan(JOURNAL, themes=THEMES | themes, offers=OFFERS)
    for path in ("de/themes/index.html", "de/themes/cloud-costs.html", "de/offers.html"):
        found = [element for element in elements(site[path], "p") if element.text == "Where it goes."]
        assert [element.attributes.get("lang") for element in found] == ["en"], path


def test_a_text_without_blanks_has_a_summary() -> None:
    body = "待ち行列は、仕事が終わるのを待つ人の列である。" * 12
    page = plan({"a.ja.md": post("A", body=body)}, languages=("ja", "en"), themes={})["ja/posts/a.html"]
    (description,) = (element.attributes["content"] for element in elements(page, "meta", name="description"))
    assert description == "待ち行列は、仕事が終わるのを待つ人の列である。" * 6 + "…"
