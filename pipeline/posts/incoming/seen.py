"""What was taken in before: which post came from which text, and whether anybody touched it since.

Kept in the workspace as `private/ingested.json`; losing it costs nothing but that upstream edits are no longer taken.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from pipeline.errors import Problem, WorkspaceError
from pipeline.posts.incoming import plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Item

PATH = "private/ingested.json"
_VERSION = 1
_INSIDE = re.compile(r"content/posts/[^\0]+\.md")
# Written by our own commands into a head that nobody else touched.
_OURS = re.compile(r"^(?:translation_key|translated_from|announce):.*\n", re.MULTILINE)
_REVIEWED = re.compile(r"^themes: \[[\w ,.\"'/-]*\]\n", re.MULTILINE)
_HEAD = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One text that became a post.

    `text` is the hash of what it said, `how` of that and of the options it was read with, `written` of the file that
    was made of it. `dated` is the day that stood in for a missing or future one, `pictures` are as `Shown.asked` has
    them.
    """

    origin: str
    key: str
    link: str
    title: str
    day: str
    text: str
    how: str
    path: str
    written: str
    lang: str
    group: str = ""
    dated: str = ""
    is_excerpt: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What a server said about a feed: how to ask it again, from when on, and whether it is gone; `how` it was read."""

    etag: str = ""
    last_modified: str = ""
    not_before: str = ""
    is_gone: bool = False
    how: str = ""

    def asked(self, how: str) -> FeedState:
        """The state to ask with: who wants it read otherwise needs all of it, though nothing has changed there."""
        return self if how == self.how else replace(self, etag="", last_modified="", how=how)


Name = tuple[str, str, str]
"""What a text is kept by: its origin and its key, else its link, else its text."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is remembered. `feeds` is keyed by address, `left` as `Memory` has it."""

    records: tuple[Record, ...] = ()
    feeds: Mapping[str, FeedState] = field(default_factory=dict)
    left: tuple[Name, ...] = ()


def from_json(text: str) -> Seen:
    """The memory in `text`; raises WorkspaceError where that is damaged."""
    try:
        value = json.loads(text)
        records = tuple(_typed(Record, row) for row in value["items"])
        feeds = {str(url): _typed(FeedState, row) for url, row in value["feeds"].items()}
        left = tuple((str(origin), str(key), str(rest)) for origin, key, rest in value.get("left", ()))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as broken:
        message = "is damaged; move it away: posts that came from a known address are recognised without it"
        raise WorkspaceError(Problem(message, PATH)) from broken
    return Seen(records, feeds, left)


def to_json(seen: Seen) -> str:
    """The memory as text: a line an item, so that version control shows what changed.

    A file's name may hold bytes that are no UTF-8 (PEP 383): what stands for them is written as JSON escapes it.
    """
    feeds = json.dumps({url: asdict(state) for url, state in sorted(seen.feeds.items())}, ensure_ascii=False, indent=1)
    rows = ",\n".join(json.dumps(asdict(record), ensure_ascii=False) for record in seen.records)
    left = f', "left": {json.dumps(sorted(seen.left), ensure_ascii=False, indent=1)}' if seen.left else ""
    text = f'{{"version": {_VERSION}, "feeds": {feeds}{left}, "items": [\n{rows}\n]}}\n'
    return text.encode("utf-8", "backslashreplace").decode()


def _typed(kind: type[Any], row: Mapping[str, Any]) -> Any:
    wanted: dict[str, type[Any]] = {
        each.name: type(each.default) if isinstance(each.default, bool) else str for each in fields(kind)
    }
    wanted |= {"pictures": dict} if "pictures" in wanted else {}
    path, pictures = row.get("path", "content/posts/any.md"), row.get("pictures", {})
    if any(not isinstance(row.get(name, wanted[name]()), wanted[name]) for name in wanted) or not _is_inside(path):
        raise TypeError(row)
    if not all(isinstance(file, str) for file in pictures.values()):
        raise TypeError(row)
    return kind(**{name: row[name] for name in wanted if name in row})


def _is_inside(path: str) -> bool:
    """Whether a path, which a run will write to, is that of a post."""
    return bool(_INSIDE.fullmatch(path)) and "/../" not in path


def text_hash(item: Item) -> str:
    """The hash of what a text says: its title and its body."""
    return _hash(item.title, item.body)


def how_hash(item: Item, options: Iterable[str]) -> str:
    """The hash of all that decides what is made of a text."""
    said = asdict(replace(item, where="", day_place=None))
    said.pop("addresses")
    return _hash(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str), *options)


def file_hash(content: str) -> str:
    """The hash of a file without the keys that our own commands add to its head."""
    head = _HEAD.match(content)
    if head is None:
        return _hash(content)
    return _hash(_OURS.sub("", head[0]), content[head.end() :])


def is_reviewed(standing: str, written: str) -> bool:
    """Whether a file is the one whose hash is `written`, and somebody has given it themes since: nobody edited it."""
    head = _HEAD.match(standing)
    if head is None or not _REVIEWED.search(head[0]):
        return False
    return file_hash(_REVIEWED.sub("", head[0]) + standing[head.end() :]) == written


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Memory:
    """Finds the record of an item by its key, else by its link, else by its text; each record only once a run.

    `left` are those that a first reading has found and nobody has taken in yet: they wait for their turn, or the run
    was killed.
    """

    def __init__(self, records: Iterable[Record], left: Iterable[Name] = ()) -> None:
        self.left = set(left)
        self._records = {_name(record): record for record in records}
        self._by_link: dict[str, list[Name]] = defaultdict(list)
        self._by_text: dict[str, list[Name]] = defaultdict(list)
        for record in self._records.values():
            self._index(record)
        self._claimed: set[Name] = set()

    def begin(self) -> None:
        """Begins another source, which may have texts that the one before had too."""
        self._claimed.clear()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order in which they came."""
        return tuple(self._records.values())

    def named(self, origin: str, key: str) -> Record | None:
        """The record of the text that its source calls `key`."""
        return self._records.get((origin, key, ""))

    def find(self, origin: str, item: Item, present: frozenset[str], *, link_is_its_own: bool) -> Record | None:
        """The record of `item`; `present` are the keys of all items that came with it.

        A link counts as a name only where no other item has it, and a record whose own key came too is not free.
        """
        named = self._records.get((origin, item.key, "")) if item.key else None
        if named is not None and not is_another(named, item):
            return self._claim(named)
        by_link = self._by_link.get(item.link, []) if item.link and link_is_its_own else []
        for name in (*by_link, *self._by_text.get(text_hash(item), ())):
            found = self._records.get(name)
            if found is None or name in self._claimed:
                continue
            if found.origin != origin or found.key == item.key or found.key not in present:
                return self._claim(found)
        return None

    def remember(self, record: Record, instead_of: Record | None) -> None:
        """Keeps `record` in the place of an older one."""
        if instead_of is not None and _name(instead_of) != _name(record):
            self._records.pop(_name(instead_of), None)
        self._records[_name(record)] = record
        self._index(record)
        self._claimed.add(_name(record))
        self.left.discard(_name(record))

    def _index(self, record: Record) -> None:
        if record.link:
            self._by_link[record.link].append(_name(record))
        self._by_text[record.text].append(_name(record))

    def _claim(self, record: Record) -> Record:
        self._claimed.add(_name(record))
        return record


def is_another(one: Record | Item, other: Item) -> bool:
    """Whether two texts with one key are different texts: link, title and day all differ."""
    pairs = ((one.link, other.link), (one.title, other.title), (one.day, other.day))
    return all(here and there and here != there for here, there in pairs)


def source_name(origin: str, item: Item) -> str:
    """How a post's front matter names where it came from: an address where there is one."""
    if item.link:
        return item.link
    if origin == "files":
        return plain.line(item.where)
    return plain.line(f"{origin}#{item.key}" if item.key else origin)[:500]


def has_own_address(link: str) -> bool:
    """Whether a link names one text, and no whole site."""
    path = (address(link) or "").partition("//")[2].partition("#")[0].partition("/")[2]
    return bool(path.strip("/"))


def name(origin: str, item: Item) -> Name:
    """What the record of an item is kept by."""
    return (origin, item.key, "" if item.key else item.link or text_hash(item))


def _name(record: Record) -> Name:
    return (record.origin, record.key, "" if record.key else record.link or record.text)
