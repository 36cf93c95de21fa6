"""The facts behind the report: what the workspace published, and what the database knows of leads, hours and views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from pipeline.audience import companies
from pipeline.demand import periods
from pipeline.demand.ledger import Ledger, Piece, Weights, Wished
from pipeline.edges.database import effort, leads, traffic
from pipeline.edges.language import Detector
from pipeline.model.language import Guess, nearest
from pipeline.model.people import Effort, Lead, PageViews, Wish
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Catalogue, Tag
from pipeline.model.workspace import Workspace
from pipeline.posts.addresses import Addresses
from pipeline.runs import semantic, store, today, wishing
from pipeline.runs.content import Content

Kept = TypeVar("Kept", Effort, Lead)
_AT_LEAST = timedelta(days=180)

Span = tuple[date | None, date | None]
"""First and last day of a period, each as far as it was said."""


def read(workspace: Workspace, content: Content, span: Span = (None, None), only: int | None = None) -> Ledger:
    """The ledger of a period that ends with `as_of` at the latest.

    `only` is the one lead whose message is read, for callers that ask about no other: reading all of them takes time.
    """
    with store.reading(workspace) as connection:
        known = tuple(_with_channel(lead, workspace.catalogue) for lead in leads.leads(connection))
        efforts = tuple(_with_channel(spent, workspace.catalogue) for spent in effort.efforts(connection))
        wishes = wishing.known(connection)
        views = traffic.page_views(connection)
    if span[0] is not None:
        today.not_ahead(workspace, span[0])
    addresses = Addresses(content.groups)
    until = min(span[1] or workspace.as_of, workspace.as_of)
    known_then = [row for row in views if row.until <= until]  # a longer export of later on stands for none of then
    pieces = tuple(_pieces(content, until))
    asking = known if only is None else tuple(lead for lead in known if lead.id == only)
    heard = _heard(workspace, asking)
    found = Ledger(
        start=until,
        until=until,
        as_of=workspace.as_of,
        catalogue=workspace.catalogue,
        settings=workspace.config.report,
        pieces=pieces,
        leads=tuple(_with_language(_with_posts(one, addresses), heard, workspace.config.languages) for one in known),
        asked=_asked(workspace, content, asking, heard, every=only is None),
        efforts=efforts,
        views=periods.of_one_counter(_of_posts(periods.joined(known_then), addresses, pieces, until)),
        segments=workspace.config.segments,
        wishes=tuple(_wished(workspace, wishes)),
    )
    return replace(found, start=span[0] or _first_day(found, _done(workspace.catalogue, efforts)))


def _with_channel(found: Kept, catalogue: Catalogue) -> Kept:
    """The same with the id of its channel, where it was kept by what channels.toml calls it."""
    meant = next((one.id for one in catalogue.channels.values() if one.block and one.block == found.channel), None)
    return replace(found, channel=meant) if meant else found


def _pieces(content: Content, until: date) -> Iterable[Piece]:
    """The posts; a translation that comes out after `until` took no time yet."""
    for group in content.groups:
        langs = _published(group)
        if langs:
            written = [group.posts[lang].minutes for lang, day in langs.items() if day <= until]
            timed = [minutes for minutes in written if minutes is not None]
            yield Piece(
                key=group.key,
                published=min(langs.values()),
                themes=_weights(content.tags[group.key]),
                minutes=sum(timed) if timed else None,
                langs=langs,
            )


def _published(group: TranslationGroup) -> dict[str, date]:
    """The first day on which each of its posts could be read, by language."""
    live = {lang: post for lang, post in group.posts.items() if post.status == "published"}
    return {lang: day for lang, post in live.items() if (day := post.comes_out)}


def _weights(tags: Iterable[Tag]) -> Weights:
    return {tag.theme: tag.weight for tag in tags}


def _first_day(ledger: Ledger, done: Iterable[date]) -> date:
    """Where a period begins that nobody gave a beginning: with the first thing that was `done` and noted, an hour or a
    promotion, never with what came of it. It has half a year at least, as far as there are posts or inquiries: what was
    noted only lately says nothing of what was done before.

    Where nothing was noted, posts alone begin nothing: before the first inquiry, and what may have led to it, there is
    no record of whether they drew anybody.
    """
    until = ledger.until
    post = min((piece.published for piece in ledger.pieces if piece.published <= until), default=until)
    inquiry = min((day for lead in ledger.leads if (day := lead.received_on) <= until), default=until)
    led_to_it = inquiry - timedelta(days=ledger.settings.look_back_days)
    begun = min((day for day in done if day <= until), default=min(inquiry, max(post, led_to_it)))
    return min(begun, max(min(post, inquiry), until - _AT_LEAST))


def _done(catalogue: Catalogue, efforts: Iterable[Effort]) -> Iterator[date]:
    yield from (period.start for theme in catalogue.themes.values() for period in theme.promoted)
    yield from (entry.on for entry in efforts if not entry.billable)


def _heard(workspace: Workspace, known: Iterable[Lead]) -> Mapping[int, Guess]:
    """What language each lead's message seems to be in."""
    detect = Detector(workspace.config.languages)
    return {lead.id: detect(lead.message) for lead in known if lead.id is not None and lead.message.strip()}


def _asked(
    workspace: Workspace, content: Content, known: Iterable[Lead], heard: Mapping[int, Guess], *, every: bool
) -> Mapping[int, Weights]:
    """The themes of each lead's message, tagged in its own language by what the posts teach."""
    asked: dict[int, Weights] = {}
    with semantic.of_messages(workspace, every=every) as encode:
        tagger = content.tags.tagger.reading(encode) if heard else None
        for lead in known:
            if tagger is not None and lead.id is not None and lead.id in heard:
                guess = heard[lead.id]
                lang = guess.lang or lead.lang or guess.best or workspace.config.languages[0]
                said = companies.unsigned(lead.message, lead.email, lead.company, lead.name)
                asked[lead.id] = _weights(tagger.text(said, lang))
    return asked


def _wished(workspace: Workspace, wishes: Iterable[Wish]) -> Iterator[Wished]:
    """The wishes with the themes that their words name: the words stay behind."""
    for wish, _lang, tags in wishing.tagged(workspace, wishes):
        yield Wished(wish.on, wish.count, _weights(tags))


def _with_language(lead: Lead, heard: Mapping[int, Guess], ours: Sequence[str]) -> Lead:
    """The lead with the language that it is said to speak, or that of ours for it (de-at → de), else the one that its
    message is surely in.
    """
    guess = heard.get(lead.id) if lead.id is not None else None
    said = lead.lang or (guess.lang if guess else None)
    return replace(lead, lang=said and (nearest(said, ours) or said))


def _with_posts(lead: Lead, addresses: Addresses) -> Lead:
    """The lead with the posts of its touches as translation keys; a touch of anything else keeps no post."""
    touches = tuple(replace(touch, post=addresses.key(touch.post) if touch.post else None) for touch in lead.touches)
    return replace(lead, touches=touches)


def _of_posts(
    views: Iterable[PageViews], addresses: Addresses, pieces: Iterable[Piece], until: date
) -> Iterable[PageViews]:
    """The views of posts that had come out by `until`: one that got a later day, or is a draft again, is not there."""
    out = {piece.key for piece in pieces if piece.published <= until}
    for row in views:
        key = addresses.key(row.path)
        if key in out:
            yield replace(row, path=key, lang=addresses.lang(row.path))
