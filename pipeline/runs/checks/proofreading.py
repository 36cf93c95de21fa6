"""The warnings about posts, for the commands that show them: each text is read for them once, until it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from pipeline.edges import packaged, workers
from pipeline.edges.language import Detector
from pipeline.edges.packed import Packed, Place, Row
from pipeline.errors import Problem
from pipeline.model.post import Post, PostWarning
from pipeline.model.workspace import Workspace
from pipeline.posts import proofreading
from pipeline.site.content import OwnPage
from pipeline.site.findings import Finding

_KIND = "warnings"


def warnings(workspace: Workspace, posts: Iterable[Post]) -> dict[str, tuple[PostWarning, ...]]:
    """What deserves a look, by the id of every post."""
    posts = tuple(posts)
    languages = workspace.config.languages
    ours = "".join(map(packaged.version_of, ("posts", "model", "edges")))
    packed = Packed(workspace.root, _KIND, f"{ours} {languages}")
    hashes = {post.id: _hash(post) for post in posts}
    known = packed.pruned({name: entry for name, entry in packed.load().items() if name in hashes})
    found = {post.id: _kept(known, post.id, hashes[post.id]) for post in posts}
    missing = [post for post in posts if found[post.id] is None]
    made = workers.spread(partial(_read, Detector(languages)), missing)
    for post, said in zip(missing, made, strict=True):
        found[post.id] = said
        packed.put(post.id, _row(hashes[post.id], said))
    return {name: said or () for name, said in found.items()}


def of_pages(pages: Iterable[OwnPage]) -> Iterator[Finding]:
    """What deserves a look in pages that are no posts."""
    for page in pages:
        for warning in proofreading.of_text(page.body, page.title):
            line = page.body_line + warning.line - 1 if warning.line else 1
            yield Finding("warning", warning.code, Problem(warning.message, page.path, line))


def _read(detect: Detector, post: Post) -> tuple[PostWarning, ...]:
    return proofreading.warnings(post, detect)


def _hash(post: Post) -> str:
    said = f"{post.lang}\0{post.title}\0{post.canonical}\0{post.source}\0{post.body}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _kept(known: Mapping[str, tuple[Row, Place]], name: str, hashed: str) -> tuple[PostWarning, ...] | None:
    try:
        then, said = known[name][0]
        if then != hashed:
            return None
        return tuple(PostWarning(str(code), str(message), line and int(line)) for code, message, line in said)
    except (LookupError, TypeError, ValueError):
        return None


def _row(hashed: str, warnings: Iterable[PostWarning]) -> Row:
    """What was read, by its hash, and the code, message and line of each warning."""
    return [hashed, [[warning.code, warning.message, warning.line] for warning in warnings]]
