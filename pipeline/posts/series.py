"""Series that nobody declared: "Caching, Teil 2", "Part II: Caching", "Caching (2/5)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.post import Post, PostWarning

# "Part" in the languages where titles carry it, but for "del": en fr ca · de · nl · es it pt · pl · cs · sk · fi et ·
# hu · ro · tr · hr · lv · lt · is · ru · uk · bg · el.
_PART = (
    "part|partie|teil|folge|episode|deel|parte|część|cz|část|díl|časť|osa|rész|partea|bölüm|dio|daļa|dalis|hluti|"
    "часть|частина|част|μέρος"
)
_COUNTED = "osa|część|daļa|dalis|часть|частина"
"""Those that follow a bare number; "a 5 part guide" is no fifth part."""
_NUMBER_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "eins zwei drei vier fünf sechs sieben acht neun zehn",
        "et to tre fire fem seks syv otte ni ti",
    )
    for number, word in enumerate(words.split(), 1)
}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_COUNT = rf"\d{{1,2}}|(?-i:{'|'.join(sorted(_ROMAN, key=len, reverse=True))})|{'|'.join(_NUMBER_WORDS)}"
_NUMBER = rf"(?P<number>{_COUNT})"
_OF = rf"(?:\s*(?:/|\b(?:of|von|af|av|van|sur|de|di|z|ze)\b)\s*(?:{_COUNT})\b)?"
_MARKERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "Del" of da no sv sl, "om" something; "del 3 de mayo" and "del 12 marzo" are days, and go on in small letters.
        rf"\b(?:(?P<del>del)|{_PART})\b\.?\s*#?{_NUMBER}\b{_OF}(?(del)(?!\s*%|\s+(?!om\b)(?-i:[a-zà-öø-ÿ])))",
        rf"\b(?P<number>\d{{1,2}})(?:\.|st|nd|rd|th|ª|ère|e)\s+(?:del|{_PART})\b",
        rf"\b(?P<number>\d{{1,2}})\s+(?:{_COUNTED})\b",
        r"[(\[](?P<number>\d{1,2})\s*/\s*\d{1,2}[)\]]",
    )
)
_EDGES = " \t,.:;|·•–—-/([{)]}«»"
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


@dataclass(frozen=True, slots=True)
class Place:
    """A post's place in a series; `part` is None where only the name of the series is known."""

    name: str
    part: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A title taken apart at its marker: what stands before and after it."""

    before: str
    part: int
    after: str


def places(posts: Iterable[Post]) -> Mapping[str, Place]:
    """The place of every post that is part of a series, by post id: what its head says, else what its title shows.

    "Teil 2: Caching" alone may be part two of anything: it counts where another title of its language ends alike.
    """
    posts = tuple(posts)
    found = {post.id: in_title(post.title) for post in posts}
    endings = Counter(
        (post.lang, marker.after.casefold()) for post in posts if (marker := found[post.id]) and not marker.before
    )
    result: dict[str, Place] = {}
    for post in posts:
        marker = found[post.id]
        part = post.part if post.part is not None or marker is None else marker.part
        if post.series:
            result[post.id] = Place(post.series, part)
        elif marker and marker.before:
            result[post.id] = Place(marker.before, part)
        elif marker and marker.after and endings[post.lang, marker.after.casefold()] > 1:
            result[post.id] = Place(marker.after, part)
    return result


def doubts(posts: Iterable[Post]) -> Iterator[tuple[Post, PostWarning]]:
    """Posts whose heads name a part of no series, or one that another post of their language has already."""
    posts = tuple(posts)
    found = places(posts)
    taken: dict[tuple[str, Place], Post] = {}
    for post in posts:
        place = found.get(post.id)
        if place is None and post.part is not None:
            yield post, PostWarning("part-of-nothing", f"is part {post.part} of no series; add series: and its name")
        elif place is not None and place.part is not None:
            other = taken.setdefault((post.lang, place), post)
            if other is not post:
                said = f'is part {place.part} of "{place.name}", as is {other.path}; number one of them anew'
                yield post, PostWarning("same-part", said)


@lru_cache(maxsize=20_000)
def in_title(title: str) -> Found | None:
    """The marker of a series in `title`, if there is one."""
    for pattern in _MARKERS:
        marker = pattern.search(title)
        if marker:
            part = _value(marker["number"])
            return Found(_bare(title[: marker.start()]), part, _bare(title[marker.end() :])) if part else None
    return None


def _bare(text: str) -> str:
    """`text` without the signs around it, but for a bracket whose other half stands within: "Caching (in Go)"."""
    bare = text.strip(_EDGES)
    first, last = text[: text.find(bare)], text[text.find(bare) + len(bare) :]
    for opens, closes in _BRACKETS:
        if bare.count(opens) > bare.count(closes) and closes in last:
            bare += closes
        elif bare.count(opens) < bare.count(closes) and opens in first:
            bare = opens + bare
    return bare


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _ROMAN.get(number) or _NUMBER_WORDS.get(number.lower(), 0)
