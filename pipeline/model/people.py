"""People and what they did: subscribers, leads, hours, page views. Personal fields stay out of every repr."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

SubscriberState = Literal["unconfirmed", "confirmed", "unsubscribed"]
Stage = Literal["inquiry", "qualified", "offered", "won", "lost"]
STAGES: tuple[Stage, ...] = get_args(Stage)

DIRECT = "direct"
"""The channel of nobody: no one sent this visitor or lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Someone who asked for the newsletter. `id` is None until the database has given one."""

    id: int | None = None
    email: str = field(repr=False)
    name: str = field(default="", repr=False)
    state: SubscriberState
    langs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tier: str | None = None
    since: datetime | None = None
    source: str


@dataclass(frozen=True, slots=True)
class StageChange:
    """A lead reached `stage` on a day."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A lead met something of ours before it wrote. `post` is a post's id or the URL path that was seen."""

    at: datetime
    channel: str
    post: str | None = None
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An inquiry. Several contacts of one company are one lead (`company_key`: its mail domain).

    `external_id` names the row it came from, so that importing it again changes nothing. `theme` is set by
    hand; otherwise the offer, then the message, says what the lead wants. `lang` is the language of `message`.
    `merged` names the other rows that turned out to be the same lead.
    """

    id: int | None = None
    external_id: str
    received_at: datetime
    stages: tuple[StageChange, ...]
    channel: str
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    company: str = field(default="", repr=False)
    company_key: str = field(default="", repr=False)
    employees: int | None = None
    message: str = field(default="", repr=False)
    lang: str | None = None
    self_report: str = field(default="", repr=False)
    offer: str | None = None
    value: float | None = None
    theme: str | None = None
    touches: tuple[Touch, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the lead stands now."""
        return self.stages[-1].stage

    def first(self, *stages: Stage) -> date | None:
        """The day on which it first reached any of `stages`."""
        return min((change.on for change in self.stages if change.stage in stages), default=None)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A row of an export that leads are made of: only the columns that are read.

    Kept, so that a CRM's contacts and deals may come in any order, and so that a corrected row replaces what it said.
    """

    kind: str
    external_id: str
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Time spent. Billable rows are delivery: they win no client and count in no rate."""

    id: int | None = None
    external_id: str
    on: date
    minutes: float
    description: str = field(default="", repr=False)
    theme: str | None = None
    channel: str | None = None
    billable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageViews:
    """Views of one URL path, as an analytics export counts them; `until` is the last day it covers."""

    path: str
    views: int
    visitors: int
    source: str
    until: date


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and why."""

    path: str
    line: int
    reason: str
