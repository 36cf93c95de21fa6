"""What was heard in a corpus, as bytes, so that tagging again reads no text anew.

Arrays as numpy writes them, texts as JSON: reading it runs no code. What is damaged counts as missing.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Theme
from pipeline.themes.hearing import Heard, Parsed, Surroundings
from pipeline.themes.lexical import KeywordHit
from pipeline.themes.lexicon import Entry
from pipeline.themes.ngrams import Letters, Rows
from pipeline.themes.subjects import Subject, Text
from pipeline.themes.tagging import Recalled

_MIDDLE = "middle-"
_MARK_BYTES = 32
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, EOFError, OSError, zipfile.BadZipFile)


def marks(groups: Iterable[TranslationGroup], themes: Mapping[str, Theme], reader: str) -> tuple[bytes, ...]:
    """A hash a group, of all that hearing it alone depends on: texts, themes, and what reads them; not of labels."""
    ground = hashlib.sha256(reader.encode())
    for theme in themes.values():
        said = (theme.id, dict(theme.name), dict(theme.description), dict(theme.keywords))
        ground.update(json.dumps(said, sort_keys=True).encode())
    return tuple(_mark(group, ground.copy()) for group in groups)


def key(marks: Iterable[bytes]) -> bytes:
    """The hash of all that hearing groups with these marks together depends on."""
    return hashlib.sha256(b"".join(marks)).digest()


def unchanged(content: bytes | memoryview, marks: Sequence[bytes]) -> dict[int, Parsed]:
    """What is known of groups with these marks, by their place, from what was kept of another state of the corpus."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:  # reads of it what is asked for
            parsed = _parsed(_told(file))
            known = dict(zip((mark.tobytes() for mark in file["marks"]), parsed, strict=True))
    except _DAMAGED:
        return {}
    return {place: known[mark] for place, mark in enumerate(marks) if mark in known}


def to_bytes(recalled: Recalled, marks: Sequence[bytes]) -> memoryview:
    """The same as bytes, with the marks of its groups."""
    heard = recalled.heard
    lengths = np.array([len(rows) for rows in heard.passage_shares], np.int64)
    width = heard.shares.shape[1]
    arrays: dict[str, NDArray[Any]] = {
        "passage_shares": np.concatenate([*heard.passage_shares, np.zeros((0, width), np.float32)]).astype(np.float32),
        "lengths": lengths,
        "shares": heard.shares,
        "loudness": heard.loudness,
        "points": heard.points,
        "texts": _json(_texts(heard)),
        "marks": np.frombuffer(b"".join(marks), np.uint8).reshape(-1, _MARK_BYTES),
    }
    letters, spelled = recalled.surroundings.letters, heard.spelled
    arrays |= {"hashes": letters.hashes, "rarity": letters.rarity}
    arrays |= {"starts": spelled.starts, "groups": spelled.groups.astype(np.int32), "weights": spelled.weights}
    arrays |= {f"{_MIDDLE}{lang}": middle for lang, middle in recalled.surroundings.middles.items()}
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getbuffer()


def from_bytes(content: bytes | memoryview) -> Recalled | None:
    """What `to_bytes` was given, without labels; None where the bytes are not from there, or damaged."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return _recalled({name: file[name] for name in file.files})
    except _DAMAGED:
        return None


def _mark(group: TranslationGroup, digest: hashlib._Hash) -> bytes:
    digest.update(json.dumps([group.key, *group.posts]).encode())
    for post in group.posts.values():
        for part in (post.title, post.description, post.body):
            text = part.encode("utf-8", "surrogatepass")
            digest.update(len(text).to_bytes(8, "big") + text)
    return digest.digest()


def _texts(heard: Heard) -> dict[str, Any]:
    entries = {hit.entry: None for own in heard.hits for hit in own}
    places = {entry: place for place, entry in enumerate(entries)}
    return {
        "entries": [[entry.keyword, *entry.themes] for entry in entries],
        "hits": [[[places[hit.entry], hit.times] for hit in own] for own in heard.hits],
        "subjects": [
            [[text.lang, text.words, text.head, text.passages] for text in subject.texts] for subject in heard.subjects
        ],
        "read": [_read(subject, own) for subject, own in zip(heard.subjects, heard.passages, strict=True)],
        "ways": heard.ways,
    }


def _read(subject: Subject, passages: tuple[str, ...]) -> list[int]:
    """The passages that were read, by their places among all of the subject."""
    places = {passage: place for place, passage in enumerate(_all(subject))}
    return [places[passage] for passage in passages]


def _all(subject: Subject) -> list[str]:
    return list(chain.from_iterable(text.passages for text in subject.texts))


def _recalled(arrays: Mapping[str, NDArray[Any]]) -> Recalled:
    told = _told(arrays)
    parsed = _parsed(told)
    texts = [_all(one.subject) for one in parsed]
    count = len(parsed)
    if not len(told["read"]) == len(arrays["shares"]) == len(arrays["lengths"]) == count:
        raise ValueError("rows that do not belong together")
    letters = Letters(arrays["hashes"], arrays["rarity"])
    if len(arrays["starts"]) != count + 1 or len(letters.hashes) != len(letters.rarity):
        raise ValueError("letters that do not belong there")
    heard = Heard(
        subjects=tuple(one.subject for one in parsed),
        hits=tuple(one.hits for one in parsed),
        passages=tuple(tuple(own[place] for place in read) for own, read in zip(texts, told["read"], strict=True)),
        passage_shares=tuple(np.split(arrays["passage_shares"], np.cumsum(arrays["lengths"])[:-1])) if count else (),
        shares=arrays["shares"],
        loudness=arrays["loudness"],
        points=arrays["points"],
        spelled=Rows(arrays["starts"], arrays["groups"].astype(np.int64), arrays["weights"], letters),
        ways=tuple(told["ways"]),
    )
    middles = {name.removeprefix(_MIDDLE): row for name, row in arrays.items() if name.startswith(_MIDDLE)}
    return Recalled(heard, Surroundings(middles, letters))


def _told(arrays: Mapping[str, NDArray[Any]]) -> Any:
    return json.loads(arrays["texts"].tobytes())


def _parsed(told: Mapping[str, Any]) -> list[Parsed]:
    entries = [Entry(keyword, tuple(themes)) for keyword, *themes in told["entries"]]
    return [
        Parsed(
            Subject(tuple(Text(lang, tuple(passages), words, head) for lang, words, head, passages in texts)),
            tuple(KeywordHit(entries[place], times) for place, times in hits),
        )
        for texts, hits in zip(told["subjects"], told["hits"], strict=True)
    ]


def _json(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8)
