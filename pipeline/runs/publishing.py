"""Publishes what was checked: check, write, and run the workspace's own command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.edges import deploy
from pipeline.errors import ConfigError, Problem
from pipeline.model.workspace import Workspace
from pipeline.runs import building, checking
from pipeline.runs.checking import Checked
from pipeline.runs.unchanged import Built


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
        raise ConfigError(Problem(message, "leitmotiv.toml"))
    checked = checking.check(workspace)
    if checked.errors or checked.content is None or checked.plan is None:
        return Published(checked, None, 1)
    built = building.write(workspace, checked.content, checked.plan)
    announce(f"checked and wrote {built.files} files to {workspace.config.site.output}; running: {command}")
    return Published(checked, built, deploy.run(command, workspace.root))
