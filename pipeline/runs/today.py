"""Days as people type them: nobody knows yet what will happen tomorrow."""

from __future__ import annotations

from datetime import date

from pipeline.errors import ImportRefused, Problem
from pipeline.model import day_range
from pipeline.model.workspace import Workspace


def not_ahead(workspace: Workspace, day: date) -> date:
    """The day; raises where it lies after the one that counts as today, or so long ago that it is a slip."""
    if day.year < day_range.EARLIEST_YEAR:
        raise ImportRefused(Problem(f"{day} is too long ago; correct it"))
    if day <= workspace.as_of:
        return day
    set_by = " (as_of in leitmotiv.toml)" if workspace.config.workspace.as_of == workspace.as_of else ""
    message = f"{day} lies after {workspace.as_of}, the day that counts as today{set_by}; correct it"
    raise ImportRefused(Problem(message))
