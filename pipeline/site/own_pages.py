"""Pages that are no posts: content/pages/about.de.md and its like."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pipeline.errors import ContentError, Problem
from pipeline.model.language import called_after
from pipeline.model.post import Document
from pipeline.model.slug import slugify
from pipeline.model.source import Source
from pipeline.posts import front_matter, links
from pipeline.site.content import OwnPage
from pipeline.site.page import Page, Site
from pipeline.site.section_views import ArticleView

ABOUT = "about"
"""The key of the page about the author; its description says in one line who that is."""

BUILT_IN = ("offers", "contact", "search")
"""Keys whose text opens a page that the site has anyway."""

_HEEDED = frozenset(
    ["date", "description", "lang", "slug", "source", "status", "title", "translationKey", "translation_key"]
)
"""Keys of a head that hold for a page, or tell where it comes from; the others only a post heeds."""


def read(documents: Iterable[Document], languages: Sequence[str]) -> tuple[OwnPage, ...]:
    """Every document as a page, in the order given; drafts are left out.

    Raises the mistakes of all of them; two pages of one key and language are one.
    """
    pages: list[OwnPage] = []
    problems: list[Problem] = []
    for document in documents:
        try:
            pages += _read(document, languages)
        except ContentError as refused:
            problems.extend(refused.problems)
    problems += _clashes(pages)
    if problems:
        raise ContentError(problems)
    return tuple(pages)


def _clashes(pages: Iterable[OwnPage]) -> Iterator[Problem]:
    first: dict[tuple[str, str], OwnPage] = {}
    for page in pages:
        other = first.setdefault((page.key, page.lang), page)
        if other is not page:
            said = (
                f"is the page {page.key} in {page.lang}, as {other.path} is; change the name or translation_key of one"
            )
            yield Problem(said, page.path, 1, 1)


def _read(document: Document, languages: Sequence[str]) -> Iterator[OwnPage]:
    headed = front_matter.parse(document)
    name = posixpath.basename(document.path).removesuffix(".md")
    stem, _, suffix = name.rpartition(".")
    if headed.head.lang and not stem:
        stem = name
    said = headed.head.lang or suffix
    lang = called_after(said, languages)
    if not lang or not stem:
        if headed.head.lang and not lang:
            known = f"its languages are {', '.join(languages)} (leitmotiv.toml, [workspace] languages)"
            message = f'the language "{said}" is not one of the workspace; {known}'
            raise ContentError(headed.source.problem(("lang",), message))
        example = name.partition(".")[0]
        message = f"its language is unclear; call it {example}.{languages[0]}.md ({', '.join(languages)})"
        raise ContentError(Problem(message, document.path, 1, 1))
    key = links.one_form(headed.head.translation_key or stem)
    if headed.head.status == "published":
        yield OwnPage(
            key=key,
            lang=lang,
            path=document.path,
            slug=key if key in BUILT_IN else headed.head.slug or slugify(stem, lang),
            title=headed.head.title,
            description=headed.head.description,
            body=headed.body,
            body_line=headed.body_line,
            idle=tuple(_idle(headed.source)),
        )


def _idle(head: Source) -> Iterator[Problem]:
    for key, value in head.values.items():
        if value and key not in _HEEDED:
            yield head.problem((key,), f"{key} is heeded in posts alone, and changes nothing of a page; take it out")


def by_key(pages: Iterable[OwnPage]) -> dict[str, dict[str, OwnPage]]:
    """The pages by key and language, the built-in ones too."""
    found: dict[str, dict[str, OwnPage]] = defaultdict(dict)
    for page in pages:
        found[page.key][page.lang] = page
    return dict(found)


def opening(site: Site, bodies: Mapping[str, str], key: str, lang: str) -> tuple[str, str, str]:
    """Title, standfirst and HTML of the author's text that opens a built-in page, each empty where there is none."""
    text = next((page for page in site.content.pages if (page.key, page.lang) == (key, lang)), None)
    return (text.title, text.description, bodies[text.path]) if text else ("", "", "")


def unshown(pages: Iterable[OwnPage], paths: Container[str]) -> Iterator[Problem]:
    """The texts that open a built-in page which is not among the site's `paths`: it sells nothing, or has no search."""
    for page in pages:
        if page.key in BUILT_IN and links.own(page.lang, page.key) not in paths:
            said = f"is shown nowhere: it opens the page {page.key}, which the site does not have; call it otherwise"
            yield Problem(said, page.path, 1)


def introduction(site: Site, lang: str) -> str:
    """Who writes here, in one line; empty where nobody has said it in `lang`."""
    return next((page.description for page in site.content.pages if (page.key, page.lang) == (ABOUT, lang)), "")


def pages(site: Site, bodies: Mapping[str, str]) -> Iterator[Page]:
    """A page each; `bodies` are their texts as HTML, by path of the file."""
    for key, by_lang in by_key(site.content.pages).items():
        if key in BUILT_IN:
            continue
        same = {lang: links.own(lang, by_lang[lang].slug) for lang in site.languages if lang in by_lang}
        for own in by_lang.values():
            yield Page(
                path=links.own(own.lang, own.slug),
                lang=own.lang,
                template="site/article.html",
                source=own.path,
                view=ArticleView(title=own.title, standfirst=own.description, html=bodies[own.path]),
                translations=same,
                alternates=same,
                section=key,
            )
