"""`leitmotiv report`: which topics draw clients, and which only take time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import Day, Folder, echo_json, json_option, open_workspace, say, shown
from pipeline.model import plural
from pipeline.model.language import primary, recognised

if TYPE_CHECKING:
    from pipeline.runs.report.hindsight import Hindsight


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
@json_option
@click.option("--html", "folder", type=Folder(), metavar="DIR", help="Write one self-contained page into DIR.")
@click.option("--period", type=Period(), default=(None, None), metavar="FROM..UNTIL", help="Count only these days.")
@click.option("--lang", default="en", show_default=True, help="The language of the report: en, de, da.")
@click.option("--tables", type=Folder(), metavar="DIR", help="Write every table into DIR, as CSV and Parquet.")
@click.option("--engine", metavar="URL", help="Who counts touches: duckdb, or a Spark master.  [default: duckdb]")
@click.option(
    "--tags-as-of",
    type=click.Choice(["today", "lead"]),
    default="today",
    show_default=True,
    help="Which themes a lead's posts have: today's, or those of the day it wrote.",
)
@click.pass_context
def report(
    ctx: click.Context, /, as_json: bool, folder: str | None, tables: str | None, engine: str | None, **of: Any
) -> None:
    """Say which topics draw clients, and which only take time.

    --engine takes the touches, too many for one machine, to spark://HOST:PORT or another master of Spark (extra
    `spark`); it counts for --tables and --json.
    """
    from pipeline.cli import report_view
    from pipeline.runs.report import reporting

    if engine and not (tables or as_json):
        raise click.UsageError("--engine counts touches, which stand in --tables DIR and --json; name one of them")
    workspace = open_workspace(ctx)
    lang, spoken = recognised(of["lang"]) or "", reporting.languages(workspace)
    if lang not in spoken and primary(lang) not in spoken:
        said = f"the report speaks {', '.join(spoken)}; docs/site.md says how it learns another language"
        raise click.BadParameter(said, param_hint="--lang")
    question = reporting.Question(
        span=of["period"],
        lang=lang,
        tags_as_of=of["tags_as_of"],
        page=folder,
        tables=tables,
        counts=as_json,
        engine=engine,
    )
    found = reporting.answer(workspace, question)
    if found.page:
        say(f"wrote the report to {shown(found.page)}")
    if tables:
        say(f"wrote {plural.of(len(found.tables), 'table')} to {shown(tables)}, each as CSV and Parquet")
    if as_json:
        echo_json(found.rows)
    elif not folder and not tables:
        report_view.show(found.made.report, found.made.speech)
    if found.made.hindsight:
        say(_without_hindsight(found.made.hindsight))


def _without_hindsight(came_to: Hindsight) -> str:
    """What tags as of the lead's day came to."""
    if came_to.begins is None:
        return "no tags were written down yet, so today's count; leitmotiv run and leitmotiv themes tag write them down"
    touches, leads = plural.of(came_to.touches, "touch", "touches"), plural.of(came_to.leads, "lead")
    said = f"{touches} of {leads} {'counts' if came_to.touches == 1 else 'count'} for other themes than today's"
    if came_to.earlier:
        early = plural.of(came_to.earlier, "lead")
        said += f"; {early} wrote before the first tags were written down, on {came_to.begins}"
    return said
