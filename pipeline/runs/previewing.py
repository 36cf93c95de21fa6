"""The site as it would be, kept in memory and made anew after each save; nothing is written into the output folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from pipeline.edges import sources
from pipeline.edges import workspace as workspaces
from pipeline.edges.sources import Sources
from pipeline.edges.templates import Templates
from pipeline.errors import LeitmotivError, Problem
from pipeline.model.workspace import Workspace
from pipeline.runs import building, content
from pipeline.runs.manuscripts import Memory
from pipeline.runs.unchanged import POSTS
from pipeline.site import plan as site
from pipeline.site.output import Leaves


@dataclass(frozen=True, slots=True)
class Seen:
    """What readers of the preview see: the site, or what is wrong with it. `version` counts from 1."""

    version: int
    leaves: Leaves = field(repr=False)
    problems: tuple[Problem, ...]


class Session:
    """A workspace that somebody works on."""

    def __init__(self, root: str, as_of: date | None) -> None:
        self._root = root
        self._as_of = as_of
        self._program = sources.program()
        self._memory = Memory()
        self._hashes: Mapping[str, str] = {}
        self._others: Mapping[str, str] = {}
        self._templates: Templates | None = None
        self._workspace: Workspace | None = None
        self._lock = Lock()
        self.seen = Seen(0, {}, ())

    def refresh(self) -> Seen:
        """Looks at the sources, and makes the site anew where any of them has changed."""
        with self._lock:
            found = sources.read(self._root, POSTS)
            if found.hashes != self._hashes or not self.seen.version:
                self.seen = self._made(found)
                self._hashes = found.hashes
            return self.seen

    def _made(self, found: Sources) -> Seen:
        version = self.seen.version + 1
        try:
            return Seen(version, self._leaves(found), ())
        except LeitmotivError as refused:
            # What was there before stays, for pictures and styles.
            return Seen(version, self.seen.leaves, refused.problems)

    def _leaves(self, found: Sources) -> Leaves:
        workspace = self._opened(found)
        read = content.read(workspace, found.kept, self._program, self._memory)
        shown = building.shown(workspace, read, building.issues_of(workspace, read), search=False)
        if self._templates is None:
            self._templates = Templates(self._root)
        return site.leaves(shown, self._templates.render)

    def _opened(self, found: Sources) -> Workspace:
        """The workspace; read anew, with its templates, where anything but posts has changed."""
        if self._workspace is None or found.others != self._others:
            self._templates = self._workspace = None
            self._workspace = workspaces.load(self._root, self._as_of)
            self._others = found.others
        return self._workspace
