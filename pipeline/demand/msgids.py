"""Marks the sentences of the report: what is wrapped here stands in the catalogues, templates/locale/*.po.

Nothing is translated yet: a module holds msgids, and a `Speech` or a `Voice` says them in its language.
"""

from __future__ import annotations


def _(message: str) -> str:
    """A msgid."""
    return message


def _n(one: str, many: str) -> tuple[str, str]:
    """A msgid and its plural."""
    return one, many
