"""`leitmotiv new`: a file to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.context import open_workspace, say
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.model.workspace import Workspace


@click.command()
@click.argument("what", type=click.Choice(["post", "issue"]))
@click.argument("title")
@click.option("--lang", required=True, metavar="de", help="The language you write it in.")
@click.option("--translates", metavar="POST", help="The post that it translates: an id, a path or a translation key.")
@click.pass_context
def new(ctx: click.Context, what: str, title: str, lang: str, translates: str | None) -> None:
    """Begin a post, a translation or an issue: front matter filled, text as scaffold."""
    from pipeline.runs import drafting

    if not title.strip():
        raise click.UsageError("the title is empty")
    if what == "issue" and translates:
        raise click.UsageError("an issue holds all its languages in one file; --translates is for posts")
    workspace = open_workspace(ctx)
    known = _language(workspace, lang)
    if what == "post":
        path = drafting.post(workspace, title, known, translates)
        click.echo(path)
        say(f"write on in {path}; it is a draft until you take out status: draft")
        return
    path, circle = drafting.issue(workspace, title, known)
    click.echo(path)
    say(f"write on in {path}")
    others = [lang for lang in workspace.config.languages if lang != known]
    if others:
        add = f"for letters in {', '.join(others)} add these to its subject and texts"
        say(f"so far everybody gets it in {known}; {add}")
    if circle.quoted:
        wishes = plural.of(circle.quoted, "wish", "wishes")
        say(f"the block of the inner circle has {wishes} in the words of others; read them before anybody else does")
    if circle.withheld:
        wishes = plural.of(circle.withheld, "wish has", "wishes have")
        say(f"{wishes} an @ or a number of five digits or more, and only their themes are counted there")


def _language(workspace: Workspace, text: str) -> str:
    from pipeline.model.language import called_after, normalised

    try:
        lang = normalised(text)
    except ValueError as refused:
        raise click.BadParameter(str(refused), param_hint="--lang") from refused
    meant = called_after(lang, workspace.config.languages)
    if not meant:
        known = ", ".join(workspace.config.languages)
        raise click.BadParameter(f'"{lang}" is no language of the workspace; it has {known}', param_hint="--lang")
    return meant
