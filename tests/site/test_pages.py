"""What stands on posts, themes, topics and issues."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from pipeline.edges.templates import Templates
from pipeline.errors import ContentError
from pipeline.site import output
from pipeline.site import plan as site
from pipeline.site.content import IssuePage
from tests.conftest import ROOT, MakeWorkspace
from tests.site.cases import AS_OF, ISSUES, JOURNAL, PAGES, URL, content, elements, html_pages, journal, plan, post


def _texts(page: bytes, *tags: str, **attributes: str) -> list[str]:
    return [" ".join(element.text.split()) for element in elements(page, *tags, **attributes)]


def _links(page: bytes, **attributes: str) -> list[tuple[str, str]]:
    return [(" ".join(link.text.split()), link.attributes["href"]) for link in elements(page, "a", **attributes)]


def test_a_post_says_when_it_was_written_how_long_it_takes_and_what_it_is_about() -> None:
    page = journal()["de/posts/das-ende.html"]
    assert _texts(page, "h1") == ["Das Ende der Schlange"]
    assert _texts(page, "ul", class_="facts eyebrow") == ["Leistung Cloud & costs"]
    assert _texts(page, "ul", class_="facts") == ["8. Januar 2026 1 Minute Lesezeit Teil 1 von 2 Auch in: English"]
    assert _texts(page, "ul", class_="labels") == ["SQL Statistik"]
    assert ("Statistik", "../topics/statistik.html") in _links(page)


def test_a_post_tells_other_programs_what_it_is() -> None:
    page = journal()["en/posts/tail.html"]
    said = {
        element.attributes.get("property") or element.attributes.get("name"): element.attributes["content"]
        for element in elements(page, "meta")
        if "content" in element.attributes
    }
    assert said["og:title"] == "The end of the queue"
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{URL}/en/posts/tail.html"
    assert said["article:published_time"] == "2026-01-08"
    assert said["description"] == 'More in part two. It waits in the last row, and nobody asks & why "it" does.'
    posting = json.loads(elements(page, "script")[0].text)
    assert (posting["@type"], posting["headline"], posting["inLanguage"]) == ("BlogPosting", said["og:title"], "en")
    assert posting["about"] == ["Performance", "Cloud & costs"]


@pytest.mark.parametrize(
    ("lang", "byline"),
    [
        ("de", "Von Anna Beispiel, Jo <Muster> und Bo Li"),
        ("en", "By Anna Beispiel, Jo <Muster>, and Bo Li"),
        ("da", "Af Anna Beispiel, Jo <Muster> og Bo Li"),
    ],
)
def test_a_post_names_those_who_wrote_it(lang: str, byline: str) -> None:
    names = ["Anna Beispiel", "Jo <Muster>", "Bo Li"]
    page = plan({f"a.{lang}.md": post("A", author=str(names))})[f"{lang}/posts/a.html"]
    assert _texts(page, "ul", class_="facts")[0].startswith(f"{byline} ")
    assert [element.attributes["content"] for element in elements(page, "meta", name="author")] == names
    posting = json.loads(elements(page, "script", type="application/ld+json")[0].text)
    assert posting["author"] == [{"@type": "Person", "name": name} for name in names]
    assert posting["publisher"] == {"@type": "Organization", "name": "Ada Bo"}


def test_a_post_by_the_sender_alone_is_the_sites_own() -> None:
    site = plan({"a.en.md": post("A", author="Ada Bo"), "b.en.md": post("A", slug="b")})
    pages = [site[f"en/posts/{name}.html"] for name in "ab"]
    assert [_texts(page, "ul", class_="facts")[0].startswith("January 1") for page in pages] == [True, True]
    for page in pages:
        posting = json.loads(elements(page, "script", type="application/ld+json")[0].text)
        assert (posting["author"], "publisher" in posting) == ({"@type": "Person", "name": "Ada Bo"}, False)
        assert [element.attributes["content"] for element in elements(page, "meta", name="author")] == ["Ada Bo"]


def test_parts_of_ones_own_from_before_there_were_bylines_name_authors_all_the_same(
    make_workspace: MakeWorkspace,
) -> None:
    packaged = (ROOT / "templates/site/parts.html").read_text("utf-8")
    own = re.sub(r"(?s)\{% macro byline.*?endmacro %\}", "", packaged)
    root = make_workspace({"templates/site/parts.html": own})
    pages = output.plan(site.leaves(content({"a.en.md": post("A", author="Jo")}), Templates(str(root)).render))
    assert "By <bdi>Jo</bdi>" in pages["en/posts/a.html"].decode()


def test_where_the_sender_is_one_of_the_authors_a_person_publishes() -> None:
    page = plan({"a.en.md": post("A", author="[Jo, Ada Bo]")})["en/posts/a.html"]
    posting = json.loads(elements(page, "script", type="application/ld+json")[0].text)
    assert posting["publisher"] == {"@type": "Person", "name": "Ada Bo"}


def test_no_title_ends_the_script_that_names_it() -> None:
    page = plan({"a.en.md": post('"</script><script>alert(1)</script><!--"', slug="a")})["en/posts/a.html"]
    (script,) = elements(page, "script", type="application/ld+json")
    assert json.loads(script.text)["headline"] == "</script><script>alert(1)</script><!--"
    assert _texts(page, "h1") == ["</script><script>alert(1)</script><!--"]


def test_a_summary_is_cut_between_words_and_leaves_out_footnotes() -> None:
    body = "First[^1] **bold** words " + "and more words " * 20 + "\n\n[^1]: note"
    page = plan({"a.en.md": post("A", body=body)})["en/posts/a.html"]
    (description,) = (element.attributes["content"] for element in elements(page, "meta", name="description"))
    assert description.startswith("First bold words and more")
    assert description.endswith("words and…")
    assert len(description) <= 161


def test_a_footnote_is_no_summary() -> None:
    page = plan({"a.en.md": post("A", body="- one[^1]\n- two\n\n[^1]: note")})["en/posts/a.html"]
    assert elements(page, "meta", name="description") == []


@pytest.mark.parametrize(
    ("lang", "expected"), [("de", "Zurück zum Text"), ("en", "Back to the text"), ("da", "Tilbage til teksten")]
)
def test_a_footnote_says_that_it_leads_back(lang: str, expected: str) -> None:
    noted = "x[^1] y[^1]\n\n[^1]: Why <a class=`footnote-backref`>."
    site = plan({f"a.{lang}.md": post("A", body=noted)}, pages={f"b.{lang}.md": f"---\ntitle: B\n---\n{noted}"})
    for path in (f"{lang}/posts/a.html", f"{lang}/b.html"):
        back = elements(site[path], "a", class_="footnote-backref")
        assert [link.attributes["aria-label"] for link in back] == [expected] * 2


def test_the_parts_of_a_series_lead_to_each_other() -> None:
    assert _links(journal()["en/posts/tail.html"], href="queue.html")[-2:] == [
        ("Size and limits", "queue.html"), ("Newer Size and limits", "queue.html"),
    ]  # fmt: skip
    (series,) = elements(journal()["en/posts/queue.html"], "nav", id="page_series")
    assert series.text.split("\n")[1] == "This series: tail"
    assert "Part 2 of 2" in journal()["en/posts/queue.html"].decode()


def test_a_post_that_was_held_back_is_as_new_as_the_day_it_comes_out() -> None:
    held = post("Held", "2026-01-01", publish_on="2026-03-03")
    site = plan({"a.en.md": held, "b.en.md": post("B", "2026-02-02")})
    assert "March 3, 2026" in _texts(site["en/posts/a.html"], "ul", class_="facts")[0]
    assert _texts(site["en/index.html"], "h2", class_="title")[:2] == ["Held", "B"]
    posting = json.loads(elements(site["en/posts/a.html"], "script", type="application/ld+json")[0].text)
    assert posting["datePublished"] == "2026-03-03"


def test_one_part_alone_makes_no_series() -> None:
    page = plan({"a.en.md": post("A", series="s", part="1")})["en/posts/a.html"].decode()
    assert "Part 1" not in page
    assert "page_series" not in page


def test_a_part_that_is_announced_by_its_number_counts() -> None:
    files = {"a.en.md": post("A", series="s", part="1"), "c.en.md": post("C", series="s", part="3")}
    assert "Part 1 of 3" in plan(files)["en/posts/a.html"].decode()


def test_a_part_that_a_language_lacks_is_listed_in_another_one() -> None:
    files = {
        "a.de.md": post("Eins", series="Reihe", part="1"),
        "a.en.md": post("One", series="Row", part="1"),
        "b.de.md": post("Zwei", series="Reihe", part="2"),
        "c.en.md": post("Three", series="Row", part="3"),
        "d.de.md": post("Vier", series="Reihe", part="4"),
        "d.en.md": post("Four"),
    }
    page = plan(files)["en/posts/c.html"]
    (series,) = elements(page, "nav", id="page_series")
    assert " ".join(series.text.split()) == "This series: Row One Zwei Deutsch Three"
    assert "Part 3 of 3" in page.decode()
    (lent,) = elements(page, "a", href="../../de/posts/b.html", lang="de", hreflang="de")[:1]
    assert lent.text == "Zwei"
    hidden = plan(files, site={"untranslated": "hide"})["en/posts/c.html"]
    assert not elements(hidden, "a", href="../../de/posts/b.html")


def test_older_and_newer_posts_are_neighbours_in_time_in_one_language() -> None:
    page = journal()["de/posts/queue.html"]
    assert _links(page, rel="prev") == [("Älter Das Ende der Schlange", "das-ende.html")]
    assert _links(page, rel="next") == [("Neuer Anderswo", "elsewhere.html")]


def test_a_theme_has_a_page_in_every_language_under_its_own_name() -> None:
    paths = {path for path, _ in html_pages(journal()) if "/themes/" in path}
    assert paths == {
        "de/themes/index.html", "de/themes/leistung.html", "de/themes/cloud-costs.html",
        "en/themes/index.html", "en/themes/performance.html", "en/themes/cloud-costs.html",
        "da/themes/index.html", "da/themes/ydeevne.html", "da/themes/cloud-costs.html",
    }  # fmt: skip
    page = journal()["da/themes/ydeevne.html"]
    assert _texts(page, "h1") == ["Ydeevne"]
    assert "Hvad der er langsomt." in page.decode()
    assert _texts(page, "h2", class_="title") == ["Größe & <Grenzen>", "Das Ende der Schlange"]


def test_a_theme_that_no_post_speaks_of_is_not_shown() -> None:
    assert all(b"Never written about" not in page for _, page in html_pages(journal()))


def test_topics_are_words_of_one_language_and_two_never_share_a_page() -> None:
    assert {path for path in journal() if "/topics/" in path} == {
        "de/topics/index.html", "de/topics/sql.html", "de/topics/statistik.html",
        "en/topics/index.html", "en/topics/sql.html", "en/topics/c.html", "en/topics/c-plus-plus.html",
    }  # fmt: skip
    assert _texts(journal()["en/topics/c-plus-plus.html"], "h1") == ["C++"]
    assert _texts(journal()["de/topics/index.html"], "a", href="sql.html") == ["SQL 2"]


@pytest.mark.parametrize(
    ("lang", "topics"),
    [
        ("de", ["Ampel", "Änderung", "Architektur", "Offenheit", "Ökologie", "Schon", "Schön", "Zeit"]),
        ("da", ["Aftale", "Zebra", "Ære", "Øl", "Åben"]),
        ("fr", ["entretien", "équipe", "erreur", "œuvre", "oral"]),
        ("es", ["Ágil", "Análisis", "Nube", "Ñandú", "Obra"]),
        ("pl", ["Cena", "Ćma", "Łódź", "Zegar", "Źródło", "Żółw"]),
    ],
)
def test_topics_stand_in_the_order_of_the_alphabet(lang: str, topics: list[str]) -> None:
    site = plan({f"a.{lang}.md": post("A", "2026-01-01", tags=",".join(reversed(topics)))}, languages=(lang,))
    shown = [text.removesuffix(" 1") for text in _texts(site[f"{lang}/topics/index.html"], "a") if text.endswith(" 1")]
    assert shown == topics


def test_a_later_post_never_takes_the_address_of_a_topic() -> None:
    first = {"b.en.md": post("B", "2026-01-01", tags="C.,")}
    site = plan({**first, "a.en.md": post("A", "2026-02-02", tags="C,index")})
    assert _texts(site["en/topics/c.html"], "h1") == ["C."]
    assert _texts(site["en/topics/index-2.html"], "h1") == ["index"]


def test_an_issue_stands_in_the_archive_of_its_language() -> None:
    listed = [link for link in _links(journal()["de/newsletter/index.html"]) if link[1].startswith("2026")]
    assert listed == [("Sommer", "2026-06.html"), ("Frühling", "2026-03.html")]
    page = journal()["de/newsletter/2026-03.html"]
    assert _texts(page, "h1") == ["Frühling"]
    assert ("Lesen", "../posts/das-ende.html") in _links(page)
    assert ("Newsletter", "index.html") in _links(page)


def test_an_archive_lists_the_issues_of_other_languages_with_a_note_unless_they_are_hidden() -> None:
    page = journal()["da/newsletter/index.html"]
    assert ("Sommer", "../../de/newsletter/2026-06.html") in _links(page)
    assert {title.attributes.get("lang") for title in elements(page, "h2", class_="title")} <= {"de", "en"}
    assert "Kun på: Deutsch" in " ".join(elements(page, "li", class_="note")[0].text.split())
    assert ("Nyhedsbrev", "newsletter/index.html") in _links(journal()["da/index.html"])
    hidden = plan(JOURNAL, issues=ISSUES, site={"untranslated": "hide"})
    assert "de/newsletter/index.html" in hidden
    assert "da/newsletter/index.html" not in hidden
    assert ("Nyhedsbrev", "newsletter/index.html") not in _links(hidden["da/index.html"])


def test_a_page_of_the_authors_is_led_to_from_other_languages_unless_it_is_hidden() -> None:
    page = journal()["da/index.html"]
    (about,) = elements(page, "a", href="../de/about.html")
    assert (about.text, about.attributes["lang"]) == ("Über uns (Deutsch)", "de")
    assert elements(page, "a", href="../de/impressum.html")
    assert not elements(journal()["en/index.html"], "a", href="../de/about.html")
    hidden = plan(JOURNAL, pages=PAGES, site={"untranslated": "hide"})["da/index.html"]
    assert not elements(hidden, "a", href="../de/about.html")


def test_a_post_that_is_a_letter_too_stands_in_search_engines_once() -> None:
    files = {
        "a.de.md": post("A", newsletter="true"),
        "b.de.md": post("B", newsletter="true", canonical="https://m.example/b"),
    }
    issues = {("de", "a"): IssuePage("A", AS_OF, ""), ("de", "b"): IssuePage("B", AS_OF, "")}
    site = plan(files, issues=issues)
    letters = {name: elements(site[f"de/newsletter/{name}.html"], "link") for name in ("a", "b")}
    canonical = {
        name: [link.attributes["href"] for link in links if link.attributes["rel"] == "canonical"]
        for name, links in letters.items()
    }
    assert canonical == {"a": [f"{URL}/de/posts/a.html"], "b": ["https://m.example/b"]}
    assert not [
        link
        for links in letters.values()
        for link in links
        if link.attributes["rel"] == "alternate" and "hreflang" in link.attributes
    ]
    assert b"/de/posts/a.html" in site["sitemap.xml"]
    assert b"/de/newsletter/a.html" not in site["sitemap.xml"]


def test_a_letter_whose_post_has_expired_names_no_letters_that_are_posts_as_its_alternates() -> None:
    files = {
        "a.de.md": post("A", newsletter="true"),
        "a.en.md": post("A", newsletter="true", expires_on=AS_OF.isoformat()),
    }
    issues = {(lang, "a"): IssuePage("A", AS_OF, "") for lang in ("de", "en")}
    page = plan(files, issues=issues)["en/newsletter/a.html"]
    named = [link.attributes["hreflang"] for link in elements(page, "link") if "hreflang" in link.attributes]
    assert set(named) == {"en", "x-default"}


CLASHES = {
    "two issues that differ in case": (
        {("en", "May"): IssuePage("A", AS_OF, ""), ("en", "may"): IssuePage("B", AS_OF, "")},
        'en/newsletter/may.html: the newsletter issue "may" and the newsletter issue "May" both become this page',
    ),
    "an issue that is called as the archive": (
        {("en", "index"): IssuePage("A", AS_OF, "")},
        'en/newsletter/index.html: the newsletter issue "index" and the newsletter archive both become this page',
    ),
    "an issue that climbs out of the site": (
        {("en", "../../../x"): IssuePage("A", AS_OF, "")},
        'en/newsletter/../../../x.html: the newsletter issue "../../../x" would be written outside the site',
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_a_file_has_one_source_and_stays_inside_the_site(name: str) -> None:
    issues, expected = CLASHES[name]
    with pytest.raises(ContentError) as refused:
        plan({"a.en.md": post("A")}, issues=issues)
    assert str(refused.value).partition(";")[0] == expected


def test_two_posts_at_one_address_are_both_named() -> None:
    with pytest.raises(ContentError, match=r"(?s)b\.en\.md.*a\.en\.md"):
        plan({"a.en.md": post("A", slug="x"), "b.en.md": post("B", slug="x")})


def test_a_page_is_made_of_what_is_live_on_the_day() -> None:
    site = plan(JOURNAL, as_of=date(2026, 12, 24))
    assert "en/posts/later.html" in site
    assert "en/posts/later.html" not in journal()


HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a script target": "[x](javascript:alert(1)) ![x](JaVaScRiPt:alert(1)) <javascript:alert(1)>",
    "a target in capitals and entities": "[x](&#106;avascript:alert(1)) [x](java\tscript:alert(1))",
    "a page in a target": "[x](data:text/html;base64,PHNjcmlwdD4=) [x](vbscript:x) [x](file:///etc/passwd)",
    "an attribute in a target": '[x](https://a.example/"onmouseover="alert(1)) ![a"onerror="x](b.png "t"onload="x")',
    "a frame": '<iframe src="https://a.example"></iframe><img src=x onerror=alert(1)>',
    "an attribute in a code block's language": '```"onclick="alert(1)\nx\n```',
    "a template": "{{ frame }} {% include 'site/base.html' %}",
}
INERT = {"class", "id", "href", "src", "alt", "title", "loading", "tabindex", "lang", "hreflang", "rel", "aria-label"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_a_text(name: str) -> None:
    site = plan({"a.en.md": post("A", body=HOSTILE[name])})
    for path in ("en/posts/a.html", "en/index.html", "index.html"):
        main = site[path].partition(b"<main")[2].partition(b"</main>")[0]
        body = main.partition(b'<div class="prose">')[2].partition(b'<footer class="closing"')[0] or main
        for element in elements(body.partition(b'<section class="signup"')[0]):
            assert element.tag not in {"script", "iframe", "style", "object", "form"}
            assert element.attributes.keys() <= INERT | {"datetime"}, element
            target = element.attributes.get("href") or element.attributes.get("src") or ""
            assert target.partition(":")[0].lower() not in {"javascript", "data", "vbscript", "file"}
