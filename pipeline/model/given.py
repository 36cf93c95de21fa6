"""Tags with the day on which they were given, and what the themes meant on that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.theme import Tag


@dataclass(frozen=True, slots=True)
class Given:
    """The tags of a translation group from the day `on`, until others were given; none is an answer too.

    `definitions` has for each theme the version of its definition, as `themes.definitions` makes it.
    """

    on: date
    tags: tuple[Tag, ...]
    definitions: Mapping[str, str] = field(default_factory=dict)
