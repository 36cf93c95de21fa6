"""A web server's access log, in the common or the combined format (Apache, nginx, Caddy)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from pipeline.demand import bots, view_cells
from pipeline.demand.hits import Hit
from pipeline.model import day_range

SOURCE = "access-log"
SHAPE = 'web server access log (address - - [10/Jun/2026:13:55:36 +0200] "GET /path HTTP/1.1" 200 …)'

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_WHEN = r"\[(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)\]"
_LINE = re.compile(
    rf"([^\[\"]{{1,300}}) {_WHEN} {_QUOTED} (\d{{3}}) \S+(?: {_QUOTED} {_QUOTED})?.*",
    re.ASCII | re.DOTALL,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PAGES = frozenset({"html", "htm"})
_LONGEST = 16_384


@dataclass(slots=True)
class Tally:
    """What a log held, counted while it is read. `ahead` of the unreadable lines are of days that can not be yet."""

    lines: int = 0
    views: int = 0
    bots: int = 0
    unreadable: int = 0
    ahead: int = 0
    first_unreadable: int | None = None
    agents: bool = True


def is_log(lines: Iterable[str]) -> bool:
    """Whether the first line that is not empty is one of an access log."""
    return next((bool(_LINE.fullmatch(line[:_LONGEST])) for line in lines if line.strip()), False)


def read(lines: Iterable[str], latest: date, tally: Tally) -> Iterator[Hit]:
    """The requests in a log; `tally` is filled on the way. Only answered GETs of pages by browsers are views.

    Addresses go no further than the hit. Lines that are none are counted, not told one by one.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        tally.lines += 1
        found = _LINE.fullmatch(line.rstrip("\r\n")[:_LONGEST])
        at = _moment(found) if found else None
        if found is None or at is None or at.date() > latest:
            tally.unreadable += 1
            tally.ahead += at is not None
            tally.first_unreadable = tally.first_unreadable or number
            continue
        page = _page(found[11], found[12])
        agent = found[14]
        if page is not None and agent is not None and bots.is_bot(agent):
            tally.bots += 1
            page = None
        tally.agents = tally.agents and agent is not None
        tally.views += page is not None
        yield Hit(at, page, f"{_address(found[1])} {agent}")


def _moment(found: re.Match[str]) -> datetime | None:
    try:
        offset = timedelta(hours=int(found[9]), minutes=int(found[10]))
        zone = timezone(-offset if found[8] == "-" else offset)
        clock = (int(found[5]), int(found[6]), min(int(found[7]), 59))  # a leap second is written as 60
        at = datetime(int(found[4]), _MONTHS.index(found[3]) + 1, int(found[2]), *clock, tzinfo=zone)
        return at.astimezone(UTC) if at.year >= day_range.EARLIEST_YEAR else None
    except (ValueError, OverflowError):
        return None


def _page(request: str, status: str) -> str | None:
    """The path of the page that was shown; None where it was something else, or not shown."""
    parts = request.split(" ")
    if status != "200" or len(parts) != 3 or parts[0] != "GET":
        return None
    path = view_cells.path(parts[1])
    if path is None:
        return None
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return path if not dot or ending.casefold() in _PAGES else None


def _address(before: str) -> str:
    """The client's address, also where a host stands before it (Apache's vhost_combined)."""
    parts = before.split()
    return parts[1] if len(parts) > 3 else parts[0] if parts else ""
