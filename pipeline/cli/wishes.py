"""`leitmotiv wishes`: what readers and clients want to read next."""

from __future__ import annotations

from datetime import date

import click

from pipeline.cli.context import Day, json_option, open_workspace, say, warn
from pipeline.cli.tables import Cell, show_rows
from pipeline.model import plural


@click.group()
def wishes() -> None:
    """Add, list and remove what readers and clients want to read next."""


@wishes.command()
@click.argument("text")
@click.option(
    "--count", type=click.IntRange(min=1, max=100_000), default=1, show_default=True, help="How many said so."
)
@click.option("--on", type=Day(), metavar="DATE", help="The day, if not today.")
@click.option("--lang", help="The language of the wish.")
@click.pass_context
def add(ctx: click.Context, text: str, count: int, on: date | None, lang: str | None) -> None:
    """Add a wish, in the words in which it was said. Nobody's name is kept."""
    from pipeline.audience.wishes import is_quotable
    from pipeline.model.language import normalised
    from pipeline.model.people import Wish
    from pipeline.runs import wishing

    try:
        tag = normalised(lang) if lang else None
    except ValueError as refused:
        raise click.UsageError(str(refused)) from refused
    workspace = open_workspace(ctx)
    added = wishing.add(workspace, Wish(text=text, on=on or workspace.as_of, count=count, lang=tag))
    say(f"added as wish {added.id}, for {plural.of(count, 'person', 'people')}")
    if not is_quotable(added.text):
        say(f"it may hold somebody's address or number; to take it out: leitmotiv wishes remove {added.id}")


@wishes.command()
@click.argument("wish_id", type=int, metavar="ID")
@click.pass_context
def remove(ctx: click.Context, wish_id: int) -> None:
    """Take away a wish that was added. What came in with an inquiry goes with it: leads forget."""
    from pipeline.runs import wishing

    removed = wishing.remove(open_workspace(ctx), wish_id)
    say(f"removed a wish of {removed.wish.on}, for {plural.of(removed.wish.count, 'person', 'people')}")
    for path in removed.left.files:
        say(f"it still stands in {path}")
    warn(removed.left.unread)


@wishes.command(name="list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the wishes, the most frequent first, with their themes."""
    from pipeline.runs import wishing

    columns: dict[str, str | Cell] = {
        "id": lambda row: ", ".join(str(one) for one in row["ids"]),
        "count": "count",
        "wish": "wish",
        "themes": lambda row: ", ".join(tag["theme"] for tag in row["themes"]),
        "lang": "lang",
        "since": "since",
        "latest": "latest",
    }
    rows = wishing.listed(open_workspace(ctx))
    show_rows(rows, columns, "leitmotiv wishes add TEXT keeps one", as_json=as_json)
