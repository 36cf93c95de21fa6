"""Which theme a cell names."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.theme import Theme


def named(text: str, known: Mapping[str, Theme]) -> str | None:
    """The id of the theme that `text` names by id, or by its name in any language; None where there is none."""
    if text in known:
        return text
    return by_name(known).get(text.casefold())


def by_name(known: Mapping[str, Theme]) -> Mapping[str, str]:
    """The ids of themes by their names, in small letters."""
    return {name.casefold(): theme.id for theme in known.values() for name in theme.name.values()}
