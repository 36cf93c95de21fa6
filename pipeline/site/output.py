"""Files of the plan, each claimed once and inside the output folder."""

from __future__ import annotations

import posixpath

from pipeline.errors import ContentError, Problem
from pipeline.model.plan import Plan


class Output:
    """Collects files; two that want one place are a mistake of the content, not a race."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._sources: dict[str, str] = {}
        self._problems: list[Problem] = []

    def add(self, path: str, source: str, content: str | bytes) -> None:
        """Puts `content` at `path`; `source` is what the file is made from."""
        place = path.casefold()  # one file on the disks of macOS and Windows
        if place in self._sources:
            said = f"{source} and {self._sources[place]} both become this page; change the slug or name of one"
            self._problems.append(Problem(said, path))
        elif path.startswith(("/", "../")) or posixpath.normpath(path) != path or "\\" in path:
            said = f"{source} would be written outside the site; take / and .. out of its name"
            self._problems.append(Problem(said, path))
        else:
            self._sources[place] = source
            self._files[path] = content.encode("utf-8") if isinstance(content, str) else content

    def plan(self) -> Plan:
        """All files; raises ContentError with every clash."""
        if self._problems:
            raise ContentError(self._problems)
        return self._files
