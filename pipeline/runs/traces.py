"""Files that name somebody who is to be forgotten: ours are taken away, the user's are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.edges import exports, files
from pipeline.errors import ImportRefused, Problem, WorkspaceError
from pipeline.model.workspace import Workspace
from pipeline.runs import semantic
from pipeline.runs.imports import REJECTS
from pipeline.runs.letters import OUTBOX

_PRIVATE = "private"
_DATABASES = (".db", ".db-wal", ".db-shm")


@dataclass(frozen=True, slots=True)
class Traces:
    """Files that name somebody, and why others could not be searched."""

    files: tuple[str, ...]
    unread: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many rehearsed letters, and which files of rejected rows were taken away."""

    letters: int
    rejects: tuple[str, ...]


def clear(workspace: Workspace, subscribers: Collection[int], words: Sequence[str]) -> Cleared:
    """Takes away what we have written of somebody: rehearsed letters, files of rejected rows, encoded messages.

    Raises WorkspaceError where a file cannot be removed: called before his rows are gone for good, it can be tried
    again. `words` are those of `left`.
    """
    names = {f"{number}.eml" for number in subscribers}
    letters = [path for path in files.list_files(workspace.root, OUTBOX, "*.eml") if PurePath(path).name in names]
    rejects = _of(workspace, [REJECTS], words).files
    for path in (*letters, *rejects):
        files.remove(workspace.root, path)
    semantic.forget_messages(workspace)
    return Cleared(len(letters), rejects)


def left(workspace: Workspace, words: Sequence[str]) -> Traces:
    """The files of people's data in which one of the words, given in small letters, stands; databases left out."""
    return _of(workspace, (_PRIVATE, workspace.config.imports.dir), words)


def _of(workspace: Workspace, folders: Iterable[str], words: Sequence[str]) -> Traces:
    paths: dict[str, None] = {}
    naming: list[str] = []
    unread: list[Problem] = []
    for folder in folders:
        try:
            paths |= dict.fromkeys(files.list_files(workspace.root, folder, "*"))
        except WorkspaceError as refused:
            unread.extend(refused.problems)
    for path in paths:
        try:
            if not path.endswith(_DATABASES) and _names(workspace.root, path, words):
                naming.append(path)
        except (ImportRefused, WorkspaceError) as refused:
            unread.extend(refused.problems)
    return Traces(tuple(naming), tuple(_unsearched(problem) for problem in unread))


def _unsearched(problem: Problem) -> Problem:
    return replace(problem, message=f"could not be searched, and may still name the person: {problem.message}")


def _names(root: str, path: str, words: Sequence[str]) -> bool:
    # Without the zeros of UTF-16 its ASCII letters are what they are.
    lines = (line.replace("\0", "").casefold() for line in exports.lines(root, path))
    return any(word in line for line in lines for word in words)
