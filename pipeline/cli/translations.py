"""`leitmotiv translations`: what stands in which language, what is outdated, and what may belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say, standing_options
from pipeline.cli.tables import Cell, show_rows
from pipeline.cli.terminal import echo
from pipeline.model import plural
from pipeline.posts import excerpt

if TYPE_CHECKING:
    from pipeline.posts.fingerprints import Change

_EVIDENCE = 40


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def translations(ctx: click.Context, as_json: bool) -> None:
    """List translation groups and what is missing."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("here --json lists the groups; leitmotiv translations diff POST has one of its own")
        return
    from pipeline.runs import content
    from pipeline.runs import translations as run

    columns: dict[str, str | Cell] = {
        "group": "key",
        "languages": lambda row: ", ".join(row["posts"]),
        "missing": lambda row: ", ".join(row["missing"]),
        "outdated": lambda row: ", ".join(row["outdated"]),
        "looks like a translation": lambda row: "\n".join(_suggested(row["suggested"])),
    }
    rows = run.overview(open_workspace(ctx))
    show_rows(rows, columns, content.BEGIN, as_json=as_json)
    if not as_json and any(row["suggested"] for row in rows):
        say("a suggestion is right? leitmotiv translations link A B")
    if never := 0 if as_json else sum(len(row["unwatched"]) for row in rows):
        begin = "leitmotiv translations dismiss --unwatched"
        was = plural.of(never, "translation was", "translations were")
        say(f"{was} never compared with an original, so that no edit of it is seen; all are up to date? {begin}")


# The group runs by itself, so that it too takes what every command takes.
translations.params.extend(standing_options())


@translations.command()
@click.argument("a")
@click.argument("b")
@click.pass_context
def link(ctx: click.Context, a: str, b: str) -> None:
    """Make two posts translations of each other.

    Writes translation_key into the head of one of them.
    """
    from pipeline.runs import translations as run

    written = run.link(open_workspace(ctx), a, b)
    if written:
        say(f"wrote the head of {' and '.join(written)}")
    else:
        say("they are translations of each other already; nothing to do")


@translations.command()
@click.argument("post")
@json_option
@click.pass_context
def diff(ctx: click.Context, post: str, as_json: bool) -> None:
    """Show what changed in the original since POST was translated."""
    from pipeline.runs import translations as run

    found = run.diff(open_workspace(ctx), post)
    if as_json:
        changes = [_change(change) for change in found.changes]
        echo_json({"post": found.post.id, "original": found.original.id, "changes": changes})
        return
    for change in found.changes:
        _show(change, found.original.path, found.post.path)
    if not found.changes:
        say("nothing changed")
        return
    many = plural.of(len(found.changes), "paragraph")
    say(f"{many} of {found.original.path} changed; settle it: leitmotiv translations dismiss {found.post.id}")


@translations.command()
@click.argument("post", required=False)
@click.option("--unwatched", is_flag=True, help="Every translation that was never compared with its original.")
@click.pass_context
def dismiss(ctx: click.Context, post: str | None, unwatched: bool) -> None:
    """Note that POST is up to date with its original.

    From then on an edit of the original is reported.
    """
    from pipeline.runs import translations as run

    if unwatched == bool(post):
        raise click.UsageError("name a post, or say --unwatched", ctx)
    if post is None:
        written = run.watch(open_workspace(ctx))
        many = plural.of(len(written), "translation is", "translations are")
        say(f"noted: {many} up to date, and watched from now on")
        return
    translation, original = run.dismiss(open_workspace(ctx), post)
    say(f"noted: {translation.path} is up to date with {original.path}")


def _suggested(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['id']} ({row['score']:.0%}; {'; '.join(map(_short, row['evidence']))})" for row in rows]


def _short(evidence: str) -> str:
    """The beginning of a long one: code lines are evidence, too; --json has all of it."""
    return excerpt.cut(evidence, _EVIDENCE)


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "line": change.now.line if change.now else None,
        "text": change.now.text if change.now else None,
        "translation_line": change.translated.line if change.translated else None,
        "translation": change.translated.text if change.translated else None,
    }


def _show(change: Change, original: str, translation: str) -> None:
    place = change.now or change.translated
    path = original if change.now else translation
    where = f"{path}:{place.line}" if place and place.line else f"{path} (title)" if place else original
    echo(f"{where}  {change.kind}", bold=True)
    if change.now:
        echo(f"  + {change.now.text.replace(chr(10), chr(10) + '    ')}")
    if change.translated:
        echo(f"  = {change.translated.text.replace(chr(10), chr(10) + '    ')}")
    echo()
