"""`leitmotiv leads`: who asked for something, and how far it went."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace
from pipeline.cli.imports import tell
from pipeline.cli.tables import show_table


@click.group()
def leads() -> None:
    """Import and list leads."""


@leads.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(resolve_path=True), metavar="FILE...")
@click.pass_context
def import_(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Take in leads: HubSpot contacts and deals, or a CSV with date, company, channel, offer, stage and so on.

    Several files are read together. The same row again changes nothing; a corrected one replaces what it said.
    """
    from pipeline.runs import people

    tell(ctx, people.import_leads(open_workspace(ctx), files))


@leads.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List leads, and what they lack to be counted."""
    from pipeline.audience import listing
    from pipeline.runs import people

    rows = listing.leads(people.leads(open_workspace(ctx)))
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("id", "received", "stage", "channel", "company", "offer", "value", "missing"),
        [
            (
                row["id"], row["received_at"][:10], row["stage"], row["channel"], row["company"], row["offer"],
                row["value"], ", ".join(row["missing"]),
            )
            for row in rows
        ],
    )  # fmt: skip
