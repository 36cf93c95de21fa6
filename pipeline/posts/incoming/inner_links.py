"""Links from one text of a source to another: written as numbers until every text has its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from pipeline.posts import links
from pipeline.posts.incoming import cleaning, seen
from pipeline.posts.incoming.cleaning import Resolve
from pipeline.posts.incoming.item import Item
from pipeline.posts.incoming.merging import Arrival

Known = Callable[[str], str]
"""The key of a text that was taken in before → the file of its post; empty where there is none to link to."""

# Private signs, which no foreign text can hold; an address can, if it writes them as %EF….
_OPEN, _CLOSE = "\uf8f0", "\uf8f1"
_MARK = rf"{quote(_OPEN)}(\d{{1,9}}){quote(_CLOSE)}"
_RESOLVED = re.compile(rf"{_OPEN}\d{{1,9}}{_CLOSE}(?:#|\Z)")
_ENDING = re.compile(r"(?:/?_?index)?\.(?:html?|mdx?|markdown)$|(?:^|/)_?index$", re.IGNORECASE)
_PELICAN = re.compile(r"^(?:\{|\||%7B|%7C)filename(?:\}|\||%7D|%7C)", re.IGNORECASE)
_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")
_SIGN = r"[^\[\]\\]|\\."
_PICTURE = rf"!\[(?:{_SIGN})*\]\([^()\s<>]*\)"
# Not from an escaped bracket on: thousands of these would take quadratic time.
_LINK = re.compile(rf"(?<!\\)\[((?:{_PICTURE}|{_SIGN})*)\]\({_MARK}([^()\s<>]*)\)|\({_MARK}([^()\s<>]*)\)")


class InnerLinks:
    """The texts of one source, by their keys, which are paths of files or what an export or a feed calls them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._targets: dict[int, str] = {}
        self._addresses: dict[str, int] = {}
        self._outside: dict[int, str] = {}
        self._standing: dict[str, str] = {}
        self._routes: dict[str, list[tuple[list[str], int, str]]] = {}
        self._languages: set[str] = set()

    def announce(self, arrival: Arrival) -> None:
        """Notes that there is a text, so that others can point to it, also by where it stands on the web."""
        if not arrival.name:
            return
        number = self._numbers.setdefault(arrival.name, len(self._numbers))
        for address in arrival.addresses:
            if arrival.origin == "files":
                self._routes.setdefault(_route(address)[-1], []).append((_route(address), number, arrival.item.lang))
                self._languages.add(arrival.item.lang)
            else:
                self._addresses.setdefault(_bare(address), number)
                self._outside.setdefault(number, address)

    def stands(self, address: str, path: str) -> None:
        """Notes the file of a post that came from `address` before."""
        if seen.has_own_address(address):
            self._standing[_bare(address)] = path

    def lead(self, key: str, path: str) -> None:
        """Notes the file of the post that became of a text; empty where readers cannot see it."""
        if key in self._numbers:
            self._targets[self._numbers[key]] = path

    def resolver(self, item: Item, known: Known) -> Resolve:
        """What becomes of the links of `item`: to its siblings by number, to the web as they are, to nowhere else."""
        folder = posixpath.dirname(item.key)

        def resolve(target: str) -> str | None:
            if _RESOLVED.match(unquote(target)):  # done before: Markdown is looked at again when it is clean
                return target
            file, mark, fragment = _PELICAN.sub("", target).partition("#")
            if file and self._numbers and ":" not in file and not file.startswith("/"):
                key = links.one_form(posixpath.normpath(posixpath.join(folder, unquote(file.partition("?")[0]))))
                place = mark + quote(unquote(fragment), safe="-_.~")
                if key in self._numbers:
                    return f"{_OPEN}{self._numbers[key]}{_CLOSE}{place}"
                if path := known(key):
                    return posixpath.basename(path) + place
            is_path = self._routes and ":" not in file and item.markup == "markdown" and not item.base
            routed = self._routed(file, item.lang) if is_path else None
            if routed is not None:
                return f"{_OPEN}{routed}{_CLOSE}{mark}{quote(unquote(fragment), safe='-_.~')}"
            found = cleaning.address(target, item.base)
            page = _bare(found or target)
            if page in self._addresses:
                return f"{_OPEN}{self._addresses[page]}{_CLOSE}"
            return posixpath.basename(self._standing[page]) if page in self._standing else found

        return resolve

    def _routed(self, target: str, lang: str) -> int | None:
        """The one text that a site generator would show at `target`: `/posts/latency/`, `/2021/08/latency.html`.

        A folder may name the language, wherever the files of that language lie: `/de/posts/latency/`.
        """
        *folders, name = _route(target)
        if not name:
            return None
        said = next((folder for folder in folders if folder in self._languages), "")
        wanted = [*(folder for folder in folders if folder != said), name]
        found = {
            number: other
            for route, number, other in self._routes.get(name, ())
            if route[-len(wanted) :] == wanted and said in ("", other)
        }
        numbers = list(found) if len(found) == 1 else [number for number, other in found.items() if other == lang]
        return numbers[0] if len(numbers) == 1 else None

    def filled(self, markdown: str) -> str:
        """`markdown` with the numbers as file names; a link to a text that is no post gives its words alone."""
        return _LINK.sub(self._link, markdown)

    def _link(self, found: re.Match[str]) -> str:
        text, number, place, bare, bare_place = found.groups()
        path = self._targets.get(int(number or bare), "")
        if not path and (outside := cleaning.address(self._outside.get(int(number or bare), "")) or ""):
            return f"[{text}]({outside})" if number else f"({outside})"
        link = f"({posixpath.basename(path)}{place if number else bare_place})"
        if number:
            return f"[{text}]{link}" if path else str(text)
        return link if path else ""


def _route(target: str) -> list[str]:
    """The folders and the name in a path, without dates, endings and `index`."""
    path = links.one_form(unquote(target.partition("?")[0])).strip("/")
    *folders, name = [part for part in _ENDING.sub("", path).split("/") if part not in ("", ".", "..")] or [""]
    return [*(folder for folder in folders if not folder.isdecimal()), _DAY.sub("", name)]


def _bare(address: str) -> str:
    """An address without what may differ between a link and what it leads to: scheme, `www.`, fragment, last slash."""
    page = address.partition("#")[0]
    return page.partition("://")[2].removeprefix("www.").rstrip("/") if "://" in page else page.rstrip("/")
