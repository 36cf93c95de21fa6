"""An issue's version on the web: the same texts, linked as the site links, without the letter's trappings."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipeline.errors import ContentError
from pipeline.newsletter import web
from tests.newsletter import cases

ISSUES = (cases.post_issue(), cases.issue())
PAGES = web.versions(ISSUES, cases.press())


def test_there_is_a_page_per_language_and_issue() -> None:
    assert list(PAGES) == [("de", "till"), ("en", "till"), ("de", "2026-03"), ("en", "2026-03")]
    page = PAGES["de", "2026-03"]
    assert (page.title, page.sent_on, page.lang) == ("Über Schlangen", date(2026, 3, 31), "de")


def test_links_are_relative_to_the_page_and_carry_no_campaign() -> None:
    hrefs = re.findall(r'href="([^"]*)"', PAGES["de", "2026-03"].html + PAGES["en", "2026-03"].html)
    assert hrefs == [
        "../posts/schlangen.html",
        "../posts/schlangen.html",
        "../../da/posts/danish.html",
        "../posts/queues.html#top",
        "../posts/queues.html",
        "../../da/posts/danish.html",
    ]


def test_a_post_in_another_language_says_so_here_too() -> None:
    html = PAGES["de", "2026-03"].html
    assert '<h2 lang="da"><a href="../../da/posts/danish.html" hreflang="da">Kun på dansk</a></h2>' in html
    assert "Dieser Beitrag ist auf Dänisch." in html


def test_each_post_that_is_announced_stands_together() -> None:
    sections = re.findall(r"<section>(.*?)</section>", PAGES["de", "2026-03"].html, re.DOTALL)
    assert [re.findall(r">([^<]+)</a></h2>", section) for section in sections] == [
        ["Schlangen &amp; Geduld"],
        ["Kun på dansk"],
    ]
    assert all(section.count('class="facts"') == 1 for section in sections)


def test_there_is_no_style_no_unsubscribing_and_no_impressum() -> None:
    for page in PAGES.values():
        assert "style=" not in page.html
        assert "slot" not in page.html
        assert "Weg 7" not in page.html


def test_a_posts_own_relative_links_are_seen_from_the_issues_page() -> None:
    posts = {**cases.POSTS, "till.de.md": cases.POSTS["till.de.md"] + "\n[Kurve](charts/kurve.pdf) [x](/y) [z](#a)\n"}
    issue = next(one for one in cases.composed(posts) if one.id == "till")
    html = web.versions([issue], cases.press(posts=posts))["de", "till"].html
    assert 'href="../posts/charts/kurve.pdf"' in html
    assert 'href="/y"' in html
    assert 'href="#a"' in html
    assert 'href="../posts/schlangen.html"' in html


def test_issues_of_days_to_come_are_not_shown() -> None:
    assert list(web.versions(ISSUES, cases.press(as_of=date(2026, 3, 30)))) == [("de", "till"), ("en", "till")]


def test_a_post_that_has_expired_keeps_its_title_and_loses_its_link() -> None:
    posts = {
        **cases.POSTS,
        "queues.de.md": cases.POSTS["queues.de.md"].replace("slug:", "expires_on: 2026-05-01\nslug:"),
    }
    issue = cases.issue(cases.ISSUE.replace("(../posts/queues.de.md)", "(https://example.org)"), posts)
    html = web.versions([issue], cases.press(posts=posts))["de", "2026-03"].html
    assert "<h2>Schlangen &amp; Geduld</h2>" in html
    assert "schlangen.html" not in html


def test_the_broken_links_of_all_issues_come_together() -> None:
    posts = {**cases.POSTS, "till.de.md": cases.POSTS["till.de.md"].replace("queues.de.md", "quues.de.md")}
    issue = cases.issue(cases.ISSUE.replace("../posts/queues.en.md", "../posts/gone.md"), posts)
    with pytest.raises(ContentError) as refused:
        web.versions([*cases.composed(posts), issue], cases.press(posts=posts))
    assert len(refused.value.problems) == 2
