"""`leitmotiv themes suggest`: what themes.toml lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say
from pipeline.cli.terminal import printable
from pipeline.model import plural

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.runs.tagging import Suggestions
    from pipeline.themes.terms import Telling

_POSTS = 5


@click.command()
@json_option
@click.pass_context
def suggest(ctx: click.Context, as_json: bool) -> None:
    """Propose keywords and themes that themes.toml lacks.

    Words that divide your themes, language by language; and clusters of posts that are far from all of your themes.
    """
    from pipeline.runs import semantic, tagging

    found = tagging.suggest(open_workspace(ctx))
    if as_json:
        echo_json(_as_json(found))
    else:
        _show_keywords(found)
        _show_clusters(found)
    if not semantic.is_installed():
        say(semantic.MISSING)
    words = sum(len(one.words) for one in found.keywords)
    found_words, found_themes = plural.of(words, "keyword"), plural.of(len(found.clusters), "theme")
    say(f"{found_words} and {found_themes} to think about; nothing was written")


def _show_keywords(found: Suggestions) -> None:
    if not found.keywords:
        click.echo("No word divides the themes that is no keyword yet: it takes two posts of a theme that share one.")
        return
    click.echo("Words that posts of one theme have and the others have not; add those that mean it to themes.toml:\n")
    for one in found.keywords:
        click.echo(f"  {click.style(one.theme, bold=True)}, {one.lang}")
        for word in one.words:
            others = f", {len(word.outside)} other" if word.outside else ", no other"
            click.echo(f"    {printable(word.term)}  in {plural.of(len(word.inside), 'post')} of it{others}")


def _show_clusters(found: Suggestions) -> None:
    if not found.clusters:
        click.echo("\nNo three posts far from all of your themes are near each other: no theme seems to be missing.")
        return
    click.echo("\nPosts that are near each other and far from all of your themes; a theme that you lack?\n")
    for number, cluster in enumerate(found.clusters, 1):
        click.echo(click.style(f"  {number}. {plural.of(len(cluster.keys), 'post')}", bold=True))
        for lang, words in cluster.words.items():
            if words:
                click.echo(f"     {lang}: {printable(', '.join(word.term for word in words))}")
        for key in cluster.keys[:_POSTS]:
            post = next(iter(found.groups[key].posts.values()))
            click.echo(f"     {printable(post.title)}  ({post.path})")
        if len(cluster.keys) > _POSTS:
            click.echo(f"     and {len(cluster.keys) - _POSTS} more")


def _as_json(found: Suggestions) -> dict[str, Any]:
    return {
        "keywords": [
            {"theme": one.theme, "lang": one.lang, "words": [_word(word) for word in one.words]}
            for one in found.keywords
        ],
        "missing": [
            {
                "posts": [post.id for key in cluster.keys for post in found.groups[key].posts.values()],
                "nearness": cluster.nearness,
                "words": {lang: [_word(word) for word in words] for lang, words in cluster.words.items()},
            }
            for cluster in found.clusters
        ],
    }


def _word(word: Telling) -> dict[str, Any]:
    return {"word": word.term, "z": word.z, "posts": list(word.inside), "elsewhere": list(word.outside)}
