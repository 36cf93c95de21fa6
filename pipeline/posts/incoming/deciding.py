"""What is to be done with each text: decided here, carried out by the run. No edit of a person is ever overwritten."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.errors import SourceRefused
from pipeline.model.post import PostWarning
from pipeline.posts.incoming import composing, plain, seen, understanding
from pipeline.posts.incoming.decision import Current, Decision, Pending, Status
from pipeline.posts.incoming.first_reading import FirstReading
from pipeline.posts.incoming.inner_links import InnerLinks
from pipeline.posts.incoming.item import Item
from pipeline.posts.incoming.merging import Arrival
from pipeline.posts.incoming.pictures import Pictures, Shown
from pipeline.posts.incoming.placing import Place, Shelf, Standing
from pipeline.posts.incoming.seen import Memory, Record
from pipeline.posts.incoming.standing import Strays
from pipeline.posts.incoming.understanding import SourceLanguage, Terms, Understood


class Decider:
    """Decides for the texts of one source: `look` at each, then `finish` what is pending."""

    def __init__(self, memory: Memory, standing: Iterable[Standing], current: Current) -> None:
        self._memory = memory
        self._current = current
        self._standing = {post.path: post for post in standing}
        self._live = {post.path for post in self._standing.values() if post.is_live}
        self._shelf = Shelf(self._standing.values())
        self._strays = Strays(self._standing.values(), {record.path for record in memory.records})
        self._titled = {
            (record.title.casefold(), record.lang): record
            for record in memory.records
            if record.path in self._standing and record.title
        }
        self._links = InnerLinks()
        self._first = FirstReading((), (), ())

    def begin(self, arrivals: Iterable[Arrival], terms: Terms, pictures: Pictures) -> None:
        """Before the texts of a source are looked at: which there are, so that they can point to each other."""
        self._memory.begin()
        self._pictures = pictures
        self._terms = terms
        arrivals = tuple(arrivals)
        self._present = frozenset(arrival.item.key for arrival in arrivals)
        self._links = InnerLinks()
        self._first = FirstReading(arrivals, self._memory.records, self._memory.left)
        for arrival in arrivals:
            self._links.announce(arrival)
        origins = {arrival.origin for arrival in arrivals}
        for record in self._memory.records:
            self._shelf.join(record.group, _stem(record.path, record.lang))
            if record.origin in origins and record.path in self._live:
                self._links.stands(record.link, record.path)

    def look(self, arrival: Arrival) -> Decision | Pending:
        """Decides what can be decided from the text alone."""
        arrival = self._told_apart(arrival)
        item = arrival.item
        record = self._memory.find(arrival.origin, item, self._present, link_is_its_own=arrival.link_is_its_own)
        how = seen.how_hash(item, (*self._terms.options, arrival.source_lang))
        path = self._stands(record, arrival) if record else ""
        if record:
            self._first.met(arrival)
        if record and self._is_settled(arrival, record, how, path):
            self._links.lead(arrival.name, path if path in self._live else "")
            how = how if _is_owner(record, arrival) else record.how
            return self._same(arrival, replace(record, how=how, path=path or record.path), record)
        shown = Shown(self._pictures, item, record.pictures if record else {})
        leads = self._links.resolver(item, self._known)
        try:
            declared = SourceLanguage(arrival.source_lang, is_declared=arrival.is_feed)
            text = understanding.understand(
                item, declared, self._terms, lambda target: shown.link(target) or leads(target), shown.picture
            )
        except SourceRefused as refused:
            return _skipped(item, refused)
        text = replace(text, warnings=(*text.warnings, *shown.warnings()))
        return self._pending(arrival, text, shown, replace(record, path=path) if record else None, how)

    def finish(self, pending: Pending) -> Decision:
        """Decides the rest, now that every text has its place."""
        decision = self._finished(pending)
        if decision.content and (record := decision.record):  # the next source may have its like, or point to it
            if record.title:
                self._titled.setdefault((record.title.casefold(), record.lang), record)
            (self._live.add if pending.is_live else self._live.discard)(record.path)
        return decision

    def _finished(self, pending: Pending) -> Decision:
        content = self._content(pending, pending.place)
        if pending.record and pending.record.path and pending.record.path != pending.place.path:
            return self._moved(pending, pending.record, content)
        standing = self._current(pending.place.path) if pending.record or pending.is_adopted else None
        if standing is None:
            return self._written("new", self._compared(pending), content)
        if pending.record is None:
            return self._adopted(pending, content, standing)
        written = pending.record.written
        is_reviewed = not composing.has_themes(content) and seen.is_reviewed(standing, written)
        ours = composing.with_ours(pending.place.path, content, standing, is_reviewed=is_reviewed)
        if ours == standing:
            return self._same(pending.arrival, self._record(pending, content), pending.record)
        if is_reviewed or seen.file_hash(standing) == written:
            return replace(self._written("updated", pending, ours), record=self._record(pending, content))
        return self._touched(pending, pending.record)

    def old(self, arrivals: Iterable[Arrival]) -> set[seen.Name]:
        """Those that were there before their feed was first read, once all of them have been looked at."""
        return {seen.name(arrival.origin, arrival.item) for arrival in arrivals if self._first.is_old(arrival)}

    # look

    def _told_apart(self, arrival: Arrival) -> Arrival:
        """The arrival without its key where another text has the same: its record would replace that one's."""
        named = self._memory.named(arrival.origin, arrival.item.key) if arrival.item.key else None
        if named is not None and seen.is_another(named, arrival.item):
            return replace(arrival, item=replace(arrival.item, key=""))
        return arrival

    def _is_settled(self, arrival: Arrival, record: Record, how: str, path: str) -> bool:
        """Whether nothing is to be done: nothing changed, it is another source's, or a feed's that was deleted here."""
        if not path:
            return arrival.is_feed
        is_same = record.how == how and Shown(self._pictures, arrival.item, record.pictures).stands()
        return is_same or not _is_owner(record, arrival)

    def _pending(self, arrival: Arrival, text: Understood, shown: Shown, record: Record | None, how: str) -> Pending:
        if text.dated and record and record.dated:
            text = replace(text, day=date.fromisoformat(record.dated))
        place, is_adopted = self._place(arrival, text, record if record and record.path else None)
        if is_adopted:
            self._first.met(arrival)
        if is_adopted and text.dated:
            # An interrupted run has given a day to a text without one.
            text = replace(text, day=composing.day(self._current(place.path) or "") or text.day)
        is_live = not arrival.item.is_draft and text.is_out(self._terms.as_of)
        self._links.lead(arrival.name, place.path if is_live else "")
        return Pending(
            arrival=arrival, text=text, shown=shown, place=place, how=how, record=record, is_adopted=is_adopted,
            is_live=is_live,
        )  # fmt: skip

    def _stands(self, record: Record, arrival: Arrival) -> str:
        """Where the post of `record` is now, if it was not deleted; a post may have been renamed."""
        if record.path in self._standing or self._current(record.path) is not None:
            return record.path
        renamed = self._strays.find(arrival, plain.title(record.title), record.lang)
        return renamed.path if renamed else ""

    def _known(self, key: str) -> str:
        """The post of a file that was taken in before, where readers can see it."""
        record = self._memory.named("files", key)
        return record.path if record and record.path in self._live else ""

    def _place(self, arrival: Arrival, text: Understood, record: Record | None) -> tuple[Place, bool]:
        """Where the text belongs: where it is, where a lost memory left it, else a new place."""
        found = self._strays.take(arrival, text.title, text.lang)
        standing = record.path if record and record.lang == text.lang else "" if record else found
        if standing:
            place = self._here(standing, text.lang)
            self._shelf.join(arrival.item.group, place.stem)
            return place, not record
        if record and record.path in self._standing:
            self._shelf.release(self._standing[record.path])
        wish = arrival.item.slug or text.title
        return self._shelf.place(wish, text.lang, arrival.item.group), False

    def _here(self, path: str, lang: str) -> Place:
        standing = self._standing.get(path)
        stem = _stem(path, lang)
        return Place(path=path, stem=stem, slug=standing.slug if standing else stem)

    # finish

    def _content(self, pending: Pending, place: Place) -> str:
        text = replace(pending.text, markdown=self._links.filled(pending.text.markdown))
        arrival = pending.arrival
        source = seen.source_name(arrival.origin, arrival.item)
        stood = pending.record.path if pending.record else place.path if pending.is_adopted else ""
        standing = self._current(stood) if stood else None
        is_old = self._first.is_old(arrival) if standing is None else composing.is_old(standing)
        return composing.compose(text, place, source, is_draft=arrival.item.is_draft, is_old=is_old)

    def _adopted(self, pending: Pending, content: str, standing: str) -> Decision:
        """A post of this source that nobody remembers: a run was interrupted, or the memory is lost."""
        ours = composing.with_ours(pending.place.path, content, standing)
        if ours == standing or seen.is_reviewed(standing, seen.file_hash(content)):
            return self._same(pending.arrival, self._record(pending, content), None)
        arrival = pending.arrival
        if (arrival.item.link and arrival.link_is_its_own) or (arrival.item.key and arrival.origin != "files"):
            record = replace(self._record(pending, content), written="")
            message = "stands there already, in other words; it is left as it is"
            warning = PostWarning("left-as-is", message)
            return replace(self._same(arrival, record, None), warnings=(warning,))
        place = self._shelf.place(arrival.item.slug or pending.text.title, pending.text.lang, arrival.item.group)
        return self._written("new", replace(pending, place=place, is_adopted=False), self._content(pending, place))

    def _compared(self, pending: Pending) -> Pending:
        """With a warning where another source has brought a post of the same title: blogs are sent as letters, too."""
        twin = self._titled.get((pending.arrival.item.title.casefold(), pending.text.lang))
        if twin is None or twin.origin == pending.arrival.origin:
            return pending
        message = f"has the title of {twin.path}; if it is the same text, delete one of them: else it counts twice"
        warning = PostWarning("same-title", message)
        return replace(pending, text=replace(pending.text, warnings=(*pending.text.warnings, warning)))

    def _moved(self, pending: Pending, was: Record, content: str) -> Decision:
        """The language is another one now: the file gets another name, if nobody touched it."""
        old = self._current(was.path)
        if old is None or seen.file_hash(old) != was.written:
            return self._touched(pending, was)
        return replace(self._written("updated", pending, content), replaces=was.path)

    def _touched(self, pending: Pending, was: Record) -> Decision:
        text = seen.text_hash(pending.arrival.item)
        record = replace(was, how=pending.how, text=text, pictures=pending.shown.asked)
        message = "changed at its source and was edited here; your version stays as it is"
        return replace(self._same(pending.arrival, record, was), warnings=(PostWarning("left-as-is", message),))

    def _same(self, arrival: Arrival, record: Record, was: Record | None) -> Decision:
        return Decision(
            status="unchanged",
            where=arrival.item.where,
            title=record.title,
            path=record.path,
            lang=record.lang,
            record=_renamed(record, arrival),
            was=was,
        )

    def _written(self, status: Status, pending: Pending, content: str) -> Decision:
        return Decision(
            status=status,
            where=pending.arrival.item.where,
            title=pending.text.title,
            path=pending.place.path,
            lang=pending.text.lang,
            warnings=pending.text.warnings,
            left=pending.text.left,
            cut=pending.text.cut,
            pictures=pending.shown.taken(content),
            content=content,
            record=self._record(pending, content),
            was=pending.record,
        )

    def _record(self, pending: Pending, content: str) -> Record:
        item, text = pending.arrival.item, pending.text
        return Record(
            origin=pending.arrival.origin,
            key=item.key,
            link=item.link,
            title=item.title,
            day=item.day,
            text=seen.text_hash(item),
            how=pending.how,
            path=pending.place.path,
            written=seen.file_hash(content),
            lang=text.lang,
            group=item.group,
            dated=text.day.isoformat() if text.dated and text.day else "",
            is_excerpt=item.is_excerpt,
            pictures=pending.shown.asked,
        )


def _skipped(item: Item, refused: SourceRefused) -> Decision:
    reason = "; ".join(problem.message for problem in refused.problems)
    line, column = refused.problems[0].line, refused.problems[0].column
    found = Decision(status="skipped", where=item.where, title=item.title, reason=reason, warnings=item.warnings)
    return replace(found, line=line, column=column)


def _is_owner(record: Record, arrival: Arrival) -> bool:
    """Whether a source may change the post: the one it came from, its feed at a new address, or one with more of it."""
    if record.origin == arrival.origin or (record.is_excerpt and not arrival.item.is_excerpt):
        return True
    moved = arrival.is_feed and record.origin.startswith("http") and record.key == arrival.item.key
    return moved and bool(record.key)


def _renamed(record: Record, arrival: Arrival) -> Record:
    """The record with what its source calls it now: guids change and links move. Another source's name is kept."""
    if record.origin != arrival.origin:
        return record
    return replace(record, key=arrival.item.key or record.key, link=arrival.item.link or record.link)


def _stem(path: str, lang: str) -> str:
    return posixpath.basename(path).removesuffix(".md").removesuffix(f".{lang}")
