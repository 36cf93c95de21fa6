"""A reader never meets a page that does not exist, on the web as from the disk, and never loads from elsewhere."""

from __future__ import annotations

import posixpath
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.errors import ContentError
from pipeline.model.plan import Plan
from pipeline.site import audit, bodies
from pipeline.site.findings import Sources
from tests.site.cases import JOURNAL, URL, content, elements, html_pages, journal, plan, post

ROOTED = "404.html"


def _leads_to(page: str, href: str) -> str:
    """The path of the plan that a browser asks for."""
    if page == ROOTED:
        assert href.startswith(urlsplit(URL).path + "/"), f"{href} would break on a deep wrong address"
        return unquote(href.removeprefix(urlsplit(URL).path + "/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(href))) if href else page


def _unresolved(site: Plan) -> list[tuple[str, str]]:
    missing = []
    for path, page in html_pages(site):
        for element in elements(page, "a", "img", "link", "script"):
            target = element.attributes.get("href") or element.attributes.get("src") or ""
            relation = element.attributes.get("rel")
            if urlsplit(target).scheme or (relation == "canonical"):
                continue
            href, _, fragment = target.partition("#")
            found = site.get(_leads_to(path, href) if href else path)
            if found is None or (fragment and not elements(found, id=fragment)):
                missing.append((path, target))
    return missing


def test_every_link_of_the_journal_leads_to_a_file_of_the_site() -> None:
    assert _unresolved(journal()) == []


def test_every_link_of_a_long_list_leads_to_a_file_of_the_site() -> None:
    many = {f"p{number}.en.md": post(f"Post {number}", f"2026-01-{number % 28 + 1:02}") for number in range(45)}
    site = plan(many)
    assert _unresolved(site) == []
    assert [path for path in site if path.startswith("en/page-")] == ["en/page-2.html", "en/page-3.html"]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path, page in html_pages(journal()):
        for element in elements(page, "link", "img", "script", "iframe", "source"):
            target = element.attributes.get("src") or element.attributes.get("href") or ""
            loads = element.tag != "link" or element.attributes["rel"] in ("stylesheet", "icon", "preload")
            assert not (loads and urlsplit(target).netloc), (path, target)


def test_a_page_allows_only_its_own_files_and_has_no_inline_style() -> None:
    for path, page in html_pages(journal()):
        if elements(page, "meta", http_equiv="refresh"):
            continue
        (policy,) = elements(page, "meta", http_equiv="Content-Security-Policy")
        assert policy.attributes["content"].startswith("default-src 'none'; style-src 'self';"), path
        assert not [element for element in elements(page) if "style" in element.attributes], path
        assert not elements(page, "style"), path
        scripts = [
            script for script in elements(page, "script") if script.attributes.get("type") != "application/ld+json"
        ]
        assert ("script-src" in policy.attributes["content"]) == bool(scripts), path
        assert all(script.attributes["src"] and not script.text for script in scripts), path


def test_no_id_stands_twice_on_a_page() -> None:
    for path, page in html_pages(journal()):
        ids = [element.attributes["id"] for element in elements(page) if "id" in element.attributes]
        assert len(ids) == len(set(ids)), path


def test_a_link_from_file_to_file_becomes_one_from_page_to_page() -> None:
    hrefs = [element.attributes["href"] for element in elements(journal()["de/posts/das-ende.html"], "a")]
    assert "queue.html#groesse" in hrefs
    assert "https://elsewhere.example/a?b=c&d" in hrefs
    assert "#zahlen" in hrefs


@pytest.mark.parametrize(
    ("base", "written", "href"),
    [
        ("", "/en/posts/b.html?x=1#top", "b.html?x=1#top"),
        ("", "/en/", "../index.html"),
        ("", "/", "../../index.html"),
        ("", "/%C3%A4.html", "../../%C3%A4.html"),
        ("", "//cdn.example/x", "//cdn.example/x"),
        ("/notes", "/notes/en/posts/b.html", "b.html"),
        ("/notes", "/en/posts/b.html", "/en/posts/b.html"),
        ("/notes", "/notes", "/notes"),
    ],
)
def test_an_address_from_the_root_of_the_site_leads_there_from_the_disk_too(base: str, written: str, href: str) -> None:
    site = plan({"a.en.md": post("A", body=f"[b]({written})")}, url=f"https://a.example{base}")
    assert href in [
        element.attributes["href"] for element in elements(site["en/posts/a.html"], "a") if element.text == "b"
    ]


def test_a_link_to_a_post_of_another_day_is_text_until_that_day() -> None:
    body = "[to *come*](later.en.md), [gone](gone.en.md#x) and\n[here](sub/queue.en.md)"
    files = {**JOURNAL, "a.en.md": post("A", body=body)}
    page = plan(files)["en/posts/a.html"]
    hrefs = {element.text: element.attributes["href"] for element in elements(page, "a")}
    assert b"<p>to <em>come</em>, gone and\n" in page
    assert hrefs["here"] == "queue.html"
    assert [str(problem) for problem in bodies.unseen(content(files))] == [
        'content/posts/a.en.md:5:1: the link to "later.en.md" is text for now: it comes out on 2026-12-01',
        'content/posts/a.en.md:5:27: the link to "gone.en.md" is text: it expired on 2026-01-01',
    ]
    later = plan(files, as_of=date(2026, 12, 1))["en/posts/a.html"]
    assert "later.html" in [element.attributes["href"] for element in elements(later, "a")]


ELSE = "write the other post's file name, as seen from this file"
UNSEEN = "leads to a post that readers cannot see"
BROKEN = {
    "a wrong name is met with the right one": (
        {"a.en.md": post("A", body="one\n\nsee [b](bee.en.md)"), "be.en.md": post("B")},
        ['a.en.md:7:5: the link to "bee.en.md" leads to no post; did you mean "be.en.md"?'],
    ),
    "a name that is near to nothing": (
        {"a.en.md": post("A", body="[b](zzzzzzzzzzz.md)")},
        [f'a.en.md:5:1: the link to "zzzzzzzzzzz.md" leads to no post; {ELSE}'],
    ),
    "a folder too many": (
        {"a.en.md": post("A", body="[b](sub/b.en.md#top)"), "b.en.md": post("B")},
        ['a.en.md:5:1: the link to "sub/b.en.md" leads to no post; did you mean "b.en.md"?'],
    ),
    "a draft": (
        {**JOURNAL, "a.en.md": post("A", body="[x](draft.de.md)")},
        [f'a.en.md:5:1: the link to "draft.de.md" {UNSEEN} (it is a draft); take the link out'],
    ),
    "the mistakes of several posts at once": (
        {
            "a.en.md": post("A", body="[b](nnnn.txt.md) [b](mmmmmm.md), [b](mmmmmm.md)"),
            "b.en.md": post("B", body="[a](%C3%A4.html.md)"),
        },
        [
            f'a.en.md:5:1: the link to "nnnn.txt.md" leads to no post; {ELSE}',
            f'a.en.md:5:18: the link to "mmmmmm.md" leads to no post; {ELSE}',
            f'a.en.md:5:34: the link to "mmmmmm.md" leads to no post; {ELSE}',
            f'b.en.md:5:1: the link to "ä.html.md" leads to no post; {ELSE}',
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_link_to_no_page_stops_the_build_and_names_its_place(name: str) -> None:
    files, expected = BROKEN[name]
    with pytest.raises(ContentError) as refused:
        plan(files)
    assert str(refused.value).splitlines() == [f"content/posts/{line}" for line in expected]


def _page(body: str, canonical: str, head: str = "") -> bytes:
    return f'<head><link rel="canonical" href="{URL}/{canonical}">{head}</head><body>{body}</body>'.encode()


def test_what_a_template_of_ones_own_forgets_is_told() -> None:
    names = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{URL}/{lang}.html">' for lang in ("de", "en", "fr", "x-default")
    )
    pages = {
        "index.html": _page('<a href="de.html">x</a><img src="lost.png" alt="x">', "", '<script src="s.js"></script>'),
        "de.html": _page('<source srcset="small.png 1x, large.png 2x">', "de.html", names.replace("x-default", "de")),
        "en.html": _page("", "en.html"),
        "old.html": _page("", "en.html", '<meta http-equiv="refresh" content="0;url=en.html">'),
        "404.html": _page("", "404.html"),
    }
    told = [(found.code, str(found.problem)) for found in audit.site(pages, URL, Sources())]
    assert [said.split(";")[0] for code, said in told if code != "broken-link"] == [
        f"de.html: names {URL}/en.html as its page in en, which does not answer",
        f"de.html: names {URL}/fr.html as its page in fr, which is not there",
        "en.html: no page leads here",
    ]
    lost = [said.split('"')[1] for code, said in told if code == "broken-link"]
    assert lost == ["s.js", "lost.png", "small.png", "large.png"]
