"""Taking in exports, from files to the database and back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people
from pipeline.errors import ImportRefused
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Consent, Lead, Subscriber
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import attention, hours, imports_folder, leads, subscribers
from pipeline.runs.intake.columns import ImportOptions
from pipeline.runs.intake.imports import ImportResult
from tests.conftest import MakeWorkspace

CONTENT = {
    "content/themes.toml": '[performance]\nname = {en = "Performance"}\n',
    "content/offers.toml": '[discovery]\nname = {en = "Architecture Discovery Workshop"}\nthemes = ["performance"]\n',
    "content/channels.toml": "".join(f'[{key}]\nname = {{en = "{key}"}}\n' for key in ("events", "blog", "network")),
}
CONTACTS = (
    "Record ID,Email,Company Name,Create Date,Original Source,Lifecycle Stage,Associated Deal IDs\n"
    "51,ana@nordlicht.ch,Nordlicht,2026-02-11 09:10,Referrals,Customer,9\n"
    "52,bela@nordlicht.ch,,2026-01-11,Organic Search,Lead,\n"
    "53,chiara@damico.it,,2026-03-01,Organic Search,Lead,\n"
)
DEALS = "Record ID,Deal Name,Deal Stage,Close Date,Amount\n"
DEALS += "9,Architecture Discovery Workshop,Closed won,2026-04-10,6000\n"
OWN = "date,email,stage,stage_date\n2026-03-05,eve@damico.it,offered,2026-03-20\n"
TOGGL = "User,Email,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"

Make = Callable[..., Workspace]


@pytest.fixture
def make(make_workspace: MakeWorkspace) -> Make:
    """A workspace with offers and channels, and the files that a test adds."""

    def make_it(**files: str) -> Workspace:
        texts = {f"private/imports/{name}.csv": text for name, text in files.items()}
        return workspace.load(str(make_workspace({**CONTENT, **texts})), None)

    return make_it


def _rejects(made: Workspace, name: str) -> list[list[str]]:
    with Path(made.root, "private/rejects", name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _leads(made: Workspace) -> tuple[Lead, ...]:
    with store.reading(made) as connection:
        return stored_leads.leads(connection)


def _numbers(result: ImportResult) -> tuple[int, int, int, int]:
    return result.added, result.updated, result.unchanged, result.rejected


def test_the_same_file_again_changes_nothing(make: Make) -> None:
    made = make(contacts=CONTACTS, deals=DEALS)
    files = ["private/imports/contacts.csv", "private/imports/deals.csv"]
    assert _numbers(leads.import_leads(made, files)) == (2, 0, 0, 0)
    before = _leads(made)
    assert _numbers(leads.import_leads(made, files)) == (0, 0, 2, 0)
    assert _leads(made) == before


def test_contacts_and_deals_may_come_together_or_one_after_the_other_in_any_order(make: Make) -> None:
    made = make(contacts=CONTACTS, deals=DEALS, own=OWN)
    paths = [f"private/imports/{name}.csv" for name in ("contacts", "deals", "own")]
    ways: list[list[list[str]]] = [[paths], *([[path] for path in order] for order in permutations(paths))]
    found: list[list[Lead]] = []
    for place, way in enumerate(ways):
        url = f"sqlite:///private/{place}.db"
        config = made.config.model_copy(update={"database": made.config.database.model_copy(update={"url": url})})
        one = replace(made, config=config)
        for files in way:
            leads.import_leads(one, files)
        found.append([replace(lead, id=None) for lead in _leads(one)])
    assert all(leads == found[0] for leads in found)
    assert [(lead.company_key, lead.stage, lead.offer, lead.channel) for lead in found[0]] == [
        ("nordlicht.ch", "won", "discovery", "search"),
        ("damico.it", "offered", None, "search"),
    ]


def test_an_offer_that_was_taken_out_is_named_with_the_leads_that_asked_for_it(make: Make) -> None:
    made = make(contacts=CONTACTS, deals=DEALS)
    files = ["private/imports/contacts.csv", "private/imports/deals.csv"]
    leads.import_leads(made, files)
    Path(made.root, "content/offers.toml").write_text('[audit]\nname = {en = "Audit"}\n', "utf-8")
    made = workspace.load(made.root, None)
    (said,) = leads.import_leads(made, files).remarks
    assert 'no "discovery" any more: lead 1 asked for it' in said
    assert "until" in said
    assert "leitmotiv leads update ID --offer OFFER" in said
    assert leads.import_leads(made, files).remarks == ()


def test_a_deal_that_comes_later_moves_its_lead_and_leaves_its_id(make: Make) -> None:
    made = make(contacts=CONTACTS, deals=DEALS)
    first = leads.import_leads(made, ["private/imports/contacts.csv"])
    assert first.remarks == ("contacts name deals that are not here: 9; import the export of deals too",)
    ids = {lead.company_key: lead.id for lead in _leads(made)}
    second = leads.import_leads(made, ["private/imports/deals.csv"])
    assert (_numbers(second), second.remarks) == ((0, 1, 0, 0), ())
    assert {lead.company_key: lead.id for lead in _leads(made)} == ids


def test_a_contact_that_is_corrected_to_another_company_leaves_the_first_one_as_it_is_without_it(make: Make) -> None:
    made = make(contacts=CONTACTS, moved=CONTACTS.replace("bela@nordlicht.ch", "bela@elsewhere.ch"))
    leads.import_leads(made, ["private/imports/contacts.csv"])
    leads.import_leads(made, ["private/imports/moved.csv"])
    assert sorted((lead.company_key, lead.external_id, lead.merged) for lead in _leads(made)) == [
        ("damico.it", "hubspot-contact:53", ()),
        ("elsewhere.ch", "hubspot-contact:52", ()),
        ("nordlicht.ch", "hubspot-contact:51", ()),
    ]


def test_rejected_rows_lie_in_a_file_that_can_be_mended_and_imported(make: Make) -> None:
    made = make(own="date,name,company\n,=Ana,\n2026-03-01,Eve,X\n03/04/2026,Bob\n")
    result = leads.import_leads(made, ["private/imports/own.csv"])
    assert (_numbers(result), result.rejects_files) == ((1, 0, 0, 2), ("private/rejects/own.csv",))
    assert _rejects(made, "own.csv") == [
        ["date", "name", "company", "reason"],
        ["", "'=Ana", "", 'line 2: no date in "date"; add it as 2026-03-31 and import the file again'],
        ["03/04/2026", "Bob", "", "line 4: 2 cells under 3 columns; is a quote or a separator missing?"],
    ]
    rejected = Path(made.root, "private/rejects/own.csv")
    rejected.write_text(rejected.read_text("utf-8").replace("\n,", "\n2026-03-02,"), "utf-8")
    again = leads.import_leads(made, ["private/rejects/own.csv"])
    assert _numbers(again) == (1, 0, 0, 1)
    assert _rejects(made, "own.csv")[0] == ["date", "name", "company", "reason"]
    assert "=Ana" in {lead.name for lead in _leads(made)}


def test_two_tables_of_one_name_have_a_file_of_rejects_each(make: Make) -> None:
    made = make()
    for folder, name in (("a", "Ana"), ("b", "Bob")):
        Path(made.root, folder).mkdir()
        Path(made.root, folder, "own.csv").write_text(f"date,name\nsoon,{name}\n", "utf-8")
    both = ["a/own.csv", "b/own.csv"]
    result = leads.import_leads(made, both)
    assert result.rejects_files == ("private/rejects/own.csv", "private/rejects/own-2.csv")
    assert [_rejects(made, name)[1][1] for name in ("own.csv", "own-2.csv")] == ["Ana", "Bob"]
    Path(made.root, "b/own.csv").write_text("date,name\n2026-03-01,Bob\n", "utf-8")
    assert leads.import_leads(made, both).rejects_files == ("private/rejects/own.csv",)
    assert [file.name for file in Path(made.root, "private/rejects").iterdir()] == ["own.csv"]


def test_the_file_of_rejects_goes_when_nothing_is_rejected_any_more(make: Make) -> None:
    head = "date,minutes,theme\n"
    made = make(hours=head + "2026-03-01,90,architecture\n")
    assert _numbers(hours.import_effort(made, "private/imports/hours.csv")) == (0, 0, 0, 1)
    assert Path(made.root, "private/rejects/hours.csv").exists()
    Path(made.root, "private/imports/hours.csv").write_text(head + "2026-03-01,90,performance\n", "utf-8")
    assert _numbers(hours.import_effort(made, "private/imports/hours.csv")) == (1, 0, 0, 0)
    assert not Path(made.root, "private/rejects/hours.csv").exists()


def test_who_unsubscribed_does_not_come_back_with_an_old_export(make: Make) -> None:
    head = "email,lang,state\n"
    made = make(new=head + "ana@example.org,de,unsubscribed\n", old=head + "Ana@Example.org,de,confirmed\n")
    subscribers.import_subscribers(made, "private/imports/new.csv")
    assert _numbers(subscribers.import_subscribers(made, "private/imports/old.csv")) == (0, 0, 1, 0)
    assert [person.state for person in subscribers.everyone(made)] == ["unsubscribed"]


def _added(made: Workspace, address: str, lang: str) -> None:
    """Somebody asks by hand, once more where they had left, and gives up the tier."""
    wish = Subscriber(email=address, state="confirmed", langs=(lang,), source="hand")
    consent = Consent(requested_at=None, confirmed_at=None, page="by hand")
    subscribers.add(made, wish, consent, again=True, taken_back=["tier"])


def test_a_list_that_is_read_again_takes_back_nothing_that_was_said_since(make: Make) -> None:
    head = "email,lang,state,tier\n"
    made = make(list=head + "ana@example.org,de,confirmed,inner\nbela@example.org,de,unsubscribed,\n")
    file = Path(made.root, "private/imports/list.csv")
    subscribers.import_subscribers(made, str(file))
    for address, lang in (("ana@example.org", "en"), ("bela@example.org", "de")):
        _added(made, address, lang)
    said = [("ana@example.org", "confirmed", ("en",), None), ("bela@example.org", "confirmed", ("de",), None)]
    assert _numbers(subscribers.import_subscribers(made, str(file))) == (0, 0, 2, 0)
    assert [(one.email, one.state, one.langs, one.tier) for one in subscribers.everyone(made)] == said
    (file.parent / "2025").mkdir()
    file = file.rename(file.parent / "2025/list.csv")
    assert [_numbers(result) for result in imports_folder.take_in(made).results] == [(0, 0, 2, 0)], "put elsewhere"
    assert [(one.email, one.state, one.langs, one.tier) for one in subscribers.everyone(made)] == said
    file.write_text(head + "ana@example.org,da,confirmed,inner\nbela@example.org,de,unsubscribed,\n", "utf-8")
    assert _numbers(subscribers.import_subscribers(made, str(file))) == (0, 1, 1, 0)
    assert [one.langs for one in subscribers.everyone(made)] == [("da",), ("de",)], "what the list says anew counts"
    assert subscribers.everyone(made)[0].tier is None
    assert _numbers(subscribers.import_subscribers(made, str(file))) == (0, 0, 2, 0), "nothing of the others is news"
    assert [one.state for one in subscribers.everyone(made)] == ["confirmed", "confirmed"]


def _said_by(made: Workspace, name: str, *cells: str) -> Subscriber:
    """What is known of Ana once a list of this name has said so: language, state and interests."""
    file = Path(made.root, f"private/imports/{name}.csv")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("email,lang,state,themes\nana@example.org," + ",".join(cells) + "\n", "utf-8")
    subscribers.import_subscribers(made, str(file))
    (ana,) = subscribers.everyone(made)
    return ana


def test_the_export_of_the_next_month_sets_back_no_choice_and_says_what_changed_there(make: Make) -> None:
    made = make()
    _said_by(made, "march", "de", "confirmed", "")
    _added(made, "ana@example.org", "en")
    assert _said_by(made, "april", "de", "confirmed", "").langs == ("en",)
    assert _said_by(made, "march", "de", "confirmed", "").langs == ("en",)
    assert _said_by(made, "may", "da", "confirmed", "").langs == ("da",)
    assert _said_by(made, "june", "de", "confirmed", "").langs == ("de",), "another word than that of May"
    assert _said_by(made, "march", "de", "confirmed", "").langs == ("de",)


def test_a_list_without_a_language_in_between_says_nothing_of_it(make: Make) -> None:
    made = make()
    _said_by(made, "march", "de", "confirmed", "")
    with store.writing(made) as connection:
        people.set_choice(connection, 1, ["en"], [])
    _said_by(made, "other", "", "confirmed", "")
    assert _said_by(made, "april", "de", "confirmed", "").langs == ("en",)


def test_who_left_and_came_back_stays_until_a_list_says_anew_that_they_left(make: Make) -> None:
    made = make()
    _said_by(made, "march", "de", "unsubscribed", "")
    _added(made, "ana@example.org", "de")
    assert _said_by(made, "april", "de", "unsubscribed", "").state == "confirmed"
    assert _said_by(made, "may", "de", "confirmed", "").state == "confirmed"
    assert _said_by(made, "june", "de", "unsubscribed", "").state == "unsubscribed"


def test_a_tag_that_is_corrected_in_toggl_corrects_its_hours(make: Make) -> None:
    row = 'Me,,Write,No,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,"{}"\n'
    made = make(before=TOGGL + row.format(""), after=TOGGL + row.format("theme:performance"))
    hours.import_effort(made, "private/imports/before.csv")
    assert _numbers(hours.import_effort(made, "private/imports/after.csv")) == (0, 1, 0, 0)
    assert [(entry.minutes, entry.theme) for entry in hours.efforts(made)] == [(90, "performance")]


def test_views_are_counted_up_to_the_workspaces_day(make: Make) -> None:
    made = make(pages="name,visitors,pageviews\n/a/,1,2\n")
    attention.import_traffic(made, ["private/imports/pages.csv"])
    assert [views.until for views in attention.page_views(made)] == [made.as_of]


def test_the_folder_of_imports_is_taken_in_by_what_its_columns_say(make: Make) -> None:
    made = make(
        a_deals=DEALS,
        contacts=CONTACTS,
        hours="date,minutes\n2026-03-01,90\n",
        pages="name,visitors,pageviews\n/a/,1,2\n",
        people="email,lang\nana@example.org,de\n",
        strange="fruit,colour\napple,red\n",
        **{"sub/own": OWN},
    )
    taken = imports_folder.take_in(made)
    assert [(result.kind, result.file, _numbers(result)) for result in taken.results] == [
        ("effort", "private/imports/hours.csv", (1, 0, 0, 0)),
        ("traffic", "private/imports/pages.csv", (1, 0, 0, 0)),
        ("subscribers", "private/imports/people.csv", (1, 0, 0, 0)),
        (
            "leads",
            "private/imports/a_deals.csv, private/imports/contacts.csv, private/imports/sub/own.csv",
            (2, 0, 0, 0),
        ),
    ]
    (problem,) = taken.problems
    assert str(problem).startswith(
        "private/imports/strange.csv:1: a table with the columns fruit, colour is not known; name its columns: "
    )
    again = imports_folder.take_in(made)
    assert {(result.added, result.updated) for result in again.results} == {(0, 0)}


def test_what_lies_beside_the_pages_of_an_archive_is_passed_over_and_alone_it_is_named(make: Make) -> None:
    visitors = "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n2026-03-01,1,2,1,2,50,9\n"
    sources = "name,visitors,bounce_rate,visit_duration\nGoogle,1,50,9\n"
    pages = "name,visitors,pageviews\n/a/,1,2\n"
    made = make(**{"all/pages": pages, "all/visitors": visitors, "all/sources": sources, "visitors": visitors})
    taken = imports_folder.take_in(made)
    assert [result.file for result in taken.results] == ["private/imports/all/pages.csv"]
    (problem,) = taken.problems
    said = "counts visitors, but no views of pages; Plausible's pages.csv does: put it beside this"
    assert str(problem) == f"private/imports/visitors.csv:1: {said}"


STATEMENT = "Datum;Name;Text;Betrag\n01.03.2026;Maria Muster;Erstattung Miete;900\n"
INVOICES = "Datum;Firma;Status;Netto\n01.03.2026;West GmbH;offen;900\n"
TIMES = "Datum;Kunde;Projekt;Text;Zeit\n01.03.2026;West GmbH;Umbau;Konzept;2\n"
READERS = "Datum;E-Mail;Name;Status\n01.03.2026;a@x.example;Eva;neu\n02.03.2026;b@x.example;Uwe;abgemeldet\n"
INQUIRIES = "Datum;E-Mail;Nachricht\n01.03.2026;c@y.example;Bitte melden\n"
PERHAPS = "Datum;Firma;Kanal;Nachricht\n01.03.2026;Süd GmbH;events;Bitte melden\n"


def test_a_spreadsheet_among_the_imports_is_named_until_it_is_saved_as_csv(make: Make) -> None:
    """What a CRM exports first is often one, and a run that says nothing of it seems to have read it."""
    made = make(hours="date,minutes,theme\n2026-03-02,90,performance\n")
    for name in ("hours.xlsx", "Deals.XLSX", "old/leads.ods", "~$Deals.xlsx", "notes.pdf"):
        at = Path(made.root, "private/imports", name)
        at.parent.mkdir(exist_ok=True)
        at.write_bytes(b"PK\x03\x04")
    assert [str(one) for one in imports_folder.take_in(made).problems] == [
        "private/imports/Deals.XLSX: is a spreadsheet; save it as CSV here",
        "private/imports/old/leads.ods: is a spreadsheet; save it as CSV here",
    ]


def test_no_run_takes_money_hours_or_readers_for_leads(make: Make) -> None:
    made = make(konto=STATEMENT, umsatz=INVOICES, zeiten=TIMES, leser=READERS, inquiries=INQUIRIES)
    taken = imports_folder.take_in(made)
    assert [(result.file, _numbers(result)) for result in taken.results] == [
        ("private/imports/inquiries.csv", (1, 0, 0, 0))
    ]
    assert [problem.path for problem in taken.problems] == [
        f"private/imports/{name}.csv" for name in ("konto", "leser", "umsatz", "zeiten")
    ]
    with pytest.raises(ImportRefused, match=r"a table with the columns .* is not known"):
        leads.import_leads(made, ["private/imports/konto.csv"])


def test_what_looks_like_leads_waits_for_the_command_that_is_told(make: Make) -> None:
    made = make(perhaps=PERHAPS, strange="fruit,colour\napple,red\n")
    taken = imports_folder.take_in(made)
    assert taken.results == ()
    perhaps, strange = map(str, taken.problems)
    assert "looks like leads" in perhaps
    assert "leitmotiv leads import private/imports/perhaps.csv" in perhaps
    assert "name its columns" in strange
    assert _numbers(leads.import_leads(made, ["private/imports/perhaps.csv"])) == (1, 0, 0, 0)


def test_how_to_name_columns_is_said_once_however_many_tables_are_strange(make: Make) -> None:
    header = ",".join(f"column {n} with a long name" for n in range(40))
    taken = imports_folder.take_in(make(one="fruit,colour\napple,red\n", two="a,b\n1,2\n", wide=f"{header}\n"))
    said = [str(problem) for problem in taken.problems]
    assert len(said) == 3
    assert ["--map" in sentence for sentence in said] == [False, False, True]
    assert max(map(len, said)) < 300


def test_of_a_report_with_its_title_above_the_columns_the_title_is_to_go(make: Make) -> None:
    titled = "Temps par employé,,,\nCormier inc.,,,\n,,,\nDate,Client,Durée,Facturable\n2026-03-01,West,2:00,Oui\n"
    made = make(titled=titled)
    (problem,) = imports_folder.take_in(made).problems
    assert str(problem) == (
        'private/imports/titled.csv:1: "Temps par employé" is no row of columns; '
        "delete what stands above the names of the columns"
    )


@pytest.mark.parametrize("text", ["anna@example.org\nbert@example.org\n", "anna@example.org,de\nbert@example.org,en\n"])
def test_a_list_without_names_of_columns_is_told_to_have_them_and_nobody_is_named(make: Make, text: str) -> None:
    (problem,) = imports_folder.take_in(make(bare=text)).problems
    assert "write the names of the columns above it" in str(problem)
    assert "anna" not in str(problem)


def test_of_a_list_of_one_column_under_a_name_of_its_own_the_column_is_to_be_named(make: Make) -> None:
    (problem,) = imports_folder.take_in(make(readers="Adressen der Leser\nanna@example.org\n")).problems
    assert "the columns Adressen der Leser is not known" in str(problem)


def test_a_workspace_without_imports_takes_in_nothing(make: Make) -> None:
    assert imports_folder.take_in(make()) == imports_folder.TakenIn((), ())


def test_one_bad_file_does_not_keep_the_others_out(make: Make) -> None:
    made = make(contacts=CONTACTS, broken='a,b\n"open\n')
    Path(made.root, "private/imports/excel.csv").write_bytes(b"PK\x03\x04 and so on")
    files = [f"private/imports/{name}.csv" for name in ("contacts", "broken", "excel", "missing")]
    result = leads.import_leads(made, files)
    assert result.added == 2
    assert [str(problem).partition("; ")[0] for problem in result.problems] == [
        "private/imports/broken.csv:2: a quote opens in this row and never closes",
        "private/imports/excel.csv: is a spreadsheet or an archive",
        "private/imports/missing.csv: there is no such file",
    ]
    assert [problem.path for problem in imports_folder.take_in(made).problems] == [
        "private/imports/broken.csv", "private/imports/excel.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1252"])
def test_a_table_is_read_as_excel_writes_it(make: Make, encoding: str) -> None:
    """Three of its four ways to save a CSV are none of UTF-8."""
    made = make()
    folder = Path(made.root, "private/imports")
    folder.mkdir(parents=True)
    table = "sep=;\r\nE-Mail;Name;Sprache\r\nana@example.org;Jürg „Ö“ Bär;de\r\n;Bö;\r\n"
    (folder / "excel.csv").write_bytes(table.encode(encoding))
    (folder / "own.csv").write_bytes("date,company\n2026-01-01,Bär\n".encode(encoding))
    result = subscribers.import_subscribers(made, "private/imports/excel.csv")
    assert [(one.name, one.langs) for one in subscribers.everyone(made)] == [("Jürg „Ö“ Bär", ("de",))]
    assert [reject.line for reject in result.rejects] == [4]
    assert _rejects(made, "excel.csv") == [
        ["E-Mail", "Name", "Sprache", "reason"],
        ["", "Bö", "", 'line 4: no address in "E-Mail"; add it and import the file again'],
    ]
    of_leads = leads.import_leads(made, ["private/imports/own.csv"])
    assert [lead.company for lead in _leads(made)] == ["Bär"]
    guessed = 'no UTF-8, so it was read as Windows-1252; where letters look wrong, save it as "CSV UTF-8"'
    assert result.remarks == ((f"private/imports/excel.csv:3: {guessed}",) if encoding == "cp1252" else ())
    assert of_leads.remarks == ((f"private/imports/own.csv:2: {guessed}",) if encoding == "cp1252" else ())


def test_a_table_is_read_as_excel_writes_it_in_central_europe(make: Make) -> None:
    made = make()
    Path(made.root, "private/imports").mkdir(parents=True)
    names = ("Małgorzata Świątek", "Łukasz Żółtek", "Michał Wróbel")
    rows = "".join(f"{at}@example.org;{name};pl\r\n" for at, name in enumerate(names))
    Path(made.root, "private/imports/excel.csv").write_bytes(f"E-Mail;Name;Sprache\r\n{rows}".encode("cp1250"))
    (remark,) = subscribers.import_subscribers(made, "private/imports/excel.csv").remarks
    assert remark.startswith("private/imports/excel.csv:2: no UTF-8, so it was read as Windows-1250")
    assert tuple(one.name for one in subscribers.everyone(made)) == names


def test_a_letter_that_was_damaged_on_the_way_does_not_spoil_the_others(make: Make) -> None:
    made = make()
    Path(made.root, "private/imports").mkdir(parents=True)
    text = "email,lang,name\na@example.org,de,Jürg Ölfuß\nb@example.org,de,J?rg\n".encode().replace(b"?", b"\xfc")
    Path(made.root, "private/imports/mixed.csv").write_bytes(text)
    (remark,) = subscribers.import_subscribers(made, "private/imports/mixed.csv").remarks
    assert remark.startswith("private/imports/mixed.csv:3: no UTF-8")
    assert [one.name for one in subscribers.everyone(made)] == ["Jürg Ölfuß", "Jürg"]


def test_a_list_of_subscribers_is_tried_before_it_is_taken(make: Make) -> None:
    made = make(new="E-Mail;Sprache\nana@example.org;de\n;de\n")
    result = subscribers.import_subscribers(made, "private/imports/new.csv", ImportOptions(dry_run=True))
    assert (_numbers(result), result.rejects_files) == ((1, 0, 0, 1), ())
    assert str(result).endswith("(dry run: nothing was kept)")
    assert not Path(made.root, "private/leitmotiv.db").exists()
    assert not Path(made.root, "private/rejects").exists()
    subscribers.import_subscribers(made, "private/imports/new.csv")
    again = subscribers.import_subscribers(made, "private/imports/new.csv", ImportOptions(dry_run=True))
    assert _numbers(again) == (0, 0, 1, 1)


def test_a_list_that_names_no_language_says_which_letters_its_readers_will_get(make: Make) -> None:
    head = "email,active_subscription,email_disabled,created_at\n"
    made = make(ours="email,lang\nana@example.org,de\n", substack=f"{head}ana@example.org,,,\nbela@example.org,,,\n")
    subscribers.import_subscribers(made, "private/imports/ours.csv")
    (remark,) = subscribers.import_subscribers(made, "private/imports/substack.csv").remarks
    assert remark.endswith(
        '1 subscriber has no language, and will get letters in "de"; where that is not theirs: '
        "leitmotiv subscribers import FILE --lang en"
    )
    subscribers.import_subscribers(made, "private/imports/substack.csv", ImportOptions(lang="en"))
    assert not subscribers.import_subscribers(made, "private/imports/substack.csv").remarks
    assert [one.langs for one in subscribers.everyone(made)] == [("de",), ("en",)]


LIST = ColumnMapping(name="fair", columns={"email": "Kontakt", "lang": "Spr."}, about="subscribers")
FAIR = "Stand,Kontakt,Spr.\n7,ana@example.org,de\n8,bela@,de\n"


def test_a_mapping_of_subscribers_is_kept_and_taken_for_the_next_list(make: Make) -> None:
    made = make(fair=FAIR)
    with pytest.raises(ImportRefused, match=r"is not known; .* leitmotiv subscribers import FILE --map email=…"):
        subscribers.import_subscribers(made, "private/imports/fair.csv")
    result = subscribers.import_subscribers(made, "private/imports/fair.csv", ImportOptions(mapping=LIST, save=True))
    assert _numbers(result) == (1, 0, 0, 1)
    assert result.rejects[0].reason.startswith('what stands in "Kontakt" is no mail address')
    assert 'about = "subscribers"\n' in Path(made.root, "content/mappings.toml").read_text("utf-8")
    (taken,) = imports_folder.take_in(made).results
    assert (taken.kind, _numbers(taken)) == ("subscribers", (0, 0, 1, 1))
    assert _numbers(subscribers.import_subscribers(made, "private/imports/fair.csv", ImportOptions(saved="fair"))) == (
        0,
        0,
        1,
        1,
    )
    with pytest.raises(ImportRefused, match='"fair" names columns of subscribers, not of leads'):
        leads.import_leads(made, ["private/imports/fair.csv"], ImportOptions(saved="fair"))
    with pytest.raises(ImportRefused, match="holds subscribers, not leads; import it with"):
        leads.import_leads(made, ["private/imports/fair.csv"])


def test_a_saved_mapping_comes_before_our_own_lists_and_after_those_of_other_programs(make: Make) -> None:
    made = make(contacts=CONTACTS, own=OWN, fair="date,mail,name\n2026-03-01,ana@example.org,Ana\n")
    subscribers.import_subscribers(
        made, "private/imports/fair.csv",
        ImportOptions(mapping=replace(LIST, columns={"email": "mail", "name": "name"}), save=True),
    )  # fmt: skip
    greedy = replace(LIST, name="greedy", columns={"email": "Email", "name": "Company Name"})
    subscribers.import_subscribers(made, "private/imports/contacts.csv", ImportOptions(mapping=greedy, save=True))
    taken = imports_folder.take_in(made)
    assert sorted((result.kind, result.file) for result in taken.results) == [
        ("leads", "private/imports/contacts.csv, private/imports/own.csv"),
        ("subscribers", "private/imports/fair.csv"),
    ]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (ImportOptions(saved="none"), 'no mapping is called "none"; there is none yet'),
        (
            ImportOptions(mapping=replace(LIST, columns={"email": "Kontak"})),
            'no column "Kontak"; did you mean "Kontakt"',
        ),
    ],
)
def test_a_mapping_that_does_not_fit_takes_nobody(make: Make, options: ImportOptions, reason: str) -> None:
    made = make(fair=FAIR)
    with pytest.raises(ImportRefused, match=reason):
        subscribers.import_subscribers(made, "private/imports/fair.csv", options)
    assert subscribers.everyone(made) == ()


def test_a_table_of_another_kind_names_the_command_that_takes_it(make: Make) -> None:
    made = make(people="email,lang\nana@example.org,de\n")
    with pytest.raises(ImportRefused, match="holds subscribers, not leads; import it with: leitmotiv subscr"):
        leads.import_leads(made, ["private/imports/people.csv"])


def test_a_file_outside_the_workspace_is_named_by_its_whole_path(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = make()
    outside = tmp_path_factory.mktemp("elsewhere") / "own.CSV"
    outside.write_text("date,company\n2026-03-01,X\n,Y\n", "utf-8")
    result = leads.import_leads(made, [str(outside)])
    assert result.file == outside.as_posix()
    assert result.rejects_files == ("private/rejects/own.CSV.csv",)


def test_the_samples_go_through_together(make: Make, shared: Path) -> None:
    names = ["hubspot_deals", "hubspot_contacts", "listmonk_subscribers", "toggl_detailed"]
    names += ["plausible_pages", "plausible_visitors"]
    made = make(**{name: (shared / f"samples/leads/{name}.csv").read_text("utf-8") for name in names})
    taken = imports_folder.take_in(made)
    assert {result.kind: _numbers(result) for result in taken.results} == {
        "leads": (6, 0, 0, 0),
        "subscribers": (6, 0, 0, 0),
        "effort": (3, 0, 0, 1),
        "traffic": (2, 0, 0, 0),
    }
    assert taken.problems == ()
