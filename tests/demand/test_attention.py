"""Page views of Google Analytics and GoatCounter, and of several exports as one count."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.demand import periods, traffic
from pipeline.demand.periods import Covered
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.people import PageViews, Reject

UNTIL = date(2026, 6, 30)
COMMENTS = "# ----\n# Pages and screens\n# Start date: 20260501\n# End date: 20260531\n# ----\n"
GA4 = "Page path and screen class,Views,Active users,Event count\n"
GOATCOUNTER = (
    "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,"
    "Date\n"
)


def _read(text: str, covered: Covered | None = None) -> tuple[tuple[PageViews, ...], tuple[Reject, ...]]:
    return traffic.read(table.parse("pages.csv", text), UNTIL, covered)


def _views(
    views: int, source: str = "ga4", start: date | None = None, until: date = UNTIL, path: str = "/a"
) -> PageViews:
    return PageViews(path=path, views=views, visitors=1, source=source, start=start, until=until)


def test_google_analytics_names_its_days_above_the_table() -> None:
    taken, rejects = _read(COMMENTS + GA4 + '/de/a/,"1,234",70,9\n(not set),3,1,1\n')
    assert taken == (
        PageViews(
            path="/de/a/", views=1234, visitors=70, source="ga4", start=date(2026, 5, 1), until=date(2026, 5, 31)
        ),
    )
    assert not rejects


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("Seitenpfad und Bildschirmklasse;Aufrufe;Aktive Nutzer\n/a;1.234;70\n", (1234, 70)),
        ("Caminho da página e classe da tela,Visualizações,Usuários ativos\n/a,110,50\n", (110, 50)),
        ("Ścieżka strony i klasa ekranu,Wyświetlenia,Aktywni użytkownicy\n/a,110,50\n", (110, 50)),
        ("Paginapad en schermklasse,Weergaven,Actieve gebruikers\n/a,110,50\n", (110, 50)),
        ("Landing page,Sessions\n/a?x=1,5\n/a?x=2,6\n", (11, 0)),
        ("Page location,Views,Total users\nhttps://x.org/a?b=1,7,2\n", (7, 2)),
        ("Full page URL,Views,Active users\nwww.x.org/a?b=1,7,2\n", (7, 2)),
    ],
)
def test_google_analytics_without_comments_is_read_in_other_languages_and_by_landing_page(
    text: str, views: tuple[int, int]
) -> None:
    ((row,), rejects) = _read(text)
    assert (row.path, row.views, row.visitors, row.start, row.until) == ("/a", *views, None, UNTIL)
    assert not rejects


def test_somebody_may_say_which_days_an_export_covers() -> None:
    ((row,), _) = _read("name,visitors,pageviews\n/a,1,2\n", Covered(date(2026, 5, 1), date(2026, 5, 31)))
    assert (row.start, row.until) == (date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("comments", "covered"),
    [
        (["Begindatum: 20260101", "Einddatum: 20260131"], Covered(date(2026, 1, 1), date(2026, 1, 31))),
        (
            ["Startdatum: 20260101", "Einddatum: 20260131", "Totaal 20260228"],
            Covered(date(2026, 1, 1), date(2026, 1, 31)),
        ),
        (["Start date: 20260101", "End date: 20260131"], Covered(date(2026, 1, 1), date(2026, 1, 31))),
        (["Startdatum: 20260101", "Enddatum: 20260131"], Covered(date(2026, 1, 1), date(2026, 1, 31))),
        (["20260101-20260131"], Covered(date(2026, 1, 1), date(2026, 1, 31))),
        (["Created on 2026-02-03", "2026-01-01 - 2026-01-31"], Covered(date(2026, 1, 1), date(2026, 1, 31))),
        (["Start date: 20260101"], None),
        (["Start date: 20260231", "End date: 20260131"], None),
        (["Start date: 20260201", "End date: 20260131"], None),
        ([], None),
    ],
)
def test_the_days_are_those_that_the_comments_name(comments: list[str], covered: Covered | None) -> None:
    assert periods.told(comments) == covered


@pytest.mark.parametrize(
    ("path", "is_named"),
    [
        ("private/imports/pages-2026-05-01..2026-05-31.csv", True),
        ("pages_20260501_20260531.csv.gz", True),
        ("imports/Plausible export x.org 2026-05-01  to 2026-05-31 /pages.csv", True),
        ("2026-05-01 2026-05-31/2026/pages.csv", False),
        ("2026-05/pages.csv", False),
        ("private/imports/pages-2026-05.csv", True),
        ("2026-05_pages.csv.gz", True),
        ("pages-2026-05 of 2026-06-02.csv", False),
        ("pages-2026-05..2026-06.csv", False),
        ("pages-2026-05-2026-06.csv", False),
        ("ga4-pages-2026-05.csv", True),
        ("pages-2026-05-1.csv", False),
        ("pages-2026-13.csv", False),
        ("top-1000-10.csv", False),
        ("pages-2026-06.csv", False),
        ("pages-2026-05-31.csv", False),
        ("pages-2026-05-31..2026-05-01.csv", False),
        ("pages-2026-05-01..2026-05-31 of 2026-06-02.csv", False),
        ("pages-2026-02-30..2026-03-31.csv", False),
    ],
)
def test_two_days_or_a_month_in_a_name_are_covered_and_one_day_may_be_that_on_which_it_was_made(
    path: str, is_named: bool
) -> None:
    assert periods.named(path, UNTIL) == (Covered(date(2026, 5, 1), date(2026, 5, 31)) if is_named else None)
    ((row,), _) = traffic.read(table.parse(path, "name,visitors,pageviews\n/a,1,2\n"), UNTIL)
    assert row.start == (date(2026, 5, 1) if is_named else None)


def test_days_above_a_table_win_over_those_in_its_name() -> None:
    found = table.parse("pages-2026-06-01..2026-06-30.csv", f"{COMMENTS}{GA4}/a,1,1,1\n")
    assert traffic.days(found, UNTIL) == Covered(date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a/b,1,1,1", '"a/b" in "page path and screen class" is no path of a page'),
        ("/a,many,1,1", '"many" in "views" is no'),
    ],
)
def test_a_row_of_google_analytics_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    taken, (reject,) = _read(f"{GA4}{row}\n")
    assert not taken
    assert reject.reason.startswith(reason)


@pytest.mark.parametrize(
    "head", ["Session source / medium,Sessions,Engaged sessions\n", "Date,Views\n", "Page title,Views\n"]
)
def test_other_reports_of_google_analytics_are_none_of_pages(head: str) -> None:
    found = table.parse("x.csv", head)
    assert traffic.recognised(found) is None
    assert not traffic.lists_hits(found)


def test_goatcounter_lists_hits_of_which_bots_are_dropped_and_events_are_no_views() -> None:
    rows = (
        "/a,A,false,,,,s1,0,,,,,true,2026-06-09T01:00:00Z\n"
        "/a,A,false,,,,s1,0,,,,,false,2026-06-09T01:01:00Z\n"
        "b,B,false,,,,,0,,,,,true,2026-06-09T02:00:00+02:00\n"
        "/a,A,false,,,,s2,1,,,,,true,2026-06-09T03:00:00Z\n"
        "click,C,true,,,,s1,0,,,,,true,2026-06-09T04:00:00Z\n"
        "/a,A,false,,,,s3,0,,,,,true,soon\n"
    )
    found = traffic.hits(table.parse("x.csv", GOATCOUNTER + rows), UNTIL)
    assert [(hit.path, hit.at.hour, bool(hit.visitor)) for hit in found.hits] == [
        ("/a", 1, True), ("/a", 1, True), ("/b", 0, True), (None, 4, False),
    ]  # fmt: skip
    assert (found.bots, len(found.rejects)) == (1, 1)


MAY = (date(2026, 5, 1), date(2026, 5, 31))
JUNE = (date(2026, 6, 1), date(2026, 6, 30))
HALF_YEAR = (date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("rows", "views"),
    [
        pytest.param([_views(3, start=MAY[0], until=MAY[1]), _views(4, start=JUNE[0])], 7, id="months are added"),
        pytest.param([_views(3, start=MAY[0], until=MAY[1]), _views(9, start=HALF_YEAR[0])], 9, id="the longer period"),
        pytest.param([_views(3, start=MAY[0], until=MAY[1]), _views(9)], 9, id="all time against a month"),
        pytest.param(
            [_views(3, start=MAY[0], until=MAY[1]), _views(4, start=JUNE[0]), _views(5)], 7, id="all time is old"
        ),
    ],
)
def test_exports_of_one_source_are_added_where_their_days_differ(rows: list[PageViews], views: int) -> None:
    assert sum(row.views for row in periods.joined(rows)) == views


def test_a_page_counts_by_the_source_that_saw_most_of_it() -> None:
    rows = [_views(9), _views(4, "plausible"), _views(7, "plausible"), _views(1, "ga4", path="/b")]
    assert [(row.path, row.source, row.views) for row in periods.of_one_counter(rows)] == [
        ("/a", "plausible", 4), ("/a", "plausible", 7), ("/b", "ga4", 1),
    ]  # fmt: skip


_DAY = st.dates(date(2026, 1, 1), date(2026, 3, 1))
_ROWS = st.builds(
    lambda views, days, path: _views(views, start=min(days), until=max(days), path=path),
    st.integers(0, 9), st.tuples(_DAY, _DAY), st.sampled_from(["/a", "/b"]),
)  # fmt: skip


@given(st.lists(_ROWS, max_size=8))
def test_no_day_of_a_source_is_counted_twice(rows: list[PageViews]) -> None:
    taken = periods.joined(rows)
    spans = sorted({(row.start or row.until, row.until) for row in taken})
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))
    assert set(taken) <= set(rows)


def test_the_list_adds_up_each_page_of_each_source() -> None:
    rows = [_views(3, start=MAY[0], until=MAY[1]), _views(4, start=JUNE[0]), _views(9, "plausible")]
    assert traffic.listed(rows) == [
        {"path": "/a", "source": "plausible", "views": 9, "visitors": 1, "from": None, "until": "2026-06-30"},
        {"path": "/a", "source": "ga4", "views": 7, "visitors": 2, "from": "2026-05-01", "until": "2026-06-30"},
    ]


_CELL = st.one_of(st.text(max_size=6), st.sampled_from(["/a/", "7", "1.234", "2026-06-09", "false", "0"]))


@given(st.sampled_from([GA4, GOATCOUNTER]), st.lists(st.lists(_CELL, max_size=14), max_size=4))
def test_whatever_stands_in_the_rows_no_row_is_lost(head: str, rows: list[list[str]]) -> None:
    try:
        found = table.parse("x.csv", head + table.written((), rows).decode("utf-8", "replace"))
    except ImportRefused:
        return
    if traffic.lists_hits(found):
        read = traffic.hits(found, UNTIL)
        assert len(read.hits) + len(read.rejects) + read.bots == len(found.rows)
    else:
        taken, rejects = traffic.read(found, UNTIL)
        assert len(taken) + len(rejects) <= len(found.rows)
