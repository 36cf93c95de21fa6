"""Document → Post: head checked, language found, key and slug derived."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.errors import ContentError, Problem
from pipeline.model.language import Detect
from pipeline.model.post import Document, Post, PostWarning
from pipeline.model.slug import slugify
from pipeline.model.source import suggestion
from pipeline.posts import damage, front_matter, series, spoken, translations, words
from pipeline.posts.front_matter import Headed

_LANGUAGE_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document by itself: its post, or what is wrong with it. `undated` is what to say where no language is dated."""

    post: Post | None
    problems: tuple[Problem, ...]
    undated: Problem | None = None


def read_all(
    documents: Iterable[Document], folder: str, languages: Sequence[str], themes: Sequence[str], detect: Detect
) -> tuple[Post, ...]:
    """Every document as a post, in the order given; raises ContentError with the mistakes of all of them.

    `folder` is the one that translation keys are relative to. `themes` are the ids of themes.toml. A series that
    heads do not name is read from the titles; a translation without a date has that of the oldest other language.
    """
    return join(read_each(documents, folder, languages, themes, detect))


def read_each(
    documents: Iterable[Document], folder: str, languages: Sequence[str], themes: Sequence[str], detect: Detect
) -> list[Reading]:
    """What each document says by itself, in the order given: it follows from its own text and these arguments."""
    reader = _Reader(folder, languages, themes, detect)
    found: list[Reading] = []
    for document in documents:
        try:
            post = reader.read(document)
            found.append(Reading(post, (), reader.undated.get(document.path)))
        except ContentError as refused:
            found.append(Reading(None, refused.problems))
    return found


def join(readings: Iterable[Reading]) -> tuple[Post, ...]:
    """The posts, with what only all of them together can say; raises ContentError with every mistake."""
    readings = tuple(readings)
    problems = [problem for reading in readings for problem in reading.problems]
    undated_at = {reading.post.path: reading.undated for reading in readings if reading.post and reading.undated}
    posts, undated = _dated([reading.post for reading in readings if reading.post])
    problems += [undated_at[post.path] for post in undated]
    if problems:  # what only whole posts can do wrong is said in the same breath
        raise ContentError([*problems, *translations.clashes(posts)])
    found = series.places(posts)
    return tuple(
        replace(post, series=found[post.id].name, part=found[post.id].part) if post.id in found else post
        for post in posts
    )


def _dated(posts: Sequence[Post]) -> tuple[list[Post], list[Post]]:
    """Posts with the dates of their groups, and the published ones for which no language names one."""
    first: dict[str, date] = {}
    for post in posts:
        if post.published is not None:
            first[post.translation_key] = min(post.published, first.get(post.translation_key, post.published))
    lacking = [post for post in posts if post.published is None and post.status == "published"]
    found = [
        replace(post, published=first[post.translation_key])
        if post.published is None and post.status == "published" and post.translation_key in first
        else post
        for post in posts
    ]
    return found, [post for post in lacking if post.translation_key not in first]


class _Reader:
    def __init__(self, folder: str, languages: Sequence[str], themes: Sequence[str], detect: Detect) -> None:
        self._folder = folder
        self._languages = languages
        self._themes = frozenset(themes)
        self._detect = detect
        self.undated: dict[str, Problem] = {}

    def read(self, document: Document) -> Post:
        headed = front_matter.parse(document)
        head = headed.head
        stem, suffix = _split(document.path, self._folder, self._languages)
        lang = self._checked(document, headed, suffix)
        key = head.translation_key or stem
        tagged = [tag for tag in head.tags if tag in self._themes]
        return Post(
            id=f"{key}.{lang}",
            path=document.path,
            lang=lang,
            title=head.title,
            published=head.date,
            translation_key=key,
            slug=head.slug or slugify(posixpath.basename(stem)),
            body=headed.body,
            body_line=headed.body_line,
            words=words.count(headed.body),
            status=head.status,
            themes=tuple(dict.fromkeys([*head.themes, *tagged])),
            topics=tuple(dict.fromkeys(tag.strip() for tag in head.tags if tag not in self._themes)),
            description=head.description,
            series=head.series,
            part=head.part,
            minutes=head.minutes,
            newsletter=head.newsletter,
            publish_on=head.publish_on,
            expires_on=head.expires_on,
            image=head.image,
            aliases=head.aliases,
            canonical=head.canonical,
            source=head.source,
            translated_from=head.translated_from,
            warnings=self._warnings(headed, lang),
        )

    def _language(self, document: Document, headed: Headed, suffix: str | None) -> str:
        """Front matter, then the file name, then detection on the body; unsure is a mistake to mend by hand."""
        declared = headed.head.lang
        if declared is not None and declared not in self._languages:
            near = suggestion(declared, self._languages)
            message = f'the language "{declared}" is not one of the workspace{near or self._known()}'
            raise ContentError(headed.source.problem(("lang",), message))
        found = declared or suffix
        if found is not None:
            return found
        guess = self._detect(spoken.sample(headed.body))
        if guess.lang is None:
            likely = f' (likeliest: "{guess.best}")' if guess.best else ""
            message = f"its language is unclear{likely}; add a line such as lang: {self._languages[0]}"
            if guess.best and guess.best not in self._languages:
                message = f'reads as "{guess.best}", which is not one of the workspace{self._known()}'
            raise ContentError(Problem(message, document.path, 1, 1))
        return guess.lang

    def _known(self) -> str:
        return f"; its languages are {', '.join(self._languages)} (leitmotiv.toml, [workspace] languages)"

    def _checked(self, document: Document, headed: Headed, suffix: str | None) -> str:
        """The language; raises ContentError with all that a head says which the workspace does not know."""
        problems = self._unknown(headed)
        try:
            lang = self._language(document, headed, suffix)
        except ContentError as refused:
            raise ContentError([*refused.problems, *problems]) from refused
        if problems:
            raise ContentError(problems)
        return lang

    def _unknown(self, headed: Headed) -> list[Problem]:
        """The themes that are none; notes that there is no date."""
        source, head = headed.source, headed.head
        problems = [
            source.problem(
                ("themes", position),
                f'"{theme}" is no theme of themes.toml{suggestion(theme, self._themes) or "; add it there"}',
            )
            for position, theme in enumerate(head.themes)
            if theme not in self._themes
        ]
        if head.date is None and head.status == "published":
            message = "has no date; add a line such as date: 2026-03-31, or status: draft"
            self.undated[source.path] = source.problem(("date",), message)
        return problems

    def _warnings(self, headed: Headed, lang: str) -> tuple[PostWarning, ...]:
        if not headed.body.strip():
            return (PostWarning("empty-body", "has a head but no text"),)
        mismatch = spoken.mismatch(lang, headed.body, self._detect)
        damaged = damage.warnings(headed.body, headed.head.title)
        return (*damaged, mismatch) if mismatch else damaged


def _split(path: str, folder: str, languages: Sequence[str]) -> tuple[str, str | None]:
    """`content/posts/a/hello.de.md` → (`a/hello`, `de`); a suffix that is no language of ours stays in the stem."""
    stem = posixpath.splitext(posixpath.relpath(path, folder))[0]
    found = _LANGUAGE_SUFFIX.fullmatch(stem)
    if found:
        lang = found["lang"].replace("_", "-").lower()
        if lang in languages:
            return found["stem"], lang
    return stem, None
