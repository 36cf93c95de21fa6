"""From a file to something published in several languages: document, post, translation group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Document:
    """A text file as it lies on the disk; `path` is relative to the workspace, with forward slashes."""

    path: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PostWarning:
    """Something about a post that deserves a look; `code` is kebab-case and part of the contract.

    `line` is that of its body, counted from 1; None where the whole is meant.
    """

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One text in one language.

    `id` is `<translation_key>.<lang>`. `themes` are those set by hand: None where nobody has decided, empty where
    somebody has, for none of them. `topics` are the other front matter tags; `tagged` are those that set themes, where
    the head chooses none. `body` is Markdown and begins on line
    `body_line` of the file; `image` stands on `image_line`. Where `authors` names nobody, the sender wrote it.
    `translated_from` is the fingerprint of the original as it was when this translation was last confirmed.
    """

    id: str
    path: str
    lang: str
    title: str
    published: date | None
    translation_key: str
    slug: str
    body: str = field(repr=False)
    body_line: int
    words: int
    status: Literal["draft", "published"] = "published"
    themes: tuple[str, ...] | None = None
    topics: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()
    description: str = ""
    authors: tuple[str, ...] = ()
    series: str | None = None
    part: int | None = None
    minutes: float | None = None
    newsletter: bool = False
    announce: bool = True
    publish_on: date | None = None
    expires_on: date | None = None
    image: str | None = None
    image_line: int = 1
    aliases: tuple[str, ...] = ()
    canonical: str | None = None
    source: str | None = None
    translated_from: str | None = None

    @property
    def comes_out(self) -> date | None:
        """The day on which readers first see it: that of its writing, unless it was held back."""
        return self.publish_on or self.published

    def standing(self, as_of: date) -> Literal["draft", "to come", "live", "expired"]:
        """What readers see of it on the day `as_of`."""
        if self.status == "draft" or self.comes_out is None:
            return "draft"
        if self.expires_on is not None and self.expires_on <= as_of:
            return "expired"
        return "live" if self.comes_out <= as_of else "to come"

    def is_live(self, as_of: date) -> bool:
        """Whether readers may see it on the day `as_of`."""
        return self.standing(as_of) == "live"

    def why_hidden(self, as_of: date) -> str:
        """Why readers cannot see it on the day `as_of`, for a message."""
        match self.standing(as_of):
            case "draft":
                return "it is a draft"
            case "expired":
                return f"it expired on {self.expires_on}"
            case _:
                return f"it comes out on {self.comes_out}"


@dataclass(frozen=True, slots=True)
class TranslationGroup:
    """The same post in one or more languages; `posts` is keyed by language, in the workspace's order."""

    key: str
    posts: Mapping[str, Post]

    @property
    def themes(self) -> tuple[str, ...] | None:
        """The themes that somebody has set by hand in any of its languages; what is said in one holds for all."""
        said = [post.themes for post in self.posts.values() if post.themes is not None]
        return tuple(dict.fromkeys(theme for themes in said for theme in themes)) if said else None

    @property
    def published(self) -> date | None:
        """The day its first language came out."""
        return min((post.published for post in self.posts.values() if post.published), default=None)
