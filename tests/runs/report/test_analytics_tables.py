"""From the database to the tables: what an engine reads of a workspace, and what stands in the files."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from pipeline.demand import columns, tabular
from pipeline.demand.credit import journeys, models, reading
from pipeline.edges import workspace
from pipeline.edges.database import arrow, leads
from pipeline.edges.database.tables import LEAD_TOUCHES
from pipeline.edges.engines import duck
from pipeline.edges.engines.engine import Engine
from pipeline.errors import StoreError
from pipeline.model import table
from pipeline.model.people import Lead, StageChange, Touch
from pipeline.model.workspace import Workspace
from pipeline.runs import content, store
from pipeline.runs.report import analytics, reporting
from pipeline.runs.report.analytics import Aggregates
from tests.conftest import CONFIG, MakeWorkspace

THEMES = '[speed]\nname = {de = "Tempo"}\n[design]\nname = {de = "Entwurf"}\n'
POST = "---\ntitle: {title}\ndate: 2026-01-05\nlang: {lang}\nthemes: [{themes}]\n{more}---\nText.\n"
ASKED = datetime(2026, 3, 10, 8, 30, 15, 250_000, tzinfo=UTC)
POSTS = {
    "content/posts/cache.de.md": POST.format(title="Cache", lang="de", themes="speed", more=""),
    "content/posts/cache.en.md": POST.format(title="Cache", lang="en", themes="speed", more=""),
    "content/posts/modules.en.md": POST.format(title="Modules", lang="en", themes="speed, design", more=""),
}


def lead(number: int, channel: str, *touches: tuple[float, str, str | None], **more: Any) -> Lead:
    """A lead won for 3,000 on 2026-03-20; touches are (days before, channel, page)."""
    days = (("inquiry", 10), ("qualified", 12), ("won", 20))
    return Lead(
        external_id=str(number),
        received_at=ASKED,
        stages=tuple(StageChange(stage, date(2026, 3, day)) for stage, day in days),  # type: ignore[arg-type]
        channel=channel,
        name="Erika Mustermann",
        email=f"erika{number}@secret.example.org",
        company="Geheim GmbH",
        company_key=f"secret{number}",
        value=3000.0,
        touches=tuple(Touch(at=ASKED - timedelta(days=d), channel=c, post=p) for d, c, p in touches),
        **more,
    )


LEADS = (
    lead(1, "search", (30, "search", "/de/posts/cache.html"), (2, "newsletter", "/en/posts/modules.html")),
    lead(2, "network"),
    lead(3, "network", (1, "network", "/en/posts/cache.html")),
    lead(4, "search", (91, "blog", "/en/posts/cache.html"), (90, "search", "cache"), (3, "search", "/elsewhere")),
)


@pytest.fixture
def filled(make_workspace: MakeWorkspace) -> Workspace:
    """A workspace with three posts and four leads."""
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES, **POSTS})
    found = workspace.load(str(root), None)
    with store.writing(found) as connection:
        leads.Standing(connection).save(LEADS)
    return found


def counted(of: Workspace) -> tuple[reporting.Made, Aggregates]:
    """The report and the aggregates beside it."""
    posts = content.read(of)
    made = reporting.make(of, found=posts)
    return made, analytics.aggregate(of, made.report.ledger, posts)


def test_touches_know_theme_channel_language_and_month(filled: Workspace) -> None:
    _, found = counted(filled)
    assert found.touches == (
        ("design", "newsletter", "en", "2026-03", 0.5),
        ("speed", "network", "en", "2026-03", 1.0),
        ("speed", "newsletter", "en", "2026-03", 0.5),
        ("speed", "search", "de", "2026-02", 1.0),
    )


def test_content_leads_are_the_reports_and_the_network_earns_content_nothing(filled: Workspace) -> None:
    made, found = counted(filled)
    rows = {row[0]: row[1:] for row in found.content}
    assert {theme: row[0] for theme, row in rows.items()} == {
        row.theme.id: row.drawn.met_leads for row in made.report.themes if row.drawn.met_leads
    }
    assert rows == {"design": (0.25, 0.0, 0.5, 0.25, 0.25), "speed": (2.75, 2.0, 1.5, 1.75, 1.75)}


def test_paths_are_counted_without_the_network_and_without_old_touches(filled: Workspace) -> None:
    _, found = counted(filled)
    assert found.paths == (("search > newsletter", 1, 3000.0, 0), ("search > search", 1, 3000.0, 0))


def test_the_written_path_table_gives_the_credit_of_the_report(filled: Workspace, tmp_path: Path) -> None:
    made, found = counted(filled)
    analytics.write_tables(reporting.as_json(made), found, str(tmp_path / "tables"))
    text = (tmp_path / "tables" / "paths.csv").read_text("utf-8")
    ours = journeys.attribution(made.report.ledger).credit
    read = models.credit(reading.read(table.parse("paths.csv", text)))
    assert read.conversions == ours.conversions - ours.unattributed == 2.0
    for model, earned in read.models.items():
        assert {**dict.fromkeys(ours.models[model], 0.0), **earned} == pytest.approx(ours.models[model]), model


def test_every_table_is_written_as_csv_and_as_parquet_with_the_same_rows(filled: Workspace, tmp_path: Path) -> None:
    made, found = counted(filled)
    names = analytics.write_tables(reporting.as_json(made), found, str(tmp_path / "tables"))
    assert {"themes", "channels", "touches", "content_credit", "paths"} <= set(names)
    with duck.opened() as engine:
        for name in names:
            path = tmp_path / "tables" / f"{name}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
            assert rows == _as_csv(engine, path.with_suffix(".parquet")), name


def test_the_same_input_gives_the_same_bytes(filled: Workspace, tmp_path: Path) -> None:
    for folder in ("one", "other"):
        made, found = counted(filled)
        analytics.write_tables(reporting.as_json(made), found, str(tmp_path / folder))
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes(), file.name


def test_no_table_names_a_person_or_a_company(filled: Workspace, tmp_path: Path) -> None:
    made, found = counted(filled)
    analytics.write_tables(reporting.as_json(made), found, str(tmp_path / "tables"))
    written = b"".join(file.read_bytes() for file in (tmp_path / "tables").iterdir())
    written += json.dumps(analytics.as_json(found)).encode()
    assert [word for word in (b"Erika", b"Mustermann", b"secret", b"Geheim") if word in written] == []


def test_what_is_no_lead_counts_nowhere(filled: Workspace) -> None:
    _, before = counted(filled)
    aside = lead(9, "search", (1, "search", "/de/posts/cache.html"), set_aside=True)
    with store.writing(filled) as connection:
        leads.Standing(connection).save([aside])
    assert counted(filled)[1] == before


def test_an_empty_database_gives_tables_without_rows(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES, **POSTS})
    made, found = counted(workspace.load(str(root), None))
    assert found == Aggregates((), (), ())
    flat = {table.name: (list(table.schema), table.rows) for table in analytics.tables(reporting.as_json(made), found)}
    assert flat["paths"] == (["path", "total_conversions", "total_conversion_value", "total_null"], ())


def test_every_table_has_the_same_columns_whatever_there_is(filled: Workspace, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES, **POSTS})
    heads = []
    for of in (filled, workspace.load(str(root), None)):
        made, found = counted(of)
        heads.append(
            {flat.name: list(flat.schema.items()) for flat in analytics.tables(reporting.as_json(made), found)}
        )
    full, empty = heads
    assert full == empty
    assert {"wishes", "positioning", "met_wanted", "missing_translations", "credit"} <= set(full)
    assert {name: dict(full[name]) for name in columns.OF} == columns.OF


def test_the_channels_of_a_credit_model_are_rows(filled: Workspace) -> None:
    made, found = counted(filled)
    flat = {table.name: table for table in analytics.tables(reporting.as_json(made), found)}
    earned = reporting.as_json(made)["models"]["models"]["first"]
    assert [row[1:] for row in flat["credit"].rows if row[0] == "first"] == list(earned.items())
    assert flat["models"].rows[0][0] == made.report.models.credit.conversions


def test_moments_leave_the_database_to_the_microsecond_and_what_is_not_said_stays_unsaid(filled: Workspace) -> None:
    with store.writing(filled) as connection:
        leads.Standing(connection).save([replace(lead(9, "search", offer="x"), value=None)])
    with arrow.reading(filled.config.database.url, filled.root) as database, duck.opened() as engine:
        loaded = {}
        for name, schema in arrow.SCHEMAS.items():
            with database.stream(name) as stream:
                loaded[name] = sorted(engine.fetched(engine.arrow(stream, schema)))
    asked_us = (ASKED - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert loaded["leads"][0] == (1, asked_us, "search", "", 3000.0, 1)
    assert loaded["leads"][-1] == (5, asked_us, "search", "x", 0.0, 0)
    assert loaded["touches"][1] == (1, 1, asked_us - 2 * 86_400_000_000, "newsletter", "/en/posts/modules.html")
    assert (1, "won", (date(2026, 3, 20) - date(1970, 1, 1)).days) in loaded["stages"]


def test_texts_that_begin_late_are_texts_all_the_same(filled: Workspace) -> None:
    """SQLite's driver takes a column for numbers whose first rows are null."""
    rows = [{"lead_id": 2, "place": i, "at": ASKED, "channel": "search", "post": None} for i in range(1500)]
    with store.writing(filled) as connection:
        connection.execute(insert(LEAD_TOUCHES), rows)
        last = {**rows[0], "place": 5000, "post": "/de/posts/cache.html"}
        connection.execute(insert(LEAD_TOUCHES), [last])
    _, found = counted(filled)
    assert ("speed", "search", "de", "2026-03", 1.0) in found.touches


def test_a_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database at all, but a text of some length " * 50, "utf-8")
    with (
        pytest.raises(StoreError, match="the database refused"),
        arrow.reading("sqlite:///x.db", str(tmp_path)) as database,
        database.stream("touches"),
    ):
        pass


FLAT = [
    pytest.param(
        [{"a": {"b": 1, "c": {"d": None}}, "e": [1, {"f": "ü"}]}],
        {"a.b": "int", "a.c.d": "text", "e": "text"},
        ((1, None, '[1, {"f": "ü"}]'),),
        id="nested",
    ),
    pytest.param([{"x": 1}, {"x": 2.5}], {"x": "float"}, ((1.0,), (2.5,)), id="whole and broken numbers"),
    pytest.param([{"x": 1}, {"x": "a"}], {"x": "text"}, (("1",), ("a",)), id="numbers and texts"),
    pytest.param([{"x": True}, {"x": None}], {"x": "bool"}, ((True,), (None,)), id="yes, no, not known"),
    pytest.param([{"x": 1}, {"y": 2}], {"x": "int", "y": "int"}, ((1, None), (None, 2)), id="other columns"),
    pytest.param([{"x": {}}, {"x": []}], {"x": "text"}, ((None,), (None,)), id="empty"),
]


@pytest.mark.parametrize(("entries", "schema", "rows"), FLAT)
def test_nested_entries_become_flat_rows(entries: list[Any], schema: dict[str, str], rows: tuple[Any, ...]) -> None:
    (flat,) = tabular.of_report({"t": entries})
    assert (flat.name, dict(flat.schema), flat.rows) == ("t", schema, rows)


def test_single_values_and_lists_of_words_make_no_table_and_one_entry_makes_a_row() -> None:
    found = tabular.of_report({"as_of": "2026-06-30", "gaps": ["leads"], "empty": [], "period": {"from": "x"}})
    assert [(flat.name, flat.rows) for flat in found] == [("period", (("x", None),))]


def _as_csv(engine: Engine, path: Path) -> list[list[str]]:
    return [[tabular.written(cell) for cell in row] for row in engine.fetched(engine.parquet(str(path)))]
