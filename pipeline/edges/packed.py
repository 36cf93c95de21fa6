"""Many small results in two files that only grow: rows, which are read whole, and bytes, of which only those asked for
are read.

Several processes may add to them at once: what is new is appended (POSIX: O_APPEND), and of two rows with one name the
later one counts. As with all below `.leitmotiv/`, nothing here is needed, and nothing here is trusted: what does not
fit its checksum counts as missing, be it a killed process or a damaged disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from pipeline.edges import files
from pipeline.edges.kept import FOLDER
from pipeline.errors import WorkspaceError

_WASTE = 2
"""The files are rewritten when what they hold is more than twice what is still used."""
_SPARE_ROWS, _SPARE_BYTES = 1_000, 1 << 20

Row = list[Any]
"""Values that can stand in JSON."""


class Place(NamedTuple):
    """Where bytes stand: the first one, their number and their checksum."""

    start: int
    length: int
    check: int


NOWHERE = Place(0, 0, 1)
"""No bytes have this checksum."""


class Packed:
    """Results of one kind of work. `context` is all that they depend on beside their own source: those of another one
    lie in other files, which go when the first result of this one comes.
    """

    def __init__(self, root: str, kind: str, context: str) -> None:
        self._folder = str(Path(root, FOLDER))
        self._kind = kind
        self._name = f"{kind}-{hashlib.sha256(context.encode()).hexdigest()[:16]}"
        self._lines = 0
        self._reading: int | None = None
        self._writing: tuple[int, int, int] | None = None
        self._closing: list[finalize[..., Packed]] = []

    def load(self) -> dict[str, tuple[Row, Place]]:
        """All rows by name, with the places of their bytes."""
        try:
            lines = Path(self._rows()).read_bytes().split(b"\n")[1:]
        except OSError:
            return {}
        self._lines = len(lines)
        try:
            return dict(_entry(*said) for said in json.loads(b"[%b]" % b",".join(lines)))
        except (ValueError, TypeError):
            return dict(entry for line in lines if (entry := _parsed(line)) is not None)

    def read(self, place: Place) -> bytes | None:
        """The bytes at `place`; None where they are not what was put there."""
        try:
            if self._reading is None:
                self._reading = self._opened(self._data(), os.O_RDONLY)
            found = os.pread(self._reading, place.length, place.start)
        except (OSError, AttributeError, OverflowError, ValueError, TypeError):
            return None
        return found if len(found) == place.length and zlib.crc32(found) == place.check else None

    def put(self, name: str, row: Row, content: bytes = b"") -> Place:
        """Keeps a row and its bytes, and answers where these are; it is no mistake if that cannot be: NOWHERE then."""
        try:
            data, rows = self._handles()
            if os.write(data, content) != len(content):
                return NOWHERE
            place = Place(os.lseek(data, 0, os.SEEK_CUR) - len(content), len(content), zlib.crc32(content))
            # Its line break is in front: a line that a killed process left half written spoils no other.
            said = "\n" + json.dumps([name, row, place], ensure_ascii=False, separators=(",", ":"))
            os.write(rows, said.encode("utf-8", "surrogatepass"))
        except (OSError, WorkspaceError):
            return NOWHERE
        return place

    def pruned(self, live: dict[str, tuple[Row, Place]]) -> dict[str, tuple[Row, Place]]:
        """`live`, where all that is kept of it stands now: where more than half is none of it, the rest is let go."""
        used = sum(place.length for _, place in live.values())
        try:
            size = Path(self._data()).stat().st_size
        except OSError:
            return live
        if self._lines <= _WASTE * len(live) + _SPARE_ROWS and size <= _WASTE * used + _SPARE_BYTES:
            return live
        found = {name: (row, self.read(place)) for name, (row, place) in live.items()}
        self.empty()
        kept = {name: (row, content) for name, (row, content) in found.items() if content is not None}
        return live | {name: (row, self.put(name, row, content)) for name, (row, content) in kept.items()}

    def empty(self) -> None:
        """Forgets all results."""
        for close in self._closing:
            close()
        self._closing.clear()
        self._reading = self._writing = None
        self._lines = 0
        for path in (self._rows(), self._data()):
            with suppress(OSError):
                Path(path).unlink()

    def _handles(self) -> tuple[int, int]:
        """This process's own handles: a fork that used its parent's would share the position at which it writes."""
        if self._writing is None or self._writing[0] != os.getpid():
            if not Path(self._rows()).exists():
                files.write_atomic(self._folder, ".gitignore", b"*\n")
                self._forget_others()
            flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._writing = (os.getpid(), self._opened(self._data(), flags), self._opened(self._rows(), flags))
        return self._writing[1:]

    def _forget_others(self) -> None:
        for path in Path(self._folder).glob(f"{self._kind}-*"):
            if path.stem != self._name:
                with suppress(OSError):
                    path.unlink()

    def _opened(self, path: str, flags: int) -> int:
        handle = os.open(path, flags, 0o666)
        self._closing.append(finalize(self, os.close, handle))
        return handle

    def _data(self) -> str:
        return f"{self._folder}/{self._name}"

    def _rows(self) -> str:
        return f"{self._folder}/{self._name}.jsonl"


def _entry(name: str, row: Row, place: Iterable[Any]) -> tuple[str, tuple[Row, Place]]:
    return name, (row, Place(*place))


def _parsed(line: bytes) -> tuple[str, tuple[Row, Place]] | None:
    try:
        entry = _entry(*json.loads(line))
    except (ValueError, TypeError):
        return None
    return entry if isinstance(entry[0], str) else None
