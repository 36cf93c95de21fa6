"""Which posts an issue announces that are not named one by one: by theme, or all since the last issue."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.model.issue import Issue
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Tag


@dataclass(frozen=True, slots=True)
class Shelf:
    """What posts can be chosen by: the tags of each translation group, and the themes that there are (None: any)."""

    tags: Mapping[str, Sequence[Tag]] = field(default_factory=dict)
    themes: Collection[str] | None = None

    def themes_of(self, key: str) -> tuple[str, ...]:
        """The themes of a translation group, the weightiest first."""
        tags = sorted(self.tags.get(key, ()), key=lambda tag: (-tag.weight, tag.theme))
        return tuple(tag.theme for tag in tags)


@dataclass(frozen=True, slots=True)
class Selection:
    """What an issue file asks for besides the posts that it names."""

    themes: tuple[str, ...] = ()
    since_last: bool = False

    def __bool__(self) -> bool:
        return bool(self.themes) or self.since_last


def chosen(
    issue: Issue, selection: Selection, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup], shelf: Shelf
) -> tuple[str, ...]:
    """The posts of `issue`: those it names, then the ones that its selection finds, the newest first.

    `earlier` are the issues before it, the oldest first. What one of them announced is not announced again, nor is
    what its head keeps out of letters (`announce: false`).
    """
    if not selection:
        return issue.posts
    announced = {key for one in earlier for key in one.posts} | set(issue.posts)
    last = earlier[-1].sent_on if earlier and selection.since_last else date.min
    found: list[tuple[date, str]] = []
    for key, group in groups.items():
        out_on = _out_on(group, issue.sent_on)
        if out_on is None or out_on <= last or key in announced:
            continue
        if any(post.newsletter or not post.announce for post in group.posts.values()):
            continue
        if not selection.themes or set(selection.themes) & set(shelf.themes_of(key)):
            found.append((out_on, key))
    found.sort(key=lambda one: (-one[0].toordinal(), one[1]))
    return (*issue.posts, *(key for _, key in found))


def about(issue: Issue, shelf: Shelf) -> Issue:
    """`issue` with the themes that it is about: those that it was chosen by, else those of its posts."""
    if issue.themes:
        return issue
    keys = issue.posts or (issue.id,)
    return replace(issue, themes=tuple(dict.fromkeys(theme for key in keys for theme in shelf.themes_of(key))))


def _out_on(group: TranslationGroup, on: date) -> date | None:
    """The day its first language came out, of those that can be read on the day of the issue."""
    days = (post.comes_out for post in group.posts.values() if post.is_live(on))
    return min((day for day in days if day), default=None)
