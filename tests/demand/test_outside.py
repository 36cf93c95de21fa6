"""What a period leaves out is counted and named, with the period that takes it in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, contract, headline, outside, report
from pipeline.demand.ledger import Ledger
from pipeline.demand.outside import Outside
from pipeline.demand.page import html
from pipeline.model.people import Lead, PageViews
from tests.demand.ledgers import START, UNTIL, catalogue, lead, ledger, post, speech, theme, won

EARLY = START - timedelta(days=40)
LATE = UNTIL + timedelta(days=3)
LATER = UNTIL + timedelta(days=30)


def left_out(facts: Ledger) -> Outside:
    return report.assemble(facts).outside


@pytest.mark.parametrize(
    ("leads", "until", "expected"),
    [
        ((lead(START), won(UNTIL)), UNTIL, Outside(before=0, after=0, clients=0, period="")),
        (
            (lead(EARLY), won(EARLY), lead(START)),
            UNTIL,
            Outside(before=2, after=0, clients=0, period="2025-11-22..2026-06-30"),
        ),
        ((lead(LATE), lead(START)), UNTIL, Outside(before=0, after=1, clients=0, period="2026-01-01..")),
        ((lead(EARLY), lead(LATE)), UNTIL, Outside(before=1, after=1, clients=0, period="2025-11-22..")),
        ((lead(EARLY),), LATER, Outside(before=1, after=0, clients=0, period="2025-11-22..")),
        ((lead(LATER + timedelta(days=1)),), UNTIL, Outside(before=0, after=0, clients=0, period="")),
        (
            (lead(EARLY, {"qualified": START}), lead(EARLY, {"won": UNTIL})),
            UNTIL,
            Outside(before=0, after=0, clients=0, period=""),
        ),
        (
            (lead(EARLY, {"qualified": EARLY, "won": UNTIL}),),
            UNTIL,
            Outside(before=0, after=0, clients=1, period="2025-11-22..2026-06-30"),
        ),
    ],
    ids=[
        "none",
        "before",
        "after",
        "both",
        "before alone",
        "not yet come",
        "qualified or won within",
        "a lead before, a client within",
    ],
)
def test_what_no_day_of_lies_in_the_period(leads: tuple[Lead, ...], until: date, expected: Outside) -> None:
    assert left_out(ledger(leads=leads, until=until, as_of=LATER)) == expected


def test_the_period_that_is_named_takes_all_of_them_in() -> None:
    facts = ledger(leads=(lead(EARLY), lead(LATE), lead(START)), as_of=LATER)
    first, _, last = left_out(facts).period.partition("..")
    wider = replace(facts, start=date.fromisoformat(first), until=date.fromisoformat(last) if last else facts.as_of)
    assert left_out(wider) == Outside(before=0, after=0, clients=0, period="")
    assert report.assemble(wider).inquiries == 3


def test_an_end_that_was_asked_for_stays_where_nothing_came_after_it() -> None:
    assert left_out(ledger(leads=(lead(EARLY),), as_of=LATER)).period == "2025-11-22..2026-06-30"


def test_clients_without_a_lead_in_the_period_are_explained() -> None:
    """Else three are sold by one lead, in the same row."""
    facts = ledger(leads=(lead(EARLY, {"qualified": EARLY, "won": UNTIL}), lead(START)))
    said = advice.outside(report.assemble(facts), speech(facts))
    assert said is not None
    assert said.text == "1 client of this period was a lead before it, and counts in no rate of it."
    assert said.command == "leitmotiv report --period 2025-11-22.."
    shown = html.view(report.assemble(facts), speech(facts)).facts
    assert shown[-2:] == ("1 client", "1 of them a lead before this period")


def test_a_report_without_an_inquiry_names_the_period_instead_of_an_import() -> None:
    facts = ledger(leads=(lead(EARLY), lead(EARLY)))
    made, voice = report.assemble(facts), speech(facts)
    found = advice.to_find_out(made, voice)
    (said,) = [one for one in found if "inquir" in one.text]
    assert said.text == (
        "There is no inquiry in this period. 2 inquiries came before this period and count nowhere here."
    )
    assert said.command == "leitmotiv report --period 2025-11-22.."
    assert not any("import FILE" in one.command and "leads" in one.command for one in found)
    assert headline.headline(made, voice.voice) == "No inquiry came in this period."
    assert "2 inquiries before this period" in html.view(made, voice).facts


def test_one_that_came_after_the_day_that_counts_as_today_is_not_known_yet() -> None:
    facts = ledger(leads=(lead(LATE),))
    said = headline.headline(report.assemble(facts), speech(facts).voice)
    assert said.startswith("There is nothing to say yet")


@pytest.mark.parametrize("lang", ["en", "de", "da"])
def test_a_report_with_inquiries_names_the_others_too(lang: str) -> None:
    facts = ledger(leads=(lead(EARLY), lead(LATE), lead(START)), as_of=LATER)
    said = advice.outside(report.assemble(facts), speech(facts, lang))
    assert said is not None
    assert said.text.count("1") == 2
    assert said in advice.to_find_out(report.assemble(facts), speech(facts, lang))


def test_programs_learn_of_it() -> None:
    facts = ledger(leads=(lead(EARLY),))
    found = contract.as_json(report.assemble(facts), "")["outside"]
    assert found == {"before": 1, "after": 0, "clients": 0, "period": "2025-11-22.."}
    assert outside.outside(facts, ()).period == ""


@pytest.mark.parametrize(
    ("published", "start", "is_told"),
    [
        (EARLY, None, True),  # the export tells of no day
        (START, None, False),  # before the post there was nothing to count
        (EARLY, START, False),
    ],
)
def test_views_that_may_be_of_days_before_the_period_are_told(
    published: date, start: date | None, is_told: bool
) -> None:
    views = (PageViews(path="a", views=9, visitors=5, source="plausible", start=start, until=UNTIL),)
    facts = ledger(
        catalogue=catalogue(theme("performance")), pieces=(post("a", published, "performance"),), views=views
    )
    said = str(html.view(report.assemble(facts), speech(facts)).sections)
    assert ("names no days count whole, those before the period too" in said) is is_told
