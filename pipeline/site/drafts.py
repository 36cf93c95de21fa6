"""Texts as HTML before anybody knows the rest of the site: what follows from each file alone, and may be kept."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.posts import excerpt, markdown
from pipeline.posts.markdown import Holed
from pipeline.site import prose
from pipeline.site.content import Outline

_SUMMARY_LENGTH = 160
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_NOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>')
_PICTURE = re.compile(r'<img src="\0(\d+)\0" alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")
_NOTES = '<section role="doc-endnotes"'


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as HTML with holes for the addresses (see `posts.markdown.Holed`)."""

    outline: Outline
    html: str = field(repr=False)


class Drawn:
    """Drafts that are made when they are first asked for, from the Markdown by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._made: dict[str, Draft] = {}

    def outline(self, path: str) -> Outline:
        """What can be said without it."""
        return self._draft(path).outline

    def html(self, path: str) -> str:
        """The HTML with its holes."""
        return self._draft(path).html

    def _draft(self, path: str) -> Draft:
        if path not in self._made:
            self._made[path] = draft(self._texts[path])
        return self._made[path]


def draft(body: str) -> Draft:
    """The Markdown `body` as a draft."""
    holed = markdown.holed(body)
    text = prose.finished(holed.html)
    settled = "<img " not in text and not any(is_local(target) for target in holed.targets)
    return Draft(Outline(holed.targets, summary(_PICTURE.sub(partial(_in_words, holed.targets), text)), settled), text)


def _in_words(targets: Sequence[str], picture: re.Match[str]) -> str:
    """What is read of a picture: those from elsewhere become links (see `prose.with_pictures`)."""
    target = targets[int(picture[1])]
    return (picture[2] or html.escape(target)) if prose.is_elsewhere(target) else ""


def filled(text: str, outline: Outline, resolve: markdown.Resolve) -> str:
    """The HTML of a draft with its addresses."""
    return markdown.filled(Holed(text, outline.targets), resolve)


def is_local(target: str) -> bool:
    """Whether a link means a file of the workspace, not an address or a place on its own page."""
    file = target.partition("#")[0]
    return bool(file) and not prose.ABSOLUTE.match(file)


def summary(text: str) -> str:
    """The beginning of the first paragraph of some HTML; a footnote is none."""
    paragraph = _PARAGRAPH.search(text.partition(_NOTES)[0])
    if paragraph is None:
        return ""
    return excerpt.cut(" ".join(html.unescape(_TAG.sub("", _NOTE_MARK.sub("", paragraph[1]))).split()), _SUMMARY_LENGTH)
