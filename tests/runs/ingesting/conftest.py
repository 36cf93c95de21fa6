"""The workspace into which the tests beside take texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    """A workspace without posts."""
    return make_workspace({})
