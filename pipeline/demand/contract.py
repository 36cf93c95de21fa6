"""The report as JSON: names and shapes that other programs rely on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.demand import reasons, tongues
from pipeline.demand.channels import ChannelRow
from pipeline.demand.costs import AtLeast
from pipeline.demand.credit import journeys
from pipeline.demand.interval import Interval
from pipeline.demand.primary import PrimaryRow
from pipeline.demand.reasons import Reason
from pipeline.demand.report import Report
from pipeline.demand.rows import QUESTIONS, ThemeRow
from pipeline.demand.stretches import Stretch
from pipeline.demand.tally import Drawn
from pipeline.demand.verdicts import Question, Verdict
from pipeline.model.language import chosen

Say = Callable[[Reason], str]
Rates = Mapping[Question, Interval | None]


def as_json(
    report: Report, headline: str, lang: str = "en", languages: Sequence[str] = (), say: Say = reasons.english
) -> dict[str, Any]:
    """The report as plain values; a rate or a cost that is not known is null.

    `lang` is the language of the headline, of `say`, and of names that have several, `languages` where to look next.
    """
    ledger = report.ledger
    return {
        "period": {"from": ledger.start.isoformat(), "until": ledger.until.isoformat()},
        "as_of": ledger.as_of.isoformat(),
        "headline": headline,
        "themes": [_theme(row, report.primary[row.theme.id], say) for row in report.themes],
        "unpromoted_demand": list(report.unpromoted_demand),
        "channels": [_channel(row, lang, languages) for row in report.channels],
        "offers": [
            {"offer": row.offer.id, "promoted": row.offer.promoted, "sold": row.sold, "revenue": row.revenue}
            for row in report.offers
        ],
        "met_wanted": [
            {"met": met, "wanted": wanted, "leads": leads}
            for (met, wanted), leads in sorted(
                report.met_wanted.items(), key=lambda item: [part or "" for part in item[0]]
            )
        ],
        "journeys": asdict(report.journeys),
        "models": journeys.as_json(report.models),
        "languages": [asdict(row) for row in report.languages],
        "segments": {name: asdict(count) for name, count in report.segments.items()},
        "fit": {question: asdict(count) for question, count in report.fit.items()},
        "positioning": [_stretch(stretch) for stretch in report.stretches],
        "wishes": [asdict(row) for row in report.wishes],
        "missing_translations": [asdict(row) for row in tongues.missing(report.ledger, report.themes, languages)],
        "inquiries": report.inquiries,
        "qualified": report.qualified,
        "outside": asdict(report.outside),
        "gaps": list(report.gaps),
        "tags_as_of": ledger.tags_as_of,
    }


def interval(estimate: Interval | AtLeast | None) -> dict[str, float] | None:
    """`{median, low, high}`, `{at_least}`, or null."""
    if estimate is None:
        return None
    if isinstance(estimate, AtLeast):
        return {"at_least": estimate.at_least}
    return {"median": estimate.median, "low": estimate.low, "high": estimate.high}


def _theme(row: ThemeRow, primary: PrimaryRow, say: Say) -> dict[str, Any]:
    given, drawn = row.given, row.drawn
    return {
        "theme": row.theme.id,
        "promoted": given.promoted_days > 0,
        "effort": {
            "posts": given.posts,
            "mature_posts": given.mature_posts,
            "minutes": given.minutes,
            "delivery_minutes": given.delivery_minutes,
            "cash": given.cash,
        },
        "attention": {"views": given.views, "readers": given.readers},
        "demand": _demand(drawn, row.counted_rates),
        "content": _content(drawn, row.counted_rates),
        "cost_per_client": interval(row.cost_per_client),
        "verdicts": {question: _verdict(row.counted[question], say) for question in QUESTIONS},
        "primary": _primary(primary),
    }


def _primary(row: PrimaryRow) -> dict[str, Any]:
    given, drawn = row.given, row.drawn
    return {
        "effort": {"posts": given.posts, "mature_posts": given.mature_posts, "minutes": given.minutes},
        "demand": _demand(drawn, row.rates),
        "content": _content(drawn, row.rates),
        "verdicts": {question: _judgement(found) for question, found in row.verdicts.items()},
    }


def _demand(drawn: Drawn, rates: Rates) -> dict[str, Any]:
    return {
        "leads": drawn.leads,
        "qualified": drawn.qualified,
        "independent": drawn.independent,
        "clients": drawn.clients,
        "revenue": drawn.revenue,
        "per_month": interval(rates["per_month"]),
        "per_100_hours": interval(rates["per_100_hours"]),
    }


def _content(drawn: Drawn, rates: Rates) -> dict[str, Any]:
    return {
        "leads": drawn.met_leads,
        "clients": drawn.met_clients,
        "per_mature_post": interval(rates["content"]),
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "theme": stretch.theme,
        "promoted": stretch.promoted,
        "from": stretch.start.isoformat(),
        "until": stretch.until.isoformat(),
        "days": stretch.days,
        "minutes": stretch.minutes,
        "posts": stretch.posts,
        "qualified": stretch.qualified,
        "clients": stretch.clients,
    }


def _verdict(verdict: Verdict, say: Say) -> dict[str, Any]:
    return {**_judgement(verdict), "why": " ".join(map(say, verdict.why)), "next": verdict.next}


def _judgement(verdict: Verdict) -> dict[str, Any]:
    return {
        "code": verdict.code,
        "direction": verdict.direction,
        "probability": verdict.probability,
        "against": verdict.against,
    }


def _channel(row: ChannelRow, lang: str, languages: Sequence[str]) -> dict[str, Any]:
    steps = [
        {
            "name": chosen(step.name, lang, languages),
            "minutes": step.minutes,
            "conversion": step.conversion,
        }
        for step in (row.channel.steps if row.channel else ())
    ]
    return {
        "channel": row.id,
        "minutes": row.minutes,
        "cash": row.cash,
        "leads": row.leads,
        "clients": row.clients,
        "cost_per_client": interval(row.cost_per_client),
        "minutes_per_client": interval(row.minutes_per_client),
        "process_minutes_per_client": row.process_minutes,
        "steps": steps,
        "funnel": [
            {
                "stage": step.stage,
                "of": step.of,
                "passed": step.passed,
                "waiting": step.waiting,
                "share": interval(step.share),
            }
            for step in row.funnel
        ],
    }
