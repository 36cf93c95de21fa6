"""`leitmotiv init`: a new workspace."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pipeline.cli.context import say, warn
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.model.scaffold import Answers


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--yes", is_flag=True, help="Ask nothing, take what is given or usual.")
@click.option(
    "--demo", is_flag=True, help="Fill it with the demo: 24 posts, two letters, half a year of leads and hours."
)
@click.option("--languages", default="en,de", show_default=True, metavar="de,en", help="The languages you publish in.")
@click.option("--name", help="What the publication is called.")
@click.option("--url", help="Where the site will stand.")
@click.option("--address", help="The address that letters come from.")
@click.pass_context
def init(ctx: click.Context, /, folder: str, yes: bool, demo: bool, languages: str, **wished: str | None) -> None:
    """Make a workspace that builds at once."""
    from pipeline.edges import place
    from pipeline.runs import starting
    from pipeline.runs.checks import untranslated

    if not folder.strip():
        raise click.BadParameter("name a folder for the workspace", param_hint="DIR")
    above = place.above(folder)
    if demo:
        written = starting.start_demo(folder)
        _tell_what_the_demo_takes_no_notice_of(ctx, ("languages", *_QUESTIONS))
    else:
        asks = not yes and sys.stdin.isatty()
        answers = _answers(languages, wished, asks=asks)
        written = starting.start(folder, answers, datetime.now(UTC).date())
        warn(untranslated.wording(folder, answers.languages))
    there = "" if Path(folder).samefile(".") else f"cd {shlex.quote(folder)} && "
    say(f"wrote {plural.of(written, 'file')} to {folder}; next: {there}leitmotiv run")
    if above:
        say(f"note: it lies inside another workspace, {above}")


def _tell_what_the_demo_takes_no_notice_of(ctx: click.Context, wishes: Iterable[str]) -> None:
    given = [f"--{name}" for name in wishes if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        say(f"note: the demo comes as it is, and nothing was made of {', '.join(given)}")


_QUESTIONS = {
    "name": ("What is your publication called", "My publication"),
    "url": ("Where will the site stand", "https://example.org"),
    "address": ("Which address do letters come from", "letters@example.org"),
}


def _answers(languages: str, wished: Mapping[str, str | None], *, asks: bool) -> Answers:
    """What was given, else what the answers say, else what is usual."""
    from pipeline.model.language import listed
    from pipeline.model.scaffold import Answers

    try:
        tags = listed(languages)
    except ValueError as refused:
        raise click.BadParameter(str(refused), param_hint="--languages") from refused
    answers = {
        key: wished[key] or (click.prompt(question, default=usual, err=True) if asks else usual)
        for key, (question, usual) in _QUESTIONS.items()
    }
    return Answers(**answers, languages=tags)
