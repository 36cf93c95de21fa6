"""`leitmotiv publish`: brings the site to where it is read."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace, say
from pipeline.model import plural


@click.command()
@click.pass_context
def publish(ctx: click.Context) -> None:
    """Check, build, and run the configured deploy command.

    The command stands in leitmotiv.toml, [publish] command, and runs in the workspace. It ends at the first of its
    lines that fails; its exit code is then told, and ours is 1. A second publish waits for the first.
    """
    from pipeline.cli.check import show
    from pipeline.runs import publishing

    published = publishing.publish(open_workspace(ctx), say)
    show(finding for finding in published.checked.findings if finding.level == "error" or published.built)
    if published.built is None:
        say(f"published nothing: {plural.of(published.checked.errors, 'error')}")
    elif published.code:
        say(f"the command failed with exit code {published.code}")
    ctx.exit(1 if published.code else 0)
