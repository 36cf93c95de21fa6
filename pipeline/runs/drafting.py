"""`leitmotiv new`: a file to write in."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.edges import files, place
from pipeline.errors import ContentError, Problem
from pipeline.model.post import Document, Post
from pipeline.model.slug import slugify
from pipeline.model.table import storable
from pipeline.model.workspace import Workspace
from pipeline.newsletter import drafting as letters_drafting
from pipeline.posts import drafting
from pipeline.runs import content, inner_circle, letters
from pipeline.runs.content import Content
from pipeline.runs.inner_circle import Block


def post(workspace: Workspace, title: str, lang: str, translates: str | None) -> str:
    """Writes a new post, or a translation of the post `translates` (a translation key, an id or a path); its path."""
    if translates is None:
        made = drafting.post(storable(title), lang, place.POSTS, workspace.as_of)
        _refuse_taken(made, _written(workspace), title, lang)
        return _write(workspace, made)
    found = content.read(workspace)
    original = _named(workspace, found, translates, lang)
    group = next(one for one in found.groups if one.key == original.translation_key)
    if lang in group.posts:
        there = group.posts[lang].path
        raise ContentError(Problem(f"there is a translation into {lang} already: {there}", original.path))
    made = drafting.translation(storable(title), lang, original, workspace.as_of)
    _refuse_taken(made, found.posts, title, lang)
    return _write(workspace, made)


def issue(workspace: Workspace, title: str, lang: str) -> tuple[str, Block]:
    """Writes a new issue that announces what came out since the last one; its path, and what the inner circle gets."""
    found = content.read(workspace)
    earlier = letters.issues(workspace, found)
    groups = {group.key: group for group in found.groups}
    made = letters_drafting.issue(storable(title), lang, place.ISSUES, workspace.as_of, earlier, groups)
    circle = inner_circle.block(workspace, lang)
    if circle.text:
        made = letters_drafting.with_circle(made, inner_circle.TIER, lang, circle.text)
    return _write(workspace, made), circle


def _written(workspace: Workspace) -> Sequence[Post]:
    """The posts that are there; none where one of them is broken, for a new one can be begun all the same."""
    try:
        return content.read_or_nothing(workspace).posts
    except ContentError:
        return ()


def _refuse_taken(made: Document, posts: Sequence[Post], title: str, lang: str) -> None:
    slug = slugify(storable(title), lang)
    for post in posts:
        if (post.lang, post.slug) == (lang, slug) and post.path != made.path:
            taken = f'its web address, {lang}/{slug}, is that of "{post.title}" ({post.path}) already'
            raise ContentError(Problem(f"{taken}; choose another title", made.path))


def _named(workspace: Workspace, found: Content, name: str, lang: str) -> Post:
    """By translation key, the post of any other language; else as everywhere."""
    of_key = (post for post in found.posts if post.translation_key == name and post.lang != lang)
    return next(of_key, None) or content.find(workspace, found, name)


def _write(workspace: Workspace, document: Document) -> str:
    if files.exists(workspace.root, document.path):
        raise ContentError(Problem("is there already; choose another title", document.path))
    files.write_atomic(workspace.root, document.path, document.text.encode())
    return document.path
