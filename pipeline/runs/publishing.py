"""Publishes what was checked: check, write, and run the workspace's own command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.edges import deploy
from pipeline.edges.place import CONFIG
from pipeline.errors import ConfigError, Problem, WorkspaceError
from pipeline.model import plural
from pipeline.model.workspace import Workspace
from pipeline.runs import building
from pipeline.runs.checks import checking
from pipeline.runs.checks.checking import Checked
from pipeline.runs.unchanged import Built, Look


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: `built` is None and `code` 1 where errors kept the site back."""

    checked: Checked
    built: Built | None
    code: int


def publish(workspace: Workspace, announce: Callable[[str], None]) -> Published:
    """Runs `[publish] command` in the workspace after a check without errors; its exit code is the answer."""
    command = workspace.config.publish.command
    if command is None:
        message = 'says nothing of where the site goes; add [publish] command = "rsync …" (docs/howto-rsync.md)'
        raise ConfigError(Problem(message, CONFIG))
    with deploy.alone(workspace.root, announce):
        return _published(workspace, command, announce)


def _published(workspace: Workspace, command: str, announce: Callable[[str], None]) -> Published:
    look = Look(workspace.root, building.folder_of(workspace.root, workspace.config))
    checked = checking.check(workspace)
    if checked.errors:
        return Published(checked, None, 1)
    built = building.build(workspace)
    if Look(workspace.root, look.folder).inputs != look.inputs:
        message = "sources were changed while they were checked, so nothing was published; run leitmotiv publish again"
        raise WorkspaceError(Problem(message))
    written = f"wrote {built.written} of {plural.of(built.files, 'file')} to {workspace.config.site.output}"
    for said in built.farewell:
        announce(said)
    announce(f"checked, and {written}; running: {command}")
    return Published(checked, built, deploy.run(command, workspace.root))
