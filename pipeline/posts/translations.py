"""Posts → translation groups: a group is a key, not a parent with children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post, TranslationGroup


def group(posts: Iterable[Post], languages: Sequence[str]) -> tuple[TranslationGroup, ...]:
    """Groups in the order of their keys; a post without a translation is a group of one.

    Raises ContentError where two posts share key and language, or language and slug (one web address).
    """
    posts = tuple(posts)
    problems = clashes(posts)
    if problems:
        raise ContentError(problems)
    by_key: dict[str, dict[str, Post]] = defaultdict(dict)
    for post in posts:
        by_key[post.translation_key][post.lang] = post
    return tuple(
        TranslationGroup(key, {lang: members[lang] for lang in languages if lang in members})
        for key, members in sorted(by_key.items())
    )


def agreed(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts; where the head of one chooses its themes, or none, a tag of a translation sets one by its id alone.

    In one file it is the same: there blogs call topics by the names of themes, and a person has said what it is about.
    """
    chosen = {post.translation_key for post in posts if post.themes is not None and not post.tagged}
    return tuple(_by_ids(post) if post.tagged and post.translation_key in chosen else post for post in posts)


def clashes(posts: Sequence[Post]) -> list[Problem]:
    """The posts that claim a place which another has."""
    return [
        *_clashes(posts, "translation_key and language", lambda post: (post.translation_key, post.lang)),
        *_clashes(posts, "web address", lambda post: (post.lang, post.slug)),
    ]


def missing(group: TranslationGroup, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages of the workspace that this group lacks."""
    return tuple(lang for lang in languages if lang not in group.posts)


def _by_ids(post: Post) -> Post:
    ids = tuple(tag for tag in post.tagged if tag in (post.themes or ()))
    names = (tag for tag in post.tagged if tag not in ids)
    return replace(post, themes=ids or None, topics=tuple(dict.fromkeys((*post.topics, *names))), tagged=ids)


def _clashes(posts: Sequence[Post], what: str, place: Callable[[Post], tuple[str, str]]) -> list[Problem]:
    first: dict[tuple[str, str], Post] = {}
    problems: list[Problem] = []
    for post in posts:
        other = first.setdefault(place(post), post)
        if other is not post:
            mend = f"has the same {what} ({', '.join(place(post))}) as {other.path}; change one"
            problems.append(Problem(mend, post.path, 1, 1))
    return problems
