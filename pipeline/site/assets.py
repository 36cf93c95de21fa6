"""Files that are published byte by byte: where they stand on the site, and which of them a text means."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import unquote

from pipeline.posts import links
from pipeline.site.content import Asset

_Found = TypeVar("_Found")

STATIC = "content/static"
AS_IT_IS = f"{STATIC}/root/"
"""What lies here keeps its name, at the root of the site: CNAME, a search engine's proof, security.txt."""


def path_of(source: str, content: bytes) -> str:
    """The address of a file of content/: its name carries a hash of its content, so that browsers may keep it."""
    if source.startswith(AS_IT_IS):
        return source.removeprefix(AS_IT_IS)
    below = source.removeprefix(f"{STATIC}/").removeprefix("content/")
    stem, kind = posixpath.splitext(below)
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{kind.lower()}"


def picture(assets: Mapping[str, Asset], folder: str, target: str) -> Asset | None:
    """The picture that a text in `folder` means by `target`; None where that is no picture, or nothing."""
    found = find(assets, folder, target)
    return found if found and (found.width or found.path.endswith(".svg")) else None


def variant_of(path: str, width: int, kind: str, content: bytes) -> str:
    """The address of a picture in another size and format."""
    stem = posixpath.splitext(posixpath.splitext(path)[0])[0]
    return f"{stem}-{width}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"


def find(assets: Mapping[str, _Found], folder: str, target: str) -> _Found | None:
    """What a text in `folder` means by `target`: a file beside it, else one below content/static.

    `/static/a.png`, `/a.png` and `a.png` all find content/static/a.png, so that texts from elsewhere work.
    """
    file = unquote(target.partition("#")[0].partition("?")[0])
    bare = file.lstrip("/")
    tried = [] if file.startswith("/") else [posixpath.join(folder, file)]
    tried += [f"{STATIC}/{bare.removeprefix('static/')}", f"{STATIC}/{bare}", bare]
    paths = [posixpath.normpath(path) for path in tried]
    found = next((assets[path] for path in paths if path in assets), None)
    if found is None and not all(map(str.isascii, paths)):
        named = {links.one_form(path): asset for path, asset in assets.items()}
        found = next((named[path] for path in map(links.one_form, paths) if path in named), None)
    return found
