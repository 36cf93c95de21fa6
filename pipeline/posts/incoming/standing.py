"""The posts that stand in the workspace already, read as far as their places go; a broken one keeps its place too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date

from pipeline.errors import ContentError
from pipeline.model.post import Document
from pipeline.model.slug import slugify
from pipeline.posts import front_matter
from pipeline.posts.incoming.placing import FOLDER, Standing

_SUFFIXED = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")


def standing(document: Document, languages: Sequence[str], as_of: date) -> Standing:
    """Where a post stands, what it is called there, and where it came from."""
    stem = posixpath.relpath(document.path, FOLDER).removesuffix(".md")
    suffixed = _SUFFIXED.fullmatch(stem)
    lang = suffixed[2].replace("_", "-").lower() if suffixed else ""
    stem = suffixed[1] if suffixed and lang in languages else stem
    lang = lang if lang in languages else ""
    slug = slugify(posixpath.basename(stem))
    try:
        head = front_matter.parse(document).head
    except ContentError:
        return Standing(path=document.path, key=stem, lang=lang, slug=slug)
    day = head.publish_on or head.date
    return Standing(
        path=document.path,
        key=head.translation_key or stem,
        lang=head.lang or lang,
        slug=head.slug or slug,
        source=head.source or "",
        is_live=head.status == "published" and day is not None and day <= as_of,
    )
