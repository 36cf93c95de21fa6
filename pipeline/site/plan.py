"""The whole site as a value: what would be written, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pipeline.errors import ContentError, Problem
from pipeline.model.rendering import Render
from pipeline.posts import links
from pipeline.site import (
    archive_pages,
    cards,
    contact,
    feeds,
    homes,
    issue_pages,
    offers,
    own_pages,
    post_pages,
    redirects,
    search,
    shelf,
    term_pages,
)
from pipeline.site import bodies as texts
from pipeline.site import page as pages
from pipeline.site.bodies import Bodies, Body
from pipeline.site.content import Asset, Content
from pipeline.site.entries import Lister
from pipeline.site.framing import ENTRANCE, Assets, Framing
from pipeline.site.machine_views import Location, RedirectView
from pipeline.site.output import Leaf, Leaves, Output
from pipeline.site.page import Page, Site
from pipeline.site.redirects import Redirect

Locations = tuple[Callable[[], Location], ...]
SCRIPTS = ("journey", "contact", "search")


def leaves(content: Content, render: Render) -> Leaves:
    """Every file of the site, rendered when its content is asked for; the same content gives the same bytes.

    Raises ContentError with all that is broken in the texts, and all files that two sources claim.
    """
    found, broken = drawn(content, render)
    if broken:
        raise ContentError(broken)
    return found


def drawn(content: Content, render: Render) -> tuple[Leaves, tuple[Problem, ...]]:
    """The site in spite of what is broken in the texts, and all of that.

    Raises ContentError with this and all clashes where two sources claim a file.
    """
    site = pages.survey(content, shelf.arrange(content))
    found = texts.render(content, site.shelf)
    aliases, wrong = redirects.redirects(site)
    output = Output()
    assets = _add_assets(output, site, render)
    locations = _add_pages(output, site, found, render, assets)
    _add_feeds(output, site, found.posts, render)
    _add_redirects(output, site, aliases, render)
    _add_for_robots(output, site, locations, render)
    for path, source, drawn in cards.files(site):
        output.add(path, source, Leaf(drawn))
    for path, made in search.index(site, found.posts, found.pages).items():
        output.add(path, "the search index", Leaf(made))
    broken = (*found.problems, *wrong)
    if clashes := output.clashes():
        raise ContentError((*broken, *clashes))
    return output.leaves(), broken


def _add_assets(output: Output, site: Site, render: Render) -> Assets:
    sources = {path: source for source, asset in site.content.assets.items() for path in _paths(asset)}
    for path, content in site.content.files.items():
        output.add(path, sources.get(path, "templates/static"), Leaf(content))
    fonts = {name: links.relative("assets/style.css", path) for name, path in site.content.fonts.items()}
    return Assets(
        stylesheet=_add_asset(output, site, render, "style.css", {"fonts": fonts}),
        icon=_icon(site) or _add_asset(output, site, render, "icon.svg"),
        scripts={name: _add_asset(output, site, render, f"{name}.js") for name in _scripts(site)},
        font=next(iter(site.content.fonts.values()), None),
    )


def _paths(asset: Asset) -> Iterator[str]:
    yield asset.path
    yield from (variant.path for variant in asset.variants)


def _scripts(site: Site) -> Iterator[str]:
    """The scripts that some page loads."""
    receiver = site.config.receiver.url is not None
    wanted = {"journey": receiver, "contact": receiver, "search": site.config.site.search}
    return (name for name in SCRIPTS if wanted[name])


def _icon(site: Site) -> str | None:
    """The author's own icon."""
    own = (site.content.assets.get(f"content/static/favicon.{kind}") for kind in ("svg", "png", "ico"))
    return next((asset.path for asset in own if asset), None)


def _add_asset(
    output: Output, site: Site, render: Render, name: str, values: Mapping[str, object] | None = None
) -> str:
    """An asset's path carries a hash of its content, so that browsers may keep it for ever."""
    text = render(f"site/{name}", site.languages[0], values or {})
    stem, _, kind = name.partition(".")
    path = f"assets/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}"
    output.add(path, f"templates/site/{name}", Leaf(text))
    return path


def _add_pages(output: Output, site: Site, found: Bodies, render: Render, assets: Assets) -> Locations:
    framing = Framing(site, assets)
    locations = []
    for page in _pages(site, found, render):
        made = partial(_rendered, framing, page, render)
        output.add(page.path, page.source, Leaf(made, (page.shows,) if page.shows else (), page.names))
        if page.indexed and page.canonical is None:
            locations.append(partial(_location, framing, page))
    return tuple(locations)


def _rendered(framing: Framing, page: Page, render: Render) -> str:
    values = {"frame": framing.frame(page), "head": framing.head(page), "page": page.shown()}
    return render(page.template, page.lang, values)


def _location(framing: Framing, page: Page) -> Location:
    return Location(framing.address(page), page.updated, framing.alternates(page))


def _pages(site: Site, found: Bodies, render: Render) -> Iterator[Page]:
    lister = Lister(site, found.posts)
    if len(site.languages) > 1:
        yield homes.entrance(site, lister, render)
    yield from homes.homes(site, lister)
    yield from post_pages.pages(site, found.posts, lister)
    yield from term_pages.themes(site, lister)
    yield from term_pages.topics(site, lister)
    yield from archive_pages.pages(site, lister)
    yield from issue_pages.pages(site)
    yield from offers.pages(site, found.pages)
    yield from own_pages.pages(site, found.pages)
    yield from contact.pages(site, found.pages)
    yield from search.pages(site, found.pages)
    yield homes.not_found(site, render)


def _add_feeds(output: Output, site: Site, bodies: Mapping[str, Body], render: Render) -> None:
    for feed in feeds.feeds(site, bodies):
        source = f"the feed {feed.path}"
        output.add(feed.path, source, Leaf(partial(_atom, feed, render), feed.shows))
        output.add(links.json_feed(feed.path), source, Leaf(partial(_json, feed), feed.shows))


def _atom(feed: feeds.Feed, render: Render) -> str:
    view = feed.view()
    return render("site/feed.xml", view.lang, {"feed": view})


def _json(feed: feeds.Feed) -> str:
    return feeds.as_json(feed.view())


def _add_redirects(output: Output, site: Site, found: tuple[Redirect, ...], render: Render) -> None:
    for redirect in found:
        url = links.absolute(site.config, redirect.target)
        values = {"page": RedirectView(links.relative(redirect.path, redirect.target), url)}
        source = f"{redirect.post.path} (the alias {redirect.alias})"
        output.add(redirect.path, source, Leaf(partial(render, "site/redirect.html", redirect.post.lang, values)))
    if found:
        output.add("_redirects", "the aliases", Leaf(redirects.table(site, found)))
    if len(site.languages) == 1:
        (lang,), target = site.languages, links.home(site.languages[0])
        page = RedirectView(target, links.absolute(site.config, target), site.config.workspace.name)
        output.add(ENTRANCE, "the site itself", Leaf(partial(render, "site/redirect.html", lang, {"page": page})))


def _add_for_robots(output: Output, site: Site, locations: Locations, render: Render) -> None:
    lang = site.languages[0]

    def listed() -> str:
        return render("site/sitemap.xml", lang, {"locations": tuple(locate() for locate in locations)})

    output.add("sitemap.xml", "the sitemap", Leaf(listed))
    values = {"sitemap": links.absolute(site.config, "sitemap.xml")}
    output.add("robots.txt", "robots.txt", Leaf(partial(render, "site/robots.txt", lang, values)))
