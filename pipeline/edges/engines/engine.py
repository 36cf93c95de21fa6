"""What an engine can do, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol

import narwhals as nw

Kind = Literal["int", "float", "text", "bool"]
Schema = Mapping[str, Kind]
Frame = nw.LazyFrame[Any]


class ArrowStream(Protocol):
    """Anything that hands out Arrow record batches (the Arrow PyCapsule interface); it can be read once."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The capsule of the stream."""


class Engine(Protocol):
    """Makes frames of one kind, which can be joined with each other, and fetches what is computed of them."""

    def arrow(self, stream: ArrowStream, schema: Schema) -> Frame:
        """The rows of a stream, with the columns and kinds of `schema`."""

    def rows(self, rows: Iterable[Sequence[object]], schema: Schema) -> Frame:
        """A small table from here; its columns in the order of `schema`."""

    def parquet(self, path: str) -> Frame:
        """The rows of one Parquet file, or of all files in a folder, wherever the engine can read."""

    def paths(self, steps: Frame, names: Sequence[str]) -> Frame:
        """lead_id, step → lead_id, path: distinct steps in order, each as the name at step mod len(names)."""

    def fetched(self, frame: Frame) -> list[tuple[Any, ...]]:
        """All rows of a frame, computed now."""

    def materialised(self, frame: Frame) -> int:
        """Computes a frame where it lives, without fetching it; answers how many rows it has."""
