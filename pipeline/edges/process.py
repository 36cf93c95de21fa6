"""Who is running: a name for this process that another one can check, and the clock."""

from __future__ import annotations

import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

_DIGITS = 10
"""No process has a number of so many digits."""
_UNTOLD = "-"
"""When a process began that the system does not tell of."""


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def identity() -> str:
    """This process, unlike any other: machine, its space of process ids, id, and the tick at which it began."""
    return f"{_machine()}/{os.getpid()}/{_began(os.getpid())}"


def part(owner: str, number: int) -> str:
    """A name for a part of what a process does; it is gone when the process is."""
    return f"{owner}.{number}"


def is_gone(owner: str) -> bool:
    """Whether the process of that name has certainly ended; of another machine's nobody can say, so it has not."""
    machine, _, rest = owner.rpartition("/")[0].rpartition("/")
    began = owner.rpartition("/")[2].partition(".")[0]
    if machine != _machine() or not rest.isdigit():
        return False
    return not _may_be(rest, began)


def mark() -> str:
    """This process in a word for names of files: its number, and when it began, for numbers come again."""
    return f"{os.getpid()}-{_began(os.getpid())}"


def is_there(marked: str) -> bool:
    """Whether the process of that `mark` is there, on this machine, or may be."""
    number, _, began = marked.partition("-")
    return number.isdecimal() and len(number) < _DIGITS and began != "" and _may_be(number, began)


def _may_be(number: str, began: str) -> bool:
    """Whether the process of that number is the one that began then, as far as the system tells."""
    return _began(int(number)) in (began, _UNTOLD)


def _machine() -> str:
    """The host; where it can be told, with its boot and its space of process ids: two containers may share a name."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()[:8]
        space = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        return socket.gethostname()[:60]
    return f"{socket.gethostname()[:60]}.{boot}.{space}"


def _began(pid: int) -> str:
    """The tick of a process's start; `-` where the system does not tell, empty where there is no such process.

    There may be no /proc, or one that hides the processes of others (hidepid, systemd's ProtectProc).
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return _alive(pid)
    after_name = stat.rpartition(")")[2].split()
    return "" if after_name[0] in ("Z", "X") else after_name[19]


def _alive(pid: int) -> str:
    if sys.platform == "win32":  # where signal 0 is Ctrl-C (https://docs.python.org/3/library/os.html#os.kill)
        return _UNTOLD
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return ""
    except PermissionError:  # it is somebody else's
        return _UNTOLD
    return _UNTOLD
