"""The texts of posts and pages as HTML: links from file to file become links from page to page.

A broken link stops the build. A link to a post that is not out yet, or has expired, is shown as plain text.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Protocol
from urllib.parse import unquote

from pipeline.errors import Problem
from pipeline.model.post import Post
from pipeline.model.source import suggestion
from pipeline.posts import links, markdown
from pipeline.site import assets, drafts, places, prose
from pipeline.site.content import Asset, Content, OwnPage
from pipeline.site.drafts import Drawn
from pipeline.site.shelf import Shelf

_UNKNOWN_TO_BROWSERS = (".tif", ".tiff", ".heic", ".heif", ".psd")
_NOWHERE = "\0"
"""No address: markdown-it lets no NUL through."""
_UNSEEN = re.compile(f'<a href="{_NOWHERE}"[^>]*>(.*?)</a>', re.DOTALL)


class Body:
    """A post's text as its page shows it, and one or two plain sentences of it. The HTML is made when it is shown."""

    __slots__ = ("_make", "summary")

    def __init__(self, make: Callable[[], str], summary: str) -> None:
        self._make = make
        self.summary = summary

    @property
    def html(self) -> str:
        """The finished HTML."""
        return self._make()


class Written(Protocol):
    """A text in Markdown, and where it stands."""

    @property
    def path(self) -> str:
        """The file, relative to the workspace."""

    @property
    def body(self) -> str:
        """The Markdown."""

    @property
    def body_line(self) -> int:
        """The line of the file that it begins on."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of all live posts by their id, the HTML of the author's own pages by file, and their mistakes."""

    posts: Mapping[str, Body] = field(repr=False)
    pages: Mapping[str, str] = field(repr=False)
    problems: tuple[Problem, ...] = ()


def render(content: Content, shelf: Shelf) -> Bodies:
    """All texts as HTML; `problems` are the broken links in them, and pictures that are not there."""
    linked = _Linked(content)
    live = [post for group in shelf.groups.values() for post in group.posts.values()]
    bodies = {post.id: linked.post(post) for post in live}
    pages = {page.path: linked.html(page, links.own(page.lang, page.slug)) for page in content.pages}
    return Bodies(bodies, pages, tuple(linked.problems))


def unseen(content: Content) -> list[Problem]:
    """The links of live posts and own pages that are shown as plain text: the post they lead to is not out now."""
    linked = _Linked(content)
    for group in content.groups:
        for post in group.posts.values():
            if post.is_live(content.as_of):
                linked.post(post)
    for page in content.pages:
        linked.html(page, links.own(page.lang, page.slug))
    return linked.unseen


@dataclass(frozen=True, slots=True)
class _Led:
    """Where the links of one text led: what is wrong by target, what is text by target, files by their address."""

    broken: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, str] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)


class _Linked:
    """Renders texts and remembers the links that lead nowhere."""

    def __init__(self, content: Content) -> None:
        posts = [post for group in content.groups for post in group.posts.values()]
        self._every: dict[str, Post | OwnPage] = {links.one_form(post.path): post for post in posts}
        self._every.update({links.one_form(page.path): page for page in content.pages})
        self._drafts = content.drafts or Drawn({post.path: post.body for post in posts})
        self._pages = Drawn({page.path: page.body for page in content.pages})
        self._assets = content.assets
        self._as_of = content.as_of
        self._base = links.base(content.config.workspace.url)
        self.problems: list[Problem] = []
        self.unseen: list[Problem] = []

    def post(self, post: Post) -> Body:
        page = links.post(post)
        outline = self._drafts.outline(post.path)
        if post.image and not assets.picture(self._assets, posixpath.dirname(post.path), post.image):
            message = f'there is no picture "{post.image}"; put it beside the post or into content/static'
            self.problems.append(Problem(message, post.path, post.image_line, 1))
        if not outline.is_settled:
            self.html(post, page)  # for what is wrong with it
        return Body(lambda: self.html(post, page), post.description or outline.summary)

    def html(self, text: Written, page: str) -> str:
        """`text` as the HTML of the page at the path `page`."""
        own = self._pages if isinstance(text, OwnPage) else self._drafts
        draft, outline = own.html(text.path), own.outline(text.path)
        if outline.is_settled:
            return drafts.filled(draft, outline, str)
        led = _Led()
        resolve = partial(self._resolve, text, page, led)
        filled = drafts.filled(draft, outline, resolve)
        meant = cache(lambda: _by_address(outline.targets, resolve))

        def shown(source: str) -> Asset | None:
            if source not in led.assets or _kind(source) in _UNKNOWN_TO_BROWSERS:
                folder = posixpath.dirname(text.path)
                led.broken.update({target: self._not_shown(folder, target) for target in meant().get(source, ())})
            return led.assets.get(source)

        made = prose.with_pictures(_UNSEEN.sub(r"\1", filled) if led.unseen else filled, page, shown)
        self.problems += _placed(text, led.broken)
        self.unseen += _placed(text, led.unseen)
        return made

    def _resolve(self, text: Written, page: str, led: _Led, target: str) -> str:
        """The address on `page` that `target` leads to."""
        if not drafts.is_local(target):
            return target
        file, mark, fragment = target.partition("#")
        if not file.endswith(".md"):
            asset = assets.find(self._assets, posixpath.dirname(text.path), file)
            if asset is None:
                return self._from_root(page, target)
            address = links.relative(page, asset.path) + mark + fragment
            led.assets[address] = asset
            return address
        found = self._every.get(links.one_form(links.beside(text.path, file)))
        standing = found.standing(self._as_of) if isinstance(found, Post) else "live"
        if isinstance(found, Post) and standing in ("to come", "expired"):
            until = "" if standing == "expired" else " for now"
            led.unseen[target] = f'the link to "{unquote(file)}" is text{until}: {found.why_hidden(self._as_of)}'
            return _NOWHERE
        if found is None or standing == "draft":
            led.broken[target] = self._complaint(text, unquote(file), found)
            return target
        return links.relative(page, _address(found)) + mark + fragment

    def _from_root(self, page: str, target: str) -> str:
        """`target` as it is, but that an address from the root of the site leads there from the disk, too."""
        path, mark, rest = target.partition("?") if "?" in target.partition("#")[0] else target.partition("#")
        if not path.startswith(f"{self._base}/"):
            return target
        inside = unquote(path[len(self._base) + 1 :])
        return links.relative(page, inside + ("" if inside and inside[-1] != "/" else "index.html")) + mark + rest

    def _complaint(self, text: Written, file: str, found: Post | OwnPage | None) -> str:
        if isinstance(found, Post):
            why = found.why_hidden(self._as_of)
            return f'the link to "{file}" leads to a post that readers cannot see ({why}); take the link out'
        folder = posixpath.dirname(text.path)
        known = (posixpath.relpath(path, folder) for path in self._every if path != text.path)
        near = suggestion(posixpath.normpath(file), known)
        remedy = near or "; write the other post's file name, as seen from this file"
        return f'the link to "{file}" leads to no post{remedy}'

    def _not_shown(self, folder: str, source: str) -> str:
        if _kind(source) in _UNKNOWN_TO_BROWSERS:
            return f"browsers do not show {_kind(source)}; save the picture as PNG, JPEG or WebP"
        pictures = (path for path, asset in self._assets.items() if asset.width or path.endswith(".svg"))
        near = suggestion(unquote(source), (posixpath.relpath(path, folder) for path in pictures))
        return f'there is no picture "{unquote(source)}"{near or "; put it beside the text or into content/static"}'


def _kind(file: str) -> str:
    return posixpath.splitext(file)[1].lower()


def _address(found: Post | OwnPage) -> str:
    return links.post(found) if isinstance(found, Post) else links.own(found.lang, found.slug)


def _by_address(targets: Iterable[str], resolve: markdown.Resolve) -> Mapping[str, list[str]]:
    """What a text says for each address that it leads to."""
    found: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        found[resolve(target)].append(target)
    return found


def _placed(text: Written, broken: Mapping[str, str]) -> list[Problem]:
    """`broken` (target → complaint) with the places in the file; the Markdown is only parsed again for these."""
    if not broken:
        return []
    return [
        Problem(broken[target], text.path, text.body_line + line - 1, column)
        for target, (line, column) in places.places(text.body, broken.__contains__)
    ]
