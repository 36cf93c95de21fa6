"""The story of the method note, month by month: what may be said of both themes, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.demand import maturity, verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.maturity import DatedPost
from pipeline.demand.reasons import Reason
from pipeline.demand.verdicts import Question, Verdict

DAY_0 = date(2024, 1, 1)
ECONOMICS = Economics(cost_per_post=1000, value_per_client=6000)
SOLD = {1: 0, 2: 1, 3: 2, 4: 3, 5: 3, 6: 4}
HOURS_A_MONTH = {"performance": 190 / 6, "architecture": 20 / 6}  # the note prints 31.67 and 3.33


def look(question: Question, month: int) -> dict[str, Verdict]:
    """The verdicts on day 30·month, months on offer taken as exactly so many."""
    leads = {"performance": 0.0, "architecture": float(SOLD[month])}
    if question == "content":
        leads["architecture"] = 0.0  # the sales came through the network: nobody met a post
        posts = [DatedPost(DAY_0 + timedelta(days=15 * i)) for i in range(12)]
        mature = maturity.mature_posts(posts, DAY_0, DAY_0 + timedelta(days=30 * month))
        exposure = {"performance": mature, "architecture": 0.0}
    elif question == "per_month":
        exposure = dict.fromkeys(leads, float(month))
    else:
        exposure = {theme: month * hours / 100 for theme, hours in HOURS_A_MONTH.items()}
    return verdicts.judge(question, {t: (leads[t], exposure[t]) for t in leads}, ECONOMICS)


DEMAND: list[tuple[Question, int, str, float, float]] = [
    ("per_month", 1, "not-enough-data", 0.50, 0.005),
    ("per_month", 2, "not-enough-data", 0.64, 0.005),
    ("per_month", 3, "not-enough-data", 0.74, 0.005),
    ("per_month", 4, "leaning", 0.82, 0.005),
    ("per_month", 5, "leaning", 0.82, 0.005),
    ("per_month", 6, "leaning", 0.88, 0.005),
    ("per_100_hours", 1, "not-enough-data", 0.56, 0.005),
    ("per_100_hours", 2, "not-enough-data", 0.76, 0.005),
    ("per_100_hours", 3, "not-enough-data", 0.93, 0.005),
    ("per_100_hours", 4, "clear", 0.989, 0.0005),
    ("per_100_hours", 5, "clear", 0.989, 0.0005),
    ("per_100_hours", 6, "clear", 0.9987, 0.00005),
]
OTHER = {"performance": "architecture", "architecture": "performance"}
SIDE = {"performance": "less", "architecture": "more"}


@pytest.mark.parametrize("theme", ["performance", "architecture"])
@pytest.mark.parametrize(("question", "month", "code", "chance", "within"), DEMAND)
def test_demand_has_the_probability_of_the_note(
    question: Question, month: int, code: str, chance: float, within: float, theme: str
) -> None:
    verdict = look(question, month)[theme]
    assert verdict.code == code
    assert verdict.probability == pytest.approx(chance, abs=within)


@pytest.mark.parametrize("theme", ["performance", "architecture"])
@pytest.mark.parametrize(("question", "month", "code"), [row[:3] for row in DEMAND])
def test_demand_once_decided_is_less_for_performance_and_more_for_architecture(
    question: Question, month: int, code: str, theme: str
) -> None:
    verdict = look(question, month)[theme]
    decided = code != "not-enough-data"
    assert (verdict.direction, verdict.against) == ((SIDE[theme], OTHER[theme]) if decided else (None, None))


@pytest.mark.parametrize("theme", ["performance", "architecture"])
def test_before_three_leads_the_hours_alone_make_nothing_clear(theme: str) -> None:
    (why,) = look("per_100_hours", 3)[theme].why
    assert why.code.startswith("too-few")


@pytest.mark.parametrize(("month", "score"), [(1, 0.35), (2, 1.01), (3, 1.87), (4, 2.86)])
def test_content_on_performance_is_not_yet_decided(month: int, score: float) -> None:
    verdict = look("content", month)["performance"]
    test = verdict.why[-1].params
    assert (verdict.code, verdict.direction, verdict.probability) == ("not-enough-data", None, None)
    assert test["score"] == pytest.approx(score, abs=0.005)
    assert test["bound"] == pytest.approx(3.00, abs=0.005)


@pytest.mark.parametrize(("month", "score", "chance"), [(5, 3.92, 0.005), (6, 5.04, 0.001)])
def test_content_on_performance_is_below_break_even(month: int, score: float, chance: float) -> None:
    verdict = look("content", month)["performance"]
    assert (verdict.code, verdict.direction) == ("below-break-even", "less")
    assert verdict.against == "break-even"
    assert verdict.probability == pytest.approx(chance, abs=0.0005)
    assert verdict.why[0].params["score"] == pytest.approx(score, abs=0.005)


@pytest.mark.parametrize("month", range(1, 7))
def test_content_on_architecture_is_untested_and_seven_posts_would_tell(month: int) -> None:
    verdict = look("content", month)["architecture"]
    plan = verdict.why[-1]
    assert (verdict.code, verdict.direction, verdict.probability) == ("untested", None, None)
    assert plan == Reason("try-posts", {"write": 7, "days": 90.0, "mature": plan.params["mature"]})
    assert plan.params["mature"] == pytest.approx(4.99, abs=0.005)


@pytest.mark.parametrize("theme", ["performance", "architecture"])
def test_by_the_calendar_four_more_sales_would_make_it_clear(theme: str) -> None:
    assert look("per_month", 6)[theme].next == 4
