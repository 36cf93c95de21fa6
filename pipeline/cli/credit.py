"""`leitmotiv credit`: who earned the conversions of a path table, under every model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import Number, Standing, echo_json, json_option, say
from pipeline.cli.tables import show_table
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.demand.credit.models import Credit


class Window(click.ParamType[float]):
    """A number of days, or `none`."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The days (infinite for `none`), or a usage error."""
        try:
            days = float("inf") if value == "none" else float(str(value))
        except ValueError:
            days = -1.0
        if not days > 0.0:
            self.fail(f'"{value}" is no window; write a number of days, or none', param, ctx)
        return days


@click.command()
@click.argument("paths", type=click.Path(), metavar="PATHS.csv")
@click.option(
    "--ages", type=click.Path(), metavar="AGES.csv", help="Days from each touch to the conversion, row by row."
)
@click.option("--look-back", type=Window(), metavar="DAYS", help="Drop older touches; needs --ages.  [default: 90]")
@click.option(
    "--half-life",
    type=Number(min=0, min_open=True),
    metavar="DAYS",
    help="After so many days a touch earns half, under decay; needs --ages.  [default: 30]",
)
@json_option
@click.pass_context
def credit(
    ctx: click.Context, paths: str, ages: str | None, look_back: float | None, half_life: float | None, as_json: bool
) -> None:
    """Share conversions out among channels, by every attribution model.

    PATHS.csv has the columns path (channels joined by " > "), total_conversions, total_conversion_value, total_null;
    AGES.csv the columns path and ages_days, row i for row i. No workspace is needed.
    """
    from pipeline.demand.credit import models, shares
    from pipeline.runs import crediting

    if look_back is not None and ages is None:
        raise click.UsageError("--look-back drops touches by their age; name --ages AGES.csv, too")
    if half_life is not None and ages is None:
        raise click.UsageError("--half-life tells how fast touches age; name --ages AGES.csv, too")
    if look_back is None:
        look_back = crediting.look_back_days(ctx.ensure_object(Standing).folder)
    found = crediting.of_files(paths, ages, look_back, half_life or shares.HALF_LIFE_DAYS)
    if as_json:
        echo_json(models.as_json(found))
        return
    _show(found)


def _show(found: Credit) -> None:
    columns = {
        name.replace("_non_direct", "\nnon-\ndirect"): {
            channel: round(earned, 3) for channel, earned in by_channel.items()
        }
        for name, by_channel in found.models.items()
    }
    channels = list(next(iter(columns.values())))
    for fitting in _fitting(columns, max(len(channel) for channel in channels)):
        rows = [(channel, *(columns[name][channel] for name in fitting)) for channel in channels]
        show_table(("channel", *fitting), rows)
    count = plural.figure(found.unattributed)
    lost = f", {count} unattributed: no touch left in the look-back window" if found.unattributed else ""
    said = f"{plural.of(found.conversions, 'conversion')} worth {plural.figure(found.value)}{lost}"
    say(f"{said}. Association, not proof of cause.")


def _fitting(columns: Mapping[str, Mapping[str, float]], beside: int) -> Iterator[list[str]]:
    """The columns in groups that stand on a line together; one cut short would show wrong numbers."""
    room = shutil.get_terminal_size().columns - max(beside, len("channel")) - 2
    group: list[str] = []
    taken = 0
    for name, cells in columns.items():
        width = 3 + max(len(text) for text in (*name.split(), *map(str, cells.values())))
        if group and taken + width > room:
            yield group
            group, taken = [], 0
        group.append(name)
        taken += width
    yield group
