"""`leitmotiv leads`: who asked for something, and how far it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from pipeline.cli import leads_by_hand
from pipeline.cli.context import json_option, open_workspace, warn
from pipeline.cli.imports import dates_option, dry_run_option, mapping_options, options_of, tell
from pipeline.cli.tables import Cell, show_rows


@click.group()
def leads() -> None:
    """Import, list and care for leads."""


@leads.command(name="import")
@click.argument("files", nargs=-1, type=click.Path(resolve_path=True), metavar="FILE...")
@mapping_options
@dates_option
@click.option("--imap", is_flag=True, help="Read the mails of the IMAP folder in [mailbox].")
@dry_run_option
@click.pass_context
def import_(ctx: click.Context, /, files: tuple[str, ...], pairs: tuple[str, ...], **wished: object) -> None:
    """Take in leads from files, or from an IMAP folder.

    CSV of HubSpot, Pipedrive or Calendly, or any CSV with --map; .json of webhooks; .eml and mbox.

    Several files are read together. The same row again changes nothing; a corrected one replaces what it said; what
    you said by hand wins over both. Columns of ours: date, email, name, company, channel, message, offer, deal, stage,
    stage_date, qualified_date, value, how_did_you_hear, referred_by, employees, lang, theme, knows, solvable, money,
    decides, wish, pages, journey, utm_source, utm_medium, utm_campaign, utm_content, id.
    """
    from pipeline.runs.intake import leads as taking

    options = options_of("leads", pairs, wished)
    if bool(files) == bool(wished["imap"]):
        raise click.UsageError("name the files to import, or --imap, one of them")
    dry_run = bool(wished["dry_run"])
    workspace = open_workspace(ctx)
    if wished["imap"]:
        tell(ctx, taking.import_mailbox(workspace, dry_run=dry_run))
        return
    tell(ctx, taking.import_leads(workspace, files, options))


@leads.command(name="list")
@json_option
@click.option("--all", "everything", is_flag=True, help="Also what was called no lead.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool, everything: bool) -> None:
    """List leads, and what they lack to be counted."""
    from pipeline.runs import care

    found = care.listed(open_workspace(ctx), everything=everything)
    warn(found.problems)
    fill = "leitmotiv leads import FILE brings leads, leitmotiv leads add one"
    show_rows(found.rows, _COLUMNS, fill, as_json=as_json)


def _themes(row: Mapping[str, Any]) -> str:
    weights = row["wanted"]
    return ", ".join(sorted(weights, key=lambda theme: (-weights[theme], theme)))


_COLUMNS: dict[str, str | Cell] = {
    "id": "id",
    "received": lambda row: row["received_at"][:10],
    "stage": "stage",
    "company": "company",
    "channel": "channel",
    "wants": _themes,
    "missing": lambda row: ", ".join(row["missing"]),
}


for command in leads_by_hand.COMMANDS:
    leads.add_command(command)
