"""`leitmotiv posts`: the catalogue."""

from __future__ import annotations

import click

from pipeline.cli.context import json_option, open_workspace
from pipeline.cli.tables import Cell, show_rows


@click.command()
@json_option
@click.pass_context
def posts(ctx: click.Context, as_json: bool) -> None:
    """List the posts with their themes."""
    from pipeline.posts import listing
    from pipeline.runs import content
    from pipeline.runs.checks import proofreading

    workspace = open_workspace(ctx)
    found = content.read_or_nothing(workspace)
    rows = listing.posts(found.posts, found.tags, proofreading.warnings(workspace, found.posts) if as_json else {})
    states = {post.id: post.standing(workspace.as_of) for post in found.posts}
    days = {post.id: post.comes_out for post in found.posts}
    columns: dict[str, str | Cell] = {
        "published": lambda row: days[row["id"]],
        "state": lambda row: states[row["id"]],
        "lang": "lang",
        "title": "title",
        "words": "words",
        "themes": lambda row: _themes(row["themes"]),
    }
    show_rows(rows, columns, content.BEGIN, as_json=as_json)


def _themes(tags: list[dict[str, object]]) -> str:
    """Themes in words; a machine's tag carries its probability."""
    return ", ".join(
        f"{tag['theme']} ({tag['probability']:.0%})" if tag["by"] == "machine" else str(tag["theme"]) for tag in tags
    )
