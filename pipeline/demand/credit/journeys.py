"""The path table of one's own leads, and the credit that the report shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pipeline.demand import leads
from pipeline.demand.credit import models, paths
from pipeline.demand.credit.models import Credit
from pipeline.demand.credit.paths import Path
from pipeline.demand.ledger import Ledger
from pipeline.model.people import NETWORK, Lead

ENOUGH = 30
"""Conversions from which on the report shows the models that read all paths together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom the qualified leads of the period are credited to.

    `credit` is of those that came through recorded touches, and of the `unattributed` among them: no touch in the
    look-back window, counted by the channel that the lead itself names. `network` stands apart from all of it.
    `shown` names the models that the report may show: Markov and Shapley only with enough conversions.
    """

    credit: Credit
    network: int
    unattributed: Mapping[str, int]
    shown: tuple[str, ...]

    @property
    def touched(self) -> float:
        """The conversions that are shared out."""
        return self.credit.conversions - self.credit.unattributed


def attribution(ledger: Ledger) -> Attribution:
    """The credit of each channel for the qualified leads of the ledger's period."""
    journeys = [lead for lead in ledger.leads if counts(lead, ledger)]
    came_otherwise = [lead for lead in journeys if lead.channel != NETWORK]
    table = tuple(path(lead, ledger) for lead in came_otherwise)
    look_back_days = ledger.settings.look_back_days
    found = models.credit(table, look_back_days)
    untouched = Counter(
        lead.channel
        for lead, journey in zip(came_otherwise, paths.within(table, look_back_days), strict=True)
        if journey.conversions and not journey.channels
    )
    return Attribution(
        credit=found,
        network=sum(lead.channel == NETWORK and ledger.holds(leads.qualified_on(lead)) for lead in journeys),
        unattributed=dict(sorted(untouched.items())),
        shown=tuple(
            name
            for name in found.models
            if name not in models.BY_STATISTICS or found.conversions - found.unattributed >= ENOUGH
        ),
    )


def counts(lead: Lead, ledger: Ledger) -> bool:
    """Whether the lead is a journey of the period: qualified in it, or come in and not qualified by its end."""
    qualified = leads.qualified_on(lead)
    if lead.received_on > ledger.until:
        return False
    if qualified is not None and qualified <= ledger.until:
        return ledger.holds(qualified)
    return ledger.holds(lead.received_on)


def path(lead: Lead, ledger: Ledger) -> Path:
    """The touches of a lead up to its first message, and whether it became a qualified one in the period.

    One visit that was recorded twice, as a page and as the post that its link was made for, is one touch.
    """
    visits = sorted(dict.fromkeys((touch.at, touch.channel) for touch in lead.touches))
    converts = ledger.holds(leads.qualified_on(lead))
    return Path(
        channels=tuple(channel for _, channel in visits),
        conversions=float(converts),
        value=(leads.value(lead, ledger.catalogue) or 0.0) if ledger.holds(lead.first("won")) else 0.0,
        nulls=float(not converts),
        ages_days=tuple((lead.received_at - at) / timedelta(days=1) for at, _ in visits),
    )


def as_json(found: Attribution) -> dict[str, Any]:
    """For the report's JSON: every model with what it rests on; one that may not be shown is null; `why` says it."""
    withheld = [name for name in found.credit.models if name not in found.shown]
    return {
        "conversions": found.credit.conversions,
        "value": found.credit.value,
        "unattributed": found.credit.unattributed,
        "network": found.network,
        "unattributed_by_channel": dict(found.unattributed),
        "models": {name: dict(earned) if name in found.shown else None for name, earned in found.credit.models.items()},
        "why": dict.fromkeys(
            withheld,
            f"from {ENOUGH} qualified leads with a recorded touch on; there are {found.touched:g}",
        ),
    }
