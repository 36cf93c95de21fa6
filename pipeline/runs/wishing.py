"""What readers and clients want to read next: counted, with the themes that the words name."""

from __future__ import annotations

from typing import Any

from pipeline.audience import wishes
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import wishes as stored_wishes
from pipeline.edges.language import Detector
from pipeline.errors import ImportRefused, Problem
from pipeline.model.people import Wish
from pipeline.model.table import storable
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.themes.tagging import Tagger

LONGEST = 500


def add(workspace: Workspace, wish: Wish) -> None:
    """Adds a wish; raises where its words are none."""
    text = " ".join(storable(wish.text).split())
    if not text or len(text) > LONGEST:
        raise ImportRefused(Problem(f"a wish has words, and {LONGEST} letters at most; say it in a sentence"))
    with store.writing(workspace) as connection:
        stored_wishes.add_wish(connection, Wish(text=text, on=wish.on, count=wish.count, lang=wish.lang))


def listed(workspace: Workspace) -> list[dict[str, Any]]:
    """The wishes, those that most people have first; those in fields of forms are counted with the others."""
    with store.reading(workspace) as connection:
        found = [*stored_wishes.wishes(connection), *wishes.of_rows(stored_leads.lead_rows(connection))]
    tagger, detect = Tagger(workspace.catalogue.themes), Detector(workspace.config.languages)
    rows = []
    for wish in wishes.wished(found):
        guess = detect(wish.text)
        lang = wish.lang or guess.lang or guess.best or workspace.config.languages[0]
        themes = [{"theme": tag.theme, "weight": tag.weight} for tag in tagger.text(wish.text, lang)]
        rows.append(
            {
                "wish": wish.text,
                "lang": lang,
                "count": wish.count,
                "themes": themes,
                "since": wish.since.isoformat(),
                "latest": wish.latest.isoformat(),
            }
        )
    return rows
