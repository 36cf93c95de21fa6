"""What people said of leads, laid over what imports say: a correction wins, however often a file comes again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from pipeline.audience import amounts, plain_leads, strands, vocabulary
from pipeline.audience.strands import Strand, Terms
from pipeline.model import channels, theme_names
from pipeline.model.people import FIT, STAGES, Correctable, Correction, Fit, Lead, Stage, StageChange
from pipeline.model.table import Record, storable

OF_ROWS = frozenset({"company", "set_aside"})
"""Said of every row of the lead that stood there: the company decides which rows are one lead."""

_RANK: Mapping[Stage, int] = {"inquiry": 0, "qualified": 1, "offered": 2, "won": 3, "lost": 3}


def read(found: Iterable[Strand], corrections: Sequence[Correction]) -> tuple[Strand, ...]:
    """The leads that strands amount to, one a company, as corrected; the last correction of a thing counts."""
    named = _last(corrections, "company")
    told = [_renamed(strand, named) for strand in found]
    aside = {row for row, said in _last(corrections, "set_aside").items() if said == "yes"}
    joins = [(said.row, said.value) for said in corrections if said.what == "merge" and said.value]
    of_row: dict[str, list[tuple[int, Correction]]] = defaultdict(list)
    for place, said in enumerate(corrections):
        of_row[said.row].append((place, said))
    return tuple(
        replace(strand, lead=_applied(strand.lead, _in_their_order(strand.rows, of_row)))
        for strand in strands.merged(told, joins, aside)
    )


def _in_their_order(rows: Iterable[str], of_row: Mapping[str, Sequence[tuple[int, Correction]]]) -> list[Correction]:
    """The corrections of rows, each with its place, in the order in which they were made."""
    numbered = [one for row in rows for one in of_row.get(row, ())]
    return [said for _, said in sorted(numbered, key=itemgetter(0))]


def _applied(lead: Lead, corrections: Iterable[Correction]) -> Lead:
    """The lead as corrected; `corrections` in the order in which they were made."""
    stages = lead.stages
    last: dict[str, Correction] = {}
    for said in corrections:
        if said.what == "stage":
            stages = _restaged(stages, said)
        elif said.what not in (*OF_ROWS, "merge"):
            last[said.what] = said
    for said in last.values():
        lead = _corrected(lead, said)
    return replace(lead, stages=strands.history(stages)) if stages is not lead.stages else lead


def stage(lead: Lead, stage: Stage, on: date) -> Correction:
    """That the lead reached `stage` on a day; what its stages say now is overruled by it.

    A further stage that it reached on a later day still holds: a lead that was won in May was qualified in March.
    """
    overruled = [
        change.stage
        for change in lead.stages
        if stage == "inquiry" or change.on <= on or _RANK[change.stage] <= _RANK[stage]
    ]
    return Correction(row=lead.external_id, what="stage", value=stage, on=on, seen=tuple(dict.fromkeys(overruled)))


def of_rows(rows: Collection[str], said: Correction) -> tuple[Correction, ...]:
    """`said` of every row; of the one that it names where that is enough."""
    return tuple(replace(said, row=row) for row in rows) if said.what in OF_ROWS else (said,)


def value(what: Correctable, text: str, terms: Terms) -> str | None:
    """What a person typed, as it is kept: None where the thing is taken back; raises RowError where it cannot be."""
    record = Record("", 0, {what: storable(text).strip()})
    if not record[what]:
        return None
    match what:
        case "offer":
            return plain_leads.offer(record[what], terms)
        case "theme":
            return theme_names.typed(record[what], terms.catalogue.themes)
        case "channel":
            return channels.typed(record[what], terms.catalogue.channels)
        case "value":
            return repr(amounts.money(record, what, terms.currency))
        case "employees":
            return str(amounts.people(record, what))
        case "company" | "heard" | "referred_by":
            return record[what]
        case _:
            answer = vocabulary.answer(record, what)
            return None if answer is None else "yes" if answer else "no"


def _last(corrections: Iterable[Correction], what: str) -> dict[str, str | None]:
    return {said.row: said.value for said in corrections if said.what == what}


def _renamed(strand: Strand, named: Mapping[str, str | None]) -> Strand:
    said = [named[row] or "" for row in strand.lead.rows if row in named]
    return replace(strand, lead=replace(strand.lead, company=said[0])) if said else strand


def _restaged(stages: Sequence[StageChange], said: Correction) -> tuple[StageChange, ...]:
    """What was reached on the way to the corrected stage stays. What it overrules goes.

    A stage on a later day that it does not overrule, or that nothing named when it was made, counts.
    """
    new = next(known for known in STAGES if known == said.value)
    first = stages[0]
    if new == "inquiry":
        kept = [change for change in stages[1:] if change.stage not in said.seen]
        return first, *kept
    on = said.on or first.on
    kept = [
        change
        for change in stages[1:]
        if (change.on <= on and _RANK[change.stage] < _RANK[new])
        or (change.stage != new and change.stage not in said.seen and change.on > on)
    ]
    return first, *kept, StageChange(new, on)


def _corrected(lead: Lead, said: Correction) -> Lead:
    value = said.value
    match said.what:
        case "offer":
            return replace(lead, offer=value)
        case "value":
            return replace(lead, value=None if value is None else float(value))
        case "theme":
            return replace(lead, theme=value)
        case "channel":
            return replace(lead, channel=value or lead.channel)
        case "employees":
            return replace(lead, employees=None if value is None else int(value))
        case "heard":
            return replace(lead, self_report=value or "")
        case "referred_by":
            return replace(lead, referred_by=value or "")
        case _:
            answers = {question: getattr(lead.fit, question) for question in FIT}
            answers[said.what] = None if value is None else value == "yes"
            return replace(lead, fit=Fit(**answers))
