"""`leitmotiv build`: the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.context import Folder, Standing, open_workspace, say, shown
from pipeline.model import plural

if TYPE_CHECKING:  # pydantic and templates wait until there is something to build
    from pipeline.runs.unchanged import Built, Look


@click.command()
@click.option("--clean", is_flag=True, help="Forget all that is kept of builds before.")
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@click.option("--output", type=Folder(resolve_path=True), metavar="DIR", help="Another folder than the config's.")
@click.pass_context
def build(ctx: click.Context, clean: bool, dry_run: bool, output: str | None) -> None:
    """Build the site."""
    from pipeline.runs import unchanged

    standing = ctx.ensure_object(Standing)
    look = None if clean else unchanged.look(standing.folder, output)
    built = look.built(standing.as_of) if look else None
    if built is None:
        built = _build(ctx, output, look, clean=clean, dry=dry_run)
    wrote, removed = ("would write", "would remove") if dry_run else ("wrote", "removed")
    some = plural.of(built.untranslated, "post lacks", "posts lack")
    lacking = f" ({some} a translation)" if built.untranslated else ""
    files = plural.of(built.files, "file")
    say(f"{wrote} {built.written:,} of {files} to {shown(built.folder)}{lacking}; {removed} {built.removed:,}")
    for said in built.farewell:
        say(said)


def _build(ctx: click.Context, output: str | None, look: Look | None, *, clean: bool, dry: bool) -> Built:
    from pipeline.edges import kept
    from pipeline.runs import building

    workspace = open_workspace(ctx)
    if clean and not dry:
        kept.forget(workspace.root)
    return building.build(workspace, output, dry=dry, look=look)
