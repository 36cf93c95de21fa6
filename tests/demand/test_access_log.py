"""Access logs, and hits counted once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.demand import access_log, bots, hits
from pipeline.demand.access_log import Tally
from pipeline.demand.hits import Hit
from pipeline.model.people import PageViews

LATEST = date(2027, 6, 30)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
KEY = b"k" * 32


def line(request: str = "GET /de/a/ HTTP/1.1", status: int = 200, agent: str = FIREFOX, at: str = "06:00:01") -> str:
    """A line of the combined format."""
    return f'203.0.113.9 - - [10/Jun/2026:{at} +0200] "{request}" {status} 2326 "-" "{agent}"\n'


def read(*lines: str) -> tuple[list[str | None], Tally]:
    """The pages of the requests, None where it was no view, and the tally."""
    tally = Tally()
    return [hit.path for hit in access_log.read(lines, LATEST, tally)], tally


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (line(), "/de/a/"),
        (line("GET /de/a/?utm_source=x#y HTTP/2.0"), "/de/a/"),
        (line("GET https://x.org/de/a.html HTTP/1.1"), "/de/a.html"),
        (line("GET //evil/a HTTP/1.1"), "/evil/a"),
        (line("GET /de/posts/latenz HTTP/1.1"), "/de/posts/latenz"),
        ('203.0.113.9 - ana [10/Jun/2026:06:00:01 +0200] "GET /a HTTP/1.0" 200 -\n', "/a"),
        ('x.org:443 203.0.113.9 - - [10/Jun/2026:06:00:01 +0200] "GET /a HTTP/1.0" 200 1 "-" "Mozilla/5.0"', "/a"),
        (
            '::1 - - [10/Jun/2026:06:00:01 -0500] "GET /a HTTP/1.0" 200 1 "-" "Mozilla/5.0 \\"x\\"" "extra" 0.001\n',
            "/a",
        ),
    ],
)
def test_an_answered_get_of_a_page_is_a_view(text: str, page: str) -> None:
    assert read(text)[0] == [page]


@pytest.mark.parametrize(
    "text",
    [
        line(status=404), line(status=304), line(status=206), line("HEAD /de/a/ HTTP/1.1"),
        line("POST /de/a/ HTTP/1.1"),
        line("GET /style.css HTTP/1.1"), line("GET /de/feed.xml HTTP/1.1"), line("GET /a.b/robots.txt HTTP/1.1"),
        line("\\x16\\x03\\x01"), line("GET * HTTP/1.1"), line("-"),
        line(agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), line(agent="curl/8"),
        line(agent="-"), line(agent=""),
    ],
)  # fmt: skip
def test_anything_else_is_none_but_covers_its_moment(text: str) -> None:
    pages, tally = read(text)
    assert pages == [None]
    assert tally.unreadable == 0


def test_bots_are_dropped_and_counted() -> None:
    _, tally = read(line(), line(agent="GPTBot/1.0"), line("GET /style.css HTTP/1.1", agent="GPTBot/1.0"))
    assert (tally.lines, tally.views, tally.bots) == (3, 1, 1)


@pytest.mark.parametrize(
    ("agent", "is_bot"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Mobile/15E148 [LinkedInApp]/9", False),
        ("Mozilla/5.0 (Linux; Android 10; CUBOT_X30) Chrome/120 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("Mozilla/5.0 (X11) HeadlessChrome/120", True),
        ("Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)", True),
        ("facebookexternalhit/1.1", True),
        ("python-requests/2.32", True),
        ("", True),
    ],
)
def test_a_bot_is_told_by_its_user_agent(agent: str, is_bot: bool) -> None:
    assert bots.is_bot(agent) is is_bot


def test_a_log_without_user_agents_says_so() -> None:
    _, tally = read('203.0.113.9 - - [10/Jun/2026:06:00:01 +0200] "GET /a HTTP/1.0" 200 -\n')
    assert not tally.agents


@pytest.mark.parametrize(
    "text",
    ["garbage", line().replace("Jun", "Jux"), line().replace("10/", "31/"), line().replace("2026", "2099"),
     line().replace("2026", "1969"), line().replace("+0200", "+9999")],
)  # fmt: skip
def test_a_line_that_is_none_is_counted(text: str) -> None:
    pages, tally = read("\n", text, line())
    assert pages == ["/de/a/"]
    assert (tally.unreadable, tally.first_unreadable) == (1, 2)


@pytest.mark.parametrize(("text", "is_log"), [("\n" + line(), True), ("date,email\n", False), ("", False)])
def test_a_log_is_told_by_its_first_line(text: str, is_log: bool) -> None:
    assert access_log.is_log(text.split("\n")) is is_log


@given(
    st.lists(st.one_of(st.text(max_size=80), st.text(max_size=20).map(lambda text: line(text, agent=text))), max_size=5)
)
def test_any_lines_are_read_or_counted(lines: list[str]) -> None:
    pages, tally = read(*lines)
    assert len(pages) + tally.unreadable == tally.lines


def _hit(minute: int, path: str = "/a", visitor: str = "x", day: int = 10) -> Hit:
    return Hit(datetime(2026, 6, day, 6, tzinfo=UTC) + timedelta(minutes=minute), path, visitor)


def test_views_are_counted_by_day_and_visitors_once_a_day() -> None:
    counted = hits.count([_hit(1), _hit(2), _hit(3, visitor="y"), _hit(4, day=11), _hit(5, visitor="")], "log", (), KEY)
    assert counted.views == (
        PageViews(path="/a", views=4, visitors=2, source="log", start=date(2026, 6, 10), until=date(2026, 6, 10)),
        PageViews(path="/a", views=1, visitors=1, source="log", start=date(2026, 6, 11), until=date(2026, 6, 11)),
    )
    assert [(first.minute, last.minute) for first, last in counted.spans] == [(1, 5), (4, 4)]


def test_a_longer_copy_of_a_log_counts_what_is_new_and_the_rest_of_a_day_is_added() -> None:
    first = hits.count([_hit(1), _hit(5)], "log", (), KEY)
    longer = hits.count([_hit(1), _hit(5), _hit(9)], "log", first.spans, KEY)
    earlier = hits.count([_hit(0)], "log", longer.spans, KEY)
    assert [sum(row.views for row in one.views) for one in (first, longer, earlier)] == [2, 1, 1]


def test_a_month_that_a_pieced_together_log_leaves_out_can_still_come() -> None:
    pieced = hits.count([_hit(1, day=1), _hit(1, day=20)], "log", (), KEY)
    between = hits.count([_hit(1, day=10)], "log", pieced.spans, KEY)
    assert sum(row.views for row in between.views) == 1


@given(st.lists(st.integers(0, 59), min_size=1, max_size=12), st.integers(0, 12), st.permutations(range(3)))
def test_each_hit_counts_once_however_its_log_is_cut_and_in_whatever_order_the_pieces_come(
    minutes: list[int], cut: int, order: list[int]
) -> None:
    every = [_hit(minute, visitor=str(place)) for place, minute in enumerate(sorted(set(minutes)))]
    pieces = [every[:cut], every[cut:], every]
    spans: tuple[hits.Span, ...] = ()
    total = 0
    for place in order:
        counted = hits.count(pieces[place], "log", spans, KEY)
        spans, total = counted.spans, total + sum(row.views for row in counted.views)
    assert total == len(every)
