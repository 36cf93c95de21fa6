"""What a build is made from, read once and hashed: the workspace's own files, and the program itself.

Content is the truth, never a time stamp: a file that was written through a memory map can change without any of its
stamps changing, and the hash of 5,000 posts costs a tenth of a second.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.edges import packaged
from pipeline.edges.files import is_file
from pipeline.edges.place import CONFIG, ISSUES, PAGES, POSTS, is_hidden
from pipeline.errors import Problem, WorkspaceError

_FOLDERS = ("content", "templates")
_MAY_BE_LINKS = (POSTS, PAGES, ISSUES, "content/static")
_MOST = 1 << 16
_SCRIPTS = (".py",)
_PACKAGES = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class Sources:
    """Path in the workspace → SHA-256 of the file, and the content of those that were asked for."""

    hashes: Mapping[str, str] = field(repr=False)
    contents: dict[str, bytes] = field(repr=False)

    def taken(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of those that were kept; each is let go when it is taken, for they are many."""
        for path in self.contents:
            content, self.contents[path] = self.contents[path], b""
            yield path, content

    @property
    def kept(self) -> Sources:
        """Only the sources whose content was kept."""
        return Sources({path: self.hashes[path] for path in self.contents}, self.contents)

    @property
    def others(self) -> Mapping[str, str]:
        """The hashes of the sources whose content was not kept."""
        return {path: hashed for path, hashed in self.hashes.items() if path not in self.contents}


def read(root: str, keep: tuple[str, str] = ("", "")) -> Sources:
    """The sources of the workspace at `root`; the content of those with this beginning and end is kept.

    Hidden files and folders are left out, and linked folders below those that a workspace has. Raises where a file
    that is to be kept cannot be read; of the others, whoever needs it will say so.
    """
    hashes: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    begin, end = keep
    for path, content in _files(root):
        if content is None:
            if begin and path.startswith(begin) and path.endswith(end):
                raise WorkspaceError(Problem("cannot be read", path))
            continue
        hashes[path] = hashlib.sha256(content).hexdigest()
        if begin and path.startswith(begin) and path.endswith(end):
            contents[path] = content
    return Sources(dict(sorted(hashes.items())), dict(sorted(contents.items())))


def hash_of(root: str, path: str) -> str | None:
    """The SHA-256 of one file; None where it cannot be read."""
    content = _content(os.path.join(root, path))  # noqa: PTH118
    return None if content is None else hashlib.sha256(content).hexdigest()


def program() -> str:
    """A hash of all that turns sources into a site: our code and templates, Python, the versions of all packages."""
    digest = hashlib.sha256(sys.version.encode())
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib is slower
    for folder, ends in ((package, _SCRIPTS), (str(packaged.templates()), ("",))):
        for path, content in sorted(_below(folder, "", ends)):
            digest.update(f"\0{path}\0{len(content or b'')}\0".encode())
            digest.update(content or b"")
    digest.update("\0".join(sorted(_packages())).encode())
    return digest.hexdigest()


def combined(program: str, hashes: Mapping[str, str]) -> str:
    """One hash of the program and of all these files."""
    said = "\n".join([program, *(f"{path}\0{hashed}" for path, hashed in sorted(hashes.items()))])
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def _files(root: str) -> Iterator[tuple[str, bytes | None]]:
    config = _content(os.path.join(root, CONFIG))  # noqa: PTH118
    if config is not None:
        yield CONFIG, config
    for folder in _FOLDERS:
        yield from _below(root, folder, ("",))


def _below(root: str, folder: str, ends: tuple[str, ...]) -> Iterator[tuple[str, bytes | None]]:
    """Files below a folder; None for the content of one that cannot be read."""
    try:
        entries = list(os.scandir(os.path.join(root, folder)))  # noqa: PTH118
    except OSError:
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=path in _MAY_BE_LINKS or folder == "templates"):
            if entry.name != "__pycache__":
                yield from _below(root, path, ends)
        elif entry.name.endswith(ends) and is_file(entry):
            yield path, _content(entry.path)


def _content(path: str) -> bytes | None:
    """The file's bytes; None where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        content = os.read(handle, _MOST)
        if len(content) == _MOST:
            pieces = [content]
            while pieces[-1]:
                pieces.append(os.read(handle, 1 << 22))
            content = b"".join(pieces)
    except OSError:
        return None
    else:
        return content
    finally:
        os.close(handle)


def _packages() -> Iterator[str]:
    for folder in sys.path:
        try:
            yield from (name for name in os.listdir(folder or ".") if name.endswith(_PACKAGES))  # noqa: PTH208
        except OSError:
            continue
