"""The same tables out of PostgreSQL as out of SQLite. Needs the extra `postgres`, Debian's postgresql, and root."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.edges.database import leads
from pipeline.runs import store
from tests.acceptance.postgresql import postgresql
from tests.conftest import CONFIG, MakeWorkspace
from tests.runs import test_analytics_tables as tables

LACKING = [name for name in ("psycopg", "adbc_driver_postgresql") if importlib.util.find_spec(name) is None]
THERE = not LACKING and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and os.geteuid() == 0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not THERE, reason="needs pip install 'leitmotiv[postgres]', Debian's postgresql, and root"),
]


@pytest.fixture
def address() -> Iterator[str]:
    """A database of the test's own, on ground that its user may enter."""
    ground = Path(tempfile.mkdtemp(prefix="leitmotiv-"))
    ground.chmod(0o755)
    try:
        with postgresql(ground / "postgresql") as url:
            yield url
    finally:
        shutil.rmtree(ground, ignore_errors=True)


def test_postgresql_gives_the_tables_of_sqlite(make_workspace: MakeWorkspace, address: str) -> None:
    files = {"content/themes.toml": tables.THEMES, **tables.POSTS}
    found = []
    for config in (CONFIG, f'{CONFIG}[database]\nurl = "{address}"\n'):
        filled = workspace.load(str(make_workspace({"leitmotiv.toml": config, **files})), None)
        with store.writing(filled) as connection:
            leads.save_leads(connection, tables.LEADS)
        found.append(tables.counted(filled)[1])
    assert found[0] == found[1]
    assert found[0].paths
