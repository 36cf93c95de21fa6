"""How commands tell what an import came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.context import say, warn
from pipeline.errors import Problem

if TYPE_CHECKING:
    from pipeline.runs.people import ImportResult

SHOWN = 10
"""So many rejected rows are named on the terminal; the file of rejects has them all."""


def tell(ctx: click.Context, result: ImportResult) -> None:
    """Warnings, then the numbers; exits with 1 where a row or a file was not taken."""
    warn(result.problems)
    warn(Problem(reject.reason, reject.path, reject.line) for reject in result.rejects[:SHOWN])
    if result.rejected > SHOWN:
        warn([Problem(f"and {result.rejected - SHOWN} more rows, see {', '.join(result.rejects_files)}")])
    warn(Problem(remark) for remark in result.remarks)
    say(str(result))
    if result.rejected or result.problems:
        ctx.exit(1)
