"""`leitmotiv ingest`: sources in, posts out; each source is decided as a whole, then written, then remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.edges import files, locking
from pipeline.edges.archives import Held
from pipeline.edges.http import Settings
from pipeline.edges.language import Detector
from pipeline.edges.place import PRIVATE
from pipeline.errors import LeitmotivError, Problem, SourceRefused
from pipeline.model import plural
from pipeline.model.language import Detect
from pipeline.model.post import Document
from pipeline.model.workspace import Workspace
from pipeline.posts import reading
from pipeline.posts.incoming import composing, flat_text, merging, pictures, seen, standing, summary, watching
from pipeline.posts.incoming.deciding import Decider
from pipeline.posts.incoming.decision import Decision, Pending
from pipeline.posts.incoming.formats import Reading
from pipeline.posts.incoming.merging import Arrival
from pipeline.posts.incoming.pictures import Pictures
from pipeline.posts.incoming.placing import FOLDER, Standing
from pipeline.posts.incoming.seen import FeedState, Memory, Seen
from pipeline.posts.incoming.summary import Result
from pipeline.posts.incoming.understanding import Terms
from pipeline.runs.ingesting import incoming_pictures, retrieving
from pipeline.runs.ingesting.retrieving import Progress, Retrieved

MOST_NEW = 500
"""So many new entries of one feed a run; a feed that holds more gives the rest to the next runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sources are taken in. `lang` is the user's word on all of them."""

    lang: str = ""
    dry: bool = False
    keep_boilerplate: bool = False
    accept_damaged: bool = False
    most_new: int = MOST_NEW
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What it came to: a result a source, and how many pairs of posts now look like translations of each other."""

    results: tuple[Result, ...]
    pairs: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused, skipped or put off."""
        return all(result.is_complete for result in self.results)


def ingest(
    workspace: Workspace,
    sources: Sequence[str],
    options: Options,
    progress: Progress,
    announce: Callable[[str], None] = lambda _: None,
) -> Ingested:
    """Takes in each of `sources`, else the feeds of the configuration; one that fails does not stop the others.

    One at a time in a workspace: each has to know what the other took in. `announce` says that it waits.
    """
    with _alone(workspace.root, announce) if not options.dry else nullcontext():
        run = _Run(workspace, options, progress)
        results = tuple(run.take(source) for source in sources or [feed.url for feed in workspace.config.feeds])
    written = any(result.count("new") + result.count("updated") for result in results)
    return Ingested(results, _pairs(workspace, run.detect) if written and not options.dry else 0)


def _alone(root: str, announce: Callable[[str], None]) -> AbstractContextManager[None]:
    files.make_folder(root, PRIVATE)
    return locking.locked(Path(root, PRIVATE), lambda: announce("waiting for another ingest of this workspace to end"))


class _Run:
    def __init__(self, workspace: Workspace, options: Options, progress: Progress) -> None:
        self._workspace = workspace
        self._root = workspace.root
        self._options = options
        if not options.dry:
            for left in (FOLDER, pictures.FOLDER, seen.PATH):
                files.sweep(workspace.root, left)
        self._progress = progress
        self.detect = Detector(workspace.config.languages)
        kept = seen.from_json(files.read_text(self._root, seen.PATH)) if self._has_memory() else Seen()
        self._memory = Memory(kept.records, kept.left)
        self._feeds = dict(kept.feeds)
        self._decider = Decider(self._memory, self._standing(), self._current)

    def take(self, source: str) -> Result:
        """Everything with one source; what was done is remembered even where it is broken off."""
        how = Reading(languages=self._workspace.config.languages, is_whole=self._options.keep_boilerplate)
        settings = self._options.settings
        if not retrieving.is_address(source) and retrieving.is_inside(source, Path(self._root, FOLDER)):
            mend = f"has to do with {FOLDER}: what lies there are posts already; name a folder outside of it"
            return Result(source=source, refused=(Problem(mend, source),))
        is_feed = any(feed.url == source for feed in self._workspace.config.feeds)
        known = self._feeds.get(source)
        asked = known and known.asked(self._how(source))
        retrieved = retrieving.retrieve(source, how, settings, asked, self._progress, is_feed=is_feed)
        try:
            result = self._taken(source, retrieved)
        finally:
            self._save()
        self._note_feed(source, retrieved.feed, result)
        return result

    def _taken(self, source: str, retrieved: Retrieved) -> Result:
        arrivals = merging.arrivals(retrieved.batches)
        beside = incoming_pictures.gathered(self._root, retrieved.folder)
        decisions = self._decided(source, arrivals, beside)
        if old := self._decider.old(arrivals) - self._memory.left:
            self._memory.left |= old  # should this run be killed, the next one finds them as old as they are
            self._save()
        carried_out: list[Decision] = []
        for done, decision in enumerate(decisions, 1):
            carried_out.append(self._carried_out(decision, retrieved.folder))
            self._progress(f"writing {source}", done, len(decisions))
        left_out: Counter[str] = Counter()
        for batch in retrieved.batches:
            left_out.update(batch.left_out)
        left_out.update({"pictures that no post shows": beside.unused} if beside.unused else {})
        return Result(
            source=source,
            formats=tuple(dict.fromkeys(batch.format for batch in retrieved.batches if batch.format)),
            decisions=tuple(carried_out),
            refused=retrieved.refused,
            left_out=dict(left_out),
            remarks=retrieved.remarks,
        )

    def _decided(self, source: str, arrivals: Sequence[Arrival], beside: Pictures) -> list[Decision]:
        """Every text is looked at before any is finished: they may point to each other."""
        self._decider.begin(arrivals, self._terms(source, arrivals), beside)
        looked: list[Decision | Pending] = []
        new = 0
        for done, arrival in enumerate(arrivals, 1):
            found = self._decider.look(arrival)
            self._progress(f"understanding {source}", done, len(arrivals))
            is_new = isinstance(found, Pending) and found.record is None and not found.is_adopted
            new += is_new and arrival.is_feed
            looked.append(_put_off(arrival) if is_new and arrival.is_feed and new > self._options.most_new else found)
        decisions = [self._decider.finish(found) if isinstance(found, Pending) else found for found in looked]
        return watching.watched(decisions, self._workspace.config.languages, self.detect, self._current)

    def _carried_out(self, decision: Decision, folder: Held | None) -> Decision:
        """What became of it: a post that is protected against writing stays as it is."""
        if decision.content and files.is_protected(self._root, decision.path):
            reason = f"its post {decision.path} is protected against writing; allow it (chmod u+w), then try again"
            return _skipped(decision, reason)
        if decision.content and not self._options.dry:
            try:
                if folder:
                    incoming_pictures.copy(self._root, folder, decision.pictures)
            except SourceRefused as refused:
                return _skipped(decision, f"its picture {refused.problems[0]}")
            files.rewrite(self._root, decision.path, decision.content.encode())
            if decision.replaces:
                files.remove(self._root, decision.replaces)
        if decision.record is not None:
            self._memory.remember(decision.record, decision.was)
        return decision

    def _terms(self, source: str, arrivals: Sequence[Arrival]) -> Terms:
        """How the texts of a source are read: the command line's word, else the configuration's."""
        return Terms(
            languages=self._workspace.config.languages,
            as_of=self._workspace.as_of,
            detect=self.detect,
            lang=self._lang(source),
            sender=self._workspace.config.sender.name,
            repeated=flat_text.repeated(arrival.item for arrival in arrivals),
            themes=frozenset(self._workspace.catalogue.themes),
            keep_boilerplate=self._options.keep_boilerplate,
            accept_damaged=self._options.accept_damaged,
        )

    def _lang(self, source: str) -> str:
        configured = next((feed.lang for feed in self._workspace.config.feeds if feed.url == source), None)
        return self._options.lang or configured or ""

    def _how(self, source: str) -> str:
        return f"{self._lang(source)} {self._options.keep_boilerplate:d}{self._options.accept_damaged:d}"

    def _note_feed(self, source: str, state: FeedState | None, result: Result) -> None:
        """What the server said, for the next time. Where something was not taken, the feed is asked for as a whole."""
        if state is None:
            return
        if result.is_complete or state.not_before or state.is_gone:
            self._feeds[source] = replace(state, how=self._how(source))
        else:
            self._feeds.pop(source, None)
        self._save()

    def _save(self) -> None:
        if not self._options.dry:
            text = seen.to_json(Seen(self._memory.records, self._feeds, tuple(self._memory.left)))
            files.write_atomic(self._root, seen.PATH, text.encode())

    def _has_memory(self) -> bool:
        return files.exists(self._root, seen.PATH)

    def _standing(self) -> list[Standing]:
        workspace = self._workspace
        found = _documents(self._root)
        return [standing.standing(document, workspace.config.languages, workspace.as_of) for document in found]

    def _current(self, path: str) -> str | None:
        return files.read_text(self._root, path) if files.exists(self._root, path) else None


def _skipped(decision: Decision, reason: str) -> Decision:
    return replace(decision, status="skipped", reason=reason, pictures={}, content="", record=None)


def _put_off(arrival: Arrival) -> Decision:
    item = arrival.item
    return Decision(status="waiting", where=item.where, title=item.title, reason="is left to the next run")


def _documents(root: str) -> list[Document]:
    """The posts; one that is no UTF-8 is somebody else's matter here."""
    documents = []
    for path in files.list_files(root, FOLDER, "*.md"):
        try:
            documents.append(Document(path, files.read_text(root, path)))
        except LeitmotivError:
            documents.append(Document(path, ""))
    return documents


def _pairs(workspace: Workspace, detect: Detect) -> int:
    """How many pairs look like translations; none where the posts cannot be read, which the next build explains."""
    from pipeline.posts import pairing

    languages, themes = workspace.config.languages, tuple(workspace.catalogue.themes)
    try:
        posts = reading.read_all(_documents(workspace.root), FOLDER, languages, themes, detect)
    except LeitmotivError:
        return 0
    return len(pairing.suggest(posts))


def sentences(result: Result, most: int) -> Iterator[str]:
    """What a person should know of a source beside the numbers; at most `most` posts are named for one thing."""
    for remark in result.remarks:
        yield f"{result.source}: {remark}"
    warned = [told for told in result.warned() if told[1].code != summary.CUT]
    cut = [told for told in result.warned() if told[1].code == summary.CUT]
    for decision, warning in (*warned[:most], *cut[:most]):
        yield f"{decision.where}: {warning.message} ({warning.code})"
    old = sum(composing.is_old(decision.content) for decision in result.of("new"))
    if old:
        posts = plural.of(old, "old post")
        yield f"{result.source}: no issue announces its {posts} unasked (announce: false in the head)"
    more = max(0, len(warned) - most) + max(0, len(cut) - most)
    if more:
        yield f"{result.source}: and {plural.of(more, 'more remark')}; --json lists all of them"
    taken = {path for decision in result.decisions for path in decision.pictures}
    if taken:
        yield f"{result.source}: {plural.of(len(taken), 'picture')} to {pictures.FOLDER}/"
    if result.lost:
        yield f"{result.source}: not carried over: {_counted(result.lost)}; --json names them"
    if result.left_out:
        yield f"{result.source}: left out: {_counted(result.left_out)}"


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in numbers.items())


def problems(result: Result) -> tuple[Problem, ...]:
    """What was not taken, each with its place and its reason."""
    skipped = tuple(
        Problem(decision.reason, decision.where, decision.line, decision.column) for decision in result.of("skipped")
    )
    waiting = result.count("waiting")
    if not waiting:
        return (*result.refused, *skipped)
    more = plural.of(waiting, "more entry waits", "more entries wait")
    return (*result.refused, *skipped, Problem(f"{more}; run it again for the next", result.source))
