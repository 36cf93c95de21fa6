"""The commands by which leads, hours, views and wishes are cared for, as a user types them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.cli.leads import import_
from pipeline.cli.main import COMMANDS
from pipeline.cli.terminal import printable
from pipeline.model.people import LEAD_FIELDS
from tests.cli.conftest import Answer, Leitmotiv
from tests.conftest import ROOT, MakeWorkspace
from tests.runs.folk import FILES, made, paths


@pytest.fixture
def run(tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch) -> Leitmotiv:
    """Runs a command line in a workspace with exports in private/imports, at the end of June."""
    made(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: object) -> Answer:
        return leitmotiv(*arguments)

    return run_it


def test_a_lead_is_cared_for_from_its_first_day_to_its_last(run: Leitmotiv) -> None:
    added = run("leads", "add", "--email", "jo@kunde.ch", "--name", "Jo", "--channel", "network", "--heard", "Ana",
                "--on", "2026-03-01", "--employees", "12", "--message", "Alles ist langsam")  # fmt: skip
    assert (added.code, added.err) == (0, "added lead 1\n")
    assert (
        run("leads", "add", "--email", "al@kunde.ch").err == "this belongs to lead 1, of the same company or person\n"
    )
    moved = run("leads", "update", "1", "--stage", "won", "--on", "2026-04-01", "--offer", "discovery",
                "--value", "6000", "--knows", "yes", "--decides", "no")  # fmt: skip
    assert (moved.code, moved.err) == (
        0, "lead 1 is won since 2026-04-01, offer discovery, value 6,000, knows yes, decides no\n",
    )  # fmt: skip
    (row,) = json.loads(run("leads", "list", "--json").out)
    assert row == {
        "id": 1, "received_at": "2026-03-01T00:00:00Z", "stage": "won", "channel": "network", "company": "kunde.ch",
        "segment": "deer", "met": {}, "wanted": {"architecture": 1.0}, "offer": "discovery", "value": 6000.0,
        "referred_by": None, "missing": [], "fit": {"knows": True, "solvable": None, "money": None, "decides": False},
    }  # fmt: skip
    whole = json.loads(run("leads", "show", "1", "--json").out)
    assert (whole["email"], whole["how_did_you_hear"], whole["not_a_lead"]) == ("jo@kunde.ch", "Ana", False)
    assert [(change["by"], change["what"]) for change in whole["changes"]][:2] == [("hand", "rows"), ("hand", "stage")]
    page = run("leads", "show", "1").out
    for line in ("address               jo@kunde.ch", "knows the problem     yes", "2026-04-01  won", "history"):
        assert line in page
    taken_back = run("leads", "update", "1", "--offer", "", "--knows", "unknown")
    assert taken_back.err == "lead 1 is won since 2026-04-01, offer taken back, knows unknown\n"
    assert json.loads(run("leads", "show", "1", "--json").out)["offer"] is None
    assert run("leads", "forget", "1").err == "lead 1 is gone; no import brings it back\n"
    assert run("leads", "list", "--json").out == "[]\n"


def test_what_a_stage_by_hand_takes_back_is_said(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "jo@kunde.ch", "--on", "2026-03-01", "--stage", "won", "--stage-on", "2026-05-01")
    for stage, said in (
        (("qualified", "--on", "2026-03-15"), "won since 2026-05-01, qualified since 2026-03-15"),
        (("offered",), "offered since 2026-06-30, no longer won"),
        (("lost", "--on", "2026-06-01"), "lost since 2026-06-01, no longer offered"),
        (("inquiry", "--on", "2026-03-01"), "inquiry since 2026-03-01, no longer qualified or lost"),
    ):
        assert run("leads", "update", "1", "--stage", *stage).err == f"lead 1 is {said}\n"
    refused = run("leads", "update", "1", "--stage", "inquiry", "--on", "2026-04-01")
    assert (refused.code, "set it aside with --not-a-lead, and add it again" in refused.err) == (1, True)


def test_each_person_of_a_lead_can_be_shown_and_a_row_of_none_forgotten(run: Leitmotiv) -> None:
    run("leads", "import", *paths("contacts.csv"))
    lead = next(row["id"] for row in json.loads(run("leads", "list", "--json").out) if row["company"] == "Nordlicht")
    page = run("leads", "show", lead).out
    assert "kept as hubspot-contact:51\n" in page
    assert "email                 bela@nordlicht.ch" in page
    own = run("leads", "show", lead, "--only", "ana@nordlicht.ch").out
    assert own.startswith("kept as hubspot-contact:51\n  record id             51\n")
    assert "bela" not in own
    Path("private/imports/deals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Close Date\n8,Zoe's,Closed won,2026-04-10\n", "utf-8"
    )
    assert "leitmotiv leads forget hubspot-deal:8" in run("leads", "import", *paths("deals.csv")).err
    assert "1 deal belongs to no lead" in run("leads", "list").err
    assert "deal name             Zoe's" in run("leads", "show", "hubspot-deal:8").out
    assert run("leads", "forget", "hubspot-deal:8").err.startswith("hubspot-deal:8 is gone; no import brings it back\n")
    assert run("leads", "list").err == ""


def test_what_a_lead_is_worth_and_its_day_are_shown_as_people_write_them(run: Leitmotiv) -> None:
    run("leads", "add", "--company", "Nordlicht", "--value", "7500", "--on", "2026-03-02")
    page = run("leads", "show", "1").out
    assert "  value                 7,500\n" in page
    assert "  received              2026-03-02\n" in page


def test_leads_are_merged_set_aside_and_taken_back(run: Leitmotiv) -> None:
    run("leads", "import", *paths(*FILES))
    assert run("leads", "merge", "1", "3").err.endswith("leitmotiv leads unmerge 1\n")
    assert run("leads", "unmerge", "1").err == "lead 1 is 2 leads again: 1, 5\n"
    assert "is a part of lead 1 now" in run("leads", "merge", "1", "5").err
    assert run("leads", "update", "2", "--not-a-lead").err.endswith("and counts nowhere\n")
    assert [row["id"] for row in json.loads(run("leads", "list", "--json").out)] == [1, 4]
    assert [row["id"] for row in json.loads(run("leads", "list", "--all", "--json").out)] == [1, 2, 4]
    run("leads", "update", "2", "--a-lead")
    assert [row["id"] for row in json.loads(run("leads", "list", "--json").out)] == [1, 2, 4]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("leads", "import"), "name the files to import, or --imap"),
        (("leads", "import", "x.csv", "--imap"), "name the files to import, or --imap, one of them"),
        (("leads", "import", "x.csv", "--save-as", "crm"), "--save-as keeps a --map; there is none"),
        (("leads", "import", "x.csv", "--map", "date=A,email=B", "--mapping", "crm"), "leave out --mapping"),
        (("leads", "import", "x.csv", "--map", "date"), '"date" is no pair; write --map date=Created,email=Mail'),
        (("leads", "import", "x.csv", "--map", "dat=A"), '"dat" is no column of ours; did you mean "date"?'),
        (("leads", "import", "x.csv", "--map", "date=A,email=B", "--save-as", "My CRM"), "write --save-as my-crm"),
        (("leads", "import", "x.csv", "--dates", "ymd"), "'ymd' is not one of 'dmy', 'mdy'"),
        (("leads", "show", "x"), "write the number of a lead; see leitmotiv leads list"),
        (("leads", "update", "1"), "say what to change"),
        (("leads", "update", "1", "--on", "2026-03-01"), "--on is the day of a --stage"),
        (("leads", "update", "1", "--stage", "sold"), "'sold' is not one of"),
        (("leads", "update", "1", "--knows", "perhaps"), "'perhaps' is not one of"),
        (("leads", "add", "--stage-on", "2026-03-01"), "--stage-on is the day of a --stage"),
        (("leads", "add", "--stage", "inquiry", "--stage-on", "2026-03-01"), "the day of the inquiry is --on"),
        (("effort", "add", "--minutes", "long"), '"long" is no time; write it as 90, 1:30 or 1.5h'),
        (("effort", "add", "--minutes", "0"), '"0" is no time'),
        (("effort", "add"), "Missing option '--minutes'"),
        (("wishes", "add", "More", "--count", "0"), "not in the range"),
        (("wishes", "add", "More", "--lang", "german!"), '"german!" is no language tag'),
        (("traffic", "import", "x.csv", "--period", "May"), '"May" is no period'),
    ],
)
def test_a_misuse_is_exit_code_2_and_a_sentence(run: Leitmotiv, arguments: tuple[str, ...], said: str) -> None:
    answer = run(*arguments)
    assert answer.code == 2, answer
    assert said in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("leads", "show", "9"), "there is no lead 9; see leitmotiv leads list"),
        (("leads", "update", "9", "--value", "1"), "there is no lead 9"),
        (("leads", "add", "--on", "2026-03-01"), "a lead is somebody"),
        (("leads", "import", "--imap"), "leitmotiv.toml: no mailbox is configured; write [mailbox]"),
        (("leads", "import", "none.csv"), "none.csv: there is no such file"),
        (("effort", "stop"), "no stopwatch is running; leitmotiv effort start"),
        (("effort", "remove", "9"), "there is no entry 9; see leitmotiv effort list"),
        (("wishes", "add", " "), "a wish has words"),
        (("wishes", "remove", "9"), "nobody has typed a wish 9; see leitmotiv wishes list"),
    ],
)
def test_what_cannot_be_done_is_exit_code_1_and_a_sentence(
    run: Leitmotiv, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(*arguments)
    assert answer.code == 1, answer
    assert said in answer.err


def test_a_table_that_nobody_knows_comes_in_by_a_mapping_that_is_kept(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "crm.csv").write_text("Created;Mail;Worth\n03/04/2026;jo@kunde.ch;1.200,50\n;x@y.ch;\n", "utf-8")
    pairs = ("--map", "date=Created,email=Mail", "--map", "value=Worth", "--dates", "dmy")
    tried = run("leads", "import", "crm.csv", *pairs, "--save-as", "crm", "--dry-run")
    assert tried.code == 1
    assert tried.err.splitlines() == [
        'warning: crm.csv:3: no date in "Created"; add it as 2026-03-31 and import the file again',
        "leads from crm.csv: 1 added, 0 updated, 0 unchanged, 1 rejected (dry run: nothing was kept)",
    ]
    assert not (tmp_path / "content/mappings.toml").exists()
    run("leads", "import", "crm.csv", *pairs, "--save-as", "crm")
    assert '[crm]\ndates = "dmy"' in (tmp_path / "content/mappings.toml").read_text("utf-8")
    assert (tmp_path / "private/rejects/crm.csv").exists()
    assert "1 unchanged" in run("leads", "import", "crm.csv").err
    assert "1 unchanged" in run("leads", "import", "crm.csv", "--mapping", "crm").err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("effort", "add", "-m", "90", "--on", "1900-01-01"), 1, "1900-01-01 is too long ago; correct it"),
        (("effort", "add", "-m", "0.001"), 2, '"0.001" is less than a minute; a number alone is minutes'),
        (("leads", "add", "--email", "jo@x.ch", "--on", "1900-01-01"), 1, "1900-01-01 is too long ago; correct it"),
    ],
)
def test_a_slip_in_a_day_or_a_time_is_refused(run: Leitmotiv, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = run(*arguments)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_hours_are_added_measured_listed_and_taken_away(run: Leitmotiv) -> None:
    added = run("effort", "add", "--minutes", "1:30", "--theme", "performance", "--channel", "events",
                "--on", "2026-05-01", "--what", "Keynote")  # fmt: skip
    assert (added.code, added.err) == (0, "added 90 minutes on 2026-05-01 as entry 1\n")
    assert run("effort", "start", "--theme", "performance").err.startswith("the stopwatch runs since ")
    assert "the stopwatch runs since" in run("effort", "list").err
    assert run("effort", "stop").err == "stopped; it ran for less than a minute, so nothing was kept\n"
    assert run("effort", "start", "--theme", "performance").code == 0
    assert run("effort", "stop", "--minutes", "1").err.startswith("kept 1 minute on ")
    assert run("effort", "start").code == 0
    assert run("effort", "stop", "--discard").err == "stopped; nothing was kept\n"
    rows = json.loads(run("effort", "list", "--json").out)
    assert [(row["minutes"] >= 90, row["theme"], row["description"]) for row in rows] == [
        (True, "performance", "Keynote"), (False, "performance", ""),
    ]  # fmt: skip
    assert run("effort", "remove", "1").err == "removed 90 minutes on 2026-05-01\n"


def test_where_nobody_can_be_asked_an_ambiguous_day_is_rejected_with_both_readings(
    run: Leitmotiv, tmp_path: Path
) -> None:
    (tmp_path / "hours.csv").write_text("date,minutes\n03/04/2026,90\n", "utf-8")
    answer = run("effort", "import", "hours.csv")
    assert answer.code == 1
    assert "may be 2026-03-04 or 2026-04-03" in answer.err
    assert run("effort", "import", "hours.csv", "--dates", "dmy").code == 0
    assert run("effort", "import", "hours.csv").code == 0
    assert [row["on"] for row in json.loads(run("effort", "list", "--json").out)] == ["2026-04-03"]


def test_views_and_wishes_are_listed(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "pages.csv").write_text("name,visitors,pageviews\n/de/posts/tail.html,3,9\n", "utf-8")
    assert run("traffic", "import", "pages.csv", "--period", "2026-05-01..2026-05-31").code == 0
    assert json.loads(run("traffic", "list", "--json").out) == [
        {"path": "/de/posts/tail.html", "source": "plausible", "views": 9, "visitors": 3, "from": "2026-05-01",
         "until": "2026-05-31"},
    ]  # fmt: skip
    assert run("wishes", "add", "Mehr über Latenz", "--count", "2").err == "added as wish 1, for 2 people\n"
    (wish,) = json.loads(run("wishes", "list", "--json").out)
    assert (wish["wish"], wish["count"], wish["themes"]) == (
        "Mehr über Latenz", 2, [{"theme": "performance", "weight": 1.0}],
    )  # fmt: skip
    assert "Mehr über Latenz" in run("wishes", "list").out
    assert wish["ids"] == [1]
    named = run("wishes", "add", "Bitte 0151 234 567 89 anrufen")
    assert "it may hold somebody's address or number; to take it out: leitmotiv wishes remove 2\n" in named.err
    assert run("wishes", "remove", "2").err == "removed a wish of 2026-06-30, for 1 person\n"
    assert [row["ids"] for row in json.loads(run("wishes", "list", "--json").out)] == [[1]]
    assert "/de/posts/tail.html" in run("traffic", "list").out
    assert run("traffic", "remove", "--period", "..2026-06-30").err.startswith("removed ")
    assert json.loads(run("traffic", "list", "--json").out) == []


def test_a_wish_and_an_hour_that_name_the_forgotten_are_told(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "jo@kunde.ch", "--name", "Jo Kunde")
    run("wishes", "add", "More on tests, says Jo Kunde")
    run("effort", "add", "--minutes", "30", "--what", "Call with Jo Kunde")
    said = (
        "wish 1 names the person; take it out with: leitmotiv wishes remove 1\n"
        "entry 1 of your hours names the person; mend its file and import that again, "
        "or take it out: leitmotiv effort remove 1\n"
    )
    assert said in run("leads", "forget", "1").err
    run("subscribers", "add", "joe@kunde.ch", "--name", "Jo Kunde")
    assert said in run("subscribers", "forget", "joe@kunde.ch").err


def test_a_lead_whose_words_name_the_forgotten_is_told(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "jo@kunde.ch", "--name", "Jo Kunde", "--message", "Best, Jo Kunde")
    run("leads", "add", "--email", "eva@damico.it", "--heard", "a tip from jo kunde")
    run("leads", "add", "--email", "ida@meier.ch", "--heard", "Jo Kundera's book")
    said = run("leads", "forget", "1").err
    assert "what lead 2 wrote names the person; look whether that may stay: leitmotiv leads show 2\n" in said
    assert "lead 1 wrote" not in said
    assert "lead 3 wrote" not in said


def test_no_control_character_that_a_stranger_wrote_reaches_the_terminal(run: Leitmotiv, tmp_path: Path) -> None:
    bell = "\x1b]0;owned\x07\x9b31m\u202e"
    (tmp_path / "x.csv").write_text(
        f'date,email,name,company,channel,message\n2026-03-01,a@x.ch,"A{bell}","B{bell}",C{bell},"D{bell}"\n{bell},b@x.ch,,,,\n',
        "utf-8",
    )
    said = run("leads", "import", "x.csv")
    assert said.code == 1
    outputs = [
        said.err,
        *(run("leads", *rest).out for rest in (("list",), ("show", "1"), ("list", "--json"), ("show", "1", "--json"))),
    ]
    assert not any(control in text for text in outputs for control in ("\x1b", "\x07", "\x9b"))
    assert all("\u202e" not in text for text in outputs[:3])
    assert "owned" in outputs[2]


def test_a_control_character_is_written_out() -> None:
    assert printable("a\x1b[2J\tb\nc\u202ed\x9b") == "a\\x1b[2J\tb\nc\\u202ed\\x9b"


def test_the_help_of_import_names_every_column() -> None:
    words = (import_.help or "").replace(",", " ").replace(".", " ").split()
    assert [field for field in LEAD_FIELDS if field not in words] == []


@pytest.mark.parametrize("command", ["leads", "effort", "traffic", "wishes"])
def test_the_commands_say_what_they_do(run: Leitmotiv, command: str) -> None:
    assert command in COMMANDS
    assert COMMANDS[command] in " ".join(run(command, "--help").out.split())


def test_no_listing_names_a_person(run: Leitmotiv) -> None:
    run("leads", "import", *paths(*FILES))
    said = "".join(run("leads", "list", *rest).out for rest in ((), ("--json",), ("--all",)))
    for word in ("ana@", "Ana L", "Chiara", "dora", "Guten Tag"):
        assert word not in said


@pytest.mark.parametrize(
    "line", re.findall(r"^    leitmotiv ([a-z].+)$", (ROOT / "docs" / "leads.md").read_text("utf-8"), re.MULTILINE)
)
def test_the_guide_names_commands_and_options_that_exist(leitmotiv: Leitmotiv, line: str) -> None:
    words = line.partition("      ")[0].replace("[", " ").replace("]", " ").split()
    command = [word for word in words[:2] if word.isalpha() and word.islower()]
    known = leitmotiv(*command, "--help").out
    assert "Usage" in known
    assert [word for word in words if word.startswith("--") and word not in known] == []


def test_a_theme_is_called_by_its_name_as_well_as_by_its_id(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"content/themes.toml": '[cloud]\nname = {de = "FinOps im Alltag"}\n'})
    for command in (
        ("effort", "add", "--minutes", "90", "--theme", "finops im Alltag"),
        ("subscribers", "add", "jo@example.org", "--consent", "x", "--theme", "FinOps im Alltag"),
        ("themes", "promote", "FinOps im Alltag", "--from", "2026-01-01"),
        ("themes", "retire", "FinOps im Alltag", "--on", "2026-01-31"),
    ):
        assert leitmotiv("-C", root, *command).code == 0, command
    assert json.loads(leitmotiv("-C", root, "effort", "list", "--json").out)[0]["theme"] == "cloud"
    assert json.loads(leitmotiv("-C", root, "subscribers", "list", "--json").out)[0]["themes"] == ["cloud"]
    assert "[{from = 2026-01-01, until = 2026-01-31}]" in (root / "content/themes.toml").read_text("utf-8")
    refused = leitmotiv("-C", root, "subscribers", "add", "al@example.org", "--theme", "zzz")
    assert 'there is no theme "zzz"; there are cloud' in refused.err
    (root / "content/themes.toml").write_text("")
    refused = leitmotiv("-C", root, "subscribers", "add", "al@example.org", "--theme", "zzz")
    assert refused.err.endswith('there is no theme "zzz"\n')


def test_who_sent_a_lead_is_noted_by_its_number_or_a_name(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "ana@nordlicht.ch", "--name", "Ana Lind", "--on", "2026-03-01")
    added = run("leads", "add", "--email", "bo@firma.dk", "--on", "2026-04-01", "--referred-by", "1")
    assert (added.code, added.err) == (0, "added lead 2\n")
    run("leads", "add", "--email", "cy@haus.at", "--on", "2026-05-01")
    said = [run("leads", "update", "3", "--referred-by", name).err for name in ("Ana Lind", "Kim Berg", "", "2")]
    assert said == [
        "lead 3 is inquiry since 2026-05-01, sent by lead 1\n",
        "lead 3 is inquiry since 2026-05-01, sent by “Kim Berg”, who is no lead\n",
        "lead 3 is inquiry since 2026-05-01, sent by nobody that is known\n",
        "lead 3 is inquiry since 2026-05-01, sent by lead 2\n",
    ]
    rows = json.loads(run("leads", "list", "--json").out)
    assert {row["id"]: row["referred_by"] for row in rows} == {1: None, 2: 1, 3: 2}
    assert "sent by               lead 1" in run("leads", "show", "2").out
    itself = run("leads", "update", "1", "--referred-by", "1")
    assert (itself.code, itself.err) == (1, "error: lead 1 cannot have sent itself; name the one that did\n")
    for number in ("77", "9999999999"):
        unknown = run("leads", "update", "1", "--referred-by", number)
        assert (unknown.code, unknown.err) == (1, f"error: there is no lead {number}; see leitmotiv leads list\n")
    telephone = run("leads", "update", "2", "--referred-by", "00491711234567890123")
    assert telephone.err.endswith("sent by nobody that is known\n")
    twice = run("leads", "add", "--email", "al@nordlicht.ch", "--on", "2026-05-01", "--referred-by", "1")
    assert "cannot have sent itself" in twice.err


def test_who_was_sent_by_somebody_forgotten_stays_together_with_the_others_and_names_nobody(
    run: Leitmotiv, tmp_path: Path
) -> None:
    listed = "id,date,email,name,referred_by\na,2026-03-01,ana@nordlicht.ch,Ana Lind,\n"
    sent = "b,2026-04-01,bo@firma.dk,Bo,Ana Lind\nc,2026-04-02,cy@haus.at,Cy,ana@nordlicht.ch\n"
    (tmp_path / "sent.csv").write_text(listed + sent, encoding="utf-8")
    run("leads", "import", "sent.csv")
    assert [row["referred_by"] for row in json.loads(run("leads", "list", "--json").out)] == [None, 1, 1]
    (tmp_path / "sent.csv").unlink()
    assert run("leads", "forget", "1").err.startswith("lead 1 is gone")
    whole = [json.loads(run("leads", "show", number, "--json").out) for number in ("2", "3")]
    assert [one["referrer"] for one in whole] == ["forgotten lead 1"] * 2
    assert not re.search(r"(?i)ana|lind|nordlicht", json.dumps(whole))


def test_the_list_asks_who_sent_a_lead_until_somebody_has_answered(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "ana@nordlicht.ch", "--company", "Nordlicht GmbH", "--on", "2026-03-01")
    run("leads", "add", "--email", "bo@firma.dk", "--heard", "Nordlicht hat Sie empfohlen", "--on", "2026-04-01")
    asks = (
        "lead 2 names lead 1 where it says how it heard of you; if that one sent it: "
        'leitmotiv leads update 2 --referred-by 1, else --referred-by ""'
    )
    assert asks in run("leads", "list").err
    run("leads", "update", "2", "--referred-by", "")
    assert run("leads", "list").err == ""
    run("leads", "update", "2", "--referred-by", "1")
    assert run("leads", "list").err == ""


def test_who_sent_a_lead_keeps_its_number_when_it_is_called_no_lead(run: Leitmotiv) -> None:
    run("leads", "add", "--name", "Ana Lind", "--on", "2026-03-01")
    run("leads", "add", "--email", "bo@firma.dk", "--on", "2026-04-01", "--referred-by", "1")
    run("leads", "update", "1", "--not-a-lead")
    assert "sent by               lead 1\n" in run("leads", "show", "2").out
    assert [row["referred_by"] for row in json.loads(run("leads", "list", "--json").out)] == [1]


def test_forgetting_takes_a_name_out_of_all_that_was_ever_said_of_who_sent_a_lead(
    run: Leitmotiv, tmp_path: Path
) -> None:
    listed = "date,email,name,referred_by\n2026-03-01,ana@nordlicht.ch,Ana Lind,\n"
    (tmp_path / "sent.csv").write_text(f"{listed}2026-04-01,bo@firma.dk,Bo,Ana Lind\n", encoding="utf-8")
    run("leads", "import", "sent.csv")
    for said in ("ANA LIND", "ana@nordlicht.ch", "Kim Berg"):
        run("leads", "update", "2", "--referred-by", said)
    assert run("leads", "forget", "1").code == 0
    with closing(sqlite3.connect(tmp_path / "private/leitmotiv.db")) as database:
        kept = "\n".join(database.iterdump())
    assert not re.search("(?i)lind|nordlicht", kept)
    assert json.loads(run("leads", "show", "2", "--json").out)["referrer"] == "Kim Berg"


@pytest.mark.parametrize("said", ["Ana Lind", "ana@nordlicht.ch"])
def test_a_new_list_does_not_bring_back_who_sent_a_lead_and_is_forgotten(
    run: Leitmotiv, tmp_path: Path, said: str
) -> None:
    head = "id,date,email,name,referred_by\n"
    sent = f"b,2026-04-01,bo@firma.dk,Bo,{said}\n"
    (tmp_path / "sent.csv").write_text(f"{head}a,2026-03-01,ana@nordlicht.ch,Ana Lind,\n{sent}", encoding="utf-8")
    run("leads", "import", "sent.csv")
    run("leads", "forget", "1")
    (tmp_path / "new.csv").write_text(f"{head}{sent}c,2026-05-01,cy@haus.at,Cy,{said}\n", encoding="utf-8")
    assert run("leads", "import", "new.csv").code == 0
    with closing(sqlite3.connect(tmp_path / "private/leitmotiv.db")) as database:
        kept = "\n".join(database.iterdump())
    assert not re.search("(?i)lind|nordlicht", kept)
    whole = [json.loads(run("leads", "show", number, "--json").out)["referrer"] for number in ("2", "3")]
    assert whole == ["forgotten lead 1", ""]


def test_a_list_names_a_lead_as_sender_though_the_reader_of_that_address_is_forgotten(
    run: Leitmotiv, tmp_path: Path
) -> None:
    run("subscribers", "add", "ana@nordlicht.ch")
    run("leads", "add", "--email", "ana@nordlicht.ch", "--on", "2026-03-01")
    run("subscribers", "forget", "ana@nordlicht.ch")
    sent = "date,email,referred_by\n2026-04-01,bo@firma.dk,ana@nordlicht.ch\n"
    (tmp_path / "sent.csv").write_text(sent, encoding="utf-8")
    run("leads", "import", "sent.csv")
    assert json.loads(run("leads", "show", "2", "--json").out)["referrer"].startswith("hand:")


def test_forgetting_who_sent_a_lead_makes_no_old_list_news(run: Leitmotiv, tmp_path: Path) -> None:
    head = "id,date,email,name,stage,stage_date,value,referred_by\na,2026-03-01,ana@nordlicht.ch,Ana Lind,,,,\n"
    says = {"z-old.csv": "offered,2026-04-15,", "new.csv": "won,2026-05-01,500"}
    for name, said in says.items():
        line = f"b,2026-04-01,bo@firma.dk,Bo,{said},Ana Lind\n"
        (tmp_path / "private/imports" / name).write_text(head + line, encoding="utf-8")
        run("leads", "import", f"private/imports/{name}")
    run("leads", "forget", "1")
    for name in sorted(says):
        run("leads", "import", f"private/imports/{name}")
    assert json.loads(run("leads", "show", "2", "--json").out)["stage"] == "won"


def test_a_chain_holds_when_the_one_in_its_middle_is_forgotten(run: Leitmotiv) -> None:
    run("leads", "add", "--email", "ana@nordlicht.ch", "--on", "2026-03-01")
    run("leads", "add", "--email", "bo@firma.dk", "--on", "2026-04-01", "--referred-by", "1")
    run("leads", "add", "--email", "cy@haus.at", "--on", "2026-05-01", "--referred-by", "2")
    run("leads", "forget", "2")
    assert {row["id"]: row["referred_by"] for row in json.loads(run("leads", "list", "--json").out)} == {1: None, 3: 1}
