"""What the inner circle finds in a new issue: the wishes that were counted, and how to vote.

It is written into the issue's file, where its author reads it: the words are those of strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.audience import wishes
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database import wishes as stored_wishes
from pipeline.edges.templates import Templates
from pipeline.model.workspace import Workspace
from pipeline.runs import store

TIER = "inner"
_MOST = 5
_LONGEST = 160
_READ_AS_MARKUP = re.compile(r"([\\`*_\[\]<>!#|~])")


def block(workspace: Workspace, lang: str) -> str:
    """The block in `lang` as Markdown; empty where nobody is of the inner circle, or nobody wished for anything."""
    with store.looking(workspace) as connection:
        people = stored_people.subscribers(connection)
        said = (*stored_wishes.wishes(connection), *wishes.of_rows(stored_leads.lead_rows(connection)))
    if not any(person.tier == TIER and person.state == "confirmed" for person in people):
        return ""
    counted = wishes.wished(wish for wish in said if wish.on <= workspace.as_of)[:_MOST]
    rows = [{"text": _as_text(wish.text), "count": wish.count} for wish in counted]
    return Templates(workspace.root).render("letter/wishes.txt", lang, {"wishes": rows}).strip() if rows else ""


def _as_text(words: str) -> str:
    """A wish on one line, as Markdown shows it letter by letter."""
    line = " ".join("".join(_shown(words)).split())
    return _READ_AS_MARKUP.sub(r"\\\1", line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…")


def _shown(words: str) -> Iterator[str]:
    return (letter for letter in words if letter.isprintable() or letter.isspace())
