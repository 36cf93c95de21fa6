"""The positioning report: facts in, one value out, shown as JSON, on the terminal or as a page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.demand import contract, headline, reasons, report, wording
from pipeline.demand.ledger import TagsAsOf
from pipeline.demand.page import html
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.edges import files, site_folder
from pipeline.edges.templates import Templates
from pipeline.model.rendering import Wording
from pipeline.model.workspace import Workspace
from pipeline.runs import assets, content, history
from pipeline.runs.content import Content
from pipeline.runs.report import hindsight, ledger
from pipeline.runs.report.hindsight import Hindsight
from pipeline.runs.report.ledger import Span

_ENGLISH, _IN_EACH = "en", "What next"
"""The language that its sentences are written in, and one of them that stands in every report."""
_LARGEST = 100_000
"""Bytes of a font that a page carries with it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report, the language it speaks, and the sentence above it; `hindsight` where it does without."""

    report: Report
    speech: Speech
    headline: str
    hindsight: Hindsight | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to know, and where it goes: a page and tables into folders, `counts` into JSON."""

    span: Span = (None, None)
    lang: str = "en"
    tags_as_of: TagsAsOf = "today"
    page: str | None = None
    tables: str | None = None
    counts: bool = False
    engine: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The report; the path of its page and the names of its tables where they were written, and all of it as JSON."""

    made: Made
    page: str | None
    tables: tuple[str, ...]
    rows: Mapping[str, Any]


def answer(workspace: Workspace, question: Question) -> Answer:
    """Makes the report, and writes what was asked for; raises where that would be published with the site."""
    for folder in filter(None, (question.page, question.tables)):
        site_folder.refuse_public(workspace.root, workspace.config.site.output, folder)
    found = content.read_or_nothing(workspace)
    made = make(workspace, question.span, question.lang, found, question.tags_as_of)
    page_at = write_page(workspace, made, question.page) if question.page else None
    tables: tuple[str, ...] = ()
    rows = as_json(made)
    if question.tables or question.counts:
        from pipeline.runs.report import analytics  # an engine

        counted = analytics.aggregate(workspace, made.report.ledger, found, question.engine)
        tables = analytics.write_tables(rows, counted, question.tables) if question.tables else ()
        rows = {**rows, **analytics.as_json(counted)}
    return Answer(made, page_at, tables, rows)


def make(
    workspace: Workspace,
    span: Span = (None, None),
    lang: str = "en",
    found: Content | None = None,
    tags_as_of: TagsAsOf = "today",
) -> Made:
    """The report of a period in `lang`; `found` saves reading the posts again."""
    facts = ledger.read(workspace, found or content.read_or_nothing(workspace), span)
    came_to = None
    if tags_as_of == "lead":
        facts, came_to = hindsight.without(facts, history.read(workspace))
    made = report.assemble(facts)
    speech = wording.speech(
        Templates(workspace.root).wording(lang), lang, workspace.catalogue, workspace.config.languages
    )
    return Made(made, speech, headline.headline(made, speech.voice), came_to)


def languages(workspace: Workspace) -> list[str]:
    """The languages that a report can speak: English, and those that there are sentences of its own for."""
    templates = Templates(workspace.root)
    return [lang for lang in templates.languages() if lang == _ENGLISH or _speaks(templates.wording(lang))]


def _speaks(said: Wording) -> bool:
    """Whether a catalogue has more than the words of site and letters."""
    return said.gettext(_IN_EACH) != _IN_EACH


def as_json(made: Made) -> dict[str, Any]:
    """The report as the contract has it."""
    speech = made.speech
    say = partial(reasons.say, voice=speech.voice)
    return contract.as_json(made.report, made.headline, speech.lang, speech.languages, say)


def write_page(workspace: Workspace, made: Made, folder: str) -> str:
    """Writes the report as one self-contained page into `folder`; answers its path."""
    text = html.page(made.report, made.speech, Templates(workspace.root).render, _fonts(workspace))
    path = str(Path(folder, "index.html"))
    files.write_atomic("", path, text.encode())
    return path


def _fonts(workspace: Workspace) -> dict[str, str]:
    """The fonts of the site as parts of the page, which has to look right wherever it is carried."""
    found = assets.font_files(workspace).items()
    return {
        name: f"data:font/woff2;base64,{b64encode(font).decode('ascii')}"
        for name, font in found
        if len(font) <= _LARGEST
    }
