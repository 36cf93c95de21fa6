"""Part of what posts bring: what one must bring to pay for itself, and which of them had time for it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.demand import breakeven, reasons, rows
from pipeline.demand.msgids import _, _n
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

BREAK_EVEN_IS = _n(
    "Break-even is {rate} leads for each mature post: a post costs {cost}, a client brings {value}, "
    "and {n} lead makes a client.",
    "Break-even is {rate} leads for each mature post: a post costs {cost}, a client brings {value}, "
    "and {n} leads make a client.",
)
BREAK_EVEN_UNKNOWN = _("There is no break-even: set {settings} under [report] in leitmotiv.toml.")
HALF_LIFE = _("Posts need time: after {days} days one has had half of its effect.")
MATURED = _n(
    "The only post of this period on your themes comes to {mature} in mature posts.",
    "The {n} posts of this period on your themes come to {mature} in mature posts.",
)
MATURED_WITH_EARLIER = _n(
    "{here} of this period on your themes and {n} earlier one, which went on working, come to {mature} in mature ones.",
    "{here} of this period on your themes and {n} earlier ones, which went on working, "
    "come to {mature} in mature ones.",
)
OWN_RATIO = _n(
    "By your own record {ratio} leads make a client: of {all} that met a post and are won or lost, {n} bought.",
    "By your own record {ratio} leads make a client: of {all} that met a post and are won or lost, {n} bought.",
)
OWN_NONE = _("By your own record none does yet: of {all} leads that met a post and are won or lost, none bought.")
WITHOUT_OLDER = _n(
    "Rates leave out {n} post that had done more than half of its work before this period, and the leads that met it.",
    "Rates leave out {n} posts that had done more than half of their work before this period, and the leads that met "
    "them.",
)


def remarks(report: Report, speech: Speech) -> Iterator[str]:
    """What stands below the rates of posts."""
    yield _break_even_says(report, speech)
    yield from _own_ratio(report, speech)
    yield _maturing_says(report, speech)
    if any(row.rates["content"] != row.counted_rates["content"] for row in report.themes):
        on_themes = (piece for piece in report.ledger.published if piece.themes)
        yield speech.count(WITHOUT_OLDER, sum(rows.is_older(piece, report.ledger) for piece in on_themes))


def _own_ratio(report: Report, speech: Speech) -> Iterator[str]:
    """The ratio that leads themselves show, beside the one that is set; nothing before enough of them are decided."""
    decided = [lead for lead in report.qualified_leads if lead.met and (lead.won or lead.lost)]
    bought = sum(lead.won is not None for lead in decided)
    if report.break_even is None or len(decided) < breakeven.DECIDED_FOR_OWN_RATIO:
        return
    all_ = speech.number(len(decided))
    if bought:
        yield speech.count(OWN_RATIO, bought, all=all_, ratio=speech.number(len(decided) / bought, 1))
    else:
        yield speech.say(OWN_NONE, all=all_)


def _break_even_says(report: Report, speech: Speech) -> str:
    settings, break_even = report.ledger.settings, report.break_even
    if break_even is None:
        missing = ", ".join(breakeven.missing_settings(report.ledger.economics))
        return speech.say(BREAK_EVEN_UNKNOWN, settings=missing)
    return speech.count(
        BREAK_EVEN_IS,
        settings.leads_per_client,
        rate=speech.rate(break_even),
        cost=speech.price(settings.cost_per_post or 0.0, settings.currency),
        value=speech.price(settings.value_per_client or 0.0, settings.currency),
    )


def _maturing_says(report: Report, speech: Speech) -> str:
    """The posts of this period, and those before it, as the mature ones that the rates are held against."""
    ledger = report.ledger
    on_themes = [piece.published for piece in ledger.published if piece.themes]
    here = sum(map(ledger.holds, on_themes))
    mature = speech.number(sum(row.given.mature_posts for row in report.themes), 1)
    time = speech.say(HALF_LIFE, days=speech.number(ledger.settings.maturity_half_life_days, 1))
    if here == len(on_themes):
        return f"{time} {speech.count(MATURED, here, mature=mature)}"
    said = speech.count(reasons.POSTS, here)
    return f"{time} {speech.count(MATURED_WITH_EARLIER, len(on_themes) - here, here=said, mature=mature)}"
