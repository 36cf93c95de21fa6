"""Sections about ways and wares: what the channels cost and brought, and which offers sold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from pipeline.demand import tally
from pipeline.demand.channels import ChannelRow, OfferRow
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import funnels, parts, ways
from pipeline.demand.page.parts import NOTHING, empty, missing
from pipeline.demand.page.views import Crowd, Crowds, Remarks, Row, Section
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.model.people import DIRECT

CHANNELS = _("Channels")
BROUGHT = _n(
    "{channel} brought the only client in {spent}.",
    "{channel} brought {some} of {n} clients in {spent}.",
)
BROUGHT_FREE = _n(
    "{channel} brought the only client; no hours are recorded for it.",
    "{channel} brought {some} of {n} clients; no hours are recorded for it.",
)
BROUGHT_UNKNOWN = _n(
    "The only client came through no known channel.",
    "{some} of {n} clients came through no known channel.",
)
BROUGHT_NONE = _("{channel} took {spent} and brought none.")
NO_CLIENTS = _("No channel has brought a client in this period.")
AND_CASH = _("{hours} and {cash}")
CHANNEL = _("Channel")
HOURS = _("Hours")
CASH = _("Cash")
INQUIRIES = _("Inquiries")
CLIENTS = _("Clients")
HOURS_EACH = _("Hours per client")
COST = _("Cost per client")
STEPS = _("{name} {minutes}, {share} go on")
PROCESS = _(
    "{channel}, step by step as you set it: {steps}. That is {minutes} per client ({hours}), failures included."
)
PROCESS_PRICED = _(
    "{channel}, step by step as you set it: {steps}. That is {minutes} per client ({hours} or {money}), failures "
    "included."
)
COST_IS = _("A cost per client counts hours at {rate} an hour, and cash.")
IN_BRACKETS = _(
    "In brackets the 90 % interval; without a client there is only a bound: 95 % sure that it is at least so much."
)
NO_RATE = _("Hours have no price, so there is no cost per client: set hourly_rate under [report] in leitmotiv.toml.")
ELSEWHERE = _("{hours} spent on winning clients stand in no channel: writing time and hours without one.")

OFFERS = _("Offers")
BOTH_SOLD = _n(
    "Offers that you do not promote sold {n} time ({money}), those that you promote {promoted}.",
    "Offers that you do not promote sold {n} times ({money}), those that you promote {promoted}.",
)
SOLD_UNPROMOTED = _n(
    "Only an offer that you do not promote has sold: {n} time, {money}.",
    "Only offers that you do not promote have sold: {n} times, {money}.",
)
SOLD_PROMOTED = _n(
    "Only an offer that you promote has sold: {n} time, {money}.",
    "Only offers that you promote have sold: {n} times, {money}.",
)
OTHER_SALES = _n(
    "Which offer {n} client bought is not recorded.",
    "Which offers {n} clients bought is not recorded.",
)
NOTHING_SOLD = _("Nothing has sold in this period.")
SALES = _("Sales by offer")
SALES_PROMOTED = _n("{offer}: sold once, promoted", "{offer}: sold {n} times, promoted")
SALES_UNPROMOTED = _n("{offer}: sold once, not promoted", "{offer}: sold {n} times, not promoted")
NOTE_OFFER = "leitmotiv leads update ID --offer O"
NOTE_SALE = "leitmotiv leads update ID --stage won --on DAY"
TAKE_IN = "leitmotiv leads import FILE"
OFFER = _("Offer")
PROMOTED = _("Promoted")
SOLD = _("Sold")
REVENUE = _("Revenue")
YES = _("yes")
NO = _("no")
UNPROMOTED = _("sold without being promoted")
NOT_NOTED = _("not noted")
IN_PART = _("{money} (noted for {n} of {all})")


def channels(report: Report, speech: Speech) -> Section:
    """Hours, cash, leads, clients and costs, a row a channel."""
    active = [
        row for row in report.channels if row.minutes or row.cash or row.leads or row.clients or row.process_minutes
    ]
    if not active:
        return empty("channels", CHANNELS, missing(report, ("effort", "leads"), "effort"), report, speech)
    names = (CHANNEL, HOURS, CASH, INQUIRIES, CLIENTS, HOURS_EACH, COST)
    numbers = parts.unfolded(CHANNELS, names, (_channel(row, report, speech) for row in active), speech)
    remarks = Remarks(tuple(_about_channels(report, speech)))
    blocks = (*ways.blocks(active, speech), numbers, remarks, *funnels.blocks(report, speech))
    return Section("channels", speech.say(CHANNELS), _channels_say(report, speech), blocks)


def offers(report: Report, speech: Speech) -> Section:
    """What sold, promoted or not."""
    if not report.offers:
        return empty("offers", OFFERS, ["offers"], report, speech)
    listed = (_offer(row, report, speech) for row in report.offers)
    numbers = parts.unfolded(OFFERS, (OFFER, PROMOTED, SOLD, REVENUE), listed, speech, words=2)
    sold = sum(row.sold for row in report.offers)
    elsewhere = sum(report.ledger.holds(lead.won) for lead in report.leads) - sold
    unknown = speech.count(OTHER_SALES, elsewhere) if elsewhere else ""
    if not sold:
        says = unknown or speech.say(NOTHING_SOLD)
        command = NOTE_OFFER if elsewhere else NOTE_SALE if report.inquiries else TAKE_IN
        return Section("offers", speech.say(OFFERS), says, (numbers, *parts.filled_by([command], speech)))
    blocks = (_sales(report, speech), numbers, *((Remarks((unknown,)),) if unknown else ()))
    return Section("offers", speech.say(OFFERS), _offers_say(report, speech), blocks)


def _sales(report: Report, speech: Speech) -> Crowds:
    """Sales one by one, those without promotion as rings."""
    crowds = tuple(
        Crowd(
            speech.count(
                SALES_PROMOTED if row.offer.promoted else SALES_UNPROMOTED, row.sold, offer=_name(row, speech)
            ),
            row.sold,
            "dot" if row.offer.promoted else "ring",
        )
        for row in report.offers
        if row.sold
    )
    return Crowds(speech.say(SALES), crowds)


def _name(row: OfferRow, speech: Speech) -> str:
    return speech.offer(row.offer.id)


def _channel(found: ChannelRow, report: Report, speech: Speech) -> Row:
    currency = report.ledger.settings.currency
    cells = (
        speech.number(found.minutes / 60, 1) if found.minutes else NOTHING,
        speech.money(found.cash, currency) if found.cash else NOTHING,
        speech.number(found.leads),
        speech.number(found.clients),
        speech.hours_each(found.minutes_per_client) if found.minutes_per_client else NOTHING,
        speech.cost(found.cost_per_client, currency) if found.cost_per_client else NOTHING,
    )
    return parts.row(parts.channel(found.id, speech), cells)


def _channels_say(report: Report, speech: Speech) -> str:
    clients = sum(row.clients for row in report.channels)
    said: list[str] = []
    if clients:
        best = max(report.channels, key=lambda row: (row.clients, -row.minutes))
        known = BROUGHT if best.minutes or best.cash else BROUGHT_FREE
        forms = BROUGHT_UNKNOWN if best.id == DIRECT else known
        gaps = {"channel": parts.channel(best.id, speech), "some": speech.number(best.clients)}
        said.append(speech.count(forms, clients, **gaps, spent=_spent(best, report, speech)))
    else:
        said.append(speech.say(NO_CLIENTS))
    barren = [row for row in report.channels if row.clients == 0 and row.minutes]
    if barren:
        worst = max(barren, key=lambda row: row.minutes)
        said.append(
            speech.say(BROUGHT_NONE, channel=parts.channel(worst.id, speech), spent=_spent(worst, report, speech))
        )
    return " ".join(said)


def _spent(row: ChannelRow, report: Report, speech: Speech) -> str:
    hours = speech.hours(row.minutes)
    if not row.cash:
        return hours
    cash = speech.money(row.cash, report.ledger.settings.currency)
    return speech.say(AND_CASH, hours=hours, cash=cash) if row.minutes else cash


def _about_channels(report: Report, speech: Speech) -> Iterable[str]:
    settings = report.ledger.settings
    for row in report.channels:
        if row.channel and row.process_minutes is not None:
            yield _process(row, report, speech)
    if settings.hourly_rate is None:
        yield speech.say(NO_RATE)
    else:
        yield speech.say(COST_IS, rate=speech.price(settings.hourly_rate, settings.currency))
    if any(row.minutes_per_client or row.cost_per_client for row in report.channels):
        yield speech.say(IN_BRACKETS)
    of_themes = sum(row.given.minutes for row in report.themes)
    of_none = tally.unthemed_minutes(report.ledger) + sum(tally.orphaned_minutes(report.ledger).values())
    elsewhere = of_themes + of_none - sum(row.minutes for row in report.channels)
    if elsewhere >= 1:
        yield speech.say(ELSEWHERE, hours=speech.hours(elsewhere))


def _process(row: ChannelRow, report: Report, speech: Speech) -> str:
    settings, minutes = report.ledger.settings, row.process_minutes or 0.0
    steps = [
        speech.say(
            STEPS,
            name=speech.named(step.name),
            minutes=speech.minutes(step.minutes),
            share=speech.share(step.conversion),
        )
        for step in (row.channel.steps if row.channel else ())
    ]
    priced = settings.hourly_rate is not None
    return speech.say(
        PROCESS_PRICED if priced else PROCESS,
        channel=parts.channel(row.id, speech),
        steps="; ".join(steps),
        minutes=speech.minutes(minutes),
        hours=speech.hours(minutes),
        money=speech.money(minutes / 60 * (settings.hourly_rate or 0.0), settings.currency),
    )


def _offer(found: OfferRow, report: Report, speech: Speech) -> Row:
    cells = (
        speech.say(YES if found.offer.promoted else NO),
        speech.number(found.sold),
        _brought(found, report, speech),
    )
    unpromoted = found.sold > 0 and not found.offer.promoted
    return parts.row(_name(found, speech), cells, speech.say(UNPROMOTED) if unpromoted else "")


def _brought(found: OfferRow, report: Report, speech: Speech) -> str:
    """What it sold for; a sale whose value nobody noted is not one for nothing."""
    if not found.valued:
        return speech.say(NOT_NOTED) if found.sold else NOTHING
    money = speech.money(found.revenue, report.ledger.settings.currency)
    if found.valued == found.sold:
        return money
    return speech.say(IN_PART, money=money, n=speech.number(found.valued), all=speech.number(found.sold))


def _all(found: Sequence[OfferRow]) -> OfferRow:
    """Offers as if they were one."""
    return OfferRow(
        found[0].offer,
        sum(row.sold for row in found),
        sum(row.valued for row in found),
        fsum(row.revenue for row in found),
    )


def _offers_say(report: Report, speech: Speech) -> str:
    promoted = [row for row in report.offers if row.offer.promoted and row.sold]
    others = [row for row in report.offers if not row.offer.promoted and row.sold]
    sold = {True: sum(row.sold for row in promoted), False: sum(row.sold for row in others)}
    forms = BOTH_SOLD if promoted and others else SOLD_PROMOTED if promoted else SOLD_UNPROMOTED
    side = not others
    return speech.count(
        forms,
        sold[side],
        money=_brought(_all(promoted if side else others), report, speech),
        promoted=speech.number(sold[True]),
    )
