"""Writes down which tags were given on which day, and finds what held on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.edges import place
from pipeline.edges.database import tags as stored
from pipeline.model.given import Given
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.content import Content
from pipeline.themes import history

History = Mapping[str, Sequence[Given]]
"""What was given to each translation key, in the order of days."""


def now(workspace: Workspace, content: Content) -> dict[str, Given]:
    """The tags as they stand, by translation key."""
    themes = workspace.catalogue.themes
    return {key: history.given(tags, themes, workspace.as_of) for key, tags in content.tags.items()}


def read(workspace: Workspace) -> History:
    """All that was written down."""
    with store.reading(workspace) as connection:
        return stored.history(connection)


def record(workspace: Workspace, content: Content) -> int:
    """Writes down the tags of groups that got others since they were last written down; answers how many.

    Another day than the workspace's own, as `--as-of` can set it, is a question about that day and changes no history.
    """
    if not workspace.catalogue.themes or not is_its_own_day(workspace):
        return 0
    standing = now(workspace, content)
    new = history.new(read(workspace), standing)
    if new:
        with store.writing(workspace) as connection:
            stored.add(connection, history.new(stored.history(connection), standing))
    return len(new)


def is_its_own_day(workspace: Workspace) -> bool:
    """Whether `as_of` is the day that the config names, else today."""
    return workspace.as_of == (workspace.config.workspace.as_of or place.today())
