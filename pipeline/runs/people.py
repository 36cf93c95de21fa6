"""Takes in exports: subscribers, leads, hours and page views; and reads them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.audience import leads as lead_files
from pipeline.audience import shapes
from pipeline.audience import subscribers as subscriber_files
from pipeline.audience.strands import Terms
from pipeline.demand import effort as effort_files
from pipeline.demand import traffic as traffic_files
from pipeline.edges import files
from pipeline.edges.database import effort as stored_effort
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database import traffic as stored_traffic
from pipeline.edges.database.counts import Counts
from pipeline.errors import ImportRefused, LeitmotivError, Problem
from pipeline.model import table
from pipeline.model.people import Effort, Lead, PageViews, Reject, Subscriber
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs import store

REJECTS = "private/rejects"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a table may be about: the command that imports it, how it is told, and the shapes that are known."""

    name: str
    recognises: Callable[[Table], bool]
    shapes: tuple[str, ...]


# In the order in which they are tried: our own list of leads asks the least of a table.
KINDS: tuple[Kind, ...] = (
    Kind(
        "subscribers",
        lambda found: subscriber_files.recognised(found) is not None,
        tuple(known.name for known in subscriber_files.FORMATS),
    ),
    Kind(
        "effort",
        lambda found: effort_files.recognised(found) is not None,
        tuple(known.name for known in effort_files.FORMATS),
    ),
    Kind(
        "traffic",
        lambda found: traffic_files.recognised(found) is not None,
        tuple(known.name for known in traffic_files.FORMATS),
    ),
    Kind(
        "leads",
        lambda found: shapes.recognised(found) is not None,
        tuple(known.name for known in (*shapes.FORMATS, shapes.OURS)),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import came to. `problems` are files that were not read; `rejects_files` hold the rejected rows."""

    kind: str
    file: str
    added: int
    updated: int
    unchanged: int
    rejects: tuple[Reject, ...] = ()
    rejects_files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return len(self.rejects)

    def __str__(self) -> str:
        numbers = f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged, {self.rejected} rejected"
        where = f" (see {', '.join(self.rejects_files)})" if self.rejects_files else ""
        return f"{self.kind} from {self.file}: {numbers}{where}"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the folder of imports came to: a result a file (one for all files of leads), and files nobody knows."""

    results: tuple[ImportResult, ...]
    problems: tuple[Problem, ...]


def import_leads(workspace: Workspace, paths: Sequence[str]) -> ImportResult:
    """Takes in tables of leads, in any order and together: a CRM's contacts and deals are joined by their ids."""
    tables, problems = _tables(workspace, paths, "leads")
    return _leads(workspace, tables, problems)


def import_subscribers(workspace: Workspace, path: str) -> ImportResult:
    """Takes in one table of subscribers."""
    tables, _ = _tables(workspace, (path,), "subscribers")
    return _subscribers(workspace, tables[0])


def import_effort(workspace: Workspace, path: str) -> ImportResult:
    """Takes in one table of hours."""
    tables, _ = _tables(workspace, (path,), "effort")
    return _effort(workspace, tables[0])


def import_traffic(workspace: Workspace, path: str) -> ImportResult:
    """Takes in one table of page views, as counted up to `as_of`."""
    tables, _ = _tables(workspace, (path,), "traffic")
    return _traffic(workspace, tables[0])


def take_in(workspace: Workspace) -> TakenIn:
    """Takes in every CSV file of the imports folder by what its columns say; what nobody knows is a problem."""
    tables, problems = _parsed(workspace, files.list_files(workspace.root, workspace.config.imports.dir, "*.csv"))
    results: list[ImportResult] = []
    of_leads: list[Table] = []
    one_by_one: Mapping[str, Callable[[Workspace, Table], ImportResult]] = {
        "subscribers": _subscribers,
        "effort": _effort,
        "traffic": _traffic,
    }
    for found in tables:
        kind = _kind(found)
        if kind is None:
            problems.append(_unknown(found, KINDS))
        elif kind.name == "leads":
            of_leads.append(found)
        else:
            results.append(one_by_one[kind.name](workspace, found))
    if of_leads:
        results.append(_leads(workspace, of_leads, ()))
    return TakenIn(tuple(results), tuple(problems))


def subscribers(workspace: Workspace) -> tuple[Subscriber, ...]:
    """All subscribers."""
    with store.reading(workspace) as connection:
        return stored_people.subscribers(connection)


def leads(workspace: Workspace) -> tuple[Lead, ...]:
    """All leads, the earliest first."""
    with store.reading(workspace) as connection:
        return stored_leads.leads(connection)


def efforts(workspace: Workspace) -> tuple[Effort, ...]:
    """All hours by day."""
    with store.reading(workspace) as connection:
        return stored_effort.efforts(connection)


def page_views(workspace: Workspace) -> tuple[PageViews, ...]:
    """The views of each page."""
    with store.reading(workspace) as connection:
        return stored_traffic.page_views(connection)


def _leads(workspace: Workspace, tables: Sequence[Table], problems: Iterable[Problem]) -> ImportResult:
    terms = Terms.of_new_rows(workspace.catalogue, workspace.as_of)
    arrived = lead_files.rows(tables, terms)
    new = {row.external_id for row in arrived.rows}
    with store.writing(workspace) as connection:
        known = stored_leads.lead_rows(connection)
        read = lead_files.read((*known, *arrived.rows), Terms.of_kept_rows(workspace.catalogue, workspace.as_of))
        stored_leads.save_lead_rows(connection, arrived.rows)
        counts = stored_leads.save_leads(connection, [found.lead for found in read.strands if found.rows & new])
        # A row may have moved from one of the others to one of these, and offers.toml may have changed.
        others = stored_leads.save_leads(connection, [found.lead for found in read.strands if not found.rows & new])
    return ImportResult(
        kind="leads",
        file=", ".join(found.path for found in tables),
        added=counts.added + others.added,
        updated=counts.updated + others.updated,
        unchanged=counts.unchanged,
        rejects=arrived.rejects,
        rejects_files=_write_rejects(workspace, tables, arrived.rejects),
        problems=tuple(problems),
        remarks=(*arrived.remarks, *read.remarks),
    )


def _subscribers(workspace: Workspace, found: Table) -> ImportResult:
    people, rejects = subscriber_files.read(found, workspace.as_of)
    with store.writing(workspace) as connection:
        counts = stored_people.save_subscribers(connection, people)
    return _result("subscribers", workspace, found, counts, rejects)


def _effort(workspace: Workspace, found: Table) -> ImportResult:
    efforts, rejects = effort_files.read(found, workspace.catalogue, workspace.as_of)
    with store.writing(workspace) as connection:
        counts = stored_effort.save_efforts(connection, efforts)
    return _result("effort", workspace, found, counts, rejects)


def _traffic(workspace: Workspace, found: Table) -> ImportResult:
    views, rejects = traffic_files.read(found, workspace.as_of)
    with store.writing(workspace) as connection:
        counts = stored_traffic.save_page_views(connection, views)
    return _result("traffic", workspace, found, counts, rejects)


def _result(kind: str, workspace: Workspace, found: Table, counts: Counts, rejects: tuple[Reject, ...]) -> ImportResult:
    return ImportResult(
        kind=kind,
        file=found.path,
        added=counts.added,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejects=rejects,
        rejects_files=_write_rejects(workspace, (found,), rejects),
    )


def _tables(workspace: Workspace, paths: Iterable[str], kind: str) -> tuple[list[Table], list[Problem]]:
    """The tables of one kind among the files; raises ImportRefused where there is none."""
    tables, problems = _parsed(workspace, paths)
    wanted = []
    for found in tables:
        is_kind = _kind(found)
        if is_kind is not None and is_kind.name == kind:
            wanted.append(found)
        elif is_kind is not None:
            mend = f"import it with: leitmotiv {is_kind.name} import {found.path}"
            problems.append(Problem(f"holds {is_kind.name}, not {kind}; {mend}", found.path))
        else:
            problems.append(_unknown(found, [known for known in KINDS if known.name == kind]))
    if not wanted:
        raise ImportRefused(problems)
    return wanted, problems


def _parsed(workspace: Workspace, paths: Iterable[str]) -> tuple[list[Table], list[Problem]]:
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        shown = _shown(workspace.root, path)
        try:
            tables.append(table.parse(shown, files.read_text(workspace.root, shown)))
        except LeitmotivError as refused:
            problems.extend(refused.problems)
    return tables, problems


def _kind(found: Table) -> Kind | None:
    return next((kind for kind in KINDS if kind.recognises(found)), None)


def _unknown(found: Table, kinds: Iterable[Kind]) -> Problem:
    headers = ", ".join(found.headers[:12]) + (", …" if len(found.headers) > 12 else "")
    shapes = "; ".join(shape for kind in kinds for shape in kind.shapes)
    return Problem(f"nobody here knows a table with the columns {headers}. Known are: {shapes}", found.path, 1)


def _shown(root: str, path: str) -> str:
    """`path` below the workspace where it lies there: that is how messages name it."""
    file = Path(root, path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _write_rejects(workspace: Workspace, tables: Iterable[Table], rejects: Sequence[Reject]) -> tuple[str, ...]:
    """Writes the rejected rows of each table, as they were, with the reason beside them; none, no file."""
    written = []
    for found in tables:
        target = f"{REJECTS}/{_name(workspace, found.path)}"
        reasons = {reject.line: reject.reason for reject in rejects if reject.path == found.path}
        if not reasons:
            files.remove(workspace.root, target)
            continue
        files.write_atomic(workspace.root, target, _rejected(found, reasons))
        written.append(target)
    return tuple(written)


def _name(workspace: Workspace, path: str) -> str:
    """The name of the reject file: that of its source, with its folder where it lies below the imports folder."""
    source = PurePath(path)
    folder = PurePath(workspace.config.imports.dir)
    name = source.relative_to(folder).as_posix() if source.is_relative_to(folder) else source.name
    return name if name.endswith(".csv") else f"{name}.csv"


def _rejected(found: Table, reasons: Mapping[int, str]) -> bytes:
    """Mended, it can be imported as it is: the column of reasons is one that nobody reads."""
    width = len(found.headers) - (found.headers[-1:] == ("reason",))
    rows = []
    for row in found.rows:
        if row.line in reasons:
            cells = row.cells[:width] if len(row.cells) == len(found.headers) else row.cells
            filling = ("",) * (width - len(cells))
            rows.append((*cells, *filling, f"line {row.line}: {reasons[row.line]}"))
    return table.written((*found.headers[:width], "reason"), rows)
