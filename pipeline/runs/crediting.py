"""Attribution models on a path table that somebody brings: no database, and no workspace needed."""

from __future__ import annotations

from pipeline.demand.credit import models, reading
from pipeline.demand.credit.models import Credit
from pipeline.edges import files, place, workspace
from pipeline.errors import WorkspaceError
from pipeline.model import table
from pipeline.model.config import ReportSection


def look_back_days(folder: str) -> float:
    """The window that the workspace at or above `folder` sets, else the usual one."""
    try:
        root = place.find(folder)
    except WorkspaceError:
        return ReportSection().look_back_days
    return workspace.load(root, None).config.report.look_back_days


def of_files(paths: str, ages: str | None, look_back_days: float | None, half_life_days: float) -> Credit:
    """The credit of each channel for the conversions in the CSV file `paths`, with the ages in `ages` if there are.

    Ages are what the look-back window (None: there is none) and time decay work on. Raises every mistake in them.
    """
    of_ages = table.parse(ages, files.read_text(".", ages)) if ages is not None else None
    return models.credit(
        reading.read(table.parse(paths, files.read_text(".", paths)), of_ages), look_back_days, half_life_days
    )
