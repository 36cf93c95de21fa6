"""What follows from the program and its templates alone, and costs time at every start: kept in the user's own cache.

Code must not be kept below a workspace: that may come from somebody else (docs/decisions.md). The folder is used only
where it belongs to this user and nobody else can write to it, as with Python's own bytecode.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

_WRITABLE_BY_OTHERS = 0o022
_CHECK = 32


def get(kind: str, name: str) -> bytes | None:
    """What was kept under `name`; None where there is nothing, or no folder of one's own to keep it in."""
    folder = _folder(kind)
    if folder is None:
        return None
    try:
        found = (folder / _file(name)).read_bytes()
    except OSError:
        return None
    check, content = found[:_CHECK], found[_CHECK:]
    return content if hashlib.sha256(content).digest() == check else None


def put(kind: str, name: str, content: bytes) -> None:
    """Keeps `content` under `name`, over what was there; it is no mistake if that cannot be."""
    folder = _folder(kind)
    if folder is None:
        return
    with suppress(OSError):
        handle, part = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(part).replace(folder / _file(name))
        except OSError:  # a full disk, and every start would leave another one
            Path(part).unlink()


@cache
def _folder(kind: str) -> Path | None:
    """The folder for results of one kind, made by this Python; None where nobody may be trusted with one."""
    if not hasattr(os, "getuid"):  # Windows
        return None
    try:
        above = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = above / "leitmotiv" / f"{kind}-{sys.implementation.cache_tag}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    is_ours = found.st_uid == os.getuid() and not found.st_mode & _WRITABLE_BY_OTHERS
    return folder if is_ours and above.is_absolute() else None


def _file(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:40]
