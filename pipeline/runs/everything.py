"""The main job: imports in, themes assigned, site and letters out, and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.audience import expiry
from pipeline.demand import svg
from pipeline.edges import language, staging, workers
from pipeline.errors import ContentError
from pipeline.model import plural
from pipeline.model.issue import Issue
from pipeline.model.workspace import Workspace
from pipeline.runs import building, content, history, letters, mistakes
from pipeline.runs.content import Content
from pipeline.runs.intake import imports_folder
from pipeline.runs.intake.imports import ImportResult
from pipeline.runs.intake.imports_folder import TakenIn
from pipeline.runs.letters import Rendered
from pipeline.runs.readers import expiring
from pipeline.runs.report import reporting
from pipeline.runs.report.reporting import Made
from pipeline.runs.unchanged import Built, Look

REPORT = "private/report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to. `letters` is None in a workspace without an issue; `page` is the report's file."""

    taken_in: TakenIn
    built: Built
    letters: Rendered | None
    report: Made
    page: str

    @property
    def refused(self) -> int:
        """Rows and files of the imports that were not taken."""
        return len(self.taken_in.problems) + sum(result.rejected for result in self.taken_in.results)


def run(workspace: Workspace, announce: Callable[[str], None]) -> Outcome:
    """Everything in its order, each stage announced in one line.

    Where posts, issues or the configuration hold a mistake, or a letter cannot go out, nothing is written.
    """
    with staging.opened(building.folder_of(workspace.root, workspace.config)) as area:
        look = Look(workspace.root, area.folder)
        found = content.read(workspace, look.sources.kept, look.program)
        issues = _issues(workspace, found)
        tagged = sum(bool(tags) for tags in found.themes_of.values())
        with workers.aside(lambda: building.prepare(look, workspace, found, issues, area)) as preparing:
            # Meanwhile what the report needs, and takes long to load.
            svg.load()
            language.load()
            newest = _newest(workspace, issues)
            letter = letters.plan_of(workspace, found, newest) if newest else None
            prepared = preparing()
        announce(f"read {plural.of(len(found.posts), 'post')}, {tagged:,} of them tagged with a theme")
        taken_in = imports_folder.take_in(workspace)
        for sentence in _taken(taken_in.results, workspace.config.imports.dir):
            announce(sentence)
        if gone := expiring.expire(workspace):
            announce(f"took away {plural.of(gone, 'address', 'addresses')} that nobody confirmed in {expiry.DAYS} days")
        history.record(workspace, found)
        built = building.commit(look, prepared, area)
    announce(f"wrote {built.written:,} of {plural.of(built.files, 'file')} of the site")
    for said in built.farewell:
        announce(said)
    rendered = letters.write(workspace, letter) if letter else None
    if rendered:
        announce(f"wrote {plural.of(len(rendered.files) - 1, 'letter')} of the issue {rendered.issue.id}, in rehearsal")
    made = reporting.make(workspace, found=found)
    page = reporting.write_page(workspace, made, str(Path(workspace.root, REPORT)))
    return Outcome(taken_in=taken_in, built=built, letters=rendered, report=made, page=page)


def _taken(results: Sequence[ImportResult], folder: str) -> Iterator[str]:
    """What each file brought, and in one sentence those that brought nothing: after a year they are dozens."""
    for result in results:
        if result.is_news:
            yield f"took in {result}"
            yield from result.details
        yield from result.notes
    if old := [result for result in results if not result.is_news]:
        which = "the other files" if len(old) < len(results) else "the files"
        yield f"nothing new in {which} of {folder}: {sum(result.unchanged for result in old):,} unchanged"


def _issues(workspace: Workspace, found: Content) -> tuple[Issue, ...]:
    try:
        return letters.issues(workspace, found)
    except ContentError as refused:
        raise ContentError([*refused.problems, *mistakes.beside_issues(workspace.root)]) from refused


def _newest(workspace: Workspace, issues: Sequence[Issue]) -> Issue | None:
    """The last one that is due, else the next one to come; `issues` from the oldest on."""
    due = [issue for issue in issues if issue.sent_on <= workspace.as_of]
    return due[-1] if due else next(iter(issues), None)
