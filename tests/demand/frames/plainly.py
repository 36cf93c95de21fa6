"""Leads of every kind, as frames and as the report has them; and the aggregates once more, lead by lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import numpy as np

from pipeline.demand import leads
from pipeline.demand.credit import journeys, models, paths
from pipeline.demand.credit.paths import SEPARATOR, Path
from pipeline.demand.frames.facts import Facts, Window
from pipeline.demand.ledger import Ledger, Piece
from pipeline.edges.database.arrow import SCHEMAS
from pipeline.edges.engines.engine import Engine
from pipeline.model.config import ReportSection
from pipeline.model.people import NETWORK, STAGES, Lead, StageChange, Touch
from pipeline.model.theme import Catalogue, Offer

START, UNTIL = date(2026, 1, 1), date(2026, 6, 30)
WINDOW = Window(START, UNTIL, 90)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHANNELS = ("network", "search", "blog", "newsletter", "direct", "o'brien > sons")
LANGS = ("de", "en", "")
POSTS = 12


def ledger(number: int, seed: int = 1) -> Ledger:
    """So many leads, from before, in and after the period, with every stage and touches of every age."""
    rng = np.random.default_rng(seed)
    pieces = [
        Piece(key=f"post-{i}", published=START, themes={f"theme-{i % 4}": 0.7, f"theme-{(i + 1) % 4}": 0.3})
        for i in range(POSTS - 2)
    ] + [Piece(key=f"post-{POSTS - 2}", published=START, themes={})]
    offer = Offer(id="review", name={}, price=3500.0)
    return Ledger(
        start=START,
        until=UNTIL,
        as_of=UNTIL,
        catalogue=Catalogue({}, {offer.id: offer}, {}),
        settings=ReportSection(look_back_days=WINDOW.look_back_days),
        pieces=tuple(pieces),
        leads=tuple(_lead(rng, i + 1) for i in range(number)),
        asked={},
        efforts=(),
        views=(),
    )


def frames(engine: Engine, known: Ledger) -> Facts:
    """The ledger as frames of an engine, as they would come from the database."""
    named = [(lead.id or 0, lead) for lead in known.leads]
    touches = [
        (key, place, _us(touch.at), touch.channel, touch.post or "")
        for key, lead in named
        for place, touch in enumerate(lead.touches)
    ]
    asked = [
        (key, _us(lead.received_at), lead.channel, lead.offer or "", lead.value or 0.0, int(lead.value is not None))
        for key, lead in named
    ]
    stages = [(key, change.stage, (change.on - EPOCH.date()).days) for key, lead in named for change in lead.stages]
    tags = [(piece.key, theme, weight) for piece in known.pieces for theme, weight in piece.themes.items()]
    offers = [(offer.id, offer.price) for offer in known.catalogue.offers.values()]
    return Facts(
        touches=engine.rows(touches, SCHEMAS["touches"]),
        leads=engine.rows(asked, SCHEMAS["leads"]),
        stages=engine.rows(stages, SCHEMAS["stages"]),
        addresses=engine.rows(
            [(f"post-{i}", f"post-{i}", lang_of(i)) for i in range(POSTS)],
            {"address": "text", "post": "text", "lang": "text"},
        ),
        tags=engine.rows(tags, {"post": "text", "theme": "text", "weight": "float"}),
        offers=engine.rows(offers, {"offer": "text", "price": "float"}),
        calendar=engine.rows(list(WINDOW.months().items()), {"day": "int", "month": "text"}),
    )


def touches(known: Ledger) -> dict[tuple[str, str, str, str], float]:
    """Touches by theme, channel, lang and month."""
    themes = {piece.key: piece.themes for piece in known.pieces}
    found: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for touch in (touch for lead in known.leads for touch in lead.touches):
        if known.holds(touch.at.date()):
            for theme, weight in themes.get(touch.post or "", {}).items():
                lang = lang_of(int((touch.post or "").removeprefix("post-")))
                found[theme, touch.channel, lang, f"{touch.at:%Y-%m}"] += weight
    return dict(found)


def content_leads(known: Ledger) -> dict[str, float]:
    """Qualified leads that met each theme, as the report counts them."""
    counted = [lead for lead in leads.counted(known) if known.holds(lead.qualified)]
    return _summed(lead.met for lead in counted)


def content_credit(known: Ledger, model: str) -> dict[str, float]:
    """Credit of each theme: that of each post, were posts channels, split by their tags; none for the network."""
    themes = {piece.key: piece.themes for piece in known.pieces}
    table = []
    for lead in known.leads:
        visits = {
            (touch.at, touch.channel, touch.post): touch for touch in lead.touches if themes.get(touch.post or "")
        }
        seen = list(visits.values())
        table.append(
            Path(
                channels=tuple(touch.post or "" for touch in seen),
                conversions=float(lead.channel != NETWORK and _converts(known, lead)),
                ages_days=tuple((lead.received_at - touch.at) / timedelta(days=1) for touch in seen),
            )
        )
    by_post = models.credit(table, WINDOW.look_back_days).models[model]
    return _summed(
        {theme: share * by_post.get(post, 0.0) for theme, share in of.items()} for post, of in themes.items()
    )


def path_rows(known: Ledger) -> dict[str, tuple[float, float, float]]:
    """The path table as the report makes it of leads, equal paths in one row."""
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for lead in known.leads:
        if lead.channel == NETWORK or not journeys.counts(lead, known):
            continue
        (path,) = paths.within([journeys.path(lead, known)], WINDOW.look_back_days)
        if path.channels:
            row = found[SEPARATOR.join(path.channels)]
            for place, number in enumerate((path.conversions, path.value, path.nulls)):
                row[place] += number
    return {path: (row[0], row[1], row[2]) for path, row in found.items()}


def lang_of(post: int) -> str:
    """The language of a post's address."""
    return LANGS[post % len(LANGS)]


def _lead(rng: np.random.Generator, number: int) -> Lead:
    received = datetime(2025, 11, 1, tzinfo=UTC) + timedelta(seconds=int(rng.integers(300 * 86400)))
    noted = received.date() + timedelta(days=int(rng.integers(-1, 2)))  # in the zone of whoever wrote it down
    stages = [StageChange("inquiry", noted)]
    for stage in STAGES[1 : 1 + int(rng.integers(5))]:
        stages.append(StageChange(stage, stages[-1].on + timedelta(days=int(rng.integers(30)))))
    met = [_touch(rng, received) for _ in range(int(rng.integers(7)))]
    met += met[: int(rng.random() < 0.3)]  # a visit recorded twice
    met.sort(key=lambda touch: (touch.at, touch.channel))
    return Lead(
        id=number,
        external_id=str(number),
        received_at=received,
        stages=tuple(stages),
        channel=CHANNELS[int(rng.integers(3))],
        offer=("review", "unknown", None)[int(rng.integers(3))],
        value=float(rng.integers(9000)) if rng.random() < 0.4 else None,
        touches=tuple(met),
    )


def _touch(rng: np.random.Generator, received: datetime) -> Touch:
    age = timedelta(microseconds=int(rng.integers(-10 * 86_400_000_000, 130 * 86_400_000_000)))
    edge = (timedelta(0), timedelta(days=90), timedelta(days=90, microseconds=1), timedelta(microseconds=-1))
    if rng.random() < 0.2:
        age = edge[int(rng.integers(4))]
    post = f"post-{int(rng.integers(POSTS + 1))}" if rng.random() < 0.8 else None
    return Touch(at=received - age, channel=CHANNELS[int(rng.integers(1, len(CHANNELS)))], post=post)


def _converts(known: Ledger, lead: Lead) -> bool:
    return lead.received_on <= known.until and known.holds(leads.qualified_on(lead))


def _summed(shares: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for share in shares:
        for theme, part in share.items():
            total[theme] += part
    return dict(total)


def _us(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
