"""A newsletter issue, what each language makes of it, and the bytes that go over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One letter in several languages, as the author composed it. Texts are keyed by language; `intro` is Markdown.

    `posts` are translation keys in the order of the letter. `intro_paths` names the file that each intro stands
    in: what its relative links are relative to. `themes` are those that its posts were chosen by; `tiers` hold a block
    for each tier of subscribers, by language. `untranslated` says what a reader of another language gets: the letter in
    the nearest one with a note, or none. `bilingual`: everyone gets all languages in one letter. `says_sent`:
    its file says what its letter announced. `missed` are posts that it would announce by now, and did not then.
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
    themes: tuple[str, ...] = ()
    tiers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    untranslated: Literal["send", "hold"] = "send"
    bilingual: bool = False
    says_sent: bool = False
    missed: tuple[str, ...] = ()

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages it is written in, in the workspace's order."""
        return tuple(self.intro)


@dataclass(frozen=True, slots=True)
class Cut:
    """How an issue is cut for some of its readers: in these languages, with the block of this tier, and with a note to
    readers of a language that it was not written in. Without tier and reader it is the plain edition.
    """

    langs: tuple[str, ...]
    tier: str = ""
    reader: str = ""

    @property
    def name(self) -> str:
        """`de`, `de-en` for a bilingual edition, `de+inner` for a tier's, `de@da` for readers of Danish."""
        languages = "-".join(self.langs)
        return languages + (f"+{self.tier}" if self.tier else "") + (f"@{self.reader}" if self.reader else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An issue as some of its readers get it: subject, HTML and plain text, with all but what is personal."""

    issue: str
    name: str
    langs: tuple[str, ...]
    sent_on: date
    subject: str
    preheader: str
    html: str = field(repr=False)
    text: str = field(repr=False)


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
    """Whom a letter goes to. `token` is what the unsubscribe address says instead of the mail address.

    `message_id` is the one that was frozen with the issue; empty where none was.
    """

    id: str
    address: str = field(repr=False)
    token: str = field(repr=False)
    name: str = field(default="", repr=False)
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes over the wire: RFC 5322 bytes with CRLF line ends."""

    name: str
    content: bytes = field(repr=False)
