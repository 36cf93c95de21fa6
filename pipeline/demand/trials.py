"""Which theme deserves the trial of some posts, and of how many: the one rule for the headline and for what next."""

from __future__ import annotations

from pipeline.demand import breakeven, opening, pending
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow

_A_YEAR_OF_POSTS = 52  # one a week


def deserves_posts(row: ThemeRow, report: Report) -> bool:
    """Whether posts on the theme are untested, though it draws; never where what is known of its demand says less."""
    if row.verdicts["content"].code != "untested" or draws_less(row):
        return False
    return sold_alone(row, report) > 0 or _clearly_draws_more(row)


def posts_to_try(report: Report) -> int | None:
    """How many posts decide about a theme without one; None where break-even is not known, or posts are so cheap
    beside a client that nobody writes as many.
    """
    break_even = breakeven.lead_break_even(report.economics)
    if break_even is None:
        return None
    posts = breakeven.experiment(break_even, report.ledger.settings.maturity_half_life_days).write
    return posts if posts <= _A_YEAR_OF_POSTS else None


def draws_less(row: ThemeRow) -> bool:
    """Whether what is clear or leaning about its demand says less, and nothing says more."""
    return {row.verdicts[question].direction for question in pending.DEMAND} - {None} == {"less"}


def sold_alone(row: ThemeRow, report: Report) -> int:
    """Clients that wanted the theme, and no other one that was promoted."""
    others = [other.theme.id for other in report.themes if other.given.promoted_days and other is not row]
    return opening.sales(report, row.theme.id, others)


def _clearly_draws_more(row: ThemeRow) -> bool:
    return any(
        row.verdicts[question].code == "clear" and row.verdicts[question].direction == "more"
        for question in pending.DEMAND
    )
