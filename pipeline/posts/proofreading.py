"""What deserves a look in the text of a post: damage, another language than its head declares, links that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.language import Detect
from pipeline.model.post import Post, PostWarning
from pipeline.posts import damage, spoken, words

_CODE = re.compile(r"`[^`\n]*`")
# Markdown ends an address at the first blank (CommonMark 6.3): a file whose name has one needs angle brackets.
_LINK_WITH_BLANK = re.compile(
    r"(!?\[[^\[\]\n]{0,300}\]\()((?!<)[^\s()<>\"']{1,200}(?:[ ][^\s()<>\"']{1,200}){1,12}\.[A-Za-z0-9]{2,5})(?=[ )])"
)
_FILE_AS_TEXT = re.compile(
    r"!\[\s*(?:[^\[\]\n]{1,200}\.(?:png|jpe?g|gif|webp|avif|svg|bmp)|image|img|picture|photo|bild|foto|billede)\s*\]\(",
    re.IGNORECASE,
)
"""A picture whose text says no more than its file's name does."""
_REFERENCE = re.compile(r"(?<![\w\]\\)!])\[[^\[\]\n]{1,300}\]\[(?!\^)([^\[\]\n]{1,100})\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,100})\]:", re.MULTILINE)


def warnings(post: Post, detect: Detect) -> tuple[PostWarning, ...]:
    """What was noticed; it follows from the post's language, title, canonical address, source and body alone."""
    if not post.body.strip():
        return (PostWarning("empty-body", "has a head but no text"),)
    mismatch = spoken.mismatch(post.lang, post.body, detect)
    damaged = damage.warnings(post.body, post.title)
    text = _CODE.sub("", words.without_code_blocks(post.body))
    doubt = (mismatch,) if mismatch else ()
    return (*damaged, *doubt, *_excerpts(post), *_unread_links(text), *_unsaid_pictures(text))


def _excerpts(post: Post) -> Iterator[PostWarning]:
    """`ingest` writes the address that a text came from as the canonical one where it is an excerpt, and only there."""
    if post.canonical and post.canonical == post.source:
        said = f"is only the beginning of a text, all of which is at {post.canonical}"
        yield PostWarning("excerpt-only", f"{said}; if it is whole here by now, take canonical out of its head")


def _unread_links(text: str) -> Iterator[PostWarning]:
    for found in _LINK_WITH_BLANK.finditer(text):
        said = f"{found[0]}… stands as text, for its address has a blank; write {found[1]}<{found[2]}>…"
        yield PostWarning("unread-link", said)
    named = {_label(found) for found in _DEFINITION.findall(text)}
    for found in _REFERENCE.finditer(text):
        if _label(found[1]) not in named:
            said = f"{found[0]} stands as text, for no line says where it leads; write one: [{found[1]}]: address"
            yield PostWarning("unread-link", said)


def _unsaid_pictures(text: str) -> Iterator[PostWarning]:
    for found in _FILE_AS_TEXT.finditer(text):
        yield PostWarning("picture-by-name", f"{found[0]}…) says a name, not what the picture shows")


def _label(written: str) -> str:
    """Labels are matched without regard to case and blanks (CommonMark 6.3)."""
    return " ".join(written.casefold().split())
