"""Archive, offers, contact, the author's own pages, old addresses; and what a post leads on to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ContentError
from pipeline.model.plan import Plan
from pipeline.model.post import Document
from pipeline.site import offers, own_pages, shelf
from pipeline.site.related import Related
from tests.site.cases import JOURNAL, RECEIVER, THEMES, URL, content, elements, html_pages, journal, plan, post


def _texts(page: bytes, *tags: str, **attributes: str) -> list[str]:
    return [" ".join(element.text.split()) for element in elements(page, *tags, **attributes)]


def _hrefs(page: bytes) -> list[str]:
    return [link.attributes["href"] for link in elements(page, "a")]


def test_the_archive_names_the_years_and_what_they_were_about() -> None:
    page = journal()["de/archive/index.html"]
    assert _texts(page, "h2") == ["2026"]
    assert _texts(page, "ul", class_="facts") == ["4 Beiträge Cloud & costs 2 Leistung 2"]
    assert "2026.html" in _hrefs(page)


def test_a_year_lists_its_posts_and_says_which_are_in_another_language() -> None:
    page = journal()["en/archive/2026.html"]
    assert _texts(page, "h1") == ["2026"]
    assert _texts(page, "a", class_="title") == [
        "Nur auf Deutsch", "Elsewhere", "Size and limits", "The end of the queue",
    ]  # fmt: skip
    assert _texts(page, "span", class_="note") == ["Only in: Deutsch"]


def test_offers_are_shown_from_their_day_on_the_advertised_first() -> None:
    page = journal()["de/offers.html"]
    assert _texts(page, "h1", "h2", "h3", class_="title") == ["Prüfung", "A talk"]
    assert "Not yet" not in page.decode()
    assert "No longer" not in page.decode()
    assert "Was langsam ist." in page.decode()
    assert _texts(page, "li", class_="price") == ["4.800\xa0€".replace("\xa0", " "), "1.200,50 €"]
    assert "posts/queue.html" in _hrefs(page)


def test_a_page_of_the_authors_opens_the_offers_with_its_own_words() -> None:
    page = journal()["de/offers.html"]
    assert _texts(page, "h1") == ["Was wir tun"]
    assert "about.html" in _hrefs(page)
    assert _texts(journal()["en/offers.html"], "h1") == ["Offers"]


def test_a_page_of_the_authors_opens_the_search_with_its_own_words() -> None:
    own = "---\ntitle: Stöbern\ndescription: In allem.\n---\nWörter aus [Eins](../posts/a.de.md).\n"
    page = plan({"a.de.md": post("Eins")}, pages={"search.de.md": own})["de/search.html"]
    assert (_texts(page, "h1"), _texts(page, "p", class_="standfirst")) == (["Stöbern"], ["In allem."])
    assert elements(page, "meta", name="description")[0].attributes["content"] == "In allem."
    assert "posts/a.html" in _hrefs(page)


@pytest.mark.parametrize(
    ("lang", "amount", "currency", "expected"),
    [
        ("de", 6000, "EUR", "6.000\xa0€"),
        ("en", 6000, "EUR", "€6,000"),
        ("da", 6000, "DKK", "6.000\xa0kr."),
        ("de", 99.5, "EUR", "99,50\xa0€"),
        ("de-ch", 6000, "CHF", "CHF\xa06’000"),
        ("qqq", 6000, "USD", "$6,000"),
    ],
)
def test_a_price_is_written_as_the_language_writes_it(lang: str, amount: float, currency: str, expected: str) -> None:
    assert offers.price(amount, currency, lang) == expected


def test_a_theme_shows_what_can_be_bought_on_it() -> None:
    page = journal()["de/themes/leistung.html"]
    assert ("../offers.html#audit") in _hrefs(page)
    assert "4.800" in page.decode()


def test_a_theme_leads_to_the_larger_and_the_smaller_ones() -> None:
    nested = {**THEMES, "costs": replace(THEMES["costs"], part_of="performance")}
    site = plan(JOURNAL, themes=nested)
    assert "cloud-costs.html" in _hrefs(site["de/themes/leistung.html"])
    assert "leistung.html" in _hrefs(site["de/themes/cloud-costs.html"])


def test_no_theme_takes_the_address_of_another() -> None:
    names = {"performance": "C.", "costs": "C!"}
    named = {theme: replace(THEMES[theme], name={"en": name}) for theme, name in names.items()}
    sharp, plus = post("A", themes="[costs]"), post("B", themes="[performance]")
    before, after = (plan(files, themes=named) for files in ({"a.en.md": sharp}, {"a.en.md": sharp, "b.en.md": plus}))
    for site in (before, after):
        assert _texts(site["en/themes/c-2.html"], "h1") == ["C!"]
    assert "en/themes/c.html" not in before
    assert _texts(after["en/themes/c.html"], "h1") == ["C."]


def test_a_theme_under_another_name_keeps_its_address_by_its_slug() -> None:
    """Also from a theme before it that is called so now."""
    costs = replace(THEMES["costs"], name={"de": "Ausgaben", "en": "Spending"}, slug={"en": "cloud-costs"})
    other = replace(THEMES["performance"], name={"en": "Cloud costs"})
    files = {"a.en.md": post("A", themes="[costs, performance]"), "a.de.md": post("A", themes="[costs, performance]")}
    site = plan(files, themes={"performance": other, "costs": costs})
    assert _texts(site["en/themes/cloud-costs.html"], "h1") == ["Spending"]
    assert b"Spending" in site["en/themes/cloud-costs.xml"]
    assert _texts(site["en/themes/cloud-costs-2.html"], "h1") == ["Cloud costs"]
    assert _texts(site["de/themes/ausgaben.html"], "h1") == ["Ausgaben"]


def test_a_topic_keeps_its_address_when_the_post_of_another_expires() -> None:
    sharp = post("A", "2026-01-01", tags="[C!]")
    plus = {"b.en.md": post("B", "2026-02-01", tags="[C-]")}
    gone = sharp.replace("---\n", "---\nexpires_on: 2026-03-01\n", 1)
    later = {**plus, "c.en.md": post("C", "2026-08-01", tags="[C.]")}
    for files in ({"a.en.md": sharp, **plus}, {"a.en.md": gone, **later}):
        assert _texts(plan(files)["en/topics/c-2.html"], "h1") == ["C-"]
    assert "en/topics/c.html" not in plan({"a.en.md": gone, **later})


def test_own_pages_are_linked_and_translated() -> None:
    page = journal()["de/about.html"]
    assert _texts(page, "h1") == ["Über uns"]
    assert {"posts/queue.html", "impressum.html", "../en/about.html"} <= set(_hrefs(page))
    assert "Impressum" in journal()["de/index.html"].decode()
    assert "../de/impressum.html" in _hrefs(journal()["en/index.html"])


def test_a_page_that_names_no_language_is_refused() -> None:
    with pytest.raises(
        ContentError, match=r"content/pages/about\.md:1:1: its language is unclear; call it about\.de\.md"
    ):
        plan({"a.en.md": post("A")}, pages={"about.md": "---\ntitle: A\n---\n"})


def test_a_page_may_name_its_language_in_its_head() -> None:
    made = plan({"a.en.md": post("A")}, pages={"imprint.md": "---\ntitle: Impressum\nlang: de\n---\n"})
    assert _texts(made["de/imprint.html"], "h1") == ["Impressum"]


def test_a_page_may_name_a_language_without_the_region_that_the_workspace_gives_it() -> None:
    document = Document("content/pages/about.de.md", "---\ntitle: A\n---\n")
    assert [(page.key, page.lang) for page in own_pages.read([document], ("de-at", "en"))] == [("about", "de-at")]


def test_two_pages_of_one_key_and_language_are_refused() -> None:
    pages = {"about.de.md": "---\ntitle: A\n---\n", "me.de.md": "---\ntitle: B\ntranslation_key: about\n---\n"}
    with pytest.raises(ContentError, match=r"content/pages/me\.de\.md:1:1: is the page about in de, as content/pages/"):
        plan({"a.en.md": post("A")}, pages=pages)
    draft = pages["me.de.md"].replace("title: B", "title: B\nstatus: draft")
    assert "de/about.html" in plan({"a.en.md": post("A")}, pages={**pages, "me.de.md": draft})


def test_the_forms_post_to_the_receiver_and_carry_what_it_asks_for() -> None:
    for path, fields in {
        "de/contact.html": {"name", "email", "company", "offer", "message", "heard", "wish", "journey"},
        "de/index.html": {"email"},
        "de/posts/das-ende.html": {"email"},
        "de/newsletter/index.html": {"email"},
    }.items():
        page = journal()[path]
        (form,) = elements(page, "form")
        assert form.attributes["action"] == RECEIVER + ("/contact" if "contact" in path else "/subscribe")
        assert form.attributes["method"] == "post"
        named = {field.attributes["name"]: field for field in elements(page, "input", "select", "textarea", "button")
                 if "name" in field.attributes}  # fmt: skip
        assert named.keys() == fields | {"lang", "page", "opened", "website"}, path
        assert named["lang"].attributes["value"] == "de"
        assert named["page"].attributes["value"] in (f"{URL}/{path}", f"{URL}/{path.removesuffix('index.html')}")
        (policy,) = elements(page, "meta", http_equiv="Content-Security-Policy")
        assert "form-action 'self' https://letters.example.org;" in policy.attributes["content"]


def test_every_field_of_a_form_has_a_label() -> None:
    for path, page in html_pages(journal()):
        named = {label.attributes.get("for") for label in elements(page, "label")}
        for field in elements(page, "input", "select", "textarea"):
            if field.attributes.get("type") != "hidden" and field.attributes.get("name") != "website":
                assert field.attributes["id"] in named, path


def test_without_a_receiver_there_is_a_mailbox_and_no_script_for_forms() -> None:
    site = plan(JOURNAL, receiver=None, site={"search": False})
    assert not any(path.endswith(".js") for path in site)
    for _, page in html_pages(site):
        assert not elements(page, "form")
    assert "mailto:ada@example.org" in _hrefs(site["de/contact.html"])
    assert "Hier gibt es kein Formular" in site["de/contact.html"].decode()
    assert "mailto:ada@example.org?subject=Newsletter" in _hrefs(site["de/posts/das-ende.html"])


def test_a_post_can_be_passed_on_without_telling_anyone() -> None:
    page = journal()["en/posts/tail.html"]
    assert f"mailto:?subject=The%20end%20of%20the%20queue&body={URL.replace('/', '/')}/en/posts/tail.html" in [
        href.replace("%3A", ":") for href in _hrefs(page)
    ]
    assert elements(page, "input", id="share_address")[0].attributes["value"] == f"{URL}/en/posts/tail.html"


def test_a_translation_that_is_older_than_its_original_says_so() -> None:
    outdated = plan(JOURNAL, outdated={"tail.en": "tail.de"})
    (notice,) = elements(outdated["en/posts/tail.html"], "p", class_="notice")
    assert notice.text.split()[-1] == "Deutsch"
    assert not elements(journal()["en/posts/tail.html"], "p", class_="notice")
    assert not elements(outdated["de/posts/das-ende.html"], "p", class_="notice")


def test_what_is_not_translated_can_be_hidden() -> None:
    site = plan(JOURNAL, site={"untranslated": "hide"})
    assert "Nur auf Deutsch" not in site["en/index.html"].decode()
    assert "Nur auf Deutsch" not in site["en/archive/2026.html"].decode()
    assert "da/archive/index.html" not in site
    assert "da/themes/ydeevne.html" not in site
    assert "archive/" not in site["da/search.html"].decode()
    assert "Nur auf Deutsch" in site["de/index.html"].decode()


def _alternates(page: bytes) -> dict[str, str]:
    found = elements(page, "link", rel="alternate")
    return {link.attributes["hreflang"]: link.attributes["href"] for link in found if "hreflang" in link.attributes}


def test_hiding_leaves_alternates_reciprocal() -> None:
    many = {f"p{number}.de.md": post(f"P{number}", f"2026-01-{number + 1:02}") for number in range(25)}
    for site in (plan(JOURNAL, site={"untranslated": "hide"}), plan(many, site={"untranslated": "hide"})):
        for path, page in html_pages(site):
            for href in _alternates(page).values():
                tail = href.removeprefix(URL + "/")
                other = tail + "index.html" if not tail or tail.endswith("/") else tail
                assert _alternates(site[other]) == _alternates(page), (path, href)


def _aliased(*aliases: str) -> Plan:
    return plan({"a.en.md": post("A", aliases=json.dumps(aliases))})


def test_an_old_address_leads_to_the_post() -> None:
    site = _aliased("/2019/05/old/", "old.html", "/2019/05/old", "https://was.example/blog/x")
    for path, href in {
        "2019/05/old/index.html": "../../../en/posts/a.html",
        "old.html": "en/posts/a.html",
        "blog/x/index.html": "../../en/posts/a.html",
    }.items():
        (refresh,) = elements(site[path], "meta", http_equiv="refresh")
        assert refresh.attributes["content"] == f"0; url={href}"
        assert elements(site[path], "link", rel="canonical")[0].attributes["href"] == f"{URL}/en/posts/a.html"
        assert elements(site[path], "meta", name="robots")[0].attributes["content"] == "noindex"
        assert path not in site["sitemap.xml"].decode()
    assert "/notes/2019/05/old/ /notes/en/posts/a.html 301" in site["_redirects"].decode().splitlines()


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("../../etc/passwd", "leads out of the site"),
        ("/", "own entrance"),
        ("/?p=12", r'ends in "\?p=12", by which files cannot be told apart: all of /index.html would'),
        ("/blog/?p=12", "all of /blog/index.html would lead to this post; write a path such as /old/address"),
        ("https://was.example/blog/x#y", 'ends in "#y"'),
        ("/en/posts/b.html", "both become"),
        ("/robots.txt", "needs a folder of this name"),
        ("/en/posts/b.html/old", "needs a folder of this name"),
        ("/.leitmotiv-site", "hidden file"),
        ("/a%00b", "holds a control character"),
        ("/a%0Ab", "holds a control character"),
        (f"/{'ä' * 128}", "longer than the name of a file"),
        ("/ab" * 2000, "longer than the name of a file"),
    ],
)
def test_an_alias_takes_no_place_that_is_not_its_own(alias: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        plan({"a.en.md": post("A", aliases=json.dumps([alias])), "b.en.md": post("B")})


def test_an_alias_of_a_draft_leads_nowhere() -> None:
    site = plan({"a.en.md": post("A", status="draft", aliases='["/old/"]')})
    assert "old/index.html" not in site
    assert "_redirects" not in site


def test_related_posts_share_something_and_come_from_other_languages_where_they_must() -> None:
    assert not elements(journal()["en/posts/queue.html"], "nav", class_="related")  # nothing but its own series
    page = journal()["de/posts/only-german.html"]
    (nav,) = elements(page, "nav", class_="related")
    assert "Das Ende der Schlange" in nav.text
    page = journal()["en/posts/tail.html"]
    (nav,) = elements(page, "nav", class_="related")
    assert nav.text.split() == ["Related", "Nur", "auf", "Deutsch", "March", "1,", "2026", "·", "Deutsch"]


NAMES = st.sampled_from(["sql", "http", "ci", "queues"])


@given(st.lists(st.tuples(st.sets(NAMES, max_size=3), st.dates(date(2020, 1, 1), date(2026, 1, 1))), max_size=30))
def test_related_posts_are_others_and_have_a_topic_in_common(posts: list[tuple[set[str], date]]) -> None:
    files = {
        f"p{number}.en.md": post(f"P{number}", day.isoformat(), tags=json.dumps(sorted(topics)))
        for number, (topics, day) in enumerate(posts)
    }
    arranged = shelf.arrange(content(files))
    related = Related(arranged)
    for each in arranged.posts["en"]:
        found = related.posts(each)
        assert len(found) <= 3
        assert each not in found
        assert len(set(found)) == len(found)
        assert all(set(other.topics) & set(each.topics) for other in found)


def test_no_part_of_a_series_is_related_whatever_the_series_is_called_in_its_language() -> None:
    files = {
        "one.de.md": post("Eins", themes="[costs]", series="Reihe", part="1"),
        "one.en.md": post("One", themes="[costs]", series="Row", part="1"),
        "two.en.md": post("Two", themes="[costs]", series="Row", part="2"),
        "three.en.md": post("Three", themes="[costs]"),
    }
    (nav,) = elements(plan(files)["de/posts/one.html"], "nav", class_="related")
    assert "Three" in nav.text
    assert "Two" not in nav.text


def test_a_new_post_changes_only_the_related_of_its_neighbours() -> None:
    days = [date(2010 + n // 12, n % 12 + 1, 1).isoformat() for n in range(100)]
    files = {f"p{n:03}.en.md": post(f"P{n}", day, tags="sql") for n, day in enumerate(days)}
    before = shelf.arrange(content(files))
    after = shelf.arrange(content({**files, "new.en.md": post("New", "2026-06-01", tags="sql")}))
    old, new = Related(before), Related(after)
    changed = [each.id for each in before.posts["en"] if old.posts(each) != new.posts(each)]
    assert len(changed) <= 6


def test_a_json_feed_says_what_the_atom_feed_says() -> None:
    feed = json.loads(journal()["de/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["language"], feed["home_page_url"], feed["feed_url"]) == ("de", f"{URL}/de/", f"{URL}/de/feed.json")
    assert [item["title"] for item in feed["items"]][:2] == ["Nur auf Deutsch", "Anderswo"]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    assert all(item["url"].startswith(URL) and item["content_html"] for item in feed["items"])


def test_a_theme_has_feeds_in_the_languages_it_is_written_about_in() -> None:
    feed = json.loads(journal()["de/themes/leistung.json"])
    assert [item["title"] for item in feed["items"]] == ["Größe & <Grenzen>", "Das Ende der Schlange"]
    assert feed["title"] == "A & B: Leistung"
    assert "da/themes/ydeevne.xml" not in journal()
    assert b"leistung.xml" in journal()["de/themes/leistung.html"]


def test_nothing_that_is_not_live_leaves_a_trace() -> None:
    for path, content_ in journal().items():
        for hidden in ("Entwurf", "geheim", ">Later<", ">Gone<", "later.html", "gone.html"):
            assert hidden.encode() not in content_, path


ABOUT = {
    "about.de.md": "---\ntitle: Über uns\ndescription: Architektin & Rudererin.\n---\nHallo.\n",
    "about.en.md": "---\ntitle: About us\n---\nHello.\n",
}


def test_home_and_entrance_say_who_writes_in_the_words_of_the_page_about_it() -> None:
    """In each language that says it, on the first page of the list only."""
    files = {f"post-{number}.de.md": post(f"Post {number}") for number in range(25)}
    site = plan(files, pages=ABOUT)
    assert [said.text for said in elements(site["de/index.html"], "p", class_="standfirst")] == [
        "Architektin & Rudererin."
    ]
    described = elements(site["de/index.html"], "meta", name="description")[0].attributes["content"]
    assert described == "A & B: Architektin & Rudererin."
    assert "Rudererin" not in site["de/page-2.html"].decode() + site["en/index.html"].decode()
    assert site["index.html"].decode().count("Rudererin") == 1


def test_where_there_is_one_language_its_home_page_is_the_entrance() -> None:
    site = plan({"one.de.md": post("Eins")}, languages=("de",), pages={"about.de.md": ABOUT["about.de.md"]})
    entrance = site["index.html"]
    assert elements(entrance, "meta", http_equiv="refresh")[0].attributes["content"] == "0; url=de/index.html"
    assert elements(entrance, "link", rel="canonical")[0].attributes["href"] == f"{URL}/de/"
    assert "noindex" not in entrance.decode()
    assert f"<loc>{URL}/</loc>" not in site["sitemap.xml"].decode()
    assert f'"{URL}/"' not in site["de/index.html"].decode()
    assert elements(site["404.html"], "p", class_="wordmark")
    assert 'href="/notes/de/index.html">A &amp; B' in site["404.html"].decode()


def test_a_wrong_address_leads_on_in_every_language() -> None:
    found = {element.attributes["href"] for element in elements(journal()["404.html"], "a")}
    for lang in ("de", "en", "da"):
        assert {f"/notes/{lang}/{page}.html" for page in ("index", "contact", "search")} <= found
    named = [name.text for name in elements(journal()["404.html"], "p", class_="eyebrow")]
    assert named == ["Deutsch", "English", "Dansk"], "where a language has no wording, all say it in English"
    site = plan({"one.de.md": post("Eins")}, site={"search": False})
    assert "search.html" not in site["404.html"].decode()
