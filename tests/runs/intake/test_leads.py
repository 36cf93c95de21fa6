"""Taking in leads of every shape: the same files again, in any order, with corrections in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.edges import imap
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database.letter_tables import OUTBOX, SENDING_EDITIONS, SENDINGS
from pipeline.errors import ConfigError, ImportRefused
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Lead, Subscriber
from pipeline.model.workspace import Workspace
from pipeline.runs import care, store
from pipeline.runs.care import Said
from pipeline.runs.intake import columns, imports_folder, incoming_files, leads, subscribers
from pipeline.runs.intake.columns import ImportOptions
from tests.edges.imap_server import LOCKED, serving
from tests.runs.folk import FILES, every_lead, made, number, paths

few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
databases = count()
ORDERS = st.permutations(sorted(FILES))
Correct = Callable[[Workspace], object]

# What somebody says of leads, and the file that must be there for it.
SAID: Sequence[tuple[str, Correct]] = (
    ("contacts.csv", lambda to: care.update(to, number(to, "chiara@damico.it"), Said(values={"offer": "discovery"}))),
    (
        "contacts.csv",
        lambda to: care.update(to, number(to, "bela@nordlicht.ch"), Said(values={"heard": "Ana", "knows": "yes"})),
    ),
    ("own.csv", lambda to: care.update(to, number(to, "eve@damico.it"), Said(values={"channel": "events"}))),
    ("form.json", lambda to: care.update(to, number(to, "dora@firma.ch"), Said(values={"set_aside": "yes"}))),
)


def fresh(root: Path) -> Workspace:
    """The same workspace with an empty database: the tables are made once, and copied."""
    empty = root / "private/empty.db"
    if not empty.exists():
        every_lead(made(root, FILES, "empty"))
    name = f"n{next(databases)}"
    shutil.copyfile(empty, root / f"private/{name}.db")
    return made(root, {}, name)


def known(where: Workspace) -> list[Lead]:
    """What the leads are, whatever their numbers."""
    return sorted((replace(lead, id=None) for lead in every_lead(where)), key=lambda lead: lead.external_id)


def test_all_shapes_together_are_four_leads(tmp_path: Path) -> None:
    where = made(tmp_path, FILES)
    result = leads.import_leads(where, paths(*FILES))
    assert (result.added, result.rejected, result.problems) == (4, 0, ())
    assert [(lead.company_key, lead.stage, lead.channel, len(lead.rows)) for lead in every_lead(where)] == [
        ("nordlicht.ch", "won", "search", 2),
        ("damico.it", "offered", "search", 2),
        ("ana@gmail.com", "inquiry", "direct", 2),
        ("firma.ch", "inquiry", "direct", 1),
    ]


@pytest.mark.slow
@few
@given(ORDERS, st.lists(st.sampled_from(sorted(FILES)), max_size=4))
def test_files_in_any_order_and_again_are_the_same_leads(tmp_path: Path, order: list[str], again: list[str]) -> None:
    together = fresh(tmp_path)
    leads.import_leads(together, paths(*FILES))
    apart = fresh(tmp_path)
    for name in (*order, *again):
        leads.import_leads(apart, paths(name))
    assert known(apart) == known(together)


@pytest.mark.slow
@few
@given(ORDERS)
def test_corrections_in_between_win_and_count_as_if_they_had_come_last(tmp_path: Path, order: list[str]) -> None:
    last = fresh(tmp_path)
    leads.import_leads(last, paths(*FILES))
    for _, correct in SAID:
        correct(last)
    between = fresh(tmp_path)
    for name in order:
        leads.import_leads(between, paths(name))
        for _, correct in (said for said in SAID if said[0] == name):
            correct(between)
    assert known(between) == known(last)


@pytest.mark.slow
@few
@given(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=5))
def test_no_import_moves_what_somebody_said_of_a_lead(tmp_path: Path, again: list[str]) -> None:
    where = fresh(tmp_path)
    leads.import_leads(where, paths(*FILES))
    care.update(where, number(where, "ana@nordlicht.ch"), Said(values={"value": "1"}, stage="lost", on=where.as_of))
    care.merge(where, number(where, "ana@nordlicht.ch"), number(where, "ana@gmail.com"))
    care.update(where, number(where, "eve@damico.it"), Said(values={}, stage="inquiry"))
    before = every_lead(where)
    for name in again:
        result = leads.import_leads(where, paths(name))
        assert (result.added, result.updated) == (0, 0)
    assert every_lead(where) == before
    assert [lead.stage for lead in before] == ["lost", "inquiry", "inquiry"]


def test_the_folder_of_imports_takes_every_shape_and_tells_of_archives(tmp_path: Path) -> None:
    where = made(tmp_path, {**FILES, "export.zip": "PK", "notes.txt": "nothing", ".hidden.csv": "a,b\n"})
    taken = imports_folder.take_in(where)
    (result,) = taken.results
    assert (result.kind, result.added) == ("leads", 4)
    assert [str(problem) for problem in taken.problems] == ["private/imports/export.zip: is an archive; unpack it here"]


def test_what_is_no_lead_is_told_without_being_a_mistake(tmp_path: Path) -> None:
    answer = FILES["mail.eml"].replace("Message-ID: <m1@x>", "Auto-Submitted: auto-replied\r\nMessage-ID: <m2@x>")
    box = "".join(
        f"From - Tue Apr 07 08:12:00 2026\n{mail}\n".replace("\r\n", "\n") for mail in (FILES["mail.eml"], answer)
    )
    where = made(tmp_path, {"box.mbox": box})
    result = leads.import_leads(where, paths("box.mbox"))
    assert (result.added, result.rejected, result.notes) == (1, 0, ("no leads, and so left out: 1 × autoreply",))


def test_a_file_that_begins_with_one_endless_header_is_looked_at_once(tmp_path: Path) -> None:
    """Forty folded lines with the ends of Windows took hours: each could be read in two ways."""
    where = made(tmp_path, {"addresses": "To: a@example.org,\r\n" + " b@example.org,\r\n" * 40})
    with pytest.raises(ImportRefused, match="is not known"):
        leads.import_leads(where, paths("addresses"))


def test_a_dry_run_says_what_would_come_in_and_keeps_nothing(tmp_path: Path) -> None:
    where = made(tmp_path, {**FILES, "bad.csv": "date,email\n,a@x.ch\n"})
    result = leads.import_leads(where, paths(*FILES, "bad.csv"), ImportOptions(dry_run=True))
    assert (result.added, result.rejected, result.rejects_files) == (4, 1, ())
    assert str(result).endswith("(dry run: nothing was kept)")
    assert not (tmp_path / "private/rejects").exists()
    assert not (tmp_path / "private/leitmotiv.db").exists()
    leads.import_leads(where, paths("own.csv"))
    leads.import_leads(where, paths(*FILES), ImportOptions(dry_run=True))
    assert len(every_lead(where)) == 1


MAPPED = ColumnMapping(name="old-crm", columns={"date": "Created", "email": "Mail"}, dates="dmy")
STRANGE = {"strange.csv": "Created;Mail\n03/04/2026;a@x.ch\n"}


def test_a_mapping_is_kept_in_the_workspace_and_taken_for_the_next_file(tmp_path: Path) -> None:
    where = made(tmp_path, STRANGE)
    with pytest.raises(ImportRefused, match=r"a table with the columns .* is not known"):
        leads.import_leads(where, paths("strange.csv"))
    leads.import_leads(where, paths("strange.csv"), ImportOptions(mapping=MAPPED, save=True))
    assert [lead.received_at.date().isoformat() for lead in every_lead(where)] == ["2026-04-03"]
    (taken,) = imports_folder.take_in(where).results
    assert (taken.added, taken.unchanged) == (0, 1)
    again = leads.import_leads(where, paths("strange.csv"), ImportOptions(saved="old-crm"))
    assert again.unchanged == 1
    other = replace(MAPPED, columns={"date": "Created", "name": "Mail"})
    with pytest.raises(ImportRefused, match='"old-crm" is there already and says something else'):
        leads.import_leads(where, paths("strange.csv"), ImportOptions(mapping=other, save=True))
    second = replace(MAPPED, name="second")
    leads.import_leads(where, paths("strange.csv"), ImportOptions(mapping=second, save=True))
    assert (tmp_path / "content/mappings.toml").read_text("utf-8").count(".columns]") == 2


def test_of_two_mappings_that_are_kept_at_once_none_is_lost(tmp_path: Path) -> None:
    """Each import knew of none when it began."""
    where = made(tmp_path, STRANGE)
    asked = [ImportOptions(mapping=replace(MAPPED, name=name), save=True) for name in ("first", "second")]
    taken = [leads.import_leads(where, paths("strange.csv"), replace(one, save=False)) for one in asked]
    for result, options in zip(taken, asked, strict=True):
        columns.keep(where, result, options)
    assert [one.name for one in columns.known(where)] == ["first", "second"]


def test_a_column_that_a_file_does_not_have_says_nothing_of_its_rows(tmp_path: Path) -> None:
    """The same CRM, exported with another selection of columns, must not take sales back."""
    whole = "Created;Mail;Worth;Stage\n2026-03-10;a@x.ch;1.000,00;gewonnen\n2026-03-11;b@y.ch;500;gewonnen\n"
    where = made(tmp_path, {"crm.csv": whole, "own.csv": "date,email,value\n2026-04-01,c@z.ch,700\n"})
    columns = {"date": "Created", "email": "Mail", "value": "Worth", "stage": "Stage", "stage_date": "Created"}
    leads.import_leads(where, paths("own.csv"))
    leads.import_leads(where, paths("crm.csv"), ImportOptions(mapping=replace(MAPPED, columns=columns)))
    (tmp_path / "private/imports/own.csv").write_text("date,email\n2026-04-01,c@z.ch\n", "utf-8")
    again = leads.import_leads(where, paths("own.csv"))
    fewer = leads.import_leads(where, paths("crm.csv"), ImportOptions(mapping=MAPPED))
    assert (again.updated, fewer.updated) == (0, 0)
    found = {lead.email: (lead.stage, lead.value) for lead in every_lead(where)}
    assert found == {"a@x.ch": ("won", 1000), "b@y.ch": ("won", 500), "c@z.ch": ("inquiry", 700)}
    (tmp_path / "private/imports/own.csv").write_text("date,email,value\n2026-04-01,c@z.ch,\n", "utf-8")
    leads.import_leads(where, paths("own.csv"))
    assert [lead.value for lead in every_lead(where) if lead.email == "c@z.ch"] == [None], "an empty cell says nothing"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (ImportOptions(saved="none"), 'no mapping is called "none"; there is none yet'),
        (
            ImportOptions(mapping=replace(MAPPED, columns={"date": "Creatd", "email": "Mail"})),
            'there is no column "Creatd"; did you mean "Created"',
        ),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path, options: ImportOptions, reason: str) -> None:
    where = made(tmp_path, STRANGE)
    with pytest.raises(ImportRefused, match=reason):
        leads.import_leads(where, paths("strange.csv"), options)


def test_how_dates_are_meant_is_remembered(tmp_path: Path) -> None:
    where = made(tmp_path, {"a.csv": "date,email\n03/04/2026,a@x.ch\n", "b.csv": "date,email\n05/06/2026,b@y.ch\n"})
    assert leads.import_leads(where, paths("a.csv")).rejected == 1
    leads.import_leads(where, paths("a.csv"), ImportOptions(order="dmy"))
    leads.import_leads(where, paths("b.csv"))
    assert [lead.received_at.date().isoformat() for lead in every_lead(where)] == ["2026-04-03", "2026-06-05"]


def test_an_open_deal_that_counts_only_from_its_close_date_on_is_named(tmp_path: Path) -> None:
    head = "date,company,stage,stage_date,qualified_date\n2026-03-02,X,offered,2026-08-15,"
    where = made(tmp_path, {"a.csv": f"{head}\n", "b.csv": f"{head.replace(',X,', ',Y,')}2026-03-05\n"})
    found = leads.import_leads(where, paths("a.csv"))
    (remark,) = found.remarks
    assert "1 lead counts as qualified only after 2026-06-30" in remark
    assert "name the day on which it was made, as qualified_date" in remark
    assert not leads.import_leads(where, paths("b.csv")).remarks


@pytest.mark.parametrize("at_once", [False, True])
def test_a_list_that_takes_a_sale_of_another_list_back_says_so(tmp_path: Path, at_once: bool) -> None:
    crm = "date,email,stage,stage_date\n2026-03-02,a@x.ch,won,2026-04-02\n2026-03-03,b@y.ch,won,2026-04-03\n"
    where = made(tmp_path, {"crm.csv": crm, "enquiries.csv": "date,email,stage\n2026-03-02,a@x.ch,new\n"})
    if not at_once:
        assert not leads.import_leads(where, paths("crm.csv")).remarks
    (remark,) = leads.import_leads(where, paths(*["crm.csv"] * at_once, "enquiries.csv")).remarks
    assert remark.startswith("lead 1 was won by one list, and is inquiry by the last one read")
    assert not leads.import_leads(where, paths("enquiries.csv")).remarks


def test_what_a_file_shows_of_its_dates_comes_before_what_was_said_of_others(tmp_path: Path) -> None:
    american = "date,email\n03/04/2026,b@y.ch\n03/25/2026,c@z.ch\n"
    where = made(tmp_path, {"a.csv": "date,email\n03/04/2026,a@x.ch\n", "b.csv": american})
    leads.import_leads(where, paths("a.csv"), ImportOptions(order="dmy"))
    leads.import_leads(where, paths("b.csv"))
    days = {lead.email: lead.received_at.date().isoformat() for lead in every_lead(where)}
    assert days == {"a@x.ch": "2026-04-03", "b@y.ch": "2026-03-04", "c@z.ch": "2026-03-25"}


def test_an_answer_to_a_letter_of_ours_is_a_touch(tmp_path: Path) -> None:
    where = made(tmp_path, {"mail.eml": FILES["mail.eml"].replace("Subject", "In-Reply-To: <l1@mini>\r\nSubject")})
    _sent(where)
    leads.import_leads(where, paths("mail.eml"))
    (lead,) = every_lead(where)
    assert lead.channel == "newsletter"
    assert [touch.campaign for touch in lead.touches] == ["spring"]


def test_thanks_for_a_letter_wait_as_a_touch_until_somebody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the IMAP folder: the letter's Message-ID names issue and subscriber, no link and no picture does."""
    monkeypatch.setenv(imap.PASSWORD, "secret")
    asks = FILES["mail.eml"].replace("Tue, 07 Apr", "Thu, 09 Apr").replace("m1@x", "m2@x")
    where = made(tmp_path, {"asks.eml": asks})
    _sent(where)
    thanks = FILES["mail.eml"].replace("Subject: ", "In-Reply-To: <l1@mini>\r\nSubject: AW: ").encode()
    with serving([thanks]) as server:
        boxed = replace(where, config=where.config.model_copy(update={"mailbox": server.mailbox()}))
        taken = leads.import_mailbox(boxed)
    assert (taken.added, taken.notes) == (
        0,
        ("1 mail answers one of your letters and asks for nothing: a touch, and no lead",),
    )
    assert every_lead(where) == ()
    assert leads.import_leads(where, paths("asks.eml")).added == 1
    (lead,) = every_lead(where)
    assert [(touch.at.day, touch.campaign) for touch in lead.touches] == [(7, "spring")]
    assert lead.received_at.day == 9


def test_a_mail_that_the_server_does_not_show_is_named_and_the_others_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    where = made(tmp_path, {})
    with serving([LOCKED, FILES["mail.eml"].encode()]) as server:
        boxed = replace(where, config=where.config.model_copy(update={"mailbox": server.mailbox()}))
        taken = leads.import_mailbox(boxed)
    assert taken.added == 1
    (reject,) = taken.rejects
    assert reject.reason.startswith("mail 1: is empty, or its server does not show it; look at it in your mail program")


@pytest.mark.parametrize(
    ("subject", "writer", "is_answer"),
    [
        ("AW: Frühling in der Architektur", "ana@gmail.com", True),
        ("Re: SV[2]: =?utf-8?q?Fr=C3=BChling_in_der?= Architektur", "Ana@gmail.com", True),
        ("Frühling in der Architektur", "ana@gmail.com", False),
        ("Re: Angebot: Frühling in der Architektur", "ana@gmail.com", False),
        ("AW: Frühling in der Architektur", "eve@gmail.com", False),
    ],
)
def test_an_answer_is_known_by_its_subject_where_the_mail_service_gave_the_letter_another_message_id(
    tmp_path: Path, subject: str, writer: str, is_answer: bool
) -> None:
    head = f"From: {writer}\r\nDate: Tue, 07 Apr 2026 10:00:00 +0200\r\nMessage-ID: <m1@x>\r\n"
    mail = f"{head}Subject: {subject}\r\nIn-Reply-To: <0102@eu-west-1.amazonses.com>\r\n\r\nThank you!\r\n"
    where = made(tmp_path, {"mail.eml": mail})
    with store.writing(where) as connection:
        stored_people.save_subscribers(
            connection,
            [Subscriber(email=f"{name}@gmail.com", state="confirmed", source="csv") for name in ("ana", "eve")],
        )
        (reader, _) = stored_people.subscribers(connection)
    assert reader.email == "ana@gmail.com"
    _sent(where, reader.id or 0, "Frühling  in der Architektur")
    leads.import_leads(where, paths("mail.eml"))
    assert (every_lead(where) == ()) is is_answer


def test_who_only_answered_a_letter_can_be_forgotten(tmp_path: Path) -> None:
    thanks = FILES["mail.eml"].replace("Subject: ", "In-Reply-To: <l1@mini>\r\nSubject: AW: ")
    where = made(tmp_path, {"mail.eml": thanks})
    _sent(where)
    leads.import_leads(where, paths("mail.eml"))
    assert b"ana@gmail.com" in (tmp_path / "private/leitmotiv.db").read_bytes()
    gone = subscribers.forget(where, "Ana@gmail.com")
    assert (gone.cleared.letters, gone.left.files) == (0, ("private/imports/mail.eml",))
    with store.reading(where) as connection:
        assert stored_leads.lead_rows(connection) == ()
    assert "1 row is of people who asked to be forgotten" in leads.import_leads(where, paths("mail.eml")).notes[-1]
    with pytest.raises(ImportRefused, match="nobody here has this address"):
        subscribers.forget(where, "ana@gmail.com")


def test_who_leaves_by_a_reply_from_another_address_is_the_reader_of_that_letter(tmp_path: Path) -> None:
    bye = FILES["mail.eml"].replace("Subject: ", "In-Reply-To: <l1@mini>\r\nSubject: AW: ")
    head, _, _ = bye.partition("\r\n\r\n")
    where = made(tmp_path, {"mail.eml": f"{head}\r\n\r\nBitte abbestellen\r\n"})
    _sent(where)
    reader = Subscriber(email="reader@firm.example", state="confirmed", source="csv")
    with store.writing(where) as connection:
        stored_people.save_subscribers(connection, [reader])
    leads.import_leads(where, paths("mail.eml"))
    assert [person.state for person in subscribers.everyone(where)] == ["unsubscribed"]


def _sent(where: Workspace, reader: int = 1, subject: str = "Spring") -> None:
    """The letter <l1@mini> of the issue `spring` went out."""
    now = datetime(2026, 4, 1, tzinfo=UTC)
    letter = {
        "issue": "spring", "subscriber_id": reader, "edition": "de", "lang": "de", "message_id": "<l1@mini>",
        "state": "accepted", "attempts": 1, "changed_at": now,
    }  # fmt: skip
    with store.writing(where) as connection:
        connection.execute(SENDINGS.insert().values(issue="spring", frozen_at=now, recipients=1))
        edition = {
            "name": "de",
            "langs": ["de"],
            "sent_on": now.date(),
            "subject": subject,
            "preheader": "",
            "html": "",
            "text": "",
        }
        connection.execute(SENDING_EDITIONS.insert().values(issue="spring", **edition))
        connection.execute(OUTBOX.insert().values(**letter))


def test_the_mailbox_is_taken_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    where = made(tmp_path)
    with pytest.raises(ConfigError, match="no mailbox is configured"):
        leads.import_mailbox(where)
    mail = FILES["mail.eml"].encode()
    with serving([mail, mail.replace(b"Subject: ", b"Subject: Abwesenheit: ").replace(b"m1@x", b"m2@x")]) as server:
        where = replace(where, config=where.config.model_copy(update={"mailbox": server.mailbox()}))
        assert leads.import_mailbox(where, dry_run=True).added == 1
        first, second = leads.import_mailbox(where), leads.import_mailbox(where)
    assert (first.file, first.added, first.rejected) == ("Leads at 127.0.0.1", 1, 0)
    assert first.notes == ("no leads, and so left out: 1 × autoreply",)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 1)


@given(st.sampled_from(["x.csv", "x.json", "x.eml", "x.mbox", "x.log", "x"]), st.binary(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_in_a_file_are_sorted_or_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    where = made(tmp_path)
    (tmp_path / name).write_bytes(content)
    found = incoming_files.read(where, [str(tmp_path / name)])
    assert len(found.tables) + len(found.others) + bool(found.problems) == 1


def test_of_many_files_some_are_named_and_the_others_counted(tmp_path: Path) -> None:
    where = made(
        tmp_path, {f"{day}.csv": f"date,email,channel\n2026-03-{day},a@b{day}.ch,events\n" for day in range(10, 17)}
    )
    (taken,) = imports_folder.take_in(where).results
    named = ", ".join(f"private/imports/{day}.csv" for day in range(10, 15))
    assert str(taken) == f"leads from {named} and 2 more files: 7 added, 0 updated, 0 unchanged, 0 rejected"
