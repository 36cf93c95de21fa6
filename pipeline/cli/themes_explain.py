"""`leitmotiv themes explain`: why a post has its themes, and what spoke for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import echo_json, json_option, open_workspace
from pipeline.cli.terminal import printable
from pipeline.model import plural

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.model.theme import Tag
    from pipeline.runs.tagging import Explained
    from pipeline.themes.explaining import Case, Explanation

_MOST_WORDS, _MOST_THEMES = 8, 5
_WAYS = {
    "lexicon": "keywords, and words in common with other posts",
    "embedding": "keywords, and the meaning of {read}",
    "map": "keywords, and the meaning of {read}, some through the map learned from your translations",
}


@click.command()
@click.argument("post")
@json_option
@click.pass_context
def explain(ctx: click.Context, post: str, as_json: bool) -> None:
    """Show what decided about POST, and what spoke for another theme.

    Keywords with their counts, and the passages that are most about each theme. POST is an id, a path or a key.
    """
    from pipeline.runs import tagging

    found = tagging.explain(open_workspace(ctx), post)
    if as_json:
        echo_json(_as_json(found))
        return
    click.echo(click.style(printable(found.original.title), bold=True))
    click.echo(f"{found.group.key} ({', '.join(found.group.posts)})\n")
    for line in _verdict(found.explanation):
        click.echo(line)
    if found.glossed:
        read = f"Its text in {' and '.join(found.glossed)} was read word by word in English too"
        click.echo(f"{read}; keywords named here may stand there in other words.")
    given = {tag.theme for tag in found.explanation.tags}
    for case in found.explanation.cases:
        if case.theme in given:
            click.echo()
            show_case(case, found.times)
    runner_up = found.explanation.runner_up
    if runner_up is not None:
        click.echo("\nThe runner-up:\n")
        show_case(runner_up, found.times)


def show_case(case: Case, times: Mapping[str, int]) -> None:
    """What speaks for one theme, for a person; `times` counts the keywords of the post."""
    click.echo(f"{click.style(case.theme, bold=True)}  {percent(case.probability)}")
    named = [(word.keyword, times[word.keyword]) for word in case.words[:_MOST_WORDS]]
    words = [f"{keyword} {count}×" if count > 1 else keyword for keyword, count in named]
    more = len(case.words) - len(words)
    click.echo(f"  keywords  {printable(', '.join(words)) or 'none'}{f', and {more} more' if more > 0 else ''}")
    shared = {word.keyword: word.shared_with for word in case.words if word.shared_with}
    for keyword, others in shared.items():
        said = ", ".join(others) if len(others) <= _MOST_THEMES else f"{len(others)} other themes"
        click.echo(f"            {printable(keyword)} is a keyword of {said} too, and counts less")
    if case.in_common:
        click.echo(f"  in common with other posts of this theme: {printable(', '.join(case.in_common))}")
    for place, passage in enumerate(case.passages):
        label = "passages" if place == 0 else ""
        click.echo(f"  {label:8}  {percent(passage.share):>4}  “{printable(passage.text)}”")


def percent(share: float) -> str:
    """A share of 1 as a person reads it; only what is certain is 0 % or 100 %."""
    return "<1%" if 0 < share < 0.01 else ">99%" if 0.99 < share < 1 else f"{share:.0%}"


def _verdict(explanation: Explanation) -> Iterable[str]:
    """What was given, by whom and how, and whether the machine agrees."""
    by_hand = [tag.theme for tag in explanation.tags if tag.by == "human"]
    machine = ", ".join(map(_said, explanation.machine)) or f"none of the themes ({percent(explanation.none)})"
    way = _WAYS[explanation.way].format(read=plural.of(explanation.read, "passage"))
    if explanation.is_decided:
        yield f"Set by hand: {', '.join(by_hand) or 'none of the themes'}."
        yield f"The machine, which did not look at that, {_compared(explanation, by_hand)}: {machine}, by {way}."
    else:
        yield f"The machine says: {machine}, by {way}."


def _compared(explanation: Explanation, by_hand: Sequence[str]) -> str:
    own, theirs = {tag.theme for tag in explanation.machine}, set(by_hand)
    if own == theirs:
        return "agrees"
    return "would say more" if own > theirs else "would say less" if own and own < theirs else "disagrees"


def _said(tag: Tag) -> str:
    share = "" if tag.weight > 0.995 else f" for {tag.weight:.0%} of the post"
    return f"{tag.theme} ({percent(tag.probability or 0.0)}{share})"


def _as_json(found: Explained) -> dict[str, Any]:
    from pipeline.posts import listing

    explanation = found.explanation
    return {
        "key": found.group.key,
        "posts": {lang: post.id for lang, post in found.group.posts.items()},
        "themes": [listing.tagged(tag) for tag in explanation.tags],
        "machine": [listing.tagged(tag) for tag in explanation.machine],
        "none": explanation.none,
        "via": explanation.way,
        "passages_read": explanation.read,
        "runner_up": explanation.runner_up.theme if explanation.runner_up else None,
        "cases": [
            {
                "theme": case.theme,
                "definition": found.definitions[case.theme],
                "probability": case.probability,
                "keywords": [
                    {
                        "keyword": word.keyword,
                        "times": found.times[word.keyword],
                        "score": word.score,
                        "shared_with": list(word.shared_with),
                    }
                    for word in case.words
                ],
                "in_common": list(case.in_common),
                "passages": [{"text": passage.text, "share": passage.share} for passage in case.passages],
            }
            for case in explanation.cases
        ],
    }
