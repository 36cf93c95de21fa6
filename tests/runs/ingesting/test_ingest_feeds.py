"""Feeds from a server on loopback: what is remembered between runs, and what a hostile or broken feed cannot do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.posts.incoming.summary import Result
from pipeline.runs.ingesting import ingest
from tests.conftest import CONFIG, MakeWorkspace
from tests.posts import foreign
from tests.runs.ingesting.sources import DE, EN, entry, folder, posts, rss, take, tree
from tests.serving import Server, redirect, reply, serving

FEED = "/feed.xml"


@pytest.fixture
def server() -> Iterator[Server]:
    """A server without any page yet."""
    with serving({}) as server:
        yield server


def _take(root: Path, server: Server, path: str = FEED, **options: Any) -> Result:
    return take(root, server.url(path), hosts=[server.host], **options).results[0]


def _serve(server: Server, *items: str, headers: dict[str, str] | None = None, **channel: str) -> None:
    server.replies[FEED] = reply(rss(*items, **channel), headers=headers)


def _reasons(result: Result) -> str:
    return "\n".join([*(str(problem) for problem in result.refused), *(each.reason for each in result.of("skipped"))])


def test_entries_become_posts_once(root: Path, server: Server) -> None:
    _serve(
        server,
        entry("Latency", guid="g1", link="https://old.example.org/p/latency", pubDate="Mon, 30 Jun 2025 23:30:00 CEST"),
        entry("Latenz", DE, guid="g2", pubDate="2025-06-01"),
    )
    result = _take(root, server)
    assert (result.formats, result.languages, result.is_complete) == (("RSS",), {"de": 1, "en": 1}, True)
    assert posts(root) == {
        "latency.en.md": (
            "---\ntitle: Latency\ndate: 2025-06-30\nlang: en\nsource: https://old.example.org/p/latency\n"
            f"announce: false\n---\n\n{EN}\n"
        ),
        "latenz.de.md": (
            f"---\ntitle: Latenz\ndate: 2025-06-01\nlang: de\nsource: {server.url(FEED)}#g2\n"
            f"announce: false\n---\n\n{DE}\n"
        ),
    }
    before = tree(root)
    assert _take(root, server).count("unchanged") == 2
    assert tree(root) == before


def test_a_link_to_another_entry_leads_to_its_post_also_when_that_came_before(root: Path, server: Server) -> None:
    first = entry("Latency", guid="g1", link="https://old.example.org/p/latency/", pubDate="2025-06-01")
    body = f'{EN} <a href="/p/latency#why">why</a> <a href="https://www.old.example.org/p/latency/">it</a>'
    _serve(server, first, entry("Second", body, guid="g2", link="https://old.example.org/p/2", pubDate="2025-06-02"))
    _take(root, server)
    _serve(server, entry("Third", body, guid="g3", link="https://old.example.org/p/3", pubDate="2025-06-03"))
    _take(root, server)
    for name in ("second.en.md", "third.en.md"):
        assert posts(root)[name].endswith(f"{EN} [why](latency.en.md) [it](latency.en.md)\n")


def _announced(root: Path) -> dict[str, bool]:
    """Whether an issue may announce each post without naming it."""
    return {name: "\nannounce: false\n" not in text for name, text in posts(root).items()}


def test_what_is_there_when_a_feed_is_first_read_is_old(root: Path, server: Server) -> None:
    """No letter announces an archive; an update leaves that as it is, and the author may take it back."""
    _serve(server, entry("A", guid="g1", pubDate="2025-06-01"), entry("B", guid="g2", pubDate="2025-06-01"))
    (said,) = [said for said in ingest.sentences(_take(root, server), 9) if "old" in said]
    assert said.endswith("no issue announces its 2 old posts unasked (announce: false in the head)")
    head = root / "content/posts/b.en.md"
    head.write_text(head.read_text("utf-8").replace("announce: false\n", ""), "utf-8")
    _serve(
        server,
        entry("C", guid="g3", pubDate="2025-06-20"),
        entry("A", f"{EN} {EN}", guid="g1", pubDate="2025-06-01"),
        entry("B", f"{EN} {EN}", guid="g2", pubDate="2025-06-01"),
    )
    assert _take(root, server).count("updated") == 2
    assert _announced(root) == {"a.en.md": False, "b.en.md": True, "c.en.md": True}
    (root / "private/ingested.json").unlink()
    assert _take(root, server).count("unchanged") == 3
    assert _announced(root) == {"a.en.md": False, "b.en.md": True, "c.en.md": True}


@pytest.mark.parametrize("days", [(13, 12, 11), (11, 12, 13), (11, 11, 11), ()], ids=str)
def test_what_waits_for_a_later_run_of_a_long_feed_is_old_too(
    root: Path, server: Server, days: tuple[int, ...]
) -> None:
    dates = [{"pubDate": f"2025-06-{day}"} for day in days] or [{}, {}, {}]
    old = [entry(f"T{number}", guid=f"g{number}", **dated) for number, dated in enumerate(dates)]
    _serve(server, *old)
    _take(root, server, most_new=1)
    _serve(server, entry("New", guid="new", pubDate="2025-06-14"), *old)
    _take(root, server, most_new=2)
    _take(root, server)
    assert _announced(root) == {"t0.en.md": False, "t1.en.md": False, "t2.en.md": False, "new.en.md": True}


def test_validators_are_kept_to_the_letter_and_304_changes_nothing(root: Path, server: Server) -> None:
    _serve(server, entry("A", guid="g1"), headers={"ETag": 'W/"1,2"', "Last-Modified": "Tue, 01 Jul 2025 08:00:00 GMT"})
    _take(root, server)
    server.replies[FEED] = reply(status="304 Not Modified")
    before = tree(root)
    result = _take(root, server)
    assert 'If-None-Match: W/"1,2"\r\n' in server.requests[1]
    assert "If-Modified-Since: Tue, 01 Jul 2025 08:00:00 GMT\r\n" in server.requests[1]
    assert (result.is_complete, result.remarks) == (True, ("nothing has changed since the last time",))
    assert tree(root) == before


def test_a_text_that_another_source_has_brought_already_is_named(root: Path, server: Server, tmp_path: Path) -> None:
    """Whoever sends posts as letters, too, would find each of them twice on the site, and in the report."""
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/latency.md").write_text(f"---\ntitle: Latency\ndate: 2025-06-01\n---\n{EN}\n", "utf-8")
    take(root, tmp_path / "blog")
    _serve(server, entry("Latency", f"{EN} <em>Subscribe!</em>", guid="g1"), entry("Other", guid="g2"))
    (said,) = [said for said in ingest.sentences(_take(root, server), 9) if "same-title" in said]
    assert "has the title of content/posts/latency.en.md; if it is the same text, delete one of them" in said
    assert _take(root, server).count("unchanged") == 2
    (root / "content/posts/latency-2.en.md").unlink()
    assert not [said for said in ingest.sentences(_take(root, server), 9) if "same-title" in said]


def test_texts_of_one_title_are_named_when_their_sources_come_in_one_run(root: Path, tmp_path: Path) -> None:
    export = json.dumps({"db": [{"data": {"posts": [{"id": "1", "title": "Latency", "html": f"<p>Hi! {EN}</p>"}]}}]})
    feed = rss(entry("Latency", guid="g1"), entry("Other", guid="g2"))
    found = take(root, folder(tmp_path / "feed", {"feed.xml": feed}), folder(tmp_path / "ghost", {"x.json": export}))
    assert [result.warnings.get("same-title") for result in found.results] == [None, 1]


def test_who_wants_a_feed_read_otherwise_gets_it_though_nothing_has_changed_there(root: Path, server: Server) -> None:
    """The warning about a language says to try again with --lang auto."""
    _serve(server, entry("Latenz", DE, guid="g1"), headers={"ETag": '"1"'}, lang="en")
    result = _take(root, server)
    assert "or --lang auto" in " ".join(ingest.sentences(result, 9))
    assert _take(root, server, lang="auto").count("updated") == 1
    assert list(posts(root)) == ["latenz.de.md"]
    _take(root, server, lang="auto")
    assert ["If-None-Match" in request for request in server.requests] == [False, False, True]


def test_a_feed_of_the_configuration_may_speak_several_languages(root: Path, server: Server) -> None:
    (root / "leitmotiv.toml").write_text(f'{CONFIG}\n[[feeds]]\nurl = "{server.url(FEED)}"\nlang = "auto"\n', "utf-8")
    _serve(server, entry("Latenz", DE, guid="g1"), entry("Latency", guid="g2"), lang="en")
    _take(root, server)
    assert list(posts(root)) == ["latency.en.md", "latenz.de.md"]


def test_a_feed_of_which_something_was_skipped_is_asked_for_as_a_whole_again(root: Path, server: Server) -> None:
    _serve(server, entry("A", guid="g1"), entry("B", guid="g2", pubDate="2026-13-45"), headers={"ETag": '"1"'})
    assert not _take(root, server).is_complete
    _take(root, server)
    assert "If-None-Match" not in server.requests[1]


def test_410_says_to_drop_the_feed(root: Path, server: Server) -> None:
    server.replies[FEED] = reply(status="410 Gone")
    assert "is gone for good (410); take it out of leitmotiv.toml" in _reasons(_take(root, server))


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_who_asks_to_be_left_alone_is_not_even_asked(root: Path, server: Server, status: str) -> None:
    server.replies[FEED] = reply(status=status, headers={"Retry-After": "3600"})
    assert "asks to be left alone until" in _reasons(_take(root, server))
    _serve(server, entry("A", guid="g1"))
    assert "asks to be left alone until" in _reasons(_take(root, server))
    assert server.asked == [FEED]


def test_a_permanent_redirect_suggests_the_new_address(root: Path, server: Server) -> None:
    server.replies |= {
        FEED: redirect("/new.xml", "301 Moved Permanently"),
        "/new.xml": reply(rss(entry("A", guid="g1"))),
    }
    result = _take(root, server)
    assert result.remarks == (f"has moved for good to {server.url('/new.xml')}; change its address",)
    assert list(posts(root)) == ["a.en.md"]


def test_a_feed_at_a_new_address_gives_no_post_again_and_still_updates(root: Path, server: Server) -> None:
    first = entry("Alpha", guid="g1", link="https://old.example.org/alpha")
    server.replies |= {FEED: reply(rss(first)), "/new.xml": reply(rss(first.replace("really", "truly")))}
    _take(root, server)
    result = _take(root, server, "/new.xml")
    assert (result.count("new"), result.count("updated")) == (0, 1)
    assert "truly" in posts(root)["alpha.en.md"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"guid": "g1", "link": "https://o.example.org/a"}, {"guid": "g2", "link": "https://o.example.org/a"}),
        ({"guid": "g1", "link": "https://o.example.org/a"}, {"guid": "g1", "link": "https://o.example.org/b"}),
        ({"guid": "g1"}, {"guid": "g2"}),
        ({"link": "https://o.example.org/a"}, {"link": "https://o.example.org/a", "guid": "late"}),
    ],
    ids=["changed guid", "moved link", "changed guid, no link", "guid came later"],
)
def test_an_entry_whose_names_change_is_no_new_post(
    root: Path, server: Server, one: dict[str, str], other: dict[str, str]
) -> None:
    _serve(server, entry("Alpha", **one))
    _take(root, server)
    _serve(server, entry("Alpha", **other))
    assert _take(root, server).count("new") == 0
    assert len(posts(root)) == 1
    _serve(server, entry("Alpha", EN + " More.", **other))
    assert _take(root, server).count("updated") == 1


def test_an_entry_that_loses_its_guid_is_known_by_its_text(root: Path, server: Server) -> None:
    _serve(server, entry("Alpha", guid="g1"))
    _take(root, server)
    _serve(server, entry("Alpha"))
    assert _take(root, server).count("new") == 0
    _serve(server, entry("Alpha", guid="g1"))
    assert _take(root, server).count("new") == 0
    assert len(posts(root)) == 1


def test_entries_that_share_a_guid_merge_and_the_newer_one_counts(root: Path, server: Server) -> None:
    _serve(
        server,
        entry("Old words", guid="g1", link="https://o.example.org/a", pubDate="2025-01-01"),
        entry("New words", guid="g1", link="https://o.example.org/a", pubDate="2025-02-01"),
    )
    result = _take(root, server)
    assert [decision.title for decision in result.decisions] == ["New words"]
    assert result.warnings == {"merged": 1}


def test_different_entries_under_one_guid_are_both_kept(root: Path, server: Server) -> None:
    _serve(
        server,
        entry("Alpha", guid="same", link="https://o.example.org/alpha", pubDate="2025-01-01"),
        entry("Beta", DE, guid="same", link="https://o.example.org/beta", pubDate="2025-02-01"),
    )
    _take(root, server)
    assert list(posts(root)) == ["alpha.en.md", "beta.de.md"]
    assert _take(root, server).count("unchanged") == 2


def test_entries_without_guid_and_link_are_known_by_their_text(root: Path, server: Server) -> None:
    _serve(server, entry("Alpha"), entry("Alpha"), entry("Beta", DE))
    _take(root, server)
    assert _take(root, server).count("unchanged") == 2
    assert list(posts(root)) == ["alpha.en.md", "beta.de.md"]


def test_entries_that_all_link_to_the_home_page_stay_apart(root: Path, server: Server) -> None:
    home = "https://o.example.org/"
    _serve(server, entry("Alpha", guid="g1", link=home), entry("Beta", DE, guid="g2", link=home))
    _take(root, server)
    assert _take(root, server).count("unchanged") == 2
    assert len(posts(root)) == 2


def test_a_deleted_post_of_a_feed_stays_deleted(root: Path, server: Server) -> None:
    _serve(server, entry("Alpha", guid="g1"))
    _take(root, server)
    (root / "content/posts/alpha.en.md").unlink()
    _serve(server, entry("Alpha, again", guid="g1"))
    assert _take(root, server).count("unchanged") == 1
    assert posts(root) == {}


def test_a_cap_on_new_entries_leaves_the_rest_to_the_next_run(root: Path, server: Server) -> None:
    _serve(server, *(entry(f"Entry {n}", f"{EN} Number {n}.", guid=f"g{n}") for n in range(5)))
    for new, waiting in ((2, 3), (2, 1), (1, 0), (0, 0)):
        result = _take(root, server, most_new=2)
        assert (result.count("new"), result.count("waiting"), result.is_complete) == (new, waiting, not waiting)


def test_what_a_feed_declares_is_never_overwritten_unless_the_user_says_so(root: Path, server: Server) -> None:
    _serve(server, entry("Latenz", DE, guid="g1"), entry("4711", "0815.", guid="g2"), lang="en-US")
    result = _take(root, server)
    assert [decision.lang for decision in result.decisions] == ["en", "en"]
    [warning] = [each for each in result.decisions[0].warnings if each.code == "language-mismatch"]
    assert warning.message.startswith('is declared as "en" but reads as "de", and its feed says so; say --lang')
    detected = _take(root, server, lang="auto")
    assert [decision.lang for decision in detected.decisions] == ["de", "en"]
    assert detected.warnings["language-mismatch"] == 1
    assert sorted(posts(root)) == ["4711.en.md", "latenz.de.md"]


def test_the_user_or_the_configuration_says_what_language_it_is(make_workspace: MakeWorkspace, server: Server) -> None:
    _serve(server, entry("4711", "0815.", guid="g1"))
    feeds = f'[[feeds]]\nurl = "{server.url(FEED)}"\nlang = "de"\n[ingest]\nallow_hosts = ["{server.host}"]\n'
    root = make_workspace({"leitmotiv.toml": f"{CONFIG}\n{feeds}"})
    assert take(root, hosts=[server.host]).results[0].languages == {"de": 1}


def test_a_page_in_the_place_of_a_feed_of_the_configuration_is_no_post(
    make_workspace: MakeWorkspace, server: Server
) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG + f'[[feeds]]\nurl = "{server.url(FEED)}"\n'})
    page = f"<html><body><h1>Log in</h1><p>{EN}</p></body></html>"
    server.replies[FEED] = reply(page, headers={"Content-Type": "text/html"})
    result = take(root, hosts=[server.host]).results[0]
    assert "answers with a web page, not with a feed; look at it in a browser" in _reasons(result)
    assert posts(root) == {}
    server.replies["/page"] = server.replies[FEED]
    assert _take(root, server, "/page").count("new") == 1


def test_the_older_pages_of_a_feed_are_named_when_it_is_first_read(root: Path, server: Server) -> None:
    further = server.url("/feed.json?page=2")
    item = {"id": "1", "title": "Latency", "content_text": EN, "date_published": "2025-06-01"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "next_url": "/feed.json?page=2", "items": [item]}
    server.replies["/feed.json"] = reply(json.dumps(feed))
    page = f'<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="{further}"/>'
    server.replies[FEED] = reply(rss(entry("Beta", guid="g1")).replace("<title>Old", f"{page}<title>Old"))
    for path in ("/feed.json", FEED):
        remarks = _take(root, server, path).remarks
        assert f"older entries stand on a further page; leitmotiv ingest {further} takes them" in remarks
        assert _take(root, server, path).remarks == ()


def test_an_excerpt_is_marked_and_names_the_original_as_canonical(root: Path, server: Server) -> None:
    item = f"<title>T</title><guid>g</guid><link>https://o.example.org/t</link><description>{EN} […]</description>"
    server.replies[FEED] = reply(rss(f"<item>{item}</item>"))
    assert _take(root, server).warnings == {"excerpt-only": 1, "no-date": 1}
    assert "canonical: https://o.example.org/t\n" in posts(root)["t.en.md"]
    _serve(server, entry("T", guid="g", link="https://o.example.org/t"))
    assert _take(root, server).count("updated") == 1
    assert "canonical" not in posts(root)["t.en.md"]


@pytest.mark.parametrize(
    ("day", "written", "code"),
    [
        ("<pubDate>Fri, 31 Dec 2049 23:59:59 GMT</pubDate>", "2026-06-30", "future-date"),
        ("<pubDate>Wed, 01 Jul 2026 05:00:00 +1200</pubDate>", "2026-06-30", None),
        ("<pubDate>Tue, 30 Jun 2026 23:30:00 PDT</pubDate>", "2026-06-30", None),
        ("", "2026-06-30", "no-date"),
    ],
)
def test_dates_are_clamped_to_today_or_stand_in_and_it_is_said(
    root: Path, server: Server, day: str, written: str, code: str | None
) -> None:
    _serve(server, entry("A", guid="g").replace("</item>", f"{day}</item>"))
    assert _take(root, server).warnings == ({code: 1} if code else {})
    assert f"date: {written}\n" in posts(root)["a.en.md"]


def test_a_day_that_stood_in_does_not_move_with_the_calendar(make_workspace: MakeWorkspace, server: Server) -> None:
    _serve(server, entry("A", guid="g"))
    root = make_workspace({})
    _take(root, server)
    make_workspace({"leitmotiv.toml": CONFIG.replace("2026-06-30", "2026-07-15")})
    _serve(server, entry("A", EN + " More.", guid="g"))
    assert _take(root, server).count("updated") == 1
    assert "date: 2026-06-30\n" in posts(root)["a.en.md"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]><rss version='2.0'><channel><item><title>&j;</title><description>{EN}</description></item></channel></rss>"
)
XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (LAUGHS, "names a document type of its own"),
        (XXE, "names a document type of its own"),
        (XXE.replace('SYSTEM "file', 'PUBLIC "x" "http'), "names a document type of its own"),
        ('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><rss/>', "names a document type of its own"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss><channel/></rss>', "names a document type of its own"),
        ("<rss>" + "<a>" * 500, "nests deeper than 100 elements"),
        ("<rss><channel><item><title>Half an en", "is no well-formed XML"),
        ("<other>xml</other>", "no known format"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "is no valid JSON"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000, "JSON"),
        ("\x89PNG\r\n\x1a\n\0\0\0", "no known format"),
        ("", "no known format"),
    ],
    ids=["laughs", "xxe", "public", "parameter", "dtd", "deep", "cut", "other", "cut json", "deep json", "png", "no"],
)  # fmt: skip
def test_a_hostile_or_broken_answer_is_refused_with_a_sentence(
    root: Path, server: Server, body: str, said: str
) -> None:
    server.replies[FEED] = reply(body)
    before = posts(root)
    assert said in _reasons(_take(root, server))
    assert posts(root) == before
    assert server.asked == [FEED], "nothing else is fetched"


def test_of_a_feed_that_breaks_off_the_whole_entries_are_taken(root: Path, server: Server) -> None:
    whole = rss(entry("Alpha", guid="g1"), entry("Beta", DE, guid="g2"))
    server.replies[FEED] = reply(whole[: whole.index("Beta") + 60])
    result = _take(root, server)
    assert "breaks off in line 1" in _reasons(result)
    assert list(posts(root)) == ["alpha.en.md"]
    assert not result.is_complete


def test_bare_ampersands_and_entities_of_html_are_mended(root: Path, server: Server) -> None:
    _serve(server, entry("A &amp; B & C &mdash; &eacute;t&eacute;", guid="g1"))
    _take(root, server)
    assert "title: A & B & C — été\n" in posts(root)["a-b-c-ete.en.md"]


@pytest.mark.parametrize(
    ("charset", "encoding", "declared"),
    [
        ("utf-8", "cp1252", "utf-8"),
        ("iso-8859-1", "utf-8", "iso-8859-1"),
        ("utf-8", "cp1252", "iso-8859-1"),
        ("", "utf-16", "utf-8"),
        ("windows-1252", "cp1252", "utf-8"),
        ("no-such-charset", "utf-8", "x-nobody"),
    ],
)
def test_a_wrong_encoding_is_seen_through(
    root: Path, server: Server, charset: str, encoding: str, declared: str
) -> None:
    text = rss(entry("Käse für 5 €", DE, guid="g1")).replace('encoding="utf-8"', f'encoding="{declared}"')
    server.replies[FEED] = reply(text.encode(encoding), headers={"Content-Type": f"text/xml; charset={charset}"})
    _take(root, server)
    assert "title: Käse für 5 €\n" in posts(root)["kaese-fuer-5.de.md"]
    assert "über den langsamsten" in posts(root)["kaese-fuer-5.de.md"]


HOSTILE = (
    EN
    + " <script>alert(1)</script>&lt;script&gt;alert(2)&lt;/script&gt; <img src=x onerror=alert(3)>"
    + "<a href='javascript:alert(4)'>one</a> <a href='data:text/html,x'>two</a> <a href='/rel(5)'>three</a>"
    + "<img src='https://t.example.org/open.gif' width='1' height='1'><iframe src='https://v.example.org/6'></iframe>"
    + " [x](javascript:alert(7)) ![p](https://t.example.org/8.gif) {{ 7*7 }} `</code><script>` the rest is code"
)


def test_a_hostile_entry_comes_out_as_harmless_words(root: Path, server: Server) -> None:
    title = "&lt;script&gt;alert(0)&lt;/script&gt;Ha&amp;lt;b&amp;gt;rm\u202eless &lt;img src=x onerror=y&gt;"
    _serve(server, entry(title, HOSTILE, guid="../../g\u202e1\n", link="https://o.example.org/../../etc/passwd.html"))
    decision = _take(root, server).decisions[0]
    assert list(posts(root)) == ["passwd.en.md"]
    head, _, body = posts(root)["passwd.en.md"].partition("\n---\n")
    assert "title: Harmless\n" in head
    assert foreign.faults(body) == []
    assert "<script" not in body
    assert "javascript:alert(4)" not in body
    assert "[three](https://o.example.org/rel%285%29)" in body
    assert "{{ 7\\*7 }}" in body
    assert dict(decision.left.counts) == {
        "pictures": 1, "tracking pixels": 1, "embedded media": 1, "links without a target": 2
    }  # fmt: skip


def test_one_bad_feed_does_not_stop_the_next(root: Path, server: Server) -> None:
    server.replies |= {"/bad.xml": reply(LAUGHS), FEED: reply(rss(entry("Alpha", guid="g1")))}
    found = take(root, server.url("/bad.xml"), server.url("/none.xml"), server.url(FEED), hosts=[server.host])
    assert [result.is_complete for result in found.results] == [False, False, True]
    assert list(posts(root)) == ["alpha.en.md"]


def test_atom_rdf_and_json_feeds_are_read_too(root: Path, server: Server) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>F</title><id>f</id><link href="https://a.example.org/"/>'
        '<entry xml:lang="en"><title type="html">4711 &amp;lt;</title><id>tag:a</id><link href="/posts/atom-entry"/>'
        "<updated>2025-03-01T08:00:00Z</updated><content type='text'>0815 &lt;b&gt;</content></entry></feed>"
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>F</title></channel>'
        f'<item rdf:about="https://r.example.org/rdf-entry"><title>R</title><link>https://r.example.org/rdf-entry</link>'
        f"<description>&lt;p&gt;{EN}&lt;/p&gt;</description><dc:date>2025-03-02</dc:date></item></rdf:RDF>"
    )
    old = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>F</title>'
        f"<item><title>O</title><link>https://n.example.org/old-entry</link><description>&lt;p&gt;{EN} 91&lt;/p&gt;"
        "</description></item></channel></rss>"
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "F", "home_page_url": "https://j.example.org/",
        "items": [
            {"id": "1", "url": "/json-entry", "title": "J <b>", "content_html": f"<p>{DE}</p>", "tags": ["a", 3],
             "language": "de", "date_published": "2025-03-03T23:30:00+02:00"},
            "no object",
        ],
    }  # fmt: skip
    server.replies |= {"/a": reply(atom), "/r": reply(rdf), "/o": reply(old), "/j": reply(json.dumps(feed))}
    found = take(root, *(server.url(path) for path in ("/a", "/r", "/o", "/j")), hosts=[server.host])
    assert [result.formats for result in found.results] == [("Atom",), ("RSS",), ("RSS",), ("JSON Feed",)]
    assert list(posts(root)) == ["atom-entry.en.md", "json-entry.de.md", "old-entry.en.md", "rdf-entry.en.md"]
    assert "title: 4711 <\ndate: 2025-03-01\n" in posts(root)["atom-entry.en.md"]
    assert "0815 &lt;b>" in posts(root)["atom-entry.en.md"]
    assert "title: J\ndate: 2025-03-03\nlang: de\ntags: [a]\n" in posts(root)["json-entry.de.md"]
    assert "1 of its items" in _reasons(found.results[3])


def test_a_page_gives_its_main_text_and_names_its_feed(root: Path, server: Server) -> None:
    page = (
        '<!DOCTYPE html><html lang="de"><head><title>Latenz – Jonna</title><meta property="og:title" content="Latenz">'
        '<meta property="article:published_time" content="2024-02-05T08:00:00+01:00">'
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><nav><a href="/">Start</a>'
        f"</nav><article><h1>Latenz</h1><p>{DE}</p><p>{DE} <a href='mehr'>Mehr</a></p></article>"
        "<footer>© Jonna</footer></body></html>"
    )
    server.replies["/latenz"] = reply(gzip.compress(page.encode()), headers={"Content-Encoding": "gzip"})
    result = _take(root, server, "/latenz")
    assert server.url(FEED) in result.remarks[0]
    (text,) = posts(root).values()
    assert text.startswith(f"---\ntitle: Latenz\ndate: 2024-02-05\nlang: de\nsource: {server.url('/latenz')}\n")
    assert f"[Mehr]({server.url('/mehr')})" in text
    assert "Start" not in text
    assert "Jonna" not in text.partition("\n---\n")[2]
    assert _take(root, server, "/latenz").count("unchanged") == 1
