"""What a visitor of the site chose to send with the contact form: the posts read, each with its moment, and the link.

As templates/site/contact.js writes it: `{"read": [{"post": id, "at": moment}], "utm": {"source": …, "medium": …}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pipeline.audience import json_values, touches
from pipeline.audience.touches import Link
from pipeline.model import dates
from pipeline.model.people import DIRECT, Touch
from pipeline.model.table import Record, RowError
from pipeline.model.theme import Channel

MAX_VISITS = 50
"""How many visits the browser keeps; more of them would tell nothing more."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Journey:
    """The visits, each a post and the moment as it was written, and the last link with UTM parameters."""

    visits: tuple[tuple[str, str], ...]
    link: Link

    def touches(self, link: Link, received_at: datetime, known: Mapping[str, Channel]) -> Iterator[Touch]:
        """The visits as touches, none of them later than the inquiry.

        `link` brought the visit of the post that it names, else the first one; nobody sent the others.
        """
        moments = [(_moment(at, received_at), post) for post, at in self.visits]
        walked = sorted(moments, key=lambda visit: visit[0])
        linked = next((place for place, (_, post) in enumerate(walked) if post == link.content), 0)
        for place, (at, post) in enumerate(walked):
            if place == linked:
                channel = link.channel(known) or DIRECT
                yield link.touch(at, channel, post)
                if link.content and link.content != post:
                    yield link.touch(at, channel, link.content)
            else:
                yield Touch(at=at, channel=DIRECT, post=post)


NOWHERE = Journey((), Link())


def read(text: str) -> Journey:
    """The journey in `text`; without visits where it is none."""
    try:
        value: Any = json.loads(text) if is_journey(text) else {}
    except (ValueError, RecursionError):  # cut off, or made to break programs
        return NOWHERE
    visits = ((json_values.text(visit, "post"), json_values.text(visit, "at")) for visit in _visits(value))
    said = (json_values.text(value, "utm", name.removeprefix("utm_"))[:_LONGEST_NAME] for name in touches.UTM)
    return Journey(
        tuple((post, at) for post, at in visits if post and len(post) <= _LONGEST_NAME),
        Link(*(part or None for part in said)),
    )


def is_journey(text: str) -> bool:
    """Whether `text` is meant for one, and no list of pages."""
    return text.lstrip().startswith("{")


def _visits(value: Any) -> list[Mapping[str, Any]]:
    return json_values.objects(value, "read")[-MAX_VISITS:]


def _moment(text: str, received_at: datetime) -> datetime:
    """When it was, where the browser's clock says so; else, and where that is later, when the form was sent."""
    try:
        latest = received_at.date() + timedelta(days=1)  # east of us the next day has begun
        found = dates.instant(Record("", 0, {"at": text}), "at", latest)
    except RowError:
        return received_at
    return min(found, received_at)
