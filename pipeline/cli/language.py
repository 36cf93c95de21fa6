"""`leitmotiv language`: what a text is written in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import Standing, echo_json, json_option, open_workspace
from pipeline.cli.tables import show_table
from pipeline.errors import WorkspaceError

if TYPE_CHECKING:
    from pipeline.runs.language import Answer


@click.command()
@click.argument("sources", nargs=-1, metavar="[FILE...|-]")
@click.option("--lines", metavar="FILE", help="Answer for each line of this file; - is stdin.")
@click.option(
    "--languages", metavar="de,en", help="The candidates, if not the workspace's; outside a workspace all that we know."
)
@json_option
@click.pass_context
def language(
    ctx: click.Context, sources: tuple[str, ...], lines: str | None, languages: str | None, as_json: bool
) -> None:
    """Say which language files, or the lines of a file, are written in."""
    from pipeline.runs import language as run

    if bool(sources) == bool(lines):
        raise click.UsageError("name files, or one with --lines; - is stdin", ctx)
    detect = run.detector(_named(ctx, languages)) if languages is not None else run.detector((), _own(ctx))
    if lines:
        answers = run.of_lines(lines, _stdin() if lines == "-" else run.read_file(lines), detect)
    else:
        answers = [
            run.of_text(source, _stdin() if source == "-" else run.read_file(source), detect) for source in sources
        ]
    if as_json:
        echo_json([_row(answer) for answer in answers])
        return
    show_table(
        ("source", "line", "language", "probability", "runner-up"),
        [
            (row["source"], row["line"], row["lang"] or _unsure(row), f"{row['probability']:.3f}", row["runner_up"])
            for row in map(_row, answers)
        ],
    )


def _own(ctx: click.Context) -> tuple[str, ...]:
    """The workspace's languages; none outside of one, unless it was asked for with -C."""
    try:
        return open_workspace(ctx).config.languages
    except WorkspaceError:
        if ctx.ensure_object(Standing).folder != Standing().folder:
            raise
        return ()


def _named(ctx: click.Context, languages: str) -> tuple[str, ...]:
    """The candidates of `--languages`."""
    from pipeline.model.language import listed
    from pipeline.runs import language as run

    try:
        tags = listed(languages)
    except ValueError as refused:
        raise click.BadParameter(str(refused), ctx, param_hint="--languages") from refused
    if odd := run.unknown(tags):
        said = f"no text can be told to be in {', '.join(odd)}; take it out"
        raise click.BadParameter(said, ctx, param_hint="--languages")
    if not tags:
        raise click.BadParameter("names no language; write for instance de,en", ctx, param_hint="--languages")
    return tags


def _stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _row(answer: Answer) -> dict[str, Any]:
    guess = answer.guess
    return {
        "source": answer.source,
        "line": answer.line,
        "lang": guess.lang,
        "best": guess.best,
        "probability": guess.probability,
        "runner_up": guess.runner_up,
        "margin": guess.margin,
    }


def _unsure(row: dict[str, Any]) -> str:
    return f"unsure ({row['best']}?)" if row["best"] else "unsure"
