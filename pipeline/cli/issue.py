"""`leitmotiv issue`: newsletter issues."""

from __future__ import annotations

import click

from pipeline.cli.context import echo_json, open_workspace, say, shown, warn
from pipeline.cli.tables import show_table


@click.group()
def issue() -> None:
    """List and render newsletter issues."""


@issue.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_issues(ctx: click.Context, as_json: bool) -> None:
    """List the issues, the oldest first."""
    from pipeline.runs import content, letters

    workspace = open_workspace(ctx)
    found = letters.issues(workspace, content.read(workspace))
    if as_json:
        echo_json(
            [
                {"issue": one.id, "langs": list(one.langs), "published": one.sent_on.isoformat(), "sent": False}
                for one in found
            ]
        )
        return
    show_table(
        ("issue", "date", "languages", "subject"),
        [(one.id, one.sent_on, ", ".join(one.langs), one.subject[one.langs[0]]) for one in found],
    )


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--output", metavar="DIR", help="Where the letters go; private/outbox/ISSUE unless given.")
@click.pass_context
def render(ctx: click.Context, name: str, output: str | None) -> None:
    """Write a letter per language, a bilingual one, and a page to look at them."""
    from pipeline.runs import content, letters

    workspace = open_workspace(ctx)
    found = content.read(workspace)
    chosen = letters.named(letters.issues(workspace, found), name)
    rendered = letters.write(workspace, letters.plan_of(workspace, found, chosen), output)
    warn(rendered.warnings)
    folder = shown(rendered.folder)
    say(f"wrote {len(rendered.files) - 1} letters to {folder}; look at {folder}/index.html")
