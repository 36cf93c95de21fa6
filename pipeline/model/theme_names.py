"""Which theme a word of a person or of a cell names."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.source import suggestion
from pipeline.model.theme import Theme


def named(text: str, known: Mapping[str, Theme]) -> str | None:
    """The id of the theme that `text` names by id, or by its name in any language; None where there is none."""
    by_id = {theme.casefold(): theme for theme in known}  # a Greek id may end in a letter that is folded
    return {**_by_name(known), **by_id}.get(text.strip().casefold())


def near(text: str, known: Mapping[str, Theme]) -> str:
    """`; did you mean "speed"?` where an id or a name is near, else nothing."""
    return suggestion(text.casefold(), [*known, *_by_name(known)])


def _by_name(known: Mapping[str, Theme]) -> Mapping[str, str]:
    return {name.casefold(): theme.id for theme in known.values() for name in theme.name.values()}
