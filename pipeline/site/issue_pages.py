"""The newsletter on the web: each issue, and an archive a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from pipeline.model.language import fallbacks
from pipeline.model.post import Post
from pipeline.posts import links
from pipeline.site import page as site_pages
from pipeline.site import prose
from pipeline.site.content import Asset
from pipeline.site.page import Page, Site
from pipeline.site.section_views import ArchiveView, IssueView, ListedIssue
from pipeline.site.views import LanguageLink

_SECTION = "newsletter"


def pages(site: Site) -> Iterator[Page]:
    """The archives of the languages that list issues, and the issues."""
    archives = site_pages.archives(site)
    paths = _paths(site)
    for lang, path in archives.items():
        listed = _listed(site, path, lang, paths)
        yield Page(
            path=path,
            lang=lang,
            template="site/newsletter.html",
            source="the newsletter archive",
            view=ArchiveView(listed),
            translations=archives,
            alternates=archives,
            updated=listed[0].sent_on,
            section=_SECTION,
        )
    yield from _issues(site, paths)


def _paths(site: Site) -> dict[str, dict[str, str]]:
    """The pages of each issue by language."""
    paths: dict[str, dict[str, str]] = defaultdict(dict)
    for lang in site.languages:
        for own, issue in site.content.issues:
            if own == lang:
                paths[issue][lang] = links.issue(lang, issue)
    return paths


def _listed(site: Site, page: str, lang: str, paths: Mapping[str, Mapping[str, str]]) -> tuple[ListedIssue, ...]:
    """The issues that the archive in `lang`, at the path `page`, lists: newest first, each once."""
    order = fallbacks(lang, site.languages) if site.shelf.foreign else (lang,)
    found = {issue: next((each for each in order if each in by_lang), None) for issue, by_lang in paths.items()}
    issues = site.content.issues
    shown = [(issues[written, issue].sent_on, issue, written) for issue, written in found.items() if written]
    return tuple(
        ListedIssue(
            title=issues[written, issue].title,
            href=links.relative(page, paths[issue][written]),
            lang=written,
            only_in=_only_in(page, paths[issue]) if written != lang else (),
            sent_on=sent_on,
        )
        for sent_on, issue, written in sorted(shown, reverse=True)
    )


def _only_in(page: str, paths: Mapping[str, str]) -> tuple[LanguageLink, ...]:
    return tuple(LanguageLink(lang, links.relative(page, path)) for lang, path in paths.items())


def _issues(site: Site, paths: Mapping[str, Mapping[str, str]]) -> Iterator[Page]:
    pictures = {asset.path: asset for asset in site.content.assets.values()}
    for (lang, issue), page in site.content.issues.items():
        if lang not in site.languages:
            continue
        path = links.issue(lang, issue)
        canonical = _as_a_post(site, lang, issue)
        own = {other: there for other, there in paths[issue].items() if not post_of(site, other, issue)}
        html = prose.with_pictures(prose.finished(page.html), path, partial(_picture, pictures, path))
        yield Page(
            path=path,
            lang=lang,
            template="site/issue.html",
            source=f'the newsletter issue "{issue}"',
            view=IssueView(title=page.title, sent_on=page.sent_on, html=html),
            translations=paths[issue],
            alternates={} if canonical else own,
            canonical=canonical,
            updated=page.sent_on,
            section=_SECTION,
        )


def post_of(site: Site, lang: str, issue: str) -> Post | None:
    """The post that this letter is, word for word; None where it is a letter of its own."""
    group = site.shelf.groups.get(issue)
    if group is None or not any(post.newsletter for post in group.posts.values()):
        return None
    return group.posts.get(lang)


def _as_a_post(site: Site, lang: str, issue: str) -> str | None:
    """The address of the post that this letter is: for search engines the text stands there."""
    post = post_of(site, lang, issue)
    return (post.canonical or links.absolute(site.config, links.post(post))) if post else None


def _picture(pictures: Mapping[str, Asset], page: str, source: str) -> Asset | None:
    """The picture that `source` means on the page at the path `page`."""
    return pictures.get(links.beside(page, source))
