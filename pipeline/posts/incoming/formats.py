"""Which format a file or a bundle has, by its content: formats are tried in order, the strictest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pipeline.errors import Problem, SourceRefused
from pipeline.posts.incoming import (
    beehiiv,
    blogger,
    buttondown,
    decoding,
    feed,
    generators,
    ghost,
    json_feed,
    json_text,
    linkedin,
    markdown_file,
    medium,
    page,
    safe_xml,
    substack,
    text_file,
    wordpress,
)
from pipeline.posts.incoming.item import Batch, Bundle, File

_BINARY_BYTES = 1024
KNOWN = (
    "Markdown, HTML and text files, RSS, Atom and JSON feeds, WordPress and Squarespace XML, Ghost and Blogger JSON, "
    "Substack, Medium, LinkedIn and Buttondown folders or zips, beehiiv CSV"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read: the languages that their names may say, and whether pages are kept whole."""

    languages: Sequence[str]
    is_whole: bool = False


class Sniffed:
    """A file, and its content as text and as JSON where a format asks for it."""

    def __init__(self, file: File) -> None:
        self.file = file

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.file.name

    @cached_property
    def text(self) -> str:
        """Its content; empty where it is no text."""
        start = self.file.content[:_BINARY_BYTES]
        is_text = (
            b"\0" not in start or start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[1:2] == b"\0" or start[:1] == b"\0"
        )
        return decoding.text(self.file.content, self.file.charset) if is_text else ""

    @cached_property
    def json(self) -> Any:
        """Its content as a JSON value, or None."""
        return json_text.peek(self.text)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how a file of it is recognised, and how it is read."""

    name: str
    recognises: Callable[[Sniffed], bool] = field(repr=False)
    read: Callable[[File, Reading], Batch] = field(repr=False)


FORMATS: tuple[Format, ...] = (
    Format("WordPress", lambda seen: wordpress.recognises(seen.text), lambda file, _how: wordpress.read(file)),
    Format("feed", lambda seen: feed.recognises(seen.text), lambda file, _how: feed.read(file)),
    Format("JSON Feed", lambda seen: json_feed.recognises(seen.json), lambda file, _how: json_feed.read(file)),
    Format("Ghost", lambda seen: ghost.recognises(seen.json), lambda file, _how: ghost.read(file)),
    Format("Blogger", lambda seen: blogger.recognises(seen.json), lambda file, _how: blogger.read(file)),
    Format("beehiiv", lambda seen: beehiiv.recognises(seen.text), lambda file, _how: beehiiv.read(file)),
    Format("LinkedIn", lambda seen: linkedin.recognises(seen.text), lambda file, _how: linkedin.read(file)),
    Format("Medium", lambda seen: medium.recognises(seen.text), lambda file, _how: medium.read(file)),
    Format(
        "Markdown",
        lambda seen: markdown_file.recognises(seen.name, seen.text),
        lambda file, how: markdown_file.read(file, how.languages),
    ),
    Format(
        "web page",
        lambda seen: page.recognises(seen.text) or seen.name.lower().endswith((".html", ".htm", ".xhtml")),
        lambda file, how: page.read(file, how.languages, is_whole=how.is_whole),
    ),
    Format(
        "plain text",
        lambda seen: text_file.recognises(seen.file, seen.text),
        lambda file, how: text_file.read(file, how.languages),
    ),
)

# In a folder, what has none of these endings is no text; a file that is named is looked at whatever it is called.
_ENDINGS = (
    ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".txt", ".text", ".html", ".htm", ".xhtml", ".xml", ".rss",
    ".atom", ".rdf", ".json", ".csv",
)  # fmt: skip


# Texts that somebody may miss.
_OTHER_MARKUP = {
    "rst": "reStructuredText", "adoc": "AsciiDoc", "asciidoc": "AsciiDoc", "org": "Org", "textile": "Textile",
    "docx": "Word", "odt": "OpenDocument", "rtf": "RTF", "tex": "LaTeX",
}  # fmt: skip


def read(file: File, how: Reading) -> Batch:
    """What one file holds; raises SourceRefused where nobody knows it."""
    seen = Sniffed(file)
    for known in FORMATS:
        if known.recognises(seen):
            return _named(known, file, how)
    _explain(seen)
    raise SourceRefused(Problem(f"no known format. Known are: {KNOWN}", file.name))


def _named(known: Format, file: File, how: Reading) -> Batch:
    try:
        return known.read(file, how)
    except SourceRefused as refused:
        raise SourceRefused(replace(problem, path=problem.path or file.name) for problem in refused.problems) from None


def _explain(seen: Sniffed) -> None:
    """Raises what is wrong with a file that looks like XML or JSON and is none."""
    match seen.text.lstrip("\ufeff \t\n")[:1]:
        case "<":
            safe_xml.read(seen.name, seen.text)
        case "{" | "[":
            json_text.parse(seen.name, seen.text)


def read_all(bundle: Bundle, how: Reading) -> Iterator[Batch | SourceRefused]:
    """What a folder or an archive holds, piece by piece; a file that is refused does not stop the rest.

    Files of a kind that is no text, and data that is no export, are counted and left out.
    """
    used: frozenset[str] = frozenset()
    for recognise, read_bundle in _BUNDLES:
        found = recognise(bundle)
        if found:
            batch, used = read_bundle(bundle, found)
            yield batch
            break
    theirs = generators.files(bundle.names)
    for name in bundle.names:
        if name in theirs:
            yield Batch(format="", origin="", items=(), left_out={"files of the site generator": 1})
        elif name not in used:
            yield _one(bundle, name, how)


def _one(bundle: Bundle, name: str, how: Reading) -> Batch | SourceRefused:
    written_in = _OTHER_MARKUP.get(name.lower().rpartition(".")[2])
    kind = f"texts in {written_in}, which is not read" if written_in else "other files"
    other = Batch(format="", origin="", items=(), left_out={kind: 1})
    if not name.lower().endswith(_ENDINGS):
        return other
    try:
        return read(bundle.read(name), how)
    except SourceRefused as refused:
        is_data = name.lower().endswith((".xml", ".json", ".csv")) and KNOWN in str(refused)
        return other if is_data else refused


_BUNDLES: tuple[tuple[Callable[[Bundle], Any], Callable[[Bundle, Any], tuple[Batch, frozenset[str]]]], ...] = (
    (substack.recognises, substack.read),
    (buttondown.recognises, buttondown.read),
    (medium.posts, medium.read_all),
)
