"""The positioning report: facts in, one value out, shown as JSON, on the terminal or as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.demand import contract, headline, page, report, wording
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.edges import files
from pipeline.edges.templates import Templates
from pipeline.model.workspace import Workspace
from pipeline.runs import content, ledger
from pipeline.runs.content import Content
from pipeline.runs.ledger import Span


@dataclass(frozen=True, slots=True)
class Made:
    """A report, the language it speaks, and the sentence above it."""

    report: Report
    speech: Speech
    headline: str


def make(workspace: Workspace, span: Span = (None, None), lang: str = "en", found: Content | None = None) -> Made:
    """The report of a period in `lang`; `found` saves reading the posts again."""
    facts = ledger.read(workspace, found or content.read(workspace), span)
    made = report.assemble(facts)
    speech = wording.speech(
        Templates(workspace.root).wording(lang), lang, workspace.catalogue, workspace.config.languages
    )
    return Made(made, speech, headline.headline(made, speech.voice))


def as_json(made: Made) -> dict[str, Any]:
    """The report as the contract has it."""
    return contract.as_json(made.report, made.headline)


def write_page(workspace: Workspace, made: Made, folder: str) -> str:
    """Writes the report as one self-contained page into `folder`; answers its path."""
    html = page.page(made.report, made.speech, Templates(workspace.root).render)
    files.write_atomic(folder, "index.html", html.encode())
    return str(Path(folder, "index.html"))
