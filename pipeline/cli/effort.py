"""`leitmotiv effort`: the hours that were spent, and on what."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace
from pipeline.cli.imports import tell
from pipeline.cli.tables import show_table


@click.group()
def effort() -> None:
    """Import and list the hours spent."""


@effort.command(name="import")
@click.argument("file", type=click.Path(resolve_path=True))
@click.pass_context
def import_(ctx: click.Context, file: str) -> None:
    """Take in hours: Toggl's detailed report, or a CSV with date, minutes, theme and channel.

    In Toggl the tags say it: theme:x, channel:y. Billable hours are delivery and count in no rate.
    """
    from pipeline.runs import people

    tell(ctx, people.import_effort(open_workspace(ctx), file))


@effort.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the hours by day."""
    from pipeline.demand import effort as hours
    from pipeline.runs import people

    rows = hours.listed(people.efforts(open_workspace(ctx)))
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("day", "minutes", "theme", "channel", "billable", "description"),
        [
            (
                row["on"], round(row["minutes"]), row["theme"], row["channel"], "yes" if row["billable"] else "",
                row["description"],
            )
            for row in rows
        ],
    )  # fmt: skip
