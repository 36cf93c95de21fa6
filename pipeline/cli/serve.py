"""`leitmotiv serve`: the receiver."""

from __future__ import annotations

from typing import Any

import click

from pipeline.cli.context import say, warn


class Listen(click.ParamType[str]):
    """A place where a server waits, as 127.0.0.1:8000."""

    name = "listen"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The place, or a usage error that shows how to write one."""
        from pipeline.model.net import listens

        try:
            return listens(value)
        except ValueError as refused:
            self.fail(str(refused), param, ctx)


@click.command()
@click.option("--listen", type=Listen(), metavar="HOST:PORT", help="Where it waits, if not where the config says.")
@click.pass_context
def serve(ctx: click.Context, listen: str | None) -> None:
    """Answer sign-ups, confirmations, unsubscribes and inquiries over the web.

    Stands behind a proxy that speaks HTTPS, at the address under [receiver] url; docs/receiver.md shows how. Mails go
    out as [mail] says: in rehearsal mode into private/outbox/receiver/. Ctrl-C ends it, once mails under way are gone.
    """
    import asyncio
    from contextlib import suppress

    from pipeline.cli.context import open_workspace
    from pipeline.errors import Problem
    from pipeline.web import hooks, receiver, serving

    opened = open_workspace(ctx)
    workspace = receiver.standing(opened, listen)
    host, port = receiver.place(workspace)
    serving.free(port, host, mend="choose another: --listen HOST:PORT")
    if opened.config.receiver.url is None:
        warn([Problem("[receiver] url is not set, so no form of the site and no letter leads here", "leitmotiv.toml")])
    if workspace.config.mail.mode == "rehearsal":
        warn([Problem('[mail] mode is "rehearsal": mails are written into private/outbox/receiver/, and none is sent')])

    def tell(sentence: str) -> None:
        with suppress(OSError):  # a log on a full disk, or of a program that has ended, takes no reader's wish away
            say(sentence)

    async def until_stopped() -> None:
        desk = receiver.opened(workspace, tell)
        await serving.serve(receiver.app(desk), port, receiver.running(desk), host=host, settle=desk.postman.settle)

    say(f"http://{workspace.config.receiver.listen}/ answers as {workspace.config.receiver.url}; Ctrl-C ends it")
    say(f"calendars, forms of others and mail providers may post to {hooks.address(workspace)}")
    asyncio.run(until_stopped())
