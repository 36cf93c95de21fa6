"""What every command shares: the workspace it stands in, JSON on stdout, words on stderr."""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.terminal import printable
from pipeline.errors import ConfigError, Problem

if TYPE_CHECKING:  # pydantic and numpy wait until a command runs
    from pipeline.model.workspace import Workspace


@dataclass(slots=True)
class Standing:
    """Where the command line stands: `-C` and `--as-of`, given before or after the command's name."""

    folder: str = "."
    as_of: date | None = None


class Day(click.ParamType[date]):
    """A day as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is no date; write it as 2026-03-31', param, ctx)


class Today(Day):
    """A day from which one can count, backwards and forwards."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        from pipeline.model import day_range

        day = super().convert(value, param, ctx)
        if wrong := day_range.out_of_range(day):
            self.fail(wrong, param, ctx)
        return day


class Number(click.FloatRange):
    """A number within bounds; `nan` and `inf` are none, which FloatRange lets through."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or a usage error."""
        found: float = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value!r} is not a valid number with an end.", param, ctx)
        return found


class Folder(click.Path):
    """A folder to write into. An empty text, as a variable gives that nobody set, names none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder, or a usage error."""
        if not value:
            self.fail("it is empty; name a folder", param, ctx)
        return super().convert(value, param, ctx)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
"""What every listing takes, as `as_json`."""


def standing_options() -> list[click.Option]:
    """`-C` and `--as-of`, as options that write into the Standing and stay out of the command's arguments."""
    return [
        click.Option(["-C", "standing_folder"], metavar="DIR", help="The workspace, if not here.", **_noted("folder")),
        click.Option(
            ["--as-of", "standing_as_of"],
            type=Today(),
            metavar="DATE",
            help="The day that counts as today.",
            **_noted("as_of"),
        ),
    ]


def _noted(field: str) -> dict[str, Any]:
    def note(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Standing), field, value)

    return {"expose_value": False, "is_eager": True, "callback": note}


def open_workspace(ctx: click.Context) -> Workspace:
    """The workspace of this command line; raises what is wrong with its configuration, and with the texts beside it."""
    from pipeline.edges import place, workspace

    standing = ctx.ensure_object(Standing)
    root = place.find(standing.folder)
    try:
        return workspace.load(root, standing.as_of)
    except ConfigError as refused:
        from pipeline.runs import mistakes

        raise ConfigError([*refused.problems, *mistakes.beside_config(root)]) from refused


def echo_json(data: object) -> None:
    """`data` on stdout, for programs: readable in any language where that is UTF-8, else in ASCII alone."""
    is_utf_8 = (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"
    text = json.dumps(data, ensure_ascii=not is_utf_8, indent=2, allow_nan=False)
    # Controls beyond ASCII, which JSON leaves as they are.
    click.echo(re.sub("[\x7f-\x9f\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))


def say(sentence: str) -> None:
    """One sentence for a person; on stderr, so that stdout stays data."""
    click.echo(printable(sentence), err=True)


def shown(path: str) -> str:
    """`path` as a person would type it from here, where that is shorter."""
    near = os.path.relpath(path)
    return near if not near.startswith("..") else path


def instant(moment: datetime | None) -> str | None:
    """A moment as programs read it (ISO 8601, UTC)."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def warn(problems: Iterable[Problem]) -> None:
    """Each problem on a line of stderr."""
    for problem in problems:
        click.echo(click.style("warning: ", fg="yellow") + printable(str(problem)), err=True)
