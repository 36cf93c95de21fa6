"""Document → Post: head checked, language found, key and slug derived."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from pipeline.errors import ContentError, Problem
from pipeline.model.language import Detect, called_after, split
from pipeline.model.post import Document, Post
from pipeline.model.slug import slugify
from pipeline.model.source import misnamed, suggestion
from pipeline.posts import bylines, front_matter, links, series, spoken, translations, words
from pipeline.posts.front_matter import Headed


@dataclass(frozen=True, slots=True)
class Reading:
    """A document by itself: its post, or what is wrong with it. `undated` is what to say where no language is dated.

    A refused document still has its translation key, and `is_dated` where it names a day, even a wrong one, or where
    nobody can tell: then nothing is said of other languages that count on its date.
    """

    post: Post | None
    problems: tuple[Problem, ...]
    undated: Problem | None = None
    key: str = ""
    is_dated: bool = False


def read_all(
    documents: Iterable[Document], folder: str, languages: Sequence[str], themes: Sequence[str], detect: Detect
) -> tuple[Post, ...]:
    """Every document as a post, in the order given; raises ContentError with the mistakes of all of them.

    `folder` is the one that translation keys are relative to. `themes` are the ids of themes.toml. A series that
    heads do not name is read from the titles; a translation without a date has that of the oldest other language, and
    one without an author has the original's.
    """
    return join(read_each(documents, folder, languages, themes, detect))


def read_each(
    documents: Iterable[Document],
    folder: str,
    languages: Sequence[str],
    themes: Iterable[str] | None,
    detect: Detect,
    names: Mapping[str, str] | None = None,
) -> list[Reading]:
    """What each document says by itself, in the order given: it follows from its own text and these arguments.

    Where `themes` is None nobody knows the themes, and none that a head names is a mistake. `names` are the themes by
    what people call them, in small letters: a tag may name a theme so, as blogs do.
    """
    reader = _Reader(folder, languages, themes, detect, names or {})
    return [reader.read(document) for document in documents]


def refused(path: str, folder: str, languages: Sequence[str], problems: Iterable[Problem]) -> Reading:
    """The reading of a file that cannot even be taken apart."""
    return Reading(None, tuple(problems), key=_split(path, folder, languages)[0], is_dated=True)


def join(readings: Iterable[Reading]) -> tuple[Post, ...]:
    """The posts, with what only all of them together can say; raises ContentError with every mistake."""
    readings = tuple(readings)
    whole = [reading.post for reading in readings if reading.post]
    first = _first_out(whole)
    excused = first.keys() | {reading.key for reading in readings if not reading.post and reading.is_dated}
    problems = [problem for reading in readings for problem in _mistakes(reading, excused)]
    authors = bylines.by_group(whole)
    posts = [_signed(_dated(post, first), authors) for post in whole]
    if problems:  # mistakes that only whole posts can have are told together with these
        raise ContentError([*problems, *translations.clashes(posts)])
    found = series.places(posts)
    return tuple(
        replace(post, series=found[post.id].name, part=found[post.id].part) if post.id in found else post
        for post in posts
    )


def _first_out(posts: Iterable[Post]) -> dict[str, Post]:
    """The post with a date of each translation group that comes out first."""
    dated = (post for post in posts if post.published is not None)
    by_day = sorted(dated, key=lambda post: (post.comes_out or date.max, post.published or date.max), reverse=True)
    return {post.translation_key: post for post in by_day}


def _mistakes(reading: Reading, excused: Set[str]) -> Iterator[Problem]:
    """What is wrong with a document, its missing date counted in unless its group is excused."""
    yield from reading.problems
    if reading.undated and (reading.post.translation_key if reading.post else reading.key) not in excused:
        yield reading.undated


def _dated(post: Post, first: Mapping[str, Post]) -> Post:
    """A translation without a date has that of its group, and comes out no sooner than the first of it."""
    if post.published is None and post.status == "published" and post.translation_key in first:
        other = first[post.translation_key]
        return replace(post, published=other.published, publish_on=post.publish_on or other.publish_on)
    return post


def _signed(post: Post, authors: Mapping[str, tuple[str, ...]]) -> Post:
    if not post.authors and post.translation_key in authors:
        return replace(post, authors=authors[post.translation_key])
    return post


class _Reader:
    def __init__(
        self,
        folder: str,
        languages: Sequence[str],
        themes: Iterable[str] | None,
        detect: Detect,
        names: Mapping[str, str],
    ) -> None:
        self._folder = folder
        self._languages = languages
        self._themes = None if themes is None else frozenset(themes)
        self._detect = detect
        self._names = names
        self._called = {**names, **{theme.casefold(): theme for theme in self._themes or ()}}

    def read(self, document: Document) -> Reading:
        if wrong_name := misnamed(document.path):
            return refused(document.path, self._folder, self._languages, [wrong_name])
        stem, suffix, named = _split(document.path, self._folder, self._languages)
        try:
            headed, wrong = front_matter.parse_leniently(document)
        except ContentError as cause:
            return refused(document.path, self._folder, self._languages, cause.problems)
        head, said = headed.head, headed.source.values
        key = links.one_form(head.translation_key or stem)
        problems = [*wrong, *self._unknown_themes(headed)]
        lang = ""
        if head.lang or "lang" not in said:  # else what it says of its language is wrong, and has been said
            try:
                lang = self._language(document, headed, suffix, named)
            except ContentError as cause:
                problems += cause.problems
        undated = self._undated(headed)
        if problems:
            told = tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
            return Reading(None, told, undated, key, is_dated=said.get("date") is not None)
        return Reading(self._post(document, headed, lang, key, stem), (), undated)

    def _post(self, document: Document, headed: Headed, lang: str, key: str, stem: str) -> Post:
        head = headed.head
        is_none = headed.source.values.get("themes") == []
        named = {tag: None if is_none else self._named(tag, by_id=bool(head.themes)) for tag in head.tags}
        tagged = [theme for theme in named.values() if theme]
        image = headed.source.positions.get(("image",))
        is_chosen = is_none or bool(head.themes)
        return Post(
            id=f"{key}.{lang}",
            path=document.path,
            lang=lang,
            title=head.title,
            published=head.date,
            translation_key=key,
            slug=head.slug or slugify(posixpath.basename(stem), lang),
            body=headed.body,
            body_line=headed.body_line,
            words=words.count(headed.body),
            status=head.status,
            themes=tuple(dict.fromkeys([*head.themes, *tagged])) if is_chosen or tagged else None,
            topics=tuple(dict.fromkeys(tag.strip() for tag in head.tags if not named[tag])),
            tagged=() if is_chosen else tuple(dict.fromkeys(tag.strip() for tag in head.tags if named[tag])),
            description=head.description,
            authors=head.author,
            series=head.series,
            part=head.part,
            minutes=head.minutes,
            newsletter=head.newsletter,
            announce=head.announce,
            publish_on=head.publish_on,
            expires_on=head.expires_on,
            image=head.image,
            image_line=image.line if image else 1,
            aliases=head.aliases,
            canonical=head.canonical,
            source=head.source,
            translated_from=head.translated_from,
        )

    def _named(self, tag: str, *, by_id: bool) -> str | None:
        """The theme that a tag names: by its id alone where a person chose the themes, else as blogs call it, too."""
        found = self._called.get(tag.strip().casefold())
        return found if not by_id or tag == found else None

    def _language(self, document: Document, headed: Headed, suffix: str | None, named: str) -> str:
        """Front matter, then the file name, then detection on the body; unsure is a mistake to mend by hand.

        `named` is a language of the file name that is none of the workspace's.
        """
        declared = headed.head.lang
        found = suffix if declared is None else called_after(declared, self._languages)
        if found:
            return found
        if declared is not None:
            near = suggestion(declared, self._languages)
            message = f'the language "{declared}" is not one of the workspace{near or self._known()}'
            raise ContentError(headed.source.problem(("lang",), message))
        sample = spoken.own_sample(headed.body)
        if spoken.is_named(named, sample, self._languages):
            message = f'its name says "{named}", which is not one of the workspace{self._known()}{self._or_else()}'
            raise ContentError(Problem(message, document.path, 1, 1))
        guess = self._detect(sample)
        if guess.lang is None:
            likely = f' (likeliest: "{guess.best}")' if guess.best else ""
            message = f"its language is unclear{likely}; add a line such as lang: {self._languages[0]}"
            if guess.best and guess.best not in self._languages:
                message = f'reads as "{guess.best}", which is not one of the workspace{self._known()}{self._or_else()}'
            raise ContentError(Problem(message, document.path, 1, 1))
        return guess.lang

    def _known(self) -> str:
        return f"; its languages are {', '.join(self._languages)} (leitmotiv.toml, [workspace] languages)"

    def _or_else(self) -> str:
        return f"; where it is in one of them, add a line such as lang: {self._languages[0]}"

    def _unknown_themes(self, headed: Headed) -> Iterator[Problem]:
        for position, theme in enumerate(headed.head.themes):
            if self._themes is not None and theme not in self._themes:
                named = self._names.get(theme.casefold())
                mend = f'; did you mean "{named}"?' if named else suggestion(theme, self._themes)
                message = f'"{theme}" is no theme of themes.toml{mend or "; add it there, or take it out here"}'
                yield headed.source.problem(("themes", position), message)

    def _undated(self, headed: Headed) -> Problem | None:
        said = headed.source.values
        if said.get("date") is not None or said.get("status", "published") != "published":
            return None
        message = "has no date; add a line such as date: 2026-03-31, or status: draft"
        return headed.source.problem(("date",), message)


def _split(path: str, folder: str, languages: Sequence[str]) -> tuple[str, str | None, str]:
    """`content/posts/a/hello.de.md` → (`a/hello`, `de`, ""); of a foreign suffix (`a/hello.x`, None, `x`)."""
    whole = links.one_form(posixpath.splitext(path.removeprefix(f"{folder}/"))[0])
    stem, lang, named = split(whole, languages)
    return (stem, lang, "") if lang else (whole, None, named)
