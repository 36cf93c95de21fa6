"""Where the files that ship with the program lie: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def templates() -> Path:
    """The folder of the packaged templates."""
    return _first(_PACKAGE / "_packaged" / "templates", _PACKAGE.parent / "templates")


def demo() -> Path:
    """The folder that holds the demo's leitmotiv.toml and content/."""
    return _first(_PACKAGE / "_packaged" / "demo", _PACKAGE.parent)


def _first(*folders: Path) -> Path:
    return next((folder for folder in folders if folder.is_dir()), folders[-1])


def version_of(package: str) -> str:
    """A hash of the modules of one of our packages: what they made is theirs only while they are as they were."""
    digest = hashlib.sha256()
    for module in sorted((_PACKAGE / package).glob("*.py")):
        digest.update(module.name.encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()
