"""Whether anything has to be built at all: the sources of before, and the site that was made of them still standing.

This file loads nothing heavy: where nothing has changed, the answer is most of what a build costs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pipeline.edges import files, imprint, place, sources
from pipeline.edges.imprint import Standing
from pipeline.edges.kept import FOLDER
from pipeline.errors import WorkspaceError
from pipeline.model import plural

KEEP = (".gitkeep",)
OF_POSTS = (f"{place.POSTS}/", ".md")
"""How the paths of posts begin and end."""
_NOTE = "site.json"
_NAMED = 3  # addresses
_PLACES = ("folder", "config_folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to. `untranslated` counts live groups that lack a language, `left` and `themes_left` are the
    addresses at which posts and themes stood until now, `themes_come` those at which none stood.
    """

    folder: str
    files: int
    written: int
    removed: int
    untranslated: int
    left: tuple[str, ...] = ()
    themes_left: tuple[str, ...] = ()
    themes_come: tuple[str, ...] = ()

    @property
    def farewell(self) -> tuple[str, ...]:
        """What to say of the addresses that lead nowhere from now on, each with the mend."""
        said = []
        if self.left:
            said.append(
                f"no post stands at {plural.some(self.left, _NAMED)} any more: letters may link there, and the report "
                "knows views and leads by their address; where one has moved, lead on: aliases: "
                f'["/{self.left[0]}"] in its head'
            )
        if self.themes_left:
            gone = f"no theme stands at {plural.some(self.themes_left, _NAMED)} any more, nor its feeds"
            said.append("; ".join((gone, *self._renamed())))
        return tuple(said)

    def _renamed(self) -> Iterator[str]:
        """How themes keep their address, if in some language one has gone where another has come."""
        come = {_language(page) for page in self.themes_come}
        if renamed := tuple(page for page in self.themes_left if _language(page) in come):
            keep = f"slug = {{{', '.join(_slugs(renamed))}}} in content/themes.toml"
            yield f"one that has another name keeps its address by {keep}"


def _language(page: str) -> str:
    return page.partition("/")[0]


def _slugs(themes: tuple[str, ...]) -> Iterator[str]:
    """The ends of the addresses of one theme: in each language, where no other theme left as well."""
    found = [page.removesuffix(".html").partition("/themes/") for page in themes]
    is_one = len({lang for lang, _, _ in found}) == len(found)
    yield from (f'{lang} = "{slug}"' for lang, _, slug in found[: None if is_one else 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the last build left behind: of what it was made, and the hash and stamp of each of its files.

    A stamp is UNSEEN where the file has just been written. `folder` and `as_of` are those of the build, `config_folder`
    and `config_day` those that the config names; `shared` and `heads` are those of `site.sharing`, `posts` leads from
    the ids of posts to the hashes of their files. Folders inside the workspace are written down as seen from its root,
    so that a copy of it builds its own.
    """

    folder: str = ""
    inputs: str = ""
    as_of: str = ""
    config_folder: str = ""
    config_day: str = ""
    shared: str = ""
    untranslated: int = 0
    noted_ns: int = 0
    posts: Mapping[str, str] = field(default_factory=dict, repr=False)
    heads: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, tuple[str, imprint.Stamp]] = field(default_factory=dict, repr=False)


def look(start: str, output: str | None) -> Look | None:
    """A look at the workspace that one stands in, where something has been built before: into `output`, else there."""
    root = place.find(start)
    before = _read(root)
    folder = str(Path(root, output)) if output else before.config_folder
    return Look(root, folder) if before.folder and folder == before.folder else None


class Look:
    """A look at a workspace before it is built into `folder`: what it is made from, and what stands there."""

    def __init__(self, root: str, folder: str) -> None:
        self.root = root
        self.folder = folder
        self.program = sources.program()
        self.sources = sources.read(root, OF_POSTS)
        self.note = _read(root)

    def again(self) -> None:
        """Forgets what stands in the folder: somebody else may have built in the meantime."""
        self.note = _read(self.root)
        self.__dict__.pop("standing", None)

    @cached_property
    def standing(self) -> Standing:
        """The files in the folder."""
        note = self.note
        return Standing(self.folder, note.files if note.folder == self.folder else {}, note.noted_ns)

    @property
    def inputs(self) -> str:
        """One hash for everything but the day."""
        return sources.combined(self.program, self.sources.hashes)

    @property
    def others(self) -> str:
        """One hash for the program and all sources but the posts."""
        return sources.combined(self.program, self.sources.others)

    def keep(self, note: Note) -> None:
        """Writes the note of a build, unless a source was changed while it ran: then the next build begins anew."""
        if all(sources.hash_of(self.root, path) == hashed for path, hashed in self.sources.others.items()):
            now_ns = _now_ns(self.folder)
            if now_ns is not None:
                self.write(note, now_ns)

    def built(self, as_of: date | None) -> Built | None:
        """What a build would come to, where it would change nothing; else None."""
        note = self.note
        if note.folder != self.folder or note.inputs != self.inputs:
            return None
        day = as_of.isoformat() if as_of else note.config_day or place.today().isoformat()
        if note.as_of != day or set(self.standing) - set(KEEP) != set(note.files):
            return None
        now_ns = None if self.standing.is_sure else _now_ns(self.folder)
        if any(self.standing.get(path) != hashed for path, (hashed, _) in note.files.items()):
            return None
        if now_ns is not None:
            seen = {path: (hashed, self.standing.stamps[path]) for path, (hashed, _) in note.files.items()}
            self.write(replace(note, files=seen), now_ns)
        return Built(folder=self.folder, files=len(note.files), written=0, removed=0, untranslated=note.untranslated)

    def write(self, note: Note, now_ns: int) -> None:
        """Keeps what a build left behind, with stamps later than `now_ns`; it is no mistake if that cannot be."""
        try:
            said = {name: getattr(note, name) for name in Note.__slots__}
            said |= {name: _inside(self.root, said[name]) for name in _PLACES}
            said["noted_ns"] = now_ns
            said["files"] = {
                path: [hashed, *(imprint.stamp(self.folder, path) if at == imprint.UNSEEN else at)]
                for path, (hashed, at) in note.files.items()
            }
            root = str(Path(self.root, FOLDER))
            files.write_atomic(root, ".gitignore", b"*\n")
            files.write_atomic(root, _NOTE, json.dumps(said, separators=(",", ":")).encode())
        except (OSError, WorkspaceError):
            return


def _now_ns(folder: str) -> int | None:
    """The time on the disk of `folder`; None where nothing can be written there, and so nothing noted."""
    try:
        return imprint.now_ns(folder)
    except OSError:
        return None


def _inside(root: str, folder: str) -> str:
    path = Path(folder)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else folder


def _read(root: str) -> Note:
    """The note of the last build; an empty one where there is none."""
    try:
        return _parsed(root, Path(root, FOLDER, _NOTE).read_bytes())
    except OSError:
        return Note()


@lru_cache(maxsize=1)  # it is asked for again when nobody else can build any more
def _parsed(root: str, content: bytes) -> Note:
    try:
        said: dict[str, Any] = json.loads(content)
        said["files"] = {path: (row[0], tuple(row[1:])) for path, row in said["files"].items()}
        said |= {name: str(Path(root, said[name])) for name in _PLACES if said[name]}
        return Note(**said)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Note()
