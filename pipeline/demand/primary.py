"""The same figures by primary theme only: each post and each lead put down to one theme, in whole numbers.

They stand beside those by shares, so that one sees what rests on how several themes share a post or a lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from pipeline.demand import rows, tally, verdicts
from pipeline.demand.interval import Interval
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger, Weights
from pipeline.demand.tally import Drawn, Given
from pipeline.demand.verdicts import Question, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryRow:
    """A theme as it would stand; a rate is None where there is no exposure. Nothing that is missing from the record
    is weighed here: the verdicts are those of the decision table.
    """

    given: Given
    drawn: Drawn
    rates: Mapping[Question, Interval | None]
    verdicts: Mapping[Question, Verdict]


def primary_rows(ledger: Ledger, counted: Sequence[Counted]) -> dict[str, PrimaryRow]:
    """A row for each theme, by its id."""
    ledger = replace(ledger, pieces=tuple(replace(one, themes=primary(one.themes)) for one in ledger.pieces))
    put = [replace(lead, wanted=primary(lead.wanted), met=primary(lead.met)) for lead in counted]
    given = {key: tally.given(theme, ledger) for key, theme in ledger.catalogue.themes.items()}
    drawn = {key: tally.drawn(key, ledger, put) for key in given}
    must, half_life = rows.economics(ledger, drawn.values()), ledger.settings.maturity_half_life_days
    rates: dict[Question, Mapping[str, Interval]] = {}
    judged: dict[Question, Mapping[str, Verdict]] = {}
    for question in rows.QUESTIONS:
        cases = {key: rows.case(question, given[key], drawn[key]) for key in given}
        rates[question] = rows.estimates(question, cases, drawn)
        judged[question] = verdicts.judge(question, cases, must, half_life_days=half_life, look_ahead=False)
    return {
        key: PrimaryRow(
            given=given[key],
            drawn=drawn[key],
            rates={question: rates[question].get(key) for question in rows.QUESTIONS},
            verdicts={question: judged[question][key] for question in rows.QUESTIONS},
        )
        for key in given
    }


def primary(shares: Weights) -> Weights:
    """All of it for the theme with the largest share; of equal ones for that which is named first."""
    return {max(shares, key=shares.__getitem__): fsum(shares.values())} if shares else shares
