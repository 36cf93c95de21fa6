"""Takes in whatever lies in the folder of imports, by what it is."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.audience import shapes
from pipeline.audience import subscribers as subscriber_files
from pipeline.demand import traffic as traffic_files
from pipeline.errors import Problem
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs.intake import about_tables, attention, columns, hours, incoming_files, leads, subscribers
from pipeline.runs.intake.attention import Listened
from pipeline.runs.intake.columns import ImportOptions
from pipeline.runs.intake.imports import ImportResult


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the folder of imports came to: a result a file (one for all files of leads), and files nobody knows."""

    results: tuple[ImportResult, ...]
    problems: tuple[Problem, ...]


def take_in(workspace: Workspace) -> TakenIn:
    """Takes in every export of the imports folder by what it holds; what nobody knows is a problem."""
    paths, problems = incoming_files.in_folder(workspace)
    if not paths:
        return TakenIn((), tuple(problems))
    arrived = incoming_files.read(workspace, paths)
    known = columns.known(workspace)
    results: list[ImportResult] = []
    of_leads: list[tuple[Table, shapes.Format]] = []
    unknown: list[Table] = []
    with_views: set[PurePath] = set()
    for found in arrived.tables:
        match about_tables.about(found, known):
            case "subscribers":
                results.append(subscribers.take(workspace, found, subscriber_files.recognised(found, known)))
            case "effort":
                results.append(hours.take(workspace, found))
            case "traffic":
                results += attention.take(workspace, _listened(found))
                with_views.add(PurePath(found.path).parent)
            case "leads":
                shape = shapes.recognised(found, known)
                of_leads += [(found, shape)] if shape else []
            case None if shapes.likely(found):
                problems.append(about_tables.likely_leads(found))
            case None:
                unknown.append(found)
    unknown = [found for found in unknown if not _goes_along(found, with_views)]
    # How to mend it is said once, with the last of them.
    problems += [about_tables.unknown(found, None if found is not unknown[-1] else "leads") for found in unknown]
    results += attention.take(workspace, Listened((), (), tuple(arrived.logs)))
    if of_leads or arrived.of_leads:
        results.append(leads.take(workspace, of_leads, arrived, ImportOptions()))
    return TakenIn(tuple(results), (*arrived.problems, *problems))


def _goes_along(found: Table, with_views: Set[PurePath]) -> bool:
    """Whether it came in one archive with the views of pages, and says nothing of pages itself."""
    return traffic_files.counts_no_page(found) and PurePath(found.path).parent in with_views


def _listened(found: Table) -> Listened:
    return Listened((), (found,), ()) if traffic_files.lists_hits(found) else Listened((found,), (), ())
