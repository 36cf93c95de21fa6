"""Issues: which there are, their letters in rehearsal, and their versions for the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.edges import files
from pipeline.edges.place import ISSUES
from pipeline.edges.templates import Templates
from pipeline.errors import ContentError, Problem
from pipeline.model.issue import Issue, WebVersion
from pipeline.model.post import Document
from pipeline.model.source import suggestion
from pipeline.model.workspace import Workspace
from pipeline.newsletter import composing, plan, targets, web
from pipeline.newsletter.choosing import Shelf
from pipeline.newsletter.editions import Press
from pipeline.newsletter.plan import Letters
from pipeline.runs import assets, content
from pipeline.runs.content import Content

OUTBOX = "private/outbox"
OF_RECEIVER = f"{OUTBOX}/receiver"
"""Mails of the receiver in rehearsal."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An issue and its letters, not yet written."""

    issue: Issue
    letters: Letters


@dataclass(frozen=True, slots=True)
class Rendered:
    """The letters of one issue as they were written: their files, and what to look at twice."""

    issue: Issue
    folder: str
    files: tuple[str, ...]
    warnings: tuple[Problem, ...]


def issues(workspace: Workspace, found: Content) -> tuple[Issue, ...]:
    """Every issue, the oldest first; raises every mistake in any of them."""
    documents = [
        Document(path, files.read_text(workspace.root, path))
        for path in files.list_files(workspace.root, ISSUES, "*.toml")
    ]
    return composing.read_all(documents, found.groups, workspace.config.languages, shelf(workspace, found))


def keep_announced(workspace: Workspace, issue: Issue) -> None:
    """Writes what an issue that was sent announced into its file, where that file did not name it all.

    Raises where the file cannot be changed.
    """
    if issue.path.endswith(".toml"):
        files.edit(
            workspace.root, issue.path, lambda text: composing.sent(Document(issue.path, text), issue.posts).text
        )


def shelf(workspace: Workspace, found: Content) -> Shelf:
    """What the posts of the workspace can be chosen by; nothing is tagged before it is asked for."""
    return Shelf(found.tags, workspace.catalogue.themes)


def named(all_issues: tuple[Issue, ...], name: str) -> Issue:
    """The issue called `name`."""
    by_name = {issue.id: issue for issue in all_issues}
    if name not in by_name:
        known = suggestion(name, by_name) or f"; there are {', '.join(by_name) or 'none'} (leitmotiv issue list)"
        raise ContentError(Problem(f'there is no issue "{name}"{known}'))
    return by_name[name]


def plan_of(workspace: Workspace, found: Content, issue: Issue) -> Planned:
    """The letters of `issue`, and a page to look at them, as they would be written."""
    return Planned(issue, plan.plan(issue, press(workspace, found)))


def render(workspace: Workspace, name: str, folder: str | None = None) -> Rendered:
    """Writes the letters of the issue called `name`, as `write` does."""
    found = content.read(workspace)
    return write(workspace, plan_of(workspace, found, named(issues(workspace, found), name)), folder)


def write(workspace: Workspace, planned: Planned, folder: str | None = None) -> Rendered:
    """Writes the letters into `folder`, else into the issue's own folder of the outbox."""
    into = folder or str(Path(workspace.root, OUTBOX, planned.issue.id))
    for path, body in planned.letters.files.items():
        files.write_atomic("", str(Path(into, path)), body)
    return Rendered(planned.issue, into, tuple(planned.letters.files), planned.letters.warnings)


def web_versions(
    workspace: Workspace, found: Content, all_issues: tuple[Issue, ...]
) -> Mapping[tuple[str, str], WebVersion]:
    """The pages of all issues whose day has come, by language and issue; none of one that is not written yet."""
    written = tuple(issue for issue in all_issues if not plan.unwritten(issue))
    return web.versions(written, press(workspace, found))


def press(workspace: Workspace, found: Content) -> Press:
    """What the letters of the workspace are made with."""
    lookup = assets.lookup(workspace)
    library = targets.library(workspace.config, found.groups, workspace.as_of, lookup.find, lookup.measure)
    return Press(library, Templates(workspace.root).render)
