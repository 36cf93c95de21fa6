"""What deserves a look in the text of a post: damage, another language than its head declares, no text at all."""

from __future__ import annotations

from pipeline.model.language import Detect
from pipeline.model.post import Post, PostWarning
from pipeline.posts import damage, spoken


def warnings(post: Post, detect: Detect) -> tuple[PostWarning, ...]:
    """What was noticed; it follows from the post's language, title and body alone."""
    if not post.body.strip():
        return (PostWarning("empty-body", "has a head but no text"),)
    mismatch = spoken.mismatch(post.lang, post.body, detect)
    damaged = damage.warnings(post.body, post.title)
    return (*damaged, mismatch) if mismatch else damaged
