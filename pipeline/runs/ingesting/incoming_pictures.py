"""The pictures of an ingested folder: looked at before a text may show them, copied once, never over what is there."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping

from pipeline.edges import files, images
from pipeline.edges.archives import Held
from pipeline.errors import Problem, SourceRefused
from pipeline.posts.incoming import pictures
from pipeline.posts.incoming.pictures import Pictures


def is_picture(name: str) -> bool:
    """Whether a file is one by its name."""
    return name.lower().endswith(images.PICTURES)


def gathered(root: str, folder: Held | None) -> Pictures:
    """The pictures of a source that is a folder, for the workspace at `root`."""
    if folder is None:
        return Pictures()

    def digest(name: str) -> str:
        content = folder.read(name)
        found = _hash(content)
        if not files.exists(root, f"{pictures.FOLDER}/{pictures.file_name(name, found)}"):
            images.examine(name, content)
        return found

    return Pictures(filter(is_picture, folder.names), folder.root, digest)


def copy(root: str, folder: Held, wanted: Mapping[str, str]) -> None:
    """Copies each picture of `folder` to its path in the workspace, if nothing is there.

    Raises SourceRefused where one is no longer what was looked at.
    """
    for path, name in wanted.items():
        if not files.exists(root, path):
            content = folder.read(name)
            if pictures.file_name(name, _hash(content)) != posixpath.basename(path):
                raise SourceRefused(Problem("has changed meanwhile; run it again", name))
            files.write_atomic(root, path, content)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
