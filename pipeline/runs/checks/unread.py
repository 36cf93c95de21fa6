"""Posts whose language nothing reads: their themes rest on keywords, and on guesses where none is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.edges.place import POSTS
from pipeline.errors import Problem
from pipeline.model import plural
from pipeline.runs.content import Content
from pipeline.themes import bridge, glossary, vectors


def doubts(found: Content) -> Iterator[Problem]:
    """A warning for each language that neither the embedding nor a glossary knows, and no translation has taught yet.

    Posts that are there in another language, too, are read in that one.
    """
    unread = Counter(
        next(iter(group.posts))
        for group in found.groups
        if not any(vectors.is_covered(lang) or glossary.of(lang) for lang in group.posts)
        and any(tag.via == "embedding" for tag in found.tags[group.key])
    )
    for lang, number in sorted(unread.items()):
        what = plural.of(number, "post")
        yield Problem(
            f"the extra `semantic` does not know {lang}: of {what} in it alone themes are told by keywords, and "
            f"guessed where none is met; give keywords in {lang}, or decide yourself: leitmotiv themes review. "
            f"It learns from translations, from {bridge.fewest(lang)} paragraphs on",
            POSTS,
        )
