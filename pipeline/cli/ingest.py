"""`leitmotiv ingest`: what was written elsewhere becomes posts."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say, warn
from pipeline.cli.tables import show_table
from pipeline.errors import Problem
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.runs.ingesting.ingest import Ingested
    from pipeline.runs.ingesting.retrieving import Progress

SHOWN = 10
"""So many skipped texts and warnings of a source are named on the terminal; --json has them all."""
_MANY = 50
_SHORTEST, _OTHER_COLUMNS = 16, 66


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--lang",
    metavar="L",
    help="The language of all of it, where front matter and file names say none; auto: detect it.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
@click.option("--allow-host", "hosts", multiple=True, metavar="H", help="Fetch from this host though it is private.")
@click.option(
    "--keep-boilerplate", is_flag=True, help="Keep menus, share rows and footers of pages and flattened text."
)
@click.option("--accept-damaged", is_flag=True, help="Take texts that look damaged.")
@json_option
@click.pass_context
def ingest(
    ctx: click.Context, /, sources: tuple[str, ...], hosts: tuple[str, ...], as_json: bool, **given: object
) -> None:
    """Turn files, feeds, pages and exports into posts.

    A SOURCE is a Markdown, text or HTML file, a folder or zip of them, a feed or a page by its address or as a file,
    or an export of WordPress, Squarespace, Substack, Ghost, Medium, LinkedIn, Blogger, Buttondown or beehiiv. Without
    any, the feeds of leitmotiv.toml are taken.
    """
    from pipeline.edges.http import Settings
    from pipeline.runs.ingesting import ingest as run

    workspace = open_workspace(ctx)
    if not sources and not workspace.config.feeds:
        raise click.UsageError("name a source, or put [[feeds]] into leitmotiv.toml")
    options = run.Options(
        lang=_language(given["lang"], workspace.config.languages),
        dry=bool(given["dry_run"]),
        keep_boilerplate=bool(given["keep_boilerplate"]),
        accept_damaged=bool(given["accept_damaged"]),
        settings=Settings(allow_hosts=(*workspace.config.ingest.allow_hosts, *hosts)),
    )
    with _bar() as progress:
        found = run.ingest(workspace, sources, options, progress, say)
    if as_json:
        echo_json(_json(found, dry=options.dry))
    _tell(found, dry=options.dry, quiet=as_json)
    if not found.is_complete:
        ctx.exit(1)


def _language(given: object, known: tuple[str, ...]) -> str:
    if not given:
        return ""
    lang = str(given).replace("_", "-").lower()
    if lang not in (*known, "auto"):
        message = f'"{given}" is none of the workspace\'s languages ({", ".join(known)}); add it to leitmotiv.toml'
        raise click.BadParameter(message, param_hint="--lang")
    return lang


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar on stderr where somebody looks at it and there is much to do; else nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(what: str, done: int, total: int) -> None:
            if total < _MANY:
                return
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield advance


def _json(found: Ingested, *, dry: bool) -> dict[str, object]:
    from pipeline.posts.incoming import summary

    rows = [summary.as_json(result) for result in found.results]
    return {"sources": rows, "suggested_pairs": found.pairs, "dry_run": dry}


def _tell(found: Ingested, *, dry: bool, quiet: bool) -> None:
    """What was not taken and what to look at on stderr; the closing table on stdout."""
    from pipeline.runs.ingesting import ingest as run

    for result in found.results:
        problems = run.problems(result)
        warn(problems[:SHOWN])
        if len(problems) > SHOWN:
            warn([Problem(f"and {len(problems) - SHOWN} more; --json lists all of them", result.source)])
        for sentence in run.sentences(result, SHOWN):
            say(sentence)
    if not quiet:
        show_table(
            ("source", "format", "new", "updated", "unchanged", "skipped", "languages"),
            [
                (
                    _short(result.source), ", ".join(result.formats), result.count("new"), result.count("updated"),
                    result.count("unchanged"), result.count("skipped") + len(result.refused) + result.count("waiting"),
                    _counted(result.languages),
                )
                for result in found.results
            ],
        )  # fmt: skip
    new, updated = (sum(result.count(status) for result in found.results) for status in ("new", "updated"))
    say(f"{'would write' if dry else 'wrote'} {new} new and {plural.of(updated, 'updated post')} to content/posts/")
    if found.pairs:
        said = plural.of(found.pairs, "pair of posts looks", "pairs of posts look")
        say(f"{said} like translations; see: leitmotiv translations")


def _short(source: str) -> str:
    """The end of a path or an address, which tells sources apart, as long as the terminal has room for it."""
    room = max(_SHORTEST, shutil.get_terminal_size().columns - _OTHER_COLUMNS)
    return source if len(source) <= room else f"…{source[-room + 1 :]}"


def _counted(numbers: Mapping[str, int]) -> str:
    return " ".join(f"{name} {count}" for name, count in numbers.items())
