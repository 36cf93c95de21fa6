"""`leitmotiv worker`: one of several senders."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace, say


@click.command()
@click.pass_context
def worker(ctx: click.Context) -> None:
    """Take chunks of a distributed send, until Ctrl-C.

    Needs PostgreSQL under [database], and the same LEITMOTIV_SECRET on every machine.
    """
    from pipeline.cli import sending_view
    from pipeline.runs.delivery import distributing, sending

    workspace = open_workspace(ctx)
    sending.require_smtp(workspace)
    distributing.check(workspace)
    with sending.office(workspace) as office, sending_view.stopping(office):
        say("waiting for letters; Ctrl-C ends it")
        distributing.work(workspace, office, say)
