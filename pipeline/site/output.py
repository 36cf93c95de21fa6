"""Files of the plan, each claimed once and inside the output folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.errors import Problem
from pipeline.model.plan import Plan

_WELL_KNOWN = ".well-known/"
"""Where others look for proofs and contacts of a site (RFC 8615)."""
_LONGEST = 255
"""Bytes of the name of a file or a folder, on all common disks."""

Made = str | bytes | Callable[[], str | bytes]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file to be. `made` may wait until its content is asked for.

    `shows` are the ids of the posts whose text it holds, `names` gives the translation keys of those whose title,
    summary or reading time it may hold: everything else about it follows from what all pages share.
    """

    made: Made = field(repr=False)
    shows: tuple[str, ...] = ()
    names: Callable[[], Iterable[str]] = field(default=tuple, repr=False)

    def content(self) -> bytes:
        """The file's bytes; the same each time."""
        made = self.made if isinstance(self.made, (str, bytes)) else self.made()
        return made.encode("utf-8") if isinstance(made, str) else made


Leaves = Mapping[str, Leaf]
"""Path below the output folder → the file."""


class Output:
    """Collects files; two that want one place are a mistake of the content, not a race."""

    def __init__(self) -> None:
        self._files: dict[str, Leaf] = {}
        self._sources: dict[str, str] = {}
        self._clashes: set[tuple[str, str]] = set()
        self._problems: list[Problem] = []

    def add(self, path: str, source: str, leaf: Leaf) -> None:
        """Puts a file at `path`; `source` is what it is made from."""
        place = path.casefold()  # one file on the disks of macOS and Windows
        if place in self._sources:
            said = f"{source} and {self._sources[place]} both become this page; change the slug, alias or name of one"
            if (source, self._sources[place]) not in self._clashes:  # a photo has smaller versions
                self._problems.append(Problem(said, path))
            self._clashes.add((source, self._sources[place]))
        elif path.startswith(("/", "../")) or posixpath.normpath(path) != path or "\\" in path:
            said = f"{source} would be written outside the site; take /, \\ and .. out of its name"
            self._problems.append(Problem(said, path))
        elif len(path) * 4 > _LONGEST and any(len(part.encode()) > _LONGEST for part in path.split("/")):
            said = f"{source} would become a file whose name is longer than {_LONGEST} bytes; shorten it"
            self._problems.append(Problem(said, path))
        elif path.startswith(".") and not path.startswith(_WELL_KNOWN):
            said = f"{source} would become a hidden file; take the dot from the beginning of its address"
            self._problems.append(Problem(said, path))
        else:
            self._sources[place] = source
            self._files[path] = leaf

    def leaves(self) -> Leaves:
        """All files; where two clash, one of them."""
        return self._files

    def clashes(self) -> tuple[Problem, ...]:
        """Why they cannot all be written."""
        return (*self._problems, *self._in_files())

    def _in_files(self) -> Iterator[Problem]:
        """Files that would lie in a folder whose name another file has."""
        folders: dict[str, str] = {}
        for place, source in self._sources.items():
            folders.setdefault(place.rpartition("/")[0], source)
        for innermost, source in folders.items():
            folder = innermost
            while folder:
                if folder in self._sources:
                    said = f"{source} needs a folder of this name, and {self._sources[folder]} is a file of it"
                    yield Problem(f"{said}; change the address of one", folder)
                folder = folder.rpartition("/")[0]


def plan(leaves: Leaves) -> Plan:
    """The files with their content."""
    return {path: leaf.content() for path, leaf in leaves.items()}
