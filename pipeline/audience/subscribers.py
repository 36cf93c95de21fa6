"""Tables of any known shape → subscribers, one an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pipeline.audience import leavers, plain_subscribers
from pipeline.audience.programs import beehiiv, buttondown, ghost, listmonk, mailchimp, mailpoet, substack, wix
from pipeline.model import day_range, mappings, plural, table, theme_names
from pipeline.model.line import quoted
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Reject, Subscriber
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError, Table
from pipeline.model.theme import Theme


def _of_readers(_path: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A shape of table that is known: how it is told by its columns, and what a row says (None: nothing of a reader);
    dates up to a last day.

    `of_strangers` tells by its path whether a file holds contacts who never asked for letters. `unread` are columns of
    a list of somebody's own (`is_ours`) that nobody reads, `doubtful` those of a mapped table that may say who has
    left; what other programs export besides is no news.
    """

    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, date], Subscriber | None]
    of_strangers: Callable[[str], bool] = _of_readers
    unread: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The subscribers in a table, the rows that cannot be taken, by line, and what deserves a look."""

    people: tuple[Subscriber, ...]
    rejects: tuple[Reject, ...] = ()
    remarks: tuple[str, ...] = ()


# A new format is a file and a line here. Our own list is the least particular: saved mappings come before it.
FORMATS: tuple[Format, ...] = (
    Format("listmonk (uuid, email, name, attributes, status)", listmonk.is_listmonk, listmonk.subscriber),
    Format("Substack (email, active_subscription, email_disabled)", substack.is_substack, substack.subscriber),
    Format(
        "Mailchimp (Email Address, MEMBER_RATING, LEID)",
        mailchimp.is_mailchimp,
        mailchimp.subscriber,
        of_strangers=mailchimp.is_of_strangers,
    ),
    Format("Ghost (email, subscribed_to_emails, labels)", ghost.is_ghost, ghost.subscriber),
    Format("Buttondown (email, type, metadata, tags)", buttondown.is_buttondown, buttondown.subscriber),
    Format("beehiiv (email, status, tier, created_at, unsubscribed_at)", beehiiv.is_beehiiv, beehiiv.subscriber),
    Format("MailPoet (Email, Global status, List status, List)", mailpoet.is_mailpoet, mailpoet.subscriber),
    Format("Wix contacts (Email 1, Email subscriber status)", wix.is_wix, wix.subscriber),
)


def recognised(found: Table, known: Iterable[ColumnMapping] = ()) -> Format | None:
    """The format of a table, that of a saved mapping included, or None."""
    for one in FORMATS:
        if one.recognises(found.columns):
            return one
    saved = mappings.fitting((one for one in known if one.about == "subscribers"), found.headers)
    if saved is not None:
        return mapped(saved, found)
    ours = plain_subscribers.mapping(found)
    if ours is None:
        return None
    return replace(mapped(ours, found), unread=plain_subscribers.unread(found.headers, ours.columns.values()))


def mapped(mapping: ColumnMapping, found: Table) -> Format:
    """The format of a table whose columns a mapping names: what it does not name is not read, whatever it says."""
    theirs = frozenset(column.casefold() for column in mapping.columns.values())

    def read(record: Record, latest: date) -> Subscriber:
        values = {ours: record[column] for ours, column in mapping.columns.items()}
        try:
            return plain_subscribers.subscriber(replace(record, values=values), latest)
        except RowError as refused:
            raise RowError(mappings.in_their_words(str(refused), mapping)) from refused

    doubtful = leavers.doubtful(found, plain_subscribers.unread(found.headers, mapping.columns.values()))
    return Format(mapping.name, lambda columns: theirs <= columns, read, doubtful=doubtful, is_ours=True)


def read(found: Table, shape: Format, as_of: date, known: Mapping[str, Theme]) -> Reading:
    """The subscribers in a table of this shape, and of the themes that they want those that are `known`."""
    if shape.of_strangers(found.path):
        return Reading((), (), (f"{found.path}: holds contacts who never asked for letters; none of them was taken",))
    records, malformed = table.records(found)
    numbered, unreadable = table.taken(records, partial(_numbered, shape, day_range.latest(as_of)))
    people, repeated = _once(found.path, [(line, person) for line, person in numbered if person is not None])
    rejects = table.by_line(malformed, unreadable, repeated)
    unknown: Counter[str] = Counter()
    themed = tuple(_themed(person, known, unknown) for person in people)
    strangers = sum(person is None for _, person in numbered)
    remarks = (*_of_strangers(strangers), *_remarks(shape, known, unknown))
    return Reading(themed, rejects, tuple(f"{found.path}: {said}" for said in remarks))


def _of_strangers(number: int) -> Iterable[str]:
    if number:
        yield f"{plural.of(number, 'contact')} never asked for letters, and none of them was taken"


def _numbered(known: Format, latest: date, record: Record) -> tuple[int, Subscriber | None]:
    return record.line, known.read(record, latest)


def _themed(person: Subscriber, known: Mapping[str, Theme], unknown: Counter[str]) -> Subscriber:
    """The person with only those themes that exist: one that does not would keep every letter with a theme away."""
    if not person.themes:
        return person
    named = {text: theme_names.named(text, known) for said in person.themes for text in _names_in(said, known)}
    unknown.update(text for text, theme in named.items() if theme is None)
    return replace(person, themes=tuple(dict.fromkeys(theme for theme in named.values() if theme)))


def _names_in(said: str, known: Mapping[str, Theme]) -> Sequence[str]:
    """A theme's name may have blanks; ids may be parted by blanks alone."""
    return (said,) if theme_names.named(said, known) else said.split()


def _remarks(shape: Format, known: Mapping[str, Theme], unknown: Counter[str]) -> Iterable[str]:
    for text, number in sorted(unknown.items()):
        mend = suggestion(text, known) or "; describe it in content/themes.toml, and import this again"
        yield f"the theme {quoted(text)} of {plural.of(number, 'subscriber')} is not known, and left out{mend}"
    if shape.doubtful:
        yield f"{_in_quotes(shape.doubtful)} may say who has left, and was not read; map it where it does"
    if shape.unread:
        yield f"not read: {plural.of(len(shape.unread), 'column')}, {', '.join(shape.unread)}"


def _in_quotes(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _once(path: str, numbered: Sequence[tuple[int, Subscriber]]) -> tuple[tuple[Subscriber, ...], list[Reject]]:
    """Each address once. The first row counts; but who unsubscribed under any spelling is unsubscribed."""
    first: dict[str, tuple[int, Subscriber]] = {}
    rejects: list[Reject] = []
    for line, person in numbered:
        if person.email not in first:
            first[person.email] = (line, person)
            continue
        earlier, kept = first[person.email]
        reason = f"the same address as in line {earlier}, perhaps in other letters; keep one of them"
        if person.state == "unsubscribed" != kept.state:
            first[person.email] = (earlier, replace(kept, state="unsubscribed"))
            reason += " (here it is unsubscribed, and so it was taken)"
        rejects.append(Reject(path, line, reason))
    return tuple(person for _, person in first.values()), rejects
