"""The section that shares the leads out among channels, by every rule side by side: how much hangs on the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.demand import evidence
from pipeline.demand.credit import models
from pipeline.demand.credit.journeys import ENOUGH, Attribution
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import begun, empty, missing
from pipeline.demand.page.views import Remarks, Row, Section
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.model.people import DIRECT, NETWORK

CREDIT = _("Credit")
NOTHING_TO_SHARE = _n(
    "The only lead came through no recorded touch, so there is no credit to share out.",
    "None of {n} leads came through a recorded touch, so there is no credit to share out.",
)
ALL_AGREE = _n(
    "Whatever the rule, {channel} earns most: {credit} of {n} lead with a recorded touch.",
    "Whatever the rule, {channel} earns most: {credit} of {n} leads with a recorded touch.",
)
DIRECT_MOST = _n(
    "Whatever the rule, touches through no known channel earn most: {credit} of {n} lead with a recorded touch.",
    "Whatever the rule, touches through no known channel earn most: {credit} of {n} leads with a recorded touch.",
)
DISAGREE = _n(
    "Who earns most depends on the rule: {channels}, of {n} lead with a recorded touch.",
    "Who earns most depends on the rule: {channels}, of {n} leads with a recorded touch.",
)
OR = _("{some} or {other}")
TABLE = _("Leads credited to each channel, by rule")
CHANNEL = _("Channel")
NO_TOUCH = _("no recorded touch")
NO_TOUCH_KNOWN = _("Those without a recorded touch, by the channel that they named: {channels}.")
OUTSIDE = _n(
    "{n} more came through {channel}, which no rule credits to a touch.",
    "{n} more came through {channel}, which no rule credits to a touch.",
)
HOW_OFTEN = _("{channel} {n}")
RULES: Mapping[str, str] = {
    "first": _("First touch"),
    "last": _("Last touch"),
    "last_non_direct": _("Last not direct"),
    "linear": _("Equal shares"),
    "position": _("40/20/40"),
    "decay": _("Decay"),
    "markov": _("Markov"),
    "shapley": _("Shapley"),
}
EXPLAINED = _(
    "Each rule shares out the same leads. 40/20/40 favours the first and the last touch; under decay a touch weighs "
    "half as much every 30 days. Credit goes to recorded touches alone: association, not proof of cause."
)
WITHHELD = _n(
    "Markov and Shapley read all paths together; they are shown from {enough} leads on, and there is {n}.",
    "Markov and Shapley read all paths together; they are shown from {enough} leads on, and there are {n}.",
)


def section(report: Report, speech: Speech) -> Section:
    """A row a channel, a column a rule; what no touch earned stands in rows of its own."""
    if not report.journeys.leads:
        return empty("credit", CREDIT, missing(report, ("leads",), "qualified"), report, speech)
    found = report.models
    says = _says(found, report.journeys.leads, speech)
    if not found.touched:
        return Section("credit", speech.say(CREDIT), says, ())
    if found.network:
        says += " " + speech.count(OUTSIDE, found.network, channel=speech.channel(NETWORK))
    rules = [name for name in RULES if name in found.shown]
    numbers = parts.unfolded(TABLE, (CHANNEL, *(RULES[rule] for rule in rules)), _rows(found, rules, speech), speech)
    return Section("credit", speech.say(CREDIT), says, (numbers, Remarks(tuple(_remarks(found, speech)))))


def _says(found: Attribution, leads: int, speech: Speech) -> str:
    """The channel that earns most under all rules; else those that do under one of them."""
    if not found.touched:
        return speech.count(NOTHING_TO_SHARE, leads)
    shown = [found.credit.models[rule] for rule in found.shown]
    best = list(dict.fromkeys(channel for earned in shown for channel in _leaders(earned)))
    if len(best) > 1:
        *rest, last = (speech.channel(channel) for channel in best)
        channels = speech.say(OR, some=", ".join(rest), other=last)
        return speech.count(DISAGREE, found.touched, channels=channels)
    earned = [credit[best[0]] for credit in shown]
    low, high = speech.number(min(earned), 2), speech.number(max(earned), 2)
    credit = low if low == high else f"{low}–{high}"
    forms = DIRECT_MOST if best[0] == DIRECT else ALL_AGREE
    return speech.count(forms, found.touched, channel=speech.channel(best[0]), credit=credit)


def _leaders(earned: Mapping[str, float]) -> list[str]:
    """The channels with the most credit under one rule; credit that differs by rounding is the same."""
    most = max(earned.values())
    return [channel for channel, credit in earned.items() if most - credit < evidence.ROUNDING]


def _rows(found: Attribution, rules: Sequence[str], speech: Speech) -> Iterable[Row]:
    credit = found.credit.models
    earned = {channel: sum(credit[rule][channel] for rule in rules) for channel in credit["linear"]}
    for channel in sorted(earned, key=lambda channel: (-earned[channel], channel)):
        if earned[channel] > 0:
            yield parts.row(parts.channel(channel, speech), (speech.number(credit[rule][channel], 2) for rule in rules))
    if found.credit.unattributed:
        yield parts.row(
            begun(speech.say(NO_TOUCH)), [speech.number(found.credit.unattributed)] * len(rules), apart=True
        )
    if found.network:
        yield parts.row(speech.channel(NETWORK), [speech.number(found.network)] * len(rules), apart=True)


def _remarks(found: Attribution, speech: Speech) -> Iterable[str]:
    yield speech.say(EXPLAINED)
    if found.unattributed:
        told = [
            speech.say(HOW_OFTEN, channel=speech.channel(channel), n=speech.number(leads))
            for channel, leads in found.unattributed.items()
        ]
        yield speech.say(NO_TOUCH_KNOWN, channels=", ".join(told))
    if not all(model in found.shown for model in models.BY_STATISTICS):
        yield speech.count(WITHHELD, found.touched, enough=speech.number(ENOUGH))
