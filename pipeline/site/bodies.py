"""The posts' texts as HTML: links from file to file become links from page to page; a broken one stops the build."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post
from pipeline.model.source import suggestion
from pipeline.posts import links, markdown
from pipeline.site.content import Content
from pipeline.site.shelf import Shelf

_SUMMARY_LENGTH = 160
_ABSOLUTE = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_NOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Body:
    """A post's text as its page shows it, and one or two plain sentences of it."""

    html: str = field(repr=False)
    summary: str


def render(content: Content, shelf: Shelf) -> dict[str, Body]:
    """The bodies of all live posts by their id; raises ContentError with every broken link of every post."""
    every = {post.path: post for group in content.groups for post in group.posts.values()}
    linked = _Linked(every, content.as_of)
    live = [post for group in shelf.groups.values() for post in group.posts.values()]
    bodies = {post.id: linked.body(post) for post in live}
    if linked.problems:
        raise ContentError(linked.problems)
    return bodies


class _Linked:
    """Renders posts and remembers the links that lead nowhere."""

    def __init__(self, every: Mapping[str, Post], as_of: date) -> None:
        self._every = every
        self._as_of = as_of
        self.problems: list[Problem] = []

    def body(self, post: Post) -> Body:
        page, folder = links.post(post), posixpath.dirname(post.path)
        broken: dict[str, str] = {}

        def resolve(target: str) -> str:
            file, mark, fragment = target.partition("#")
            if not _names_a_post(file):
                return target
            path = posixpath.normpath(posixpath.join(folder, unquote(file)))
            found = self._every.get(path)
            if found is None or not found.is_live(self._as_of):
                broken[target] = self._complaint(post, unquote(file), found)
                return target
            return links.relative(page, links.post(found)) + mark + fragment

        text = markdown.to_html(post.body, resolve)
        self.problems += _placed(post, broken)
        return Body(_in_boxes(text), post.description or _summary(text))

    def _complaint(self, post: Post, file: str, found: Post | None) -> str:
        if found is None:
            folder = posixpath.dirname(post.path)
            known = (posixpath.relpath(path, folder) for path in self._every if path != post.path)
            near = suggestion(posixpath.normpath(file), known)
            remedy = near or "; write the other post's file name, as seen from this file"
            return f'the link to "{file}" leads to no post{remedy}'
        return f'the link to "{file}" leads to a post that readers cannot see ({self._why(found)}); take the link out'

    def _why(self, post: Post) -> str:
        if post.status == "draft":
            return "it is a draft"
        if post.expires_on is not None and post.expires_on <= self._as_of:
            return f"it expired on {post.expires_on}"
        return f"it comes out on {post.publish_on or post.published}"


def _names_a_post(file: str) -> bool:
    return file.endswith(".md") and not _ABSOLUTE.match(file)


def _placed(post: Post, broken: Mapping[str, str]) -> list[Problem]:
    """`broken` (target → complaint) with the places in the file; the Markdown is only parsed again for these."""
    if not broken:
        return []
    lines = post.body.split("\n")
    found = (
        (_place(lines, first, target), target) for first, target in markdown.link_targets(post.body) if target in broken
    )
    problems = (
        Problem(broken[target], post.path, post.body_line + line - 1, column) for (line, column), target in found
    )
    return list(dict.fromkeys(problems))


def _place(lines: Sequence[str], first: int, target: str) -> tuple[int, int]:
    """Line and column, both from 1, of the link that is nearest to the beginning of its block on line `first`."""
    for number, line in enumerate(lines[first - 1 :], first):
        for written in (target, unquote(target)):
            at = line.find(written)
            if at != -1:
                return number, max(line.rfind("[", 0, at), 0) + 1
    return first, 1


def _in_boxes(text: str) -> str:
    """Wide tables and code scroll inside their own box, which the keyboard can reach (WCAG 2.1.1)."""
    if "<table>" in text:
        text = text.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    return text.replace("<pre>", '<pre tabindex="0">')


def _summary(text: str) -> str:
    """The beginning of the first paragraph, cut between words."""
    paragraph = _PARAGRAPH.search(text)
    if paragraph is None:
        return ""
    plain = " ".join(html.unescape(_TAG.sub("", _NOTE_MARK.sub("", paragraph[1]))).split())
    if len(plain) <= _SUMMARY_LENGTH:
        return plain
    return plain[:_SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:–—-") + "…"
