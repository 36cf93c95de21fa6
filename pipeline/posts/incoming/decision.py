"""What is known of a text on its way to a post, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.post import PostWarning
from pipeline.posts.incoming import cleaning
from pipeline.posts.incoming.cleaning import Left
from pipeline.posts.incoming.merging import Arrival
from pipeline.posts.incoming.pictures import Shown
from pipeline.posts.incoming.placing import Place
from pipeline.posts.incoming.seen import Record
from pipeline.posts.incoming.understanding import Understood

Status = Literal["new", "updated", "unchanged", "skipped", "waiting"]
Current = Callable[[str], str | None]
"""The text of a post's file; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of one text. `content` is to be written to `path`, `replaces` to be removed, `record` to be kept.

    `pictures` are to be copied before: by their path here, what the source calls each.
    """

    status: Status
    where: str
    title: str
    path: str = ""
    lang: str = ""
    reason: str = ""
    line: int | None = None
    column: int | None = None
    warnings: tuple[PostWarning, ...] = ()
    left: Left = cleaning.NOTHING
    cut: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    content: str = field(default="", repr=False)
    replaces: str = ""
    record: Record | None = None
    was: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A text that is understood and has a place, before the links between texts are; `is_live`: readers may see it."""

    arrival: Arrival
    text: Understood
    shown: Shown
    place: Place
    how: str
    record: Record | None
    is_adopted: bool
    is_live: bool
