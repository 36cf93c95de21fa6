"""Posts → translation groups: a group is a key, not a parent with children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

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


def clashes(posts: Sequence[Post]) -> list[Problem]:
    """The posts that claim a place which another has."""
    return [
        *_clashes(posts, "translation_key and language", lambda post: (post.translation_key, post.lang)),
        *_clashes(posts, "web address", lambda post: (post.lang, post.slug)),
    ]


def missing(group: TranslationGroup, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages of the workspace that this group lacks."""
    return tuple(lang for lang in languages if lang not in group.posts)


def _clashes(posts: Sequence[Post], what: str, place: Callable[[Post], tuple[str, str]]) -> list[Problem]:
    first: dict[tuple[str, str], Post] = {}
    problems: list[Problem] = []
    for post in posts:
        other = first.setdefault(place(post), post)
        if other is not post:
            mend = f"has the same {what} ({', '.join(place(post))}) as {other.path}; change one"
            problems.append(Problem(mend, post.path, 1, 1))
    return problems
