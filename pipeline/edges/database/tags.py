"""The history of tags, in the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from pipeline.edges.database.theme_tables import TAGGINGS, TAGS
from pipeline.model.given import Given
from pipeline.model.theme import Tag


def history(connection: Connection) -> dict[str, tuple[Given, ...]]:
    """What was given to each translation key, in the order of days; the evidence stays where it is."""
    columns = [column for column in TAGS.c if column is not TAGS.c.evidence]
    found: dict[int, list[Tag]] = {}
    definitions: dict[int, dict[str, str]] = {}
    for row in connection.execute(select(*columns).order_by(TAGS.c.tagging_id, TAGS.c.place)):
        found.setdefault(row.tagging_id, []).append(
            Tag(theme=row.theme, weight=row.weight, by=row.origin, probability=row.probability, via=row.via)
        )
        definitions.setdefault(row.tagging_id, {})[row.theme] = row.definition
    kept: dict[str, list[Given]] = {}
    for row in connection.execute(select(TAGGINGS).order_by(TAGGINGS.c.on_day, TAGGINGS.c.id)):
        given = Given(row.on_day, tuple(found.get(row.id, ())), definitions.get(row.id, {}))
        kept.setdefault(row.translation_key, []).append(given)
    return {key: tuple(rows) for key, rows in kept.items()}


def add(connection: Connection, new: Mapping[str, Given]) -> None:
    """Adds to the history; of a day that is there already the last word counts."""
    for key, given in new.items():
        same = (TAGGINGS.c.translation_key == key) & (TAGGINGS.c.on_day == given.on)
        connection.execute(delete(TAGS).where(TAGS.c.tagging_id.in_(select(TAGGINGS.c.id).where(same))))
        connection.execute(delete(TAGGINGS).where(same))
        values = {"translation_key": key, "on_day": given.on}
        made = connection.execute(insert(TAGGINGS).values(values).returning(TAGGINGS.c.id)).scalar_one()
        if given.tags:
            connection.execute(insert(TAGS), [_row(made, place, tag, given) for place, tag in enumerate(given.tags)])


def _row(tagging: int, place: int, tag: Tag, given: Given) -> dict[str, object]:
    return {
        "tagging_id": tagging,
        "place": place,
        "theme": tag.theme,
        "weight": tag.weight,
        "origin": tag.by,
        "probability": tag.probability,
        "via": tag.via,
        "definition": given.definitions[tag.theme],
        "evidence": list(tag.evidence),
    }
