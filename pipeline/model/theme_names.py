"""Which theme a word of a person or of a cell names."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.line import quoted
from pipeline.model.source import suggestion
from pipeline.model.table import RowError
from pipeline.model.theme import Theme


def named(text: str, known: Mapping[str, Theme]) -> str | None:
    """The id of the theme that `text` names by id, or by its name in any language; None where there is none."""
    by_id = {theme.casefold(): theme for theme in known}  # a Greek id may end in a letter that is folded
    return {**_by_name(known), **by_id}.get(text.strip().casefold())


def typed(text: str, known: Mapping[str, Theme]) -> str | None:
    """The theme as `named` finds it, None where `text` is empty; raises RowError, whose message says what to do."""
    found = named(text, known)
    if text and found is None:
        raise RowError(f"unknown theme {quoted(text)}{near(text, known) or '; add it to content/themes.toml'}")
    return found


def near(text: str, known: Mapping[str, Theme]) -> str:
    """`; did you mean "speed"?` where an id or a name is near, else nothing."""
    return suggestion(text.casefold(), [*known, *_by_name(known)])


def _by_name(known: Mapping[str, Theme]) -> Mapping[str, str]:
    return {name.casefold(): theme.id for theme in known.values() for name in theme.name.values()}
