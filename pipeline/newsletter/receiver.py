"""Where subscribing and unsubscribing is answered: pages of the receiver, else the sender's mailbox."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.model import leaving
from pipeline.model.address import sendable
from pipeline.model.config import Config

_PAGE = "/unsubscribe"


def confirm(config: Config, token: str) -> str:
    """The page on which a wish for letters is confirmed; the config names a receiver."""
    return f"{config.receiver.url}/confirm/{token}"


def preferences(config: Config, token: str) -> str:
    """The page of one reader's languages and themes; the config names a receiver."""
    return f"{config.receiver.url}/preferences/{token}"


def subscribe(config: Config, lang: str) -> str | None:
    """The sign-up page in a language; None where nothing answers."""
    return f"{config.receiver.url}/subscribe?lang={lang}" if config.receiver.url else None


def unsubscribe(config: Config, token: str) -> str | None:
    """The page that takes one person off the list, by a button or by RFC 8058's POST; None where nothing answers."""
    return f"{config.receiver.url}{_PAGE}/{token}" if config.receiver.url else None


def unsubscribe_by_mail(config: Config, token: str) -> str:
    """A mailto: address (RFC 6068) for the same wish, to the mailbox that a person reads; its domain is in ASCII."""
    mailbox = config.sender.mailbox
    return f"mailto:{quote(sendable(mailbox) or mailbox, safe='@+')}?subject={quote(leaving.subject(token))}"


def unsubscribes(config: Config, url: str) -> bool:
    """Whether `url` is such a page."""
    return config.receiver.url is not None and url.startswith(f"{config.receiver.url}{_PAGE}")
