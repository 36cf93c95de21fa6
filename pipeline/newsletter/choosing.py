"""Which posts an issue announces that are not named one by one: by theme, or all since the last issue."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.model.issue import Issue
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Tag

_LATELY = timedelta(days=92)


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
    """What an issue file asks for besides the posts that it names.

    `announced` is what came of it when the issue was sent: from then on it stays as it was. None before.
    """

    themes: tuple[str, ...] = ()
    since_last: bool = False
    announced: tuple[str, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.themes) or self.since_last


def composed(
    issue: Issue, selection: Selection, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup], shelf: Shelf
) -> Issue:
    """`issue` with its posts: those that are `chosen`; once it was sent, those it announced that are still out."""
    by_now = chosen(issue, selection, earlier, groups, shelf)
    if selection.announced is None:
        return replace(issue, posts=by_now)
    went = tuple(key for key in selection.announced if key in groups and _out_on(groups[key], issue.sent_on))
    return replace(issue, posts=went, says_sent=True, missed=tuple(key for key in by_now if key not in went))


def chosen(
    issue: Issue, selection: Selection, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup], shelf: Shelf
) -> tuple[str, ...]:
    """The posts of `issue`: those it names, then the ones that its selection finds, the newest first.

    `earlier` are the issues before it, the oldest first. What one of them announced is not announced again, and posts
    with `announce: false` never are. "Since the last one" includes what the last one missed: a draft that was finished
    after it, but is dated before it.
    """
    if not selection:
        return issue.posts
    missed = {key for one in earlier for key in one.missed}
    last = earlier[-1].sent_on if earlier and selection.since_last else date.min
    wanted = set(selection.themes)
    found = (
        key
        for out_on, key in _unannounced(issue, earlier, groups)
        if (out_on > last or key in missed) and (not wanted or wanted & set(shelf.themes_of(key)))
    )
    return (*issue.posts, *found)


def left_out(issue: Issue, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup]) -> tuple[str, ...]:
    """Posts of the quarter before the last issue that none announced, the newest first: passed over, or finished later
    than their date says.
    """
    if not earlier:
        return ()
    last, known = earlier[-1].sent_on, {key for one in earlier for key in one.missed}
    return tuple(
        key
        for out_on, key in _unannounced(issue, earlier, groups)
        if last - _LATELY < out_on <= last and key not in known
    )


def _unannounced(
    issue: Issue, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup]
) -> list[tuple[date, str]]:
    """The posts that `issue` may choose from, each with the day it came out, the newest first."""
    announced = {key for one in earlier for key in one.posts} | set(issue.posts)
    found = [
        (out_on, key)
        for key, group in groups.items()
        if key not in announced and (out_on := _out_on(group, issue.sent_on)) is not None
        if all(post.announce and not post.newsletter for post in group.posts.values())
    ]
    return sorted(found, key=lambda one: (-one[0].toordinal(), one[1]))


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
