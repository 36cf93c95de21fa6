"""The posts that stand in the workspace already: where, under which names. A broken one keeps its place too."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from datetime import date

from pipeline.errors import ContentError
from pipeline.model.language import called_after, split
from pipeline.model.post import Document
from pipeline.model.slug import slugify
from pipeline.posts import front_matter
from pipeline.posts.incoming.placing import FOLDER, Standing


def standing(document: Document, languages: Sequence[str], as_of: date) -> Standing:
    """Where a post stands, what it is called there, and where it came from."""
    stem = posixpath.relpath(document.path, FOLDER).removesuffix(".md")
    stem, lang, _ = split(stem, languages)
    name = posixpath.basename(stem)
    try:
        head = front_matter.parse(document).head
    except ContentError:
        return Standing(path=document.path, key=stem, lang=lang, slug=slugify(name, lang))
    lang = (called_after(head.lang, languages) or head.lang) if head.lang else lang
    comes, goes = head.publish_on or head.date, head.expires_on
    return Standing(
        path=document.path,
        key=head.translation_key or stem,
        lang=lang,
        slug=head.slug or slugify(name, lang),
        source=head.source or "",
        is_live=head.status == "published" and comes is not None and comes <= as_of and not (goes and goes <= as_of),
    )
