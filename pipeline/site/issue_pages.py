"""The newsletter on the web: each issue, and an archive a language."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from pipeline.posts import links
from pipeline.site import page as site_pages
from pipeline.site import prose
from pipeline.site.content import Asset, IssuePage
from pipeline.site.page import Page, Site
from pipeline.site.section_views import ArchiveView, IssueView, ListedIssue

_SECTION = "newsletter"


def pages(site: Site) -> Iterator[Page]:
    """The archives of the languages that have issues, and the issues."""
    archives = site_pages.archives(site)
    for lang, path in archives.items():
        own = {issue: page for (of, issue), page in site.content.issues.items() if of == lang}
        yield Page(
            path=path,
            lang=lang,
            template="site/newsletter.html",
            source="the newsletter archive",
            view=_archive(path, lang, own),
            translations=archives,
            alternates=archives,
            updated=max(page.sent_on for page in own.values()),
            section=_SECTION,
        )
    yield from _issues(site)


def _archive(path: str, lang: str, issues: Mapping[str, IssuePage]) -> ArchiveView:
    newest_first = sorted(issues.items(), key=lambda item: (item[1].sent_on, item[0]), reverse=True)
    return ArchiveView(
        tuple(
            ListedIssue(page.title, links.relative(path, links.issue(lang, issue)), page.sent_on)
            for issue, page in newest_first
        )
    )


def _issues(site: Site) -> Iterator[Page]:
    paths: dict[str, dict[str, str]] = defaultdict(dict)
    for lang in site.languages:
        for own, issue in site.content.issues:
            if own == lang:
                paths[issue][lang] = links.issue(lang, issue)
    pictures = {asset.path: asset for asset in site.content.assets.values()}
    for (lang, issue), page in site.content.issues.items():
        if lang not in site.languages:
            continue
        path = links.issue(lang, issue)
        canonical = _as_a_post(site, lang, issue)
        html = prose.with_pictures(prose.finished(page.html), path, partial(_picture, pictures, path))
        yield Page(
            path=path,
            lang=lang,
            template="site/issue.html",
            source=f'the newsletter issue "{issue}"',
            view=IssueView(title=page.title, sent_on=page.sent_on, html=html),
            translations=paths[issue],
            alternates={} if canonical else paths[issue],
            canonical=canonical,
            updated=page.sent_on,
            section=_SECTION,
        )


def _as_a_post(site: Site, lang: str, issue: str) -> str | None:
    """The address of the post that this letter is, word for word: for search engines the text stands there."""
    group = site.shelf.groups.get(issue)
    if group is None or lang not in group.posts or not any(post.newsletter for post in group.posts.values()):
        return None
    post = group.posts[lang]
    return post.canonical or links.absolute(site.config, links.post(post))


def _picture(pictures: Mapping[str, Asset], page: str, source: str) -> Asset | None:
    """The picture that `source` means on the page at the path `page`."""
    return pictures.get(posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(source))))
