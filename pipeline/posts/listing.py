"""The catalogue as other programs read it: rows of `posts --json` and `translations --json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.model.post import Post, PostWarning, TranslationGroup
from pipeline.model.theme import Tag
from pipeline.posts import fingerprints, translations

if TYPE_CHECKING:  # numpy waits until pairs are sought
    from pipeline.posts.pairing import Suggestion


def posts(
    posts: Iterable[Post], tags: Mapping[str, Sequence[Tag]], warnings: Mapping[str, Sequence[PostWarning]]
) -> list[dict[str, Any]]:
    """A row a post, by the day it comes out, the newest first; `tags` is keyed by translation key, `warnings` by post
    id where there are any.
    """
    by_key = sorted(posts, key=lambda post: post.id)
    newest = sorted(by_key, key=lambda post: post.comes_out or date.max, reverse=True)
    return [_post(post, tags[post.translation_key], warnings.get(post.id, ())) for post in newest]


def groups(
    groups: Iterable[TranslationGroup], languages: Sequence[str], suggestions: Iterable[Suggestion] = ()
) -> list[dict[str, Any]]:
    """A row a translation group: its posts by language, what it lacks, what is outdated or unwatched, what may join."""
    groups = tuple(groups)
    by_id = {post.id: post for group in groups for post in group.posts.values()}
    near: dict[str, dict[str, dict[str, Any]]] = {}
    for pair in suggestions:  # the surest come first, and the first one stays
        for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
            row = {"id": there, "lang": by_id[there].lang, "score": pair.score, "evidence": list(pair.evidence)}
            near.setdefault(by_id[here].translation_key, {}).setdefault(there, row)
    return [
        {
            "key": group.key,
            "posts": {lang: post.id for lang, post in group.posts.items()},
            "missing": list(translations.missing(group, languages)),
            "outdated": list(fingerprints.outdated(group)),
            "unwatched": list(fingerprints.unwatched(group)),
            "suggested": list(near.get(group.key, {}).values()),
        }
        for group in groups
    ]


def tagged(tag: Tag) -> dict[str, Any]:
    """A theme of a post, with what it stands on."""
    return {
        "theme": tag.theme,
        "weight": tag.weight,
        "by": tag.by,
        "probability": tag.probability,
        "evidence": list(tag.evidence),
        "via": tag.via,
    }


def _post(post: Post, tags: Sequence[Tag], warnings: Iterable[PostWarning]) -> dict[str, Any]:
    return {
        "id": post.id,
        "path": post.path,
        "lang": post.lang,
        "title": post.title,
        "authors": list(post.authors),
        "published": post.published.isoformat() if post.published else None,
        "translation_key": post.translation_key,
        "words": post.words,
        "draft": post.status == "draft",
        "series": {"name": post.series, "part": post.part} if post.series else None,
        "themes": [tagged(tag) for tag in tags],
        "warnings": [{"code": warning.code, "message": warning.message} for warning in warnings],
    }
