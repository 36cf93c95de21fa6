"""`leitmotiv run`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.context import open_workspace, say, shown, warn
from pipeline.cli.imports import warn_of


@click.command()
@click.pass_context
def run(ctx: click.Context) -> None:
    """Take in imports, tag, build the site, render the newest issue, report."""
    from pipeline.cli import report_view
    from pipeline.runs import everything

    outcome = everything.run(open_workspace(ctx), say)
    warn(outcome.taken_in.problems)
    for result in outcome.taken_in.results:
        warn_of(result)
    warn(outcome.letters.warnings if outcome.letters else ())
    report_view.show(outcome.report.report, outcome.report.speech)
    say("Look at:")
    say(f"  the site      {shown(str(Path(outcome.built.folder, 'index.html')))}")
    if outcome.letters:
        say(f"  the letters   {shown(str(Path(outcome.letters.folder, 'index.html')))}")
    say(f"  the report    {shown(outcome.page)}")
    if outcome.refused:
        ctx.exit(1)
