"""Which entries of a feed or an export were there before it was first read: its archive.

Readers have had these already, so no issue announces them unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from pipeline.posts.incoming import dating, seen
from pipeline.posts.incoming.merging import Arrival
from pipeline.posts.incoming.seen import Name, Record


class FirstReading:
    """What was known of the feeds that `arrivals` come from, before they came; `left` is what was not taken in then."""

    def __init__(self, arrivals: Iterable[Arrival], records: Iterable[Record], left: Collection[Name]) -> None:
        self._left = left
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

        What comes to a known feed with a day before all that is known of it was there before, too.
        """
        if arrival.origin not in self._feeds or arrival.item.is_draft:
            return False
        if seen.name(arrival.origin, arrival.item) in self._left:
            return True
        if arrival.origin not in self._oldest:
            return arrival.origin not in self._met
        at = dating.moment(arrival.item.day)
        return at is not None and at < self._oldest[arrival.origin]
