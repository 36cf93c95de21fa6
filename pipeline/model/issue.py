"""A newsletter issue, what each language makes of it, and the bytes that go over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One letter in several languages, as the author composed it. Texts are keyed by language; `intro` is Markdown.

    `posts` are translation keys in the order of the letter. `intro_paths` names the file that each intro stands
    in: what its relative links are relative to.
    """

    id: str
    path: str
    sent_on: date
    subject: Mapping[str, str]
    preheader: Mapping[str, str]
    intro: Mapping[str, str]
    intro_paths: Mapping[str, str]
    posts: tuple[str, ...]
    next_time: Mapping[str, str]
    sign_off: Mapping[str, str]

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages it is written in, in the workspace's order."""
        return tuple(self.intro)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An issue in one language, or in several at once: subject, HTML and plain text, ready but for the person."""

    issue: str
    langs: tuple[str, ...]
    sent_on: date
    subject: str
    preheader: str
    html: str = field(repr=False)
    text: str = field(repr=False)

    @property
    def name(self) -> str:
        """`de`, or `de-en` for a bilingual edition."""
        return "-".join(self.langs)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebVersion:
    """An issue in one language as a page of the site shows it: HTML without inline styles, links relative to it."""

    issue: str
    lang: str
    title: str
    sent_on: date
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter goes to. `token` is what the unsubscribe address says instead of the mail address."""

    id: str
    address: str = field(repr=False)
    token: str = field(repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What goes over the wire: RFC 5322 bytes with CRLF line ends."""

    name: str
    content: bytes = field(repr=False)
