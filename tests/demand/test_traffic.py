"""Page views."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demand import traffic
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.people import PageViews, Reject

steady = settings(deadline=None)  # a busy machine is no failure
UNTIL = date(2026, 6, 30)
PAGES = "name,visitors,pageviews,bounce_rate,time_on_page,scroll_depth\n"


def _read(text: str) -> tuple[tuple[PageViews, ...], tuple[Reject, ...]]:
    return traffic.read(table.parse("pages.csv", text), UNTIL)


def test_the_sample_of_plausible_is_read(shared: Path) -> None:
    taken, rejects = _read((shared / "samples/leads/plausible_pages.csv").read_text("utf-8"))
    assert taken == (
        PageViews(path="/en/performance/post-1/", views=20, visitors=12, source="plausible", until=UNTIL),
        PageViews(path="/de/architektur/", views=4, visitors=4, source="plausible", until=UNTIL),
    )
    assert not rejects


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("de/a/,1,1,,,", '"de/a/" in "name" is no path of a page; it must begin with /'),
        ("/a/,1,many,,,", '"many" in "pageviews" is no count; write it as 12'),
        ("/a/,-1,1,,,", '"-1" in "visitors" is no count; write it as 12'),
        ("/b/,1,1,,,", "the same page as in line 2; keep one of them"),
        ("/a/,1", "2 cells under 6 columns; is a quote or a separator missing?"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    taken, rejects = _read(f"{PAGES}/b/,2,3,,,\n{row}\n")
    assert [views.path for views in taken] == ["/b/"]
    assert rejects == (Reject("pages.csv", 3, reason),)


DAYS = '"date","hostname","page","visits","visitors","pageviews"\n'


def test_plausibles_export_of_a_whole_site_counts_by_day() -> None:
    rows = "2026-02-09,a.example,/a/,8,8,9\n2026-02-09,b.example,/a/,1,1,1\n2026-02-10,a.example,/a/,2,2,3\n"
    taken, rejects = _read(DAYS + rows)
    assert [(one.path, one.views, one.visitors, one.start, one.until) for one in taken] == [
        ("/a/", 10, 9, date(2026, 2, 9), date(2026, 2, 9)),
        ("/a/", 3, 2, date(2026, 2, 10), date(2026, 2, 10)),
    ]
    assert not rejects


def test_the_sum_of_an_exploration_of_google_analytics_is_no_row() -> None:
    """It stands above the pages, and has a cell more than there are columns."""
    head = "# Free form 1\n# 20260401-20260430\n\nDate,Page path and screen class,Active users,Views\n"
    taken, rejects = _read(f"{head},,20,30,Grand total\n20260402,/a/,2,3\n20260403,/a/,1,1\n")
    assert [(one.path, one.views, one.start) for one in taken] == [("/a/", 4, date(2026, 4, 1))]
    assert not rejects


UMAMI = """\
session_id,visit_id,hostname,url_path,url_query,event_type,event_name,created_at
s,v,x.example,/a/,,1,,2026-04-01 10:00:00
s,v,x.example,/a/,,2,click,2026-04-01 10:01:00
"""
SIMPLE = """\
added_iso,datapoint,hostname,path,session_id,is_robot
2026-04-01T10:00:00.123Z,pageview,x.example,/a/,s,false
2026-04-01T10:01:00.123Z,outbound,x.example,/a/,s,false
"""


@pytest.mark.parametrize(("text", "source"), [(UMAMI, "umami"), (SIMPLE, "simple-analytics")])
def test_events_are_told_from_views_in_lists_of_single_hits(text: str, source: str) -> None:
    read = traffic.hits(table.parse("x.csv", text), UNTIL)
    assert [(hit.path, hit.visitor) for hit in read.hits] == [("/a/", "s"), (None, "")]
    assert (read.source, read.rejects, read.bots) == (source, (), 0)


def test_a_bot_that_simple_analytics_tells_is_dropped() -> None:
    read = traffic.hits(table.parse("x.csv", SIMPLE.replace("false", "true")), UNTIL)
    assert (read.hits, read.bots) == ((), 2)


@pytest.mark.parametrize("head", ["date,visitors,pageviews,visits\n", "name,visitors,bounce_rate\n"])
def test_plausibles_other_files_are_not_recognised(head: str) -> None:
    assert not traffic.recognised(table.parse("x.csv", head))


@steady
@given(st.lists(st.lists(st.one_of(st.text(max_size=6), st.sampled_from(["/a/", "7"])), max_size=7), max_size=4))
def test_whatever_stands_in_the_rows_they_are_taken_or_rejected(rows: list[list[str]]) -> None:
    try:
        found = table.parse("x.csv", PAGES + table.written((), rows).decode("utf-8", "replace"))
    except ImportRefused:
        return
    taken, rejects = traffic.read(found, UNTIL)
    assert len(taken) + len(rejects) == len(found.rows)
