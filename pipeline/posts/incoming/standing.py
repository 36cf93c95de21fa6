"""The posts that stand in the workspace already: where, under which names. A broken one keeps its place too."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from pipeline.errors import ContentError
from pipeline.model.language import called_after, split
from pipeline.model.post import Document
from pipeline.model.slug import slugify
from pipeline.posts import front_matter
from pipeline.posts.incoming import seen
from pipeline.posts.incoming.merging import Arrival
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
        title=head.title,
        source=head.source or "",
        is_live=head.status == "published" and comes is not None and comes <= as_of and not (goes and goes <= as_of),
    )


class Strays:
    """The posts that came from elsewhere and that nobody remembers: the memory is lost, or they were renamed."""

    def __init__(self, standing: Iterable[Standing], known: Collection[str]) -> None:
        self._posts: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for post in standing:
            if post.source and post.path not in known:
                self._posts[post.source, post.lang].append(post)

    def find(self, arrival: Arrival, title: str, lang: str) -> Standing | None:
        """The one that came from there, of several the one so called.

        Of entries that share a link, as the episodes of a podcast do, it has to be called so.
        """
        posts = self._posts.get((seen.source_name(arrival.origin, arrival.item), lang), [])
        is_shared = bool(arrival.item.link) and not arrival.link_is_its_own
        alike = (post for post in posts if post.title == title)
        return next(alike, None if is_shared or not posts else posts[0])

    def take(self, arrival: Arrival, title: str, lang: str) -> str:
        """The path of the one that `find` finds, and from now on nobody else; empty where there is none."""
        found = self.find(arrival, title, lang)
        if found is None:
            return ""
        self._posts[found.source, found.lang].remove(found)
        return found.path
