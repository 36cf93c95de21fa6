"""Where a site may go: never over what it is made from, and never over files that no build of ours has written.

A build removes from its folder what it did not make. So a folder is taken only if it is empty, or bears the mark that
the first build into it has left there; the mark is no page, and hidden.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.edges import files
from pipeline.errors import Problem, WorkspaceError

MARK = ".leitmotiv-site"
_SAID = b"Built by leitmotiv. The next build removes from this folder what it does not make.\n"
_SOURCES = ("content", "templates", "private")


def check(root: str, folder: str) -> None:
    """Raises WorkspaceError where building the workspace at `root` into `folder` would destroy something."""
    place, home = Path(folder).resolve(), Path(root).resolve()
    if home.is_relative_to(place):
        raise WorkspaceError(Problem("holds the workspace itself; give the site a folder of its own", folder))
    inside = place.relative_to(home).parts[0] if place.is_relative_to(home) else ""
    if inside in _SOURCES or inside.startswith("."):
        raise WorkspaceError(Problem(f"lies in {inside}/, which a build would empty; give the site its own", folder))
    is_marked = _is_marked(place)  # raises where no disk takes the name
    if Path(folder).is_symlink() and not place.exists():
        raise WorkspaceError(Problem("is a link that leads nowhere; name a folder", folder))
    if place.exists() and not place.is_dir():
        raise WorkspaceError(Problem("is a file; name a folder", folder))
    if not is_marked and _holds_files(place):
        mend = "name another folder, or empty this one yourself"
        raise WorkspaceError(Problem(f"holds files that no build has written, and would remove; {mend}", folder))


def refuse_public(root: str, site: str, folder: str) -> None:
    """Raises WorkspaceError where what is written into `folder` would be published with the site."""
    place, home = Path(folder).resolve(), Path(root).resolve()
    published = (Path(home, site).resolve(), Path(home, "content"), Path(home, "templates"))
    built = any(_is_marked(above) for above in (place, *place.parents))
    if built or any(place.is_relative_to(one) for one in published):
        mend = "name a folder that stays here, such as private/report"
        raise WorkspaceError(Problem(f"would be published with the site, and the report is your own; {mend}", folder))


def _is_marked(folder: Path) -> bool:
    try:
        return Path(folder, MARK).exists()
    except OSError as refused:
        raise WorkspaceError(Problem(f"can be no folder: {refused.strerror}; name another", str(folder))) from refused


def _holds_files(folder: Path) -> bool:
    """Whether there is any file, in whatever depth, but for what is hidden at the top."""
    for place, folders, names in os.walk(folder):
        top = Path(place) == folder
        if any(not (top and name.startswith(".")) for name in names):
            return True
        if top:
            folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def mark(folder: str) -> None:
    """Leaves the mark, before anything else is changed."""
    if not _is_marked(Path(folder)):
        files.write_atomic(folder, MARK, _SAID)
