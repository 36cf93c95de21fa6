"""Files as they arrive: what kind each is, and what commands may do with it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, Literal

from pipeline.audience import plain_subscribers, shapes
from pipeline.audience import subscribers as subscriber_files
from pipeline.demand import access_log
from pipeline.demand import effort as effort_files
from pipeline.demand import traffic as traffic_files
from pipeline.edges import exports, files
from pipeline.errors import ImportRefused, LeitmotivError, Problem
from pipeline.model import mappings, table
from pipeline.model.mappings import ColumnMapping
from pipeline.model.source import misnamed
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.posts.incoming import decoding, json_text
from pipeline.runs.intake import columns

Kind = Literal["table", "json", "mail", "mbox", "log"]
About = Literal["subscribers", "effort", "traffic", "leads"]

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
NAME_THEM = {
    "leads": "name its columns: leitmotiv leads import FILE --map date=…,email=… (our names: --help)",
    "subscribers": "name its columns: leitmotiv subscribers import FILE --map email=…,lang=…,state=… "
    "(our names: --help)",
}
_SAY_WHICH = (
    "name what shall be read: leitmotiv subscribers import FILE --map email=…,lang=…,subscribed=… "
    "(or unsubscribed=…, where it says yes of who has left; our names: --help)"
)
_THEY_ASKED = (
    "nobody in it is taken for a reader; if they asked for letters: "
    "leitmotiv subscribers import FILE --map email=…,lang=…,subscribed=… (our names: --help)"
)
_TAKE_THEM = (
    "looks like leads, and might be something else; if it holds leads, take them in with: "
    "leitmotiv leads import {path} (with --map … --save-as NAME every run knows it)"
)
_HEADERS_SHOWN = 90
"""Letters of the column headers of a table that nobody knows."""
_NUMBER = re.compile(r"(\d+)")
_MAIL_HEAD = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a table may be about: how it is told, and the shapes that are known."""

    about: About
    recognises: Callable[[Table], bool]
    names: tuple[str, ...]


# In the order in which they are tried: our own list of leads asks the least of a table.
TABLES: tuple[Shapes, ...] = (
    Shapes(
        "subscribers",
        lambda found: subscriber_files.recognised(found) is not None,
        (*(known.name for known in subscriber_files.FORMATS), plain_subscribers.NAME),
    ),
    Shapes(
        "effort",
        lambda found: effort_files.recognised(found) is not None,
        tuple(known.name for known in effort_files.FORMATS),
    ),
    Shapes(
        "traffic",
        lambda found: traffic_files.lists_hits(found) or traffic_files.recognised(found) is not None,
        (*(known.name for known in traffic_files.FORMATS), traffic_files.HITS, access_log.SHAPE),
    ),
    Shapes(
        "leads",
        lambda found: shapes.recognised(found) is not None,
        (*(known.name for known in shapes.FORMATS), shapes.OURS.name),
    ),
)


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
    archives that somebody has to unpack, and sheets to save.
    """
    everything = files.list_files(workspace.root, workspace.config.imports.dir, "*")
    packed = [Problem("is an archive; unpack it here", path) for path in everything if _PACKED.fullmatch(path)]
    taken = sorted((path for path in everything if _OF_IMPORTS.fullmatch(path)), key=_by_download)
    saved = {PurePath(path).stem for path in taken}
    sheets = [path for path in everything if _SHEET.fullmatch(path) and PurePath(path).stem not in saved]
    return taken, [*packed, *(Problem("is a spreadsheet; save it as CSV here", path) for path in sheets)]


def about(found: Table, known: Sequence[ColumnMapping]) -> About | None:
    """What a table is about, or None. A saved mapping is asked before our own lists, whose columns may be called so."""
    first = next((one.about for one in TABLES if one.recognises(found)), None)
    mapping = mappings.fitting(known, found.headers) if _is_ours(found, first) else None
    return mapping.about if mapping else first


def _by_download(path: str) -> tuple[tuple[str | int, ...], str]:
    """Second and third files of one name follow it: `deals.csv`, `deals (2).csv`, `deals (10).csv`; `deals-2.csv`."""
    parts = _NUMBER.split(str(PurePath(path).with_suffix("")))  # every second one is a number
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts)), path


def _is_ours(found: Table, about: About | None) -> bool:
    """Whether no other program makes such tables: nobody knows them, or they are a list of somebody's own."""
    if about == "subscribers":
        shape = subscriber_files.recognised(found)
        return shape is not None and shape.name == plain_subscribers.NAME
    of_leads = shapes.recognised(found) if about == "leads" else None
    return about is None or (of_leads is not None and of_leads.kind == shapes.OURS.kind)


def unknown(found: Table, kind: About | None = None) -> Problem:
    """The problem of a table that nobody knows: how to name its columns, or which tables of this kind are known.

    A list of subscribers counts as unknown where a column that nobody reads may say who has left, or is one of a list
    of customers or contacts.
    """
    if doubts := plain_subscribers.doubts(found):
        return Problem(f"{_in_quotes(doubts)} may say who has left; {_SAY_WHICH}", found.path, 1)
    if others := plain_subscribers.strangers(found):
        message = f"{_in_quotes(others)} may be of customers, guests or contacts; {_THEY_ASKED}"
        return Problem(message, found.path, 1)
    filled = [header for header in found.headers if header]
    headers = textwrap.shorten(", ".join(filled), _HEADERS_SHOWN, placeholder=" …")
    if len(filled) < 2:  # reports of accounting programs begin with their title
        return Problem(
            f'"{headers}" is no row of columns; delete what stands above the names of the columns', found.path, 1
        )
    message = f"a table with the columns {headers} is not known"
    if kind in NAME_THEM:
        message += f"; {NAME_THEM[kind]}"
    elif kind:
        names = next(one.names for one in TABLES if one.about == kind)
        message += f". Known are: {'; '.join(names)}"
    return Problem(message, found.path, 1)


def _in_quotes(headers: Iterable[str]) -> str:
    return " and ".join(f'"{header}"' for header in headers)


def likely_leads(found: Table) -> Problem:
    """The problem of a table that only looks like leads, with the command that takes it: no run takes it unasked."""
    return Problem(_TAKE_THEM.format(path=found.path), found.path)


def one_table(workspace: Workspace, path: str, wanted: About, noun: str) -> Table:
    """The table at `path`, about what is `wanted`, which messages call `noun`; raises ImportRefused where it is not."""
    found = any_table(workspace, path, noun)
    if problem := misplaced(found, wanted, columns.known(workspace)):
        raise ImportRefused(problem)
    return found


def any_table(workspace: Workspace, path: str, noun: str) -> Table:
    """The table at `path`, whatever it is about; raises ImportRefused where there is none."""
    found = read(workspace, [path])
    for one in found.tables:
        return one
    others = [Problem(f"holds no {noun}; export them as CSV", name) for name in found.others]
    raise ImportRefused([*found.problems, *others])


def misplaced(found: Table, wanted: About, known: Sequence[ColumnMapping]) -> Problem | None:
    """Why a table is not about what is wanted: it holds something else, or nobody knows it. None where it is.

    Where leads are wanted, it is enough that it looks like them.
    """
    is_about = about(found, known)
    if is_about == wanted or (is_about is None and wanted == "leads" and shapes.likely(found)):
        return None
    return of_another_kind(found.path, is_about, wanted) if is_about else unknown(found, wanted)


def of_another_kind(path: str, is_about: About, wanted: About) -> Problem:
    """The problem of a file that holds something else, with the command that takes it."""
    return Problem(f"holds {is_about}, not {wanted}; import it with: leitmotiv {is_about} import {path}", path)


def shown(root: str, path: str) -> str:
    """`path` below the workspace where it lies there: that is how messages name it."""
    file = Path(root, path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _sort(found: IncomingFiles, root: str, path: str) -> None:
    match _kind(path, exports.head(root, path)):
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
