"""`leitmotiv subscribers`: who gets the newsletter."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace
from pipeline.cli.imports import tell
from pipeline.cli.tables import show_table


@click.group()
def subscribers() -> None:
    """Import and list subscribers."""


@subscribers.command(name="import")
@click.argument("file", type=click.Path(resolve_path=True))
@click.pass_context
def import_(ctx: click.Context, file: str) -> None:
    """Take in subscribers: listmonk's export, or a CSV with email and lang.

    Who unsubscribed here stays unsubscribed, whatever the file says.
    """
    from pipeline.runs import people

    tell(ctx, people.import_subscribers(open_workspace(ctx), file))


@subscribers.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List subscribers with their state and languages."""
    from pipeline.audience import listing
    from pipeline.runs import people

    rows = listing.subscribers(people.subscribers(open_workspace(ctx)))
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("id", "state", "languages", "email"),
        [(row["id"], row["state"], ", ".join(row["langs"]), row["email"]) for row in rows],
    )
