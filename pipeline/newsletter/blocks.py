"""An issue in one language as finished values for the templates: texts rendered, links resolved, posts chosen."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.model import language, locales
from pipeline.model.issue import Issue
from pipeline.model.post import Post
from pipeline.newsletter import message, pictures, plain, receiver, targets, wrapping
from pipeline.newsletter.plain import Numbering
from pipeline.newsletter.targets import Library
from pipeline.posts import links, markdown, words
from pipeline.posts.markdown import Resolve

_SUMMARY_LENGTH = 280
_PREHEADER_LENGTH = 110
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")
_ANCHOR = re.compile(r'(?<= id=")|(?<= href="#)')


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of Markdown, both ways."""

    html: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A post in a letter. `language` is that of the post where it is another than the letter's, else it is empty.

    `before_title` and `before_url` lead to the part of its series that comes before it.
    """

    title: str
    url: str
    lang: str
    dir: str
    language: str
    published: date | None
    minutes: int
    summary: str
    series: str = ""
    part: int | None = None
    before_title: str = ""
    before_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """All that one language contributes to a letter."""

    lang: str
    dir: str
    subject: str
    preheader: str
    sent_on: date
    web_url: str
    intro: Prose
    circle: Prose
    teasers: tuple[Teaser, ...]
    next_time: Prose
    sign_off: Prose
    subscribe_url: str
    unsubscribe_url: str
    unsubscribe_address: str
    impressum: Prose


def block(library: Library, issue: Issue, lang: str, numbering: Numbering, tier: str = "") -> Block:
    """The block of `lang`, with what is meant for `tier` alone; `numbering` runs on through all blocks of a letter."""
    config = library.config
    resolve = targets.in_letter(library, issue, lang)
    home = targets.tracked(library, issue, lang, links.absolute(config, links.home(lang)))
    intro = issue.intro[lang]

    def written(text: str) -> Prose:
        made = _prose(text, lang, resolve, numbering)
        return replace(made, html=pictures.sized(made.html, config.workspace.url, library.measure))

    def prose(texts: Mapping[str, str]) -> Prose:
        return written(_keeping_lines(texts.get(lang, "")))

    return Block(
        lang=lang,
        dir=locales.direction(lang),
        subject=issue.subject[lang],
        preheader=issue.preheader.get(lang) or plain.beginning(intro, _PREHEADER_LENGTH),
        sent_on=issue.sent_on,
        web_url=targets.tracked(library, issue, lang, links.absolute(config, links.issue(lang, issue.id))),
        intro=written(intro),
        circle=written(issue.tiers.get(tier, {}).get(lang, "")),
        teasers=tuple(_teaser(library, issue, lang, key) for key in issue.posts),
        next_time=prose(issue.next_time),
        sign_off=prose(issue.sign_off),
        subscribe_url=receiver.subscribe(config, lang) or home,
        unsubscribe_url=message.unsubscribe_slot(issue.id),
        unsubscribe_address="" if config.receiver.url else config.sender.mailbox,
        impressum=_impressum(library, lang),
    )


def lines_to_html(text: str, resolve: Resolve) -> str:
    """Markdown of a greeting or a notice, whose lines end where the author ended them."""
    return markdown.to_html(_keeping_lines(text), resolve)


def teaser(post: Post, lang: str, url: str) -> Teaser:
    """`post` as it stands in a letter in `lang`. The reader is told where its language is another."""
    return Teaser(
        title=post.title,
        url=url,
        lang=post.lang,
        dir=locales.direction(post.lang),
        language="" if post.lang == lang else post.lang,
        published=post.comes_out,
        minutes=words.reading_minutes(post.words, post.lang),
        summary=post.description or plain.summary(post.body, _SUMMARY_LENGTH),
    )


def _teaser(library: Library, issue: Issue, lang: str, key: str) -> Teaser:
    post = targets.readable(library, issue, lang, key)

    def url(of: Post) -> str:
        return targets.tracked(library, issue, lang, links.absolute(library.config, links.post(of)))

    return in_series(teaser(post, lang, url(post)), library, issue, post, url)


def in_series(teaser: Teaser, library: Library, issue: Issue, post: Post, url: Callable[[Post], str]) -> Teaser:
    """`teaser` with the place of its post in a series, where it has one."""
    place = library.places.get(post.id)
    if place is None:
        return teaser
    before = targets.part_before(library, issue, post)
    return replace(
        teaser,
        series=place.name,
        part=place.part,
        before_title=before.title if before else "",
        before_url=url(before) if before else "",
    )


def _impressum(library: Library, lang: str) -> Prose:
    """The legal notice line by line, as the site shows it; its addresses can be clicked and are never tracked."""
    text = language.chosen(library.config.sender.impressum, lang, library.config.languages).strip()
    linked = "".join(_linked(text))
    return Prose(linked.replace("\n", "<br />"), "\n".join(wrapping.wrapped(text)))


def _linked(text: str) -> Iterator[str]:
    """`text` as HTML, its addresses as links."""
    place = 0
    for found in _ADDRESS.finditer(text):
        url = html.escape(found[0])
        yield f'{html.escape(text[place : found.start()])}<a href="{url}">{url}</a>'
        place = found.end()
    yield html.escape(text[place:])


def _prose(text: str, lang: str, resolve: Resolve, numbering: Numbering) -> Prose:
    return Prose(_own_anchors(markdown.to_html(text, resolve), lang), plain.to_text(text, resolve, numbering))


def _own_anchors(rendered: str, lang: str) -> str:
    """Footnotes and headings of two languages in one letter must not share their ids."""
    return _ANCHOR.sub(f"{lang}-", rendered).replace(' loading="lazy"', "")


def _keeping_lines(text: str) -> str:
    """An address or a greeting: its lines end where the author ended them."""
    return re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*\S)", "  \n", text.strip())
