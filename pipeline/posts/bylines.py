"""Who is named as having written a post, where that says more than the site does anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.post import Post


def named(authors: Sequence[str], sender: str) -> Sequence[str]:
    """`authors` as readers are told of them: nobody, where `sender` alone wrote it, whose site it is."""
    return () if len(authors) == 1 and authors[0].casefold() == sender.casefold() else authors


def by_group(posts: Iterable[Post]) -> dict[str, tuple[str, ...]]:
    """The authors of each translation group that names any: those of its original before those of a translation."""
    found: dict[str, tuple[str, ...]] = {}
    for post in sorted((post for post in posts if post.authors), key=lambda post: post.translated_from is not None):
        found.setdefault(post.translation_key, post.authors)
    return found
