"""The columns of the report's tables: the same ones in the same order, whatever a workspace holds.

Named by the keys of the report's JSON that lead to them. Data only; `tabular` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Kind = Literal["int", "float", "text", "bool"]
Columns = Mapping[str, Kind]


def _each(names: str, kind: Kind) -> dict[str, Kind]:
    return dict.fromkeys(names.split(), kind)


def _interval(name: str) -> dict[str, Kind]:
    return {f"{name}.{part}": "float" for part in ("median", "low", "high")}


def _verdicts(above: str, kinds: Columns) -> dict[str, Kind]:
    questions = ("per_month", "per_100_hours", "content")
    return {f"{above}.{question}.{part}": kind for question in questions for part, kind in kinds.items()}


def _counts(rows: str, columns: str) -> dict[str, Kind]:
    return {f"{row}.{column}": "int" for row in rows.split() for column in columns.split()}


def _or_bound(name: str) -> Columns:
    return {**_interval(name), f"{name}.at_least": "float"}


_COST = _or_bound("cost_per_client")
_CODES: Columns = {"code": "text", "direction": "text", "probability": "float", "against": "text"}
_DRAWN: Columns = {
    **_each("demand.leads demand.qualified demand.independent demand.clients demand.revenue", "float"),
    **_interval("demand.per_month"),
    **_interval("demand.per_100_hours"),
    **_each("content.leads content.clients", "float"),
    **_interval("content.per_mature_post"),
}
_PRIMARY: Columns = {
    **_each("primary.effort.posts primary.effort.mature_posts primary.effort.minutes", "float"),
    **{f"primary.{name}": kind for name, kind in _DRAWN.items()},
    **_verdicts("primary.verdicts", _CODES),
}
OF: Mapping[str, Columns] = {
    "period": _each("from until", "text"),
    "themes": {
        "theme": "text",
        "promoted": "bool",
        **_each("effort.posts effort.mature_posts effort.minutes effort.delivery_minutes effort.cash", "float"),
        **_each("attention.views attention.readers", "int"),
        **_DRAWN,
        **_COST,
        **_verdicts("verdicts", {**_CODES, "why": "text", "next": "int"}),
        **_PRIMARY,
    },
    "channels": {
        "channel": "text",
        **_each("minutes cash", "float"),
        **_each("leads clients", "int"),
        **_COST,
        **_or_bound("minutes_per_client"),
        "process_minutes_per_client": "float",
        **_each("steps funnel", "text"),
    },
    "offers": {"offer": "text", "promoted": "bool", "sold": "int", "revenue": "float"},
    "met_wanted": {**_each("met wanted", "text"), "leads": "float"},
    "journeys": {**_each("leads touched_by_content untouched self_reported traced", "int"), "agreement": "float"},
    "models": {
        **_each("conversions value unattributed", "float"),
        "network": "int",
        **_each("unattributed_by_channel why.markov why.shapley", "text"),
    },
    "languages": {**_each("theme lang", "text"), "posts": "float", **_each("views readers", "int"), "leads": "float"},
    "segments": _counts("rabbit deer elephant unknown", "leads qualified clients"),
    "fit": _counts("knows solvable money decides", "yes no unknown"),
    "positioning": {
        "theme": "text",
        "promoted": "bool",
        **_each("from until", "text"),
        "days": "int",
        **_each("minutes posts qualified clients", "float"),
    },
    "wishes": {"theme": "text", **_each("wishes questions", "float")},
    "missing_translations": {**_each("theme lang", "text"), "posts": "int"},
    "outside": {**_each("before after clients", "int"), "period": "text"},
}
"""By the name of the section. What stands in one of these columns as a list or by name is JSON in its cell."""
CREDIT: Columns = {**_each("model channel", "text"), "credit": "float"}
"""What each model gives each channel: the channels are rows, for every workspace has its own."""
