"""Pictures in letters: as wide as the column in every mail program, and what mail programs make of some of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

Measure = Callable[[str], tuple[int, int] | None]
"""The path of a file on the site → width and height of the picture in it, None where it has none."""

COLUMN_PX = 560
"""The text column of a letter: its body of 600 px less 20 px at either side (templates/letter)."""

_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')


def sized(rendered: str, site: str, measure: Measure) -> str:
    """`rendered` with the width of each picture that lies on our `site`.

    Outlook for Windows knows no `max-width` and shows a photo in the pixels that it has.
    """

    def widened(found: re.Match[str]) -> str:
        size = measure(path) if (path := _path(found[1], site)) else None
        return f'<img width="{min(size[0], COLUMN_PX)}"{found[0][4:]}' if size else found[0]

    return _PICTURE.sub(widened, rendered)


def remarks(rendered: str, site: str) -> Iterator[str]:
    """What its author may not know of the pictures in a letter, a sentence each."""
    for url in dict.fromkeys(unescape(source) for source in _PICTURE.findall(rendered)):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and _path(url, site) is None:
            yield f"shows a picture of {parts.hostname}, which learns who opens the letter; keep it in content/static"
        if parts.path.lower().endswith(".svg"):
            yield f"shows {parts.path.rpartition('/')[2]}; Gmail and Outlook show no SVG: take a PNG"


def _path(url: str, site: str) -> str | None:
    """The file below `site`, by its name, or None where it leads elsewhere."""
    plain = unescape(url)
    return unquote(plain.removeprefix(f"{site}/")) if plain.startswith(f"{site}/") else None
