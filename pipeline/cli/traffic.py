"""`leitmotiv traffic`: what is read."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace
from pipeline.cli.imports import tell


@click.group()
def traffic() -> None:
    """Import page views."""


@traffic.command(name="import")
@click.argument("file", type=click.Path(resolve_path=True))
@click.pass_context
def import_(ctx: click.Context, file: str) -> None:
    """Take in page views: pages.csv of Plausible's export, taken over all time."""
    from pipeline.runs import people

    tell(ctx, people.import_traffic(open_workspace(ctx), file))
