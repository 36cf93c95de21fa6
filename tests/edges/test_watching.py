"""Saves as the operating system tells of them, and what is said where it tells of none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pipeline.edges import watching
from pipeline.errors import WorkspaceError


@pytest.mark.parametrize(
    "refused",
    [
        OSError('OS file watch limit reached. about ["/w/content"] (Error { kind: MaxFilesWatch })'),
        RuntimeError("Error creating recommended watcher: Too many open files (os error 24)"),
    ],
)
def test_who_may_not_listen_says_so_instead_of_waiting_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Exception
) -> None:
    """A system lets people watch so many folders and no more, and editors watch many."""
    (tmp_path / "content").mkdir()

    async def deaf(*_: object, **__: object) -> AsyncIterator[set[object]]:
        if refused.args:
            raise refused
        yield set()

    async def first() -> None:
        async for _ in watching.saves(str(tmp_path)):
            return

    monkeypatch.setattr(watching, "awatch", deaf)
    with pytest.raises(
        WorkspaceError, match=r"saves cannot be watched \((OS file watch|Error creating).*\); end other"
    ):
        asyncio.run(asyncio.wait_for(first(), 10))
