"""Takes in subscribers, and whatever lies in the folder of imports, by what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.audience import forgetting, shapes
from pipeline.audience import subscribers as subscriber_files
from pipeline.demand import traffic as traffic_files
from pipeline.edges.database import people as stored_people
from pipeline.errors import ImportRefused, Problem
from pipeline.model import plural
from pipeline.model.people import Subscriber
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import attention, columns, hours, imports, incoming_files, leads, store
from pipeline.runs.attention import Listened
from pipeline.runs.columns import ImportOptions
from pipeline.runs.imports import ImportResult


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the folder of imports came to: a result a file (one for all files of leads), and files nobody knows."""

    results: tuple[ImportResult, ...]
    problems: tuple[Problem, ...]


def import_subscribers(workspace: Workspace, path: str, options: ImportOptions | None = None) -> ImportResult:
    """Takes in one table of subscribers."""
    options = options or ImportOptions()
    known = columns.known(workspace)
    mapping = columns.chosen(known, options, "subscribers")
    if mapping is None:
        found = incoming_files.one_table(workspace, path, "subscribers", "subscribers")
        return _subscribers(workspace, found, subscriber_files.recognised(found, known), dry_run=options.dry_run)
    found = incoming_files.any_table(workspace, path, "subscribers")
    if problem := columns.lacking(found, mapping):
        raise ImportRefused(problem)
    text = columns.with_mapping(workspace, known, options)
    result = _subscribers(workspace, found, subscriber_files.mapped(mapping, found), dry_run=options.dry_run)
    return columns.keep(workspace, result, text)


def subscribers(workspace: Workspace) -> tuple[Subscriber, ...]:
    """All subscribers."""
    with store.reading(workspace) as connection:
        return stored_people.subscribers(connection)


def take_in(workspace: Workspace) -> TakenIn:
    """Takes in every export of the imports folder by what it holds; what nobody knows is a problem."""
    paths, problems = incoming_files.in_folder(workspace)
    arrived = incoming_files.read(workspace, paths)
    known = columns.known(workspace)
    results: list[ImportResult] = []
    of_leads: list[tuple[Table, shapes.Format]] = []
    unknown: list[Table] = []
    for found in arrived.tables:
        match incoming_files.about(found, known):
            case "subscribers":
                results.append(_subscribers(workspace, found, subscriber_files.recognised(found, known)))
            case "effort":
                results.append(hours.take(workspace, found))
            case "traffic":
                results += attention.take(workspace, _listened(found))
            case "leads":
                shape = shapes.recognised(found, known)
                of_leads += [(found, shape)] if shape else []
            case None if shapes.likely(found):
                problems.append(incoming_files.likely_leads(found))
            case None:
                unknown.append(found)
    # How to mend it is said once, with the last of them.
    problems += [incoming_files.unknown(found, None if found is not unknown[-1] else "leads") for found in unknown]
    results += attention.take(workspace, Listened((), (), tuple(arrived.logs)))
    if of_leads or arrived.of_leads:
        results.append(leads.take(workspace, of_leads, arrived, ImportOptions()))
    return TakenIn(tuple(results), (*arrived.problems, *problems))


def _listened(found: Table) -> Listened:
    return Listened((), (found,), ()) if traffic_files.lists_hits(found) else Listened((found,), (), ())


def _subscribers(
    workspace: Workspace, found: Table, shape: subscriber_files.Format | None, *, dry_run: bool = False
) -> ImportResult:
    if shape is None:
        raise ImportRefused(incoming_files.unknown(found, "subscribers"))
    read = subscriber_files.read(found, shape, workspace.as_of, workspace.catalogue.themes)
    with store.changing(workspace, kept=not dry_run) as connection:
        marks = {person.email: forgetting.marks_of(person.email) for person in read.people}
        gone = store.forgotten(workspace, connection, {mark for known in marks.values() for mark in known})
        kept = [one for one in read.people if gone.isdisjoint(marks[one.email])]
        known_before = {person.email for person in stored_people.subscribers(connection)} if shape.is_ours else set()
        counts = stored_people.save_subscribers(connection, kept, found.path)
    result = imports.result("subscribers", workspace, found, counts, read.rejects, rehearsed=dry_run)
    confirmed = {one.email for one in kept if one.state == "confirmed"}
    on_your_word = len(confirmed - known_before) if shape.is_ours and not dry_run else 0
    return replace(result, remarks=(*result.remarks, *read.remarks), notes=tuple(_without_proof(on_your_word)))


def _without_proof(added: int) -> Iterator[str]:
    """What to say of new subscribers of whom the file does not show what they agreed to."""
    if added:
        agreed = f"nothing shows what {'he' if added == 1 else 'they'} agreed to, and you may have to (GDPR, Art. 7)"
        yield f"{plural.of(added, 'subscriber')} came in on your word: {agreed}"
