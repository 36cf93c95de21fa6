"""All that the report is made from, in one value: what was published, spent, seen, asked for and bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.demand.breakeven import Economics
from pipeline.model.config import ReportSection, Segments
from pipeline.model.people import Effort, Lead, PageViews
from pipeline.model.theme import Catalogue

TagsAsOf = Literal["today", "lead"]
"""The tags that a lead meets: those of today, or those of the day on which it wrote."""
Weights = Mapping[str, float]
"""Theme → share; the shares of one post, or of what one lead wants, sum to 1, or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A published post in all its languages: it counts once, from the day of its first language.

    `key` is its translation key, `minutes` the writing time that its front matter gives (None: nobody noted it), and
    `langs` are its languages, each with the day on which it came out. One that stands for a post as it was tagged once
    never comes out; `now` is the post itself.
    """

    key: str
    published: date
    themes: Weights
    minutes: float | None = 0.0
    langs: Mapping[str, date] = field(default_factory=dict)
    now: Piece | None = None

    @property
    def itself(self) -> Piece:
        """The post, whenever its tags are of."""
        return self.now or self


@dataclass(frozen=True, slots=True)
class Wished:
    """How many people wished for a post on a day, and the themes that their words name, if any."""

    on: date
    count: int
    themes: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The facts and the window: nothing dated after `until` exists, nothing before `start` counts.

    Touches and views name a piece by its key: whoever makes the ledger has looked up their addresses.
    `asked` gives the themes of a lead's message, by lead id, for leads whose offer does not say it.
    """

    start: date
    until: date
    as_of: date
    catalogue: Catalogue
    settings: ReportSection
    pieces: tuple[Piece, ...]
    leads: tuple[Lead, ...]
    asked: Mapping[int, Weights]
    efforts: tuple[Effort, ...]
    views: tuple[PageViews, ...]
    segments: Segments = field(default_factory=Segments)
    wishes: tuple[Wished, ...] = ()
    tags_as_of: TagsAsOf = "today"

    @property
    def economics(self) -> Economics:
        """What a post costs and a client brings, as the settings say."""
        said = self.settings
        return Economics(said.cost_per_post, said.value_per_client, said.leads_per_client)

    @property
    def published(self) -> tuple[Piece, ...]:
        """The posts that had come out by the end of the period."""
        return tuple(piece for piece in self.pieces if piece.published <= self.until)

    def holds(self, day: date | None) -> bool:
        """Whether something of that day counts."""
        return day is not None and self.start <= day <= self.until
