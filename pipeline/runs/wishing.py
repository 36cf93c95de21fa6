"""What readers and clients want to read next: counted, with the themes that the words name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from pipeline.audience import wishes
from pipeline.audience.wishes import Wished
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import wishes as stored_wishes
from pipeline.edges.language import Detector
from pipeline.errors import ImportRefused, Problem
from pipeline.model.people import Wish
from pipeline.model.table import storable
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.runs import store, today, traces
from pipeline.runs.traces import Traces
from pipeline.themes.tagging import Tagger

LONGEST = 500


Words = TypeVar("Words", Wish, Wished)


@dataclass(frozen=True, slots=True)
class Removed:
    """A wish that was taken away, and the issues in which it stands."""

    wish: Wish
    left: Traces


def add(workspace: Workspace, wish: Wish) -> Wish:
    """Adds a wish, and answers it with its id; raises where its words are none."""
    text = " ".join(storable(wish.text).split())
    if not text or len(text) > LONGEST:
        raise ImportRefused(Problem(f"a wish has words, and {LONGEST} letters at most; say it in a sentence"))
    on = today.typed(workspace, wish.on)
    with store.writing(workspace) as connection:
        added = stored_wishes.add_wish(connection, Wish(text=text, on=on, count=wish.count, lang=wish.lang))
    return Wish(id=added, text=text, on=on, count=wish.count, lang=wish.lang)


def remove(workspace: Workspace, wish_id: int) -> Removed:
    """Takes away a wish that was typed; what came in with an inquiry goes with that."""
    with store.writing(workspace) as connection:
        found = next((one for one in stored_wishes.wishes(connection) if one.id == wish_id), None)
        if found is None:
            raise ImportRefused(Problem(f"nobody has typed a wish {wish_id}; see leitmotiv wishes list"))
        stored_wishes.remove_wish(connection, wish_id)
    return Removed(found, traces.quoting(workspace, found.text))


def known(connection: Connection) -> list[Wish]:
    """All wishes: those that were added, and those in fields of forms and columns of lists."""
    return [*stored_wishes.wishes(connection), *wishes.of_rows(stored_leads.lead_rows(connection))]


def tagged(workspace: Workspace, said: Iterable[Words]) -> Iterator[tuple[Words, str, tuple[Tag, ...]]]:
    """Each wish with its language and the themes that its words name."""
    tagger, detect = Tagger(workspace.catalogue.themes), Detector(workspace.config.languages)
    for wish in said:
        guess = detect(wish.text)
        lang = wish.lang or guess.lang or guess.best or workspace.config.languages[0]
        yield wish, lang, tuple(tagger.text(wish.text, lang))


def listed(workspace: Workspace) -> list[dict[str, Any]]:
    """The wishes, those that most people have first."""
    with store.reading(workspace) as connection:
        found = known(connection)
    return [
        {
            "ids": list(wish.ids),
            "wish": wish.text,
            "lang": lang,
            "count": wish.count,
            "themes": [{"theme": tag.theme, "weight": tag.weight} for tag in tags],
            "since": wish.since.isoformat(),
            "latest": wish.latest.isoformat(),
        }
        for wish, lang, tags in tagged(workspace, wishes.wished(found))
    ]
