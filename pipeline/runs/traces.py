"""Files that name somebody who is to be forgotten: ours are taken away, the user's are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.edges import exports, files
from pipeline.edges.database import effort as stored_effort
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import wishes as stored_wishes
from pipeline.edges.place import ISSUES, PRIVATE, REJECTS
from pipeline.errors import ImportRefused, Problem, WorkspaceError
from pipeline.model.people import id_of
from pipeline.model.workspace import Workspace
from pipeline.runs import semantic, store
from pipeline.runs.letters import OF_RECEIVER, OUTBOX

_QUOTED = 100
"""How many letters of a wish are looked for; a long one is shortened in an issue."""
_DATABASES = (".db", ".db-wal", ".db-shm")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNREAD = "\ufffd"
"""What stands for such a letter of a file that is no UTF-8."""
_BETWEEN = r"[\W_]{1,3}"
_BEGINS = r"(?:(?<!\w)|(?<=\\[nrt])|(?<==[0-9A-F]{2}))"
"""The beginning of a word, also behind the line break of a JSON file and a sign in quoted-printable."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Files that name somebody, why others could not be searched, and the ids of wishes, hours and leads that do, each
    in its own words.
    """

    files: tuple[str, ...]
    unread: tuple[Problem, ...]
    wishes: tuple[int, ...] = ()
    efforts: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many rehearsed letters, and which files of rejected rows were taken away."""

    letters: int
    rejects: tuple[str, ...]


def clear(workspace: Workspace, subscribers: Collection[int], words: Sequence[str]) -> Cleared:
    """Takes away what we have written of somebody: rehearsed mails, files of rejected rows, encoded messages.

    Raises WorkspaceError where a file cannot be removed: called before their rows are gone for good, it can be tried
    again. `words` are those of `left`.
    """
    names = {f"{number}.eml" for number in subscribers}
    letters = [path for path in files.list_files(workspace.root, OUTBOX, "*.eml") if PurePath(path).name in names]
    naming = _of(workspace, [REJECTS, OF_RECEIVER], words).files
    rejects = tuple(path for path in naming if path not in letters)
    for path in (*letters, *rejects):
        files.remove(workspace.root, path)
    semantic.forget_messages(workspace)
    return Cleared(len(letters), rejects)


def left(workspace: Workspace, words: Sequence[str], names: Sequence[str] = ()) -> Traces:
    """The files of people's data, but for databases, that hold one of the `words`: addresses in any case, and names.

    With the issues, typed wishes, hours and words of leads that hold one of these addresses, or of the `names`.
    """
    private = _of(workspace, (PRIVATE, workspace.config.imports.dir), words)
    addresses = [word.casefold() for word in words if "@" in word]
    spelt = _spelt(names)

    def is_named(lines: Iterable[str]) -> bool:
        text = _prose(lines)
        folded = text.casefold()
        return spelt.search(text) is not None or any(address in folded for address in addresses)

    issues = _found(workspace, [ISSUES], is_named)
    with store.looking(workspace) as connection:
        typed = [wish for wish in stored_wishes.wishes(connection) if is_named([wish.text])]
        spent = [effort for effort in stored_effort.efforts(connection) if is_named([effort.description])]
        told = [
            lead
            for lead in stored_leads.leads(connection)
            if is_named([lead.message, lead.self_report, lead.referred_by])
        ]
    return Traces(
        files=tuple(dict.fromkeys((*private.files, *issues.files))),
        unread=(*private.unread, *issues.unread),
        wishes=tuple(id_of(wish) for wish in typed),
        efforts=tuple(id_of(effort) for effort in spent),
        leads=tuple(id_of(lead) for lead in told),
    )


def quoting(workspace: Workspace, wish: str) -> Traces:
    """The issues in which a wish stands in its own words, as `new issue` has written it there."""
    words = _prose([wish])[:_QUOTED].rstrip().casefold()
    return _found(workspace, [ISSUES], lambda lines: words in _prose(lines).casefold())


def _of(workspace: Workspace, folders: Iterable[str], words: Sequence[str]) -> Traces:
    addresses = {word.casefold() for word in words if "@" in word}
    addresses |= {_BEYOND_ASCII.sub(_UNREAD, word.lower()) for word in words if "@" in word}
    spelt = _spelt([word for word in words if "@" not in word])

    def is_named(lines: Iterable[str]) -> bool:
        for line in lines:
            text = line.replace("\0", "")  # without the zeros of UTF-16 its ASCII letters are what they are
            folded = text.casefold()
            if any(address in folded for address in addresses) or spelt.search(text):
                return True
        return False

    return _found(workspace, folders, is_named)


def _spelt(names: Sequence[str]) -> re.Pattern[str]:
    """Names as words of their own, in any case, their parts in one cell or several; one of a single word, such as Will,
    only as it is spelt.
    """
    found = []
    for parts in filter(None, map(str.split, names)):
        letters = (_BEYOND_ASCII.sub(rf"[\g<0>{_UNREAD}]", re.escape(part)) for part in parts)
        pattern = _BETWEEN.join(letters)
        found.append(f"(?i:{pattern})" if len(parts) > 1 else pattern)
    return re.compile(rf"{_BEGINS}(?:{'|'.join(found)})(?!\w)" if found else r"(?!)")


def _prose(lines: Iterable[str]) -> str:
    """Prose without its line breaks, and without what Markdown puts before letters that it would read itself."""
    return " ".join(" ".join(lines).replace("\\", "").split())


def _found(workspace: Workspace, folders: Iterable[str], is_named: Callable[[Iterable[str]], bool]) -> Traces:
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
            # What other programs export as JSON is one line.
            if not path.endswith(_DATABASES) and is_named(exports.lines(workspace.root, path, exports.MAX_TEXT)):
                naming.append(path)
        except (ImportRefused, WorkspaceError) as refused:
            unread.extend(refused.problems)
    return Traces(tuple(naming), tuple(_unsearched(problem) for problem in unread))


def _unsearched(problem: Problem) -> Problem:
    return replace(problem, message=f"could not be searched, and may still name the person: {problem.message}")
