"""Mailchimp: the three files of an audience export, subscribed, unsubscribed and cleaned (bounced)."""

from __future__ import annotations

import re
from datetime import date

from pipeline.audience import addresses, labels
from pipeline.model import dates
from pipeline.model.language import normalised
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber
from pipeline.model.table import Record, RowError

_GONE = ("unsub_time", "clean_time")
_LANGUAGE = ("language", "lang", "sprache", "langue", "idioma")
_TAGGED = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*")


def is_mailchimp(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is one of them; the names of merge fields differ, these do not."""
    return {"email address", "member_rating", "leid"} <= columns


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row. Which file it is shows in its columns: a time of leaving, or of cleaning."""
    said = labels.read(labels.split(record["tags"]))
    gone = any(column in record.values for column in _GONE)
    joined = next((column for column in ("confirm_time", "optin_time") if record[column]), None)
    return Subscriber(
        email=addresses.required(record, "email address"),
        name=one_line(f"{record['first name']} {record['last name']}"),
        state="unsubscribed" if gone else "confirmed",
        langs=_langs(record) or said.langs,
        themes=said.themes,
        tier=said.tier,
        since=dates.instant(record, joined, latest) if joined else None,
        source="mailchimp",
    )


def _langs(record: Record) -> tuple[str, ...]:
    """From the merge field that people choose their language in."""
    text = record.first(*_LANGUAGE)
    if not _TAGGED.fullmatch(text):
        return ()
    try:
        return (normalised(text),)
    except ValueError as refused:
        raise RowError(f'{refused} (in "language")') from refused
