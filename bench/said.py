"""The operating characteristics as the method note gives them, in percent; months where a row says so.

A pair is a range; (0, x) means "at most x". Rows without figures here are printed for the record.
"""

from __future__ import annotations

from collections.abc import Mapping

BASES = (0.3, 0.5, 1.0, 2.0)
COLUMNS = tuple(f"{base:g}" for base in BASES)

Said = float | tuple[float, float]


def _by_base(*values: Said) -> dict[str, Said]:
    return dict(zip(COLUMNS, values, strict=True))


BY_BASE: Mapping[str, Mapping[str, Said]] = {
    "six equal: wrong": _by_base(0.8, 1.3, 1.8, 2.9),
    "… the content question counted in": _by_base(0.9, 1.8, 3.0, 4.1),
    "… some theme leans at month 12 (a hint, no error)": _by_base(30, 33, 40, 49),
    "one at 4×: clear more by month 6": _by_base(25, 53, 90, 100),
    "one at 4×: … by month 8": _by_base(39, 72, 98, 100),
    "one at 4×: … by month 12": _by_base(64, 91, 100, 100),
    "one at 4×: … median month": _by_base(10, 6, 3, 2),
    "one at 4×: wrong": {},
    "one at 6×: clear more by month 6": _by_base(67, 92, 100, 100),
    "one at 6×: … by month 8": _by_base(83, 98, 100, 100),
    "one at 6×: … by month 12": _by_base(97, 100, 100, 100),
    "one at 6×: … median month": _by_base(5, 3, 2, 1),
    "one at 6×: wrong": {},
    "story-like: the 4× clear more by month 6": _by_base(50, 86, 100, 100),
    "story-like: … by month 8": _by_base(73, 97, 100, 100),
    "story-like: … by month 12": _by_base(95, 100, 100, 100),
    "story-like: … median month": _by_base(7, 4, 2, 1),
    "story-like: each dead one clear less by month 6": _by_base(6, 61, 100, 100),
    "story-like: … dead … by month 8": _by_base(28, 93, 100, 100),
    "story-like: … dead … by month 12": _by_base(84, 100, 100, 100),
    "story-like: … dead … median month": _by_base(10, 6, 3, 2),
    "story-like: each dead one leaning or clear less by month 3": _by_base(65, 88, 100, 100),
    "story-like: … dead, leaning or clear, by month 4": _by_base(81, 96, 100, 100),
    "story-like: … dead, leaning or clear, by month 6": _by_base(95, 100, 100, 100),
    "story-like: wrong": _by_base(1.3, 2.2, 2.6, 2.6),
    "one dead among equals: clear less by month 6": _by_base(0, 0, 10, 98),
    "one dead among equals: … by month 8": _by_base(0, 1, 41, 100),
    "one dead among equals: … by month 12": _by_base(0, 10, 98, 100),
    "one dead among equals: wrong": _by_base(0.2, 1.7, 4.0, 3.8),
}

STRESS: Mapping[str, Mapping[str, Said]] = {
    "six equal, base 5: wrong": {"": 4.2},
    "2 to 24 equal themes, any base: wrong": {"": (0, 3.7)},
    "weekly looks, any base: wrong": {"": (0, 4.6)},
    "two years of monthly looks, any base: wrong": {"": (0, 4.8)},
    "exposure 10:10:1:1:1:1, equal rates, any base: wrong": {"": (0, 4.0)},
    "exposure 20:1, equal rates, any base: wrong": {"": (0, 4.0)},
    "two late starters, equal rates, any base: wrong": {"": (0, 4.0)},
    "daily looks, base 2: wrong (over the goal of 5)": {"": 5.4},
    "two at 4×, base 1: both clear more by month 8": {"": 87},
    "two at 4×, any base: wrong": {},
}

INTERVALS: Mapping[str, Mapping[str, Said]] = {
    "truth drawn from the prior: mean over themes": {"": (89, 92)},
    "the cells above: mean over themes": {"": (89, 96)},
    "the theme at 4× or 6× alone (pulled to the pool)": {"": (63, 90)},
}

CONTENT: Mapping[str, Mapping[str, Said]] = {
    "no lead ever": {"by month 6": 100, "by month 12": 100, "median month": 5},
    "leads at .1 of break-even": {"by month 6": 64, "by month 12": 98},
    "leads at half of break-even (4 leads per client set, 2 true)": {"by month 6": 11, "by month 12": 26},
    "leads at break-even": {"by month 6": 1.2, "by month 12": 1.8},
    "leads at twice break-even": {"by month 6": 0, "by month 12": 0},
    "six themes, all at break-even: any of them": {"by month 12": 11},
    "P(λ > λ*) alone under 5 %, at break-even": {"by month 12": 24},
}

# Wrong in a year at base 2: six equal, one dead among equals, two at 4×. The first figure is not in the note: each
# threshold was chosen to make it 5.
RULES: Mapping[str, Mapping[str, Said]] = {
    "leader against the second, P > .854": {"one dead": 26, "two at 4×": 73},
    "each against the leader, P > .981": {"one dead": 47, "two at 4×": 14},
    "promoted themes against the leader, P > .967": {"one dead": 21, "two at 4×": 23},
    "the others together, P > .974": {"one dead": 9, "two at 4×": 0},
    "the others together, P > .985 (ours)": {},
    "the others together, P > .95": {"six equal": (5, 13)},
    "the same with flat priors, P > .985": {},
}
