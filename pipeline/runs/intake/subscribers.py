"""Subscribers: taken in from lists, added by hand, shown with all that is known of them, exported, forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pipeline.audience import addresses, forgetting, listing, signing_up
from pipeline.audience import subscribers as subscriber_files
from pipeline.edges import process, secret
from pipeline.edges.database import forgotten
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database.leads import Log
from pipeline.edges.database.people import Preference
from pipeline.errors import ImportRefused, Problem
from pipeline.model import plural, table
from pipeline.model.address import readable, spellings
from pipeline.model.people import Consent, LeadRow, Subscriber, id_of
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import store, traces
from pipeline.runs.intake import about_tables, columns, earlier, imports, incoming_files, leads
from pipeline.runs.intake.columns import ImportOptions
from pipeline.runs.intake.imports import ImportResult
from pipeline.runs.readers import leaving
from pipeline.runs.traces import Cleared, Traces

BY_HAND = "by hand"
_EXPORTED = ("email", "name", "lang", "state", "themes", "tier", "since")


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one subscriber: letters as (issue, state, since), bounces as (kind, status, moment).

    `leads` are those that they are one of, each with the rows that are theirs; `answers` to letters belong to none.
    """

    subscriber: Subscriber
    consents: tuple[Consent, ...]
    letters: tuple[tuple[str, str, datetime], ...]
    bounces: tuple[tuple[str, str | None, datetime], ...]
    leads: tuple[tuple[int, tuple[LeadRow, ...]], ...]
    answers: tuple[LeadRow, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was taken away of somebody; `left` are files that still name them, `leads` those that do."""

    cleared: Cleared
    left: Traces
    leads: tuple[int, ...] = ()


def import_subscribers(workspace: Workspace, path: str, options: ImportOptions | None = None) -> ImportResult:
    """Takes in one table of subscribers."""
    options = options or ImportOptions()
    known = columns.known(workspace)
    mapping = columns.chosen(known, options, "subscribers")
    if mapping is None:
        found = incoming_files.one_table(workspace, path, "subscribers", "subscribers")
        return take(workspace, found, subscriber_files.recognised(found, known), options)
    found = incoming_files.any_table(workspace, path, "subscribers")
    if problem := columns.lacking(found, mapping):
        raise ImportRefused(problem)
    columns.with_mapping(workspace, known, options)  # raises where the name is taken, before anything is written
    result = take(workspace, found, subscriber_files.mapped(mapping, found), options)
    return columns.keep(workspace, result, options)


def take(
    workspace: Workspace, found: Table, shape: subscriber_files.Format | None, options: ImportOptions | None = None
) -> ImportResult:
    """Takes in a table of this shape; raises ImportRefused where nobody knows its shape."""
    if shape is None:
        raise ImportRefused(about_tables.unknown(found, "subscribers"))
    options = options or ImportOptions()
    dry_run, langs = options.dry_run, (options.lang,) if options.lang else ()
    read = subscriber_files.read(found, shape, workspace.as_of, workspace.catalogue.themes)
    with store.changing(workspace, kept=not dry_run) as connection:
        marks = {person.email: forgetting.marks_of(person.email) for person in read.people}
        gone = store.forgotten(workspace, connection, {mark for known in marks.values() for mark in known})
        there = stored_people.subscribers(connection)
        before = {person.email: person.langs for person in there}
        taken = [one for one in read.people if gone.isdisjoint(marks[one.email])]
        kept = [one if one.langs or before.get(one.email) else replace(one, langs=langs) for one in taken]
        if old := earlier.moved(workspace.root, stored_people.files_of_subscribers(connection), found.path):
            stored_people.move_file(connection, old, found.path)
        counts = stored_people.save_subscribers(connection, kept, found.path)
        readers = _new_readers(there, stored_people.subscribers(connection))
    result = imports.result("subscribers", workspace, found, counts, read.rejects, rehearsed=dry_run)
    on_your_word = len(readers) if shape.is_ours and not dry_run else 0
    remarks = (*result.remarks, *read.remarks, *_without_language(workspace, found, readers))
    return replace(
        result, remarks=remarks, notes=(*_left_out(len(read.people) - len(taken)), *_without_proof(on_your_word))
    )


def everyone(workspace: Workspace) -> tuple[Subscriber, ...]:
    """All subscribers, in the order in which they came."""
    with store.reading(workspace) as connection:
        return stored_people.subscribers(connection)


def add(
    workspace: Workspace,
    person: Subscriber,
    consent: Consent,
    *,
    again: bool = False,
    taken_back: Collection[Preference] = (),
) -> tuple[Subscriber, bool]:
    """Adds one subscriber with a record of the consent; and whether some record says what it was given to.

    Whoever left, bounced or was forgotten, and is not back, is refused, unless they have asked `again` themselves. A
    record that says no more than those already there is none. What is `taken_back` is wanted no more.
    """
    with store.writing(workspace) as connection:
        before = stored_people.subscriber(connection, person.email)
        had_left = before is not None and before.state == "unsubscribed"
        is_back = before is not None and before.state == "confirmed"
        gone = not is_back and store.forgotten(workspace, connection, forgetting.marks_of(person.email))
        if not again and (gone or had_left):
            why = "asked to be forgotten" if gone else "has left the list, or mail to this address came back"
            raise ImportRefused(Problem(f"whoever that is {why}; add --again only where they have asked to come back"))
        if before and before.id is not None:
            if had_left:
                stored_people.set_state(connection, before.id, "unconfirmed")
            stored_people.take_back(connection, before.id, taken_back)
        stored_people.save_subscribers(connection, [person])
        saved = _found(connection, person.email)
        number = id_of(saved)
        kept = stored_people.consents(connection, number)
        is_said = not consent.wording or any(consent.wording == one.wording for one in kept)
        if not (kept and is_said and before and before.state == saved.state):
            stored_people.save_consent(connection, number, consent)
        return saved, signing_up.is_on_record((consent,) if had_left else (*kept, consent))


def show(workspace: Workspace, address: str) -> Known:
    """All that is known of the subscriber with this address; raises where there is none."""
    with store.reading(workspace) as connection:
        person = _found(connection, address)
        number = id_of(person)
        asked = leads.leads_of(connection, person.email)
        in_leads = {row.external_id for _, rows in asked for row in rows}
        silent = set(leads.answers_of(connection, person.email)) - in_leads
        return Known(
            person,
            signing_up.told(stored_people.consents(connection, number)),
            stored_people.letters_of(connection, number),
            stored_people.bounces_of(connection, number),
            tuple((id_of(lead), rows) for lead, rows in asked),
            tuple(row for row in stored_leads.lead_rows(connection) if row.external_id in silent),
        )


def unsubscribe(workspace: Workspace, address: str) -> tuple[Subscriber, bool]:
    """Takes a subscriber off the list, the record of the consent kept; False where they had left before."""
    with store.writing(workspace) as connection:
        person = _found(connection, address)
        return person, leaving.leave(connection, person, leaving.BY_HAND)


def forget(workspace: Workspace, address: str) -> Gone:
    """Takes a subscriber away, with the answers to letters, everywhere but from files that were imported; a keyed hash
    keeps these from bringing the subscriber back. A lead with the same address stays, and is named.
    """
    email = addresses.normalised(address) or ""
    with store.writing(workspace) as connection:
        person = stored_people.subscriber(connection, email)
        answers = leads.answers_of(connection, email)
        if person is None and not answers:
            raise _unknown(connection, email)
        marks = forgetting.marks_of(email)
        forgotten.remember(connection, marks, secret.read(workspace.root), process.now().date())
        if answers:
            forgotten.remove(connection, None, answers, ())
            leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
        if person is not None:
            stored_people.remove(connection, id_of(person))
        known = tuple(id_of(lead) for lead, _ in leads.leads_of(connection, email))
        cleared = traces.clear(workspace, [id_of(person)] if person else [], spellings(email))
    names = [person.name] if person and person.name else []
    return Gone(cleared, traces.left(workspace, spellings(email), names), known)


def export(people: Sequence[Subscriber]) -> bytes:
    """A CSV file that `subscribers import` takes back whole."""
    return table.written(_EXPORTED, map(_row, people))


def _row(one: Subscriber) -> tuple[str, ...]:
    since = listing.moment(one.since) if one.since else ""
    return readable(one.email), one.name, " ".join(one.langs), one.state, " ".join(one.themes), one.tier or "", since


def _found(connection: Connection, address: str) -> Subscriber:
    email = addresses.normalised(address) or ""
    person = stored_people.subscriber(connection, email)
    if person is None:
        raise _unknown(connection, email)
    return person


def _unknown(connection: Connection, email: str) -> ImportRefused:
    asked = [lead.id for lead, _ in leads.leads_of(connection, email)]
    if not asked:
        return ImportRefused(Problem("nobody here has this address; see: leitmotiv subscribers list"))
    which = f"lead {', '.join(map(str, asked))} does"
    see = f"leitmotiv leads show {asked[0]} --only ADDRESS"
    return ImportRefused(Problem(f"no subscriber has this address, but {which}; see: {see} (or leads forget)"))


def _new_readers(before: Sequence[Subscriber], after: Sequence[Subscriber]) -> list[Subscriber]:
    """Who gets letters by what a list says: those too who were there, and had not confirmed it."""
    were = {person.id for person in before if person.state == "confirmed"}
    return [person for person in after if person.state == "confirmed" and person.id not in were]


def _without_language(workspace: Workspace, found: Table, readers: Sequence[Subscriber]) -> Iterator[str]:
    """What to say of new readers of whom a list names no language, where letters go out in several."""
    silent = sum(not one.langs for one in readers)
    first, *others = workspace.config.languages
    if silent and others:
        mend = f"leitmotiv subscribers import FILE --lang {others[0]}"
        said = plural.of(silent, "subscriber has", "subscribers have")
        yield f'{found.path}: {said} no language, and will get letters in "{first}"; where that is not theirs: {mend}'


def _left_out(gone: int) -> Iterator[str]:
    if gone:
        which = plural.of(gone, "row is", "rows are")
        mend = "whoever has asked to come back: leitmotiv subscribers add ADDR --again"
        yield f"{which} of people who asked to be forgotten, and left out; {mend}"


def _without_proof(added: int) -> Iterator[str]:
    """What to say of new subscribers of whom the file does not show what they agreed to."""
    if added:
        agreed = "nothing shows what they agreed to, and you may have to (GDPR, Art. 7)"
        yield f"{plural.of(added, 'subscriber')} came in on your word: {agreed}"
