"""What a file says again: every run reads last month's export, beside a newer one that may know better."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath

from pipeline.edges import files
from pipeline.model import short_hash

Said = Mapping[str, str | None]
"""A hash of what a file said of each row when it was last imported, by the row's id; None where that was not kept."""


def hashed(cells: object) -> str:
    """A hash of what is said of a row."""
    return short_hash.of(repr(cells))


def repeated(root: str, by_file: Mapping[str, Said], path: str, now: Mapping[str, str]) -> frozenset[str]:
    """The rows of which the file at `path` says what it said before; they are no news.

    A file that was not there before may be an old one that was moved: where all that it says is what one said that is
    gone, nothing is news.
    """
    if path in by_file:
        return frozenset(row for row, said in now.items() if by_file[path].get(row) == said)
    gone = (known for one, known in by_file.items() if not files.exists(root, one))
    return frozenset(now) if any(now.items() <= known.items() for known in gone) else frozenset()


def moved(root: str, known: Collection[str], path: str) -> str | None:
    """Where the file at `path` lay when it was last imported, if it was put elsewhere since."""
    if path in known:
        return None
    name = PurePath(path).name
    return next((one for one in sorted(known) if PurePath(one).name == name and not files.exists(root, one)), None)
