"""Work that is done once: results by the hash of what they are made from, below the workspace's `.leitmotiv/`.

Nothing there is needed: deleting the folder only makes the next build slower.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline.edges import files
from pipeline.errors import WorkspaceError

FOLDER = ".leitmotiv"
_KEY_BYTES = 32


def forget(root: str) -> None:
    """Takes away all that is kept in the workspace at `root`."""
    place = Path(root, FOLDER)
    with files.refusals(FOLDER, "taken away"):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)


class Kept:
    """Results of one kind of work, such as `cards`; `version` changes when the work does.

    Each stands behind its own hash: what was damaged is made again.
    """

    def __init__(self, root: str, kind: str, version: str) -> None:
        self._root = str(Path(root, FOLDER))
        self._kind = kind
        self._version = version

    def get(self, source: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gave for `source` before, else what it gives now; it is no mistake if that cannot be kept."""
        name = hashlib.sha256(self._version.encode() + b"\0" + source).hexdigest()
        path = f"{self._kind}/{name[:2]}/{name[2:]}"
        try:
            content = Path(self._root, path).read_bytes()
        except OSError:
            content = b""
        kept = content[_KEY_BYTES:]
        if hashlib.sha256(kept).digest() == content[:_KEY_BYTES]:
            return kept
        made = make()
        try:
            files.write_atomic(self._root, ".gitignore", b"*\n")
            files.write_atomic(self._root, path, hashlib.sha256(made).digest() + made)
        except WorkspaceError:
            pass
        return made


class Latest:
    """The latest result of one kind of work: where the source changes, the result before is written over."""

    def __init__(self, root: str, kind: str) -> None:
        self._root = str(Path(root, FOLDER))
        self._path = f"{kind}/latest"

    def get(self, key: bytes) -> bytes | None:
        """What was put for `key`, 32 bytes, if nothing was put since."""
        try:
            content = Path(self._root, self._path).read_bytes()
        except OSError:
            return None
        return content[_KEY_BYTES:] if content.startswith(key) and len(key) == _KEY_BYTES else None

    def before(self) -> bytes | None:
        """What was put last, whatever its key."""
        try:
            return Path(self._root, self._path).read_bytes()[_KEY_BYTES:]
        except OSError:
            return None

    def put(self, key: bytes, result: bytes | memoryview) -> None:
        """Keeps `result` instead of what was there; it is no mistake if that cannot be done."""
        try:
            files.write_atomic(self._root, ".gitignore", b"*\n")
            files.write_atomic(self._root, self._path, b"".join((key, result)))
        except WorkspaceError:
            pass
