"""An item as its source has it → a text that can become a post: clean, in a known language, with a day and a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

from pipeline.errors import Problem, SourceRefused
from pipeline.model.language import Detect, nearest, recognised
from pipeline.model.post import PostWarning
from pipeline.posts import bylines, damage, spoken, words
from pipeline.posts.incoming import authors, cleaning, dating, flat_text, html_text, markdown_text, plain
from pipeline.posts.incoming.cleaning import Left, Resolve
from pipeline.posts.incoming.flat_text import Cut
from pipeline.posts.incoming.html_text import Converted
from pipeline.posts.incoming.item import Item

_TITLE, _DESCRIPTION, _TAG, _TAGS = 200, 300, 60, 40
_FEW_WORDS = 20
DETECTED = "auto"
_LONGEST = 1_000_000
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ALIAS = re.compile(r"/?[\w~%.,+-]+(?:/[\w~%.,+-]+)*/?")
_OFTEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How items are read. `lang` is what the user says of all of them (DETECTED: a feed's word does not count either).

    `sender` is whose site it is, `themes` are those that a head may name, `repeated` are the lines that the flat texts
    of the source share.
    """

    languages: Sequence[str]
    as_of: date
    detect: Detect
    lang: str = ""
    sender: str = ""
    themes: frozenset[str] = frozenset()
    repeated: Mapping[str, float] = field(default_factory=dict)
    keep_boilerplate: bool = False
    accept_damaged: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """What, beside a text, decides what is made of it."""
        return (self.lang, str(self.keep_boilerplate), *self.languages)


@dataclass(frozen=True, slots=True)
class SourceLanguage:
    """What a source says of itself as a whole: a feed declares it, an export has it as a setting of its site."""

    lang: str = ""
    is_declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A text on its way to a file. `day` is None for a draft; `dated` says that the day is not the source's own."""

    title: str
    markdown: str = field(repr=False)
    lang: str
    day: date | None
    dated: bool
    authors: Sequence[str] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    canonical: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[PostWarning, ...] = ()
    left: Left = cleaning.NOTHING
    cut: tuple[str, ...] = ()

    def is_out(self, as_of: date) -> bool:
        """Whether its day has come, or the later one on which its head lets it out, and not that on which it goes."""
        comes, goes = self.own.get("publish_on"), self.own.get("expires_on")
        day = comes if isinstance(comes, date) else self.day
        return day is not None and day <= as_of and not (isinstance(goes, date) and goes <= as_of)


def understand(
    item: Item, source: SourceLanguage, terms: Terms, resolve: Resolve, show: Resolve = cleaning.NO_PICTURE
) -> Understood:
    """`item` as a text, with the pictures that `show` knows.

    Raises SourceRefused with the reason where it cannot be taken.
    """
    cut = None
    if item.markup == "flat":
        cut = flat_text.cut(item.body, terms.repeated, keep_boilerplate=terms.keep_boilerplate)
    title = plain.title(item.title or (cut.title if cut else ""))[:_TITLE].strip()
    found = _converted(item, title, resolve, show, cut)
    if not found.markdown.strip():
        raise _refused(item, "has no text")
    warnings = [*item.warnings, *_about(found, item)]
    title = title or _first_words(found.markdown)
    broken = _broken(item, found.markdown, title, accept=terms.accept_damaged)
    lang, doubts = _language(item, source, found.markdown, title, terms)
    own = _own(item, terms.themes, show)
    lacking = {"image"} & item.own.keys() - own.keys()
    day, dated, remarks = _day(item, cut.day if cut else "", terms.as_of)
    return Understood(
        title=title,
        markdown=found.markdown.strip() + "\n",
        lang=lang,
        day=day,
        dated=dated,
        authors=bylines.named(authors.names(item.authors), terms.sender),
        tags=_tags(item, terms.themes),
        description=plain.shortened(item.description, _DESCRIPTION),
        canonical=_canonical(item),
        own=own,
        warnings=(*warnings, *broken, *doubts, *remarks),
        left=found.left + Left(pictures=tuple(str(item.own[name])[:500] for name in lacking)),
        cut=cut.lines if cut else (),
    )


def _refused(item: Item, reason: str) -> SourceRefused:
    return SourceRefused(Problem(reason, item.where))


def _converted(item: Item, title: str, resolve: Resolve, show: Resolve, cut: Cut | None) -> Converted:
    if len(item.body) > _LONGEST:
        raise _refused(item, f"is longer than {_LONGEST:,} characters; split it")
    try:
        if item.markup == "html":
            return html_text.convert_html(item.body, resolve, title, show)
        return markdown_text.clean(cut.markdown if cut else item.body, resolve, show)
    except SourceRefused as refused:
        raise SourceRefused(Problem(problem.message, item.where) for problem in refused.problems) from refused


def _broken(item: Item, markdown: str, title: str, *, accept: bool) -> tuple[PostWarning, ...]:
    """What is damaged, which is refused unless it is accepted; "schnell, schnell, schnell!" alone is only noted."""
    found = damage.report(markdown, title)
    if not found:
        return ()
    warnings = damage.warnings(markdown, title)
    is_slight = all(each.what == damage.STUTTERING and each.times < _OFTEN for each in found)
    if not is_slight and not accept:
        reasons = "; ".join(warning.message for warning in warnings)
        raise _refused(item, f"looks damaged: {reasons}, or take it as it is with --accept-damaged")
    return warnings


def _about(found: Converted, item: Item) -> list[PostWarning]:
    warnings = []
    if found.is_plain:
        warnings.append(PostWarning("markup-lost", "lost its headings, lists and links, so that no word of it is lost"))
    if item.is_excerpt:
        where = f"; the whole text is at {item.link}" if item.link else ""
        warnings.append(PostWarning("excerpt-only", f"is only the beginning of a text{where}"))
    return warnings


def _first_words(markdown: str) -> str:
    text = words.plain(_ESCAPE.sub("", markdown))
    lines = (plain.shortened(line, 60) for line in text.split("\n") if line.strip())
    return next((line for line in lines if line), "Untitled")


def _language(
    item: Item, source: SourceLanguage, markdown: str, title: str, terms: Terms
) -> tuple[str, tuple[PostWarning, ...]]:
    """The author's word, then the user's, the text's own mark-up, its feed's, then detection, then a site's setting."""
    is_open = terms.lang == DETECTED
    for said in (item.lang, "" if is_open else terms.lang, item.declared_lang):
        if not said:
            continue
        lang = _ours(said, terms.languages)
        if lang is None:
            raise _refused(item, f'is declared as "{said[:20]}", which is {_none_of(terms.languages)}')
        doubt = spoken.mismatch(lang, markdown, terms.detect)
        return lang, (doubt,) if doubt else ()
    setting = _ours(source.lang, terms.languages) if source.lang else None
    if setting is not None and source.is_declared and not is_open:
        doubt = spoken.mismatch(setting, markdown, terms.detect)
        return setting, (_of_its_feed(doubt),) if doubt else ()
    sample = spoken.own_sample(markdown)
    if item.named_lang and spoken.is_named(item.named_lang, sample, terms.languages):
        raise _refused(item, f'has "{item.named_lang[:20]}" in its name, which is {_none_of(terms.languages)}')
    guess = terms.detect(sample if len(sample.split()) >= _FEW_WORDS else f"{title} {sample}")
    if guess.lang is not None:
        differs = setting is not None and setting != guess.lang
        message = f'its source is set to "{setting}", but it reads as "{guess.lang}"; it is taken as "{guess.lang}"'
        return guess.lang, (PostWarning("language-mismatch", message),) if differs else ()
    if setting is not None and (guess.best is None or guess.best in terms.languages):
        return setting, ()
    if guess.best is not None and guess.best not in terms.languages:
        raise _refused(item, f'reads as "{guess.best}", which is {_none_of(terms.languages)}')
    likely = f' (likeliest: "{guess.best}")' if guess.best else ""
    raise _refused(item, f"its language is unclear{likely}; say it with --lang {guess.best or terms.languages[0]}")


def _none_of(languages: Sequence[str]) -> str:
    mend = "add it to [workspace] languages, or say what it is with --lang"
    return f"none of the workspace's languages ({', '.join(languages)}); {mend}"


def _of_its_feed(doubt: PostWarning) -> PostWarning:
    mend = "say --lang with the right one, or --lang auto where the feed speaks several languages"
    return PostWarning(doubt.code, f"{doubt.message.partition(';')[0]}, and its feed says so; {mend}")


def _ours(tag: str, languages: Sequence[str]) -> str | None:
    """The workspace's language that `tag` means: itself, a wider one, or the only one of its kind."""
    lang = recognised(tag)
    return nearest(lang, languages) if lang else None


def _day(item: Item, seen_in_text: str, as_of: date) -> tuple[date | None, bool, tuple[PostWarning, ...]]:
    """The day, whether it stands in for the source's own, and what is to be said of it."""
    try:
        written = dating.read(item.day) or dating.read(seen_in_text)
    except dating.NoDate as refused:
        line, column = item.day_place or (None, None)
        raise SourceRefused(Problem(str(refused), item.where, line, column)) from refused
    if written is None:
        if item.is_draft:
            return None, False, ()
        return as_of, True, (PostWarning("no-date", f"has no date; it is dated {as_of}, the day it was taken in"),)
    if item.markup == "markdown" or item.is_draft:  # somebody's own, who may have planned ahead
        return written.day, False, ()
    day, was_moved = dating.not_after(written, as_of)
    if not was_moved:
        return day, False, ()
    return day, True, (PostWarning("future-date", f"is dated {written.day}, in the future; it is dated {day} here"),)


def _canonical(item: Item) -> str:
    """The address that a search engine should show; a whole text is at home here unless its author said otherwise."""
    found = cleaning.address(item.canonical, item.base) or ""
    if not found.startswith("http"):
        return ""
    return found if item.is_excerpt or found != item.link else ""


def _tags(item: Item, themes: frozenset[str]) -> tuple[str, ...]:
    """Its tags, and the themes of its head that are none here."""
    foreign = (theme for theme in item.own.get("themes", ()) if theme not in themes)
    found = (plain.line(tag)[:_TAG].strip(" ,;#") for tag in (*item.tags, *foreign))
    return tuple(dict.fromkeys(tag for tag in found if tag))[:_TAGS]


def _own(item: Item, themes: frozenset[str], show: Resolve) -> dict[str, Any]:
    """Keys that only a file of ours has, where they hold what they must."""
    found: dict[str, Any] = {}
    for name, value in item.own.items():
        if name == "themes":
            found["themes"] = [theme for theme in value if theme in themes]
        elif name == "aliases":
            found["aliases"] = [alias for alias in value if _ALIAS.fullmatch(alias) and _is_inside(alias)]
        elif name == "announce":
            found |= {"announce": False} if value is False or str(value).lower() == "false" else {}
        elif name == "series":
            found["series"] = plain.line(str(value))[:_TITLE]
        elif name == "image":
            found["image"] = show(str(value))
        elif re.fullmatch(r"[\w.-]{1,20}", str(value)):
            found[name] = _typed(str(value))
    return {name: value for name, value in found.items() if value or name == "announce"}


def _is_inside(alias: str) -> bool:
    """Whether a former address is a post's, not that of a page which every site has: else no site could be built."""
    parts = unquote(alias).strip("/").split("/")
    return (
        unquote(alias).isprintable()
        and not {".", ".."}.intersection(parts)
        and parts not in ([""], ["index.html"], ["404.html"])
    )


def _typed(text: str) -> object:
    """Numbers, flags and dates as a YAML dumper writes them without quotes."""
    if text.isdecimal():
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
