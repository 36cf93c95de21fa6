"""The themes of a workspace's posts, given when they are first asked for, and as fast as what was kept allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.edges import packaged, workers
from pipeline.edges.kept import Latest
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Tag, by_hand
from pipeline.model.workspace import Workspace

if TYPE_CHECKING:  # numpy and the stemmers wait until somebody asks for a theme
    from pipeline.themes.hearing import Parsed
    from pipeline.themes.tagging import Hear, Recalled, Tagger


_WORTH_A_PROCESS = 64
"""Reading so many posts takes half a second."""
READERS = ("model", "posts", "themes")
"""Our packages that decide what is heard in a post: what was kept is heard anew when one of them changes."""


class _Recall:
    """Answers what was heard when the same was last asked, else hears what is new, and keeps that instead.

    `parse` takes the group at a place apart, in another process too.
    """

    def __init__(self, root: str, marks: Sequence[bytes], parse: Callable[[int], Parsed]) -> None:
        self._kept = Latest(root, "heard")
        self._marks = marks
        self._parse = parse

    def __call__(self, hear: Hear) -> Recalled:
        from pipeline.themes import memory

        key = memory.key(self._marks)
        content = self._kept.get(key)
        kept = memory.from_bytes(content) if content is not None else None
        if kept is not None:
            return kept
        known = memory.unchanged(self._kept.before() or b"", self._marks)
        recalled = hear(known | self._parsed([place for place in range(len(self._marks)) if place not in known]))
        self._kept.put(key, memory.to_bytes(recalled, self._marks))
        return recalled

    def _parsed(self, places: Sequence[int]) -> dict[int, Parsed]:
        first = map(self._parse, places[:1])  # here, so that processes share what it loads
        return dict(zip(places, chain(first, workers.spread(self._parse, places[1:], _WORTH_A_PROCESS)), strict=True))


class Tags(Mapping[str, tuple[Tag, ...]]):
    """The tags of every group, by translation key. Commands that do not look at them do not wait for them."""

    def __init__(self, workspace: Workspace, groups: tuple[TranslationGroup, ...]) -> None:
        self._workspace = workspace
        self._groups = {group.key: group for group in groups}

    @cached_property
    def tagger(self) -> Tagger:
        """What gives the tags; it also reads messages, and says why."""
        from pipeline.runs import semantic
        from pipeline.themes import memory, model, parallel, subjects
        from pipeline.themes.tagging import Tagger

        groups, themes = tuple(self._groups.values()), self._workspace.catalogue.themes
        encode = semantic.encoder(self._workspace)
        ours = "".join(map(packaged.version_of, READERS))
        marks = memory.marks(groups, themes, f"{semantic.version()} {version('snowballstemmer')} {ours}")
        parse = model.parser(themes, encode)
        recall = _Recall(self._workspace.root, marks, lambda place: parse(subjects.of_group(groups[place])))
        return Tagger(themes, groups, encode, partial(parallel.pairs, groups), recall if groups else None)

    @cached_property
    def _given(self) -> dict[str, tuple[Tag, ...]]:
        """Where a person has decided about every post, nothing needs to be read."""
        return {
            key: self.tagger.group(group) if group.themes is None else by_hand(group.themes)
            for key, group in self._groups.items()
        }

    def as_before(self, known: Mapping[str, tuple[Tag, ...]]) -> Tags:
        """The tags that groups had before, for callers that cannot wait until everything is read again."""
        remembered = Tags(self._workspace, tuple(self._groups.values()))
        remembered._given = {
            key: known.get(key, ()) if group.themes is None else by_hand(group.themes)
            for key, group in self._groups.items()
        }
        return remembered

    def __getitem__(self, key: str) -> tuple[Tag, ...]:
        return self._given[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)
