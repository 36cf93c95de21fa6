"""The part of a document that a measurement writes, between two marks."""

from __future__ import annotations

from pathlib import Path


def write(document: Path, begin: str, end: str, text: str) -> None:
    """Puts `text` between the marks, in the place of what stands there; raises ValueError where one is missing."""
    before, rest = document.read_text("utf-8").split(begin)
    _, after = rest.split(end)
    document.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", "utf-8")
