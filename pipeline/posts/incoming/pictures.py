"""Pictures that lie in a folder with its texts: which file a text means, and what it is called in the workspace.

A text only ever names one of the files that were found in the folder: no path of it is opened.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import SplitResult, quote, unquote, urlsplit

from pipeline.errors import LeitmotivError
from pipeline.model.post import PostWarning
from pipeline.model.slug import slugify
from pipeline.posts.incoming import plain, wiki_links
from pipeline.posts.incoming.item import Item

FOLDER = "content/static/ingested"
_FROM_POSTS = "../static/ingested"
_STATIC = ("", "static", "assets", "public")
"""Where site generators take `/img/a.png` from."""
_DEEPEST = 20
_PELICAN = re.compile(r"\A[{|](?:static|attach|filename)[}|]")
Digest = Callable[[str], str]
"""The name of a file in the folder → a hash of its content; raises LeitmotivError where it must not be shown."""


class Pictures:
    """The pictures of a source by their names in it; none where it is no folder, which lies at `root`.

    `sources` are those that a text has asked for: what each is called here, and in the source.
    """

    def __init__(self, names: Iterable[str] = (), root: str = "", digest: Digest = str) -> None:
        self.is_folder = bool(root)
        self._root = root
        self._all = tuple(names)
        self._names = {_folded(name): name for name in reversed(self._all)} | {name: name for name in self._all}
        self._places: dict[str, list[str]] = {}
        self._digest = digest
        self._files: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self.sources: dict[str, str] = {}

    @property
    def unused(self) -> int:
        """How many of them no text has asked for."""
        return len(self._all) - len(self._files) - len(self._refused)

    def named(self, item: Item, target: str) -> str:
        """The name of the picture that `item` means by `target`; empty where there is none."""
        parts = _split(target)
        if not self._all or parts is None or not is_from_there(item, target):
            return ""
        path = _PELICAN.sub("", unquote(parts.path).replace("\\", "/"))
        is_anywhere, path = path.startswith(wiki_links.ANYWHERE), path.removeprefix(wiki_links.ANYWHERE)
        text = item.key.removeprefix(f"{self._root}/") if item.key.startswith(self._root) else ""
        folder = posixpath.dirname(text)
        beside = () if path.startswith("/") else (folder, posixpath.splitext(text)[0])
        near = (posixpath.normpath(posixpath.join(place, path)) for place in beside)
        for tried in (*near, *_rooted(folder, path)):
            if found := self._names.get(tried) or self._names.get(_folded(tried)):
                return found
        return self._anywhere(path) if is_anywhere else ""

    def _anywhere(self, path: str) -> str:
        """The only picture of which `path` is the end."""
        if not self._places:
            for name in self._all:
                self._places.setdefault(_folded(posixpath.basename(name)), []).append(name)
        near = self._places.get(_folded(posixpath.basename(path)), ())
        found = [name for name in near if _folded(f"/{name}").endswith(_folded(f"/{path}"))]
        return found[0] if len(found) == 1 else ""

    def file(self, name: str) -> tuple[str, str]:
        """What a picture is called here, and why it is not taken: one of both is empty."""
        if name not in self._files and name not in self._refused:
            try:
                self._files[name] = file_name(name, self._digest(name))
                self.sources[self._files[name]] = name
            except LeitmotivError as refused:
                self._refused[name] = refused.problems[0].message
        return self._files.get(name, ""), self._refused.get(name, "")


class Shown:
    """The pictures of one text. `asked` holds each that a folder has or may have: as written, and as it is here.

    `before` is what was asked the last time: a picture that has gone from the folder since stays where it is here.
    """

    def __init__(self, pictures: Pictures, item: Item, before: Mapping[str, str] = MappingProxyType({})) -> None:
        self._pictures = pictures
        self._item = item
        self._before = before
        self._reasons: dict[str, str] = {}
        self._found: set[str] = set()
        self.asked: dict[str, str] = {}

    def picture(self, target: str) -> str | None:
        """Where a post finds the picture `target`; None where it is not taken over."""
        if unquote(target) in self._found:
            return target  # Markdown is looked at again when it is clean
        name = self._pictures.named(self._item, target)
        file, reason = self._pictures.file(name) if name else ("", "")
        file = file or self._before.get(target, "")
        is_missing = self._pictures.is_folder and not file and is_local(target)
        if is_from_there(self._item, target) or target in self._before:
            self.asked[target] = file
        if is_missing:
            self._reasons[unquote(target).removeprefix(wiki_links.ANYWHERE)[:200]] = reason
        if not file:
            return None
        self._found.add(f"{_FROM_POSTS}/{file}")
        return f"{_FROM_POSTS}/{quote(file)}"

    def link(self, target: str) -> str | None:
        """The same for a link, which may lead to a picture and rarely does."""
        is_one = unquote(target) in self._found or target in self._before or self._pictures.named(self._item, target)
        return self.picture(target) if is_one else None

    def stands(self) -> bool:
        """Whether all is as it was before."""
        for target in self._before:
            self.picture(target)
        return self.asked == self._before

    def taken(self, content: str) -> Mapping[str, str]:
        """The pictures of the post `content` that came from the folder: path in the workspace → name in the folder."""
        sources = self._pictures.sources
        files = sorted({file for file in self.asked.values() if file in sources and quote(file) in content})
        return {f"{FOLDER}/{file}": sources[file] for file in files}

    def warnings(self) -> Iterator[PostWarning]:
        """What the post lacks, in two sentences at most."""
        missing = [target for target, reason in self._reasons.items() if not reason]
        if missing:
            message = f"lacks pictures that are not in the folder, or that no browser shows: {_listed(missing)}"
            yield PostWarning("picture-missing", message)
        refused = [f"{target} {reason}" for target, reason in self._reasons.items() if reason]
        if refused:
            yield PostWarning("picture-refused", f"lacks a picture: {_listed(refused)}")


def file_name(name: str, digest: str) -> str:
    """What a picture is called here; its content is part of its name, so that it never meets another one."""
    stem, kind = posixpath.splitext(posixpath.basename(name))
    return f"{slugify(stem)}-{digest}{kind.lower()}"


def is_from_there(item: Item, target: str) -> bool:
    """Whether an address is a file's, or one on the site that the text comes from: a folder may have it, if not yet."""
    parts = _split(target)
    own = (_split(address) for address in (item.link, item.base, *item.addresses))
    hosts = {_host(one) for one in own if one and one.netloc}
    return parts is not None and (_host(parts) in hosts or is_local(target))


def is_local(target: str) -> bool:
    """Whether an address names a file, not a place on the web or one of its own kind (`data:`)."""
    parts = _split(target)
    return parts is not None and bool(parts.path) and not parts.scheme and not parts.netloc


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target.strip())
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    return parts.netloc.lower().removeprefix("www.")


def _rooted(folder: str, path: str) -> Iterator[str]:
    """Where `path` may lie if it begins at the root of the site, above whose folder nothing leads, as in a browser.

    The site may have stood in a folder itself, as at GitHub: then its name goes.
    """
    bare = posixpath.normpath(f"/{path}").lstrip("/")
    shorter = bare.partition("/")[2]
    parts = folder.split("/")[:_DEEPEST]
    for tried in (bare, shorter) if "/" in shorter else (bare,):
        for depth in range(len(parts), -1, -1):
            yield from (posixpath.join(*parts[:depth], static, tried) for static in _STATIC)


def _folded(name: str) -> str:
    """`name` as it is on a disk that does not tell cases, or how an accent is written, apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _listed(names: Iterable[str]) -> str:
    return plain.shortened(", ".join(names), 300)
