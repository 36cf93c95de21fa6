"""A report on next to nothing says nothing odd: few leads, hours of nobody, ways that nobody knows, one post."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, judgements, reasons, report
from pipeline.demand.ledger import Piece
from pipeline.demand.page import balance as page_balance
from pipeline.demand.page import credit as page_credit
from pipeline.demand.page import demand as page_demand
from pipeline.demand.page import leads as page_leads
from pipeline.demand.page import means as page_means
from pipeline.demand.page import parts
from pipeline.demand.page.verdicts import section as verdicts
from pipeline.demand.page.views import Cards, Figure, Remarks, Section
from pipeline.demand.rows import ThemeRow
from pipeline.model.people import DIRECT, Effort, Lead, Touch
from pipeline.model.theme import Channel
from tests.demand.ledgers import (
    PRICED,
    START,
    at,
    catalogue,
    hours,
    lead,
    ledger,
    offer,
    post,
    read,
    speech,
    story,
    theme,
    won,
)

DAY = date(2026, 3, 1)
THEMES = catalogue(theme("a", name="Apples"), theme("b"), channels=(Channel(id="talks", name={"en": "Talks"}),))


def balance(leads: tuple[Lead, ...], efforts: tuple[Effort, ...]) -> str:
    facts = ledger(catalogue=THEMES, leads=leads, efforts=efforts)
    return page_balance.section(report.assemble(facts), speech(facts)).conclusion


def test_of_fewer_than_three_leads_no_shares_are_compared() -> None:
    said = balance((won(DAY, theme="a"),), (hours("a", DAY, 3),))
    assert (
        said == "Apples took 100 % of your hours (3 h of 3 h) and drew 1 of 1 lead; so few leads say little of shares."
    )


def test_three_leads_that_seven_themes_share_are_three() -> None:
    keys = tuple("abcdefg")
    known = catalogue(*map(theme, keys), offers=(offer("all", *keys),))
    facts = ledger(catalogue=known, leads=(won(DAY, offer="all"),) * 3, efforts=(hours("a", DAY, 3),))
    assert "so few leads" not in page_balance.section(report.assemble(facts), speech(facts)).conclusion


def test_equal_shares_are_called_equal_and_not_zero_points_apart() -> None:
    said = balance(tuple(won(DAY, theme="a") for _ in range(3)), (hours("a", DAY, 3),))
    assert said == "Your hours go where the demand is: each theme has the same share of both."


def test_of_two_themes_it_is_said_once_that_one_draws_more() -> None:
    facts = story(6)
    said = page_demand.demand(report.assemble(facts), speech(facts)).conclusion
    assert re.fullmatch(r"Architecture draws more than Performance: clear by the hour \([\d.]+ %\)\.", said)


def channels(*leads: Lead, efforts: tuple[Effort, ...] = ()) -> Section:
    facts = ledger(catalogue=THEMES, leads=leads, efforts=efforts)
    return page_means.channels(report.assemble(facts), speech(facts))


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (("talks",), "Talks brought the only client; no hours are recorded for it."),
        (("talks", "search"), "Talks brought 1 of 2 clients; no hours are recorded for it."),
        (("search", "search"), "Search brought 2 of 2 clients; no hours are recorded for it."),
        ((DIRECT,), "The only client came through no known channel."),
        ((DIRECT, DIRECT, "talks"), "2 of 3 clients came through no known channel."),
    ],
)
def test_a_channel_without_hours_took_no_0_hours_and_nobodys_is_none(ways: tuple[str, ...], said: str) -> None:
    assert channels(*(won(DAY, channel=way) for way in ways)).conclusion == said


def test_the_channel_of_nobody_is_called_so_in_tables_and_sentences() -> None:
    made = channels(won(DAY, channel=DIRECT))
    assert {row.head for block in made.blocks for row in getattr(block, "rows", ())} == {"No known channel"}


@pytest.mark.parametrize(
    ("channels", "said"),
    [
        ([DIRECT], "No post is recorded for the only lead, and no channel."),
        ([DIRECT, DIRECT, "network"], "For 3 of 3 leads no post is recorded, for 2 no channel either."),
        (["network"], "No post is recorded for the only lead; it came through network."),
        (["network", "network"], "For 2 of 2 leads no post is recorded; all of these came through network."),
        (["network", "blog"], "For 1 of 2 leads no post is recorded; it came through network."),
        (["network", "network", "search"], "For 3 of 3 leads no post is recorded; 2 of them came through network."),
    ],
)
def test_of_leads_without_a_post_the_way_is_said_as_far_as_it_is_known(channels: list[str], said: str) -> None:
    seen = (read("p", DAY - timedelta(days=1)),)
    made = tuple(won(DAY, channel=channel, touches=seen if channel == "blog" else ()) for channel in channels)
    facts = ledger(catalogue=THEMES, leads=made, pieces=(post("p", DAY - timedelta(days=9), "a"),))
    assert page_leads.journeys(report.assemble(facts), speech(facts)).conclusion == said


def test_no_known_channel_earns_most_is_not_what_is_said() -> None:
    touches = (Touch(at=at(DAY - timedelta(days=1)), channel=DIRECT),)
    facts = ledger(leads=(won(DAY, channel="search", touches=touches),))
    said = page_credit.section(report.assemble(facts), speech(facts)).conclusion
    assert said == "Whatever the rule, touches through no known channel earn most: 1 of 1 lead with a recorded touch."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0,), "The only post of this period on your themes comes to"),
        ((0, 30), "The 2 posts of this period on your themes come to"),
        ((-30, 0, 30), "2 posts of this period on your themes and 1 earlier one, which went on working, come to"),
        ((-60, -30, 0), "1 post of this period on your themes and 2 earlier ones, which went on working, come to"),
    ],
)
def test_mature_posts_are_counted_from_the_posts_of_the_period_and_those_before(
    days: tuple[int, ...], said: str
) -> None:
    """The facts on top count the posts of the period alone, so the sentence names both."""
    pieces = tuple(post(f"p{day}", START + timedelta(days=day), "a") for day in days)
    facts = ledger(
        catalogue=THEMES, pieces=(*pieces, Piece(key="untagged", published=START, themes={})), settings=PRICED
    )
    section = page_demand.content(report.assemble(facts), speech(facts))
    (remarks,) = [block for block in section.blocks if isinstance(block, Remarks)]
    assert said in remarks.texts[1]


@pytest.mark.parametrize(
    ("met", "said"),
    [
        ((20, 20, 20), "60 leads had met a post, which tells no theme from another yet."),
        ((0, 8, 8, 8, 8), "Posts on Theme0 draw less than those on your other themes together (leaning: less, 97 %)."),
        ((9, 1), "Posts on Theme0 draw more than those on Theme1 (leaning: more, 96.5 %)."),
    ],
    ids=["many, and alike", "one draws less", "one draws more"],
)
def test_what_posts_bring_is_neither_too_little_where_it_is_much_nor_alike_where_one_differs(
    met: tuple[int, ...], said: str
) -> None:
    keys = [f"theme{n}" for n in range(len(met))]
    pieces = tuple(post(key, START, key) for key in keys)
    leads = tuple(
        won(DAY, theme=key, touches=(Touch(at=at(DAY), channel="search", post=key),))
        for key, n in zip(keys, met, strict=True)
        for _ in range(n)
    )
    facts = ledger(catalogue=catalogue(*map(theme, keys)), pieces=pieces, leads=leads)
    assert page_demand.content(report.assemble(facts), speech(facts)).conclusion == said


def test_a_break_even_test_that_leads_the_other_way_names_no_negative_score() -> None:
    pieces = (post("p", START, "a"),)
    leads = tuple(won(DAY, theme="a", touches=(Touch(at=at(DAY), channel="search", post="p"),)) for _ in range(2))
    facts = ledger(catalogue=THEMES, pieces=pieces, leads=leads, settings=PRICED)
    (row, _) = report.assemble(facts).themes
    why = [reasons.english(reason) for reason in row.verdicts["content"].why]
    assert why[-1].startswith(
        "Between break-even and a tenth of it, these leads speak for break-even so far "
        "(78 % likely that the posts pay, which alone decides nothing): only "
    )
    assert not any(re.search(r"-\d", sentence) for sentence in why)


def rows_of(*names: str) -> tuple[ThemeRow, ...]:
    """The story, with further themes that were on offer and drew nobody."""
    facts = story(6)
    themes = (*facts.catalogue.themes.values(), *(theme(name) for name in names))
    return report.assemble(
        replace(facts, catalogue=replace(facts.catalogue, themes={one.id: one for one in themes}))
    ).themes


def test_who_is_held_against_one_theme_bears_its_mark_and_the_mark_is_resolved() -> None:
    voice = speech(story(6))
    rows = rows_of("tests", "teams")
    marks = judgements.marks(rows, "per_month")
    assert marks == {"architecture": "¹"}
    said = {row.theme.id: judgements.short(row.verdicts["per_month"], voice, marks) for row in rows}
    assert said["performance"].startswith("leaning: less¹, ")
    assert "¹" not in said["architecture"]
    assert judgements.compared(marks, voice) == (
        "¹ compared with Architecture; no mark: with your other themes together"
    )


def test_of_two_themes_each_is_held_against_the_other_without_a_mark() -> None:
    assert judgements.marks(rows_of(), "per_month", "per_100_hours") == {}
    assert judgements.compared({}, speech(story(6))) == ""


def test_a_card_names_the_one_theme_that_a_verdict_compares_with() -> None:
    facts = story(6)
    (cards,) = verdicts(report.assemble(facts), speech(facts)).blocks
    assert isinstance(cards, Cards)
    said = {card.theme: [judgement.verdict for judgement in card.judgements] for card in cards.cards}
    assert said["Performance"][:2] == ["Leaning: draws less than Architecture", "Clear: draws less than Architecture"]


def test_the_page_shows_the_note_of_its_marks() -> None:
    facts = replace(
        story(6), catalogue=replace(story(6).catalogue, themes={row.theme.id: row.theme for row in rows_of("x", "y")})
    )
    section = page_demand.demand(report.assemble(facts), speech(facts))
    (figure,) = [block for block in section.blocks if isinstance(block, Figure)]
    assert figure.note.startswith("¹ compared with Architecture")


def test_an_inquiry_that_is_no_lead_is_called_an_inquiry() -> None:
    facts = ledger(catalogue=THEMES, leads=(lead(DAY, channel="talks"),))
    made = page_means.channels(report.assemble(facts), speech(facts))
    heads = [column.name for block in made.blocks for column in getattr(block, "columns", ())]
    assert "Inquiries" in heads
    assert "Leads" not in heads


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"hourly_rate": None}, "hourly_rate. Without that there is no cost per client."),
        ({"cost_per_post": None}, "cost_per_post. Without that there is no break-even."),
        (
            {"cost_per_post": None, "hourly_rate": None},
            "cost_per_post, hourly_rate. Without these there is no break-even and no cost per client.",
        ),
    ],
)
def test_a_missing_setting_is_said_to_cost_no_more_than_it_does(without: dict[str, None], said: str) -> None:
    facts = replace(story(6), settings=PRICED.model_copy(update=without))
    found = [one.text for one in advice.to_find_out(report.assemble(facts), speech(facts))]
    assert f"Not set under [report] in leitmotiv.toml: {said}" in found


def test_themes_of_which_nothing_tells_one_from_another_stand_in_the_order_of_the_file() -> None:
    keys = tuple("abcde")
    facts = ledger(catalogue=catalogue(*map(theme, keys)), efforts=tuple(hours(key, DAY, 20) for key in keys))
    assert tuple(row.theme.id for row in parts.by_demand(report.assemble(facts))) == keys
