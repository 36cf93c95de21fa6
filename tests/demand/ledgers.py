"""Ledgers for the tests of the report: small ones made by hand, the story of the method note, and a full one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from pipeline.demand import wording
from pipeline.demand.ledger import Ledger, Piece, Wished
from pipeline.demand.wording import Speech
from pipeline.edges.templates import Templates
from pipeline.model.config import ReportSection
from pipeline.model.people import Effort, Fit, Lead, PageViews, Stage, StageChange, Touch
from pipeline.model.theme import Cash, Catalogue, Channel, Offer, Period, Step, Theme

START = date(2026, 1, 1)
UNTIL = date(2026, 6, 30)
PRICED = ReportSection(hourly_rate=100, value_per_client=6000, cost_per_post=1000)

SECRETS = {
    "name": "Sunniva Secretname",
    "email": "sunniva@secret-mail.example.org",
    "company": "Secretcompany Ltd",
    "company_key": "secretkey.example.org",
    "message": "Secretmessage with a wish",
    "self_report": "Secretanswer: a friend",
    "external_id": "secretid:4711",
}
"""What a lead may hold and no report may show."""
_NUMBERS = count(1)


def theme(id_: str, *, name: str = "", german: str = "", promoted: tuple[Period, ...] = ()) -> Theme:
    """A theme with its names."""
    names = {"en": name or id_.capitalize(), "de": german or name or id_.capitalize()}
    return Theme(id=id_, name=names, description={}, keywords={}, promoted=promoted)


def offer(id_: str, *themes: str, **kwargs: Any) -> Offer:
    """An offer of themes, with its id as name."""
    return Offer(id=id_, name={"en": id_.capitalize()}, themes=themes, **kwargs)


def catalogue(*themes: Theme, offers: tuple[Offer, ...] = (), channels: tuple[Channel, ...] = ()) -> Catalogue:
    """A catalogue of these."""
    return Catalogue(
        {one.id: one for one in themes}, {one.id: one for one in offers}, {one.id: one for one in channels}
    )


def at(day: date, hour: int = 12) -> datetime:
    """An instant of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def lead(received: date, /, stages: Mapping[Stage, date] | None = None, **kwargs: Any) -> Lead:
    """A lead of its own that came in on a day and reached stages later; its personal fields are planted strings."""
    changes = (StageChange("inquiry", received), *(StageChange(stage, on) for stage, on in (stages or {}).items()))
    row = {"external_id": f"{SECRETS['external_id']}:{next(_NUMBERS)}"}
    return Lead(**{**SECRETS, **row, "received_at": at(received), "stages": changes, "channel": "network", **kwargs})


def won(on: date, **kwargs: Any) -> Lead:
    """A lead that came in, was qualified and won on one day."""
    return lead(on, {"qualified": on, "won": on}, **kwargs)


def hours(theme_: str | None, on: date, amount: float, **kwargs: Any) -> Effort:
    """Hours spent on a theme."""
    said = {"external_id": "e", "description": "Secretdescription", **kwargs}
    return Effort(on=on, minutes=60 * amount, theme=theme_, **said)


def post(key: str, published: date, *themes: str, minutes: float | None = 0, langs: tuple[str, ...] = ("en",)) -> Piece:
    """A post whose tags share it equally; it came out in all its languages on one day."""
    shares = dict.fromkeys(themes, 1 / len(themes))
    return Piece(key=key, published=published, themes=shares, minutes=minutes, langs=dict.fromkeys(langs, published))


def as_of_then(facts: Ledger, theme_: str) -> Ledger:
    """The same where every lead met posts that were on this theme alone, whatever they are on today."""
    then = tuple(
        Piece(key=f"{one.key} then", published=date.max, themes={theme_: 1.0}, now=one) for one in facts.pieces
    )
    leads = (
        replace(one, touches=tuple(replace(touch, post=f"{touch.post} then") for touch in one.touches))
        for one in facts.leads
    )
    return replace(facts, pieces=(*facts.pieces, *then), leads=tuple(leads))


def read(key: str, on: date) -> Touch:
    """A visit to a post."""
    return Touch(at=at(on), channel="search", post=key, source="Secretsource", campaign="Secretcampaign")


def ledger(**changes: Any) -> Ledger:
    """A ledger of half a year with nothing in it but `changes`."""
    empty = Ledger(
        start=START,
        until=UNTIL,
        as_of=UNTIL,
        catalogue=catalogue(),
        settings=ReportSection(),
        pieces=(),
        leads=(),
        asked={},
        efforts=(),
        views=(),
    )
    return replace(empty, **changes)


_SALES = {1: 0, 2: 1, 3: 2, 4: 3, 5: 3, 6: 4}
"""Clients of the story after so many months of 30 days."""


def story(month: int) -> Ledger:
    """The story of the method note as its owner would have seen it on day 30·month."""
    days = [START + timedelta(days=n) for n in range(181)]
    until = days[30 * month]
    themes = (
        theme("performance", promoted=(Period(START),)),
        theme("architecture"),
    )
    offers = (offer("audit", "performance", promoted=True), offer("workshop", "architecture", price=6000))
    sold = [days[30 * (m - 1) + 20] for m in _SALES if _SALES[m] > _SALES.get(m - 1, 0)]
    return ledger(
        until=until,
        as_of=until,
        catalogue=catalogue(*themes, offers=offers, channels=(Channel(id="network", name={"en": "Network"}),)),
        settings=PRICED,
        pieces=tuple(post(f"performance-{n}", days[15 * n], "performance") for n in range(12)),
        leads=tuple(won(day, id=n, offer="workshop") for n, day in enumerate(sold, 1)),
        efforts=tuple(
            hours(key, days[30 * m + 15], amount, channel="network")
            for m in range(6)
            for key, amount in (("performance", 190 / 6), ("architecture", 20 / 6))
        ),
    )


def full() -> Ledger:
    """One of everything: two languages of names, content that works, a symptom, channels with steps and cash."""
    march = date(2026, 3, 1)
    themes = (
        theme("performance", promoted=(Period(START, UNTIL),)),
        theme("architecture", name="Architecture discovery", german="Architektur-Discovery"),
        theme("testing", german="Testen"),
    )
    offers = (
        offer("audit", "performance", promoted=True, price=4800),
        offer("workshop", "architecture", price=6000),
        offer("coaching", "testing", price=2400),
    )
    channels = (
        Channel(
            id="network",
            name={"en": "Network", "de": "Netzwerk"},
            steps=(Step(name={"en": "Call", "de": "Gespräch"}, minutes=30, conversion=0.5),),
        ),
        Channel(id="events", name={"en": "Talks", "de": "Vorträge"}, cash=(Cash(march, 1020),)),
    )
    return ledger(
        catalogue=catalogue(*themes, offers=offers, channels=channels),
        settings=PRICED,
        pieces=(
            *(post(f"slow-{n}", START + timedelta(days=12 * n), "performance", minutes=90, langs=("de", "en"))
              for n in range(7)),
            post("flaky", march, "testing"),
        ),
        leads=(
            *(won(date(2026, month, 20), id=month, offer="workshop", employees=40 * month, lang="de",
                  fit=Fit(money=True, decides=month > 3)) for month in (2, 3, 4, 6)),
            won(date(2026, 4, 7), id=7, offer="coaching", channel="newsletter", lang="de", employees=4,
                touches=(read("flaky", date(2026, 4, 6)),)),
            lead(date(2026, 5, 8), {"qualified": date(2026, 5, 9)}, id=8, offer="workshop", channel="search",
                 lang="en", fit=Fit(money=False), touches=(read("slow-1", date(2026, 5, 1)),)),
            lead(date(2026, 5, 21), id=9, channel="events"),
        ),
        efforts=(
            *(hours("performance", date(2026, month, 5), 30, channel="events") for month in range(1, 7)),
            hours("architecture", date(2026, 2, 10), 20, channel="network"),
            hours("architecture", date(2026, 2, 24), 64, channel="network", billable=True),
            hours("testing", date(2026, 4, 2), 11.5, channel="network"),
        ),
        wishes=(Wished(march, 3, {"architecture": 1.0}), Wished(march, 1, {})),
        views=(
            PageViews(path="slow-1", views=3468, visitors=2000, source="plausible", until=UNTIL, lang="de"),
            PageViews(path="flaky", views=154, visitors=100, source="plausible", until=UNTIL, lang="en"),
        ),
    )  # fmt: skip


def speech(facts: Ledger, lang: str = "en") -> Speech:
    """A language of the packaged catalogues, for the names of a ledger."""
    return wording.speech(Templates("").wording(lang), lang, facts.catalogue, ("de", "en"))
