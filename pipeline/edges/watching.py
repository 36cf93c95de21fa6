"""Saves in a workspace, as the operating system tells of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, awatch

from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, WorkspaceError

_Heard = asyncio.Queue[bool | WorkspaceError]
"""Of each save, whether folders came or went with it; or why nobody listens any more."""

_FOLDERS = ("content", "templates")
_BESIDE = (CONFIG, *_FOLDERS)
_DEBOUNCE_MS, _STEP_MS = 60, 10
"""A save is told of once nothing more has happened for a step."""


async def saves(root: str) -> AsyncIterator[None]:
    """Yields after each save of a source: in the folders of content and templates, and of the config itself.

    Folders that come into being later are watched as soon as they are there. Raises WorkspaceError where the system
    tells of none.
    """
    is_renewed = False
    while True:
        folders = [folder for name in _FOLDERS if (folder := Path(root, name)).is_dir()]
        stop = asyncio.Event()
        heard: _Heard = asyncio.Queue()
        tasks = [asyncio.create_task(_above(root, heard, stop))]
        if folders:
            tasks.append(asyncio.create_task(_below(folders, heard, stop)))
        try:
            await asyncio.sleep(0)  # each task begins to listen
            if is_renewed:
                yield None  # nobody listened for a moment
            is_renewed = False
            while not is_renewed:
                told = await heard.get()
                if isinstance(told, WorkspaceError):
                    raise told
                is_renewed = told
                yield None
        finally:
            stop.set()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _above(root: str, heard: _Heard, stop: asyncio.Event) -> None:
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
    with _refusals(heard):
        async for changes in watched:
            await heard.put(any(Path(path).name in _FOLDERS and change != Change.modified for change, path in changes))


async def _below(folders: Iterable[Path], heard: _Heard, stop: asyncio.Event) -> None:
    with _refusals(heard):
        async for _ in awatch(*folders, debounce=_DEBOUNCE_MS, step=_STEP_MS, stop_event=stop):
            await heard.put(False)


@contextmanager
def _refusals(heard: _Heard) -> Iterator[None]:
    """Where the system lets nobody listen, that is heard."""
    try:
        yield
    except FileNotFoundError:  # what was there went in the meantime
        pass
    except (OSError, RuntimeError) as refused:
        said = str(refused).partition(" about [")[0].rstrip(".")
        mend = "end other programs that watch files, or set WATCHFILES_FORCE_POLLING=true"
        heard.put_nowait(WorkspaceError(Problem(f"saves cannot be watched ({said}); {mend}")))
