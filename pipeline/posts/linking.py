"""What must be written so that two posts become translations of each other: a plan of keys, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.source import suggestion
from pipeline.posts import fingerprints, links

Keys = Mapping[str, Mapping[str, str]]
"""Path of a post → the keys that its head gets."""


def link(one: Post, other: Post, groups: Mapping[str, TranslationGroup]) -> Keys:
    """The keys that join the groups of two posts: the smaller group takes the key of the larger, else of the first.

    A translation that was compared with no post of them yet gets the fingerprint of the original: of the two, the one
    published first. There is none to write where they are joined already. Raises ContentError where both groups have a
    post in one language.
    """
    if one.path == other.path:
        raise ContentError(Problem("is one post; name two", other.path))
    if one.translation_key == other.translation_key:
        return {}
    here, there = groups[one.translation_key], groups[other.translation_key]
    for lang in here.posts:
        if lang in there.posts:
            message = (
                f'cannot join {one.path}: both have a text in "{lang}" ({here.posts[lang].path} and '
                f"{there.posts[lang].path}); take one of them out of its group first"
            )
            raise ContentError(Problem(message, other.path))
    kept, joining = (there, here) if len(there.posts) > len(here.posts) else (here, there)
    keys = {post.path: {"translation_key": kept.key} for post in joining.posts.values()}
    original, translation = sorted((one, other), key=lambda post: post.published or date.max)
    joined = TranslationGroup(kept.key, {**here.posts, **there.posts})
    if fingerprints.original(translation, joined) is None and fingerprints.original(original, joined) is None:
        # Its id once the key is written: the fingerprint must name the post as it will be called.
        renamed = fingerprints.of(original, f"{kept.key}.{original.lang}")
        keys.setdefault(translation.path, {})["translated_from"] = renamed
    return keys


def confirm(translation: Post, groups: Mapping[str, TranslationGroup]) -> tuple[Post, Keys]:
    """The original of a translation, and the keys that say it was compared with the original of today.

    A translation that was never compared takes the oldest other post of its group for its original.
    """
    source = original(translation, groups)
    return source, {translation.path: {"translated_from": fingerprints.of(source)}}


def original(translation: Post, groups: Mapping[str, TranslationGroup]) -> Post:
    """The post that `translation` was made from; raises ContentError where it has no translation at all."""
    group = groups[translation.translation_key]
    others = [post for post in group.posts.values() if post.id != translation.id]
    found = fingerprints.original(translation, group) or min(
        others, key=lambda post: post.published or date.max, default=None
    )
    if found is None:
        message = f"has no translation; join it with one: leitmotiv translations link ORIGINAL {translation.id}"
        raise ContentError(Problem(message, translation.path))
    return found


def find(name: str, posts: Iterable[Post]) -> Post:
    """The post that `name` means: its id, its path, the end of its path with or without .md, or its group of one.

    Raises ContentError where none or several are meant. A link changes an id, and never the file's name.
    """
    name = links.one_form(name)
    posts = tuple(posts)
    paths = [(links.one_form(post.path), post) for post in posts]
    exact = [post for path, post in paths if name in (post.id, path)]
    ends = tuple(f"/{name.lstrip('./')}{ending}" for ending in ("", ".md"))
    found = exact or [post for path, post in paths if f"/{path}".endswith(ends)]
    found = found or [post for post in posts if name == post.translation_key]
    if len(found) == 1:
        return found[0]
    if found:
        raise ContentError(Problem(f'"{name}" may be {" or ".join(post.path for post in found)}; write it out'))
    mend = suggestion(name, (post.id for post in posts)) or "; leitmotiv posts lists them"
    raise ContentError(Problem(f'there is no post "{name}"{mend}'))
