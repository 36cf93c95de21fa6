"""Takes in leads: tables, payloads of webhooks, mails; and makes the leads anew from all rows and corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from pipeline.audience import addresses, belonging, forgetting, mails, offers, shapes
from pipeline.audience import leads as lead_files
from pipeline.audience.leads import Reading, Rows
from pipeline.audience.programs import hubspot
from pipeline.audience.strands import Terms
from pipeline.edges import exports, imap
from pipeline.edges.database import choices, corrections
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.leads import Log
from pipeline.errors import ConfigError, ImportRefused, Problem
from pipeline.model import plural
from pipeline.model.dates import ORDERS, Order
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Lead, LeadRow, Reject
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import (
    about_tables,
    columns,
    forgotten_people,
    imports,
    incoming_files,
    relisting,
    strange_leads,
)
from pipeline.runs.intake.columns import ImportOptions
from pipeline.runs.intake.imports import ImportResult
from pipeline.runs.intake.incoming_files import IncomingFiles
from pipeline.runs.readers import leaving

DATES = "dates"
"""The choice how 03/04/2026 is meant."""


@dataclass(frozen=True, slots=True)
class Remade:
    """What making the leads anew came to: those that hold the rows in question, and remarks."""

    counts: Counts
    leads: tuple[Lead, ...]
    remarks: tuple[str, ...]


def import_leads(workspace: Workspace, paths: Sequence[str], options: ImportOptions | None = None) -> ImportResult:
    """Takes in files of leads, in any order and together: a CRM's contacts and deals are joined by their ids."""
    options = options or ImportOptions()
    known = columns.known(workspace)
    mapping = columns.chosen(known, options, "leads")
    arrived = incoming_files.read(workspace, paths)
    sheets, problems = _sheets(arrived, known, mapping)
    problems = [*arrived.problems, *problems]
    if not sheets and not arrived.of_leads:
        raise ImportRefused(problems)
    columns.with_mapping(workspace, known, options)  # raises where the name is taken, before anything is written
    result = replace(take(workspace, sheets, arrived, options), problems=tuple(problems))
    return columns.keep(workspace, result, options)


def import_mailbox(workspace: Workspace, *, dry_run: bool = False) -> ImportResult:
    """Takes in the mails of the one IMAP folder that the configuration names."""
    mailbox = workspace.config.mailbox
    if mailbox is None:
        mend = 'write [mailbox] with host, username and folder = "Leads"; the password comes from the environment'
        raise ConfigError(Problem(f"no mailbox is configured; {mend}", "leitmotiv.toml"))
    name = f"{mailbox.folder} at {mailbox.host}"
    with store.looking(workspace) as connection:
        found = _mail_rows(workspace, connection, name, imap.messages(mailbox))
    with store.changing(workspace, kept=not dry_run) as connection:
        return _kept(workspace, connection, found, name, dry_run=dry_run)


def take(
    workspace: Workspace, sheets: Sequence[tuple[Table, shapes.Format]], arrived: IncomingFiles, options: ImportOptions
) -> ImportResult:
    """Takes in tables whose shape is known, and the payloads and mails among the files."""
    in_mails = _mails(workspace, arrived)
    with store.changing(workspace, kept=not options.dry_run) as connection:
        order = chosen_order(connection, options.order)
        terms = new_rows(workspace, order)
        tables_read = {table.path: lead_files.rows_of(table, shape, terms) for table, shape in sheets}
        tables_read = relisting.with_own_ids(connection, tables_read, terms)
        rows = {path: forgotten_people.without(workspace, connection, one.rows) for path, one in tables_read.items()}
        by_path = relisting.with_news(workspace, connection, tables_read, rows)
        of_payloads = (lead_files.payload_rows(path, value, terms) for path, value in arrived.payloads)
        found = Rows.joined((*by_path.values(), *of_payloads, *in_mails))
        name = imports.named([*(table.path for table, _ in sheets), *arrived.of_leads])
        left = relisting.follow(workspace, connection, rows)
        result = _kept(workspace, connection, found, name, dry_run=options.dry_run)
        result = replace(result, notes=(*result.notes, *left))
    tables = [table for table, _ in sheets]
    result = replace(result, remarks=(*(said for table in tables for said in table.remarks), *result.remarks))
    if options.dry_run:
        return result
    return replace(result, rejects_files=imports.write_rejects(workspace, tables, found.rejects))


def new_rows(workspace: Workspace, order: Order | None = None) -> Terms:
    """What rows are read by when they arrive."""
    currency = workspace.config.report.currency
    return Terms.of_new_rows(workspace.catalogue, workspace.as_of, order, currency=currency)


def chosen_order(connection: Connection, order: Order | None) -> Order | None:
    """How dates are meant: as just said, which is remembered, else as was said once."""
    if order is not None:
        choices.choose(connection, DATES, order)
        return order
    kept = choices.choice(connection, DATES)
    return next((known for known in ORDERS if known == kept), None)


def remake(workspace: Workspace, connection: Connection, rows: Iterable[LeadRow], log: Log) -> Remade:
    """Keeps rows that are news, and makes all leads anew; a correction wins over whatever a row says."""
    arriving = tuple(rows)
    ids = {row.external_id for row in arriving}
    known = stored_leads.rows_by_id(connection, ids)
    for row in arriving:
        before = known.get(row.external_id)
        if row.is_news or before is None:
            known[row.external_id] = lead_files.joined(before, row)
    new = tuple(known.values())
    stored_leads.save_lead_rows(connection, new)
    read = reading(workspace, connection)
    standing = stored_leads.Standing(connection)
    asked_for = standing.offers
    counts, leads = standing.save((found.lead for found in read.strands if found.rows & ids), log)
    # A row may have moved from one of the others to one of these, and offers.toml may have changed.
    others, untouched = standing.save((found.lead for found in read.strands if not found.rows & ids), log)
    counts = Counts(counts.added + others.added, counts.updated + others.updated, counts.unchanged)
    of_crm = any(row.kind in (hubspot.CONTACTS, hubspot.DEALS) for row in new)
    given_up = offers.given_up(asked_for, (*leads, *untouched), workspace.catalogue.offers)
    return Remade(counts, leads, (*read.remarks, *(read.unjoined if of_crm else ()), *given_up))


def reading(workspace: Workspace, connection: Connection) -> Reading:
    """The leads that all rows amount to, as people corrected them."""
    terms = Terms.of_kept_rows(workspace.catalogue, workspace.as_of)
    return lead_files.read(stored_leads.lead_rows(connection), terms, corrections.corrections(connection))


def leads_of(connection: Connection, address: str) -> tuple[tuple[Lead, tuple[LeadRow, ...]], ...]:
    """The leads that somebody with this address is one of, each with the rows that are theirs."""
    rows = stored_leads.lead_rows(connection)
    theirs = {row.external_id for row in belonging.of_person(rows, address)}
    if not theirs:
        return ()
    of_deals = belonging.contacts_of_deals(rows)
    found: list[tuple[Lead, tuple[LeadRow, ...]]] = []
    for lead in stored_leads.every_lead(connection):
        if theirs.intersection(lead.rows):
            held = frozenset(lead.rows)
            held |= {deal for deal, contacts in of_deals.items() if contacts & held}
            found.append((lead, belonging.of_person([row for row in rows if row.external_id in held], address)))
    return tuple(found)


def _kept(workspace: Workspace, connection: Connection, found: Rows, name: str, *, dry_run: bool) -> ImportResult:
    rows = forgotten_people.without(workspace, connection, found.rows)
    asked = [one for one in found.left_out if isinstance(one, mails.WishToLeave)]
    went = [
        leaving.by_mail(workspace, connection, one.token, one.sender, evidence=f"mail {one.mail}", reader=one.reader)
        for one in asked
    ]
    unheard = [
        Reject(one.path, lead_files.NO_LINE, f"mail {one.number}: {leaving.UNKNOWN}")
        for one, left in zip(asked, went, strict=True)
        if left is None
    ]
    news = forgotten_people.without_senders(workspace, connection, rows)
    sold = strange_leads.sold(stored_leads.every_lead(connection), rows)
    made = remake(workspace, connection, news, Log(workspace.as_of, "import"))
    return ImportResult(
        kind="leads",
        file=name,
        added=made.counts.added,
        updated=made.counts.updated,
        unchanged=made.counts.unchanged,
        rejects=(*found.rejects, *unheard),
        remarks=(
            *found.remarks,
            *made.remarks,
            *strange_leads.taken_back(made.leads, sold),
            *strange_leads.strange(workspace, made.leads),
        ),
        notes=(*_notes(found, len(found.rows) - len(rows)), *_farewell(went.count(True))),
        rehearsed=dry_run,
    )


def _notes(found: Rows, gone: int) -> Iterable[str]:
    if found.left_out:
        counted = Counter(one.reason for one in found.left_out)
        words = ", ".join(f"{number} × {reason}" for reason, number in sorted(counted.items()))
        yield f"no leads, and so left out: {words}"
    silent = sum(row.values.get("asks") == mails.SILENT for row in found.rows)
    if silent:
        what = plural.of(silent, "mail answers one of your letters and asks", "mails answer your letters and ask")
        yield f"{what} for nothing: a touch, and no lead"
    if gone:
        which = plural.of(gone, "row is", "rows are")
        mend = "whoever has written again is added by hand: leitmotiv leads add"
        yield f"{which} of people who asked to be forgotten, and left out; {mend}"


def _farewell(left: int) -> Iterable[str]:
    if left:
        yield f"{plural.of(left, 'subscriber has', 'subscribers have')} unsubscribed by mail: no more letters"


def _mails(workspace: Workspace, arrived: IncomingFiles) -> list[Rows]:
    if not arrived.mails and not arrived.mboxes:
        return []
    with store.looking(workspace) as connection:
        singly = [
            _mail_rows(workspace, connection, path, [exports.mail(workspace.root, path)]) for path in arrived.mails
        ]
        boxes = [
            _mail_rows(workspace, connection, path, exports.mails(workspace.root, path)) for path in arrived.mboxes
        ]
    return [*singly, *boxes]


def _mail_rows(workspace: Workspace, connection: Connection, path: str, contents: Iterable[bytes]) -> Rows:
    terms = new_rows(workspace)
    return lead_files.mail_rows(path, contents, terms, own_addresses(workspace), partial(_letter, connection))


def answers_of(connection: Connection, address: str) -> list[str]:
    """The rows of answers to letters that ask for nothing, and so belong to no lead, by the address of their writer."""
    return [
        row.external_id
        for row in stored_leads.lead_rows(connection)
        if row.values.get("asks") == mails.SILENT and address in forgetting.addresses_of([row])
    ]


def _letter(connection: Connection, content: bytes) -> tuple[str, int] | None:
    """The issue that a mail answers, and whose letter it was."""
    from pipeline.runs.readers import bounces

    return bounces.replied_to(connection, content)


def own_addresses(workspace: Workspace) -> frozenset[str]:
    """The addresses that are ours, as `normalised`: a mail from one of them is no inquiry."""
    config = workspace.config
    said = (config.sender.address, config.sender.reply_to, config.mailbox.username if config.mailbox else None)
    return frozenset(found for text in said if text and (found := addresses.normalised(text)))


def _sheets(
    arrived: IncomingFiles, known: Sequence[ColumnMapping], mapping: ColumnMapping | None
) -> tuple[list[tuple[Table, shapes.Format]], list[Problem]]:
    """The tables of leads with their shapes, and why others are none."""
    sheets: list[tuple[Table, shapes.Format]] = []
    problems: list[Problem] = []
    for found in arrived.tables:
        if mapping is not None:
            if problem := columns.lacking(found, mapping):
                problems.append(problem)
            else:
                sheets.append((found, shapes.mapped(mapping)))
            continue
        if problem := about_tables.misplaced(found, "leads", known):
            problems.append(problem)
        elif shape := shapes.recognised(found, known) or shapes.likely(found):
            sheets.append((found, shape))
    problems += [about_tables.of_another_kind(path, "traffic", "leads") for path in arrived.logs]
    return sheets, problems
