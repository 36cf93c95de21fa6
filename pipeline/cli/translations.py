"""`leitmotiv translations`: what stands in which language."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace
from pipeline.cli.tables import show_table


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def translations(ctx: click.Context, as_json: bool) -> None:
    """List translation groups and what is missing."""
    from pipeline.posts import listing
    from pipeline.runs import content

    workspace = open_workspace(ctx)
    rows = listing.groups(content.read(workspace).groups, workspace.config.languages)
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("group", "languages", "missing"),
        [(row["key"], ", ".join(row["posts"]), ", ".join(row["missing"])) for row in rows],
    )
