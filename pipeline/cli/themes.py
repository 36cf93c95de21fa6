"""`leitmotiv themes`: which positioning themes the posts promote."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace, say
from pipeline.cli.tables import show_table


@click.group()
def themes() -> None:
    """Assign positioning themes to posts."""


@themes.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def tag(ctx: click.Context, as_json: bool) -> None:
    """Tag every post and show the words that decided."""
    from pipeline.posts import listing
    from pipeline.runs import content

    found = content.read(open_workspace(ctx))
    rows = listing.posts(found.posts, found.tags)
    if as_json:
        echo_json(rows)
        return
    show_table(
        ("post", "theme", "weight", "by", "probability", "evidence"),
        [
            (row["id"], tag["theme"], f"{tag['weight']:.2f}", tag["by"], _share(tag), ", ".join(tag["evidence"]))
            for row in rows
            for tag in row["themes"]
        ],
    )
    untagged = sum(not row["themes"] for row in rows)
    say(f"tagged {len(rows) - untagged} of {len(rows)} posts; {untagged} belong to none of the themes")


def _share(tag: dict[str, object]) -> str:
    return "" if tag["probability"] is None else f"{tag['probability']:.2f}"
