"""`leitmotiv traffic`: what is read."""

from __future__ import annotations

from datetime import date

import click

from pipeline.cli.context import json_option, open_workspace, say
from pipeline.cli.imports import dry_run_option, tell
from pipeline.cli.report import Period
from pipeline.cli.tables import Cell, show_rows
from pipeline.model import plural


@click.group()
def traffic() -> None:
    """Import, list and remove page views."""


@traffic.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(resolve_path=True), metavar="FILE...")
@click.option("--period", type=Period(), metavar="FROM..UNTIL", help="The days that exports without days cover.")
@dry_run_option
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[str, ...], period: tuple[date | None, date | None] | None, dry_run: bool
) -> None:
    """Take in page views from files.

    Plausible's pages.csv, Google Analytics 4, GoatCounter, Umami, Simple Analytics, or a web server's access log.

    Of exports of one period the larger count of a page stays; logs are counted hit by hit, and never twice.
    """
    from pipeline.demand.periods import Covered
    from pipeline.runs.intake import attention

    workspace = open_workspace(ctx)
    covered = Covered(period[0], period[1] or workspace.as_of) if period else None
    tell(ctx, *attention.import_traffic(workspace, files, covered, dry_run=dry_run))


@traffic.command(name="list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the views of each page, the most viewed first."""
    from pipeline.runs.intake import attention

    columns: dict[str, str | Cell] = {
        "page": "path",
        "views": "views",
        "visitors": "visitors",
        "source": "source",
        "from": "from",
        "until": "until",
    }
    rows = attention.listed(open_workspace(ctx))
    show_rows(rows, columns, "leitmotiv traffic import FILE brings views", as_json=as_json)


@traffic.command()
@click.option("--period", type=Period(), metavar="FROM..UNTIL", required=True, help="The days of the wrong export.")
@click.pass_context
def remove(ctx: click.Context, period: tuple[date | None, date | None]) -> None:
    """Take away the views of some days.

    For an export that was the wrong one: since the larger count of a page stays, the right one does not replace it.
    Exports without days count from the beginning: ..UNTIL takes them away, and all others up to that day.
    """
    from pipeline.demand.periods import Covered
    from pipeline.runs.intake import attention

    workspace = open_workspace(ctx)
    start, until = period[0], period[1] or workspace.as_of
    gone = attention.remove(workspace, Covered(start, until))
    pages = plural.of(len({row.path for row in gone}), "page")
    said = f"views of {pages}, {f'{start} to' if start else 'up to'} {until}"
    say(f"removed {sum(row.views for row in gone):,} {said}")
    again = f"files in {workspace.config.imports.dir}/ bring theirs again with the next leitmotiv run"
    say(f"{again}: take wrong ones out, and import anew what lies elsewhere")
