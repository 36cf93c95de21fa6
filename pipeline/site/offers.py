"""What can be bought, with its themes and what has been written about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from babel import Locale
from babel.numbers import format_currency

from pipeline.model import locales
from pipeline.model.language import chosen, foreign
from pipeline.model.post import Post
from pipeline.model.theme import Offer
from pipeline.posts import links
from pipeline.site import own_pages
from pipeline.site import shelf as shelves
from pipeline.site.page import Page, Site
from pipeline.site.section_views import OffersView, OfferView
from pipeline.site.views import Link

KEY = "offers"
_POSTS = 2


def current(site: Site) -> tuple[Offer, ...]:
    """The offers of the day: those that are advertised first, each group in the order of offers.toml."""
    as_of = site.content.as_of
    open_ = [offer for offer in site.content.catalogue.offers.values() if offer.is_on(as_of)]
    return tuple(sorted(open_, key=lambda offer: not offer.promoted))


def paths(site: Site) -> dict[str, str]:
    """The page of offers in each language; none where nothing is sold."""
    return {lang: links.own(lang, KEY) for lang in site.languages} if current(site) else {}


def pages(site: Site, bodies: Mapping[str, str]) -> Iterator[Page]:
    """The page of offers in each language."""
    same = paths(site)
    for lang, path in same.items():
        title, standfirst, text = own_pages.opening(site, bodies, KEY, lang)
        yield Page(
            path=path,
            lang=lang,
            template="site/offers.html",
            source="the offers",
            view=OffersView(
                title=title,
                standfirst=standfirst,
                html=text,
                offers=tuple(view(site, offer, path, lang) for offer in current(site) if offer.promoted),
                others=tuple(view(site, offer, path, lang) for offer in current(site) if not offer.promoted),
            ),
            translations=same,
            alternates=same,
            section=KEY,
            names=partial(_all_named, site, lang),
        )


def _all_named(site: Site, lang: str) -> Iterator[str]:
    for offer in current(site):
        yield from named(site, offer, lang)


def of_theme(site: Site, theme: str, path: str, lang: str) -> tuple[OfferView, ...]:
    """The offers that belong to a theme, for the page at `path`."""
    return tuple(view(site, offer, path, lang) for offer in current(site) if theme in offer.themes)


def view(site: Site, offer: Offer, path: str, lang: str) -> OfferView:
    """An offer for the page at `path`: its price as the language writes it, its themes, its newest posts."""
    known = [site.themes[theme] for theme in offer.themes if theme in site.themes]
    about = {theme: site.content.catalogue.themes[theme] for theme in offer.themes}
    posts = _posts(site, offer, lang)
    spoken = {foreign(theme.description, lang, site.languages) for theme in about.values() if theme.description}
    return OfferView(
        id=offer.id,
        name=chosen(offer.name, lang, site.languages) or offer.id,
        lang=foreign(offer.name, lang, site.languages),
        price="" if offer.price is None else price(offer.price, site.config.report.currency, lang),
        about=" ".join(chosen(theme.description, lang, site.languages) for theme in about.values()).strip(),
        about_lang=spoken.pop() if len(spoken) == 1 else "",
        themes=tuple(term.link(path, lang) for term in known if lang in term.paths),
        href=f"{links.relative(path, paths(site)[lang])}#{offer.id}",
        posts=tuple(Link(post.title, links.relative(path, links.post(post)), post.lang) for post in posts),
    )


def named(site: Site, offer: Offer, lang: str) -> tuple[str, ...]:
    """The translation keys of the posts that stand beside an offer."""
    return shelves.keys(_posts(site, offer, lang))


def _posts(site: Site, offer: Offer, lang: str) -> tuple[Post, ...]:
    """The newest ones on its themes."""
    known = (site.themes[theme] for theme in offer.themes if theme in site.themes)
    keys = dict.fromkeys(key for term in known for key in term.keys.get(lang, ()))
    return shelves.readable(site.shelf, keys, lang)[:_POSTS] if keys else ()


def price(amount: float, currency: str, lang: str) -> str:
    """`6.000 €` in German, `€6,000` in English: no cents where there are none."""
    locale = locales.or_english(lang)
    text: str = format_currency(amount, currency, locale=locale, currency_digits=False, format=_pattern(locale, amount))
    return text


def _pattern(locale: Locale, amount: float) -> str:
    pattern: str = locale.currency_formats["standard"].pattern
    return pattern.replace(".00", "") if amount == int(amount) else pattern
