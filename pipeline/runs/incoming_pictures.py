"""The pictures of an ingested folder: looked at before a text may show them, copied once, never over what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.edges import files, images
from pipeline.edges.archives import Held
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
        found = hashlib.sha256(content).hexdigest()[:8]
        if not files.exists(root, f"{pictures.FOLDER}/{pictures.file_name(name, found)}"):
            images.examine(name, content)
        return found

    return Pictures(filter(is_picture, folder.names), folder.root, digest)


def copy(root: str, folder: Held, wanted: Mapping[str, str]) -> None:
    """Copies each picture of `folder` to its path in the workspace, if nothing is there."""
    for path, name in wanted.items():
        if not files.exists(root, path):
            files.write_atomic(root, path, folder.read(name))
