"""A finished site looked over: does every link lead somewhere, do the languages agree, can every page be reached?"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from pipeline.errors import Problem
from pipeline.model.plan import Plan
from pipeline.model.slug import slugify
from pipeline.model.source import suggestion
from pipeline.posts import links
from pipeline.site import targets
from pipeline.site.findings import Finding, Level, Sources, at_links, at_pictures

_UNLINKED = ("404.html",)
_INGESTED = "assets/ingested/"
"""Pictures that `ingest` brought: without a text as they were, they keep no site back."""
_TOP = "top"
"""The beginning of any page (HTML, "Scrolling to a fragment")."""


@dataclass(slots=True)
class Leaf:
    """What one page says of itself and of others, taken from its HTML."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    without_alt: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    leads_on: bool = False


def site(plan: Plan, url: str, sources: Sources) -> list[Finding]:
    """Everything that is wrong with the pages of `plan`, a site that will stand at `url`."""
    leaves = {path: _read(content) for path, content in plan.items() if path.endswith(".html")}
    return [
        *_links(plan, leaves, url, sources),
        *_pictures(leaves, sources),
        *_languages(leaves, url),
        *_canonicals(plan, leaves, url, sources),
        *_unreachable(leaves, url, {asset.path for asset in sources.assets.values()}),
        *_twice(leaves, url, sources),
    ]


def _read(page: bytes) -> Leaf:
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return reader.leaf


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.leaf = Leaf()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.leaf.ids.add(said["id"])
        match tag:
            case "a" if "href" in said:
                self.leaf.links.append(said["href"])
            case "img":
                self.leaf.files.append(said.get("src", ""))
                if "alt" not in said or (not said["alt"].strip() and said.get("role") != "presentation"):
                    self.leaf.without_alt.append(said.get("src", ""))
            case "source":
                self.leaf.files += [part.split()[0] for part in said.get("srcset", "").split(",") if part.strip()]
            case "script" if "src" in said:
                self.leaf.files.append(said["src"])
            case "meta" if said.get("http-equiv") == "refresh":
                self.leaf.leads_on = True
            case "link":
                self._link(said)

    def _link(self, said: Mapping[str, str]) -> None:
        kind, href = said.get("rel", ""), said.get("href", "")
        if kind == "canonical":
            self.leaf.canonical = href
        elif kind == "alternate" and "hreflang" in said:
            self.leaf.alternates[said["hreflang"]] = href
        else:
            self.leaf.files.append(href)


def _links(plan: Plan, leaves: Mapping[str, Leaf], url: str, sources: Sources) -> Iterator[Finding]:
    for page, leaf in leaves.items():
        for href in dict.fromkeys([*leaf.links, *leaf.files]):
            wrong = _wrong(plan, leaves, page, href, url)
            if wrong is not None:
                level, code, ending = wrong
                for problem in at_links(sources, page, href, url, partial(_link, ending)):
                    yield Finding(level, code, problem)


def _link(ending: str, written: str) -> str:
    return f'the link to "{_readable(written)}" leads {ending}'


def _readable(address: str) -> str:
    plain = unquote(address)
    return plain if plain.isprintable() else address


def _wrong(plan: Plan, leaves: Mapping[str, Leaf], page: str, href: str, url: str) -> tuple[Level, str, str] | None:
    """Level, code and the end of the sentence "the link leads …"; None where a link is right, or leads elsewhere."""
    if not href:
        return "error", "broken-link", "nowhere; write an address between the brackets, or take them away"
    if targets.leads_out(href, url):
        return "warning", "link-leads-out", _out(plan, href, url)
    path, fragment = targets.inside(page, href, url) or (page, "")
    if path not in plan:
        return "error", "broken-link", "to no page of this site"
    if fragment and path in leaves and fragment not in leaves[path].ids and fragment.lower() != _TOP:
        near = suggestion(slugify(fragment), leaves[path].ids)
        return "error", "broken-anchor", f'to a page that has no place called "{fragment}"{near}'
    return None


def _out(plan: Plan, href: str, url: str) -> str:
    parts = urlsplit(url)
    base = parts.path.rstrip("/")
    meant = targets.inside("", base + href, url)
    remedy = f"{base}{href}" if meant and meant[0] in plan else f"{parts.scheme}://{parts.netloc}{href} if it is meant"
    return f"out of the site, which stands below {base}; write {remedy}"


def _pictures(leaves: Mapping[str, Leaf], sources: Sources) -> Iterator[Finding]:
    for page, leaf in leaves.items():
        said: dict[Level, list[tuple[str, str]]] = {"error": [], "warning": []}
        for source in leaf.without_alt:
            said["warning" if _INGESTED in source else "error"].append((source, _silent(source)))
        for level, silent in said.items():
            for problem in at_pictures(sources, page, silent) if silent else ():
                yield Finding(level, "picture-without-alt", problem)


def _silent(source: str) -> str:
    name = posixpath.basename(_readable(source)).partition(".")[0]
    return f'the picture "{name}" says nothing to whoever cannot see it; write ![what it shows](…)'


def _languages(leaves: Mapping[str, Leaf], url: str) -> Iterator[Finding]:
    """hreflang counts only where both pages name each other (Google, "Localized versions of your pages")."""
    for page, leaf in leaves.items():
        for lang, href in leaf.alternates.items():
            target = targets.inside(page, href, url)
            other = leaves.get(target[0]) if target else None
            if other is None:
                yield _finding("error", "hreflang", page, f"names {href} as its page in {lang}, which is not there")
            elif leaf.canonical not in other.alternates.values() and lang != "x-default":
                yield _finding("error", "hreflang", page, f"names {href} as its page in {lang}, which does not answer")


def _canonicals(plan: Plan, leaves: Mapping[str, Leaf], url: str, sources: Sources) -> Iterator[Finding]:
    """A page whose canonical address is a slip in its own, or no page of the site, is lost to search engines."""
    for page, leaf in leaves.items():
        target = targets.inside(page, leaf.canonical, url) if leaf.canonical and not leaf.leads_on else None
        own = links.below(url, page)
        if target and (target[0] not in plan or (target[0] == page and leaf.canonical != own)):
            said = f"names {leaf.canonical} as its address, but it is {own}; take canonical out, or name another page"
            written = sources.pages.get(page)
            yield _finding("error", "canonical", written.path if written else page, said)


def _unreachable(leaves: Mapping[str, Leaf], url: str, as_they_are: Collection[str]) -> Iterator[Finding]:
    """Pages that no way leads to from the entrance; redirects are there for those who come from outside, and files that
    are published `as_they_are` may be, too.
    """
    seen = {targets.START}
    ahead = [targets.START] if targets.START in leaves else []
    while ahead:
        page = ahead.pop()
        for href in leaves[page].links:
            target = targets.inside(page, href, url)
            if target and target[0] in leaves and target[0] not in seen:
                seen.add(target[0])
                ahead.append(target[0])
    for page, leaf in leaves.items():
        if page not in seen and page not in _UNLINKED and page not in as_they_are and not leaf.leads_on:
            yield _finding("warning", "orphan-page", page, "no page leads here; link to it, or take it out")


def _twice(leaves: Mapping[str, Leaf], url: str, sources: Sources) -> Iterator[Finding]:
    """Two pages that name one address as their own; a letter that is a post names that post on purpose."""
    first: dict[str, str] = {}
    for page, leaf in leaves.items():
        is_deferred = page not in sources.pages and leaf.canonical != links.below(url, page)
        if leaf.canonical and not leaf.leads_on and not is_deferred:
            other = first.setdefault(leaf.canonical, page)
            if other != page:
                said = f"claims the address {leaf.canonical}, as does {other}; change the canonical of one"
                yield _finding("error", "duplicate-address", page, said)


def _finding(level: Level, code: str, page: str, said: str) -> Finding:
    return Finding(level, code, Problem(said, page))
