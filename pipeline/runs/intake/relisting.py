"""Tables of leads that come again: a corrected row goes on as what it is now, and what was said before is no news."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from pipeline.audience import plain_leads, relisted
from pipeline.audience.leads import Rows
from pipeline.audience.strands import Terms
from pipeline.edges import files
from pipeline.edges.database import leads as stored_leads
from pipeline.model import plural
from pipeline.model.people import LeadRow
from pipeline.model.workspace import Workspace
from pipeline.runs.intake import earlier

_MEND = "if that was a mistake: leitmotiv leads update ID --not-a-lead, or leads forget ID"


def with_own_ids(connection: Connection, by_path: Mapping[str, Rows], terms: Terms) -> dict[str, Rows]:
    """What each table holds; a row whose id another one has is known by who and when."""
    rows = {path: one.rows for path, one in by_path.items()}
    known = stored_leads.rows_by_id(connection, {row.external_id for some in rows.values() for row in some})
    found = relisted.apart(rows, known, terms)
    return {path: replace(one, rows=found[path]) for path, one in by_path.items()}


def with_news(
    workspace: Workspace, connection: Connection, by_path: Mapping[str, Rows], kept: Mapping[str, Sequence[LeadRow]]
) -> dict[str, Rows]:
    """What each table holds; rows of which it says nothing new are marked. `kept` are those that are not forgotten."""
    held = stored_leads.rows_by_file(connection)
    found: dict[str, Rows] = {}
    for path, one in by_path.items():
        old = earlier.repeated(workspace.root, held, path, _said(kept[path]))
        found[path] = replace(one, rows=tuple(replace(row, is_news=row.external_id not in old) for row in one.rows))
    return found


def follow(workspace: Workspace, connection: Connection, by_path: Mapping[str, Sequence[LeadRow]]) -> list[str]:
    """In lists without ids, renames the rows that were corrected since the last import, before the new ones are kept.

    Answers a sentence for each list of one's own that no longer holds rows which still count; but for one of which less
    than half is still there: that may be another list under the old name.
    """
    if not by_path:
        return []
    known = {row.external_id: row for row in stored_leads.lead_rows(connection)}
    held = stored_leads.rows_by_file(connection)
    said = []
    for path, rows in by_path.items():
        now = [row for row in rows if row.kind == plain_leads.KIND]
        ids = {row.external_id for row in now}
        before = {row for row in held.get(path, ()) if row in known and known[row].kind == plain_leads.KIND}
        is_same_list = 2 * len(before & ids) >= len(before)
        days = sorted(relisted.day(row) for row in now if row.external_id in before)
        still = (days[0], days[-1]) if days and is_same_list else None
        gone = before - ids - _elsewhere(workspace, held, path)
        old = [known[row] for row in sorted(gone) if row in known and relisted.has_no_id(known[row])]
        new = [row for row in now if row.external_id not in known and relisted.has_no_id(row)]
        became = relisted.corrected(old, new, still)
        for row, after in became.items():
            stored_leads.rename_row(connection, row, after)
        stored_leads.keep_rows_of_file(connection, path, _said(rows))
        left = len(gone & known.keys()) - len(became)
        if left and is_same_list:
            said.append(f"{path} holds {plural.of(left, 'row')} no more that {_counts(left)}; {_MEND}")
    return said


def _counts(rows: int) -> str:
    return "still counts" if rows == 1 else "still count"


def _elsewhere(workspace: Workspace, held: Mapping[str, Collection[str]], path: str) -> set[str]:
    """The rows that other lists hold which are still there."""
    there = (other for other in held if other != path and files.exists(workspace.root, other))
    return {row for other in there for row in held[other]}


def _said(rows: Sequence[LeadRow]) -> dict[str, str]:
    """A hash of what is said of each row; of several with one id the last counts."""
    return {row.external_id: earlier.hashed((sorted(row.values.items()), sorted(row.told or ()))) for row in rows}
