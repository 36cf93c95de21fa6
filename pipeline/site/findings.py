"""What a check finds: an error keeps the site from being published, a warning deserves a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Problem
from pipeline.posts import markdown
from pipeline.site.bodies import Written, place

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is kebab-case and part of the contract."""

    level: Level
    code: str
    problem: Problem

    def as_json(self) -> dict[str, object]:
        """A row of `check --json`."""
        said = self.problem
        return {
            "level": self.level,
            "code": self.code,
            "path": said.path or None,
            "line": said.line,
            "column": said.column,
            "message": said.message,
        }


Sources = Mapping[str, Written]
"""Path of a page → the text that it was made from."""


def at(sources: Sources, page: str, needle: str, message: str) -> Problem:
    """`message` where `needle` stands in the text of `page`, else in whichever text it comes from, else at the page."""
    text = sources.get(page) or next((text for text in sources.values() if needle in text.body), None)
    if text is None:
        return Problem(message, page)
    lines = text.body.split("\n")
    for number, line in enumerate(lines):
        column = line.find(needle)
        if column != -1:
            return Problem(message, text.path, text.body_line + number, column + 1)
    return Problem(message, text.path)


def at_link(sources: Sources, page: str, href: str, message: str) -> Problem:
    """`message` at the link of the text of `page` that became `href`: both end alike."""
    text = sources.get(page)
    if text is None:
        return Problem(message, page)
    _, mark, fragment = href.partition("#")
    end = mark + fragment if mark else href.rpartition("/")[2]
    for first, target in markdown.link_targets(text.body):
        if target.endswith(end):
            line, column = place(text.body.split("\n"), first, target)
            return Problem(message, text.path, text.body_line + line - 1, column)
    return Problem(message, text.path)
