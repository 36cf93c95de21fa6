"""XML of strangers: nothing of it is expanded or fetched, and what breaks off keeps its whole entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from xml.etree import ElementTree
from xml.parsers import expat

from pipeline.errors import Problem, SourceRefused

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
# What XML 1.0 has no place for, even as a character reference (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));|([A-Za-z][A-Za-z0-9]{1,31});)?")
_PROTECTED = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
# Possessive: a comment that is read is not read otherwise, or each one would double the work.
_ROOT = re.compile(
    r"[\ufeff\s]*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_OWN = ("amp", "lt", "gt", "quot", "apos")
# The document types of RSS 0.9: they are named, never fetched.
_HARMLESS = re.compile(r"-//(Netscape Communications|UserLand|RSS Advisory Board)//DTD RSS [\d.]+//EN", re.IGNORECASE)
_ENTRIES = ("item", "entry")
_WRITERS = ("author", "creator", "managingeditor", "webmaster", "publisher")
_TOPICS = ("category", "subject")
_TOPIC_LISTS = ("keywords", "tags")
_LONGEST_NAME = 1_000
"""Letters without a blank between them: feedparser looks for a mail address there, in quadratic time."""
_DEEPEST = 100
_MOST_ATTRIBUTES = 100


@dataclass(frozen=True, slots=True)
class Xml:
    """A well-formed document; `cut` says where the original broke, and that what followed is left out.

    `topics` is how many of these stand in one entry, or between two of them, at most.
    """

    text: str = field(repr=False)
    cut: str = ""
    topics: int = 0

    def tree(self) -> ElementTree.Element:
        """The root element; raises SourceRefused where its namespaces are in disorder."""
        try:
            return ElementTree.fromstring(self.text)  # noqa: S314  (`read` has seen to it that it declares no entities)
        except ElementTree.ParseError as broken:
            raise SourceRefused(Problem(f"is no well-formed XML ({broken}); export it again")) from broken


def read(name: str, text: str) -> Xml:
    """`text` made well-formed: bare `&` and HTML's entities are mended, a broken end is cut off after an entry.

    Raises SourceRefused where it declares entities or leads outside (billion laughs, XXE), or has no whole entry.
    """
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    scan = _Scan(name)
    broken = scan.run(text)
    if broken is not None:
        text = _mended(text)
        scan = _Scan(name)
        broken = scan.run(text)
    if broken is None:
        return Xml(_bound(text, scan.unbound), topics=scan.most_topics)
    if not scan.whole:
        message = f"is no well-formed XML ({expat.ErrorString(broken.code)}); export or fetch it again"
        raise SourceRefused(Problem(message, name, broken.lineno, broken.offset + 1))
    kept = text.encode()[: scan.whole].decode() + "".join(f"</{tag}>" for tag in reversed(scan.open_then))
    cut = f"breaks off in line {broken.lineno}: {expat.ErrorString(broken.code)}"
    return Xml(_bound(kept, scan.unbound), cut, scan.most_topics)


def root_name(text: str) -> str:
    """The name of the root element, as written; empty where `text` begins with none."""
    start = _ROOT.match(text[:20_000])
    return start[1] if start else ""


class _Scan:
    """One pass of expat that only watches."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[str] = []
        self._heard: list[str] = []
        self._topics = 0
        self.most_topics = 0
        self.whole = 0
        self.open_then: tuple[str, ...] = ()
        self._prefixes: set[str] = set()
        self._declared = {"xml", "xmlns"}
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.ExternalEntityRefHandler = self._outside
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    @property
    def unbound(self) -> set[str]:
        """The prefixes that nothing declares."""
        return self._prefixes - self._declared

    def run(self, text: str) -> expat.ExpatError | None:
        """The error that ends the document too early, if there is one."""
        content = text.encode()
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as broken:
            self._place(content)
            return broken
        return None

    def _place(self, content: bytes) -> None:
        """Expat gives the place where an end tag begins; the entry is whole behind it."""
        if self.whole:
            self.whole = content.index(b">", self.whole) + 1

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._open.append(tag)
        if len(self._open) > _DEEPEST:
            raise SourceRefused(Problem(f"nests deeper than {_DEEPEST} elements", self._name))
        if len(attributes) > _MOST_ATTRIBUTES:
            raise SourceRefused(Problem(f"has an element with more than {_MOST_ATTRIBUTES} attributes", self._name))
        for name in (tag, *attributes):
            prefix, colon, local = name.partition(":")
            if colon:
                self._prefixes.add(prefix)
                self._declared |= {local} if prefix == "xmlns" else set()
        if _local(tag).lower() in (*_WRITERS, *_TOPIC_LISTS):
            self._parser.CharacterDataHandler = self._heard.append

    def _end(self, tag: str) -> None:
        self._open.pop()
        kind = _local(tag).lower()
        if kind in (*_WRITERS, *_TOPIC_LISTS):
            self._parser.CharacterDataHandler = None
            heard = "".join(self._heard)
            self._heard.clear()
            self._topics += len(heard.replace(",", " ").split()) if kind in _TOPIC_LISTS else 0
            if kind in _WRITERS and any(len(word) > _LONGEST_NAME for word in heard.split()):
                raise SourceRefused(Problem("names somebody whose name is longer than any; take that out", self._name))
        self._topics += kind in _TOPICS
        self.most_topics = max(self.most_topics, self._topics)
        if _local(tag) in _ENTRIES:
            self._topics = 0
            self.whole = self._parser.CurrentByteIndex
            self.open_then = tuple(self._open)

    def _doctype(self, _root: str, system: str | None, public: str | None, has_subset: int) -> None:
        if (system or public or has_subset) and not (public and _HARMLESS.fullmatch(public) and not has_subset):
            raise self._hostile("names a document type of its own")

    def _entity(self, *_declaration: object) -> None:
        raise self._hostile("declares entities")

    def _outside(self, *_reference: object) -> int:
        raise self._hostile("refers to something outside")

    def _hostile(self, what: str) -> SourceRefused:
        message = f"{what}, which no feed or export needs and attacks are made of; take the DOCTYPE out if you trust it"
        return SourceRefused(Problem(message, self._name, self._parser.CurrentLineNumber))


def _bound(text: str, prefixes: Iterable[str]) -> str:
    """`text` with a name for each of `prefixes`, which it declares nowhere: plug-ins of WordPress forget to."""
    declared = "".join(f' xmlns:{prefix}="unbound:{prefix}"' for prefix in sorted(prefixes))
    root = _ROOT.match(text) if declared else None
    return f"{text[: root.end()]}{declared}{text[root.end() :]}" if root else text


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _mended(text: str) -> str:
    """HTML's entities as the signs they mean, and every other `&` as `&amp;`, but for CDATA and comments."""
    parts = _PROTECTED.split(text)  # every second one is a match
    return "".join(part if place % 2 else _REFERENCE.sub(_reference, part) for place, part in enumerate(parts))


def _reference(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name in _OWN:
        return found[0]
    if name and f"{name};" in html5:
        return escape(html5[f"{name};"])
    if hexadecimal or decimal:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
        return found[0] if legal else ""
    return "&amp;" + found[0][1:]
