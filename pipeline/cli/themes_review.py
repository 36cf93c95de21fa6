"""`leitmotiv themes review`: a person decides about the posts that the machine knows least."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import open_workspace, say
from pipeline.cli.terminal import printable
from pipeline.cli.themes_explain import percent, show_case
from pipeline.errors import ContentError, LeitmotivError
from pipeline.model import plural

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.runs.reviewing import Question, Review

_SHOWN, _NAMED = 3, 9
_WORDS = {"accept": "a", "change": "c", "none": "n", "skip": "s", "undo": "u", "quit": "q"}


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
    try:
        while (question := walk.ask()) is not None:
            _show(question)
            act = _answer(walk, question)
            if act is None:
                break
            _do(act)
    except (KeyboardInterrupt, EOFError):
        say("")
    _end(walk)
    if walk.decided:
        from pipeline.runs import content

        history.record(workspace, content.read(workspace))


def _answer(walk: Review, question: Question) -> Callable[[], None] | None:
    """What an answer does, None to quit; asks until it understands."""
    accept = f"[a]ccept {', '.join(question.proposed)}, " if question.proposed else ""
    undo = "[u]ndo, " if walk.can_undo else ""
    while True:
        said = _line(f"{accept}[c]hange, [n]one of these, [s]kip, {undo}[q]uit: ")
        match _WORDS.get(said.lower(), said.lower()):
            case "q":
                return None
            case "s":
                return partial(walk.put_off, question)
            case "n":
                return partial(_write, walk, question, ())
            case "u" if walk.can_undo:
                return partial(_undo, walk)
            case "a" if question.proposed:
                return partial(_write, walk, question, question.proposed)
            case "a" | "u" as nothing:
                say("there is nothing to accept" if nothing == "a" else "there is nothing to undo")
                continue
            case "c":
                said = _line("its themes, by number or by name: ")
        if themes := _named(walk, question, said):
            return partial(_write, walk, question, themes)


def _named(walk: Review, question: Question, said: str) -> tuple[str, ...]:
    """The themes of an answer; none where it is not understood, which is said."""
    from pipeline.runs import reviewing

    ranked = tuple(case.theme for case in question.explanation.cases)
    try:
        return reviewing.named(said, ranked, walk.themes)
    except ContentError as refused:
        _complain(refused)
        return ()


def _line(prompt: str) -> str:
    """A line of stdin; EOFError at its end."""
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        say(line.strip())
    return line.strip()


def _do(act: Callable[[], None]) -> None:
    """Carries an answer out, and says what forbids it."""
    try:
        act()
    except LeitmotivError as refused:
        _complain(refused)


def _write(walk: Review, question: Question, themes: tuple[str, ...]) -> None:
    path = walk.decide(question, themes)
    say(f"wrote themes: [{', '.join(themes)}] into {path}")


def _undo(walk: Review) -> None:
    path = walk.undo()
    say(f"{path} is as it was before")


def _complain(refused: LeitmotivError) -> None:
    for problem in refused.problems:
        click.echo(click.style("error: ", fg="red", bold=True) + printable(str(problem)), err=True)


def _show(question: Question) -> None:
    """A post, its likeliest themes with what speaks for them, and the numbers of the others."""
    explanation = question.explanation
    click.echo(f"\n{click.style(printable(question.original.title), bold=True)}")
    click.echo(f"{question.original.path} ({', '.join(question.group.posts)}); {_posts(question.left)} to go\n")
    if not any(case.passages for case in explanation.cases[:_SHOWN]) and question.beginning:
        click.echo(f"“{printable(question.beginning)}”\n")
    for number, case in enumerate(explanation.cases[:_SHOWN], 1):
        click.echo(f"{number}  ", nl=False)
        show_case(case, question.times)
    rest = list(enumerate(explanation.cases[_SHOWN:], _SHOWN + 1))
    others = [f"{number} {case.theme}" for number, case in rest[:_NAMED]]
    if len(rest) > _NAMED:
        others.append(f"and {len(rest) - _NAMED} more, by name")
    click.echo(f"\nnone of these  {percent(explanation.none)}" + (f"; else {', '.join(others)}" if others else ""))


def _end(walk: Review) -> None:
    left = f"{_posts(walk.left)} left to the machine" if walk.left else "every post has a theme set by hand"
    say(f"decided about {_posts(walk.decided)}; {left}")


def _posts(count: int) -> str:
    return plural.of(count, "post")
