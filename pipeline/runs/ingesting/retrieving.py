"""What a source is, and what it holds: a file, a folder, an archive or an address becomes batches of items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.edges import archives, http
from pipeline.edges.archives import Held
from pipeline.edges.http import Fetched, Gone, Later, Settings, Unchanged, Validators
from pipeline.errors import Problem, SourceRefused
from pipeline.posts import links
from pipeline.posts.incoming import formats
from pipeline.posts.incoming.formats import Reading
from pipeline.posts.incoming.item import Batch, Bundle, File
from pipeline.posts.incoming.seen import FeedState
from pipeline.runs.ingesting import incoming_pictures

_OF_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))  # Word and its kin; OpenDocument and EPUB
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
Progress = Callable[[str, int, int], None]
"""(what is done, how much of it, of how much)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """The batches of one source, what of it was refused, for a feed what its server said; and the folder that it is."""

    batches: tuple[Batch, ...] = ()
    refused: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    feed: FeedState | None = None
    folder: Held | None = None


def is_address(source: str) -> bool:
    """Whether a source is on the net; what is neither http nor https is refused where it would be fetched."""
    return bool(_ADDRESS.match(source))


def is_inside(source: str, folder: Path) -> bool:
    """Whether a source on the disk lies in `folder`, or has it inside."""
    path = Path(source).resolve()
    return path.is_relative_to(folder.resolve()) or (path.is_dir() and folder.resolve().is_relative_to(path))


def retrieve(
    source: str, how: Reading, settings: Settings, known: FeedState | None, progress: Progress, *, is_feed: bool
) -> Retrieved:
    """What `source` holds. `known` is what was noted of it as a feed the last time; with `is_feed` it must be one."""
    try:
        if is_address(source):
            found = _fetched(source, how, settings, known)
            strange = [batch for batch in found.batches if is_feed and not batch.is_feed]
            return _no_feed(source, strange[0]) if strange else found
        return _local(source, how, progress)
    except SourceRefused as refused:
        return Retrieved(refused=refused.problems)


def _no_feed(url: str, batch: Batch) -> Retrieved:
    """A login or a parked domain in the place of a feed is no post."""
    mend = "look at it in a browser: has the feed moved, or does it ask who you are?"
    return Retrieved(refused=(Problem(f"answers with a {batch.format}, not with a feed; {mend}", url),))


def _fetched(url: str, how: Reading, settings: Settings, known: FeedState | None) -> Retrieved:
    is_first, known = known is None, known or FeedState()
    if known.not_before and settings.now() < datetime.fromisoformat(known.not_before):
        return _left_alone(url, known)
    match http.fetch(url, settings, Validators(known.etag, known.last_modified)):
        case Unchanged():
            return Retrieved(remarks=("nothing has changed since the last time",), feed=replace(known, not_before=""))
        case Gone():
            problem = Problem("is gone for good (410); take it out of leitmotiv.toml", url)
            return Retrieved(refused=(problem,), feed=FeedState(is_gone=True))
        case Later(not_before):
            return _left_alone(url, replace(known, not_before=not_before.isoformat(timespec="seconds")))
        case Fetched() as found:
            return _read(url, found, how, is_first=is_first)


def _left_alone(url: str, state: FeedState) -> Retrieved:
    problem = Problem(f"asks to be left alone until {state.not_before[:16].replace('T', ' ')} UTC; try again then", url)
    return Retrieved(refused=(problem,), feed=state)


def _read(url: str, found: Fetched, how: Reading, *, is_first: bool) -> Retrieved:
    file = File(
        name=url, content=found.content, url=found.url, charset=found.charset, media_type=found.media_type
    )  # fmt: skip
    batch = formats.read(file, how)
    if not batch.is_feed:
        return Retrieved(batches=(batch,), remarks=batch.remarks)
    moved = (f"has moved for good to {found.moved_to}; change its address",) if found.moved_to else ()
    remarks = (*moved, *(batch.remarks if is_first else ()))
    state = FeedState(etag=found.validators.etag, last_modified=found.validators.last_modified)
    return Retrieved(batches=(replace(batch, origin=url),), refused=batch.refused, remarks=remarks, feed=state)


def _local(source: str, how: Reading, progress: Progress) -> Retrieved:
    path = Path(source)
    if archives.is_folder(source):
        return _bundled(path, archives.folder(source), how, progress)
    if archives.is_zip(source):
        with archives.archive(source) as held:
            if _OF_OFFICE.isdisjoint(held.names):
                return _bundled(path, held, how, progress)
            message = "is a document of an office program; save it as HTML and take that"
            raise SourceRefused(Problem(message, path.name))
    batch = formats.read(File(name=links.one_form(path.name), content=archives.file(source)), how)
    return Retrieved(batches=(_placed(batch, path.resolve().parent),), refused=batch.refused)


def _bundled(path: Path, held: Held, how: Reading, progress: Progress) -> Retrieved:
    label = path.resolve().name
    folder = held if held.root else None
    names = tuple(name for name in held.names if not (folder and incoming_pictures.is_picture(name)))
    bundle = Bundle(name=label, names=names, read=lambda name: File(name=name, content=held.read(name)))
    batches: list[Batch] = []
    refused: list[Problem] = []
    for done, found in enumerate(formats.read_all(bundle, how), 1):
        progress(f"reading {label}", min(done, len(names)), len(names))
        if isinstance(found, Batch):
            batches.append(_placed(_labelled(found, label), path.resolve()))
            refused += found.refused
        else:
            refused += found.problems
    return Retrieved(batches=tuple(batches), refused=tuple(_labelled_problems(refused, label)), folder=folder)


def _labelled_problems(problems: list[Problem], label: str) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, path=f"{label}/{problem.path}" if problem.path else label)


def _labelled(batch: Batch, label: str) -> Batch:
    return replace(batch, items=tuple(replace(item, where=f"{label}/{item.where}") for item in batch.items))


def _placed(batch: Batch, root: Path) -> Batch:
    """The items of a file are known by where it lies."""
    if batch.origin != "files":
        return batch
    items = (replace(item, key=(root / item.key).as_posix()) if item.key else item for item in batch.items)
    return replace(batch, items=tuple(items))
