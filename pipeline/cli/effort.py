"""`leitmotiv effort`: the hours that were spent, and on what."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import Day, json_option, open_workspace, say, shown
from pipeline.cli.imports import dates_option, dry_run_option, tell
from pipeline.cli.tables import Cell, show_rows
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.model.dates import Order
    from pipeline.model.workspace import Workspace

LONG_H = 16
"""A stopwatch that ran longer was most likely forgotten."""


class Minutes(click.ParamType[float]):
    """A time span: 90, 1:30, 1h30m, 1.5h."""

    name = "minutes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The span in minutes, or a usage error that shows how to write one."""
        from pipeline.demand.time_cells import typed_minutes
        from pipeline.runs.intake.hours import LEAST

        found = value if isinstance(value, float) else typed_minutes(str(value))
        if found is None or found <= 0:
            self.fail(f'"{value}" is no time; write it as 90, 1:30 or 1.5h', param, ctx)
        if found < LEAST:
            self.fail(f'"{value}" is less than a minute; a number alone is minutes, hours are 1.5h', param, ctx)
        return found


@click.group()
def effort() -> None:
    """Import, add, measure and list the hours spent."""


@effort.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(resolve_path=True), metavar="FILE...")
@dates_option
@dry_run_option
@click.pass_context
def import_(ctx: click.Context, files: tuple[str, ...], dates: Order | None, dry_run: bool) -> None:
    """Take in hours from files.

    The detailed report of Toggl, Clockify, Harvest or Kimai, or a CSV with date, minutes, theme and channel. In a time
    tracker tags say it: theme:x, channel:y. Billable hours are delivery and count in no rate.
    """
    from pipeline.runs.intake import hours

    workspace = open_workspace(ctx)
    ask = partial(_asked, workspace, is_kept=not dry_run)
    tell(ctx, *hours.import_each(workspace, files, dates, ask, dry_run=dry_run))


@effort.command()
@click.option("--minutes", "-m", type=Minutes(), required=True, metavar="TIME", help="How long: 90, 1:30, 1.5h.")
@click.option("--on", "--date", "on", type=Day(), metavar="DATE", help="The day, if not today.")
@click.option("--theme", default="", help="What it was about.")
@click.option("--channel", default="", help="What it was for: events for a talk, network for a call, …")
@click.option("--description", "--what", "description", default="", help="What was done.")
@click.option("--billable", is_flag=True, help="Delivery to a client, which wins none.")
@click.pass_context
def add(ctx: click.Context, /, minutes: float, on: date | None, **told: Any) -> None:
    """Add hours by hand. A talk and its preparation, a call, an evening of writing."""
    from pipeline.runs.intake import hours

    workspace = open_workspace(ctx)
    entry = hours.add(workspace, on or workspace.as_of, minutes, hours.Work(**told))
    say(f"added {plural.of(entry.minutes, 'minute')} on {entry.on} as entry {entry.id}")


@effort.command()
@click.argument("effort_ids", type=int, nargs=-1, required=True, metavar="ID...")
@click.pass_context
def remove(ctx: click.Context, effort_ids: tuple[int, ...]) -> None:
    """Remove hours that stand in no file. Those of a file that is there go with it."""
    from pipeline.runs.intake import hours

    for entry in hours.remove(open_workspace(ctx), *effort_ids):
        say(f"removed {plural.of(entry.minutes, 'minute')} on {entry.on}")


@effort.command()
@click.option("--theme", default="", help="What it is about.")
@click.option("--channel", default="", help="What it is for.")
@click.option("--description", "--what", "description", default="", help="What is being done.")
@click.pass_context
def start(ctx: click.Context, theme: str, channel: str, description: str) -> None:
    """Start the stopwatch. It runs on without this program, until `effort stop`."""
    from pipeline.runs.intake import hours

    now = datetime.now().astimezone()
    work = hours.Work(theme=theme, channel=channel, description=description)
    workspace = open_workspace(ctx)
    watch = hours.start(workspace, now, work)
    say(f"the stopwatch runs since {now:%H:%M}; stop it with: leitmotiv effort stop")
    _tell_of_day(workspace, watch.on)


@effort.command()
@click.option("--minutes", "-m", type=Minutes(), metavar="TIME", help="How long it was, where you know better.")
@click.option("--discard", is_flag=True, help="Keep nothing.")
@click.pass_context
def stop(ctx: click.Context, minutes: float | None, discard: bool) -> None:
    """Stop the stopwatch and keep the time."""
    from pipeline.runs.intake import hours

    workspace = open_workspace(ctx)
    if discard:
        hours.discard(workspace)
        say("stopped; nothing was kept")
        return
    entry = hours.stop(workspace, datetime.now().astimezone(), minutes)
    if entry is None:
        say("stopped; it ran for less than a minute, so nothing was kept")
        return
    about = "".join(f", {word}" for word in (entry.theme, entry.channel) if word)
    say(f"kept {plural.of(round(entry.minutes), 'minute')} on {entry.on}{about}")
    if minutes is None and entry.minutes > LONG_H * 60:
        say(f"that is more than {LONG_H} hours; if you forgot it, take it away: leitmotiv effort remove {entry.id}")
    _tell_of_day(workspace, entry.on)


@effort.command(name="list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the hours by day."""
    from pipeline.demand import effort as shapes
    from pipeline.runs.intake import hours

    workspace = open_workspace(ctx)
    rows = shapes.listed(hours.efforts(workspace))
    fill = "leitmotiv effort import FILE brings hours, leitmotiv effort start measures them"
    show_rows(rows, _COLUMNS, fill, as_json=as_json)
    watch = None if as_json else hours.running(workspace)
    if watch is not None:
        say(f"the stopwatch runs since {watch.started_at.astimezone():%Y-%m-%d %H:%M}")


_COLUMNS: dict[str, str | Cell] = {
    "id": "id",
    "day": "on",
    "minutes": lambda row: round(row["minutes"]),
    "theme": "theme",
    "channel": "channel",
    "billable": lambda row: "yes" if row["billable"] else "",
    "description": "description",
}


def _tell_of_day(workspace: Workspace, on: date) -> None:
    """Says so where the day that a stopwatch measured lies after the last one that the workspace's reports count."""
    as_of = workspace.config.workspace.as_of
    if as_of is not None and on > as_of:
        say(f"the reports end with {as_of} (as_of in leitmotiv.toml), so hours of {on} are in none of them")


def _asked(workspace: Workspace, file: str, *, is_kept: bool) -> Order | None:
    """The answer of a person at the terminal to how 03/04/2026 is meant, where that is the question."""
    from pipeline.model.dates import ORDERS
    from pipeline.runs.intake import hours

    found = hours.ambiguous(workspace, file) if sys.stdin.isatty() else None
    if found is None:
        return None
    text, meant = found
    dmy, mdy = (f"{meant[order].day} {meant[order]:%B %Y} ({order})" for order in ORDERS)
    question = f"is {text} the {dmy} or the {mdy}?"
    answer = click.prompt(f"{shown(file)}: {question}", type=click.Choice(ORDERS), show_choices=False, err=True)
    if is_kept:
        say("that is how dates are read from now on; --dates says otherwise")
    return next(order for order in ORDERS if order == answer)
