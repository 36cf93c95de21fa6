"""Which entries of a feed or an export were there before it was first read: its archive.

Readers have had these already, so no issue announces them unasked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pipeline.posts.incoming import dating
from pipeline.posts.incoming.merging import Arrival
from pipeline.posts.incoming.seen import Record


class FirstReading:
    """What was known of the feeds that `arrivals` come from, before they came."""

    def __init__(self, arrivals: Iterable[Arrival], records: Iterable[Record]) -> None:
        self._feeds = {arrival.origin for arrival in arrivals if arrival.is_feed or arrival.origin != "files"}
        self._oldest: dict[str, datetime] = {}
        for record in records:
            if record.origin in self._feeds:
                at = dating.moment(record.day) or dating.EARLIEST
                self._oldest[record.origin] = min(at, self._oldest.get(record.origin, at))
        self._met: set[str] = set()

    def met(self, arrival: Arrival) -> None:
        """Notes that an entry is known from elsewhere: the feed has moved, or its posts came from an export."""
        self._met.add(arrival.origin)

    def is_old(self, arrival: Arrival) -> bool:
        """Whether a new entry is older than the first reading of its feed or export; a draft was read by nobody.

        A feed too long for one run gives its oldest entries to the next: they are older than all that is known of it.
        """
        if arrival.origin not in self._feeds or arrival.item.is_draft:
            return False
        if arrival.origin not in self._oldest:
            return arrival.origin not in self._met
        at = dating.moment(arrival.item.day)
        return at is not None and at < self._oldest[arrival.origin]
