"""Issue files and posts with `newsletter: true` → Issue, checked whole, each mistake with its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.errors import ContentError, Problem
from pipeline.model import toml_source
from pipeline.model.fields import Localised, Section, as_tuple
from pipeline.model.issue import Issue
from pipeline.model.language import under_ours
from pipeline.model.post import Document, TranslationGroup
from pipeline.model.source import KeyPath, Position, Source, checked, suggestion
from pipeline.newsletter import choosing
from pipeline.newsletter.choosing import Selection, Shelf
from pipeline.newsletter.renaming import Names
from pipeline.posts import head_edit

_TEXTS = ("subject", "preheader", "intro", "next_time", "sign_off")
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_NOT_IN_A_FILE = re.compile(r"[/\\\x00-\x1f]")
_ITEM = re.compile(r"""#.*|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|\]""")


def _one_line_each(texts: Localised) -> Localised:
    for lang, text in texts.items():
        if not text.strip() or len(text.splitlines()) > 1:
            raise ValueError(f'the text for "{lang}" must be one line, and not empty')
    return texts


Day = date  # which the field called `date` hides
Lines = Annotated[Localised, AfterValidator(_one_line_each)]
Keys = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]


class IssueFile(Section):
    """What an issue file may say. Posts are named, chosen by theme, or all since the last issue.

    `announced` is written by us when it is sent: the posts that its letter announced.
    """

    date: Day
    subject: Lines
    preheader: Lines = Field(default_factory=dict)
    intro: Localised
    posts: Keys | None = None
    themes: Keys = ()
    since_last: bool = False
    announced: Keys | None = None
    next_time: Localised = Field(default_factory=dict)
    sign_off: Localised = Field(default_factory=dict)
    tiers: Mapping[str, Localised] = Field(default_factory=dict)
    untranslated: Literal["send", "hold"] = "send"
    bilingual: bool = False

    @model_validator(mode="after")
    def _has_posts(self) -> IssueFile:
        if self.posts is None and not self.themes and not self.since_last:
            raise ValueError('the key "posts" is missing; add it, or since_last = true, or themes = ["…"]')
        return self

    @property
    def selection(self) -> Selection:
        """What it asks for besides the posts that it names."""
        return Selection(self.themes, self.since_last, self.announced)


def read_all(
    documents: Iterable[Document],
    groups: Iterable[TranslationGroup],
    languages: Sequence[str],
    shelf: Shelf | None = None,
) -> tuple[Issue, ...]:
    """Every issue, the oldest first: one a file, and one a translation group that is marked as a newsletter.

    Raises ContentError with the mistakes of all files at once.
    """
    by_key = {group.key: group for group in groups}
    shelf = shelf or Shelf()
    names = Names(by_key, languages)
    found = [(issue, Selection()) for group in by_key.values() if (issue := _from_posts(group))]
    problems: list[Problem] = []
    for document in documents:
        try:
            found.append(_read(document, by_key, names, languages, shelf))
        except ContentError as refused:
            problems.extend(refused.problems)
    problems += _clashes([issue for issue, _ in found])
    if problems:
        raise ContentError(problems)
    issues: list[Issue] = []
    for issue, selection in sorted(found, key=lambda one: (one[0].sent_on, one[0].id)):
        issues.append(choosing.composed(issue, selection, issues, by_key, shelf))
    return tuple(issues)


def _read(
    document: Document, groups: Mapping[str, TranslationGroup], names: Names, languages: Sequence[str], shelf: Shelf
) -> tuple[Issue, Selection]:
    """The issue that a TOML file describes; its id is the file's stem."""
    source = _with_items(toml_source.parse(document.path, document.text, ContentError), document.text)
    file = _with_new_names(checked(IssueFile, source, ContentError, strict=True), names)
    file = _in_our_languages(file, languages)
    stem = posixpath.basename(document.path).removesuffix(".toml")
    problems = [
        *_misnamed(source, stem, file),
        *_foreign(source, file, languages),
        *_untranslated(source, file),
        *_unreadable_posts(source, file, groups, names),
        *_unknown_themes(source, file, shelf),
    ]
    if problems:
        raise ContentError(problems)

    def ordered(texts: Localised) -> dict[str, str]:
        return {lang: texts[lang].strip() for lang in languages if lang in texts}

    intro = ordered(file.intro)
    issue = Issue(
        id=stem,
        path=document.path,
        sent_on=file.date,
        subject=ordered(file.subject),
        preheader=ordered(file.preheader),
        intro=intro,
        intro_paths=dict.fromkeys(intro, document.path),
        posts=file.posts or (),
        next_time=ordered(file.next_time),
        sign_off=ordered(file.sign_off),
        themes=file.themes,
        tiers={tier: ordered(texts) for tier, texts in file.tiers.items()},
        untranslated=file.untranslated,
        bilingual=file.bilingual,
    )
    return issue, file.selection


def sent(document: Document, posts: Sequence[str]) -> Document:
    """The file of an issue that was sent, with `posts` as what it announced, unless it named them all itself."""
    file = checked(IssueFile, toml_source.parse(document.path, document.text, ContentError), ContentError, strict=True)
    if not file.selection:
        return document
    text = head_edit.with_toml_key(document.path, document.text, "announced", tuple(posts))
    return Document(document.path, text)


def _from_posts(group: TranslationGroup) -> Issue | None:
    """One mark is enough for the group: front matter written once is meant for all its languages."""
    if not any(post.newsletter for post in group.posts.values()):
        return None
    written = {lang: post for lang, post in group.posts.items() if post.status == "published" and post.published}
    if not written:
        return None

    def each(name: str) -> dict[str, str]:
        return {lang: getattr(post, name) for lang, post in written.items()}

    return Issue(
        id=group.key,
        path=next(iter(written.values())).path,
        sent_on=min(post.publish_on or post.published for post in written.values() if post.published),
        subject=each("title"),
        preheader={lang: text for lang, text in each("description").items() if text},
        intro=each("body"),
        intro_paths=each("path"),
        posts=(),
        next_time={},
        sign_off={},
    )


def _with_items(source: Source, text: str) -> Source:
    """`source`, knowing also where each item of `posts` stands."""
    head = source.positions.get(("posts",))
    if head is None:
        return source
    start = sum(len(line) + 1 for line in text.split("\n")[: head.line - 1])
    positions: dict[KeyPath, Position] = dict(source.positions)
    items = 0
    for found in _ITEM.finditer(text, text.find("=", start)):
        if found[0] == "]":
            break
        if not found[0].startswith("#"):
            before = text[: found.start()]
            column = found.start() - (before.rfind("\n") + 1) + 1
            positions[("posts", items)] = Position(before.count("\n") + 1, column)
            items += 1
    return Source(source.path, source.values, positions)


def _misnamed(source: Source, stem: str, file: IssueFile) -> Iterable[Problem]:
    """The name becomes part of web addresses and of the campaign that links carry, a tier that of a letter's file."""
    if not _NAME.fullmatch(stem):
        yield source.problem((), f'"{stem}" cannot name an issue; use small letters, digits and hyphens')
    for tier in file.tiers:
        if _NOT_IN_A_FILE.search(tier):
            yield source.problem(("tiers", tier), f'"{tier}" cannot name a tier; take out / and \\')


def _foreign(source: Source, file: IssueFile, languages: Sequence[str]) -> Iterable[Problem]:
    for name in _TEXTS:
        for lang in getattr(file, name):
            if lang not in languages:
                mend = suggestion(lang, languages) or f"; its languages are {', '.join(languages)}"
                yield source.problem((name, lang), f'"{lang}" is no language of the workspace{mend}')
    for tier, texts in file.tiers.items():
        for lang in texts:
            if lang not in file.subject:
                yield source.problem(("tiers", tier, lang), f'there is a block for "{lang}" but no subject; write it')


def _untranslated(source: Source, file: IssueFile) -> Iterable[Problem]:
    """A letter with the subject in one language and the body in another must not come about (Mautic 10562)."""
    if not file.subject and not file.intro:
        yield source.problem(("subject",), 'the issue has no text; write for instance subject = {de = "…"}')
    for has, lacks in (("subject", "intro"), ("intro", "subject")):
        for lang in getattr(file, has):
            if not getattr(file, lacks).get(lang, "").strip():
                yield source.problem((lacks,), f'there is {_an(has)} for "{lang}" but no {lacks}; write it')
    for name in ("preheader", "next_time", "sign_off"):
        for lang in getattr(file, name):
            if lang not in file.subject:
                yield source.problem((name, lang), f'there is a {name} for "{lang}" but no subject; write it')


def _an(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _in_our_languages(file: IssueFile, languages: Sequence[str]) -> IssueFile:
    texts = {name: under_ours(getattr(file, name), languages) for name in _TEXTS}
    tiers = {tier: under_ours(said, languages) for tier, said in file.tiers.items()}
    return file.model_copy(update=texts | {"tiers": tiers})


def _with_new_names(file: IssueFile, names: Names) -> IssueFile:
    """The file with what its posts, each once, are called by now."""
    ways = {"posts": names.by_now, "announced": names.kept}
    named = {name: tuple(map(way, keys)) for name, way in ways.items() if (keys := getattr(file, name))}
    changed = {name: tuple(dict.fromkeys(keys)) for name, keys in named.items() if keys != getattr(file, name)}
    return file.model_copy(update=changed)


def _unreadable_posts(
    source: Source, file: IssueFile, groups: Mapping[str, TranslationGroup], names: Names
) -> Iterable[Problem]:
    posts = file.posts or ()
    for at, key in enumerate(posts):
        if key not in groups:
            meant = names.addresses.key(key)  # a translation's own name
            mend = f'; write its translation key, "{meant}"' if meant else _typed_or_gone(key, groups, file)
            yield source.problem(("posts", at), f'there is no post "{key}"{mend}')
        elif key in posts[:at]:
            yield source.problem(("posts", at), f'"{key}" stands twice; keep one')
        elif not any(post.is_live(file.date) for post in groups[key].posts.values()):
            why = "; publish it, take it out, or move the date"
            yield source.problem(
                ("posts", at), f'nobody can read "{key}" on {file.date}: {_hidden(groups[key], file.date)}{why}'
            )


def _typed_or_gone(key: str, groups: Mapping[str, TranslationGroup], file: IssueFile) -> str:
    """How to mend a post that is not there: it was never called so, or it is no longer."""
    near = suggestion(key, groups)
    known = (
        f"{near} If not: where" if near else "; write a post's translation key (its file name without .de.md); where"
    )
    old = f"/{next(iter(file.subject), 'de')}/posts/{key}.html"
    return f'{known} it was renamed, lead on with aliases: ["{old}"] in its head, and where it is gone, take it out'


def _unknown_themes(source: Source, file: IssueFile, shelf: Shelf) -> Iterable[Problem]:
    for theme in file.themes:
        if shelf.themes is not None and theme not in shelf.themes:
            mend = suggestion(theme, shelf.themes) or "; add it to content/themes.toml"
            yield source.problem(("themes",), f'there is no theme "{theme}"{mend}')


def _hidden(group: TranslationGroup, on: date) -> str:
    post, *_ = sorted(group.posts.values(), key=lambda post: post.status == "draft")
    return post.why_hidden(on)


def _clashes(issues: Sequence[Issue]) -> Iterable[Problem]:
    first: dict[str, Issue] = {}
    for issue in issues:
        other = first.setdefault(issue.id, issue)
        if other is not issue:
            yield Problem(f'has the same name ("{issue.id}") as {other.path}; rename one', issue.path, 1, 1)
