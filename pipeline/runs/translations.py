"""Translation groups: what is missing, outdated or may belong together; and what joins and settles them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.edges import files
from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post
from pipeline.model.workspace import Workspace
from pipeline.posts import fingerprints, head_edit, linking, listing
from pipeline.posts.fingerprints import Change
from pipeline.runs import content


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in the original of a translation since the two were last compared."""

    post: Post
    original: Post
    changes: tuple[Change, ...]


def overview(workspace: Workspace) -> list[dict[str, Any]]:
    """A row a group, as `translations --json` gives it."""
    from pipeline.posts import pairing

    found = content.read_or_nothing(workspace)
    return listing.groups(found.groups, workspace.config.languages, pairing.suggest(found.posts))


def link(workspace: Workspace, one: str, other: str) -> tuple[str, ...]:
    """Makes two posts translations of each other; answers the paths that were written, none where they are already."""
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    keys = linking.link(content.find(workspace, found, one), content.find(workspace, found, other), groups)
    return _write(workspace, keys)


def diff(workspace: Workspace, name: str) -> Difference:
    """What changed in the original of the post `name`; raises ContentError where they were never compared."""
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    post = content.find(workspace, found, name)
    original = linking.original(post, groups)
    if fingerprints.original(post, groups[post.translation_key]) is None:
        message = f"was never compared with its original; if it is up to date: leitmotiv translations dismiss {post.id}"
        raise ContentError(Problem(message, post.path))
    return Difference(post, original, fingerprints.changes(post, original))


def dismiss(workspace: Workspace, name: str) -> tuple[Post, Post]:
    """Notes that a translation is up to date; answers the translation and its original."""
    found = content.read(workspace)
    post = content.find(workspace, found, name)
    original, keys = linking.confirm(post, {group.key: group for group in found.groups})
    _write(workspace, keys)
    return post, original


def watch(workspace: Workspace) -> tuple[str, ...]:
    """Takes each translation that was never compared as up to date with its original; answers the paths written."""
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    keys: dict[str, Mapping[str, str]] = {}
    for group in found.groups:
        for lang in fingerprints.unwatched(group):
            keys |= linking.confirm(group.posts[lang], groups)[1]
    return _write(workspace, keys)


def _write(workspace: Workspace, keys: linking.Keys) -> tuple[str, ...]:
    """All files are edited before the first is written."""
    edited = [(path, head_edit.with_keys(path, _raw(workspace, path), values)) for path, values in keys.items()]
    return tuple(_written(workspace, edited))


def _raw(workspace: Workspace, path: str) -> str:
    """The file as it is: `files.read_text` would take its line ends and its byte order mark away."""
    return files.read_bytes(workspace.root, path).decode("utf-8")


def _written(workspace: Workspace, edited: Iterable[tuple[str, str]]) -> Iterable[str]:
    for path, text in edited:
        files.rewrite(workspace.root, path, text.encode("utf-8"))
        yield path
