"""`leitmotiv check`: all that can be checked before publishing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say
from pipeline.cli.terminal import printable
from pipeline.errors import ConfigError
from pipeline.model import plural

if TYPE_CHECKING:  # pydantic waits until the command runs
    from pipeline.runs.checks.checking import Checked
    from pipeline.site.findings import Finding

_COLOURS = {"error": "red", "warning": "yellow"}


@click.command()
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Check everything that can be checked before publishing.

    Links and anchors, languages and translations, pages that nothing leads to, pictures without a text, letters that
    are too long, addresses that two pages claim, secrets and people's data, templates; and what DNS says of the sender
    (SPF, DKIM, DMARC) where [mail] mode is "smtp". Exit code 1 on errors.
    """
    from pipeline.runs import semantic

    checked = _checked(ctx)
    if as_json:
        echo_json([finding.as_json() for finding in checked.findings])
    else:
        show(checked.findings)
    if not semantic.is_installed():
        say(semantic.MISSING)
    warnings = len(checked.findings) - checked.errors
    found = f"{plural.of(checked.errors, 'error')}, {plural.of(warnings, 'warning')}"
    if checked.pages:
        say(f"checked {plural.of(checked.pages, 'page')}: {found}")
    else:
        say(f"{found}; the pages cannot be made, and so were not checked: mend this, then check again")
    ctx.exit(1 if checked.errors else 0)


def _checked(ctx: click.Context) -> Checked:
    from pipeline.edges import dns
    from pipeline.runs.checks import checking, misconfigured

    try:
        return checking.check(open_workspace(ctx), dns.texts)
    except ConfigError as refused:
        return checking.Checked(misconfigured.findings(refused), pages=0)


def show(findings: Iterable[Finding]) -> None:
    """Each finding on a line of stderr."""
    for finding in findings:
        level = click.style(f"{finding.level}: ", fg=_COLOURS[finding.level])
        click.echo(level + printable(str(finding.problem)), err=True)
