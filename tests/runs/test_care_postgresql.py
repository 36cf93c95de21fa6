"""Taking in and care on PostgreSQL as on SQLite."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from pipeline.edges.database.tables import METADATA
from pipeline.model.people import Wish
from pipeline.model.workspace import Workspace
from pipeline.runs import care, rights, store, wishing
from pipeline.runs.care import Said
from pipeline.runs.intake import attention, hours, leads
from tests.runs.folk import FILES, every_lead, made, number, paths

pytestmark = pytest.mark.slow
BAD = '{"id":"n\\u0000","number":1,"email":"nul@nul.ch","created_at":"2026-06-01","data":{"text":"a\\u0000b\\ud800"}}'
LINE = '203.0.113.9 - - [10/Jun/2026:06:00:01 +0200] "GET /de/posts/tail.html HTTP/1.1" 200 1 "-" "Mozilla/5.0"\n'


def cared_for(where: Workspace) -> None:
    """Everything that can be done to leads, hours, views and wishes, once."""
    for name in (*FILES, "bad.json", *FILES):
        leads.import_leads(where, paths(name))
    ana, eve = number(where, "ana@nordlicht.ch"), number(where, "eve@damico.it")
    care.update(where, ana, Said(values={"value": "1.200,50", "knows": "yes"}, stage="lost", on=date(2026, 5, 1)))
    care.merge(where, ana, number(where, "ana@gmail.com"))
    care.update(where, eve, Said(values={"set_aside": "yes"}))
    care.add(where, {"date": "2026-03-01", "email": "z@z.ch", "message": "x"})
    for sender in ("Dora", "dora@firma.ch", str(ana)):
        care.update(where, eve, Said(values={"referred_by": sender}))
    rights.forget(where, number(where, "dora@firma.ch"))
    leads.import_leads(where, paths(*FILES))
    now = datetime(2026, 6, 30, 9, tzinfo=UTC)
    hours.start(where, now, hours.Work(theme="performance"))
    hours.stop(where, now + timedelta(minutes=9))
    wishing.add(where, Wish(text="Latenz", on=date(2026, 5, 1)))
    for _ in range(2):
        attention.import_traffic(where, paths("access.log"))


@pytest.mark.parametrize("settings", ["", "-c DateStyle=German -c IntervalStyle=iso_8601 -c TimeZone=America/New_York"])
def test_postgresql_keeps_what_sqlite_keeps(
    settings: str, tmp_path: Path, postgresql_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However days are written there."""
    monkeypatch.setenv("PGOPTIONS", settings)
    embedded = made(tmp_path, {**FILES, "bad.json": BAD, "access.log": LINE})
    database = embedded.config.database.model_copy(update={"url": postgresql_address})
    outgrown = replace(embedded, config=embedded.config.model_copy(update={"database": database}))
    for where in (embedded, outgrown):
        cared_for(where)
    assert every_lead(outgrown) == every_lead(embedded)
    for lead in every_lead(embedded):
        assert rights.shown(outgrown, lead.id or 0) == rights.shown(embedded, lead.id or 0)
    assert care.listed(outgrown) == care.listed(embedded)
    assert hours.efforts(outgrown) == hours.efforts(embedded)
    assert wishing.listed(outgrown) == wishing.listed(embedded)
    assert attention.listed(outgrown) == attention.listed(embedded)
    with store.reading(outgrown) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
