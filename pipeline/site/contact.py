"""The contact form, and where the forms of the site go: to the receiver, or to a mailbox where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from pipeline.model.config import Config
from pipeline.model.language import chosen
from pipeline.posts import links
from pipeline.site import offers, own_pages
from pipeline.site.page import Page, Site
from pipeline.site.section_views import Choice, ContactView

KEY = "contact"


def mailto(config: Config) -> str:
    """The mailbox as an address (RFC 6068)."""
    return f"mailto:{quote(config.sender.mailbox, safe='@+')}"


def subscribe(config: Config) -> str | None:
    """Where a sign-up form posts to; None where nothing answers."""
    return f"{config.receiver.url}/subscribe" if config.receiver.url else None


def origin(config: Config) -> str:
    """The receiver as a source of the Content-Security-Policy; empty where there is none."""
    parts = urlsplit(config.receiver.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def pages(site: Site, bodies: Mapping[str, str]) -> Iterator[Page]:
    """The contact page in each language."""
    same = {lang: links.own(lang, KEY) for lang in site.languages}
    for lang, path in same.items():
        title, standfirst, text = own_pages.opening(site, bodies, KEY, lang)
        yield Page(
            path=path,
            lang=lang,
            template="site/contact.html",
            source="the contact page",
            view=ContactView(
                title=title,
                standfirst=standfirst,
                html=text,
                action=f"{site.config.receiver.url}/contact" if site.config.receiver.url else None,
                offers=tuple(
                    Choice(offer.id, chosen(offer.name, lang, site.languages) or offer.id)
                    for offer in offers.current(site)
                ),
            ),
            translations=same,
            alternates=same,
            section=KEY,
            script="contact" if site.config.receiver.url else "",
        )
