"""`leitmotiv report`: which topics draw clients, and which only take time."""

from __future__ import annotations

from datetime import date

import click

from pipeline.cli.context import Day, echo_json, open_workspace, say, shown


class Period(click.ParamType[tuple[date | None, date | None]]):
    """FROM..UNTIL, either side may be left out."""

    name = "period"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date | None, date | None]:
        """The two days, or a usage error."""
        if isinstance(value, tuple):
            return value
        first, mark, last = str(value).partition("..")
        if not mark:
            self.fail(f'"{value}" is no period; write it as 2026-01-01..2026-06-30', param, ctx)
        start, until = (Day().convert(day, param, ctx) if day else None for day in (first, last))
        if start and until and until < start:
            self.fail(f"the period ends on {until}, before it begins on {start}", param, ctx)
        return start, until


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--html", "folder", metavar="DIR", help="Write one self-contained page into DIR.")
@click.option("--period", type=Period(), default=(None, None), metavar="FROM..UNTIL", help="Count only these days.")
@click.option("--lang", default="en", show_default=True, help="The language of the report.")
@click.pass_context
def report(
    ctx: click.Context, as_json: bool, folder: str | None, period: tuple[date | None, date | None], lang: str
) -> None:
    """Say which topics draw clients, and which only take time."""
    from pipeline.cli import report_view
    from pipeline.runs import reporting

    workspace = open_workspace(ctx)
    made = reporting.make(workspace, period, lang)
    if folder:
        say(f"wrote the report to {shown(reporting.write_page(workspace, made, folder))}")
    if as_json:
        echo_json(reporting.as_json(made))
    elif not folder:
        report_view.show(made.report, made.speech)
