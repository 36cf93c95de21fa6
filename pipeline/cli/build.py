"""`leitmotiv build`: the site."""

from __future__ import annotations

import click

from pipeline.cli.context import open_workspace, say, shown


@click.command()
@click.option("--clean", is_flag=True, help="Empty the output folder first.")
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@click.option("--output", metavar="DIR", help="Another folder than the config's.")
@click.pass_context
def build(ctx: click.Context, clean: bool, dry_run: bool, output: str | None) -> None:
    """Build the site."""
    from pipeline.runs import building

    workspace = open_workspace(ctx)
    if clean and not dry_run:
        building.clean(workspace, output)
    built = building.build(workspace, output, dry=dry_run)
    verb = "would write" if dry_run else "wrote"
    lacking = f" ({built.untranslated} posts lack a translation)" if built.untranslated else ""
    say(f"{verb} {built.written} of {built.files} files to {shown(built.folder)}{lacking}; removed {built.removed}")
