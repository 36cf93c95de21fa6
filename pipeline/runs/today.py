"""Days as people type them: nobody knows yet what will happen tomorrow."""

from __future__ import annotations

from datetime import date

from pipeline.edges import place
from pipeline.errors import ImportRefused, Problem
from pipeline.model import day_range
from pipeline.model.workspace import Workspace


def typed(workspace: Workspace, day: date) -> date:
    """A day on which something was, as its user types it; raises like `not_ahead`.

    East of Greenwich their own day begins before that of the reports, which count from UTC's midnight on.
    """
    is_the_clocks = workspace.as_of == place.today() and workspace.config.workspace.as_of is None
    return day if is_the_clocks and day == place.on_the_wall() else not_ahead(workspace, day)


def not_ahead(workspace: Workspace, day: date) -> date:
    """The day; raises where it lies after the one that counts as today, or so long ago that it is a slip."""
    if day.year < day_range.EARLIEST_YEAR:
        raise ImportRefused(Problem(f"{day} is too long ago; correct it"))
    if day <= workspace.as_of:
        return day
    set_by = " (as_of in leitmotiv.toml)" if workspace.config.workspace.as_of == workspace.as_of else ""
    message = f"{day} lies after {workspace.as_of}, the day that counts as today{set_by}; correct it"
    raise ImportRefused(Problem(message))
