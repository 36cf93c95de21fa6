"""`leitmotiv themes promote` and `retire`: the positioning diary."""

from __future__ import annotations

from datetime import date

import click

from pipeline.cli.context import Day, open_workspace, say


@click.command()
@click.argument("theme")
@click.option("--from", "start", type=Day(), metavar="DATE", required=True, help="The first day.")
@click.pass_context
def promote(ctx: click.Context, theme: str, start: date) -> None:
    """Note in themes.toml that THEME is promoted from a day on."""
    from pipeline.runs import diary

    path = diary.promote(open_workspace(ctx), theme, start)
    mend = f"its end: leitmotiv themes retire {theme} --on DATE; a wrong day is mended there"
    say(f"noted in {path}: {theme} is promoted from {start} on; {mend}")


@click.command()
@click.argument("theme")
@click.option("--on", "last", type=Day(), metavar="DATE", required=True, help="The last day.")
@click.pass_context
def retire(ctx: click.Context, theme: str, last: date) -> None:
    """Note in themes.toml that THEME is promoted no longer."""
    from pipeline.runs import diary

    workspace = open_workspace(ctx)
    path = diary.retire(workspace, theme, last)
    verb = "was" if last < workspace.as_of else "is"
    say(f"noted in {path}: {theme} {verb} promoted until {last}, that day counted; a wrong day is mended there")
