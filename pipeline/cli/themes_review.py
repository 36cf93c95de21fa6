"""`leitmotiv themes review`: a person decides about the posts that the machine knows least."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import open_workspace, say
from pipeline.cli.terminal import printable
from pipeline.cli.themes_explain import percent, show_case
from pipeline.errors import ContentError
from pipeline.model import plural

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.runs.reviewing import Question, Review

_SHOWN = 3
_WORDS = {"accept": "a", "change": "c", "skip": "s", "quit": "q"}


@click.command()
@click.pass_context
def review(ctx: click.Context) -> None:
    """Decide about the posts that the machine knows least.

    Posts without a theme set by hand, the least certain first. Answers go into the front matter of the original, from
    where they hold for every language. Each is learned at once, and the next question is what is then least certain.
    Without a terminal the answers are read from stdin, a line each.
    """
    from pipeline.runs import history, reviewing, semantic

    workspace = open_workspace(ctx)
    walk = reviewing.Review(workspace)
    if not semantic.is_installed():
        say(semantic.MISSING)
    decided = 0
    try:
        while (question := walk.ask()) is not None:
            _show(question)
            answer = _answer(walk, question)
            if answer is None:
                break
            decided += _take(walk, question, answer)
    except (KeyboardInterrupt, EOFError):
        say("")
    if decided:
        from pipeline.runs import content

        history.record(workspace, content.read(workspace))
    _end(walk, decided)


def _answer(walk: Review, question: Question) -> tuple[str, ...] | None:
    """The themes that were chosen, none to skip, None to quit; asks until it understands."""
    from pipeline.runs import reviewing

    ranked = tuple(case.theme for case in question.explanation.cases)
    accept = f"[a]ccept {', '.join(question.proposed)}, " if question.proposed else ""
    while True:
        said = _line(f"{accept}[c]hange, [s]kip, [q]uit: ")
        match _WORDS.get(said.lower(), said.lower()):
            case "q":
                return None
            case "s":
                return ()
            case "a" if question.proposed:
                return question.proposed
            case "c":
                said = _line("its themes, by number or by name: ")
        try:
            if themes := reviewing.named(said, ranked, walk.themes):
                return themes
        except ContentError as refused:
            _complain(refused)


def _line(prompt: str) -> str:
    """A line of stdin; EOFError at its end."""
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        say(line.strip())
    return line.strip()


def _take(walk: Review, question: Question, themes: tuple[str, ...]) -> int:
    """Carries an answer out; 1 where something was decided."""
    if not themes:
        walk.put_off(question)
        return 0
    try:
        path = walk.decide(question, themes)
    except ContentError as refused:
        _complain(refused)
        return 0
    say(f"wrote themes: [{', '.join(themes)}] into {path}")
    return 1


def _complain(refused: ContentError) -> None:
    for problem in refused.problems:
        click.echo(click.style("error: ", fg="red", bold=True) + printable(str(problem)), err=True)


def _show(question: Question) -> None:
    """A post, its likeliest themes with what speaks for them, and the numbers of the others."""
    explanation = question.explanation
    click.echo(f"\n{click.style(printable(question.original.title), bold=True)}")
    click.echo(f"{question.original.path} ({', '.join(question.group.posts)}); {_posts(question.left)} to go\n")
    for number, case in enumerate(explanation.cases[:_SHOWN], 1):
        click.echo(f"{number}  ", nl=False)
        show_case(case)
    others = [f"{number} {case.theme}" for number, case in enumerate(explanation.cases[_SHOWN:], _SHOWN + 1)]
    click.echo(f"\nnone of these  {percent(explanation.none)}" + (f"; else {', '.join(others)}" if others else ""))


def _end(walk: Review, decided: int) -> None:
    left = f"{_posts(walk.left)} left to the machine" if walk.left else "every post has a theme set by hand"
    say(f"decided about {_posts(decided)}; {left}")


def _posts(count: int) -> str:
    return plural.of(count, "post")
