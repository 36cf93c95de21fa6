"""Themes, offers and channels as the workspace defines them, and the tag: a theme assigned to a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

NONE = "none"
"""What stands for "none of these" where a theme's id may stand; no theme is called so."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `until`, both counted; without `until` it still goes on."""

    start: date
    until: date | None = None

    def days_within(self, first: date, last: date) -> int:
        """How many days of this period lie in [first, last]."""
        begin = max(self.start, first)
        end = last if self.until is None else min(self.until, last)
        return max(0, (end - begin).days + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A positioning theme: what a consultant wants to be known for. `slug` is the end of its address, by language."""

    id: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    promoted: tuple[Period, ...] = ()
    part_of: str | None = None
    slug: Mapping[str, str] = field(default_factory=dict)

    def is_promoted(self, day: date) -> bool:
        """Whether it is promoted on `day`."""
        return any(period.days_within(day, day) for period in self.promoted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A theme assigned to a post: the weights of one post sum to 1.

    `probability` and `via` are None for a tag set by hand. `evidence` names the keywords and quotes the passages that
    decided; `via` says how: by words alone, by the embedding, or by a map learned from translations onto it.
    """

    theme: str
    weight: float
    by: Literal["human", "machine"]
    probability: float | None = None
    evidence: tuple[str, ...] = ()
    via: Literal["lexicon", "embedding", "map"] | None = None


def by_hand(themes: Sequence[str]) -> tuple[Tag, ...]:
    """The tags of a post whose themes a person has set."""
    return tuple(Tag(theme=theme, weight=1 / len(themes), by="human") for theme in themes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be bought, and the themes it belongs to."""

    id: str
    name: Mapping[str, str]
    themes: tuple[str, ...] = ()
    price: float | None = None
    promoted: bool = False
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it can be bought on `day`; both ends count."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step on the way to a client: its name by language, minutes it takes, the share that goes on to the next."""

    name: Mapping[str, str]
    minutes: float
    conversion: float


@dataclass(frozen=True, slots=True)
class Cash:
    """Money spent on a day, in the workspace's currency."""

    on: date
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to clients: what it costs, and its process written as steps. `block` is what channels.toml calls it, where
    its id is another.
    """

    id: str
    name: Mapping[str, str]
    cash: tuple[Cash, ...] = ()
    steps: tuple[Step, ...] = ()
    block: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a workspace offers the world: themes, offers and channels, each by its id, in file order."""

    themes: Mapping[str, Theme]
    offers: Mapping[str, Offer]
    channels: Mapping[str, Channel]

    def parts(self, theme: str) -> frozenset[str]:
        """The themes that are part of this one, or of a part of it."""
        direct = frozenset(one.id for one in self.themes.values() if one.part_of == theme)
        return direct.union(*map(self.parts, direct))
