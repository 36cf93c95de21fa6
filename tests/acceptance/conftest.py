"""Ground for real servers: they run under users of their own, who may not enter pytest's folders."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def ground() -> Iterator[Path]:
    """An empty folder that every user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="leitmotiv-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
