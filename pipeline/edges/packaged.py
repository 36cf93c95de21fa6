"""Where the files that ship with the program lie: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = {".py", ".npy"}


def templates() -> Path:
    """The folder of the packaged templates."""
    return _first(_PACKAGE / "_packaged" / "templates", _PACKAGE.parent / "templates")


def demo() -> Path:
    """The folder that holds the demo's leitmotiv.toml and content/."""
    return _first(_PACKAGE / "_packaged" / "demo", _PACKAGE.parent)


def _first(*folders: Path) -> Path:
    return next((folder for folder in folders if folder.is_dir()), folders[-1])


def version_of(package: str) -> str:
    """A hash of one of our packages, modules and data: what they made is theirs only while they are as they were."""
    digest = hashlib.sha256()
    for file in sorted(file for file in (_PACKAGE / package).rglob("*") if file.suffix in _SOURCES):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
