"""What bookings and forms have in common: answers to questions, and rows that are one booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.audience import vocabulary
from pipeline.model import short_hash


@dataclass(frozen=True, slots=True)
class RawLead:
    """A row in the columns of our own list, and what makes it the same row when it comes again."""

    identity: str
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is no inquiry, and why."""

    reason: str


def answers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Questions and answers of a form as columns: how it heard of us and its wish apart, the rest is the message."""
    said: dict[str, list[str]] = {"how_did_you_hear": [], "wish": [], "message": []}
    for question, answer in pairs:
        if vocabulary.asks_how_it_heard(question):
            said["how_did_you_hear"].append(answer)
        elif vocabulary.asks_for_a_wish(question):
            said["wish"].append(answer)
        else:
            said["message"].append(answer)
    return {column: "\n".join(part for part in parts if part) for column, parts in said.items()}


def raw_lead(identity: str, values: Mapping[str, str]) -> RawLead:
    """The row without its empty cells; without an identity of its own it is told by who and when."""
    said = f"{values.get('email', '').casefold()}\n{values.get('name', '')}\n{values.get('date', '')}"
    own = identity or short_hash.of(said)
    return RawLead(own, {column: value for column, value in values.items() if value})


def joined(ids: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of rows that share a booking: row → the ids of its booking and of the one that it replaces."""
    group_of: dict[str, int] = {}
    groups: dict[int, tuple[list[str], list[str]]] = {}
    for number, (row, own) in enumerate(ids.items()):
        rows, bookings = [row], list(own)
        for other in {group_of[booking] for booking in bookings if booking in group_of}:
            earlier, known = groups.pop(other)
            rows, bookings = [*earlier, *rows], [*known, *bookings]
        groups[number] = rows, bookings
        group_of.update(dict.fromkeys(bookings, number))
    return [rows for rows, _ in groups.values()]
