"""The posts' files, each read and drafted once: what follows from a file alone is kept until the file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.edges import files, imprint, sources, workers
from pipeline.edges.language import Detector
from pipeline.edges.packed import NOWHERE, Packed, Place, Row
from pipeline.edges.place import POSTS
from pipeline.edges.sources import Sources
from pipeline.errors import ContentError, Problem
from pipeline.model.language import Detect
from pipeline.model.post import Document, Post
from pipeline.model.workspace import Workspace
from pipeline.posts import reading, record
from pipeline.posts.reading import Reading
from pipeline.site import drafts as site_drafts
from pipeline.site.content import Outline

_KIND = "posts"
_COLUMNS = 6

Entry = tuple[Row, Place]
"""What is kept of a file: [its hash, post, what to say where it has no date, targets, summary, is_settled], and where
the HTML of its draft stands.
"""


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """The posts of a workspace and their drafts; `drafts` calls as `site.content.Drafts`."""

    posts: tuple[Post, ...]
    drafts: Kept


class Kept:
    """Drafts whose HTML lies in the cache; one that got lost there is made again."""

    def __init__(self, packed: Packed, entries: Mapping[str, Entry], posts: Sequence[Post]) -> None:
        self._packed = packed
        self._entries = entries
        self._bodies = {post.path: post.body for post in posts}

    def outline(self, path: str) -> Outline:
        """What can be said without the HTML."""
        targets, summary, is_settled = self._entries[path][0][3:]
        return Outline(tuple(targets), summary, is_settled)

    def html(self, path: str) -> str:
        """The HTML with its holes."""
        found = self._packed.read(self._entries[path][1])
        return site_drafts.draft(self._bodies[path]).html if found is None else found.decode("utf-8")


@dataclass(slots=True)
class Memory:
    """What a process that lives on remembers of the last reading, so that it need not read the cache again."""

    context: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict, repr=False)
    readings: Mapping[str, tuple[str, Reading]] = field(default_factory=dict, repr=False)


def listed(root: str) -> Sources:
    """The posts' files, for whoever needs nothing else."""
    contents = {path: files.read_bytes(root, path) for path in files.list_files(root, POSTS, "*.md")}
    return Sources({path: imprint.hash_of(content) for path, content in contents.items()}, contents)


def read(workspace: Workspace, found: Sources, program: str, memory: Memory | None = None) -> Manuscripts:
    """All posts among the sources, in the order of their paths; raises every mistake in any of them.

    With a `memory`, what it holds of the last reading is taken from there, and no process is forked.
    """
    languages, themes = workspace.config.languages, tuple(workspace.catalogue.themes)
    names = {name.casefold(): theme.id for theme in workspace.catalogue.themes.values() for name in theme.name.values()}
    called = {"languages": repr(languages), "themes": repr(themes), "names": repr(names)}
    context = sources.combined(program, called)
    packed = Packed(workspace.root, _KIND, context)
    known = memory if memory and memory.context == context else Memory(context, packed.load())
    texts, readings = _decoded(found, languages)
    readings |= {path: _kept(known, path, found.hashes[path], text) for path, text in texts.items()}
    missing = [path for path, said in readings.items() if said is None]
    entries = {path: known.entries[path] for path, said in readings.items() if said is not None and said.post}
    if not entries:
        packed.empty()
    keep = packed.put if known is not memory else _unkept  # a save in the preview writes nothing
    work = partial(_read, _Desk(texts, found.hashes, languages, themes, names, Detector(languages), keep))
    made = workers.spread(work, missing) if memory is None else map(work, missing)
    for path, read_now in zip(missing, made, strict=True):
        if isinstance(read_now, Reading):
            readings[path] = read_now
        else:
            entries[path] = read_now
            readings[path] = _reading(read_now[0], texts[path])
    if known is not memory:
        entries = packed.pruned(entries)
    if memory is not None:
        memory.context, memory.entries = context, entries
        memory.readings = {path: (found.hashes[path], said) for path, said in readings.items() if said}
    posts = reading.join(said for _, said in sorted(readings.items()) if said is not None)
    return Manuscripts(posts, Kept(packed, entries, posts))


def mistakes(root: str, languages: Sequence[str], themes: Iterable[str] | None) -> tuple[Problem, ...]:
    """What is wrong in the posts, found without the cache; where `themes` is None nobody knows them."""
    texts, refused = _decoded(listed(root), languages)
    documents = [Document(path, text) for path, text in texts.items()]
    readings = reading.read_each(documents, POSTS, languages, themes, Detector(languages))
    told = refused | dict(zip(texts, readings, strict=True))
    try:
        reading.join(said for _, said in sorted(told.items()) if said is not None)
    except ContentError as mistaken:
        return mistaken.problems
    return ()


def _decoded(found: Sources, languages: Sequence[str]) -> tuple[dict[str, str], dict[str, Reading | None]]:
    """The text of each file by its path, and the readings of those that hold none."""
    texts: dict[str, str] = {}
    refused: dict[str, Reading | None] = {}
    for path, content in found.taken():
        try:
            texts[path] = files.decoded(path, content)
        except ContentError as mistaken:
            refused[path] = reading.refused(path, POSTS, languages, mistaken.problems)
    return texts, refused


@dataclass(frozen=True, slots=True)
class _Desk:
    """What reading a file takes: the texts and hashes of all of them by path, and where to put what was read."""

    texts: Mapping[str, str] = field(repr=False)
    hashes: Mapping[str, str] = field(repr=False)
    languages: Sequence[str]
    themes: Sequence[str]
    names: Mapping[str, str]
    detect: Detect
    keep: Callable[[str, Row, bytes], Place]


def _read(desk: _Desk, path: str) -> Entry | Reading:
    """What is kept of the file at `path`; its mistakes, where it has any, for it is read again each time then."""
    document = Document(path, desk.texts[path])
    (found,) = reading.read_each([document], POSTS, desk.languages, desk.themes, desk.detect, desk.names)
    if found.post is None:
        return found
    draft, said = site_drafts.draft(found.post.body), found.undated
    outline = draft.outline
    undated = [said.message, said.path, said.line, said.column] if said else None
    row = [desk.hashes[path], record.to_row(found.post), undated, outline.targets, outline.summary, outline.is_settled]
    return row, desk.keep(path, row, draft.html.encode("utf-8"))


def _unkept(*_: object) -> Place:
    return NOWHERE


def _kept(known: Memory, path: str, hashed: str, text: str) -> Reading | None:
    then, said = known.readings.get(path, ("", None))
    if then == hashed and said is not None and path in known.entries:
        return said
    try:
        row, _ = known.entries[path]
        if row[0] != hashed or len(row) != _COLUMNS:
            return None
        return _reading(row, text)
    except (ValueError, TypeError, LookupError):
        return None


def _reading(row: Row, text: str) -> Reading:
    return Reading(record.from_row(row[1], text), (), Problem(*row[2]) if row[2] else None)
