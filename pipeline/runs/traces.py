"""Where somebody who is to be forgotten is still named: files that people and exports left below a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.edges import exports, files
from pipeline.errors import ImportRefused, Problem, WorkspaceError
from pipeline.model.workspace import Workspace

_DATABASES = (".db", ".db-wal", ".db-shm")


@dataclass(frozen=True, slots=True)
class Traces:
    """Files that name somebody, and why others could not be searched."""

    files: tuple[str, ...]
    unread: tuple[Problem, ...]


def of(workspace: Workspace, folders: Iterable[str], words: Sequence[str]) -> Traces:
    """The files of these folders in which one of the words, given in small letters, stands; databases left out."""
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
