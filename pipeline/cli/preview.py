"""`leitmotiv preview`: the site on this machine, reloaded by each save."""

from __future__ import annotations

import click

from pipeline.cli.context import Standing, say


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where it listens.")
@click.pass_context
def preview(ctx: click.Context, port: int) -> None:
    """Show the site on this machine, and reload it after each save.

    Nothing is written to the output folder. Mistakes stand in the page, with file and line. The search finds nothing
    here: its index is made by `leitmotiv build`.
    """
    import asyncio

    from pipeline.edges import place
    from pipeline.runs.previewing import Session
    from pipeline.web import serving
    from pipeline.web.preview import Preview, running

    standing = ctx.ensure_object(Standing)
    root = place.find(standing.folder)
    serving.free(port)
    session = Session(root, standing.as_of)
    for problem in session.refresh().problems:
        say(str(problem))

    async def until_stopped() -> None:
        shown = Preview(session, root, say)
        await serving.serve(shown.app(), port, running(shown))

    say(f"http://{serving.LOOPBACK}:{port}/ shows the site; Ctrl-C ends it")
    asyncio.run(until_stopped())
