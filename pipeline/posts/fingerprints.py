"""What a translation was made from, paragraph by paragraph: a short hash each, kept in the translation's head.

`translated_from: caching.de:Zk3f.QaX1.…` names the original by its id; where a hash no longer fits, the translation
is outdated and the paragraph that changed is known.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.model.post import Post, TranslationGroup

_HASH_BYTES = 3
"""So short a hash misses one changed paragraph in sixteen million."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text without blank lines, or a whole code block; `line` is that of the file, None for the title."""

    text: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """How the original differs from what was translated.

    `now` is the paragraph as it stands today, None where it was taken out; its old text is not kept. `translated`
    is the paragraph of the translation that belongs to it, where the two could be lined up.
    """

    kind: Literal["changed", "added", "removed"]
    now: Paragraph | None
    translated: Paragraph | None


def of(original: Post, name: str | None = None) -> str:
    """The fingerprint that a translation of `original` made today carries; `name` where its id is about to change."""
    return f"{name or original.id}:{'.'.join(_hash(paragraph.text) for paragraph in paragraphs(original))}"


def original(translation: Post, group: TranslationGroup) -> Post | None:
    """The post of its `group` that the fingerprint of `translation` names; one renamed since is found by its language.

    What has another group by now is no original, nor is what has taken the name of one that was renamed.
    """
    named, _ = _parts(translation.translated_from or "")
    others = [post for lang, post in group.posts.items() if lang != translation.lang]
    return next((post for post in others if named.endswith(f".{post.lang}")), None)


def is_outdated(translation: Post, original: Post) -> bool:
    """Whether `original` was edited since `translation` was last confirmed; line breaks do not count."""
    _, then = _parts(translation.translated_from or "")
    return bool(then) and then != [_hash(paragraph.text) for paragraph in paragraphs(original)]


def outdated(group: TranslationGroup) -> tuple[str, ...]:
    """The languages of `group` whose original has changed."""
    found = ((lang, post, original(post, group)) for lang, post in group.posts.items())
    return tuple(lang for lang, post, source in found if source is not None and is_outdated(post, source))


def unwatched(group: TranslationGroup) -> tuple[str, ...]:
    """The languages of `group` that were never compared with another of it: no edit of an original is seen there.

    A post that others were compared with is an original; where there is none yet, the one published first.
    """
    compared = {lang: source.lang for lang, post in group.posts.items() if (source := original(post, group))}
    first = min(group.posts.values(), key=lambda post: post.published or date.max)
    originals = set(compared.values()) or {first.lang}
    return tuple(lang for lang in group.posts if lang not in compared and lang not in originals)


def changes(translation: Post, original: Post) -> tuple[Change, ...]:
    """What changed in `original` since `translation` was last confirmed, in the order of the text."""
    _, then = _parts(translation.translated_from or "")
    now = paragraphs(original)
    here = paragraphs(translation)
    beside: Sequence[Paragraph | None] = here if len(here) == len(then) else [None] * len(then)
    found: list[Change] = []
    steps = difflib.SequenceMatcher(None, then, [_hash(paragraph.text) for paragraph in now], autojunk=False)
    for tag, old, old_end, new, new_end in steps.get_opcodes():
        if tag == "equal":
            continue
        pairs = min(old_end - old, new_end - new)
        found += [Change("changed", now[new + n], beside[old + n]) for n in range(pairs)]
        found += [Change("added", now[n], None) for n in range(new + pairs, new_end)]
        found += [Change("removed", None, beside[n]) for n in range(old + pairs, old_end)]
    return tuple(found)


def paragraphs(post: Post) -> list[Paragraph]:
    """The title and the blocks of the body."""
    return [Paragraph(post.title, None), *_blocks(post.body.split("\n"), post.body_line)]


def _blocks(lines: Sequence[str], first_line: int) -> Iterable[Paragraph]:
    block: list[str] = []
    start = first_line
    fence = ""
    for number, line in enumerate([*lines, ""], first_line):
        opens = line.lstrip()[:3]
        if fence:
            fence = "" if opens == fence else fence
        elif opens in ("```", "~~~"):
            fence = opens
        if line.strip() or (fence and number < first_line + len(lines)):
            start = start if block else number
            block.append(line)
        elif block:
            yield Paragraph("\n".join(block), start)
            block = []


def _hash(text: str) -> str:
    digest = hashlib.blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")


def _parts(fingerprint: str) -> tuple[str, list[str]]:
    named, colon, hashes = fingerprint.rpartition(":")
    return (named, hashes.split(".")) if colon and hashes else (fingerprint, [])
