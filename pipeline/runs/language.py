"""Which language texts are in: files, the lines of a file, or what comes through a pipe."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.edges import files, language
from pipeline.edges.language import Detector
from pipeline.model import function_words
from pipeline.model.language import Detect, Guess
from pipeline.posts import spoken

_HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
# As in a browser, a script that nothing closes goes on to the end; else each of many would be searched that far.
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of one text; `line` counts from 1, None for a whole file."""

    source: str
    line: int | None
    guess: Guess


def detector(named: Sequence[str], own: Sequence[str] = ()) -> Detect:
    """Chooses among the `named`, else among the workspace's `own`; where these are no choice, among all known ones."""
    if named or len(own) > 1:
        return Detector(named or own)
    return Detector(tuple(dict.fromkeys([*own, *function_words.listed()])), only=False)


def unknown(languages: Sequence[str]) -> tuple[str, ...]:
    """Those that nothing here could tell."""
    return tuple(lang for lang in languages if not language.knows(lang))


def of_text(source: str, text: str, detect: Detect) -> Answer:
    """The answer for one text, on its first words; of HTML, where the name of `source` says so, on what one sees."""
    body = _HEAD.sub("", text.removeprefix("\ufeff"))
    if source.lower().endswith((".html", ".htm", ".xhtml")):
        body = html.unescape(_UNSEEN.sub(" ", body))
    return Answer(source, None, detect(spoken.sample(body)))


def of_lines(source: str, text: str, detect: Detect) -> list[Answer]:
    """An answer a line, in order; an empty line gets one too. Lines end at \\n alone."""
    lines = text.removesuffix("\n").split("\n") if text else []
    return [Answer(source, number, detect(spoken.sample(line))) for number, line in enumerate(lines, 1)]


def read_file(path: str) -> str:
    """The text of the file `path`, seen from where one stands."""
    return files.read_text("", path)
