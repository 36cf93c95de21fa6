"""`leitmotiv themes`: which positioning themes the posts promote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say, warn
from pipeline.cli.terminal import printable
from pipeline.cli.themes_diary import promote, retire
from pipeline.cli.themes_evaluate import evaluate
from pipeline.cli.themes_explain import explain, percent
from pipeline.cli.themes_review import review
from pipeline.cli.themes_suggest import suggest
from pipeline.model import plural

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.runs.tagging import Tagged


_WIDEST = 60


@click.group()
def themes() -> None:
    """Assign positioning themes to posts."""


@themes.command()
@json_option
@click.pass_context
def tag(ctx: click.Context, as_json: bool) -> None:
    """Tag every post, and write down the day on which tags are new."""
    from pipeline.runs import semantic, tagging
    from pipeline.runs.checks import keywords, unread

    workspace = open_workspace(ctx)
    found = tagging.tag(workspace)
    if as_json:
        echo_json(tagging.rows(workspace, found))
    elif found.groups:
        for line in _table(found):
            click.echo(line)
    if not semantic.is_installed():
        say(semantic.MISSING)
    warn([*keywords.doubts(workspace), *unread.doubts(found.content)])
    say(_summary(found))


def _table(found: Tagged) -> Iterator[str]:
    """The posts of each theme, the surest last, and those of none: a line each, for eyes and for grep."""
    names = {group.key: f"{group.key} ({', '.join(group.posts)})" for group in found.groups}
    width = min(max(map(len, names.values()), default=0), _WIDEST)
    yield click.style(f"{'':{width + 2}}  weight  probability  by       via", dim=True)
    for theme in found.themes:
        given = [(tag, key) for key, tags in found.tags.items() for tag in tags if tag.theme == theme]
        if given:
            yield click.style(theme, bold=True)
        for tag, key in sorted(given, key=lambda one: (one[0].probability or 1.0, one[1])):
            sure = "" if tag.probability is None else percent(tag.probability)
            cells = f"  {names[key]:{width}}  {tag.weight:6.2f}  {sure:>11}  {tag.by:7}  {tag.via or ''}"
            yield printable(cells.rstrip())
    untagged = [key for key, tags in found.tags.items() if not tags]
    if untagged:
        yield click.style("none of these", bold=True)
    for key in untagged:
        yield printable(f"  {names[key]}")


def _summary(found: Tagged) -> str:
    given = list(found.tags.values())
    if not given:
        from pipeline.runs import content

        return f"there is no post yet; {content.BEGIN}"
    if not found.themes:
        return (
            f"{plural.of(len(given), 'post')}, and no theme: name what you want to be known for in content/themes.toml"
        )
    by_hand = sum(any(tag.by == "human" for tag in tags) for tags in given)
    none = sum(not tags for tags in given)
    said = f"{plural.of(len(given), 'post')}: {by_hand} tagged by hand, "
    said += f"{len(given) - by_hand - none} by the machine, {none} with none of your themes"
    if found.new:
        said += f"; the tags of {found.new} are new and were written down"
    if len(given) > by_hand:
        said += ". Why: leitmotiv themes explain POST; decide yourself: leitmotiv themes review"
    return said


for command in (explain, review, evaluate, suggest, promote, retire):
    themes.add_command(command)
