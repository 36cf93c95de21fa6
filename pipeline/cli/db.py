"""`leitmotiv db`: the database itself."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace, say, shown
from pipeline.model import plural


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


@db.command()
@click.argument("file", type=click.Path(resolve_path=True))
@click.pass_context
def backup(ctx: click.Context, file: str) -> None:
    """Write the whole database into a new file.

    Others may work in it meanwhile. The file is an SQLite database, whatever it is a backup of;
    [database] url = "sqlite:///FILE" reads it.
    """
    from pipeline.runs import store

    made = store.backup(open_workspace(ctx), file)
    say(f"wrote {plural.of(made.rows, 'row')} of {plural.of(made.tables, 'table')} to {shown(made.place)}")
    say("keep private/secret (or LEITMOTIV_SECRET), too: links in letters and marks of the forgotten hang on it")


@db.command()
@click.option("--to", "url", required=True, metavar="URL", help="An empty database, as [database] url names one.")
@click.pass_context
def copy(ctx: click.Context, url: str) -> None:
    """Copy the whole database into another one.

    Such as PostgreSQL, when a file is outgrown.
    """
    from pipeline.edges.database import engine
    from pipeline.runs import store

    if not engine.lasts(url):
        raise click.BadParameter('that names no database; write for instance "sqlite:///copy.db"', param_hint="--to")
    made = store.copy(open_workspace(ctx), url)
    say(f"copied {plural.of(made.rows, 'row')} of {plural.of(made.tables, 'table')} to {made.place}")
    say("nothing uses it yet: name it in leitmotiv.toml under [database] url, before anything else is written")
