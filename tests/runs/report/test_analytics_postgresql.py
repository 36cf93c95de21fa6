"""The same tables out of PostgreSQL as out of SQLite."""

from __future__ import annotations

import importlib.util

import pytest

from pipeline.edges import workspace
from pipeline.edges.database import leads
from pipeline.runs import store
from tests.conftest import CONFIG, MakeWorkspace
from tests.runs.report import test_analytics_tables as tables

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("adbc_driver_postgresql") is None, reason="needs pip install 'leitmotiv[postgres]'"
    ),
]


def test_postgresql_gives_the_tables_of_sqlite(make_workspace: MakeWorkspace, postgresql_address: str) -> None:
    files = {"content/themes.toml": tables.THEMES, **tables.POSTS}
    found = []
    for config in (CONFIG, f'{CONFIG}[database]\nurl = "{postgresql_address}"\n'):
        filled = workspace.load(str(make_workspace({"leitmotiv.toml": config, **files})), None)
        with store.writing(filled) as connection:
            leads.Standing(connection).save(tables.LEADS)
        found.append(tables.counted(filled)[1])
    assert found[0] == found[1]
    assert found[0].paths
