"""Columns of tables that nobody knows: named on the command line, or kept in content/mappings.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.edges import files, locking
from pipeline.errors import ImportRefused, Problem
from pipeline.model import mappings, toml_source
from pipeline.model.dates import Order
from pipeline.model.mappings import ColumnMapping, MappedAbout
from pipeline.model.source import suggestion
from pipeline.model.table import Table
from pipeline.model.workspace import Workspace
from pipeline.runs.intake.imports import ImportResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How files of people are to be taken: by a mapping that is given or saved, with dates meant so, or only tried.

    `lang` is the language of subscribers of whom the file says none.
    """

    mapping: ColumnMapping | None = None
    saved: str | None = None
    save: bool = False
    order: Order | None = None
    lang: str | None = None
    dry_run: bool = False


def known(workspace: Workspace) -> tuple[ColumnMapping, ...]:
    """The column mappings that were saved in this workspace."""
    if not files.exists(workspace.root, mappings.PATH):
        return ()
    text = files.read_text(workspace.root, mappings.PATH)
    return mappings.read(toml_source.parse(mappings.PATH, text, ImportRefused))


def chosen(known: Sequence[ColumnMapping], options: ImportOptions, about: MappedAbout) -> ColumnMapping | None:
    """The mapping that is given, else the saved one of that name; raises where there is none of it."""
    if options.mapping is not None or options.saved is None:
        return options.mapping
    found = next((one for one in known if one.name == options.saved), None)
    if found is None:
        there = f"there are {', '.join(one.name for one in known)}" if known else "there is none yet"
        raise ImportRefused(Problem(f'no mapping is called "{options.saved}"; {there}', mappings.PATH))
    if found.about != about:
        raise ImportRefused(Problem(f'"{found.name}" names columns of {found.about}, not of {about}', mappings.PATH))
    return found


def lacking(found: Table, mapping: ColumnMapping) -> Problem | None:
    """The problem of a table that lacks a column which the mapping names; None where it has them all."""
    missing = [column for column in mapping.columns.values() if column.casefold() not in found.columns]
    if not missing:
        return None
    near = suggestion(missing[0], found.headers) or f"; there are {', '.join(found.headers)}"
    return Problem(f'there is no column "{missing[0]}"{near}', found.path, 1)


def with_mapping(workspace: Workspace, known: Sequence[ColumnMapping], options: ImportOptions) -> str | None:
    """content/mappings.toml with the given mapping, where it shall be saved; None where it stands there already."""
    mapping = options.mapping
    if mapping is None or not options.save:
        return None
    same = next((one for one in known if one.name == mapping.name), None)
    if same == mapping:
        return None
    if same is not None:
        message = f'"{mapping.name}" is there already and says something else; mend it there, or choose another name'
        raise ImportRefused(Problem(message, mappings.PATH))
    there = files.exists(workspace.root, mappings.PATH)
    before = files.read_text(workspace.root, mappings.PATH).rstrip("\n") + "\n\n" if there else _HEAD
    return before + mappings.written(mapping)


def keep(workspace: Workspace, result: ImportResult, options: ImportOptions) -> ImportResult:
    """Writes the given mapping to content/mappings.toml once a row could be read by it; not in a rehearsal.

    Beside what stands there by now: another import may have kept one meanwhile.
    """
    if not options.save or result.rehearsed:
        return result
    folder = Path(mappings.PATH).parent
    files.make_folder(workspace.root, str(folder))
    with locking.locked(Path(workspace.root, folder)):
        text = with_mapping(workspace, known(workspace), options)
        if text is None:
            return result
        if not result.taken:
            return replace(result, remarks=(*result.remarks, "no row could be read, so the mapping was not kept"))
        files.rewrite(workspace.root, mappings.PATH, text.encode())
    return replace(result, notes=(*result.notes, f"kept the mapping in {mappings.PATH}: such tables are known now"))


_HEAD = """\
# How the columns of other programs' tables are called here: ours = "theirs".
# A table that has all columns of one of these is taken by it; `dates` says how 03/04/2026 is meant, "dmy" or "mdy".
# It holds leads, unless the mapping says about = "subscribers".

"""
