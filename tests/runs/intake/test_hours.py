"""Hours by import, by hand and by stopwatch; views and wishes."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline.demand.periods import Covered
from pipeline.errors import ImportRefused
from pipeline.model.config import Imports
from pipeline.model.people import Wish
from pipeline.model.theme import Channel
from pipeline.runs import care, content, wishing
from pipeline.runs.intake import attention, hours, imports_folder
from pipeline.runs.intake.hours import Work
from pipeline.runs.report import ledger
from tests.runs.folk import made, paths

NOW = datetime(2026, 6, 30, 0, 30, tzinfo=timezone(timedelta(hours=2)))
CLOCKIFY = (
    "Project,User,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),"
    "Description\n"
    "Marketing,Me,,theme:performance,No,03/04/2026,09:00,03/04/2026,10:30,01:30:00,1.50,Write\n"
)
LINE = '203.0.113.9 - - [{}/Jun/2026:06:00:{} +0000] "GET {} HTTP/1.1" 200 1 "-" "Mozilla/5.0 Firefox"\n'


def test_how_days_are_meant_is_asked_once_and_remembered(tmp_path: Path) -> None:
    iso = "date,minutes\n2026-04-03,5\n"
    where = made(tmp_path, {"hours.csv": CLOCKIFY, "more.csv": CLOCKIFY.replace("03/04", "05/06"), "iso.csv": iso})
    assert hours.ambiguous(where, paths("iso.csv")[0]) is None
    assert not (tmp_path / "private/leitmotiv.db").exists(), "to ask is no import yet"
    found = hours.ambiguous(where, paths("hours.csv")[0])
    assert found == ("03/04/2026", {"dmy": date(2026, 4, 3), "mdy": date(2026, 3, 4)})
    assert hours.import_effort(where, paths("hours.csv")[0]).rejected == 1
    assert hours.import_effort(where, paths("hours.csv")[0], "dmy", dry_run=True).added == 1
    assert hours.ambiguous(where, paths("hours.csv")[0]) is not None
    hours.import_effort(where, paths("hours.csv")[0], "dmy")
    assert hours.ambiguous(where, paths("more.csv")[0]) is None
    hours.import_effort(where, paths("more.csv")[0])
    assert [entry.on for entry in hours.efforts(where)] == [date(2026, 4, 3), date(2026, 6, 5)]


def test_an_answer_that_was_wrong_is_put_right_by_the_same_file(tmp_path: Path) -> None:
    where = made(tmp_path, {"hours.csv": CLOCKIFY})
    assert hours.import_effort(where, paths("hours.csv")[0], "mdy").added == 1
    assert hours.import_effort(where, paths("hours.csv")[0], "dmy").added == 1
    assert [entry.on for entry in hours.efforts(where)] == [date(2026, 4, 3)]


def test_hours_kept_by_what_a_block_is_called_are_those_of_its_channel(tmp_path: Path) -> None:
    """Else the network would have its cash here, and the hours that were noted before it was one channel there."""
    where = made(tmp_path)
    of_old = Channel(id="netzwerk", name={"de": "Netzwerk"})
    before = replace(where, catalogue=replace(where.catalogue, channels={"netzwerk": of_old}))
    hours.add(before, date(2026, 5, 1), 90, Work(channel="netzwerk"))
    now = replace(where.catalogue, channels={"network": replace(of_old, id="network", block="netzwerk")})
    where = replace(where, catalogue=now)
    assert [spent.channel for spent in ledger.read(where, content.read(where)).efforts] == ["network"]


def test_a_talk_is_hours_for_a_channel_added_by_hand(tmp_path: Path) -> None:
    where = made(tmp_path)
    first = hours.add(where, date(2026, 5, 1), 90, Work(theme="Performance", channel="events", description="Keynote"))
    second = hours.add(where, date(2026, 5, 1), 90, Work(theme="performance", channel="events"))
    assert (first.theme, first.channel, first.billable, first.id != second.id) == ("performance", "events", False, True)
    hours.remove(where, first.id or 0)
    assert [entry.id for entry in hours.efforts(where)] == [second.id]


def test_hours_of_a_channel_that_nobody_defined_are_taken_and_told(tmp_path: Path) -> None:
    rows = "2026-03-01,90,Network\n2026-03-01,30,evnts\n2026-03-02,30,evnts\n2026-03-02,15,event\n"
    where = made(tmp_path, {"own.csv": f"date,minutes,channel\n{rows}"})
    taken = hours.import_effort(where, paths("own.csv")[0])
    assert (taken.added, taken.rejected) == (4, 0)
    assert taken.remarks == ('the channel "evnts" of 2 entries is not known; did you mean "events"?',)
    assert [entry.channel for entry in hours.efforts(where)] == ["network", "evnts", "evnts", "events"]
    assert hours.add(where, date(2026, 5, 1), 90, Work(channel="Referral")).channel == "network"


def test_hours_of_an_export_are_corrected_where_they_come_from(tmp_path: Path) -> None:
    where = made(tmp_path, {"own.csv": "date,minutes\n2026-03-01,90\n"})
    hours.import_effort(where, paths("own.csv")[0])
    with pytest.raises(ImportRefused, match=r"entry 1 stands in private/imports/own\.csv"):
        hours.remove(where, 1)
    by_hand = hours.add(where, date(2026, 5, 1), 30, Work()).id or 0
    with pytest.raises(ImportRefused, match="there is no entry 9") as refused:
        hours.remove(where, by_hand, 1, 9, 9)
    assert len(refused.value.problems) == 2
    assert [entry.minutes for entry in hours.efforts(where)] == [90, 30]


def test_a_row_that_was_corrected_in_a_list_of_ones_own_replaces_what_it_said(tmp_path: Path) -> None:
    where = made(tmp_path)
    folder = tmp_path / "private/imports"
    folder.mkdir(parents=True)

    def taken(name: str, *rows: str) -> list[tuple[int, float]]:
        (folder / name).write_text("\n".join(["date,minutes", *rows, ""]), "utf-8")
        hours.import_effort(where, paths(name)[0])
        return [(entry.on.month, entry.minutes) for entry in hours.efforts(where)]

    march = ("2026-03-01,60", "2026-03-02,30", "2026-03-03,15")
    assert taken("own.csv", *march) == [(3, 60), (3, 30), (3, 15)]
    assert taken("copy.csv", *march) == [(3, 60), (3, 30), (3, 15)]
    corrected = ("2026-03-01,60", "2026-03-02,45", "2026-03-03,15")
    assert taken("own.csv", *corrected) == [(3, 60), (3, 30), (3, 45), (3, 15)], "the copy still holds the old row"
    assert taken("copy.csv", *corrected) == [(3, 60), (3, 45), (3, 15)]
    assert taken("own.csv", "2026-04-01,5") == [(3, 60), (3, 45), (3, 15), (4, 5)], "a month of its own"
    assert taken("own.csv", "2026-03-01,60", "2026-03-03,x", "2026-04-02,6")[:3] == [(3, 60), (3, 45), (3, 15)]
    (folder / "copy.csv").unlink()
    again = ("2026-03-01,60", "2026-03-02,50", "2026-03-03,15", "2026-04-02,6")
    assert taken("own.csv", *again) == [(3, 60), (3, 50), (3, 15), (4, 6)]


TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def test_an_older_export_that_every_run_reads_again_brings_no_corrected_theme_back(tmp_path: Path) -> None:
    head, entry = TOGGL, "A,a@x.example,,,,,No,2026-05-04,09:00:00,2026-05-04,13:00:00,04:00:00,theme:{}"
    where = made(tmp_path, {"q2.csv": f"{head}\n{entry.format('performance')}\n"})
    imports_folder.take_in(where)
    (tmp_path / "private/imports/all.csv").write_text(f"{head}\n{entry.format('architecture')}\n", "utf-8")
    for _ in range(2):
        imports_folder.take_in(where)
        assert [one.theme for one in hours.efforts(where)] == ["architecture"]
    (tmp_path / "private/imports/old").mkdir()
    (tmp_path / "private/imports/q2.csv").rename(tmp_path / "private/imports/old/q2.csv")
    imports_folder.take_in(where)
    assert [one.theme for one in hours.efforts(where)] == ["architecture"], "nor does one that was put away"


def test_a_time_that_was_corrected_in_the_tracker_replaces_what_it_was(tmp_path: Path) -> None:
    where = made(tmp_path)
    folder = tmp_path / "private/imports"
    folder.mkdir(parents=True)

    def taken(name: str, *entries: tuple[str, str, str]) -> list[float]:
        rows = [f"A,a@x.example,,,,,No,2026-05-04,{start},2026-05-04,{end},{long}," for start, end, long in entries]
        (folder / name).write_text("\n".join([TOGGL, *rows, ""]), "utf-8")
        told.extend(hours.import_effort(where, paths(name)[0]).remarks)
        return [entry.minutes for entry in hours.efforts(where)]

    told: list[str] = []
    evening = ("19:00:00", "19:15:00", "00:15:00")
    assert taken("may.csv", ("09:00:00", "13:00:00", "04:00:00"), evening) == [240, 15]
    assert taken("may.csv", ("08:30:00", "13:00:00", "04:30:00"), evening) == [15, 270]
    assert not told
    assert taken("again.csv", ("08:45:00", "13:00:00", "04:15:00"), evening) == [15, 270, 255]
    (said,) = told
    assert said.startswith(
        "private/imports/again.csv and private/imports/may.csv cover the same days, and 2 entries of"
    )
    with pytest.raises(ImportRefused, match=r"entry 3 stands in private/imports/may\.csv"):
        hours.remove(where, 3)
    (folder / "may.csv").unlink()
    assert [entry.minutes for entry in hours.remove(where, 3)] == [270]


@pytest.mark.parametrize(("kept", "warns"), [(1, False), (3, True)])
def test_exports_that_share_no_entry_are_of_two_people_unless_most_say_the_same(
    tmp_path: Path, kept: int, *, warns: bool
) -> None:
    """Every entry is another one once the address of who worked changes in the tracker."""
    row = "Me,me@x.example,,,,{},No,2026-05-0{},09:00:00,2026-05-0{},10:00:00,01:00:00,theme:performance"
    me = "\n".join([TOGGL, *(row.format(f"Work {day}", day, day) for day in (4, 5, 6)), ""])
    bo = me.replace("me@", "bo@").replace("Work", "Other", 3 - kept)
    where = made(tmp_path, {"me.csv": me, "bo.csv": bo})
    told = [hours.import_effort(where, path).remarks for path in paths("me.csv", "bo.csv")]
    assert ([bool(said) for said in told], len(hours.efforts(where))) == ([False, warns], 6)


def test_a_column_that_is_filled_in_later_doubles_no_hours(tmp_path: Path) -> None:
    where = made(tmp_path)
    folder = tmp_path / "private/imports"
    folder.mkdir(parents=True)
    for theme in ("", "performance"):
        rows = [f"2026-05-0{day},{10 * day},{theme if day < 4 else ''}" for day in range(1, 5)]
        (folder / "own.csv").write_text("\n".join(["date,minutes,theme", *rows, ""]), "utf-8")
        hours.import_effort(where, paths("own.csv")[0])
    assert [entry.minutes for entry in hours.efforts(where)] == [10, 20, 30, 40]


def test_a_list_of_one_row_can_be_corrected(tmp_path: Path) -> None:
    where = made(tmp_path)
    folder = tmp_path / "private/imports"
    folder.mkdir(parents=True)
    for minutes in (60, 90):
        (folder / "own.csv").write_text(f"date,minutes\n2026-05-01,{minutes}\n", "utf-8")
        hours.import_effort(where, paths("own.csv")[0])
    assert [entry.minutes for entry in hours.efforts(where)] == [90]


def test_another_list_under_the_old_name_takes_nothing_away(tmp_path: Path) -> None:
    """Toggl names its exports by their days alone: two people's, or two projects', have one name."""
    where = made(tmp_path)
    folder = tmp_path / "private/imports"
    folder.mkdir(parents=True)

    def taken(name: str, *rows: str) -> tuple[list[float], tuple[str, ...]]:
        (folder / name).write_text("\n".join(["date,minutes,description", *rows, ""]), "utf-8")
        notes = hours.import_effort(where, paths(name)[0]).notes
        return [entry.minutes for entry in hours.efforts(where)], notes

    ana = ("2026-05-01,10,A", "2026-05-02,20,A", "2026-05-03,30,A", "2026-05-04,40,A")
    taken("may.csv", *ana)
    minutes, notes = taken("may.csv", "2026-05-01,1,B", "2026-05-04,4,B")
    assert sorted(minutes) == [1, 4, 10, 20, 30, 40]
    assert notes == (
        (
            "private/imports/may.csv holds other entries than before; 4 entries that it held still count, and can be "
            "taken away: effort remove ID"
        ),
    )
    hours.remove(where, next(entry.id or 0 for entry in hours.efforts(where) if entry.minutes == 10))
    assert taken("may.csv", "2026-05-01,1,B", "2026-05-04,4,B")[1] == ()
    (folder / "full.csv").write_text("\n".join(["date,minutes,description", *ana, ""]), "utf-8")
    hours.import_effort(where, paths("full.csv")[0])
    (folder / "full.csv").unlink()
    assert len(taken("project.csv", ana[0], ana[3])[0]) == 6, "some of the entries of a file that is gone"


def test_a_list_that_was_renamed_is_the_same_list(tmp_path: Path) -> None:
    rows = "2026-05-01,60\n2026-05-02,{}\n2026-05-03,15\n2026-05-04,5\n"
    where = made(
        tmp_path, {"hours.csv": f"date,minutes\n{rows.format(30)}", "other.csv": "date,minutes\n2026-05-02,7\n"}
    )
    for path in paths("hours.csv", "other.csv"):
        hours.import_effort(where, path)
    folder = tmp_path / "private/imports"
    (folder / "hours.csv").unlink()
    (folder / "other.csv").unlink()
    (folder / "hours-may.csv").write_text(f"date,minutes\n{rows.format(90)}", "utf-8")
    hours.import_effort(where, paths("hours-may.csv")[0])
    assert [entry.minutes for entry in hours.efforts(where)] == [60, 7, 90, 15, 5]


def test_a_renamed_list_with_a_row_that_cannot_be_read_is_still_the_same_once_that_is_mended(tmp_path: Path) -> None:
    rows = "2026-05-01,60\n2026-05-02,{}\n2026-05-03,{}\n2026-05-04,5\n2026-05-05,6\n"
    where = made(tmp_path, {"a.csv": f"date,minutes\n{rows.format(30, 15)}"})
    hours.import_effort(where, paths("a.csv")[0])
    folder = tmp_path / "private/imports"
    (folder / "a.csv").unlink()
    for third in ("x", "15"):
        (folder / "b.csv").write_text(f"date,minutes\n{rows.format(90, third)}", "utf-8")
        hours.import_effort(where, paths("b.csv")[0])
    assert [entry.minutes for entry in hours.efforts(where)] == [60, 90, 15, 5, 6]


@pytest.mark.parametrize("head", ["First Name,Last Name", "Prénom,Utilisateur", "x,User"])
def test_a_meeting_of_two_who_each_have_a_list_is_the_hours_of_two(tmp_path: Path, head: str) -> None:
    lists = {f"{who}.csv": f"Date,Hours,Notes,theme,{head}\n2026-05-04,2,Meeting,,,{who}\n" for who in ("ana", "bo")}
    where = made(tmp_path, {**lists, "all.csv": lists["ana.csv"] + "2026-05-04,2,Meeting,,,bo\n"})
    for name in ("ana.csv", "bo.csv", "all.csv"):
        hours.import_effort(where, paths(name)[0])
        assert len(hours.efforts(where)) == (1 if name == "ana.csv" else 2)


def test_hours_that_no_file_holds_any_more_can_be_taken_away(tmp_path: Path) -> None:
    where = made(tmp_path, {"own.csv": "date,minutes\n2026-03-01,90\n"})
    hours.import_effort(where, paths("own.csv")[0])
    (tmp_path / "private/imports/own.csv").unlink()
    assert [entry.minutes for entry in hours.remove(where, 1, 1)] == [90]


@pytest.mark.parametrize(
    ("on", "work", "reason"),
    [
        (date(2026, 5, 1), Work(theme="performnce"), 'unknown theme "performnce"; did you mean "performance"'),
        (date(2026, 5, 1), Work(channel="evnts"), 'unknown channel "evnts"; did you mean "events"'),
        (date(2030, 5, 1), Work(), "lies after 2026-06-30"),
    ],
)
def test_hours_for_nothing_that_is_known_are_refused(tmp_path: Path, on: date, work: Work, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        hours.add(made(tmp_path), on, 90, work)


def test_the_stopwatch_measures_across_processes_and_counts_on_the_day_on_which_it_was_started(tmp_path: Path) -> None:
    where = made(tmp_path)
    hours.start(where, NOW, Work(theme="performance", channel="blog", description="Write"))
    with pytest.raises(ImportRefused, match="the stopwatch runs already, since 2026-06-30 00:30"):
        hours.start(where, NOW, Work())
    entry = hours.stop(made(tmp_path), (NOW + timedelta(minutes=95, seconds=30)).astimezone(UTC))
    assert entry is not None
    assert (entry.on, entry.minutes, entry.theme, entry.channel) == (date(2026, 6, 30), 95.5, "performance", "blog")
    with pytest.raises(ImportRefused, match="no stopwatch is running"):
        hours.stop(where, NOW)


def test_what_a_terminal_lets_pass_can_be_measured(tmp_path: Path) -> None:
    where = made(tmp_path)
    hours.start(where, NOW, Work(description="Caf\udce9"))
    entry = hours.stop(where, NOW + timedelta(minutes=5))
    assert entry is not None
    assert entry.description == "Caf?"


def test_what_ran_for_less_than_a_minute_is_not_kept(tmp_path: Path) -> None:
    where = made(tmp_path)
    hours.start(where, NOW, Work())
    assert hours.stop(where, NOW + timedelta(seconds=20)) is None
    assert hours.running(where) is None
    assert hours.efforts(where) == ()
    hours.start(where, NOW, Work())
    assert hours.stop(where, NOW + timedelta(seconds=20), 90) is not None


def test_a_stopwatch_that_was_forgotten_is_put_right_or_thrown_away(tmp_path: Path) -> None:
    where = made(tmp_path)
    hours.start(where, NOW, Work())
    entry = hours.stop(where, NOW + timedelta(days=3), 90)
    assert entry is not None
    assert entry.minutes == 90
    hours.start(where, NOW, Work())
    with pytest.raises(ImportRefused, match="was started in the future"):
        hours.stop(where, NOW - timedelta(days=1))
    hours.discard(where)
    assert hours.running(where) is None
    assert len(hours.efforts(where)) == 1


def test_a_log_is_counted_once_in_whatever_pieces_it_comes(tmp_path: Path) -> None:
    first = LINE.format("10", "01", "/de/posts/tail.html") + LINE.format("10", "05", "/style.css")
    second = LINE.format("10", "06", "/de/posts/tail.html")
    where = made(tmp_path, {"access.log.1": first, "access.log": second})
    (tmp_path / "private/imports/access.log.2.gz").write_bytes(gzip.compress((first + second).encode()))
    (first_time,) = attention.import_traffic(where, paths("access.log"))
    second_time, again = attention.import_traffic(where, paths("access.log.1", "access.log.2.gz"))
    assert [row["views"] for row in attention.listed(where)] == [2]
    assert (first_time.added, second_time.updated, again.updated) == (1, 1, 0)
    assert again.details == ("2 views of pages, 2 of them counted before; 0 requests of bots were dropped",)
    assert b"203.0.113" not in (tmp_path / "private/leitmotiv.db").read_bytes()
    taken = imports_folder.take_in(where)
    assert [(result.kind, result.added, result.updated) for result in taken.results] == [("traffic", 0, 0)] * 3


@pytest.mark.parametrize("name", ["access.log.gz", "leads.mbox.gz"])
def test_a_packed_file_that_was_cut_short_keeps_no_other_out(tmp_path: Path, name: str) -> None:
    lines = "".join(LINE.format("10", f"{n % 60:02}", f"/{n * n * 7919}") for n in range(5_000))
    content = lines if "log" in name else f"From a@x Tue Nov 24\nFrom: a@x\nSubject: b\nDate: c\n\n{lines}"
    where = made(tmp_path, {"own.csv": "date,minutes\n2026-03-01,5\n"})
    packed = gzip.compress(content.encode())
    (tmp_path / "private/imports" / name).write_bytes(packed[: len(packed) // 2])
    taken = imports_folder.take_in(where)
    assert [str(problem) for problem in taken.problems] == [
        f"private/imports/{name}: cannot be unpacked; is it cut short?"
    ]
    assert [result.added for result in taken.results] == [1]


def test_a_file_without_hours_keeps_no_other_out(tmp_path: Path) -> None:
    rows = {f"{day}.csv": f"date,minutes\n2026-03-0{day},5\n" for day in (1, 2)}
    where = made(tmp_path, {**rows, "x.csv": "a,b\n1,2\n"})
    results = hours.import_each(where, paths("1.csv", "x.csv", "2.csv"), None, lambda _: None)
    assert [(result.added, len(result.problems)) for result in results] == [(1, 0), (1, 1)]
    with pytest.raises(ImportRefused, match="a table with the columns a, b is not known"):
        hours.import_each(where, paths("x.csv"), None, lambda _: None)


def test_a_folder_of_imports_that_somebody_names_has_to_be_there(tmp_path: Path) -> None:
    where = made(tmp_path)
    assert imports_folder.take_in(where).problems == ()
    named = where.config.model_copy(update={"imports": Imports(dir="privat/imports")})
    (problem,) = imports_folder.take_in(replace(where, config=named)).problems
    assert str(problem).startswith('leitmotiv.toml: there is no folder "privat/imports", so nothing was taken in')


def test_views_of_a_wrong_export_can_be_taken_away_and_come_again_with_the_right_one(tmp_path: Path) -> None:
    """The larger count stays, so a wrong export would otherwise hide the right one for ever."""
    log = LINE.format("10", "01", "/a") + LINE.format("11", "01", "/a")
    files = {"pages-2026-05.csv": f"{PAGES}/a,500,900\n", "later.csv": f"{PAGES}/a,7,9\n", "access.log": log}
    where = made(tmp_path, files)
    imports_folder.take_in(where)
    Path(tmp_path, "private/imports/pages-2026-05.csv").write_text(f"{PAGES}/a,5,8\n", encoding="utf-8")
    (kept,) = attention.import_traffic(where, paths("pages-2026-05.csv"))
    assert (kept.updated, kept.unchanged) == (0, 1)
    wrong = attention.remove(where, Covered(date(2026, 5, 1), date(2026, 5, 31)))
    assert [(row.path, row.views) for row in wrong] == [("/a", 900)]
    with pytest.raises(ImportRefused, match="no views that lie within"):
        attention.remove(where, Covered(date(2026, 5, 1), date(2026, 5, 31)))
    of_a_day = attention.remove(where, Covered(date(2026, 6, 10), date(2026, 6, 10)))
    assert [(row.start, row.views) for row in of_a_day] == [(date(2026, 6, 10), 1)]
    imports_folder.take_in(where)
    assert [(row["source"], row["views"]) for row in attention.listed(where)] == [("plausible", 9), ("access-log", 2)]
    everything = attention.remove(where, Covered(None, date(2026, 6, 30)))
    assert sum(row.views for row in everything) == 8 + 9 + 2
    assert attention.listed(where) == []


def test_a_log_of_days_far_after_the_one_that_counts_as_today_says_so(tmp_path: Path) -> None:
    where = made(tmp_path, {"access.log": LINE.format("10", "01", "/a.html").replace("/2026:", "/2029:")})
    (taken,) = attention.import_traffic(where, paths("access.log"))
    ahead = "too far ahead of 2026-06-30, the day that counts as today"
    assert [one.reason for one in taken.rejects] == [
        f"not of an access log, or {ahead}: 1 of 1 line; this is the first of them"
    ]


def test_views_that_another_log_of_their_hours_hides_are_told(tmp_path: Path) -> None:
    one = LINE.format("10", "01", "/a.html") + LINE.format("10", "30", "/a.html")
    other = "".join(LINE.format("10", second, path) for second, path in (("11", "/b.html"), ("12", "/a.html")))
    other += LINE.format("10", "13", "/b.html")
    where = made(tmp_path, {"a.log": one, "b.log": other})
    assert attention.import_traffic(where, paths("a.log"))[0].remarks == ()
    for _ in range(2):
        (second,) = attention.import_traffic(where, paths("b.log"))
        assert second.details == ("3 views of pages, 1 of them counted before; 0 requests of bots were dropped",)
        (told,) = second.remarks
        assert told.startswith(
            "private/imports/b.log: 2 views lie in hours that another log has covered, and cannot be"
        )
    assert attention.import_traffic(where, paths("a.log"))[0].remarks == ()


def test_views_of_one_post_count_by_the_source_that_saw_most_of_it(tmp_path: Path) -> None:
    where = made(
        tmp_path,
        {
            "pages.csv": "name,visitors,pageviews\n/de/posts/tail.html,3,9\n/nowhere,1,99\n",
            "ga.csv": "# Start date: 20260501\n# End date: 20260531\nPage path,Views\n/de/posts/tail,4\n",
            "access.log": LINE.format("10", "01", "/de/posts/tail.html"),
        },
    )
    results = attention.import_traffic(where, paths("pages.csv", "ga.csv", "access.log"))
    assert [result.added for result in results] == [2, 1, 1]
    facts = ledger.read(where, content.read(where))
    assert [(row.path, row.source, row.views, row.lang) for row in facts.views] == [("tail", "plausible", 9, "de")]


def test_somebody_may_name_the_days_of_an_export_and_try_it_first(tmp_path: Path) -> None:
    where = made(tmp_path, {"pages.csv": "name,visitors,pageviews\n/a,3,9\n"})
    may = Covered(date(2026, 5, 1), date(2026, 5, 31))
    (tried,) = attention.import_traffic(where, paths("pages.csv"), may, dry_run=True)
    assert (tried.added, attention.listed(where)) == (1, [])
    attention.import_traffic(where, paths("pages.csv"), may)
    assert [(row["from"], row["until"]) for row in attention.listed(where)] == [("2026-05-01", "2026-05-31")]


PAGES = "name,visitors,pageviews\n"


def test_exports_without_days_that_cannot_be_added_up_are_told_and_how_to_name_their_days(tmp_path: Path) -> None:
    months = {"pages-04.csv": f"{PAGES}/a,5,110\n/b,1,2\n", "pages-05.csv": f"{PAGES}/a,3,9\n/b,1,7\n"}
    where = made(tmp_path, months)
    (first,) = attention.import_traffic(where, paths("pages-04.csv"))
    assert (first.remarks, first.notes) == ((), ())
    (second,) = attention.import_traffic(where, paths("pages-05.csv"))
    (said,) = second.remarks
    assert said.startswith("private/imports/pages-05.csv: names no days, so it counts as all views so far; 2 pages had")
    assert "leitmotiv traffic import private/imports/pages-05.csv --period FROM..UNTIL" in said
    assert [row["views"] for row in attention.listed(where)] == [110, 7]
    for name, month in (("pages-04.csv", 4), ("pages-05.csv", 5)):
        days = Covered(date(2026, month, 1), date(2026, month, 30))
        assert attention.import_traffic(where, paths(name), days)[0].details == (
            f"views of {days.start} to {days.until}",
        )
    assert [row["views"] for row in attention.listed(where)] == [119, 9]
    for result in imports_folder.take_in(where).results:  # `run` knows them again
        assert (result.unchanged, result.remarks, result.notes) == (2, (), ())


def test_an_export_over_all_time_that_has_grown_is_no_reason_to_warn(tmp_path: Path) -> None:
    where = made(tmp_path, {"pages.csv": f"{PAGES}/a,5,10\n", "later.csv": f"{PAGES}/a,6,12\n/b,1,1\n"})
    attention.import_traffic(where, paths("pages.csv"))
    (grown,) = attention.import_traffic(where, paths("later.csv"))
    assert (grown.remarks, len(grown.notes), grown.updated, grown.added) == ((), 1, 1, 1)
    (again,) = attention.import_traffic(where, paths("later.csv"))
    assert (again.remarks, again.notes, again.unchanged) == ((), (), 2)


def test_a_name_tells_run_which_days_an_export_covers(tmp_path: Path) -> None:
    folder = "Plausible export mini.example.org 2026-05-01  to 2026-05-31 "
    names = {"pages-2026-04-01..2026-04-30.csv": f"{PAGES}/a,5,10\n", f"{folder}/pages.csv": f"{PAGES}/a,6,12\n"}
    where = made(tmp_path, names)
    results = imports_folder.take_in(where).results
    assert {result.details for result in results} == {
        ("views of 2026-04-01 to 2026-04-30",),
        ("views of 2026-05-01 to 2026-05-31",),
    }
    assert [(row["views"], row["from"], row["until"]) for row in attention.listed(where)] == [
        (22, "2026-04-01", "2026-05-31")
    ]


def test_what_holds_no_views_names_the_command_that_takes_it(tmp_path: Path) -> None:
    where = made(tmp_path, {"own.csv": "date,minutes\n2026-03-01,90\n", "x.json": "{}"})
    with pytest.raises(
        ImportRefused, match="holds effort, not traffic; import it with: leitmotiv effort import"
    ) as refused:
        attention.import_traffic(where, paths("own.csv", "x.json"))
    assert "holds leads, not traffic" in str(refused.value)
    with pytest.raises(ImportRefused, match="holds no hours; export them as CSV"):
        hours.import_effort(where, paths("x.json")[0])


def test_wishes_are_counted_with_those_of_forms_and_tagged_in_their_language(tmp_path: Path) -> None:
    where = made(tmp_path, {"own.csv": "date,email,wish\n2026-03-01,a@x.ch,Mehr über Latenz\n"})
    imports_folder.take_in(where)
    wishing.add(where, Wish(text=" mehr über  Latenz. ", on=date(2026, 5, 1), count=2))
    wishing.add(where, Wish(text="More architecture", on=date(2026, 5, 1), lang="en"))
    rows = wishing.listed(where)
    assert [(row["wish"], row["count"], [tag["theme"] for tag in row["themes"]]) for row in rows] == [
        ("Mehr über Latenz", 3, ["performance"]),
        ("More architecture", 1, ["architecture"]),
    ]
    assert "x.ch" not in str(rows)


def test_a_wish_that_was_typed_can_be_taken_out_and_issues_that_hold_it_are_told(tmp_path: Path) -> None:
    where = made(tmp_path, {"own.csv": "date,email,wish\n2026-03-01,a@x.ch,Latenz\n"})
    imports_folder.take_in(where)
    long = f"Zoe *Zwölf* fragt nach {'Latenz ' * 30}"
    kept, named = (wishing.add(where, Wish(text=text, on=date(2026, 5, 1))) for text in ("Latenz", long))
    assert [row["ids"] for row in wishing.listed(where)] == [[kept.id], [named.id]]
    (tmp_path / "content/issues").mkdir()
    for name, text in (("letter", f"Zoe \\*Zwölf\\* fragt nach {'Latenz ' * 18}…"), ("other", "Latenz")):
        (tmp_path / f"content/issues/{name}.toml").write_text(f"intro = {{de = '''{text}'''}}\n", "utf-8")
    assert wishing.remove(where, named.id or 0).left.files == ("content/issues/letter.toml",)
    assert "Zwölf" not in (tmp_path / "private/leitmotiv.db").read_bytes().decode("utf-8", "replace")
    assert [(row["ids"], row["count"]) for row in wishing.listed(where)] == [([kept.id], 2)]
    for wish in (named.id or 0, 0):
        with pytest.raises(ImportRefused, match=f"nobody has typed a wish {wish}"):
            wishing.remove(where, wish)


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_a_wish_has_words_and_not_too_many(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportRefused, match="a wish has words, and 500 letters at most"):
        wishing.add(made(tmp_path), Wish(text=text, on=date(2026, 5, 1)))


def test_the_first_hour_that_is_written_down_hides_nothing_of_what_was_done_before(tmp_path: Path) -> None:
    """The period of the report has half a year at least, as far as there are posts."""
    where = made(tmp_path)
    first_post = date(2026, 1, 10)

    def start() -> date:
        return ledger.read(where, content.read(where)).start

    assert start() == first_post
    hours.add(where, where.as_of, 30, Work(theme="performance"))
    assert start() == first_post
    hours.add(where, date(2026, 3, 1), 30, Work(theme="performance"))
    assert start() == first_post
    later = replace(where, as_of=date(2026, 9, 30))
    assert ledger.read(later, content.read(later)).start == date(2026, 3, 1)
    later = replace(where, as_of=date(2026, 7, 31))
    assert ledger.read(later, content.read(later)).start == date(2026, 2, 1)


def test_years_of_which_there_is_no_record_are_not_held_against_a_theme(tmp_path: Path) -> None:
    """A blog of 2012 and a list of leads that begins in 2026: nobody wrote down whom the posts drew before."""
    where = made(tmp_path)
    old = Path(where.root, "content/posts/old.en.md")
    old.write_text("---\ntitle: Old\ndate: 2012-04-24\nthemes: [performance]\n---\nText.\n", "utf-8")

    def start() -> date:
        return ledger.read(where, content.read(where)).start

    assert start() == where.as_of - timedelta(days=180)
    care.add(where, {"email": "ana@nordlicht.ch", "date": "2026-02-10"})
    assert start() == date(2025, 11, 12)
    care.add(where, {"email": "bela@sudlicht.ch", "date": "2012-05-01"})
    assert start() == date(2012, 4, 24)
    hours.add(where, date(2025, 6, 1), 30, Work(theme="performance"))
    assert start() == date(2025, 6, 1)


def test_a_new_user_sees_the_inquiries_that_he_has_just_taken_in(tmp_path: Path) -> None:
    """Before the first post, and with an hour of today: the period holds them, half a year at most."""
    where = made(tmp_path)
    Path(where.root, "content/posts/tail.de.md").write_text(
        f"---\ntitle: Hallo\ndate: {where.as_of}\nlang: de\n---\nText.\n", "utf-8"
    )

    def start() -> date:
        return ledger.read(where, content.read(where)).start

    care.add(where, {"email": "ana@nordlicht.ch", "date": "2026-02-10"})
    assert start() == date(2026, 2, 10)
    hours.add(where, where.as_of, 30, Work(theme="performance"))
    assert start() == date(2026, 2, 10)
    care.add(where, {"email": "bela@sudlicht.ch", "date": "2025-02-10"})
    assert start() == where.as_of - timedelta(days=180)
