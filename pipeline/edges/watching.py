"""Saves in a workspace, as the operating system tells of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from pipeline.edges.place import CONFIG

_FOLDERS = ("content", "templates")
_BESIDE = (CONFIG, *_FOLDERS)
_DEBOUNCE_MS, _STEP_MS = 60, 10
"""A save is told of once nothing more has happened for a step."""


async def saves(root: str) -> AsyncIterator[None]:
    """Yields after each save of a source: in the folders of content and templates, and of the config itself.

    Folders that come into being later are watched as soon as they are there.
    """
    is_renewed = False
    while True:
        folders = [folder for name in _FOLDERS if (folder := Path(root, name)).is_dir()]
        stop = asyncio.Event()
        heard: asyncio.Queue[bool] = asyncio.Queue()
        tasks = [asyncio.create_task(_above(root, heard, stop))]
        if folders:
            tasks.append(asyncio.create_task(_below(folders, heard, stop)))
        try:
            await asyncio.sleep(0)  # each task begins to listen
            if is_renewed:
                yield None  # nobody listened for a moment
            is_renewed = False
            while not is_renewed:
                is_renewed = await heard.get()
                yield None
        finally:
            stop.set()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _above(root: str, heard: asyncio.Queue[bool], stop: asyncio.Event) -> None:
    """Beside the folders; tells whether one of these came or went."""

    def concerns(_: Change, path: str) -> bool:
        return Path(path).name in _BESIDE and Path(path).parent == Path(root)

    watched = awatch(
        root,
        watch_filter=concerns,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        stop_event=stop,
        recursive=False,
    )
    async for changes in watched:
        await heard.put(any(Path(path).name in _FOLDERS and change != Change.modified for change, path in changes))


async def _below(folders: Iterable[Path], heard: asyncio.Queue[bool], stop: asyncio.Event) -> None:
    async for _ in awatch(*folders, debounce=_DEBOUNCE_MS, step=_STEP_MS, stop_event=stop):
        await heard.put(False)
