"""What must not be published: keys and passwords, and the addresses of people whom the database knows."""

from __future__ import annotations

import codecs
import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal
from urllib.parse import unquote

from pipeline.errors import Problem
from pipeline.model.plan import Plan
from pipeline.site import credentials
from pipeline.site.findings import Finding, Sources

_OURS = "search/"
"""Pagefind's own files: packed, and made of what the pages say."""
_SAMPLE_BYTES = 8000
"""A file without a NUL in so many bytes is text, as git has it."""
_MOST_BYTES = 16 << 20

_ADDRESS = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+")
"""As it is written, or as a part of a web address."""
_HIDDEN = re.compile(r"&(?:#0*64|#[xX]0*40|commat)\b")
"""An @ that only browsers see."""
_EACH = 5
"""So many addresses of one file are named one by one."""

_PEOPLE = "such files mostly hold people's data"
_KINDS = {
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "xls", "ods", "numbers"), ("a spreadsheet", _PEOPLE)),
    **dict.fromkeys(("sqlite", "sqlite3", "db", "mdb", "accdb"), ("a database", _PEOPLE)),
    **dict.fromkeys(("vcf", "ldif"), ("an address book", _PEOPLE)),
    **dict.fromkeys(("mbox", "pst", "ost", "olm"), ("a mailbox", _PEOPLE)),
    **dict.fromkeys(("eml", "msg"), ("a letter", _PEOPLE)),
    **dict.fromkeys(("p12", "pfx", "jks", "keystore", "kdbx"), ("a store of keys", "it is for its owner alone")),
}
_TABLES = (".csv", ".tsv")
_MOST_OF_TABLE = 1 << 16
_SEVERAL = 3
"""So many addresses at the beginning of a table are an export, not somebody to write to."""
_SQLITE = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""A database, and its write-ahead log (sqlite.org/fileformat2.html)."""
_OUR_TABLE = b"CREATE TABLE subscribers ("
_PACKED = re.compile(rb"([\w.%+-]{1,64})@([\w.-]{1,253})")
"""An address in a row of a database, whose columns stand side by side."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What leaks are traced back to: the site's sources, the settings that its pages are also made from (paths), and
    how such files are read.
    """

    sources: Sources
    settings: Sequence[str]
    read: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Leak:
    code: Literal["secret", "personal-data"]
    needle: str = field(repr=False)
    kind: str
    hint: str


def site(plan: Plan, people: Collection[str], workspace: Workspace) -> Iterator[Finding]:
    """Each secret and each person's address, at each file of the workspace that would publish it, else at the page.

    `people` are addresses in small letters.
    """
    sources = workspace.sources
    as_they_are = {asset.path: source for source, asset in sources.assets.items()}
    for path, source in as_they_are.items():
        yield from _as_it_is(source, plan[path], people)
    pages = sources.pages.items()
    # What only a finished page says is told at the text that it was made from, where it has one.
    made_last = sorted(plan.keys() - as_they_are, key=lambda path: (path not in sources.pages, path))
    made = ((path, _text(plan[path])) for path in made_last)
    shown = ((path, text) for path, text in made if text and not path.startswith(_OURS))
    found: dict[str, tuple[_Leak, str]] = {}
    for path, text in chain(((path, text.body) for path, text in pages), shown):
        for leak in _leaks(text, people):
            if found.keys().isdisjoint(credentials.spellings(leak.needle)):
                found[leak.needle] = leak, path
    if found:
        yield from _traced(found, people, workspace)


def _as_it_is(source: str, content: bytes, people: Collection[str]) -> Iterator[Finding]:
    if content.startswith(_SQLITE) and _knows(content, people):
        said = "is a database with the addresses of your subscribers, and would be published; take it out"
        yield Finding("error", "personal-data", Problem(said, source))
    else:
        yield from _kind(source, content)
    text = _text(content)
    if text is not None:
        leaks = list(_leaks(text, people))
        yield from _told(leaks, source, text)
        if _lists_addresses(source, text) and all(leak.code != "personal-data" for leak in leaks):
            yield _as_data(source, "a list of mail addresses", _PEOPLE)
        if len(content) > _MOST_BYTES:
            said = f"is longer than {_MOST_BYTES >> 20} MB; no further was it searched for keys and people's addresses"
            yield Finding("warning", "not-searched", Problem(said, source))


def _traced(found: Mapping[str, tuple[_Leak, str]], people: Collection[str], workspace: Workspace) -> Iterator[Finding]:
    """What was `found` (with the page), at each text that says it, else at each of the settings, else at the page."""
    published = {spelt for needle in found for spelt in credentials.spellings(needle)}
    placed: set[str] = set()
    for path in dict.fromkeys(written.path for written in workspace.sources.pages.values()):
        text = workspace.read(path)
        leaks = [leak for leak in _leaks(text, people) if leak.needle in published]
        placed.update(leak.needle for leak in leaks)
        yield from _told(leaks, path, text)
    settings = {path: workspace.read(path) for path in workspace.settings}
    for needle, (leak, page) in found.items():
        spelt = credentials.spellings(needle)
        if any(one in longer for one in spelt for longer in placed):  # a summary may have cut it
            continue
        said = [(path, text, one) for path, text in settings.items() for one in spelt if one in text]
        for path, text, one in said:
            yield from _told([replace(leak, needle=one)], path, text)
        if not said:
            made_from = workspace.sources.pages.get(page)
            yield from _told([leak], made_from.path if made_from else page, "")


def _text(content: bytes) -> str | None:
    """The beginning of a file that is text, whatever it is called and however it is encoded."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[:_MOST_BYTES].decode("utf-16", "replace")
    return None if b"\0" in content[:_SAMPLE_BYTES] else content[:_MOST_BYTES].decode("utf-8", "replace")


def _shown(text: str) -> str:
    """`text` with its signs as a browser reads them, line by line, where one hides an address: ada&#64;example.org."""
    if not _HIDDEN.search(text):
        return text
    return "\n".join(html.unescape(line).replace("\n", " ") for line in text.split("\n"))


def _leaks(text: str, people: Collection[str]) -> Iterator[_Leak]:
    for one in credentials.found(text):
        yield _Leak("secret", one.written, one.kind, one.hint)
    text = _shown(text)
    if people and ("@" in text or "%40" in text):
        for written, address in dict.fromkeys(_addresses(text, people)):
            name, _, domain = address.partition("@")
            yield _Leak("personal-data", written, "the address of someone in your database", f"{name[:1]}…@{domain}")


def _addresses(text: str, people: Collection[str]) -> Iterator[tuple[str, str]]:
    """How it is written, and the address."""
    for found in _ADDRESS.findall(text):
        for written in (found, found.strip("_.%+-")):  # as in _ada@example.org_
            address = unquote(written)
            if address.lower() in people:
                yield written, address
                break


def _knows(database: bytes, people: Collection[str]) -> bool:
    """Whether it is one of ours, or holds the address of one of `people`."""
    if _OUR_TABLE in database:
        return True
    places: dict[bytes, list[bytes]] = {}
    for address in people:
        name, _, domain = address.encode().partition(b"@")
        places.setdefault(name, []).append(domain)
    return any(
        found[2].startswith(tuple(places.get(found[1][start:], ())))
        for found in _PACKED.finditer(database.lower())
        for start in range(len(found[1]))
    )


def _told(leaks: Sequence[_Leak], path: str, text: str) -> Iterator[Finding]:
    """Each leak where it stands in `text`, but only the first of many people."""
    people = [leak for leak in leaks if leak.code == "personal-data"]
    for leak in leaks:
        said = f"would publish {leak.kind} ({leak.hint}); take it out"
        if leak.code == "secret":
            said += ", and have it replaced where it is used"
        elif len(people) <= _EACH:
            said += ", or name it in [sender] impressum if it is your own"
        elif leak is not people[0]:
            continue
        else:
            said = f"would publish the addresses of {len(people)} people in your database ({leak.hint} and others); "
            said += "take them out"
        yield Finding("error", leak.code, _at(leak.needle, said, path, text))


def _at(needle: str, said: str, path: str, text: str) -> Problem:
    at = text.find(needle)
    if at == -1:
        text = _shown(text)
        at = text.find(needle)
    if at == -1:
        return Problem(said, path)
    return Problem(said, path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _kind(source: str, content: bytes) -> Iterator[Finding]:
    """A warning of a file that nobody reads through before it is published."""
    ending = posixpath.splitext(source)[1].lstrip(".").lower()
    kind, why = _KINDS.get(ending, ("a database", _PEOPLE) if content.startswith(_SQLITE) else ("", ""))
    if kind:
        yield _as_data(source, kind, why)


def _as_data(source: str, kind: str, why: str) -> Finding:
    said = f"is {kind}, and would be published as it is; {why}: take it out unless everyone may have it"
    return Finding("warning", "data-file", Problem(said, source))


def _lists_addresses(source: str, text: str) -> bool:
    """`package@1.2.3` is none."""
    if not source.lower().endswith(_TABLES):
        return False
    return len({found for found in _ADDRESS.findall(text[:_MOST_OF_TABLE]) if not found[-1].isdigit()}) >= _SEVERAL
