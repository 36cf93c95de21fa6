"""What a check finds: an error keeps the site from being published, a warning deserves a look."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

from pipeline.errors import Problem
from pipeline.posts import links, markdown
from pipeline.site import assets, places, targets
from pipeline.site.bodies import Written
from pipeline.site.content import Asset

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


@dataclass(frozen=True)
class Sources:
    """What the files of a site were made from: the texts in Markdown by the path of their page, and the files that
    are published as they are, by their path in the workspace.
    """

    pages: Mapping[str, Written] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)

    def target(self, page: str, written: str, url: str) -> targets.Target | None:
        """Where a link leads that stands as `written` in the text of `page`; None where it leads out of the site."""
        file, _, fragment = written.partition("#")
        if file.endswith(".md"):
            found = self._page_of.get(links.one_form(links.beside(self.pages[page].path, file)))
            return (found, unquote(fragment)) if found else None
        return targets.inside(page, written, url)

    @cached_property
    def _page_of(self) -> Mapping[str, str]:
        return {links.one_form(text.path): page for page, text in self.pages.items()}


def at_links(sources: Sources, page: str, href: str, url: str, said: Callable[[str], str]) -> Iterator[Problem]:
    """What is `said` of a link as it was written, at each one in the text of `page` that leads where `href` does."""
    text = sources.pages.get(page)
    if text is None:
        yield Problem(said(href), page)
        return
    meant = targets.inside(page, href, url)

    def leads_there(target: str) -> bool:
        return target == href or (meant is not None and sources.target(page, target, url) == meant)

    found = list(places.places(text.body, leads_there))
    for target, (line, column) in found:
        yield Problem(said(target), text.path, text.body_line + line - 1, column)
    if not found:
        yield Problem(said(href), text.path)


def at_pictures(sources: Sources, page: str, messages: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """The `messages` (address of a picture without a text, message), each at its picture in the text of `page`."""
    text = sources.pages.get(page)
    spots = list(_silent(text)) if text else []
    for address, message in messages:
        path = links.beside(page, address)
        spot = next((spot for spot in spots if text and _shows(sources, text, spot[0], path)), None)
        if text is None or spot is None:
            yield Problem(message, text.path if text else page)
        else:
            spots.remove(spot)
            yield Problem(message, text.path, text.body_line + spot[1] - 1, spot[2])


def _shows(sources: Sources, text: Written, target: str, path: str) -> bool:
    asset = assets.find(sources.assets, posixpath.dirname(text.path), target)
    return asset is not None and asset.path == path


def _silent(text: Written) -> Iterator[tuple[str, int, int]]:
    """(target, line, column) of each picture without a text, in the order of the page; both count from 1."""
    lines = text.body.split("\n")
    seen: set[tuple[int, int]] = set()
    for block in markdown.tokens(text.body):
        first = block.map[0] + 1 if block.map else 1
        for child in block.children or ():
            if child.type == "image" and not child.content.strip():
                target = str(child.attrGet("src"))
                spot = next((spot for spot in _spots(lines, first, target) if spot not in seen), (first, 1))
                seen.add(spot)
                yield target, *spot


def _spots(lines: Sequence[str], first: int, target: str) -> Iterator[tuple[int, int]]:
    written = re.compile(rf"!\[\s*\]\(\s*<?(?:{re.escape(target)}|{re.escape(unquote(target))})(?=[\s>)])")
    for number, line in enumerate(lines[first - 1 :], first):
        for found in written.finditer(line):
            yield number, found.start() + 1


def apart_from(broken: Iterable[Problem], found: Iterable[Finding]) -> Iterator[Finding]:
    """Those of pages that do not follow from what is `broken` in a text: its link leads nowhere there, too."""
    places = {(problem.path, problem.line, problem.column) for problem in broken}
    for finding in found:
        problem = finding.problem
        if finding.code != "broken-link" or (problem.path, problem.line, problem.column) not in places:
            yield finding
