"""The posts' files, each read and drafted once: what follows from a file alone is kept until the file changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from pipeline.edges import files, sources, workers
from pipeline.edges.language import Detector
from pipeline.edges.packed import Packed, Place
from pipeline.edges.sources import Sources
from pipeline.errors import ContentError, Problem
from pipeline.model.language import Detect
from pipeline.model.post import Document, Post
from pipeline.model.workspace import Workspace
from pipeline.posts import reading, record
from pipeline.posts.reading import Reading
from pipeline.site import drafts as site_drafts
from pipeline.site.content import Outline

FOLDER = "content/posts"
_KIND = "posts"
_CHUNK = 256
_NOWHERE = Place(0, 0, 1)
"""No bytes have this checksum."""

Row = list[Any]
"""[hash of the file, post, what to say where it has no date, targets, summary, is_settled, start, length, checksum]."""

_COLUMNS = 9


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """The posts of a workspace and their drafts; `drafts` calls as `site.content.Drafts`."""

    posts: tuple[Post, ...]
    drafts: Kept


class Kept:
    """Drafts whose HTML lies in the cache; one that got lost there is made again."""

    def __init__(self, packed: Packed, rows: Mapping[str, Row], posts: Sequence[Post]) -> None:
        self._packed = packed
        self._rows = rows
        self._bodies = {post.path: post.body for post in posts}

    def outline(self, path: str) -> Outline:
        """What can be said without the HTML."""
        targets, summary, is_settled = self._rows[path][3:6]
        return Outline(tuple(targets), summary, is_settled)

    def html(self, path: str) -> str:
        """The HTML with its holes."""
        row = self._rows.get(path)
        found = self._packed.read(Place(*row[6:9])) if row else None
        return site_drafts.draft(self._bodies[path]).html if found is None else found.decode("utf-8")


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept of a file that was read now: its row between hash and place, and its draft's HTML in UTF-8."""

    row: Row
    html: bytes = field(repr=False)


@dataclass(slots=True)
class Memory:
    """What a process that lives on remembers of the last reading, so that it need not read the cache again."""

    context: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict, repr=False)
    readings: Mapping[str, tuple[str, Reading]] = field(default_factory=dict, repr=False)


def listed(root: str) -> Sources:
    """The posts' files, for whoever needs nothing else."""
    contents = {path: files.read_bytes(root, path) for path in files.list_files(root, FOLDER, "*.md")}
    return Sources({path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}, contents)


def read(workspace: Workspace, found: Sources, program: str, memory: Memory | None = None) -> Manuscripts:
    """All posts among the sources, in the order of their paths; raises every mistake in any of them.

    With a `memory`, what it holds of the last reading is taken from there, and no process is forked.
    """
    languages, themes = workspace.config.languages, tuple(workspace.catalogue.themes)
    context = sources.combined(program, {"languages": repr(languages), "themes": repr(themes)})
    packed = Packed(workspace.root, _KIND, context)
    known = memory if memory and memory.context == context else Memory(context, packed.load())
    texts, readings = _decoded(found, languages)
    readings |= {path: _kept(known, path, found.hashes[path], text) for path, text in texts.items()}
    missing = [path for path, said in readings.items() if said is None]
    rows = {path: known.rows[path] for path, said in readings.items() if said is not None and said.post}
    if not rows:
        packed.empty()
    work = partial(_read, texts, languages, themes, Detector(languages))
    made = workers.spread(work, missing) if memory is None else map(work, missing)
    kept = None if known is memory else packed  # a save in the preview writes nothing: what it drafts is drafted again
    for chunk in _chunks(zip(missing, made, strict=True)):
        new = _rows(kept, found.hashes, chunk)
        rows |= new
        readings |= {path: each for path, each in chunk if isinstance(each, Reading)}
        readings |= {path: _reading(row, texts[path]) for path, row in new.items()}
    if (missing or len(rows) != len(known.rows)) and kept:
        _save(kept, rows)
    if memory is not None:
        memory.context, memory.rows = context, rows
        memory.readings = {path: (found.hashes[path], said) for path, said in readings.items() if said}
    posts = reading.join(said for _, said in sorted(readings.items()) if said is not None)
    return Manuscripts(posts, Kept(packed, rows, posts))


def mistakes(root: str, languages: Sequence[str], themes: Iterable[str] | None) -> tuple[Problem, ...]:
    """What is wrong in the posts, found without the cache; where `themes` is None nobody knows them."""
    texts, refused = _decoded(listed(root), languages)
    documents = [Document(path, text) for path, text in texts.items()]
    readings = reading.read_each(documents, FOLDER, languages, themes, Detector(languages))
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
            refused[path] = reading.refused(path, FOLDER, languages, mistaken.problems)
    return texts, refused


def _read(
    texts: Mapping[str, str], languages: Sequence[str], themes: Sequence[str], detect: Detect, path: str
) -> _Read | Reading:
    """What is kept of the file at `path`; its mistakes, where it has any, for it is read again each time then."""
    (found,) = reading.read_each([Document(path, texts[path])], FOLDER, languages, themes, detect)
    if found.post is None:
        return found
    draft, said = site_drafts.draft(found.post.body), found.undated
    outline = draft.outline
    undated = [said.message, said.path, said.line, said.column] if said else None
    row = [record.to_row(found.post), undated, outline.targets, outline.summary, outline.is_settled]
    return _Read(row, draft.html.encode("utf-8"))


def _kept(known: Memory, path: str, hashed: str, text: str) -> Reading | None:
    then, said = known.readings.get(path, ("", None))
    if then == hashed and said is not None and path in known.rows:
        return said
    try:
        row = known.rows[path]
        if row[0] != hashed or len(row) != _COLUMNS:
            return None
        return _reading(row, text)
    except (ValueError, TypeError, LookupError):
        return None


def _reading(row: Row, text: str) -> Reading:
    return Reading(record.from_row(row[1], text), (), Problem(*row[2]) if row[2] else None)


def _rows(
    packed: Packed | None, hashes: Mapping[str, str], chunk: Sequence[tuple[str, _Read | Reading]]
) -> dict[str, Row]:
    """The rows of files that were read now, by path; those with mistakes have none."""
    whole = [(path, made) for path, made in chunk if isinstance(made, _Read)]
    places = packed.add([made.html for _, made in whole]) if packed else None
    placed = zip(whole, places or [_NOWHERE] * len(whole), strict=True)
    return {path: [hashes[path], *made.row, *place] for (path, made), place in placed}


def _chunks(items: Iterable[tuple[str, _Read | Reading]]) -> Iterator[list[tuple[str, _Read | Reading]]]:
    items = iter(items)
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _save(packed: Packed, rows: dict[str, Row]) -> None:
    """Keeps the rows; where most of the bytes belong to none of them, they are written anew."""
    if packed.is_wasteful(sum(row[7] for row in rows.values())):
        known = {path: packed.read(Place(*row[6:9])) for path, row in rows.items()}
        packed.empty()
        whole = [path for path, html in known.items() if html is not None]
        places = packed.add([known[path] or b"" for path in whole]) or []
        for path, place in zip(whole, places, strict=False):
            rows[path][6:9] = place
    packed.save(rows)
