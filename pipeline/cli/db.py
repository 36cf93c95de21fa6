"""`leitmotiv db`: the database itself."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace, say


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Bring the database to the schema of this program."""
    from pipeline.runs import store

    before, now = store.migrate(open_workspace(ctx))
    say(f"the database is at version {now}" + ("" if before == now else f" (was {before or 'empty'})"))
