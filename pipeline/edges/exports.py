"""Files that other programs exported, read piece by piece: the first bytes, lines of a log, mails of a mailbox."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edges import files
from pipeline.errors import ContentError, ImportRefused, Problem

MAX_TEXT = 200_000_000
"""Bytes of a table or of JSON; no export of people is larger."""
MAX_MAIL = 2_000_000
"""Bytes of a mail that are read; behind them come attachments only."""
_MAX_LINE = 65_536
_PIECE = 1 << 20
_PACKED = ".gz"
_FROM = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
"""The line that begins a mail. The day of the week tells it from a sentence that begins with "From"."""
_ESCAPED_FROM = re.compile(rb">+From ")


def head(root: str, path: str, size: int = 4096) -> bytes:
    """The first bytes of a file, unpacked where it is a .gz."""
    with _opened(root, path) as file:
        return file.read(size)


def content(root: str, path: str) -> bytes:
    """A whole file; raises ImportRefused where it is too large."""
    with _opened(root, path) as file:
        found = file.read(MAX_TEXT + 1)
    if len(found) > MAX_TEXT:
        raise ImportRefused(Problem(f"is larger than {MAX_TEXT // 1_000_000} MB; export less at once", path))
    return found


def text(root: str, path: str) -> str:
    """A whole text file as UTF-8, without a byte order mark; line ends become `\\n`."""
    try:
        return files.decoded(path, content(root, path))
    except ContentError as refused:
        raise ImportRefused(refused.problems) from refused


def check(root: str, path: str) -> None:
    """Raises ImportRefused where a packed file cannot be unpacked to its end, as one that was cut short."""
    if path.lower().endswith(_PACKED):
        with _opened(root, path) as file:
            while file.read(_PIECE):
                pass


def lines(root: str, path: str, longest: int = _MAX_LINE) -> Iterator[str]:
    """The lines of a log, cut behind so many bytes; what is no UTF-8 is replaced."""
    with _opened(root, path) as file:
        while line := file.readline(longest):
            whole = line.endswith(b"\n") or len(line) < longest
            while not whole:
                rest = file.readline(_MAX_LINE)
                whole = rest.endswith(b"\n") or len(rest) < _MAX_LINE
            yield line.decode("utf-8", "replace")


def mail(root: str, path: str) -> bytes:
    """The mail in a file."""
    return head(root, path, MAX_MAIL)


def mails(root: str, path: str) -> Iterator[bytes]:
    """The mails of an mbox (RFC 4155; `>From ` is unescaped), each as far as MAX_MAIL."""
    with _opened(root, path) as file:
        current: io.BytesIO | None = None
        blank = True
        while line := file.readline(_MAX_LINE):
            if blank and _FROM.match(line):
                if current is not None:
                    yield current.getvalue()
                current = io.BytesIO()
            elif current is not None and current.tell() < MAX_MAIL:
                current.write(line[1:] if _ESCAPED_FROM.match(line) else line)
            blank = line in (b"\n", b"\r\n")
        if current is not None:
            yield current.getvalue()


@contextmanager
def _opened(root: str, path: str) -> Iterator[io.BufferedIOBase]:
    with files.reading(path):
        try:
            with Path(root, path).open("rb") as raw:
                if path.lower().endswith(_PACKED):
                    with gzip.open(raw) as unpacked:
                        yield unpacked
                else:
                    yield raw
        except (gzip.BadGzipFile, EOFError, zlib.error) as refused:
            raise ImportRefused(Problem("cannot be unpacked; is it cut short?", path)) from refused
