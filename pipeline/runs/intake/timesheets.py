"""Files of hours that come again: corrected, renamed, or exported anew; what they said before does not count beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import astuple, dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from pipeline.demand import effort as effort_files
from pipeline.edges import files
from pipeline.edges.database import effort as stored_effort
from pipeline.model import plural
from pipeline.model.people import Effort
from pipeline.model.workspace import Workspace
from pipeline.runs.intake import earlier
from pipeline.runs.intake.earlier import Said

Held = Mapping[str, Set[str]]
"""The external ids of the entries that each file held when it was last imported, by its path."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of hours: all entries by their external ids, and what each file said of its own, by its path.

    `there` are the files that have not gone since.
    """

    entries: Mapping[str, Effort] = field(repr=False)
    said: Mapping[str, Said] = field(repr=False)
    there: frozenset[str]

    def held(self) -> Held:
        """The entries of each file that is still there."""
        return {path: said.keys() for path, said in self.said.items() if path in self.there}

    def having(self, arrived: Sequence[Effort], again: Collection[str]) -> Kept:
        """The same with the entries that arrived, but for those that are only said `again`."""
        news = {one.external_id: one for one in arrived if one.external_id not in again}
        return replace(self, entries={**{one.external_id: one for one in arrived}, **self.entries, **news})

    def after(self, path: str, change: Replacement) -> Kept:
        """The same once the change that comes of the file at `path` is made."""
        said = {one: told for one, told in self.said.items() if one != change.renamed} | {path: change.holds}
        entries = {one: entry for one, entry in self.entries.items() if one not in change.gone}
        return Kept(entries, said, self.there | {path})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What becomes of what a file held before: what it `holds` by now, by its entries, which name it had (`renamed`),
    which entries are `gone`, and what to say of it.
    """

    holds: Said
    renamed: str | None
    gone: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def kept(workspace: Workspace, connection: Connection) -> Kept:
    """What the database holds."""
    entries = {entry.external_id: entry for entry in stored_effort.efforts(connection)}
    said = stored_effort.said_by_file(connection)
    return Kept(entries, said, frozenset(path for path in said if files.exists(workspace.root, path)))


def said_again(workspace: Workspace, known: Kept, path: str, entries: Sequence[Effort]) -> frozenset[str]:
    """The entries of which the file at `path` says nothing new."""
    return earlier.repeated(workspace.root, known.said, path, _said(entries))


def replaced(known: Kept, path: str, entries: Sequence[Effort], misread: Set[str] | None) -> Replacement:
    """What becomes of what the file at `path` held before and no longer does.

    Only days that it still covers are looked at, and `misread`, which it held by another reading of its days: a file
    that begins anew each month takes none of the last one's hours with it. Where less than half is still there it is
    another list under the old name, and takes nothing away; nor does one that cannot be read whole (`misread` None).
    """
    now = {entry.external_id: entry.on for entry in entries}
    days = {entry.external_id: entry.on for entry in known.entries.values()}
    told = known.said.get(path, {})
    held: Set[str] = told.keys()
    before = _covered(held, days, now, misread or set())
    vanished = {file: said.keys() for file, said in known.said.items() if file not in known.there}
    old = _renamed(vanished, days, now) if path not in known.there else None
    if old:
        held, before = vanished[old], _covered(vanished[old], days, now, set())
    stays = held - before if misread is not None else held
    change = Replacement(holds={one: told.get(one) for one in stays} | _said(entries), renamed=old)
    others = frozenset[str]().union(*(held for other, held in known.held().items() if other != path))
    gone = frozenset(before - now.keys() - others)
    if not gone or misread is None:
        return change
    lost = [entry for one, entry in known.entries.items() if one in gone - misread]
    corrected = _corrected(lost, [entry for entry in entries if entry.external_id not in before])
    if 2 * (len(before & (now.keys() | misread)) + corrected) < len(before):
        said = plural.of(len(gone), "entry that it held still counts", "entries that it held still count")
        note = f"{path} holds other entries than before; {said}, and can be taken away: effort remove ID"
        return replace(change, notes=(note,))
    return replace(change, gone=gone, notes=(f"took away {plural.of(len(gone), 'row')} that the file holds no more",))


def _renamed(vanished: Held, days: Mapping[str, date], now: Mapping[str, date]) -> str | None:
    """The one of the `vanished` files that has another name now: most of what it held of these days is here."""
    covered = {file: _covered(held, days, now, set()) for file, held in vanished.items()}
    likeliest = max(covered, key=lambda file: (len(covered[file] & now.keys()), file), default=None)
    if likeliest is None or 2 * len(covered[likeliest] & now.keys()) <= len(covered[likeliest]):
        return None
    return likeliest


def _covered(held: Set[str], days: Mapping[str, date], now: Mapping[str, date], misread: Set[str]) -> set[str]:
    """Those of the entries `held` that lie within the days of a file, and those that were `misread`."""
    if not now:
        return set()
    first, last = min(now.values()), max(now.values())
    return {one for one in held if one in misread or (one in days and first <= days[one] <= last)}


def _corrected(gone: Sequence[Effort], new: Sequence[Effort]) -> int:
    """How many rows of a list of one's own stand in it otherwise: on their day, with their minutes or their words.

    Of trackers' entries none: those of another person are much alike.
    """
    by_day: dict[date, list[Effort]] = defaultdict(list)
    for entry in new:
        if not effort_files.is_tracked(entry):
            by_day[entry.on].append(entry)
    corrected = 0
    for old in gone:
        alike = (now for now in by_day[old.on] if now.minutes == old.minutes or _words(now) == _words(old))
        match = next(alike, None)
        if match is not None:
            by_day[old.on].remove(match)
            corrected += 1
    return corrected


def _words(entry: Effort) -> tuple[object, ...]:
    return entry.description, entry.theme, entry.channel


def doubled(known: Kept, path: str) -> Iterator[str]:
    """What to say of other exports of a tracker whose days this one covers, too, but not with the same entries.

    Those that have none of them in common are of two people, unless most say the same: then the address or the time
    zone of one changed in the tracker.
    """
    there = known.held()
    programs = {_program(one) for one in there.get(path, ())}
    tracked = [
        entry
        for entry in known.entries.values()
        if effort_files.is_tracked(entry) and _program(entry.external_id) in programs
    ]
    days = {entry.external_id: entry.on for entry in tracked}
    works = {entry.external_id: (entry.on, entry.minutes, entry.description) for entry in tracked}
    spans = {file: sorted(days[one] for one in held if one in days) for file, held in there.items()}
    ours = spans.get(path, [])
    for other, theirs in spans.items():
        if other == path or not ours or not theirs or _of_two(there[path], there[other], works):
            continue
        first, last = max(ours[0], theirs[0]), min(ours[-1], theirs[-1])
        odd = sum(first <= days[one] <= last for one in there[path] ^ there[other] if one in days)
        if odd:
            which = plural.of(odd, "entry of these days stands", "entries of these days stand")
            mend = "if the tracker was corrected in between, take the older file away and see effort list"
            yield f"{path} and {other} cover the same days, and {which} in one of them only; {mend}"


def _of_two(one: Set[str], other: Set[str], works: Mapping[str, object]) -> bool:
    """Whether two exports are of two people: neither holds an entry of the other, nor most of its work."""
    if not one.isdisjoint(other):
        return False
    both = [{works[entry] for entry in held if entry in works} for held in (one, other)]
    return 2 * len(both[0] & both[1]) <= min(map(len, both))


def _program(external_id: str) -> str:
    return external_id.partition(":")[0]


def _said(entries: Sequence[Effort]) -> dict[str, str]:
    return {entry.external_id: earlier.hashed(astuple(entry)) for entry in entries}
