"""The workspace's secret: what tokens are signed with. From LEITMOTIV_SECRET, else private/secret."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pipeline.errors import ConfigError, Problem

VARIABLE = "LEITMOTIV_SECRET"
FILE = "private/secret"
_SHORTEST = 16


def read(root: str) -> bytes:
    """The secret; where there is none yet, one is made and kept in private/secret, for the owner's eyes only."""
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return _checked(given, VARIABLE)
    file = Path(root, FILE)
    try:
        if not file.exists():
            _make(file)
        return _checked(file.read_text("utf-8").strip(), FILE)
    except (OSError, UnicodeDecodeError) as refused:
        said = refused.strerror if isinstance(refused, OSError) else "it is no text"
        raise ConfigError(Problem(f"the secret cannot be read or made: {said}; or set {VARIABLE}", FILE)) from refused


def _checked(text: str, place: str) -> bytes:
    if len(text) < _SHORTEST:
        raise ConfigError(Problem(f"the secret has fewer than {_SHORTEST} characters; take a longer one", place))
    return text.encode()


def _make(file: Path) -> None:
    """Whole or not at all, also when the power fails, and never over one that another program made in the meantime."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".secret-{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(32) + "\n")
            out.flush()
            os.fsync(handle)
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
