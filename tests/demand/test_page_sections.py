"""What the page says of credit, languages and those who ask: its sentences, its tables, and what an empty one asks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import balance as page_balance
from pipeline.demand.page import credit as page_credit
from pipeline.demand.page import crowds as page_crowds
from pipeline.demand.page import leads as page_leads
from pipeline.demand.page import means as page_means
from pipeline.demand.page import timeline as page_timeline
from pipeline.demand.page import tongues as page_tongues
from pipeline.demand.page.views import Figure, Remarks, Section, Steps, Table
from pipeline.model.people import Fit, Lead, PageViews, Touch
from pipeline.model.theme import Channel, Period
from tests.demand.ledgers import (
    at,
    catalogue,
    full,
    hours,
    lead,
    ledger,
    offer,
    post,
    read,
    speech,
    theme,
    won,
)

DAY = date(2026, 3, 1)
THEMES = catalogue(
    theme("a", name="Apples", german="Äpfel"),
    theme("b"),
    channels=(Channel(id="blog", name={"en": "Blog"}), Channel(id="network", name={"en": "Network"})),
)


def visits(*channels: str) -> tuple[Touch, ...]:
    """A visit a day, the last one on the day before the lead."""
    days = range(len(channels), 0, -1)
    return tuple(Touch(at=at(DAY - timedelta(days=n)), channel=name) for n, name in zip(days, channels, strict=True))


def asked(*channels: str, **more: object) -> Lead:
    """A lead that came by search after visits through channels."""
    said: dict[str, object] = {"channel": "search", "touches": visits(*channels), **more}
    return lead(DAY, {"qualified": DAY}, **said)


def table(section: Section, place: int = 0) -> dict[str, list[str]]:
    """The cells of a section's table by the heads of its rows."""
    found = [block for block in section.blocks if isinstance(block, Table)][place]
    return {row.head: [cell.text for cell in row.cells] for row in found.rows}


def credit(*leads: Lead) -> Section:
    """The section on credit for some leads."""
    facts = ledger(catalogue=THEMES, leads=leads)
    return page_credit.section(report.assemble(facts), speech(facts))


@pytest.mark.parametrize(
    ("leads", "says"),
    [
        ([asked("blog"), asked("blog", "blog")], "Whatever the rule, Blog earns most: 2 of 2 leads"),
        ([asked("blog")] * 3 + [asked("blog", "talk")], "Whatever the rule, Blog earns most: 3–4 of 4 leads"),
        ([asked("blog", "talk")], "Who earns most depends on the rule: Blog or talk, of 1 lead"),
        ([asked()], "The only lead came through no recorded touch"),
        ([asked("blog", channel="network")] * 2, "None of 2 leads came through a recorded touch"),
        ([asked("blog"), asked(channel="network")], "1 more came through Network, which no rule credits to a touch."),
    ],
    ids=["all rules agree", "within bounds", "rules disagree", "no touch", "the network alone", "the network beside"],
)
def test_credit_says(leads: list[Lead], says: str) -> None:
    assert says in credit(*leads).conclusion


def test_how_far_answers_and_records_agree_is_said_with_the_counts() -> None:
    answers = (("blog", "Your blog"), ("search", "The blog"), ("search", "At a fair"))
    leads = tuple(asked(channel=channel, self_report=answer) for channel, answer in answers)
    facts = ledger(catalogue=THEMES, leads=leads)
    says = [
        text
        for block in page_leads.journeys(report.assemble(facts), speech(facts)).blocks
        if isinstance(block, Remarks)
        for text in block.texts
    ]
    assert "3 leads said how they had heard of you." in says
    assert "Where they named a channel, the records agree in 1 of 2." in says


def test_credit_stands_side_by_side_and_what_no_touch_earned_in_rows_of_its_own() -> None:
    found = table(credit(asked("blog", "talk"), asked(), asked(), asked(channel="network")))
    assert found == {
        "Blog": ["1", "0", "0", "0.5", "0.5", "0.49"],
        "talk": ["0", "1", "1", "0.5", "0.5", "0.51"],
        "No recorded touch": ["2"] * 6,
        "Network": ["1"] * 6,
    }


@pytest.mark.parametrize(("leads", "columns"), [(29, 7), (30, 9)])
def test_markov_and_shapley_have_columns_from_30_leads_on(leads: int, columns: int) -> None:
    section = credit(*[asked("blog", "talk")] * leads)
    (found,) = [block for block in section.blocks if isinstance(block, Table)]
    assert len(found.columns) == columns
    assert ("there are 29" in str(section.blocks)) == (leads == 29)


def languages(facts: Ledger, lang: str = "en") -> Section:
    """The section on languages."""
    return page_tongues.section(report.assemble(facts), speech(facts, lang))


@pytest.mark.parametrize(
    ("leads", "says"),
    [
        ([*[asked(lang="de", theme="a")] * 2, asked(lang="en")], "2 of 3 leads came in German."),
        ([asked(lang="da")], "The only lead came in Danish."),
        ([asked(), asked()], "The language of none of 2 leads is known."),
        ([], "No inquiry is qualified yet."),
        ([asked(lang="da", theme="a")], "1 lead in Danish wanted Apples, which has posts, but none in Danish"),
    ],
)  # fmt: skip
def test_languages_say(leads: list[Lead], says: str) -> None:
    facts = ledger(catalogue=THEMES, pieces=(post("p", DAY, "a", langs=("de", "en")),), leads=tuple(leads))
    said = languages(facts).conclusion
    assert says in said
    assert "The only post came out in German and English." in said


def test_languages_stand_in_the_order_of_the_workspace_and_pooled_last() -> None:
    facts = replace(full(), leads=(*full().leads, asked(lang="da"), asked()))
    assert list(table(languages(facts))) == ["German", "English", "Danish", "Not known", "All languages"]
    assert list(table(languages(facts, "da"))) == ["Tysk", "Engelsk", "Dansk", "Vides ikke", "Alle sprog"]


def test_the_leads_of_a_theme_stand_beside_each_other_by_language() -> None:
    assert table(languages(full()), 1) == {"Architecture discovery": ["4", "1", "5"], "Testing": ["1", "·", "1"]}


def crowds(*leads: Lead) -> Section:
    """The section on those who ask."""
    facts = ledger(leads=leads)
    return page_crowds.section(report.assemble(facts), speech(facts))


@pytest.mark.parametrize(
    ("leads", "says", "commands"),
    [
        (
            [asked(employees=40, fit=Fit(money=True)), asked(employees=3), asked(employees=12, fit=Fit(money=False))],
            (
                "2 of 3 inquiries came from companies with 10–249 employees. "
                "Do 3 leads have the money? 1 yes, 1 no, 1 not known."
            ),
            [],
        ),
        (
            [asked(employees=400)],
            (
                "The only inquiry came from a company with 250 employees and more. "
                "Whether the only lead fits, nobody has noted."
            ),
            ["leitmotiv leads update ID --money yes"],
        ),
        (
            [lead(DAY), lead(DAY)],
            "How large the companies behind 2 inquiries are, nobody has said.",
            ["leitmotiv leads update ID --employees N"],
        ),
        ([], "There is no inquiry in this period.", ["leitmotiv leads import FILE"]),
    ],
    ids=["both known", "only the size", "no size and nobody qualified", "no lead"],
)
def test_who_asks_says(leads: list[Lead], says: str, commands: list[str]) -> None:
    section = crowds(*leads)
    steps = [step.command for block in section.blocks if isinstance(block, Steps) for step in block.steps]
    assert (section.conclusion, steps) == (says, commands)


def test_who_asks_counts_and_gives_no_rate() -> None:
    section = crowds(asked(employees=40, fit=Fit(knows=True)), lead(DAY, employees=3), asked())
    assert table(section) == {
        "Rabbits, 1–9 employees": ["1", "0", "0"],
        "Deer, 10–249 employees": ["1", "1", "0"],
        "Elephants, 250 employees and more": ["0", "0", "0"],
        "Not known": ["1", "1", "0"],
    }
    assert table(section, 1)["Knows its problem"] == ["1", "0", "1"]
    assert not re.search(r"\d ?%", str(section))


def _sold(letters: str, *hours_of: str, **more: object) -> Ledger:
    """A sale of each letter's theme, and ten hours on each of some themes."""
    names = sorted({*letters, *hours_of})
    return ledger(
        catalogue=catalogue(*map(theme, names), offers=tuple(offer(name, name) for name in names)),
        leads=tuple(won(DAY, id=number, offer=name) for number, name in enumerate(letters)),
        efforts=tuple(hours(name, DAY, 10) for name in hours_of),
        **more,
    )


def test_hours_do_not_go_where_the_demand_is_while_one_theme_gets_none_of_them() -> None:
    """Four points too many for each of five themes are twenty too few for the sixth."""
    facts = _sold("abcde" * 4 + "f" * 5, *"abcde")
    said = page_balance.section(report.assemble(facts), speech(facts)).conclusion
    assert said.endswith("F took 0 % (0 h) and drew 5.")


def test_what_clients_bought_is_not_guessed_where_nobody_noted_it() -> None:
    """A list without offers says nothing of them, and not that they bought something else."""
    facts = _sold("ab")
    facts = replace(facts, leads=(*facts.leads, won(DAY, id=7, theme="a")))
    said = page_means.offers(report.assemble(facts), speech(facts)).blocks[-1]
    assert said == Remarks(("Which offer 1 client bought is not recorded.",))


def test_what_nobody_noted_is_not_said_to_be_what_a_lead_wanted() -> None:
    seen = (read("p", DAY - timedelta(days=9)),)
    silent = tuple(won(DAY, id=number, touches=seen) for number in (2, 3))
    facts = _sold("a", pieces=(post("p", DAY - timedelta(days=30), "a"),))
    facts = replace(facts, leads=(replace(facts.leads[0], touches=seen), *silent))
    said = page_leads.met_wanted(report.assemble(facts), speech(facts)).conclusion
    assert said == "Of 3 leads 3 had met a post; as far as it is known, they wanted what it was about."


@pytest.mark.parametrize(
    ("crossing", "alike", "says"),
    [
        (4, 2, "4 leads met Apples and wanted B: what draws is not what sells."),
        (3, 2, "3 leads met Apples and wanted B."),
        (2, 0, "2 leads met Apples and wanted B."),
        (1, 9, "1 lead met Apples and wanted B."),
    ],
)
def test_a_theme_is_a_symptom_where_twice_as_many_want_another_and_enough_to_judge_by(
    crossing: int, alike: int, says: str
) -> None:
    leads = [
        asked(theme=wish, touches=(read("x", DAY),)) for wish, n in (("b", crossing), ("a", alike)) for _ in range(n)
    ]
    facts = ledger(catalogue=THEMES, leads=tuple(leads), pieces=(post("x", date(2026, 1, 5), "a"),))
    assert page_leads.met_wanted(report.assemble(facts), speech(facts)).conclusion == says


def test_hours_outside_of_all_channels_do_not_hang_on_hours_of_a_theme_that_is_gone() -> None:
    facts = ledger(
        catalogue=THEMES,
        pieces=(post("p", DAY, "a", minutes=600),),
        efforts=(hours("gone", DAY, 10, channel="network"),),
    )
    remarks = page_means.channels(report.assemble(facts), speech(facts)).blocks[-1]
    assert isinstance(remarks, Remarks)
    assert remarks.texts[-1].startswith("10 h spent on winning clients stand in no channel")


@pytest.mark.parametrize(
    ("leads", "says", "command"),
    [
        ((won(DAY),), "Which offer 1 client bought is not recorded.", "leads update ID --offer O"),
        ((lead(DAY),), "Nothing has sold in this period.", "leads update ID --stage won --on DAY"),
        ((), "Nothing has sold in this period.", "leads import FILE"),
    ],
    ids=["a sale of no offer", "inquiries alone", "nothing"],
)
def test_offers_that_sold_nothing_name_what_would_say_so(leads: tuple[Lead, ...], says: str, command: str) -> None:
    facts = ledger(catalogue=catalogue(theme("a"), offers=(offer("workshop", "a"),)), leads=leads)
    section = page_means.offers(report.assemble(facts), speech(facts))
    asked = [step.command for block in section.blocks if isinstance(block, Steps) for step in block.steps]
    assert (section.conclusion, asked) == (says, [f"leitmotiv {command}"])


def test_a_time_line_without_a_promoted_day_says_how_to_note_one() -> None:
    facts = ledger(catalogue=THEMES)
    section = page_timeline.section(report.assemble(facts), speech(facts))
    asked = [step.command for block in section.blocks if isinstance(block, Steps) for step in block.steps]
    assert asked == ["leitmotiv themes promote THEME --from DAY"]


def test_a_single_promoted_day_is_seen_on_the_time_line() -> None:
    facts = ledger(catalogue=catalogue(theme("a", promoted=(Period(DAY, DAY),)), theme("b")))
    (figure, *_) = page_timeline.section(report.assemble(facts), speech(facts)).blocks
    assert isinstance(figure, Figure)
    (band,) = re.findall(r'<line [^>]*x2="([0-9.]+)"[^>]*stroke-width="22"', figure.charts[0].wide)
    assert float(band) == pytest.approx((570 - 200) / 181)


def seen(key: str, views: int) -> PageViews:
    """Views of a post."""
    return PageViews(path=key, views=views, visitors=views, source="plausible", until=DAY)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (("b", "b", "b", "b"), True),
        (("b", "b", "b", "a"), False),
        (("b", "b", "b", None), False),
        (("b", "b", "b"), False),
    ],
    ids=[
        "by none of four",
        "by one of them",
        "not where the wish of one is not known",
        "not where as many as it is read would be fewer than three",
    ],
)
def test_what_is_read_a_lot_and_never_bought_is_named(wanted: tuple[str | None, ...], said: bool) -> None:
    facts = ledger(
        catalogue=THEMES,
        pieces=(post("p", DAY, "a"), post("q", DAY, "b")),
        views=(seen("p", 300), seen("q", 100)),
        leads=tuple(won(DAY, theme=theme) for theme in wanted),
    )
    blocks = page_balance.section(report.assemble(facts), speech(facts)).blocks
    found = [text for block in blocks if isinstance(block, Remarks) for text in block.texts]
    whole = "Read a lot, never bought: Apples has 75 % of the page views (300 of 400), and none of 4 clients."
    assert (whole in found) == said
