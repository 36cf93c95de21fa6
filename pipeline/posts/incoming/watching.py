"""Translations that a source brings: compared with their original from the day on which they come.

What they were made from is noted as `translations link` notes it, so that a later edit of the original is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.model.language import Detect
from pipeline.model.post import Document, Post
from pipeline.posts import fingerprints, head_edit, reading
from pipeline.posts.incoming.decision import Current, Decision
from pipeline.posts.incoming.placing import FOLDER


def watched(
    decisions: Sequence[Decision], languages: Sequence[str], detect: Detect, current: Current
) -> list[Decision]:
    """`decisions` with a fingerprint in each new translation, and in one that was edited together with its original.

    The original is the one published first; of one day, that in the workspace's first language.
    """
    groups: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.content and decision.record and decision.record.group:
            groups[_stem(decision)].append(decision)
    made: dict[str, str] = {}
    for stem, written in groups.items():
        texts = {path: text for path in _paths(stem, languages) if (text := current(path)) is not None}
        texts |= {decision.path: decision.content for decision in written}
        posts = _read(texts, languages, detect)
        if len(posts) > 1:
            made |= dict(_compared(written, texts, posts))
    return [replace(one, content=made.get(one.path, one.content)) if one.content else one for one in decisions]


def _compared(
    written: Iterable[Decision], texts: Mapping[str, str], posts: Mapping[str, Post]
) -> Iterator[tuple[str, str]]:
    """Path and text of each post that gets the fingerprint of its original."""
    by_path = {decision.path: decision for decision in written}
    original = min(posts.values(), key=lambda post: post.published or date.max)
    if original.translated_from:  # somebody has said that it is none
        return
    was_edited = original.path in by_path and by_path[original.path].status == "updated"
    for path, decision in by_path.items():
        belongs = path in posts and posts[path].translation_key == original.translation_key
        if belongs and path != original.path and (decision.status == "new" or was_edited):
            yield path, head_edit.with_new_key(path, texts[path], "translated_from", fingerprints.of(original))


def _read(texts: Mapping[str, str], languages: Sequence[str], detect: Detect) -> dict[str, Post]:
    """The posts that can be read, in the workspace's order of languages."""
    documents = [Document(path, text) for path, text in texts.items()]
    found = [one.post for one in reading.read_each(documents, FOLDER, languages, None, detect) if one.post]
    return {post.path: post for post in sorted(found, key=lambda post: languages.index(post.lang))}


def _stem(decision: Decision) -> str:
    return decision.path.removesuffix(f".{decision.lang}.md")


def _paths(stem: str, languages: Iterable[str]) -> list[str]:
    return [f"{stem}.{lang}.md" for lang in languages]
