"""Feeds and sitemap: what programs read is well-formed, absolute and depends on nothing but the posts."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import feedparser
import pytest

from pipeline.model.plan import Plan
from tests.site.cases import JOURNAL, URL, journal, plan, post

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def _ids(site: Plan, lang: str) -> list[str]:
    return [entry.id for entry in feedparser.parse(site[f"{lang}/feed.xml"]).entries]


def test_a_feed_holds_the_posts_of_its_language_in_full() -> None:
    feed = feedparser.parse(journal()["de/feed.xml"])
    assert not feed.bozo
    assert feed.feed.title == "A & B"
    assert feed.feed.author == "Ada Bo"
    assert [entry.title for entry in feed.entries] == [
        "Nur auf Deutsch", "Anderswo", "Größe & <Grenzen>", "Das Ende der Schlange",
    ]  # fmt: skip
    last = feed.entries[-1]
    assert last.link == f"{URL}/de/posts/das-ende.html"
    assert last.published == "2026-01-08T00:00:00Z"
    assert last.content[0].language == "de"
    assert "<td" in last.content[0].value


def test_a_feed_says_what_atom_demands() -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title and updated once each; an author; a link to itself."""
    for lang in ("de", "en"):
        feed = ElementTree.fromstring(journal()[f"{lang}/feed.xml"])
        for node in (feed, *feed.findall(ATOM + "entry")):
            for name in ("id", "title", "updated"):
                assert len(node.findall(ATOM + name)) == 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", node.findtext(ATOM + "updated") or "")
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        relations = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
        assert relations == {"self": f"{URL}/{lang}/feed.xml", "alternate": f"{URL}/{lang}/"}
        ids = [entry.findtext(ATOM + "id") for entry in feed.findall(ATOM + "entry")]
        assert len(set(ids)) == len(ids)


def test_every_address_in_a_feed_is_absolute() -> None:
    for entry in feedparser.parse(journal()["de/feed.xml"]).entries:
        for target in re.findall(r'(?:href|src)="([^"]*)"', entry.content[0].value):
            assert target.startswith("https://"), target
    text = journal()["de/feed.xml"].decode()
    assert f"{URL}/de/posts/queue.html#groesse" in text
    assert f"{URL}/de/posts/das-ende.html#fn1" in text
    assert "https://elsewhere.example/a?b=c&amp;amp;d" in text


def test_an_entry_keeps_its_id_when_the_post_gets_another_slug_or_day() -> None:
    before = plan({"a.en.md": post("A", "2025-12-31")})
    after = plan({"a.en.md": post("A", "2026-02-02", slug="another")})
    renamed = plan({"b.en.md": post("A", "2025-12-31", translation_key="a", slug="a")})
    assert _ids(before, "en") == _ids(after, "en") == _ids(renamed, "en")
    assert _ids(before, "en")[0].startswith("urn:uuid:")


def test_an_entry_that_was_held_back_is_new_on_the_day_it_comes_out() -> None:
    feed = feedparser.parse(plan({"a.en.md": post("A", "2026-01-01", publish_on="2026-03-03")})["en/feed.xml"])
    assert feed.entries[0].published == "2026-03-03T00:00:00Z"
    assert feed.entries[0].updated == feed.feed.updated == "2026-03-03T00:00:00Z"


def test_an_entry_names_its_authors_where_they_are_not_the_feeds() -> None:
    files = {"a.en.md": post("A", "2026-01-03", author="[Jo, Anna]"), "b.en.md": post("B", author="Ada Bo")}
    site = plan(files)
    atom = ElementTree.fromstring(site["en/feed.xml"]).findall(f"{ATOM}entry")
    assert [[name.text for name in entry.iter(f"{ATOM}name")] for entry in atom] == [["Jo", "Anna"], []]
    items = json.loads(site["en/feed.json"])["items"]
    assert [item.get("authors") for item in items] == [[{"name": "Jo"}, {"name": "Anna"}], None]


def test_a_feed_holds_the_newest_twenty() -> None:
    many = {f"p{number:02}.en.md": post(f"Post {number}", f"2026-01-{number + 1:02}") for number in range(25)}
    titles = [entry.title for entry in feedparser.parse(plan(many)["en/feed.xml"]).entries]
    assert titles == [f"Post {number}" for number in range(24, 4, -1)]


@pytest.mark.parametrize("hostile", ["]]>", "&amp;lt;", "\x0b\x1f\ufffe", "<title>", "http://[::1", "[x](http://[::1)"])
def test_no_text_of_a_post_breaks_a_feed(hostile: str) -> None:
    site = plan({"a.en.md": post("A", body=f"before {hostile} after [b](//host/x) ![i](mailto:x)")})
    feed = feedparser.parse(site["en/feed.xml"])
    assert not feed.bozo
    assert "before" in feed.entries[0].content[0].value


def test_the_sitemap_names_every_page_that_may_be_found_with_its_alternates() -> None:
    sitemap = ElementTree.fromstring(journal()["sitemap.xml"])
    found = {url.findtext(SITEMAP + "loc"): url for url in sitemap}
    pages = {path for path in journal() if path.endswith(".html")} - {"404.html", "de/posts/elsewhere.html"}
    assert found.keys() == {re.sub("(?<=/)index.html$", "", f"{URL}/{path}") for path in pages}
    end = found[f"{URL}/de/posts/das-ende.html"]
    assert end.findtext(SITEMAP + "lastmod") == "2026-01-08"
    assert {link.get("hreflang"): link.get("href") for link in end.findall(XHTML + "link")} == {
        "de": f"{URL}/de/posts/das-ende.html",
        "en": f"{URL}/en/posts/tail.html",
        "x-default": f"{URL}/de/posts/das-ende.html",
    }


def test_robots_are_shown_the_sitemap() -> None:
    assert journal()["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {URL}/sitemap.xml"


@pytest.mark.parametrize("word", ["Entwurf", "geheim", "Later", "Not yet", "Gone", "No more"])
def test_what_readers_may_not_see_is_nowhere_on_the_site(word: str) -> None:
    assert word in "".join(JOURNAL.values())
    assert [path for path, content in journal().items() if word.encode() in content] == []
