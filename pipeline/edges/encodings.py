"""Encoded texts, kept: what was encoded once is read from `.leitmotiv/`, or, of people's words, from `private/`.

Half precision: of 828 texts none got another theme by it (docs/decisions.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.edges import files
from pipeline.edges.encoder import WIDTH, UniversalSentenceEncoder
from pipeline.edges.kept import Kept
from pipeline.errors import WorkspaceError

Halves = NDArray[np.float16]

VERSION = f"{UniversalSentenceEncoder.name}/1"
_ROW = 2 * WIDTH
_KEY_BYTES = 16
PRIVATE = "private/encodings"


class KeptEncoder:
    """Encodes texts that may be known to everybody, such as posts; a call is kept as a whole, by what it was given.

    The encoder and its weights are loaded when something is met that was not kept.
    """

    def __init__(self, root: str, encoder: UniversalSentenceEncoder) -> None:
        self._kept = Kept(root, "encodings", VERSION)
        self._encoder = encoder

    def __call__(self, texts: Sequence[str]) -> Halves:
        """(len(texts), 1024), as the encoder gives them, in half precision."""
        if not texts:
            return np.zeros((0, _ROW), np.float16)
        source = "\0".join(texts).encode("utf-8", "surrogatepass")
        content = self._kept.get(source, lambda: self._encoder(texts).astype(np.float16).tobytes())
        if len(content) != 2 * _ROW * len(texts):  # a damaged file
            return self._encoder(texts).astype(np.float16)
        return np.frombuffer(content, np.float16).reshape(len(texts), _ROW)


class PrivateEncoder:
    """Encodes what people wrote to us. It is kept in one file below `private/`, and only as long as it is asked for:
    `close` leaves there what was asked for since this encoder was made, so that the forgotten are forgotten here too.
    """

    def __init__(self, root: str, encoder: UniversalSentenceEncoder) -> None:
        self._root = root
        self._encoder = encoder
        self._known = _read(root)
        self._asked: dict[bytes, bytes] = {}

    def __call__(self, texts: Sequence[str]) -> Halves:
        """(len(texts), 1024), as the encoder gives them, in half precision."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            rows = self._encoder(tuple(new.values())).astype(np.float16)
            self._known |= {key: row.tobytes() for key, row in zip(new, rows, strict=True)}
        self._asked |= {key: self._known[key] for key in keys}
        found = np.frombuffer(b"".join(self._known[key] for key in keys), np.float16)
        return found.reshape(len(texts), _ROW)

    def close(self) -> None:
        """Keeps what was asked for, and nothing else; it is no mistake where nothing can be written."""
        content = b"".join(key + row for key, row in sorted(self._asked.items()))
        with suppress(WorkspaceError):
            if content:
                files.sweep(self._root, PRIVATE)
                files.write_atomic(self._root, PRIVATE, content)
                return
        with suppress(WorkspaceError):
            forget(self._root)


def forget(root: str) -> None:
    """Takes away all that is kept of people's words; the next report makes it anew, of those who are still there."""
    files.sweep(root, PRIVATE)
    files.remove(root, PRIVATE)


def _key(text: str) -> bytes:
    named = f"{VERSION}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(named, digest_size=_KEY_BYTES).digest()


def _read(root: str) -> dict[bytes, bytes]:
    try:
        content = Path(root, PRIVATE).read_bytes()
    except OSError:
        return {}
    size = _KEY_BYTES + 2 * _ROW
    if len(content) % size:
        return {}
    rows = (content[start : start + size] for start in range(0, len(content), size))
    return {row[:_KEY_BYTES]: row[_KEY_BYTES:] for row in rows}
