"""Touches, content credit and paths by an engine; and all tables of the report as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.demand import tabular
from pipeline.demand.columns import Kind
from pipeline.demand.frames import attention, content, paths
from pipeline.demand.frames.facts import Facts, Frame, Window
from pipeline.demand.ledger import Ledger
from pipeline.demand.tabular import FlatTable
from pipeline.edges import files
from pipeline.edges.database import arrow
from pipeline.edges.engines import opening
from pipeline.edges.engines.engine import Engine
from pipeline.model import table
from pipeline.model.post import TranslationGroup
from pipeline.model.workspace import Workspace
from pipeline.posts.addresses import Addresses
from pipeline.runs import store
from pipeline.runs.content import Content

TOUCHES: Mapping[str, Kind] = {
    "theme": "text", "channel": "text", "lang": "text", "month": "text", "touches": "float",
}  # fmt: skip
CONTENT: Mapping[str, Kind] = {"theme": "text", "content_leads": "float", **dict.fromkeys(content.MODELS, "float")}
PATHS: Mapping[str, Kind] = {
    "path": "text", "total_conversions": "int", "total_conversion_value": "float", "total_null": "int",
}  # fmt: skip

_DIGITS = 6  # engines add up in any order; beyond these digits the same facts would not give the same bytes


@dataclass(frozen=True, slots=True)
class Aggregates:
    """What an engine counted: touches of content, what content drew, and the paths that leads took.

    Rows have the columns of TOUCHES, CONTENT and PATHS, and are sorted.
    """

    touches: tuple[tuple[Any, ...], ...]
    content: tuple[tuple[Any, ...], ...]
    paths: tuple[tuple[Any, ...], ...]


def aggregate(workspace: Workspace, ledger: Ledger, posts: Content, engine: str | None = None) -> Aggregates:
    """The aggregates of the ledger's period, computed where `engine` says: `duckdb` unless it names a Spark master.

    The rows go from the database to the engine as Arrow: what is big never becomes Python objects. Raises EngineError
    and StoreError.
    """
    with store.reading(workspace):
        pass  # brings an older database to the tables that are read below
    counting = opening.opened(engine or opening.EMBEDDED)
    window = Window(ledger.start, ledger.until, ledger.settings.look_back_days)
    with counting as opened, arrow.reading(workspace.config.database.url, workspace.root) as database:
        loaded = {}
        for name, schema in arrow.SCHEMAS.items():
            with database.stream(name) as stream:
                loaded[name] = opened.arrow(stream, schema)
        known = _facts(opened, loaded, posts, ledger, window)
        return computed(opened, known, window)


def computed(engine: Engine, known: Facts, window: Window) -> Aggregates:
    """The aggregates of facts that the engine holds already."""
    names = sorted(name for (name,) in engine.fetched(known.touches.select("channel").unique()))
    return Aggregates(
        touches=_sorted(engine, attention.touches_by_theme(known, window), TOUCHES),
        content=_sorted(engine, content.content_by_theme(known, window), CONTENT),
        paths=_sorted(engine, paths.path_table(known, window, names, engine.paths), PATHS),
    )


def as_json(found: Aggregates) -> dict[str, list[dict[str, Any]]]:
    """For the report's JSON: touches and content credit. Paths are a table for `leitmotiv credit`."""
    return {
        "touches": [dict(zip(TOUCHES, row, strict=True)) for row in found.touches],
        "content_credit": [dict(zip(CONTENT, row, strict=True)) for row in found.content],
    }


def tables(report: Mapping[str, Any], found: Aggregates) -> tuple[FlatTable, ...]:
    """Every table there is: the sections of the report's JSON, and the aggregates, which stand there even if empty."""
    counted = (
        FlatTable("touches", TOUCHES, found.touches),
        FlatTable("content_credit", CONTENT, found.content),
        FlatTable("paths", PATHS, found.paths),
    )
    names = {flat.name for flat in counted}
    return (*(section for section in tabular.of_report(report) if section.name not in names), *counted)


def write_tables(report: Mapping[str, Any], found: Aggregates, folder: str) -> tuple[str, ...]:
    """Writes each table as CSV and as Parquet into `folder`; answers the names of the tables.

    paths.csv is what `leitmotiv credit` reads.
    """
    from pipeline.edges.engines import duck

    written: dict[str, bytes] = {}
    flats = tables(report, found)
    with duck.opened() as engine:
        for flat in flats:
            rows = ([tabular.written(cell) for cell in row] for row in flat.rows)
            written[f"{flat.name}.csv"] = table.written(flat.schema, rows)
            written[f"{flat.name}.parquet"] = engine.parquet_bytes(flat.rows, flat.schema)
    for name, content_of_file in written.items():
        files.write_atomic("", str(Path(folder, name)), content_of_file)
    return tuple(flat.name for flat in flats)


def _facts(engine: Engine, loaded: Mapping[str, Frame], posts: Content, ledger: Ledger, window: Window) -> Facts:
    """The frames out of the database beside those that only the workspace knows."""
    met = [address for (address,) in engine.fetched(loaded["touches"].select("address").unique())]
    tags = [(piece.key, theme, weight) for piece in ledger.pieces for theme, weight in piece.themes.items()]
    offers = [(offer.id, offer.price) for offer in ledger.catalogue.offers.values() if offer.price is not None]
    return Facts(
        touches=loaded["touches"],
        leads=loaded["leads"],
        stages=loaded["stages"],
        addresses=engine.rows(_resolved(met, posts.groups), {"address": "text", "post": "text", "lang": "text"}),
        tags=engine.rows(tags, {"post": "text", "theme": "text", "weight": "float"}),
        offers=engine.rows(offers, {"offer": "text", "price": "float"}),
        calendar=engine.rows(list(window.months().items()), {"day": "int", "month": "text"}),
    )


def _resolved(met: Iterable[str], groups: Iterable[TranslationGroup]) -> Iterator[tuple[str, str, str]]:
    """Address, post and language of every address that means a post.

    The language is the one whose posts alone have this address, else the one that it begins with.
    """
    groups = tuple(groups)
    everywhere = Addresses(groups)
    languages = {lang for group in groups for lang in group.posts}
    of_language = {
        lang: Addresses(TranslationGroup(g.key, {lang: g.posts[lang]}) for g in groups if lang in g.posts)
        for lang in sorted(languages)
    }
    for address in met:
        key = everywhere.key(address) if address else None
        if key is not None:
            having = [lang for lang, addresses in of_language.items() if addresses.key(address) == key]
            said = address.strip("/").partition("/")[0]
            lang = said if said in languages else having[0] if len(having) == 1 else ""
            yield address, key, lang


def _sorted(engine: Engine, frame: Frame, columns: Iterable[str]) -> tuple[tuple[Any, ...], ...]:
    rows = engine.fetched(frame.select(*columns))
    rounded = (tuple(round(cell, _DIGITS) if isinstance(cell, float) else cell for cell in row) for row in rows)
    return tuple(sorted(rounded))
