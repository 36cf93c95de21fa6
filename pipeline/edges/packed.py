"""Many small results in two files: an index that is read whole, and bytes, of which only those asked for are read.

As with all below `.leitmotiv/`, nothing here is needed, and nothing here is trusted: what does not fit its checksum
counts as missing, be it a killed process, two at once, or a damaged disk.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from pipeline.edges import files
from pipeline.edges.kept import FOLDER
from pipeline.errors import WorkspaceError

_WASTE = 2
"""The bytes are written anew when more than half of them belong to nobody."""


class Place(NamedTuple):
    """Where a result stands: its first byte, its length and its checksum."""

    start: int
    length: int
    check: int


class Packed:
    """Results of one kind of work. `context` is the hash of all that they depend on beside their own source."""

    def __init__(self, root: str, kind: str, context: str) -> None:
        self._root = str(Path(root, FOLDER))
        self._kind = kind
        self._context = context
        self._handle: int | None = None
        self._closing: finalize[..., Packed] | None = None

    def load(self) -> dict[str, list[Any]]:
        """The index: a row of JSON values by name; empty where there is none, or one of another context."""
        try:
            said = json.loads(Path(self._root, f"{self._kind}.json").read_bytes())
            return dict(said["rows"]) if said["context"] == self._context else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def read(self, place: Place) -> bytes | None:
        """The bytes at `place`; None where they are not what was put there."""
        try:
            if self._handle is None:
                self._handle = os.open(self._data(), os.O_RDONLY)
                self._closing = finalize(self, os.close, self._handle)
            found = os.pread(self._handle, place.length, place.start)
        except (OSError, AttributeError, OverflowError, ValueError):
            return None
        return found if len(found) == place.length and zlib.crc32(found) == place.check else None

    def add(self, results: Sequence[bytes]) -> list[Place] | None:
        """Puts results behind those that are there; None where that cannot be."""
        try:
            files.write_atomic(self._root, ".gitignore", b"*\n")
            with Path(self._data()).open("ab") as data:
                start = data.seek(0, os.SEEK_END)
                data.write(b"".join(results))
        except (OSError, WorkspaceError):
            return None
        places = []
        for result in results:
            places.append(Place(start, len(result), zlib.crc32(result)))
            start += len(result)
        return places

    def empty(self) -> None:
        """Forgets all results."""
        self._close()
        with suppress(OSError):
            Path(self._data()).unlink()

    def is_wasteful(self, used: int) -> bool:
        """Whether more than half of the bytes are not among the `used` ones."""
        try:
            return Path(self._data()).stat().st_size > _WASTE * used + (1 << 20)
        except OSError:
            return False

    def save(self, rows: Mapping[str, Sequence[Any]]) -> None:
        """Keeps the index; it is no mistake if that cannot be."""
        said = {"context": self._context, "rows": rows}
        content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        try:
            files.write_atomic(self._root, f"{self._kind}.json", content)
        except WorkspaceError:
            return

    def _data(self) -> str:
        return str(Path(self._root, self._kind))

    def _close(self) -> None:
        if self._closing is not None:
            self._closing()
        self._handle = self._closing = None
