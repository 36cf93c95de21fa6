"""Mailchimp: the files of an audience export, subscribed, unsubscribed, cleaned (bounced), and nonsubscribed."""

from __future__ import annotations

import re
from datetime import date

from pipeline.audience import addresses, labels, vocabulary
from pipeline.audience.plain_subscribers import CALLED
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber
from pipeline.model.table import Record, RowError

_GONE = ("unsub_time", "clean_time")
_ADDRESS = frozenset(("email", *CALLED["email"]))
_NEVER_ASKED = "nonsubscribed"


def is_mailchimp(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is one of them; merge fields, the address too, are called as the list is."""
    return {"member_rating", "leid"} <= columns


def is_of_strangers(path: str) -> bool:
    """Whether a file is that of contacts who never asked for letters; its columns are those of the subscribed."""
    return path.replace("\\", "/").rpartition("/")[2].casefold().startswith(_NEVER_ASKED)


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row. Which file it is shows in its columns: a time of leaving, or of cleaning."""
    said = labels.read(labels.split(record["tags"]))
    gone = any(column in record.values for column in _GONE)
    joined = next((column for column in ("confirm_time", "optin_time") if record[column]), "")
    return Subscriber(
        email=addresses.required(record, _address(record)),
        name=one_line(f"{record.first(*CALLED['first_name'])} {record.first(*CALLED['last_name'])}"),
        state="unsubscribed" if gone else "confirmed",
        langs=_langs(record) or said.langs,
        themes=said.themes,
        tier=said.tier,
        since=dates.clear_instant(record, joined, latest),
        source="mailchimp",
    )


def _address(record: Record) -> str:
    """The column of the address, which is the first one in whatever language; records hold columns backwards."""
    columns = list(record.values)[::-1]
    return next((column for column in columns if column in _ADDRESS), columns[0])


def _langs(record: Record) -> tuple[str, ...]:
    """From the merge field or the group that people choose their languages in."""
    said = re.split(r"[,;/|]", record.first("lang", *CALLED["lang"]))
    try:
        return tuple(dict.fromkeys(vocabulary.language(one.strip(), "language") for one in said if one.strip()))
    except RowError:  # a field of that name may hold anything
        return ()
