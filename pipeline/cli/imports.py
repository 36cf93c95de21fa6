"""How commands tell what an import came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.context import say, warn
from pipeline.errors import Problem
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.runs.imports import ImportResult

SHOWN = 10
"""So many rejected rows are named on the terminal; the file of rejects has them all."""


def tell(ctx: click.Context, *results: ImportResult) -> None:
    """Warnings, then the numbers of each result; exits with 1 where a row or a file was not taken."""
    for result in results:
        _tell(result)
    if any(result.rejected or result.problems for result in results):
        ctx.exit(1)


def warn_of(result: ImportResult) -> None:
    """What was not taken, the first of many rows, and what deserves a look."""
    warn(result.problems)
    warn(Problem(reject.reason, reject.path, reject.line) for reject in result.rejects[:SHOWN])
    if result.rejected > SHOWN:
        see = f", see {', '.join(result.rejects_files)}" if result.rejects_files else ""
        warn([Problem(f"and {plural.of(result.rejected - SHOWN, 'more row')}{see}")])
    warn(Problem(remark) for remark in result.remarks)


def _tell(result: ImportResult) -> None:
    warn_of(result)
    for note in result.notes:
        say(note)
    say(str(result))
