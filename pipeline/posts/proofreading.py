"""What deserves a look in the text of a post: damage, another language than its head declares, links that are none."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.language import Detect
from pipeline.model.post import Post, PostWarning
from pipeline.posts import damage, link_slips, spoken


def warnings(post: Post, detect: Detect) -> tuple[PostWarning, ...]:
    """What was noticed; it follows from the post's language, title, canonical address, source and body alone."""
    if not post.body.strip():
        return (PostWarning("empty-body", "has a head but no text"),)
    mismatch = spoken.mismatch(post.lang, post.body, detect)
    damaged = damage.warnings(post.body, post.title)
    doubt = (mismatch,) if mismatch else ()
    return (*damaged, *doubt, *_excerpts(post), *link_slips.warnings(post.body))


def of_text(body: str, title: str) -> tuple[PostWarning, ...]:
    """What was noticed in a text that is no post."""
    return (*damage.warnings(body, title), *link_slips.warnings(body))


def _excerpts(post: Post) -> Iterator[PostWarning]:
    """`ingest` writes the address that a text came from as the canonical one where it is an excerpt, and only there."""
    if post.canonical and post.canonical == post.source:
        said = f"is only the beginning of a text, all of which is at {post.canonical}"
        yield PostWarning("excerpt-only", f"{said}; if it is whole here by now, take canonical out of its head")
