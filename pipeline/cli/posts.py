"""`leitmotiv posts`: the catalogue."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace
from pipeline.cli.tables import show_table


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def posts(ctx: click.Context, as_json: bool) -> None:
    """List the posts with their themes."""
    from pipeline.posts import listing
    from pipeline.runs import content

    found = content.read(open_workspace(ctx))
    rows = listing.posts(found.posts, found.tags)
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("published", "lang", "title", "words", "themes"),
        [
            (row["published"] or "draft", row["lang"], row["title"], row["words"], _themes(row["themes"]))
            for row in rows
        ],
    )


def _themes(tags: list[dict[str, object]]) -> str:
    """Themes in words; a machine's tag carries its probability."""
    return ", ".join(
        f"{tag['theme']} ({tag['probability']:.0%})" if tag["by"] == "machine" else str(tag["theme"]) for tag in tags
    )
