"""A CSV file as a table whose rows know their line, and the rows as records that a reader takes or refuses."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile
from typing import TypeVar

from pipeline.errors import ImportRefused, Problem
from pipeline.model.people import Reject

T = TypeVar("T")

csv.field_size_limit(2**31 - 1)  # a stranger's long message in one cell must not keep the whole list out

_SEPARATOR = re.compile(r'"?sep=([^\w\s"]|\t)"?[,;\t]*', re.IGNORECASE)
"""A first line `sep=;`, which tells Excel the separator."""
_COMMENT = re.compile(r"#(?:[ \t#-]|\r?\n|$)")
"""A line that begins with # is a comment unless more than a space, a rule or nothing follows: a column may be called
#1.
"""

_MOST_COLUMNS = 16_384
"""Those that a spreadsheet can have."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection")."""


class RowError(ValueError):
    """Why one row cannot be taken; becomes the reason of a Reject."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file taken apart; `headers` as the file spells them, `comments` the lines above them that begin with #.

    `remarks` are what deserves a look in how it was read.
    """

    path: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    comments: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The headers in small letters: what a format is recognised by."""
        return frozenset(header.casefold() for header in self.headers)

    def cells(self, header: str) -> list[str]:
        """What stands in the column of this name, a cell a row that has one."""
        place = self.headers.index(header)
        return [row.cells[place].strip() for row in self.rows if place < len(row.cells)]

    def renamed(self, name: Callable[[str], str]) -> Table:
        """The same table, with the name that `name` gives each of its headers, unless another has it already."""
        taken = {header.casefold() for header in self.headers}
        called = ((header, name(header)) for header in self.headers)
        return replace(self, headers=tuple(header if new.casefold() in taken else new for header, new in called))


@dataclass(frozen=True, slots=True)
class Record:
    """A row by its column names in small letters; `record["email"]` is empty where there is no such column."""

    path: str
    line: int
    values: Mapping[str, str] = field(repr=False)

    def __getitem__(self, column: str) -> str:
        return self.values.get(column.casefold(), "")

    def first(self, *columns: str) -> str:
        """The first of `columns` that holds something."""
        return next((self[column] for column in columns if self[column]), "")


def parse(path: str, text: str) -> Table:
    """The table in `text`; empty rows are left out. Raises ImportRefused where it is no table at all.

    The separator is the one that a line `sep=;` above the headers names, else the one that these use most. A cell may
    hold line ends inside quotes. Where comments stand above the headers, as in the exports of Google Analytics, a
    further comment ends the table.
    """
    text = text.removeprefix("\ufeff").replace("\0", "")
    lines = list(io.StringIO(text, newline=""))
    above = list(takewhile(lambda line: _COMMENT.match(line) or not line.strip(), lines))
    comments = tuple(line.strip("# \t\r\n") for line in above if line.strip())
    named = _SEPARATOR.fullmatch(lines[len(above)].rstrip("\r\n")) if len(above) < len(lines) else None
    if named:
        above.append(lines[len(above)])
    table = lines[len(above) :]
    if comments:
        table = list(takewhile(lambda line: not _COMMENT.match(line), table))
    body = "".join(table)
    rows = _rows(path, body, named[1] if named else _separator(body), len(above))
    if not rows:
        raise ImportRefused(Problem("the file is empty; export it again", path))
    headers = tuple(cell.strip() for cell in rows[0].cells)
    if len(headers) > _MOST_COLUMNS:
        message = f"{len(headers):,} columns, more than any spreadsheet has; is its separator another one?"
        raise ImportRefused(Problem(message, path, rows[0].line))
    return Table(path, headers, tuple(rows[1:]), comments)


def records(table: Table) -> tuple[list[Record], list[Reject]]:
    """The rows by column name, and those with too few or too many cells. Of equal columns the first counts."""
    good: list[Record] = []
    bad: list[Reject] = []
    names = [header.casefold() for header in table.headers]
    for row in table.rows:
        if len(row.cells) < len(names) or any(cell.strip() for cell in row.cells[len(names) :]):
            reason = f"{len(row.cells)} cells under {len(names)} columns; is a quote or a separator missing?"
            bad.append(Reject(table.path, row.line, reason))
            continue
        # Backwards, so that of two equal columns the first one stays.
        pairs = reversed(list(zip(names, row.cells, strict=False)))
        good.append(Record(table.path, row.line, {name: _plain(cell) for name, cell in pairs}))
    return good, bad


def taken(records: Iterable[Record], read: Callable[[Record], T]) -> tuple[list[T], list[Reject]]:
    """What `read` makes of each record, and a reject for each that it refuses with a RowError."""
    values: list[T] = []
    rejects: list[Reject] = []
    for record in records:
        try:
            values.append(read(record))
        except RowError as refused:
            rejects.append(Reject(record.path, record.line, str(refused)))
    return values, rejects


def word(header: str) -> str:
    """How a header is looked up among the names that columns go by: without capitals, in single spaces, with straight
    apostrophes; some programs write an accent as a letter of its own.
    """
    return " ".join(unicodedata.normalize("NFC", header).casefold().replace("’", "'").split())


def told_apart(ids: Iterable[str]) -> Iterator[str]:
    """The ids of rows, of which several that look alike are several: the second one is `id:2`."""
    seen: Counter[str] = Counter()
    for own in ids:
        seen[own] += 1
        yield f"{own}:{seen[own]}" if seen[own] > 1 else own


def by_line(*rejects: Iterable[Reject]) -> tuple[Reject, ...]:
    """The rejects of one file, from its first line to its last."""
    return tuple(sorted(chain(*rejects), key=lambda reject: reject.line))


def written(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV file that a spreadsheet opens without running anything: formula-like cells get an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # RFC 4180 line ends; with others the module leaves \r unquoted
    for cells in (headers, *rows):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue().encode()


def storable(text: str) -> str:
    """`text` as every database takes it: without NUL, and without the half characters that JSON and shells let pass."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _plain(cell: str) -> str:
    """The cell without spaces around it and without the apostrophe that `written` puts before formulas."""
    if cell.startswith("'") and cell[1:].startswith(FORMULA):
        cell = cell[1:]
    return cell.strip()


def _separator(text: str) -> str:
    quoted = False
    counts = dict.fromkeys(",;\t", 0)
    for letter in text.lstrip("\r\n"):
        if letter == '"':
            quoted = not quoted
        elif letter in "\r\n" and not quoted:
            break
        elif letter in counts and not quoted:
            counts[letter] += 1
    return max(counts, key=lambda separator: counts[separator])


def _rows(path: str, text: str, separator: str, above: int) -> list[Row]:
    """The rows of `text`, which begins after so many lines of the file."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(start + above, tuple(cells)))
            last, start = start, reader.line_num + 1
            if start > len(lines) and _never_closes(lines[last - 1 :], separator):
                message = "a quote opens in this row and never closes; close it"
                raise ImportRefused(Problem(message, path, last + above))
    except csv.Error as refused:
        message = f"no CSV from here on: {refused}; is a quote missing?"
        raise ImportRefused(Problem(message, path, start + above)) from refused
    return rows


def _never_closes(lines: list[str], separator: str) -> bool:
    """Whether the last row ends inside a quote: the lenient reader swallows the rest of the file into it."""
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as refused:
        return "unexpected end of data" in str(refused)
    return False
