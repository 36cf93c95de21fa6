"""People and what they did: subscribers, leads, hours, page views. Personal fields stay out of every repr."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, get_args

SubscriberState = Literal["unconfirmed", "confirmed", "unsubscribed"]
Stage = Literal["inquiry", "qualified", "offered", "won", "lost"]
STAGES: tuple[Stage, ...] = get_args(Stage)
QUALIFIED: tuple[Stage, ...] = ("qualified", "offered", "won")
"""Whoever reached one of these is qualified: an offer, or a sale, says so as well."""

DIRECT = "direct"
"""The channel of visitors and leads who came by themselves: nothing and nobody sent them."""
NETWORK = "network"
"""The channel of those whom people sent: their conversions are credited to no touch, and never to content."""

LONGEST_MESSAGE = 20_000
"""Letters of an inquiry that are kept; one that is longer tells its themes in these."""


class Numbered(Protocol):
    """What the database gives a number when it is kept."""

    @property
    def id(self) -> int | None:
        """The number; None until then."""


def id_of(kept: Numbered) -> int:
    """The number of something out of the database; ValueError where it was never kept."""
    if kept.id is None:
        raise ValueError(f"{type(kept).__name__} has no number yet")
    return kept.id


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody agreed to: when they asked and when they confirmed, on which page, to which words in which version.

    `mail` is the one that asked for confirmation, as it was sent. Of who left, `page` says where, and `version` names
    the mail or event that shows it.
    """

    requested_at: datetime | None
    confirmed_at: datetime | None
    page: str
    wording: str = ""
    version: str = ""
    lang: str | None = None
    mail: str | None = field(default=None, repr=False)


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


@dataclass(frozen=True, slots=True)
class Fit:
    """The four questions before an offer, each yes, no or not known (None)."""

    knows: bool | None = None
    solvable: bool | None = None
    money: bool | None = None
    decides: bool | None = None


FIT: Mapping[str, str] = {
    "knows": "knows the problem",
    "solvable": "solvable by us",
    "money": "has the money",
    "decides": "can decide",
}
"""The questions of Fit, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An inquiry. Several contacts of one company are one lead (`company_key`: its mail domain).

    `external_id` names the row it came from, so that importing it again changes nothing. `theme` is set by
    hand; otherwise the offer, then the message, says what the lead wants. `lang` is the language of `message`.
    `merged` names the other rows that turned out to be the same lead. `set_aside`: someone said that it is no lead.
    `referred_by` is who sent it: the first row of another lead, else whoever was named, who is none.
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
    referred_by: str = field(default="", repr=False)
    offer: str | None = None
    value: float | None = None
    theme: str | None = None
    fit: Fit = Fit()
    touches: tuple[Touch, ...] = ()
    merged: tuple[str, ...] = ()
    set_aside: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of all rows that it is made of, that of the first contact first."""
        return self.external_id, *self.merged

    @property
    def received_on(self) -> date:
        """The day on which it came in, in the zone of whoever wrote it down; `received_at` is the moment."""
        return self.first("inquiry") or self.received_at.date()

    @property
    def stage(self) -> Stage:
        """Where the lead stands now."""
        return self.stages[-1].stage

    def first(self, *stages: Stage) -> date | None:
        """The day on which it first reached any of `stages`."""
        return min((change.on for change in self.stages if change.stage in stages), default=None)


LEAD_FIELDS = (
    "id", "date", "email", "name", "company", "channel", "message", "offer", "deal", "stage", "stage_date",
    "qualified_date", "value", "how_did_you_hear", "referred_by", "employees", "lang", "theme", *FIT, "wish", "pages",
    "journey", "utm_source", "utm_medium", "utm_campaign", "utm_content",
)  # fmt: skip
"""What a row of our own list of leads may say, and what columns of any other table can be mapped to."""


SUBSCRIBER_FIELDS = (
    "email", "name", "first_name", "last_name", "lang", "state", "subscribed", "confirmed", "unsubscribed", "bounced",
    "complained", "themes", "tier", "tags", "since",
)  # fmt: skip
"""What a row of our own list of subscribers may say, and what columns of any other table can be mapped to."""


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A row of an export that leads are made of: only the columns that are read.

    Kept, so that a CRM's contacts and deals may come in any order, and so that a corrected row replaces what it said.
    `told` are the columns of its file, in small letters, where that lacks some: what earlier files said in the others
    still holds. It `is_news` unless its file said the same when it was last imported.
    """

    kind: str
    external_id: str
    values: Mapping[str, str] = field(repr=False)
    told: frozenset[str] | None = field(default=None, compare=False, repr=False)
    is_news: bool = field(default=True, compare=False, repr=False)


Origin = Literal["import", "hand"]
Correctable = Literal[
    "stage", "offer", "value", "theme", "channel", "company", "employees", "heard", "referred_by", "knows",
    "solvable", "money", "decides", "set_aside", "merge",
]  # fmt: skip
CORRECTABLE: tuple[Correctable, ...] = get_args(Correctable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says of a lead; it outlives every import, since it names a row and not a result.

    `row` is the row that it hangs on; `value` what is said (None: nothing), for `merge` and mostly for `referred_by`
    another row. For a stage
    `on` is its day and `seen` the stages that stood there by then: these are overruled, later ones are news.
    """

    row: str
    what: Correctable
    value: str | None = field(repr=False)
    on: date | None = None
    seen: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of a lead's history: on a day, by an import or by hand, `what` went from one value to another."""

    on: date
    by: Origin
    what: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What readers or clients want to read next, and how many said so on that day. Never who.

    `id` is None until the database has given one, and for what came in with an inquiry.
    """

    id: int | None = None
    text: str
    on: date
    count: int = 1
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch:
    """Work that is being done, and since when; `on` is that day in the zone where it is done."""

    started_at: datetime
    on: date
    theme: str | None = None
    channel: str | None = None
    description: str = field(default="", repr=False)


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
    """Views of one URL path, as an analytics export counts them; `until` is the last day it covers.

    `start` is the first one, where the export says it; without it the count goes back to the beginning. `lang` is the
    language of the page, where its path says it.
    """

    path: str
    views: int
    visitors: int
    source: str
    until: date
    start: date | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and why."""

    path: str
    line: int
    reason: str
