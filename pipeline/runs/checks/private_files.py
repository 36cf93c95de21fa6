"""Files of private/ that content/ would publish: by a link, as a copy, or in a folder that is called so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.edges.place import PRIVATE
from pipeline.errors import Problem
from pipeline.site.findings import Finding


def findings(root: str, sources: Iterable[str]) -> Iterator[Finding]:
    """An error for each of the published files `sources`, paths in the workspace at `root`, that is one of them."""
    folder = Path(root, PRIVATE).resolve()
    sizes = _by_size(folder)
    for source in sources:
        place = Path(root, source)
        said = ""
        if place.resolve().is_relative_to(folder):
            said = "leads into private/"
        elif PRIVATE in source.split("/")[:-1]:
            said = "lies in a folder called private"
        elif twin := _twin(place, sizes):
            said = f"is a copy of {PRIVATE}/{twin.relative_to(folder).as_posix()}"
        if said:
            yield Finding("error", "private-file", Problem(f"{said}, and would be published; take it out", source))


def _by_size(folder: Path) -> Mapping[int, list[Path]]:
    """The files below `folder` by their size in bytes; empty ones say nothing."""
    found: dict[int, list[Path]] = {}
    for inside, _, names in os.walk(folder):
        for path in (Path(inside, name) for name in names):
            if path.is_file() and (size := path.stat().st_size):
                found.setdefault(size, []).append(path)
    return found


def _twin(place: Path, sizes: Mapping[int, list[Path]]) -> Path | None:
    alike = sizes.get(place.stat().st_size, ())
    return next((one for one in alike if os.access(one, os.R_OK) and one.read_bytes() == place.read_bytes()), None)
