"""Work that is done once: results by the hash of what they are made from, below the workspace's `.leitmotiv/`.

Nothing there is needed: deleting the folder only makes the next build slower.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.edges import files
from pipeline.errors import WorkspaceError

FOLDER = ".leitmotiv"


class Kept:
    """Results of one kind of work, such as `cards`; `version` changes when the work does."""

    def __init__(self, root: str, kind: str, version: str) -> None:
        self._root = str(Path(root, FOLDER))
        self._kind = kind
        self._version = version

    def get(self, source: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gave for `source` before, else what it gives now; it is no mistake if that cannot be kept."""
        name = hashlib.sha256(self._version.encode() + b"\0" + source).hexdigest()
        path = f"{self._kind}/{name[:2]}/{name[2:]}"
        try:
            return Path(self._root, path).read_bytes()
        except OSError:
            made = make()
        try:
            files.write_atomic(self._root, ".gitignore", b"*\n")
            files.write_atomic(self._root, path, made)
        except WorkspaceError:
            pass
        return made
