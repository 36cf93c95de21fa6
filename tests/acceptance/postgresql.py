"""A PostgreSQL of the test's own: a new cluster on a loopback port."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgresql(root: Path) -> Iterator[str]:
    """The address of a new database, for the length of a test."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    root.mkdir()
    shutil.chown(root, "postgres")
    _run("initdb", "-D", str(root / "cluster"), "--auth=trust", "--encoding=UTF8", "--locale=C")
    _start(root, port)
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _stop(root)


@contextmanager
def away(root: Path, url: str) -> Iterator[None]:
    """While this lasts, the database below `root` does not answer."""
    _stop(root)
    try:
        yield
    finally:
        _start(root, int(url.rpartition(":")[2].partition("/")[0]))


def _start(root: Path, port: int) -> None:
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={root}"
    _run("pg_ctl", "-D", str(root / "cluster"), "-o", options, "-l", str(root / "log"), "-w", "start")


def _stop(root: Path) -> None:
    _run("pg_ctl", "-D", str(root / "cluster"), "-m", "fast", "-w", "stop")


def _run(program: str, *arguments: str) -> None:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert programs, "PostgreSQL is not installed; run tests/acceptance/mail"
    command = ["runuser", "-u", "postgres", "--", str(programs[-1] / program), *arguments]
    done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr
