"""What commands that take in files share: options, naming the columns of a table, telling what an import came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import say, warn
from pipeline.errors import Problem
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.model.dates import Order
    from pipeline.model.mappings import ColumnMapping, MappedAbout
    from pipeline.runs.intake.columns import ImportOptions
    from pipeline.runs.intake.imports import ImportResult

SHOWN = 10
"""How many rejected rows the terminal names; the file of rejects has them all."""
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would come in, and keep nothing.")
dates_option = click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="How 03/04/2026 is meant; remembered.")


def mapping_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--map`, `--save-as` and `--mapping`: what columns of any CSV are called."""
    options = (
        click.option("--map", "pairs", multiple=True, metavar="OURS=THEIRS,...", help="Name the columns of any CSV."),
        click.option("--save-as", metavar="NAME", help="Keep the --map in content/mappings.toml."),
        click.option("--mapping", metavar="NAME", help="Read the files by a mapping that was kept."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def options_of(about: MappedAbout, pairs: tuple[str, ...], wished: Mapping[str, object]) -> ImportOptions:
    """What the command line asks for; a usage error where it contradicts itself."""
    from pipeline.runs.intake.columns import ImportOptions

    if wished["mapping"] and pairs:
        raise click.UsageError("--map names the columns anew; leave out --mapping")
    if wished["save_as"] and not pairs:
        raise click.UsageError("--save-as keeps a --map; there is none")
    return ImportOptions(
        mapping=_mapping(about, pairs, wished),
        saved=_text(wished["mapping"]),
        save=bool(wished["save_as"]),
        order=_order(wished.get("dates")),
        dry_run=bool(wished["dry_run"]),
    )


def tell(ctx: click.Context, *results: ImportResult) -> None:
    """Warnings, then the numbers of each result; exits with 1 where a row or a file was not taken."""
    for result in results:
        _tell(result)
    if any(result.rejected or result.problems for result in results):
        ctx.exit(1)


def warn_of(result: ImportResult) -> None:
    """What was not taken, the first of many rows, and what deserves a look."""
    warn(result.problems)
    warn(Problem(reject.reason, reject.path, reject.line) for reject in result.rejects[:SHOWN])
    if result.rejected > SHOWN:
        see = f", see {', '.join(result.rejects_files)}" if result.rejects_files else ""
        warn([Problem(f"and {plural.of(result.rejected - SHOWN, 'more row')}{see}")])
    warn(Problem(remark) for remark in result.remarks)


def _tell(result: ImportResult) -> None:
    warn_of(result)
    for said in (*result.details, *result.notes):
        say(said)
    say(str(result))


def _mapping(about: MappedAbout, pairs: tuple[str, ...], wished: Mapping[str, object]) -> ColumnMapping | None:
    """The mapping on the command line; a usage error where it is none."""
    from pipeline.model import mappings
    from pipeline.model.slug import is_slug, slugify

    if not pairs:
        return None
    columns: dict[str, str] = {}
    for pair in (pair for text in pairs for pair in mappings.pairs(text)):
        ours, mark, theirs = pair.partition("=")
        if not mark or not theirs.strip():
            example = "date=Created,email=Mail" if about == "leads" else "email=Mail,lang=Language"
            raise click.UsageError(f'"{pair}" is no pair; write --map {example}')
        if ours.strip().casefold() in columns:
            raise click.UsageError(f'"{ours.strip()}" is named twice; one column of theirs for each of ours')
        columns[ours.strip().casefold()] = theirs.strip()
    if problem := mappings.problem_of(columns, about):
        raise click.UsageError(problem)
    name = _text(wished["save_as"]) or "typed"
    if not is_slug(name):
        raise click.UsageError(f'"{name}" cannot be a name; write --save-as {slugify(name) or "crm"}')
    return mappings.ColumnMapping(name=name, columns=columns, dates=_order(wished.get("dates")), about=about)


def _order(value: object) -> Order | None:
    from pipeline.model.dates import ORDERS

    return next((order for order in ORDERS if order == value), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
