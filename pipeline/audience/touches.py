"""What a lead met before it wrote: the page that it saw first, and the link that brought it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from pipeline.model import channels
from pipeline.model.people import Touch
from pipeline.model.theme import Channel

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
"""The parameters of a link that are read, in the order of `Link`."""


@dataclass(frozen=True, slots=True)
class Link:
    """The UTM parameters of a link, each None where it is absent."""

    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    content: str | None = None

    def channel(self, known: Mapping[str, Channel]) -> str | None:
        """The channel that the link belongs to; None where it says nothing of it."""
        return channels.of_link(self.source, self.medium, known)

    def touch(self, at: datetime, channel: str, post: str | None) -> Touch:
        """That somebody came by this link at a moment."""
        return Touch(at=at, channel=channel, post=post, source=self.source, medium=self.medium, campaign=self.campaign)


def of_page(address: str, at: datetime, channel: str, known: Mapping[str, Channel]) -> tuple[Touch, ...]:
    """The page at an address or path, and the post that its link was made for, where the link says so.

    `channel` counts where the link names none. A broken address gives no touch.
    """
    try:
        parts = urlsplit(address)
        link = link_of(address)
    except ValueError:  # a broken address names no post
        return ()
    posts = [parts.path or "/"]
    if link.content and link.content not in parts.path:
        posts.append(link.content)
    found = link.channel(known) or channel
    return tuple(link.touch(at, found, post) for post in posts)


def link_of(address: str) -> Link:
    """The UTM parameters in an address; raises ValueError where it is broken."""
    query = parse_qs(urlsplit(address).query)
    return Link(*(query.get(name, [None])[0] for name in UTM))
