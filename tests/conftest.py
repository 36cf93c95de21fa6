"""What all tests share: mini workspaces, and the development data where it is there."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tests.acceptance.postgresql import postgresql

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

CONFIG = """
[workspace]
name = "Mini"
url = "https://mini.example.org"
languages = ["de", "en"]
as_of = 2026-06-30

[sender]
name = "Mini"
address = "letters@mini.example.org"
"""

# A busy machine is no failure, and the same commit gives the same answer.
settings.register_profile("leitmotiv", deadline=None, derandomize=True)
settings.load_profile("leitmotiv")

# Where a shell started the tests in the background they ignore Ctrl-C, and so would the commands that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

MakeWorkspace = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Writes a workspace from {path: text}; without a leitmotiv.toml of its own it gets a small one."""

    def make(files: Mapping[str, str]) -> Path:
        for path, text in {"leitmotiv.toml": CONFIG, **files}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a plain clone has none, and its tests say so."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this clone: the development data is not here")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a PostgreSQL is marked as that."""
    for item in items:
        if isinstance(item, pytest.Function) and "postgresql_address" in item.fixturenames:
            item.add_marker("postgresql")


@pytest.fixture
def postgresql_address() -> Iterator[str]:
    """An empty database of the test's own."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("needs pip install 'leitmotiv[postgres]'")
    if os.geteuid() != 0 or not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("needs Debian's postgresql and root")
    ground = Path(tempfile.mkdtemp(prefix="leitmotiv-"))
    ground.chmod(0o755)  # its user is another one
    try:
        with postgresql(ground / "postgresql") as url:
            yield url
    finally:
        shutil.rmtree(ground, ignore_errors=True)
