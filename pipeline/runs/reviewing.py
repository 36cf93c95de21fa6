"""Asks a person about the posts that the machine knows least, and learns from each answer at once."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.edges import files, imprint
from pipeline.errors import ConfigError, ContentError, LeitmotivError, Problem
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.source import suggestion
from pipeline.model.theme import Theme
from pipeline.model.workspace import Workspace
from pipeline.posts import head_edit, words
from pipeline.runs import content, manuscripts
from pipeline.themes import explaining, queue, subjects
from pipeline.themes.explaining import Explanation
from pipeline.themes.lexical import Keywords
from pipeline.themes.tagging import Tagger

_BEGINNING = 240
"""Letters of a post."""


@dataclass(frozen=True, slots=True)
class Question:
    """A post to decide about, in all its languages; `times` counts its keywords, `left` posts without a decision."""

    group: TranslationGroup
    original: Post
    explanation: Explanation
    times: Mapping[str, int]
    left: int

    @property
    def proposed(self) -> tuple[str, ...]:
        """The themes that the machine would give."""
        return tuple(tag.theme for tag in self.explanation.machine)

    @property
    def beginning(self) -> str:
        """The first words of the original; empty where it has none."""
        return textwrap.shorten(words.plain(self.original.body), _BEGINNING, placeholder=" …")


@dataclass(frozen=True, slots=True)
class _Written:
    """An answer, as the file was before and is with it."""

    path: str
    before: bytes
    after: bytes


class Review:
    """A walk through the posts. Each answer is in a file before the next question is asked; `decided` counts them."""

    def __init__(self, workspace: Workspace) -> None:
        themes = needed(workspace)
        self.themes = tuple(themes)
        self._keywords = Keywords(themes)
        self._workspace = workspace
        self._passed: set[str] = set()
        self._written: list[_Written] = []
        self.decided = 0
        self._read()

    def _read(self) -> None:
        listed = manuscripts.listed(self._workspace.root)
        found = content.read(self._workspace, listed)
        self._hashes = dict(listed.hashes)
        self._groups = {group.key: group for group in found.groups}
        self._tagger: Tagger = found.tags.tagger

    def ask(self) -> Question | None:
        """The next question, the greatest doubt first; None when all is decided or put off."""
        key = queue.following(self._tagger, self._passed)
        if key is None:
            return None
        group = self._groups[key]
        explained = explaining.explain(self._tagger, key)
        times = self._keywords.counts(subjects.of_group(group))
        left = len(queue.doubts(self._tagger).keys() - self._passed)
        return Question(group, original(group), explained, times, left)

    def decide(self, question: Question, themes: tuple[str, ...]) -> str:
        """Writes themes into the head of the original, from where they hold for every language; answers its path.

        Raises LeitmotivError, and changes nothing, where the head is written so unusually that only a person should
        touch it, or the file may not be written: the question is then put off. Also where the themes of the post were
        set meanwhile, or it went away: what is there now is then asked about.
        """
        path = question.original.path
        self._look_again(question)
        try:
            before = files.read_bytes(self._workspace.root, path)
            after = head_edit.with_keys(path, before.decode("utf-8"), {"themes": themes}).encode("utf-8")
            self._write(path, after)
        except UnicodeDecodeError as refused:
            self.put_off(question)
            raise ContentError(Problem("is no UTF-8 any more; save it as UTF-8", path)) from refused
        except LeitmotivError:
            self.put_off(question)
            raise
        self._written.append(_Written(path, before, after))
        self.decided += 1
        self._tagger = self._tagger.relabelled({question.group.key: themes})
        return path

    def undo(self) -> str:
        """Takes the last answer out of its file, and asks about its post again; answers the path.

        Raises ContentError where the file was changed since: the answer then stands, and undoing goes on before it.
        """
        last = self._written.pop()
        if not files.exists(self._workspace.root, last.path):
            raise ContentError(Problem("is no longer there", last.path))
        if self._now(last.path) != imprint.hash_of(last.after):
            raise ContentError(Problem("was changed since; mend its themes there", last.path))
        self._write(last.path, last.before)
        self.decided -= 1
        self._read()
        return last.path

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer that `undo` would take back."""
        return bool(self._written)

    @property
    def left(self) -> int:
        """Posts without a decision, those that were put off among them."""
        return len(queue.doubts(self._tagger))

    def put_off(self, question: Question) -> None:
        """Asks about something else; nothing is remembered of it."""
        self._passed.add(question.group.key)

    def _look_again(self, question: Question) -> None:
        """Reads everything anew where a file of the group changed since it was read; raises ContentError where the
        answer would then be to another question.
        """
        key, path = question.group.key, question.original.path
        paths = [post.path for post in question.group.posts.values()]
        if all(files.exists(self._workspace.root, one) and self._now(one) == self._hashes[one] for one in paths):
            return
        try:
            self._read()
        except LeitmotivError:
            self.put_off(question)
            raise
        group = self._groups.get(key)
        if group is None or path not in [post.path for post in group.posts.values()]:
            raise ContentError(Problem("is no longer there; nothing was written", path))
        if _by_hand(group) != _by_hand(question.group):
            raise ContentError(Problem("its themes were changed meanwhile; nothing was written", path))

    def _now(self, path: str) -> str:
        return imprint.hash_of(files.read_bytes(self._workspace.root, path))

    def _write(self, path: str, text: bytes) -> None:
        files.rewrite(self._workspace.root, path, text)
        self._hashes[path] = imprint.hash_of(text)


def needed(workspace: Workspace) -> Mapping[str, Theme]:
    """The themes of the workspace; raises ConfigError where there is none."""
    if not workspace.catalogue.themes:
        mend = 'name what you want to be known for: [my-theme], and below it name = {en = "My theme"}'
        raise ConfigError(Problem(f"there is no theme yet; {mend}", "content/themes.toml"))
    return workspace.catalogue.themes


def named(answer: str, ranked: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The themes of an answer such as `2`, `1, 3` or `performance testing`: numbers count the `ranked`.

    Raises ContentError with what it does not know.
    """
    found: dict[str, None] = {}
    problems: list[Problem] = []
    for word in answer.replace(",", " ").split():
        if word.isdecimal() and 1 <= int(word) <= len(ranked):
            found[ranked[int(word) - 1]] = None
        elif word in known:
            found[word] = None
        else:
            mend = suggestion(word, known) or f"; there are {', '.join(known)}"
            problems.append(Problem(f'"{word}" is no theme of themes.toml{mend}'))
    if problems:
        raise ContentError(problems)
    return tuple(found)


def _by_hand(group: TranslationGroup) -> set[tuple[str, tuple[str, ...] | None]]:
    return {(post.path, post.themes) for post in group.posts.values()}


def original(group: TranslationGroup) -> Post:
    """The post of a group that the others were translated from: one without a fingerprint, the oldest of them."""
    posts = list(group.posts.values())
    first = [post for post in posts if post.translated_from is None] or posts
    return min(first, key=lambda post: post.published or date.max)
