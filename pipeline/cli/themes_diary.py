"""`leitmotiv themes promote` and `retire`: the positioning diary."""

from __future__ import annotations

import shlex
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

    if not diary.promote(open_workspace(ctx), theme, start):
        say(f"{theme} is promoted from {start} on already; nothing to do")
        return
    mend = f"its end: leitmotiv themes retire {shlex.quote(theme)} --on DATE; a wrong day is mended there"
    say(f"noted in {diary.PATH}: {theme} is promoted from {start} on; {mend}")


@click.command()
@click.argument("theme")
@click.option("--on", "last", type=Day(), metavar="DATE", required=True, help="The last day.")
@click.pass_context
def retire(ctx: click.Context, theme: str, last: date) -> None:
    """Note in themes.toml that THEME is promoted no longer."""
    from pipeline.runs import diary

    workspace = open_workspace(ctx)
    verb = "was" if last < workspace.as_of else "is"
    if not diary.retire(workspace, theme, last):
        say(f"{theme} {verb} promoted until {last} already; nothing to do")
        return
    say(f"noted in {diary.PATH}: {theme} {verb} promoted until {last}, that day counted; a wrong day is mended there")
