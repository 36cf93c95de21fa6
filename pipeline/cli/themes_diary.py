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
    say(f"noted in {path}: {theme} is promoted from {start} on; its end: leitmotiv themes retire {theme} --on DATE")


@click.command()
@click.argument("theme")
@click.option("--on", "last", type=Day(), metavar="DATE", required=True, help="The last day.")
@click.pass_context
def retire(ctx: click.Context, theme: str, last: date) -> None:
    """Note in themes.toml that THEME is promoted no longer."""
    from pipeline.runs import diary

    path = diary.retire(open_workspace(ctx), theme, last)
    say(f"noted in {path}: {theme} was promoted until {last}, that day counted")
