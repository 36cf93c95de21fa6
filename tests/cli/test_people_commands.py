"""The commands that take in and list people, hours and views."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edges.database import migrating
from tests.cli.conftest import Answer, Leitmotiv
from tests.conftest import MakeWorkspace


@pytest.fixture
def run(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> Leitmotiv:
    """Runs a command line in a small workspace that holds leads, subscribers, hours and views as CSV files."""
    root = make_workspace(
        {
            "leads.csv": "date,email,channel,message\n2026-03-01,ana@nordlicht.ch,network,Hallo\n",
            "bad.csv": "date,email\n" + ",ana@nordlicht.ch\n" * 12,
            "people.csv": "email,lang\nana@example.org,de\n",
            "hours.csv": "date,minutes\n2026-03-01,90\n",
            "pages.csv": "name,visitors,pageviews\n/a/,1,2\n",
        }
    )

    def run_it(*arguments: object) -> Answer:
        placed = [root / str(argument) if str(argument).endswith(".csv") else argument for argument in arguments]
        return leitmotiv(*placed, "-C", root)

    return run_it


def test_what_was_imported_is_listed_as_the_contract_says(run: Leitmotiv) -> None:
    done = run("leads", "import", "leads.csv")
    assert (done.code, done.out) == (0, "")
    assert done.err == "leads from leads.csv: 1 added, 0 updated, 0 unchanged, 0 rejected\n"
    assert json.loads(run("leads", "list", "--json").out) == [
        {
            "id": 1, "received_at": "2026-03-01T00:00:00Z", "stage": "inquiry", "channel": "network",
            "company": "nordlicht.ch", "segment": None, "met": {}, "wanted": {}, "offer": None, "value": None,
            "referred_by": None, "missing": ["qualified date", "theme"],
            "fit": {"knows": None, "solvable": None, "money": None, "decides": None},
        }
    ]  # fmt: skip


def test_subscribers_are_listed_as_the_contract_says(run: Leitmotiv) -> None:
    assert run("subscribers", "import", "people.csv").code == 0
    assert json.loads(run("subscribers", "list", "--json").out) == [
        {"id": 1, "email": "ana@example.org", "state": "confirmed", "langs": ["de"], "themes": [], "tier": None}
    ]


def test_hours_are_listed_as_the_contract_says(run: Leitmotiv) -> None:
    assert run("effort", "import", "hours.csv").code == 0
    assert json.loads(run("effort", "list", "--json").out) == [
        {
            "id": 1, "on": "2026-03-01", "minutes": 90.0, "theme": None, "channel": None, "billable": False,
            "description": "",
        }
    ]  # fmt: skip


def test_views_are_taken_in(run: Leitmotiv) -> None:
    assert run("traffic", "import", "pages.csv").err == (
        "traffic from pages.csv: 1 added, 0 updated, 0 unchanged, 0 rejected\n"
    )


def test_the_database_is_migrated_once(run: Leitmotiv) -> None:
    newest = migrating.known()[-1]
    assert run("db", "migrate").err == f"the database is at version {newest} (was empty)\n"
    assert run("db", "migrate").err == f"the database is at version {newest}\n"


def test_a_backup_says_what_it_is_worth_little_without(run: Leitmotiv, tmp_path: Path) -> None:
    run("subscribers", "add", "jo@example.org", "--lang", "de", "--consent", "x")
    assert "keep private/secret" in run("db", "backup", str(tmp_path / "one.db")).err


def test_a_rejected_row_exits_with_1_and_the_terminal_names_ten_of_them(run: Leitmotiv) -> None:
    done = run("leads", "import", "bad.csv", "leads.csv")
    assert done.code == 1
    lines = done.err.splitlines()
    assert lines[0] == 'warning: bad.csv:2: no date in "date"; add it as 2026-03-31 and import the file again'
    assert lines[10] == "warning: and 2 more rows, see private/rejects/bad.csv"
    assert lines[11].endswith("1 added, 0 updated, 0 unchanged, 12 rejected (see private/rejects/bad.csv)")


@pytest.mark.parametrize("command", ["leads", "effort", "subscribers"])
def test_listings_show_no_address_but_where_the_contract_wants_it(run: Leitmotiv, command: str) -> None:
    run("leads", "import", "leads.csv")
    run("subscribers", "import", "people.csv")
    done = run(command, "list")
    assert done.code == 0
    assert ("@" in done.out) == (command == "subscribers")


def test_a_file_that_is_not_there_is_no_misuse(run: Leitmotiv) -> None:
    done = run("leads", "import", "nothing.csv")
    assert (done.code, done.err) == (1, "error: nothing.csv: there is no such file\n")
