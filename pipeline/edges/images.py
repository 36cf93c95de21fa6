"""Pictures: how large they are, and smaller ones for the web (WebP and AVIF), where these pay."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.edges import colours, drawings
from pipeline.edges.kept import Kept
from pipeline.errors import ContentError, Problem

if TYPE_CHECKING:  # a site without pictures does not wait for Pillow
    from PIL import Image

RASTER = (".png", ".apng", ".jpg", ".jpeg", ".jfif", ".webp", ".avif", ".gif")
PICTURES = (*RASTER, ".svg", ".bmp", ".ico")
"""What browsers show."""
_SHOWN = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "ICO")
"""The same, as Pillow calls what is in a file, whatever its name says. It hands some others to other programs."""
_LONGEST = 65_535
"""Pixels that a side of a JPEG may have (ITU T.81, B.2.2); a single row of millions would take gigabytes."""
_PASS = b"\xff\xda"
_MOST_PASSES = 5_000_000_000
"""Pixels by how often a JPEG goes over them: some ten times where it becomes clearer while it loads."""
_TOO_MANY = re.compile(r"\((\d+) pixels\)")

_WIDTHS = (640, 1240)
"""The text column is 590 px wide at most: once and twice that."""
_FORMATS = (("avif", {"quality": 55, "speed": 8, "max_threads": 1}), ("webp", {"quality": 78, "method": 4}))
_TALLEST = 16_383
"""Pixels that a side of a WebP may have (RFC 9649, 2.7)."""
_PAYS = 0.85
"""A variant is published where it has less than this share of the original's bytes."""
_EXIF_MARKS = (b"Exif", b"EXIF", b"eXIf", b"exif")
_GPS_TAGS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
_CAMERA_TAGS, _OWNER, _SERIAL_NUMBERS = 0x8769, 0xA430, (0xA431, 0xA435)
_ARTIST = 0x013B
_KNOWS_THE_DARK = b"prefers-color-scheme"
_DAMAGED = (OSError, SyntaxError, ValueError, LookupError, TypeError, RuntimeError, EOFError, struct.error, zlib.error)
"""What Pillow raises where bytes are not as they should be; it has no class of its own for that."""


@dataclass(frozen=True, slots=True)
class Smaller:
    """A picture in another size and format; `type` is its media type."""

    width: int
    kind: str
    content: bytes = field(repr=False)

    @property
    def type(self) -> str:
        """`image/avif`."""
        return f"image/{self.kind}"


def store(root: str) -> Kept:
    """Where smaller pictures are kept."""
    return Kept(root, "images", f"2 {version('pillow')}")


def size(path: str, content: bytes) -> tuple[int, int] | None:
    """Width and height in CSS pixels, as it is shown; None for an SVG that does not say."""
    if path.lower().endswith(".svg"):
        return drawings.size(content)
    with _opened(path, content) as picture:
        return _shown_size(picture)


def examine(path: str, content: bytes) -> None:
    """Looks at a stranger's picture; raises ContentError where no page could show it, or where it may do more."""
    if path.lower().endswith(".svg"):
        if not drawings.is_harmless(content):
            message = "may hold a program, or is no drawing that can be read whole; save it anew as a plain SVG or PNG"
            raise ContentError(Problem(message, path))
        return
    with _opened(path, content) as picture:
        _upright(picture)


def needs_paper(path: str, content: bytes) -> bool:
    """Whether what is drawn may be dark on nothing: then it is lost where pages are dark.

    A drawing that has colours of its own for dark pages needs none.
    """
    if path.lower().endswith(".svg"):
        return _KNOWS_THE_DARK not in content
    with _opened(path, content) as picture:
        return colours.has_alpha(picture)


def told(path: str, content: bytes, names: Collection[str] = ()) -> tuple[str, ...]:
    """What a photo tells of people beside what it shows: "where it was taken"; that it is by one of `names` is no news.

    Exif 3.0, 4.6 (tags); the location may also stand in XMP.
    """
    if not any(mark in content for mark in _EXIF_MARKS):
        return ()
    said = ["where it was taken"] if b"exif:GPSLatitude" in content else []
    with _opened(path, content) as picture:
        try:
            exif = picture.getexif()
            place, camera = exif.get_ifd(_GPS_TAGS), exif.get_ifd(_CAMERA_TAGS)
        except _DAMAGED:
            return tuple(said)
    if _LATITUDE in place or _LONGITUDE in place:
        said.append("where it was taken")
    by, owner = (str(found).strip("\0 ") for found in (exif.get(_ARTIST, ""), camera.get(_OWNER, "")))
    if by and by not in names:
        said.append("who took it")
    if owner and owner not in names:
        said.append("whose camera it was")
    if any(str(camera.get(tag, "")).strip("\0 ") for tag in _SERIAL_NUMBERS):
        said.append("the camera's serial number")
    return tuple(dict.fromkeys(said))


def smaller(path: str, content: bytes, kept: Kept) -> tuple[Smaller, ...]:
    """The variants of a photo that are clearly lighter than itself; none of a moving picture or a small one.

    A photo is decoded only where one of them is not kept yet.
    """
    if not path.lower().endswith(RASTER):
        return ()
    found = []
    with _opened(path, content) as picture:
        if getattr(picture, "is_animated", False) or picture.width < _WIDTHS[0]:
            return ()
        hashed = hashlib.sha256(content).digest()
        upright = cache(partial(_upright, picture))
        wide, high = _shown_size(picture)
        widths = dict.fromkeys(min(width, wide) for width in _WIDTHS)
        for width in (width for width in widths if high * width <= _TALLEST * wide):
            for kind, options in _FORMATS:
                make = partial(_made, upright, width, kind, options)
                made = kept.get(f"{width} {kind} {options} ".encode() + hashed, make)
                if len(made) < _PAYS * len(content):
                    found.append(Smaller(width, kind, made))
    return tuple(found)


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    return colours.resizable(ImageOps.exif_transpose(picture))


def _made(upright: Callable[[], Image.Image], width: int, kind: str, options: Mapping[str, int]) -> bytes:
    from PIL import Image

    picture = upright()
    height = max(1, round(picture.height * width / picture.width))
    out = io.BytesIO()
    made = colours.srgb(picture.resize((width, height), Image.Resampling.LANCZOS))
    made.save(out, format=kind.upper(), **options)
    return out.getvalue()


@contextmanager
def _opened(path: str, content: bytes) -> Iterator[Image.Image]:
    """The picture; whatever is wrong with it, also where it is only met while it is decoded, becomes a ContentError."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_SHOWN) as picture:
                _check_size(path, content, picture)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as refused:
        found = _TOO_MANY.search(str(refused))
        raise _too_large(path, f" ({int(found[1]) / 1e6:,.0f} million pixels)" if found else "") from refused
    except _DAMAGED as refused:
        message = "is no picture that can be read whole; save it again as PNG, JPEG or WebP"
        raise ContentError(Problem(message, path)) from refused


def _check_size(path: str, content: bytes, picture: Image.Image) -> None:
    width, height = picture.size
    if max(width, height) > _LONGEST:
        raise _too_large(path, f" ({width:,} × {height:,} pixels)")
    if width * height * content.count(_PASS) > _MOST_PASSES:
        message = "is packed so that it takes minutes to be shown; save it again as PNG, JPEG or WebP"
        raise ContentError(Problem(message, path))


def _too_large(path: str, size: str) -> ContentError:
    return ContentError(Problem(f"is too large{size}; a page shows {_WIDTHS[-1]} pixels across: save it smaller", path))


def _shown_size(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    turned = picture.getexif().get(0x0112, 1) >= 5  # Exif, "Orientation": lies on its side
    return (height, width) if turned else (width, height)
