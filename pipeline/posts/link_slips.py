"""Slips of the pen in links and pictures: what readers see as brackets, and what leads nowhere from the start.

Comments of HTML, too: what was meant for nobody stands as text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from pipeline.model.post import PostWarning
from pipeline.posts import markdown

# Code within a line, or within lines of one paragraph (CommonMark 6.1). All patterns are bounded: no quadratic time.
_CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,1000}?(?<!`)\1(?!`)")
# Markdown ends an address at the first blank (CommonMark 6.3): a file whose name has one needs angle brackets, and so
# does an address of the web or of the site that was copied as a browser shows it.
_WORDS = r"[^\s()<>\"']{1,200}(?:[ ][^\s()<>\"']{1,200}){1,12}"
_BLANK = re.compile(
    r"(!?\[[^\[\]\n]{0,300}\]\()"
    rf"((?!<){_WORDS}\.[A-Za-z0-9]{{2,5}}(?=[ )])|(?:https?://|\.{{0,2}}/){_WORDS}(?=\)))"
)
# What markdown-it makes no link of, lest it run a script (markdown_it.common.normalize_url).
_BARRED = re.compile(
    r"!?\[[^\[\]\n]{0,300}\]\([ ]?<?((vbscript|javascript|file|data):(?!image/(?:gif|png|jpeg|webp);)[^\s()<>]{0,300})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<![\w\]\\)!])\[[^\[\]\n]{1,300}\]\[(?!\^)([^\[\]\n]{1,100})\]")
_DEFINITION = re.compile(r"^[ \t>*+-]*\[([^\[\]\n]{1,100})\]:", re.MULTILINE)
_WIKI = re.compile(r"(?<![\w\]\\)])!?\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n|]{1,200}))?\]\](?![(\[:])")
# Not the signs of a pattern, as in [^a-z].
_NOTE = re.compile(r"(?<!\\)\[\^((?!\w-\w\])[^\s\[\]^]{1,100})\]")
_NOTED = re.compile(r"^[ \t>]*\[\^([^\s\[\]^]{1,100})\]:", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=\]\()[ ]?<?([A-Za-z][A-Za-z0-9+.-]{1,20})(:?)(//)?([^\s()<>]?)")
_FILE_AS_TEXT = re.compile(
    r"!\[\s*(?:[^\[\]\n]{1,200}\.(?:png|jpe?g|gif|webp|avif|svg|bmp)|image|img|picture|photo|bild|foto|billede)\s*\]\(",
    re.IGNORECASE,
)
"""A picture whose text says no more than its file's name does."""
_WEB = ("http", "https")
_SCHEMES = (*_WEB, "mailto")
_LIKE = 0.7
"""How like another scheme one must be to be a slip: `htp` and `htpps` are, `ftp` and `tel` are not."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN_COMMENT = PostWarning(
    "shown-comment", "a comment <!-- … --> is no secret: like all HTML it is shown; take it out"
)

Slip = tuple[int, PostWarning]
"""Where it begins in the text, and what is said of it."""


def warnings(body: str) -> Iterator[PostWarning]:
    """What is wrong with the links and pictures of `body`, in its order; code and what is escaped are left out."""
    if "<!--" not in body and not any(_slips(body)):
        return
    text = _without_code(body)
    end = text.rfind("-->") + 3
    comments = [(found.start(), _SHOWN_COMMENT) for found in _COMMENT.finditer(text[:end])]
    text = _COMMENT.sub(lambda found: _blanked(found[0]), text[:end]) + text[end:]
    line, before = 1, 0
    for at, warning in sorted((*comments, *_slips(text)), key=lambda slip: slip[0]):
        line, before = line + text.count("\n", before, at), at
        yield PostWarning(warning.code, warning.message, line)


def _slips(text: str) -> Iterator[Slip]:
    yield from _with_blanks(text)
    yield from _barred(text)
    yield from _undefined(text)
    yield from _mistyped(text)
    for found in _FILE_AS_TEXT.finditer(text):
        yield found.start(), PostWarning("picture-by-name", f"{found[0]}…) says a name, not what the picture shows")


def _with_blanks(text: str) -> Iterator[Slip]:
    for found in _BLANK.finditer(text):
        yield _unread(found, f"{found[0]}…", f"its address has a blank; write {found[1]}<{found[2]}>…")


def _barred(text: str) -> Iterator[Slip]:
    for found in _BARRED.finditer(text):
        if found[2].lower() == "file":
            mend = "it leads to a file of one machine; put that into content/static and write its name there"
        else:
            mend = f'no link may begin with "{found[2]}:"; take it out'
        yield _unread(found, f"{found[0]}…", mend)


def _undefined(text: str) -> Iterator[Slip]:
    named = {_label(found) for found in _DEFINITION.findall(text)}
    for found in _REFERENCE.finditer(text):
        if _label(found[1]) not in named:
            yield _unread(found, found[0], f"no line says where it leads; write one: [{found[1]}]: address")
    for found in _WIKI.finditer(text):
        if _label(found[1]) not in named:
            mend = "pictures are written ![what it shows](file.png)" if found[0][0] == "!" else "links are written {}"
            yield _unread(found, found[0], mend.format(f"[{found[2] or found[1]}](file.md)"))
    noted = set(_NOTED.findall(text))
    for found in _NOTE.finditer(text):
        if found[1] not in noted:
            yield _unread(found, found[0], f"there is no such note; write one: {found[0]}: text")


def _mistyped(text: str) -> Iterator[Slip]:
    for found in _ADDRESS.finditer(text):
        scheme, colon, slashes, first = found.groups(default="")
        said = f"{found[0].lstrip(' <')}…"
        if scheme.lower() in _WEB:
            if not colon and slashes:
                yield _odd(found, f"the address {said} has no colon; write {scheme}://")
            elif colon and first in ("", "/", "?", "#"):
                yield _odd(found, f"the address {said} names no host")
        elif colon and scheme.lower() not in _SCHEMES:
            meant = difflib.get_close_matches(scheme.lower(), _SCHEMES, n=1, cutoff=_LIKE)
            if meant:
                yield _odd(found, f'the address {said} leads nowhere; did you mean "{meant[0]}:"?')


def _unread(found: re.Match[str], written: str, why: str) -> Slip:
    return found.start(), PostWarning("unread-link", f"{written} stands as text, for {why}")


def _odd(found: re.Match[str], said: str) -> Slip:
    return found.start(), PostWarning("mistyped-address", said)


def _without_code(body: str) -> str:
    """`body` with as many lines, and nothing in those that are code."""
    lines = body.split("\n")
    for token in markdown.tokens(body):
        if token.type in ("fence", "code_block") and token.map:
            first, end = token.map
            lines[first:end] = [""] * (min(end, len(lines)) - first)
    return _CODE.sub(lambda code: _blanked(code[0]), "\n".join(lines))


def _blanked(text: str) -> str:
    """As long, with as many lines."""
    return re.sub(r"[^\n]", "`", text)


def _label(written: str) -> str:
    """Labels are matched without regard to case and blanks (CommonMark 6.3)."""
    return " ".join(written.casefold().split())
