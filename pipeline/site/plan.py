"""The whole site as a value: what would be written, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pipeline.model.plan import Plan
from pipeline.model.rendering import Render
from pipeline.posts import links
from pipeline.site import bodies as texts
from pipeline.site import feeds, homes, issue_pages, post_pages, shelf, term_pages
from pipeline.site import page as pages
from pipeline.site.bodies import Body
from pipeline.site.content import Content
from pipeline.site.entries import Lister
from pipeline.site.framing import Assets, Framing
from pipeline.site.output import Output
from pipeline.site.page import Page, Site
from pipeline.site.views import Location


def plan(content: Content, render: Render) -> Plan:
    """Every file of the site; the same content gives the same bytes.

    Raises ContentError with all broken links, or with all files that two sources claim.
    """
    site = pages.survey(content, shelf.arrange(content))
    bodies = texts.render(content, site.shelf)
    output = Output()
    assets = _add_assets(output, site, render)
    locations = _add_pages(output, site, bodies, render, assets)
    _add_feeds(output, site, bodies, render)
    _add_for_robots(output, site, locations, render)
    return output.plan()


def _add_assets(output: Output, site: Site, render: Render) -> Assets:
    return Assets(*(_add_asset(output, site, render, name) for name in ("style.css", "icon.svg")))


def _add_asset(output: Output, site: Site, render: Render, name: str) -> str:
    """An asset's path carries a hash of its content, so that browsers may keep it for ever."""
    text = render(f"site/{name}", site.languages[0], {})
    stem, _, kind = name.partition(".")
    path = f"assets/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}"
    output.add(path, f"templates/site/{name}", text)
    return path


def _add_pages(
    output: Output, site: Site, bodies: Mapping[str, Body], render: Render, assets: Assets
) -> tuple[Location, ...]:
    framing = Framing(site, assets)
    locations = []
    for page in _pages(site, bodies, render):
        head = framing.head(page)
        values = {"frame": framing.frame(page), "head": head, "page": page.view}
        output.add(page.path, page.source, render(page.template, page.lang, values))
        if page.indexed:
            locations.append(Location(head.url, page.updated, head.alternates))
    return tuple(locations)


def _pages(site: Site, bodies: Mapping[str, Body], render: Render) -> Iterator[Page]:
    lister = Lister(site, bodies)
    yield homes.entrance(site, lister, render)
    yield from homes.homes(site, lister)
    yield from post_pages.pages(site, bodies)
    yield from term_pages.themes(site, lister)
    yield from term_pages.topics(site, lister)
    yield from issue_pages.pages(site)
    yield homes.not_found(site, render)


def _add_feeds(output: Output, site: Site, bodies: Mapping[str, Body], render: Render) -> None:
    for lang in site.languages:
        if site.shelf.posts[lang]:
            text = render("site/feed.xml", lang, {"feed": feeds.feed(site, lang, bodies)})
            output.add(links.feed(lang), f'the feed of "{lang}"', text)


def _add_for_robots(output: Output, site: Site, locations: tuple[Location, ...], render: Render) -> None:
    lang = site.languages[0]
    output.add("sitemap.xml", "the sitemap", render("site/sitemap.xml", lang, {"locations": locations}))
    sitemap = links.absolute(site.config, "sitemap.xml")
    output.add("robots.txt", "robots.txt", render("site/robots.txt", lang, {"sitemap": sitemap}))
