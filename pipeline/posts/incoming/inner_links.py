"""Links from one text of a source to another: written as numbers until every text has its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from pipeline.posts.incoming import cleaning
from pipeline.posts.incoming.cleaning import Resolve
from pipeline.posts.incoming.item import Item

Known = Callable[[str], str]
"""The key of a text that was taken in before → the file of its post; empty where there is none to link to."""

# Private signs, which no foreign text can hold.
_OPEN, _CLOSE = "\uf8f0", "\uf8f1"
_MARK = rf"{quote(_OPEN)}(\d+){quote(_CLOSE)}"
_LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.)*)\]\({_MARK}([^()\s<>]*)\)|\({_MARK}([^()\s<>]*)\)")


class InnerLinks:
    """The texts of one source, by their keys, which are paths of files."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._targets: dict[int, str] = {}

    def announce(self, key: str) -> None:
        """Notes that there is a text `key`, so that others can point to it."""
        self._numbers.setdefault(key, len(self._numbers))

    def lead(self, key: str, path: str) -> None:
        """Notes the file of the post that became of a text; empty where readers cannot see it."""
        if key in self._numbers:
            self._targets[self._numbers[key]] = path

    def resolver(self, item: Item, known: Known) -> Resolve:
        """What becomes of the links of `item`: to its siblings by number, to the web as they are, to nowhere else."""
        folder = posixpath.dirname(item.key)

        def resolve(target: str) -> str | None:
            file, mark, fragment = target.partition("#")
            if file and self._numbers and ":" not in file and not file.startswith("/"):
                key = posixpath.normpath(posixpath.join(folder, unquote(file.partition("?")[0])))
                place = mark + quote(unquote(fragment), safe="-_.~")
                if key in self._numbers:
                    return f"{_OPEN}{self._numbers[key]}{_CLOSE}{place}"
                if path := known(key):
                    return posixpath.basename(path) + place
            return cleaning.address(target, item.base)

        return resolve

    def filled(self, markdown: str) -> str:
        """`markdown` with the numbers as file names; a link to a text that is no post gives its words alone."""
        return _LINK.sub(self._link, markdown)

    def _link(self, found: re.Match[str]) -> str:
        text, number, place, bare, bare_place = found.groups()
        path = self._targets.get(int(number or bare), "")
        link = f"({posixpath.basename(path)}{place if number else bare_place})"
        if number:
            return f"[{text}]{link}" if path else str(text)
        return link if path else ""
