"""What an import came to, and the file that says why rows were not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.audience import addresses, forgetting
from pipeline.edges import files
from pipeline.edges.database.counts import Counts
from pipeline.edges.place import REJECTS
from pipeline.errors import Problem
from pipeline.model import table
from pipeline.model.people import Reject
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import store

_NAMED = 5
"""Files that are named where many were read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import came to. `problems` are files that were not read; `rejects_files` hold the rejected rows.

    `remarks` deserve a look, `notes` only tell; `details` say more of what came in, nothing where nothing did. Where
    `rehearsed` is set, nothing was kept.
    """

    kind: str
    file: str
    added: int
    updated: int
    unchanged: int
    rejects: tuple[Reject, ...] = ()
    rejects_files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    rehearsed: bool = False

    @property
    def taken(self) -> int:
        """How many came in, or were there already."""
        return self.added + self.updated + self.unchanged

    @property
    def is_news(self) -> bool:
        """Whether the files held anything that was not there already."""
        return bool(self.added or self.updated or self.rejected)

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return len(self.rejects)

    def __str__(self) -> str:
        done = f"{self.added:,} added, {self.updated:,} updated, {self.unchanged:,} unchanged"
        numbers = f"{done}, {self.rejected:,} rejected"
        where = f" (see {', '.join(self.rejects_files)})" if self.rejects_files else ""
        rehearsed = " (dry run: nothing was kept)" if self.rehearsed else ""
        return f"{self.kind} from {self.file}: {numbers}{where}{rehearsed}"


def named(paths: Sequence[str]) -> str:
    """Files as a sentence names them; after a year of mails and exports there are dozens."""
    more = f" and {len(paths) - _NAMED} more files" if len(paths) > _NAMED + 1 else ""
    return ", ".join(paths[:_NAMED] if more else paths) + more


def result(
    kind: str,
    workspace: Workspace,
    found: Table,
    counts: Counts,
    rejects: tuple[Reject, ...],
    *,
    rehearsed: bool = False,
) -> ImportResult:
    """The result of one table; its rejected rows are written to their file, but not in a rehearsal."""
    return ImportResult(
        kind=kind,
        file=found.path,
        added=counts.added,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejects=rejects,
        remarks=found.remarks,
        rejects_files=() if rehearsed else write_rejects(workspace, (found,), rejects),
        rehearsed=rehearsed,
    )


def write_rejects(workspace: Workspace, tables: Sequence[Table], rejects: Sequence[Reject]) -> tuple[str, ...]:
    """Writes the rejected rows of each table, as they were, with the reason beside them; none, no file.

    Of several tables that are called the same, each later one has its number behind the name.
    """
    rejects = _but_forgotten(workspace, tables, rejects)
    written = []
    names = Counter[str]()
    for found in tables:
        name = _name(workspace, found.path)
        names[name] += 1
        number = f"-{names[name]}" if names[name] > 1 else ""
        target = f"{REJECTS}/{name.removesuffix('.csv')}{number}.csv"
        reasons = {reject.line: reject.reason for reject in rejects if reject.path == found.path}
        if not reasons:
            files.remove(workspace.root, target)
            continue
        files.write_atomic(workspace.root, target, _rejected(found, reasons))
        written.append(target)
    return tuple(written)


def _but_forgotten(workspace: Workspace, tables: Sequence[Table], rejects: Sequence[Reject]) -> Sequence[Reject]:
    """The rejected rows but those with an address that was forgotten: no file of ours shall name it again."""
    places = {(reject.path, reject.line) for reject in rejects}
    marks = {
        (found.path, row.line): set(_marks(row.cells))
        for found in tables
        for row in found.rows
        if (found.path, row.line) in places
    }
    if not any(marks.values()):
        return rejects
    with store.looking(workspace) as connection:
        gone = store.forgotten(workspace, connection, set().union(*marks.values()))
    return [reject for reject in rejects if gone.isdisjoint(marks.get((reject.path, reject.line), ()))]


def _marks(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        address = addresses.normalised(cell) if "@" in cell else None
        if address:
            yield from forgetting.marks_of(address)


def _name(workspace: Workspace, path: str) -> str:
    """The name of the reject file: that of its source, with its folder where it lies below the imports folder."""
    source = PurePath(path)
    folder = PurePath(workspace.config.imports.dir)
    name = source.relative_to(folder).as_posix() if source.is_relative_to(folder) else source.name
    return name if name.endswith(".csv") else f"{name}.csv"


def _rejected(found: Table, reasons: Mapping[int, str]) -> bytes:
    """The file of rejects. Once mended it can be imported as it is: nobody reads its column of reasons."""
    width = len(found.headers) - (found.headers[-1:] == ("reason",))
    rows = []
    for row in found.rows:
        if row.line in reasons:
            cells = row.cells[:width] if len(row.cells) == len(found.headers) else row.cells
            filling = ("",) * (width - len(cells))
            rows.append((*cells, *filling, f"line {row.line}: {reasons[row.line]}"))
    return table.written((*found.headers[:width], "reason"), rows)
