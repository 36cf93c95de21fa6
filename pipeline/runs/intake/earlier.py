"""What a file says again: every run reads last month's export, beside a newer one that may know better."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import PurePath

from pipeline.edges import files

Said = Mapping[str, str | None]
"""A hash of what a file said of each row when it was last imported, by the row's id; None where that was not kept."""


def hashed(cells: object) -> str:
    """A hash of what is said of a row."""
    return hashlib.sha256(repr(cells).encode(errors="surrogatepass")).hexdigest()[:16]


def repeated(root: str, by_file: Mapping[str, Said], path: str, now: Mapping[str, str]) -> frozenset[str]:
    """The rows of which the file at `path` says what it said before; they are no news.

    A file that was not there before may be an old one that was moved: it says all that one said which is gone.
    """
    gone = (said for one, said in by_file.items() if said.items() <= now.items() and not files.exists(root, one))
    before = by_file.get(path) or max(gone, key=len, default={})
    return frozenset(row for row, said in now.items() if before.get(row) == said)


def moved(root: str, known: Collection[str], path: str) -> str | None:
    """Where the file at `path` lay when it was last imported, if it was put elsewhere since."""
    if path in known:
        return None
    name = PurePath(path).name
    return next((one for one in sorted(known) if PurePath(one).name == name and not files.exists(root, one)), None)
