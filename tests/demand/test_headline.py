"""The statement on top of the report: facts first, then no more than the verdicts say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.demand import doing, headline, report
from pipeline.demand.ledger import Ledger
from pipeline.model.config import ReportSection
from pipeline.model.people import Stage
from tests.demand.ledgers import PRICED, catalogue, full, hours, lead, ledger, offer, post, speech, story, theme, won

DAY = date(2026, 3, 1)
EARLIER = date(2025, 12, 1)
TWO = catalogue(theme("alpha"), theme("beta"), offers=(offer("a", "alpha"), offer("b", "beta")))
THREE = catalogue(theme("alpha"), theme("beta"), theme("gamma"))


def said(facts: Ledger, lang: str = "en") -> str:
    """The headline of a ledger."""
    return headline.headline(report.assemble(facts), speech(facts, lang).voice)


def asks(theme_: str, number: int) -> tuple[object, ...]:
    """Inquiries for a theme, none of them qualified."""
    return tuple(lead(DAY, theme=theme_) for _ in range(number))


def qualified(theme_: str, number: int) -> tuple[object, ...]:
    """Leads for a theme."""
    return tuple(lead(DAY, {"qualified": DAY}, theme=theme_) for _ in range(number))


def sold(theme_: str, number: int) -> tuple[object, ...]:
    """Clients for a theme."""
    return tuple(won(DAY, theme=theme_) for _ in range(number))


CASES = {
    "the story after six months": (
        story(6),
        (
            "You put 190 h into Performance and none of 4 inquiries asked for it; Architecture sold 4 times in 20 h "
            "without one post. Clear by the hour (99.9 %), leaning by the calendar (88 %). Content on Architecture is "
            "untested: try 7 posts."
        ),
        (
            "Sie haben 190 h in Performance gesteckt, und keine von 4 Anfragen galt diesem Thema; Architecture wurde "
            "4-mal verkauft, und das in 20 h, ohne einen einzigen Beitrag. Eindeutig nach Stunden (99,9 %), "
            "Tendenz nach Kalender (88 %). Beiträge zu Architecture sind noch nicht erprobt: Versuchen Sie es "
            "mit 7 Beiträgen."
        ),
    ),
    "the story after two months": (
        story(2),
        (
            "You put 63.3 h into Performance and the only inquiry did not ask for it; Architecture sold once in 6.7 h "
            "without one post. Too early to call: no theme stands out yet. Content on Architecture is untested: try 7 "
            "posts."
        ),
        (
            "Sie haben 63,3 h in Performance gesteckt, und die einzige Anfrage galt einem anderen Thema; Architecture "
            "wurde einmal verkauft, und das in 6,7 h, ohne einen einzigen Beitrag. Zu früh für ein Urteil: Noch "
            "hebt sich kein Thema ab. Beiträge zu Architecture sind noch nicht erprobt: Versuchen Sie es mit 7 "
            "Beiträgen."
        ),
    ),
    "nothing at all": (
        ledger(),
        "There is nothing to say yet: no inquiry has been recorded. Take yours in: leitmotiv leads import FILE.",
        (
            "Noch gibt es nichts zu sagen, denn es ist keine Anfrage verzeichnet. So kommen Ihre herein: "
            "leitmotiv leads import DATEI."
        ),
    ),
    "no lead in the period, but hours": (
        ledger(catalogue=TWO, efforts=(hours("alpha", DAY, 30),), leads=(lead(date(2025, 1, 1)),)),
        "You put 30 h into Alpha and no inquiry came in.",
        "Sie haben 30 h in Alpha gesteckt, und keine Anfrage kam herein.",
    ),
    "no lead in the period, and no hours": (
        ledger(catalogue=TWO, leads=(lead(date(2025, 1, 1)),)),
        "No inquiry came in this period.",
        "In diesem Zeitraum kam keine Anfrage.",
    ),
    "one theme only": (
        ledger(catalogue=catalogue(theme("alpha")), efforts=(hours("alpha", DAY, 30),), leads=sold("alpha", 4)),
        "Alpha sold 4 times in 30 h. With one theme there is nothing to compare it with. Content on Alpha is untested.",
        (
            "Alpha wurde 4-mal verkauft, und das in 30 h. Bei nur einem Thema gibt es nichts zu vergleichen. "
            "Beiträge zu Alpha sind noch nicht erprobt."
        ),
    ),
    "no hours": (
        ledger(catalogue=TWO, leads=sold("alpha", 1), settings=PRICED),
        "Alpha sold once. Too early to call: no theme stands out yet. Content on Alpha is untested: try 7 posts.",
        (
            "Alpha wurde einmal verkauft. Zu früh für ein Urteil: Noch hebt sich kein Thema ab. Beiträge zu Alpha sind "
            "noch nicht erprobt: Versuchen Sie es mit 7 Beiträgen."
        ),
    ),
    "everything wins": (
        ledger(
            catalogue=THREE,
            efforts=tuple(hours(key, DAY, 50) for key in THREE.themes),
            leads=(*sold("alpha", 2), *sold("beta", 2), *sold("gamma", 2)),
            pieces=tuple(post(key, DAY, key) for key in THREE.themes),
        ),
        "Alpha sold 2 times in 50 h. Too early to call: no theme stands out yet.",
        "Alpha wurde 2-mal verkauft, und das in 50 h. Zu früh für ein Urteil: Noch hebt sich kein Thema ab.",
    ),
    "nothing sold": (
        ledger(
            catalogue=TWO,
            efforts=(hours("alpha", DAY, 190), hours("beta", DAY, 20)),
            leads=(*qualified("beta", 4), *asks("alpha", 1)),
            pieces=(post("b", DAY, "beta"),),
        ),
        (
            "You put 190 h into Alpha and 1 of 5 inquiries asked for it; Beta drew 4 leads in 20 h, but no "
            "client. Clear by the hour (99.9 %), leaning by the calendar (88 %)."
        ),
        (
            "Sie haben 190 h in Alpha gesteckt, und dieses Thema bekam 1 von 5 Anfragen; Beta brachte 4 "
            "Leads, und das in 20 h, aber keinen Kunden. Eindeutig nach Stunden (99,9 %), Tendenz nach "
            "Kalender (88 %)."
        ),
    ),
    "the theme that costs most also sells best": (
        ledger(
            catalogue=TWO,
            efforts=(hours("alpha", DAY, 190), hours("beta", DAY, 20)),
            leads=(*sold("alpha", 4), *sold("beta", 3)),
            pieces=(post("a", DAY, "alpha"),),
        ),
        (
            "Alpha took the most hours, 190 h, and sold best: 4 times. Alpha draws less than Beta: leaning by the hour "
            "(89 %)."
        ),
        (
            "Alpha kostete die meisten Stunden, 190 h, und verkaufte sich am besten: 4-mal. Alpha bringt weniger "
            "als Beta: Tendenz nach Stunden (89 %)."
        ),
    ),
    "wishes that nobody recorded": (
        ledger(catalogue=TWO, efforts=(hours("alpha", DAY, 30),), leads=(lead(DAY), lead(DAY))),
        (
            "You put 30 h into Alpha and nobody recorded what the 2 inquiries wanted. "
            "Too early to call: no theme stands out yet."
        ),
        (
            "Sie haben 30 h in Alpha gesteckt, und niemand hat festgehalten, was die 2 Anfragen wollten. "
            "Zu früh für ein Urteil: Noch hebt sich kein Thema ab."
        ),
    ),
    "the same hours for all, and a hint": (
        ledger(
            catalogue=THREE,
            efforts=(hours("alpha", DAY, 100), hours("beta", DAY, 100), hours("gamma", DAY, 100)),
            leads=(*sold("alpha", 9), *sold("gamma", 8)),
            pieces=(post("a", DAY, "alpha"),),
        ),
        ("Alpha sold 9 times in 100 h. Leaning by the hour (92 %) and by the calendar (92 %): a hint, not yet clear."),
        (
            "Alpha wurde 9-mal verkauft, und das in 100 h. Tendenz nach Stunden (92 %) "
            "und nach Kalender (92 %): ein Hinweis, noch nicht eindeutig."
        ),
    ),
}


@pytest.mark.parametrize(("facts", "english", "_german"), CASES.values(), ids=CASES)
def test_the_headline_says(facts: Ledger, english: str, _german: str) -> None:
    assert said(facts) == english


@pytest.mark.parametrize(("facts", "_english", "german"), CASES.values(), ids=CASES)
def test_the_headline_says_in_german(facts: Ledger, _english: str, german: str) -> None:
    assert said(facts, "de") == german


@pytest.mark.parametrize(
    ("stages", "inquiries", "opens"),
    [
        (
            {"qualified": DAY, "won": DAY},
            2,
            "You put 30 h into Alpha and none of 2 inquiries asked for it, but 1 earlier one went further, and it sold",
        ),
        (
            {"qualified": DAY},
            1,
            "You put 30 h into Alpha and the only inquiry did not ask for it, but 1 earlier one went further; Beta",
        ),
        ({"qualified": EARLIER, "won": DAY}, 0, "Alpha took the most hours, 30 h, and sold best: once."),
    ],
    ids=["won", "qualified", "won, and no inquiry in the period"],
)
def test_who_asked_before_the_period_is_not_forgotten(stages: dict[Stage, date], inquiries: int, opens: str) -> None:
    early = lead(EARLIER, stages, theme="alpha")
    facts = ledger(
        catalogue=TWO, efforts=(hours("alpha", DAY, 30), hours("beta", DAY, 3)), leads=(early, *sold("beta", inquiries))
    )
    assert said(facts).startswith(opens)


def test_a_trial_of_more_posts_than_a_year_has_weeks_is_not_proposed() -> None:
    for cost, says in ((100, "Content on Architecture is untested."), (150, "is untested: try 45 posts.")):
        priced = ReportSection(hourly_rate=100, value_per_client=6000, cost_per_post=cost)
        assert said(replace(story(6), settings=priced)).endswith(says)


def test_posts_are_said_to_be_missing_only_where_posts_are_known() -> None:
    assert "without one post" not in said(replace(story(6), pieces=()))


def test_a_post_from_before_the_period_is_a_post() -> None:
    early = post("early", date(2025, 12, 1), "architecture")
    assert "without one post" not in said(replace(story(6), pieces=(*story(6).pieces, early)))
    ripe = post("ripe", date(2015, 12, 1), "architecture")
    assert "without one post" not in said(replace(story(6), pieces=(*story(6).pieces, ripe)))


def test_content_that_does_not_pay_is_named_where_there_is_nothing_to_try() -> None:
    tried = post("tried", date(2026, 6, 29), "architecture")
    facts = replace(story(6), pieces=(*story(6).pieces, tried))
    assert said(facts).endswith("Posts on Performance do not pay for themselves.")


def test_without_break_even_no_number_of_posts_is_named() -> None:
    assert said(replace(story(6), settings=ReportSection())).endswith("Content on Architecture is untested.")


@pytest.mark.parametrize("month", range(1, 7))
def test_the_headline_claims_no_more_than_the_verdicts(month: int) -> None:
    found = report.assemble(story(month))
    codes = {row.verdicts[question].code for row in found.themes for question in ("per_month", "per_100_hours")}
    text = said(story(month)).casefold()
    assert ("clear by" in text) == ("clear" in codes)
    assert ("leaning" in text) == ("leaning" in codes)


def test_the_headline_of_a_full_report_names_no_person() -> None:
    assert "ecret" not in said(full())


def test_posts_are_tried_where_what_next_would_try_them() -> None:
    """Neither of what draws less by the hour, nor of what one inquiry asked for and nobody bought."""
    sold_less = ledger(
        catalogue=TWO,
        settings=PRICED,
        efforts=(hours("alpha", DAY, 100), hours("beta", DAY, 5)),
        leads=(*sold("alpha", 8), *sold("beta", 7)),
    )
    drew = ledger(catalogue=TWO, settings=PRICED, leads=qualified("alpha", 1))
    for facts in (sold_less, drew):
        assert said(facts).endswith("Content on Alpha is untested.")
        assert not any("on Alpha" in step.text for step in doing.to_do(report.assemble(facts), speech(facts)))
