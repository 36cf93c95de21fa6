"""The search: a page a language, and what its index is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from pipeline.model.plan import Plan
from pipeline.posts import links
from pipeline.site import issue_pages, own_pages
from pipeline.site import shelf as shelves
from pipeline.site.bodies import Body
from pipeline.site.content import Findable
from pipeline.site.page import Page, Site
from pipeline.site.section_views import SearchView

KEY = "search"
BUNDLE = "search"
"""The folder of the index."""

_NOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a role="doc-backlink".*?</a>')
_WITHIN_A_WORD = re.compile(r"</?(?:a|code|em|s|span|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def pages(site: Site, bodies: Mapping[str, str]) -> Iterator[Page]:
    """The search page in each language, where the site has a search; `bodies` are texts as HTML by file."""
    if not site.config.site.search:
        return
    same = {lang: links.own(lang, KEY) for lang in site.languages}
    for lang, path in same.items():
        title, standfirst, text = own_pages.opening(site, bodies, KEY, lang)
        yield Page(
            path=path,
            lang=lang,
            template="site/search.html",
            source="the search page",
            view=SearchView(
                title=title,
                standfirst=standfirst,
                html=text,
                bundle=links.relative(path, f"{BUNDLE}/"),
                archive=links.relative(path, links.archive(lang)) if shelves.has_any(site.shelf, lang) else None,
            ),
            translations=same,
            alternates=same,
            section=KEY,
            script=KEY,
        )


def index(site: Site, posts: Mapping[str, Body], pages: Mapping[str, str]) -> Plan:
    """The files of the index, by path on the site; empty where the site has no search."""
    made = site.content.index
    if made is None or not site.config.site.search:
        return {}
    return {f"{BUNDLE}/{path}": content for path, content in made(_findable(site, posts, pages)).items()}


def _findable(site: Site, posts: Mapping[str, Body], pages: Mapping[str, str]) -> dict[str, list[Findable]]:
    """By language: posts (those first published elsewhere, too), letters that are not posts, the author's own pages."""
    found: dict[str, list[Findable]] = {lang: [] for lang in site.languages}
    for lang, own in site.shelf.posts.items():
        found[lang] += [
            Findable(links.post(post), post.title, _plain(f"{html.escape(post.description)} {posts[post.id].html}"))
            for post in own
        ]
    for (lang, issue), page in sorted(site.content.issues.items()):
        if lang in found and issue_pages.post_of(site, lang, issue) is None:
            found[lang].append(Findable(links.issue(lang, issue), page.title, _plain(page.html)))
    for text in site.content.pages:
        found[text.lang].append(Findable(links.own(text.lang, text.slug), text.title, _plain(pages[text.path])))
    return {lang: texts for lang, texts in found.items() if texts}


def _plain(text: str) -> str:
    """What `text` says, as readers see it in what was found: no number of a note, no blank where only a link ends."""
    said = _WITHIN_A_WORD.sub("", _NOTE_MARK.sub("", text))
    return " ".join(html.unescape(_TAG.sub(" ", said)).split())
