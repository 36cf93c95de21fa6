"""The site as it would be, kept in memory and made anew after each save; nothing is written into the output folder.

To give themes, all posts are read, which takes seconds where there are many. So a save is shown with the themes that
were given before, and once more where it changed any.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from pipeline.edges import files, place, sources
from pipeline.edges import workspace as workspaces
from pipeline.edges.place import CONFIG
from pipeline.edges.sources import Sources
from pipeline.edges.templates import Templates
from pipeline.errors import LeitmotivError, Problem
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.posts import links
from pipeline.runs import assets, building, content
from pipeline.runs.assets import Gathered
from pipeline.runs.content import Content
from pipeline.runs.manuscripts import Memory
from pipeline.runs.unchanged import OF_POSTS
from pipeline.site import plan as site
from pipeline.site.output import Leaves


@dataclass(frozen=True, slots=True)
class Seen:
    """What readers of the preview see: the site, or what is wrong with it. `version` counts from 1."""

    version: int
    leaves: Leaves = field(repr=False)
    problems: tuple[Problem, ...]


class Session:
    """A workspace that somebody works on, for days: where no `as_of` holds its day still, each save is seen `today`."""

    def __init__(self, root: str, as_of: date | None, today: Callable[[], date] = place.today) -> None:
        self._root = root
        self._as_of = as_of
        self._today = today
        self._day = today()
        self._program = sources.program()
        self._memory = Memory()
        self._hashes: Mapping[str, str] = {}
        self._others: Mapping[str, str] = {}
        self._templates: Templates | None = None
        self._workspace: Workspace | None = None
        self._gathered: Gathered | None = None
        self._read: Content | None = None
        self._tags: Mapping[str, tuple[Tag, ...]] | None = None
        self._lock = Lock()
        self.seen = Seen(0, {}, ())

    @property
    def base(self) -> str:
        """The path of the site's address on its host, without slashes around it: `sub` of https://example.org/sub/."""
        workspace = self._workspace
        return links.base(workspace.config.workspace.url).lstrip("/") if workspace else ""

    @property
    def is_there(self) -> bool:
        """Whether the workspace still is where it was."""
        return files.exists(self._root, CONFIG)

    def refresh(self) -> Seen:
        """Looks at the sources, and makes the site anew where any of them has changed."""
        with self._lock:
            try:
                found = sources.read(self._root, OF_POSTS)
            except LeitmotivError as refused:  # such as a post that goes away at this moment
                self._read, self._hashes = None, {}
                self.seen = Seen(self.seen.version + 1, self.seen.leaves, refused.problems)
                return self.seen
            day = self._today()
            if found.hashes != self._hashes or day != self._day or not self.seen.version:
                self._day = day
                self.seen = self._made(found)
                self._hashes = found.hashes
            return self.seen

    def settle(self) -> Seen:
        """Gives the themes anew, and makes the site anew where that changed any; a save meanwhile comes first."""
        with self._lock:
            before, read = self.seen, self._read
        if read is None:
            return before
        try:
            tags = dict(read.tags)
        except LeitmotivError as refused:
            told = Seen(before.version + 1, before.leaves, refused.problems)
            return self._settled(read, lambda: told)
        return self._settled(read, lambda: self._retagged(before, read, tags))

    def _settled(self, read: Content, see: Callable[[], Seen]) -> Seen:
        """What came of settling, unless something was saved since `read`."""
        with self._lock:
            if self._read is read:
                self._read = None
                self.seen = see()
            return self.seen

    def _retagged(self, before: Seen, read: Content, tags: Mapping[str, tuple[Tag, ...]]) -> Seen:
        known, self._tags = self._tags or {}, tags
        if self._workspace is None or _themes(tags) == _themes(known):
            return before
        return Seen(before.version + 1, self._leaves(self._workspace, read), ())

    def _made(self, found: Sources) -> Seen:
        version = self.seen.version + 1
        self._read = None
        try:
            workspace = self._opened(found)
            read = content.read(workspace, found.kept, self._program, self._memory)
            if not workspace.catalogue.themes:
                self._tags = None
            elif self._tags is None:
                self._tags = dict(read.tags)
            else:
                self._read, read = read, replace(read, tags=read.tags.as_before(self._tags))
                self._tags = dict(read.tags)
            return Seen(version, self._leaves(workspace, read), ())
        except LeitmotivError as refused:
            # What was there before stays, for pictures and styles.
            return Seen(version, self.seen.leaves, refused.problems)

    def _leaves(self, workspace: Workspace, read: Content) -> Leaves:
        if self._gathered is None:
            self._gathered = assets.gather(workspace)
        issues = building.issues_of(workspace, read)
        shown = building.shown(workspace, read, issues, gathered=self._gathered, search=False)
        if self._templates is None:
            self._templates = Templates(self._root)
        return site.leaves(shown, self._templates.render)

    def _opened(self, found: Sources) -> Workspace:
        """The workspace; read anew, with its templates and pictures, where anything but posts has changed."""
        if self._workspace is None or found.others != self._others:
            self._templates = self._workspace = self._gathered = None
            self._workspace = workspaces.load(self._root, self._as_of)
            self._others = found.others
        day = self._as_of or self._workspace.config.workspace.as_of or self._day
        self._workspace = replace(self._workspace, as_of=day)
        return self._workspace


def _themes(tags: Mapping[str, tuple[Tag, ...]]) -> dict[str, list[str]]:
    """The themes of each group, the weightiest first: all that pages show of tags."""
    return {key: [tag.theme for tag in sorted(given, key=lambda tag: -tag.weight)] for key, given in tags.items()}
