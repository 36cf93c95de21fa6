"""Files as they arrive: what kind each is, and what commands may do with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, Literal

from pipeline.demand import access_log
from pipeline.edges import exports, files
from pipeline.edges.place import CONFIG
from pipeline.errors import ImportRefused, LeitmotivError, Problem
from pipeline.model import table
from pipeline.model.config import Imports
from pipeline.model.source import misnamed
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.posts.incoming import decoding, json_text
from pipeline.runs.intake import about_tables, columns
from pipeline.runs.intake.about_tables import About

Kind = Literal["table", "json", "mail", "mbox", "log"]

_ENDINGS: dict[str, Kind] = {
    ".eml": "mail",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
}
_NO_TEXT = {
    b"PK\x03\x04": "a spreadsheet or an archive",
    b"\xd0\xcf\x11\xe0": "a spreadsheet of an older Excel",
    b"%PDF-": "a PDF",
}
_OF_IMPORTS = re.compile(r".*\.(?:csv|tsv|json|eml|mbox|mbx|log)(?:\.\d{1,4})?(?:\.gz)?", re.IGNORECASE)
_PACKED = re.compile(r".*\.(?:zip|rar|7z|tar|tgz)", re.IGNORECASE)
_SHEET = re.compile(r"(?:.*/)?(?!~\$)[^/]*\.(?:xlsx|xlsm|xls|ods|numbers)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)")
_MAIL_HEAD = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")


@dataclass(slots=True)
class IncomingFiles:
    """Files by their kind: tables and JSON are read, mails and logs are named only. Paths are as messages show them."""

    tables: list[Table] = field(default_factory=list)
    payloads: list[tuple[str, Any]] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    mboxes: list[str] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def of_leads(self) -> list[str]:
        """Files that can hold nothing but leads."""
        return [*(path for path, _ in self.payloads), *self.mails, *self.mboxes]

    @property
    def others(self) -> list[str]:
        """Files that are no tables."""
        return [*self.of_leads, *self.logs]


def read(workspace: Workspace, paths: Iterable[str]) -> IncomingFiles:
    """The files at `paths`; those that cannot be read are problems."""
    found = IncomingFiles()
    for path in paths:
        name = shown(workspace.root, path)
        if wrong_name := misnamed(name):
            found.problems.append(wrong_name)
            continue
        try:
            _sort(found, workspace.root, name)
        except LeitmotivError as refused:
            found.problems.extend(refused.problems)
    return found


def in_folder(workspace: Workspace) -> tuple[list[str], list[Problem]]:
    """The files of the imports folder that can be read, in the order of their downloads where the names tell it;
    archives that somebody has to unpack, and sheets to save. Whoever names another folder than the usual one has it.
    """
    folder = workspace.config.imports.dir
    if folder != Imports().dir and not files.exists(workspace.root, folder):
        said = f'there is no folder "{folder}", so nothing was taken in; make it, or correct dir under [imports]'
        return [], [Problem(said, CONFIG)]
    everything = files.list_files(workspace.root, folder, "*")
    packed = [Problem("is an archive; unpack it here", path) for path in everything if _PACKED.fullmatch(path)]
    taken = sorted((path for path in everything if _OF_IMPORTS.fullmatch(path)), key=_by_download)
    saved = {PurePath(path).stem for path in taken}
    sheets = [path for path in everything if _SHEET.fullmatch(path) and PurePath(path).stem not in saved]
    return taken, [*packed, *(Problem("is a spreadsheet; save it as CSV here", path) for path in sheets)]


def _by_download(path: str) -> tuple[tuple[str | int, ...], str]:
    """Second and third files of one name follow it: `deals.csv`, `deals (2).csv`, `deals (10).csv`; `deals-2.csv`."""
    parts = _NUMBER.split(str(PurePath(path).with_suffix("")))  # every second one is a number
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts)), path


def one_table(workspace: Workspace, path: str, wanted: About, noun: str) -> Table:
    """The table at `path`, about what is `wanted`, which messages call `noun`; raises ImportRefused where it is not."""
    found = any_table(workspace, path, noun)
    if problem := about_tables.misplaced(found, wanted, columns.known(workspace)):
        raise ImportRefused(problem)
    return found


def any_table(workspace: Workspace, path: str, noun: str) -> Table:
    """The table at `path`, whatever it is about; raises ImportRefused where there is none."""
    found = read(workspace, [path])
    for one in found.tables:
        return one
    others = [Problem(f"holds no {noun}; export them as CSV", name) for name in found.others]
    raise ImportRefused([*found.problems, *others])


def shown(root: str, path: str) -> str:
    """`path` below the workspace where it lies there: that is how messages name it."""
    file = Path(root, path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _sort(found: IncomingFiles, root: str, path: str) -> None:
    kind = _kind(path, exports.head(root, path))
    if kind in ("mail", "mbox", "log"):  # nobody reads these to their end before other files are taken in
        exports.check(root, path)
    match kind:
        case "table":
            found.tables.append(_table(path, exports.content(root, path)))
        case "json":
            found.payloads.append((path, json_text.parse(path, exports.text(root, path))))
        case "mail":
            found.mails.append(path)
        case "mbox":
            found.mboxes.append(path)
        case "log":
            found.logs.append(path)


def _table(path: str, content: bytes) -> Table:
    """The table in `content`: UTF-8, UTF-16, or a page of Windows, as Excel writes unless it is told otherwise."""
    start = decoding.guessed_from(content)
    if start is None:
        return table.parse(path, decoding.text(content))
    page = decoding.page(content)
    found = table.parse(path, decoding.text(content, _charset(content, page)))
    read = f"no UTF-8, so it was read as {decoding.PAGES[page]}"
    place = Problem(f'{read}; where letters look wrong, save it as "CSV UTF-8"', path)
    return replace(found, remarks=(str(replace(place, line=content.count(b"\n", 0, start) + 1)),))


def _charset(content: bytes, page: str) -> str:
    """The page where fewer signs are UTF-8 than bytes are none: now and then two of its letters look like one."""
    signs = "".join(sign for sign in content.decode("utf-8", "ignore") if not sign.isascii())
    stray = len(content.translate(None, bytes(range(128)))) - len(signs.encode())
    return page if stray >= len(signs) else ""


def _kind(path: str, head: bytes) -> Kind:
    """What a file is by the ending of its name, else by how it begins; raises ImportRefused where it is no text."""
    if form := next((form for mark, form in _NO_TEXT.items() if head.startswith(mark)), None):
        mend = "unpack it, or save it as CSV" if "archive" in form else "save it as CSV"
        raise ImportRefused(Problem(f"is {form}; {mend}", path))
    name = PurePath(path.removesuffix(".gz"))
    if known := _ENDINGS.get(name.suffix.lower()):
        return known
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    if access_log.is_log(text.split("\n")):
        return "log"
    if text.startswith("From ") and _MAIL_HEAD.match(text.partition("\n")[2]):
        return "mbox"
    if _MAIL_HEAD.match(text):
        return "mail"
    return "json" if text.lstrip()[:1] in ("{", "[") else "table"
