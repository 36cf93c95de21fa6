"""What people may ask for: their own data and nothing of others, and to be forgotten whatever names them."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.audience import mails
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database.leads import Log
from pipeline.errors import ImportRefused
from pipeline.model.people import LeadRow, Wish
from pipeline.model.workspace import Workspace
from pipeline.runs import care, rights, store, wishing
from pipeline.runs.care import Said
from pipeline.runs.intake import hours, imports_folder, leads, subscribers
from tests.runs.folk import FILES, every_lead, made, number, paths

CONTACTS = "Record ID,First Name,Last Name,Email,Company Name,Create Date,Associated Deal IDs\n"
DEALS = "Record ID,Deal Name,Deal Stage,Close Date,Amount\n"
COLLEAGUES = {
    "own.csv": (
        "date,email,name,company,channel,message\n"
        "2026-03-01,anna@firma-x.ch,Anna,Firma X GmbH,network,Please help\n"
        "2026-03-05,bert@firma-x.ch,Bert Othermann,Firma X GmbH,search,Bert wrote this\n"
    ),
    "list.csv": "email,lang\nanna@firma-x.ch,de\n",
    "contacts.csv": f"{CONTACTS}52,Bo,Kim,bo@han.kr,Han,2026-01-11,\n",
    "deals.csv": f"{DEALS}9004,Bo Kim second deal,Closed won,2026-04-10,6000\n",
}


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    """Two colleagues, of whom one reads the letters."""
    found = made(tmp_path, COLLEAGUES)
    leads.import_leads(found, paths("own.csv"))
    subscribers.import_subscribers(found, paths("list.csv")[0])
    return found


def content(where: Workspace) -> bytes:
    """Everything that the database holds, deleted pages included."""
    path = Path(where.root, "private/leitmotiv.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How often what is called: a measure that no other work on the machine moves."""
    calls: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda _, event, __: calls.update([event]))
    try:
        yield calls
    finally:
        sys.setprofile(before)


def test_all_people_of_a_lead_are_shown(where: Workspace) -> None:
    found = rights.shown(where, number(where, "anna@firma-x.ch"))
    assert [row["cells"]["name"] for row in found["kept"]] == ["Anna", "Bert Othermann"]
    assert found["kept"][1]["cells"]["message"] == "Bert wrote this"
    assert [row["row"] for row in found["kept"]] == found["rows"]


def test_who_asks_for_his_own_data_sees_nothing_of_his_colleagues(where: Workspace) -> None:
    lead = number(where, "anna@firma-x.ch")
    found = rights.shown(where, lead, "BERT@firma-x.ch")
    (row,) = found["kept"]
    assert (row["cells"]["name"], row["cells"]["channel"]) == ("Bert Othermann", "search")
    assert "nna" not in str(found)
    with pytest.raises(ImportRefused, match=f"nobody in lead {lead} has this address"):
        rights.shown(where, lead, "zoe@firma-x.ch")


def test_who_is_the_only_person_of_a_lead_sees_all_of_it(where: Workspace) -> None:
    lead = number(where, "anna@firma-x.ch")
    rights.forget(where, lead, "anna@firma-x.ch")
    assert rights.shown(where, lead, "bert@firma-x.ch") == rights.shown(where, lead)


def test_with_a_contact_its_own_deals_are_shown_and_forgotten(tmp_path: Path) -> None:
    where = made(tmp_path, FILES)
    leads.import_leads(where, paths("contacts.csv", "deals.csv"))
    lead = number(where, "ana@nordlicht.ch")
    found = rights.shown(where, lead, "ana@nordlicht.ch")
    assert [row["row"] for row in found["kept"]] == ["hubspot-contact:51", "hubspot-deal:9"]
    rights.forget(where, lead, "ana@nordlicht.ch")
    assert b"Workshop" not in content(where)
    leads.import_leads(where, paths("deals.csv"))
    assert b"Workshop" not in content(where)


NAMING = f"{DEALS.rstrip()},Associated Contact IDs\n9004,Bo Kim second deal,Closed won,2026-04-10,6000,52\n"


def test_deals_that_name_a_contact_are_shown_and_forgotten_with_it(tmp_path: Path) -> None:
    later = NAMING + "9005,Bo Kim third deal,Closed won,2026-05-10,6000,52\n"
    where = made(tmp_path, {**COLLEAGUES, "deals.csv": NAMING, "later.csv": later})
    leads.import_leads(where, paths("contacts.csv", "deals.csv"))
    lead = number(where, "bo@han.kr")
    assert care.listed(where).problems == ()
    found = rights.shown(where, lead, "bo@han.kr")
    assert [row["row"] for row in found["kept"]] == ["hubspot-contact:52", "hubspot-deal:9004"]
    with store.reading(where) as connection:
        ((_, own),) = leads.leads_of(connection, "bo@han.kr")
    assert [row.external_id for row in own] == ["hubspot-contact:52", "hubspot-deal:9004"]
    with pytest.raises(ImportRefused, match=f"is a part of lead {lead}"):
        rights.forget_row(where, "hubspot-deal:9004")
    rights.forget(where, lead)
    assert b"Bo Kim second deal" not in content(where)
    leads.import_leads(where, paths("later.csv"))
    assert b"Bo Kim" not in content(where)


def test_a_deal_of_two_contacts_stays_with_the_one_who_is_not_forgotten(tmp_path: Path) -> None:
    both = CONTACTS + "52,Bo,Kim,bo@han.kr,Han,2026-01-11,\n53,Ed,Lee,ed@han.kr,Han,2026-01-12,\n"
    deals = NAMING.replace(",52\n", ",52;53\n")
    where = made(tmp_path, {"contacts.csv": both, "deals.csv": deals})
    leads.import_leads(where, paths("contacts.csv", "deals.csv"))
    lead = number(where, "bo@han.kr")
    assert [row["row"] for row in rights.shown(where, lead, "bo@han.kr")["kept"]] == ["hubspot-contact:52"]
    rights.forget(where, lead, "bo@han.kr")
    leads.import_leads(where, paths("contacts.csv", "deals.csv"))
    (left,) = every_lead(where)
    assert (left.email, left.stage) == ("ed@han.kr", "won")


def test_a_subscriber_is_shown_with_his_leads(where: Workspace) -> None:
    known = subscribers.show(where, "anna@firma-x.ch")
    ((lead, rows),) = known.leads
    assert lead == number(where, "anna@firma-x.ch")
    assert [row.values["message"] for row in rows] == ["Please help"]
    assert known.answers == ()


def test_a_file_that_holds_the_address_in_letters_of_other_cases_is_named(where: Workspace) -> None:
    """In small letters "ß" stays what it is, and without case it is "ss"."""
    Path(where.root, "private/imports/sz.csv").write_text("email,lang\nJo@Weiß.example,de\n", "utf-8")
    subscribers.import_subscribers(where, paths("sz.csv")[0])
    assert subscribers.forget(where, "jo@weiß.example").left.files == ("private/imports/sz.csv",)


def test_who_is_no_subscriber_but_in_a_lead_is_found_by_his_address(where: Workspace) -> None:
    for ask in (subscribers.show, subscribers.forget, subscribers.unsubscribe):
        with pytest.raises(ImportRefused, match="no subscriber has this address, but lead 1 does") as refused:
            ask(where, "bert@firma-x.ch")
        assert "bert" not in str(refused.value)


def test_a_lead_of_which_a_forgotten_subscriber_is_the_second_person_is_named(where: Workspace) -> None:
    Path(where.root, "private/imports/more.csv").write_text("email,lang\nbert@firma-x.ch,de\n", "utf-8")
    subscribers.import_subscribers(where, paths("more.csv")[0])
    assert subscribers.forget(where, "bert@firma-x.ch").leads == (1,)


def test_a_client_who_is_forgotten_as_a_subscriber_alone_stays_a_client(where: Workspace) -> None:
    def take(stage: str) -> list[tuple[str, float | None]]:
        folder = Path(where.root, "private/imports")
        (folder / "contacts.csv").write_text(f"{CONTACTS}52,Bo,Kim,bo@han.kr,Han,2026-01-11,9004\n", "utf-8")
        (folder / "deals.csv").write_text(f"{DEALS}9004,Workshop,{stage},2026-04-10,6000\n", "utf-8")
        leads.import_leads(where, paths("contacts.csv", "deals.csv"))
        return [(lead.stage, lead.value) for lead in every_lead(where) if lead.company == "Han"]

    take("Contract sent")
    Path(where.root, "private/imports/list.csv").write_text("email,lang\nbo@han.kr,de\n", "utf-8")
    subscribers.import_subscribers(where, paths("list.csv")[0])
    assert subscribers.forget(where, "bo@han.kr").leads == (number(where, "bo@han.kr"),)
    assert take("Contract sent") == [("offered", 6000)]
    assert take("Closed won") == [("won", 6000)], "what becomes of it still comes in"
    rights.forget(where, number(where, "bo@han.kr"))
    assert take("Closed won") == []


def test_finding_the_leads_of_a_person_takes_thrice_the_steps_for_thrice_the_leads(tmp_path: Path) -> None:
    steps = []
    for many in (50, 150):
        rows = [f"{i},A,B,q@f{i}.example,F{i},2026-01-11,{i + 1000}\n" for i in range(many)]
        deals = [f"{i + 1000},D,Closed won,2026-04-10,6000\n" for i in range(many)]
        where = made(tmp_path / str(many), {"c.csv": CONTACTS + "".join(rows), "d.csv": DEALS + "".join(deals)})
        leads.import_leads(where, paths("c.csv", "d.csv"))
        with store.reading(where) as connection:
            leads.leads_of(connection, "q@f7.example")
            with counted() as calls:
                ((_, found),) = leads.leads_of(connection, "q@f7.example")
        assert [row.external_id for row in found] == ["hubspot-contact:7", "hubspot-deal:1007"]
        steps.append(calls.total())
    assert steps[1] < 4 * steps[0], steps


ISSUES = {
    "address": "An bert\\_o@firma-x.ch, bitte.",
    "name": "Gruß an BERT\n  Othermann!",
    "nobody": "Othermann und Bert Othermanns Firma; anna@firma-x.ch",
}


@pytest.mark.parametrize("is_reader", [False, True])
def test_issues_wishes_and_hours_that_name_the_forgotten_are_told(tmp_path: Path, is_reader: bool) -> None:
    person = "bert_o@firma-x.ch,Bert Othermann"
    where = made(tmp_path, {"x.csv": f"email,name\n{person}\n", "y.csv": f"date,email,name\n2026-03-01,{person}\n"})
    Path(where.root, "content/issues").mkdir()
    for name, text in ISSUES.items():
        Path(where.root, f"content/issues/{name}.toml").write_text(f"[tiers.inner]\nde = '''\n{text}\n'''\n", "utf-8")
        wishing.add(where, Wish(text=text, on=where.as_of))
        hours.add(where, where.as_of, 30, hours.Work(description=text))
    if is_reader:
        subscribers.import_subscribers(where, paths("x.csv")[0])
        left = subscribers.forget(where, "bert_o@firma-x.ch").left
    else:
        leads.import_leads(where, paths("y.csv"))
        left = rights.forget(where, 1).left
    assert [path for path in left.files if path.startswith("content/")] == [
        "content/issues/address.toml",
        "content/issues/name.toml",
    ]
    assert (left.wishes, left.efforts) == ((1, 2), (1, 2))


def test_the_name_will_is_no_verb(tmp_path: Path) -> None:
    where = made(tmp_path, {"y.csv": "date,company,name\n2026-03-01,Firma,Will\n"})
    leads.import_leads(where, paths("y.csv"))
    Path(where.root, "content/issues").mkdir()
    for name, text in {"verb": "I will", "person": "Ask Will.", "other": "Willing"}.items():
        Path(where.root, f"content/issues/{name}.toml").write_text(f'intro = {{en = "{text}"}}\n', "utf-8")
    assert rights.forget(where, 1).left.files == ("private/imports/y.csv", "content/issues/person.toml")


SPELT = {
    "in parts.csv": b"First Name,Last Name,Company Name\nBo,K\xc3\xb6ni,Firma\n",
    "loud.csv": b"Ansprechpartner;Firma\nBO K\xc3\x96NI;Firma\n",
    "of windows.csv": b"Name;Firma\r\nBo K\xf6ni;Firma\r\n",
    "behind a break.json": b'{"comments": "We are slow\\nBo K\xc3\xb6ni"}',
}


def test_who_is_known_by_name_alone_is_found_in_whatever_way_a_file_has_it(tmp_path: Path) -> None:
    others = b"name\nBob K\xc3\xb6nig\nBo\nK\xc3\xb6ni Bo\n"
    where = made(tmp_path, {"y.csv": "date,company,name\n2026-03-01,Firma,Bo Köni\n"})
    leads.import_leads(where, paths("y.csv"))
    for name, content_of_file in {**SPELT, "others.csv": others}.items():
        (tmp_path / "private/imports" / name).write_bytes(content_of_file)
    found = rights.forget(where, 1).left.files
    assert found == tuple(sorted(f"private/imports/{name}" for name in (*SPELT, "y.csv")))


def test_rejected_rows_of_others_stay_who_have_the_name_within_theirs(tmp_path: Path) -> None:
    rows = {"bad.csv": "date,email,name\n,major@x.ch,John\n", "y.csv": "date,company,name\n2026-03-01,Firma,Jo\n"}
    where = made(tmp_path, rows)
    leads.import_leads(where, paths("bad.csv", "y.csv"))
    gone = rights.forget(where, 1)
    assert (gone.cleared.rejects, gone.left.files) == ((), ("private/imports/y.csv",))
    assert (tmp_path / "private/rejects/bad.csv").is_file()


def test_a_deal_that_no_contact_names_is_told_shown_and_forgotten(where: Workspace) -> None:
    leads.import_leads(where, paths("deals.csv"))
    (said,) = care.listed(where).problems
    assert str(said).startswith("1 deal belongs to no lead, since no contact names it: hubspot-deal:9004;")
    assert rights.shown_row(where, "hubspot-deal:9004")["cells"]["deal name"] == "Bo Kim second deal"
    gone = rights.forget_row(where, "hubspot-deal:9004")
    assert gone.left.files == ("private/imports/deals.csv",)
    leads.import_leads(where, paths("deals.csv"))
    assert b"Bo Kim" not in content(where)
    assert care.listed(where).problems == ()


@pytest.mark.parametrize("act", [rights.shown_row, rights.forget_row])
def test_a_row_of_a_lead_goes_with_its_lead(where: Workspace, act: object) -> None:
    leads.import_leads(where, paths("contacts.csv"))
    lead = number(where, "bo@han.kr")
    with pytest.raises(ImportRefused, match=f"is a part of lead {lead}; name the lead: leitmotiv leads show {lead}"):
        act(where, "hubspot-contact:52")  # type: ignore[operator]
    with pytest.raises(ImportRefused, match='there is no row "hubspot-deal:1"; see leitmotiv leads list'):
        act(where, "hubspot-deal:1")  # type: ignore[operator]


@pytest.mark.parametrize("act", [rights.shown_row, rights.forget_row])
@pytest.mark.parametrize("amount", ["6000", "now unreadable"])
def test_a_deal_of_a_lead_goes_with_its_lead(where: Workspace, act: object, amount: str) -> None:
    """No row of the lead itself: it says what became of the lead, also once its cells can no longer be read."""
    named = f"{CONTACTS}52,Bo,Kim,bo@han.kr,Han,2026-01-11,9004\n"
    Path(where.root, "private/imports/contacts.csv").write_text(named, "utf-8")
    leads.import_leads(where, paths("contacts.csv", "deals.csv"))
    lead = number(where, "bo@han.kr")
    if amount != "6000":
        with store.writing(where) as connection:
            (deal,) = [row for row in stored_leads.lead_rows(connection) if row.external_id == "hubspot-deal:9004"]
            stored_leads.save_lead_rows(connection, [replace(deal, values={**deal.values, "amount": amount})])
    with pytest.raises(ImportRefused, match=f"is a part of lead {lead}; name the lead: leitmotiv leads show {lead}"):
        act(where, "hubspot-deal:9004")  # type: ignore[operator]
    assert b"Bo Kim second deal" in content(where)


@pytest.mark.parametrize("order", [("contacts.csv", "deals.csv"), ("deals.csv", "contacts.csv")])
def test_a_new_deal_of_a_forgotten_contact_goes_as_soon_as_the_contact_names_it(
    where: Workspace, order: tuple[str, str]
) -> None:
    leads.import_leads(where, paths("contacts.csv"))
    rights.forget(where, number(where, "bo@han.kr"))
    named = f"{CONTACTS}52,Bo,Kim,bo@han.kr,Han,2026-01-11,9004\n"
    Path(where.root, "private/imports/contacts.csv").write_text(named, "utf-8")
    for name in (*order, "deals.csv"):
        leads.import_leads(where, paths(name))
    assert b"Bo Kim" not in content(where)
    assert len(every_lead(where)) == 1


ALONE = (
    "date,email,company,stage,stage_date\n"
    "2026-01-10,a@alpha.ch,Alpha,,\n2026-02-10,b@beta.ch,Beta,won,2026-04-10\n2026-03-10,c@gamma.ch,Gamma,,\n"
)
BY_COMPANY = "date,email,company\n2026-01-10,a@alpha.ch,Alpha\n2026-02-10,,Alpha\n2026-03-10,c@alpha.ch,\n"


@pytest.mark.parametrize("merges", [((1, 2), (3, 1)), ((1, 2), (1, 3)), ((2, 3), (1, 2)), ((2, 1), (3, 2))])
@pytest.mark.parametrize("who", ["a@alpha.ch", "b@beta.ch", "c@gamma.ch"])
def test_whoever_of_a_merged_lead_is_forgotten_the_others_stay_one(
    tmp_path: Path, merges: tuple[tuple[int, int], ...], who: str
) -> None:
    where = made(tmp_path, {"own.csv": ALONE})
    leads.import_leads(where, paths("own.csv"))
    *_, lead = [care.merge(where, kept, joined) for kept, joined in merges]
    rights.forget(where, lead.id or 0, who)
    (left,) = every_lead(where)
    assert (left.id, len(left.rows)) == (lead.id, 2)
    leads.import_leads(where, paths("own.csv"))
    assert every_lead(where) == (left,)


def test_whom_only_the_forgotten_held_together_stay_one(tmp_path: Path) -> None:
    """One is known by the company, the other by the mail domain, and only the forgotten had both."""
    where = made(tmp_path, {"own.csv": BY_COMPANY})
    leads.import_leads(where, paths("own.csv"))
    (lead,) = every_lead(where)
    rights.forget(where, lead.id or 0, "a@alpha.ch")
    (left,) = every_lead(where)
    assert (left.id, len(left.rows)) == (lead.id, 2)


def test_a_colleagues_thanks_for_a_letter_keep_nothing_of_the_forgotten(tmp_path: Path) -> None:
    text = "date,email,name,company,message\n2026-03-01,anna@firma-x.ch,Anna Zwölf,Firma X,Please help\n"
    where = made(tmp_path, {"own.csv": text})
    leads.import_leads(where, paths("own.csv"))
    thanks = {"date": "2026-03-05", "email": "bert@firma-x.ch", "asks": mails.SILENT, "utm_source": "newsletter"}
    with store.writing(where) as connection:
        leads.remake(where, connection, [LeadRow("mail", "mail:1", thanks)], Log(where.as_of, "import"))
    assert every_lead(where)[0].merged == ("mail:1",)
    care.update(where, 1, Said(values={"heard": "from Annas brother"}))
    assert rights.forget(where, 1, "anna@firma-x.ch").whole
    assert every_lead(where) == ()
    for word in ("anna@", "Anna Zwölf", "Please help", "Annas brother"):
        assert word.encode() not in content(where)
    with store.reading(where) as connection:
        assert leads.answers_of(connection, "bert@firma-x.ch") == ["mail:1"]


def test_a_list_that_knows_the_forgotten_by_name_and_firm_only_does_not_bring_him_back(where: Workspace) -> None:
    rights.forget(where, 1, "anna@firma-x.ch")
    rows = "2026-03-01,,Anna,Firma X,,\n2026-03-02,,Anna,Firma Y,,\n2026-03-02,anna@firma-z.ch,Anna,Firma X GmbH,,\n"
    Path(where.root, "private/imports/own.csv").write_text(f"date,email,name,company,channel,message\n{rows}", "utf-8")
    result = leads.import_leads(where, paths("own.csv"))
    assert any(note.startswith("1 row is of people who asked to be forgotten") for note in result.notes)
    assert {lead.company for lead in every_lead(where)} == {"Firma X GmbH", "Firma Y"}


@pytest.mark.parametrize("name", ["list.csv", "own.csv"])
def test_no_file_of_rejects_names_the_forgotten_again(tmp_path: Path, name: str) -> None:
    """Rows that cannot be read are written down with the reason; the export may still hold theirs."""
    rows = {
        "list.csv": "email,lang\nanna@firma-x.ch,de\nAnna@Firma-X.ch,en\nnobody,de\n",
        "own.csv": "date,email,name\n2026-03-01,anna@firma-x.ch,Anna\n,anna@firma-x.ch,Anna\n,bert@firma-x.ch,Bert\n",
    }
    where = made(tmp_path, rows)
    subscribers.import_subscribers(where, paths("list.csv")[0])
    leads.import_leads(where, paths("own.csv"))
    subscribers.forget(where, "anna@firma-x.ch")
    imports_folder.take_in(where)
    rejects = Path(where.root, "private/rejects", name).read_text()
    assert "anna" not in rejects.casefold()
    assert "bert" in rejects or "nobody" in rejects


def test_no_message_repeats_an_address_that_stands_in_the_wrong_column(where: Workspace) -> None:
    """Messages end in logs; the file of rejects has the row."""
    columns = ("date", "stage", "value", "employees", "lang", "theme", "offer", "knows", "channel")
    for place, column in enumerate(columns):
        cells = ["2026-03-01", *("" for _ in columns[1:])]
        cells[place] = "zoe@firma-x.ch"
        text = f"{','.join(columns)},company\n{','.join(cells)},Firma\n"
        Path(where.root, "private/imports/own.csv").write_text(text, "utf-8")
        result = leads.import_leads(where, paths("own.csv"))
        said = [*(reject.reason for reject in result.rejects), *result.remarks]
        assert column == "channel" or len(result.rejects) == 1
        assert "zoe" not in str(said)
        assert column == "channel" or f'"…@…" in "{column}"' in said[0] or column in ("lang", "theme", "offer", "stage")
