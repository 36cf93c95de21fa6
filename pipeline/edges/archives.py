"""Folders and zip archives as names and bytes: nothing is unpacked to the disk, nothing outside of them is read."""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.errors import Problem, SourceRefused

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError)
"""What Python raises where a file inside is not as it should be."""
with suppress(ImportError):  # Python can be built without it
    from lzma import LZMAError

    _DAMAGED += (LZMAError,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a source on the disk may cost."""

    files: int = 50_000
    file_bytes: int = 200_000_000
    all_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """The names of the files inside, sorted, and how one is read; `root` is where a folder lies."""

    names: tuple[str, ...]
    read: Callable[[str], bytes] = field(repr=False)
    root: str = ""


def is_folder(path: str) -> bool:
    """Whether `path` is a folder."""
    return Path(path).is_dir()


def is_zip(path: str) -> bool:
    """Whether the file at `path` begins as a zip archive does."""
    try:
        with Path(path).open("rb") as file:
            return file.read(4) in _MAGIC
    except OSError:
        return False


def file(path: str, limits: Limits = Limits(), name: str = "") -> bytes:
    """The bytes of one file; raises SourceRefused, which calls it `name`, where it cannot be read or is too large."""
    found = Path(path)
    name = name or path
    try:
        if found.stat().st_size > limits.file_bytes:
            raise SourceRefused(Problem(f"is larger than {limits.file_bytes:,} bytes; split it", name))
        if not found.is_file():
            raise SourceRefused(Problem("is neither a file nor a folder", name))
        return found.read_bytes()
    except FileNotFoundError as refused:
        raise SourceRefused(Problem("there is no such file or folder", name)) from refused
    except OSError as refused:
        raise SourceRefused(Problem(f"cannot be read: {refused.strerror}; check its permissions", name)) from refused


def folder(path: str, limits: Limits = Limits()) -> Held:
    """The files below `path` but for hidden ones; a link that leads out of the folder is none of them."""
    root = Path(path).resolve()
    try:
        found = [entry for entry in root.rglob("*") if entry.is_file() and _inside(root, entry)]
    except OSError as refused:
        raise SourceRefused(Problem(f"cannot be listed: {refused.strerror}", path)) from refused
    names = sorted(entry.relative_to(root).as_posix() for entry in found)
    visible = {_shown(name): name for name in names if not _is_hidden(name)}
    if len(visible) > limits.files:
        raise SourceRefused(Problem(f"holds more than {limits.files:,} files; take it in piece by piece", path))
    return Held(tuple(visible), lambda name: file(str(root / visible[name]), limits, name), root.as_posix())


@contextmanager
def archive(path: str, limits: Limits = Limits()) -> Iterator[Held]:
    """The files in the zip archive at `path`; raises SourceRefused for bombs, and for encrypted and broken archives."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        message = f"is no zip archive that can be read: {broken}; download it again"
        raise SourceRefused(Problem(message, path)) from broken
    with opened:
        members = {_safe(member.filename): member for member in opened.infolist() if not member.filename.endswith("/")}
        size = sum(member.file_size for member in members.values())
        if len(members) > limits.files or size > limits.all_bytes:
            message = f"holds more than {limits.files:,} files or {limits.all_bytes:,} bytes; unpack it, take in a part"
            raise SourceRefused(Problem(message, path))
        names = tuple(sorted(name for name in members if name and not _is_hidden(name)))
        yield Held(names, lambda name: _unpacked(opened, members[name], name, limits))


def _inside(root: Path, entry: Path) -> bool:
    return not entry.is_symlink() or entry.resolve().is_relative_to(root)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part in ("__MACOSX", "node_modules") for part in name.split("/"))


def _safe(name: str) -> str:
    """`name` without what would lead out of the archive, though it is only shown, and no file is written under it."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return _shown("/".join(parts))


def _shown(name: str) -> str:
    """`name` without what a terminal would act on, its accents as one types them (macOS puts them behind letters)."""
    typed = unicodedata.normalize("NFC", name)
    return "".join(sign if sign.isprintable() else "?" for sign in typed)


def _unpacked(opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, limits: Limits) -> bytes:
    """One file, never more of it than is allowed, whatever its size is said to be."""
    try:
        with opened.open(member) as inside:
            content = inside.read(limits.file_bytes + 1)
    except NotImplementedError as strange:
        message = f"is packed in a way that is not known here ({strange}); unpack it and take in the folder"
        raise SourceRefused(Problem(message, place)) from strange
    except RuntimeError as locked:  # so zipfile says that a member is encrypted
        raise SourceRefused(Problem("is locked with a password; unpack it and take in the folder", place)) from locked
    except _DAMAGED as broken:
        raise SourceRefused(Problem(f"is damaged: {broken}; download it again", place)) from broken
    if len(content) > limits.file_bytes:
        raise SourceRefused(Problem(f"is larger than {limits.file_bytes:,} bytes", place))
    return content
