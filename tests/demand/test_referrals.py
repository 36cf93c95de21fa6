"""Leads that one another sent are one success and its echoes: a verdict counts them as one, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.demand import contract, headline, report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from pipeline.model.people import Lead
from tests.demand.ledgers import catalogue, hours, lead, ledger, offer, post, read, speech, story, theme
from tests.demand.test_report_view import shown

DAYS = [date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)]
ASKS = "This supposes that"


def sold(*senders: str, channel: str = "network") -> Ledger:
    """The story after half a year: the workshop sold once for each of `senders`, the first to a, the next to b."""
    leads = [
        lead(day, {"won": day}, id=number, external_id=name, offer="workshop", referred_by=sender, channel=channel)
        for number, (name, day, sender) in enumerate(zip("abcd", DAYS, senders, strict=False), 1)
    ]
    return replace(story(6), leads=tuple(leads))


def row_of(facts: Ledger, theme_: str = "architecture") -> dict[str, Any]:
    """What the JSON says of a theme."""
    found = report.assemble(facts)
    return next(row for row in contract.as_json(found, "")["themes"] if row["theme"] == theme_)


@pytest.mark.parametrize(
    ("senders", "independent"),
    [
        (("", "", "", ""), 4),
        (("", "a", "", ""), 3),
        (("", "a", "b", "c"), 1),
        (("", "a", "a", "a"), 1),
        (("d", "d", "d", ""), 1),
        (("Kim Berg", "kim  berg", "", ""), 3),
        (("Kim Berg", "Kim Holm", "", ""), 4),
        (("b", "a", "", ""), 3),
    ],
    ids=["nobody", "once", "a chain", "one sent all", "the last sent all", "a friend", "two friends", "a circle"],
)
def test_of_leads_that_sent_one_another_one_counts_for_the_verdict(senders: Sequence[str], independent: int) -> None:
    demand = row_of(sold(*senders))["demand"]
    assert (demand["qualified"], demand["clients"], demand["independent"]) == (4, 4, independent)


def test_clients_and_revenue_are_those_of_all() -> None:
    apart, chained = row_of(sold("", "", "", ""))["demand"], row_of(sold("", "a", "b", "c"))["demand"]
    assert all(apart[what] == chained[what] for what in ("leads", "qualified", "clients", "revenue"))


def test_a_rate_is_that_of_the_leads_that_count_times_what_one_of_them_brings_along() -> None:
    """Four sales of which one sent another stand for 4/3 leads each, whatever theme the chain is of."""
    chained, alone = sold("", "a", "", ""), replace(sold("", "a", "", ""), leads=_but("b"))
    for name in ("performance", "architecture"):
        rates = [row_of(facts, name)["demand"]["per_month"] for facts in (chained, alone)]
        assert rates[0] == pytest.approx({end: rate * 4 / 3 for end, rate in rates[1].items()})


def test_what_was_clear_by_echoes_alone_is_clear_no_more() -> None:
    apart, chained = row_of(sold("", "", "", "")), row_of(sold("", "a", "b", "c"))
    assert apart["verdicts"]["per_100_hours"]["code"] == "clear"
    verdict = chained["verdicts"]["per_100_hours"]
    assert (verdict["code"], verdict["direction"]) == ("not-enough-data", None)
    assert "1 lead in 20 hours" in verdict["why"]
    assert verdict["why"].endswith("Sent by another lead, or by who sent another, and not counted apart: 3 leads.")


def test_it_counts_as_if_the_echoes_had_never_come() -> None:
    chained, alone = row_of(sold("", "a", "", "")), row_of(replace(sold("", "a", "", ""), leads=_but("b")))
    for question in ("per_month", "per_100_hours"):
        first, second = chained["verdicts"][question], alone["verdicts"][question]
        assert {**first, "why": ""} == {**second, "why": ""}


def _but(name: str) -> tuple[Lead, ...]:
    return tuple(one for one in sold("", "a", "", "").leads if one.external_id != name)


def test_an_echo_counts_where_it_wants_something_else() -> None:
    facts = sold("", "", "", "")
    other = lead(DAYS[1], {"qualified": DAYS[1]}, external_id="e", offer="audit", referred_by="a")
    assert row_of(replace(facts, leads=(*facts.leads, other)), "performance")["demand"]["independent"] == 1


def test_of_a_chain_counts_the_lead_that_wants_the_theme_most() -> None:
    facts = sold("", "")
    offers = {**facts.catalogue.offers, "both": offer("both", "performance", "architecture")}
    half = lead(DAYS[2], {"qualified": DAYS[2]}, external_id="e", offer="both", referred_by="a")
    mixed = replace(facts, catalogue=replace(facts.catalogue, offers=offers), leads=(*facts.leads, half))
    assert row_of(mixed)["demand"]["independent"] == 2
    assert row_of(mixed, "performance")["demand"]["independent"] == 0.5


def test_who_was_sent_by_a_lead_of_before_the_period_counts() -> None:
    facts = sold("before", "before", "", "")
    before = lead(date(2025, 5, 1), {"won": date(2025, 5, 1)}, external_id="before", offer="workshop")
    assert row_of(replace(facts, leads=(before, *facts.leads)))["demand"]["independent"] == 3


def test_a_clear_verdict_on_leads_through_people_asks_who_sent_whom() -> None:
    why = row_of(sold("", "", "", ""))["verdicts"]["per_100_hours"]["why"]
    assert f"{ASKS} the 4 leads through people came one by one." in why
    assert why.endswith("leitmotiv leads update ID --referred-by ID.")
    assert ASKS not in row_of(sold("", "", "", ""))["verdicts"]["per_month"]["why"]  # not clear


def test_it_does_not_ask_where_it_would_be_clear_all_the_same() -> None:
    facts = sold("", "", "", "", channel="search")
    assert ASKS not in row_of(facts)["verdicts"]["per_100_hours"]["why"]
    one = tuple(replace(one, channel="network") if one.external_id == "a" else one for one in facts.leads)
    assert ASKS not in row_of(replace(facts, leads=one))["verdicts"]["per_100_hours"]["why"]


def test_hours_that_were_noted_late_are_held_against_the_leads_since() -> None:
    """Two leads came long before the first hour; of the two since, the first had sent one, and it counts then."""
    facts = sold("", "", "", "a")
    spent = [hours(key, day, 10) for key in ("performance", "architecture") for day in (DAYS[3], date(2026, 6, 5))]
    late = replace(facts, efforts=tuple(spent[:3]))
    why = row_of(late)["verdicts"]["per_100_hours"]["why"]
    assert "3 leads in 10 hours" in why
    assert "hours were noted only long after 2 leads came" in why
    assert ASKS not in why


@pytest.mark.parametrize(
    ("senders", "said"),
    [
        (("", "a", "", ""), "1 lead counts with the one that sent it, or that the same person sent."),
        (("", "a", "a", "kim"), "2 leads count with those that sent them, or that the same person sent."),
        (("kim", "kim", "", ""), "1 lead counts with the one that sent it, or that the same person sent."),
    ],
)
def test_page_and_terminal_say_why_fewer_leads_count(senders: Sequence[str], said: str) -> None:
    facts = sold(*senders)
    assert said in " ".join(shown(facts).split())
    assert said in str(html.view(report.assemble(facts), speech(facts)))
    apart = sold("", "", "", "")
    for page in (shown(apart), str(html.view(report.assemble(apart), speech(apart)))):
        assert "In verdicts and rates" not in page


def test_who_wants_something_else_than_the_one_that_sent_it_is_not_said_to_count_with_it() -> None:
    facts = sold("", "", "", "")
    other = lead(DAYS[1], {"qualified": DAYS[1]}, external_id="e", offer="audit", referred_by="a")
    assert "In verdicts and rates" not in shown(replace(facts, leads=(*facts.leads, other)))


KEYS = ("alpha", "beta", "gamma", "delta")


def several(senders: Sequence[str], others: int) -> Ledger:
    """Four themes with as many posts and hours. Alpha sold once for each of `senders`, the first to alpha-0, each other
    one `others` times; whoever bought had read a post on it.
    """

    def bought(key: str, number: int, sender: str = "") -> Lead:
        day = DAYS[number % 4]
        name, touched = f"{key}-{number}", (read(f"{key}-post", day),)
        return lead(
            day, {"won": day}, external_id=name, offer=key, referred_by=sender, channel="search", touches=touched
        )

    alphas = (bought("alpha", number, sender) for number, sender in enumerate(senders))
    rest = (bought(key, number) for key in KEYS[1:] for number in range(others))
    posts = [post(f"{key}-post" + str(n or ""), date(2026, 1, 1), key) for key in KEYS for n in range(8)]
    return ledger(
        catalogue=catalogue(*map(theme, KEYS), offers=tuple(offer(key, key) for key in KEYS)),
        settings=story(1).settings,
        pieces=tuple(posts),
        leads=(*alphas, *rest),
        efforts=tuple(hours(key, date(2026, 1, 5), 20, channel="network") for key in KEYS),
    )


def test_what_posts_drew_is_no_clearer_by_echoes_either() -> None:
    alone, chained = (row_of(several(senders, 0), "alpha") for senders in ([""] * 8, ["", *["alpha-0"] * 7]))
    assert alone["verdicts"]["content"]["code"] == "clear"
    found = chained["verdicts"]["content"]
    assert (found["code"], chained["content"]["leads"]) == ("not-enough-data", 8)
    assert found["why"].endswith("Sent by another lead, or by who sent another, and not counted apart: 7 leads.")


def test_posts_are_given_more_time_where_leads_bring_each_other() -> None:
    """Eight posts without a lead decide where each lead stands for itself, and do not where each brought another."""
    facts = several([], 2)
    paired = tuple(replace(one, referred_by=one.external_id.replace("-1", "-0")) for one in facts.leads)
    apart, pairs = (row_of(known, "alpha")["verdicts"]["content"] for known in (facts, replace(facts, leads=paired)))
    assert apart["code"] == "below-break-even"
    assert pairs["code"] != "below-break-even"
    assert "The break-even test is open" in pairs["why"]


def test_a_theme_whose_leads_bring_others_is_not_said_to_draw_less() -> None:
    """Two leads, of which one brought five: as many as each of the others, whose leads came one by one."""
    facts = several(["", "", *["alpha-0"] * 6], 8)
    assert "draws less" not in shown(facts)
    found = row_of(facts, "alpha")["verdicts"]["per_month"]
    assert (found["code"], found["direction"]) == ("leaning", "less")  # as the method counts it
    assert "But with all leads that others sent it would not stand." in found["why"]
    assert "not enough data" in shown(facts)


def test_posts_in_doubt_by_echoes_have_a_headline_and_a_page() -> None:
    """Forty posts do not pay by the two successes that they had, and may by all ten leads."""
    facts = several(["", "", *["alpha-0"] * 4, *["alpha-1"] * 4], 4)
    more = tuple(post(f"alpha-post{n}", date(2026, 1, 1), "alpha") for n in range(8, 40))
    many = replace(facts, pieces=(*facts.pieces, *more))
    found = row_of(many, "alpha")["verdicts"]["content"]
    assert found["code"] == "below-break-even"
    assert "But with all leads that others sent it would not stand." in found["why"]
    said = (
        headline.headline(report.assemble(many), speech(many).voice),
        str(html.view(report.assemble(many), speech(many))),
    )
    assert not any("do not pay" in part for part in said)


def test_what_a_client_costs_is_less_sure_where_clients_sent_one_another() -> None:
    """The cost of each is what it was; the interval is that of two successes, each of which brought four clients."""
    alone, chained = (several(senders, 1) for senders in ([""] * 8, ["", "", *["alpha-0"] * 6]))
    first, second = (row_of(facts, "alpha")["cost_per_client"] for facts in (alone, chained))
    assert first["median"] == second["median"] == 250
    assert first["low"] > second["low"]
    assert second["high"] > 2 * first["high"]


def test_what_a_client_of_a_channel_costs_is_less_sure_as_well() -> None:
    def of_search(facts: Ledger) -> Any:
        spent = tuple(replace(effort, channel="search") for effort in facts.efforts)
        found = contract.as_json(report.assemble(replace(facts, efforts=spent)), "")["channels"]
        return next(row["cost_per_client"] for row in found if row["channel"] == "search")

    alone, chained = (of_search(several(senders, 0)) for senders in ([""] * 8, ["", "", *["alpha-0"] * 6]))
    assert alone["median"] == chained["median"]
    assert chained["high"] > 2 * alone["high"]


def test_hours_of_posts_alone_leave_no_hint_of_what_all_leads_would_leave_as_one() -> None:
    """Ten leads for alpha came by themselves; those for each other theme are one success that brought another."""
    facts = several([""] * 10, 2)
    paired = tuple(
        replace(one, referred_by=one.external_id.replace("-1", "-0")) if "alpha" not in one.external_id else one
        for one in facts.leads
    )
    noted = replace(facts, leads=paired)
    timed = replace(noted, efforts=(), pieces=tuple(replace(one, minutes=150) for one in facts.pieces))
    whole, of_posts = (report.assemble(one).themes[0] for one in (noted, timed))
    assert (whole.counted["per_100_hours"].code, whole.verdicts["per_100_hours"].code) == ("clear", "leaning")
    assert of_posts.counted["per_100_hours"].code == "clear"
    assert of_posts.verdicts["per_100_hours"].doubt == "hours-of-posts"
    assert of_posts.verdicts["per_100_hours"].direction is None


def test_posts_that_draw_less_and_by_all_leads_do_not_even_pay_draw_less() -> None:
    """Eight posts without a lead; of the six by each other theme's, every second one was sent by another."""
    facts = several([], 6)
    senders = {f"{key}-{number}": f"{key}-{number - 1}" for key in KEYS for number in (1, 3, 5)}
    paired = tuple(replace(one, referred_by=senders.get(one.external_id, "")) for one in facts.leads)
    apart, chained = (report.assemble(known).themes[0] for known in (facts, replace(facts, leads=paired)))
    assert apart.counted["content"].code == "below-break-even"
    found = chained.verdicts["content"]
    assert (found.code, found.direction, found.against, found.doubt) == ("leaning", "less", "others", None)
