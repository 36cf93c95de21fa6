"""Asks a person about the posts that the machine knows least, and learns from each answer at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.edges import files
from pipeline.errors import ConfigError, ContentError, Problem
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.source import suggestion
from pipeline.model.theme import Theme
from pipeline.model.workspace import Workspace
from pipeline.posts import head_edit
from pipeline.runs import content
from pipeline.themes import explaining, queue
from pipeline.themes.explaining import Explanation
from pipeline.themes.tagging import Tagger


@dataclass(frozen=True, slots=True)
class Question:
    """A post to decide about, in all its languages; `left` counts those without a decision, this one among them."""

    group: TranslationGroup
    original: Post
    explanation: Explanation
    left: int

    @property
    def proposed(self) -> tuple[str, ...]:
        """The themes that the machine would give."""
        return tuple(tag.theme for tag in self.explanation.machine)


class Review:
    """A walk through the posts. Each answer is in a file before the next question is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self.themes = tuple(needed(workspace))
        self._workspace = workspace
        found = content.read(workspace)
        self._groups = {group.key: group for group in found.groups}
        self._tagger: Tagger = found.tags.tagger
        self._passed: set[str] = set()

    def ask(self) -> Question | None:
        """The next question, the greatest doubt first; None when all is decided or put off."""
        key = queue.following(self._tagger, self._passed)
        if key is None:
            return None
        group = self._groups[key]
        explained = explaining.explain(self._tagger, key)
        return Question(group, original(group), explained, len(queue.doubts(self._tagger)) - len(self._passed))

    def decide(self, question: Question, themes: tuple[str, ...]) -> str:
        """Writes themes into the head of the original, from where they hold for every language; answers its path.

        Raises ContentError, and changes nothing, where the head is written so unusually that only a person should
        touch it; the question is then put off.
        """
        path = question.original.path
        try:
            text = files.read_bytes(self._workspace.root, path).decode("utf-8")
            edited = head_edit.with_keys(path, text, {"themes": themes})
        except (ContentError, UnicodeDecodeError) as refused:
            self.put_off(question)
            if isinstance(refused, ContentError):
                raise
            raise ContentError(Problem("is no UTF-8 any more; save it as UTF-8", path)) from refused
        files.write_atomic(self._workspace.root, path, edited.encode("utf-8"))
        self._tagger = self._tagger.relabelled({question.group.key: themes})
        return path

    @property
    def left(self) -> int:
        """Posts without a decision, those that were put off among them."""
        return len(queue.doubts(self._tagger))

    def put_off(self, question: Question) -> None:
        """Asks about something else; nothing is remembered of it."""
        self._passed.add(question.group.key)


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


def original(group: TranslationGroup) -> Post:
    """The post of a group that the others were translated from: one without a fingerprint, the oldest of them."""
    posts = list(group.posts.values())
    first = [post for post in posts if post.translated_from is None] or posts
    return min(first, key=lambda post: post.published or date.max)
