"""The history of tags: when others were given, and which held on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.model.given import Given
from pipeline.model.theme import Tag, Theme
from pipeline.themes import definitions

MOVED = 0.1
"""A weight that moves by less is the same tag: each label moves all of the machine's answers a little."""


def given(tags: Sequence[Tag], themes: Mapping[str, Theme], on: date) -> Given:
    """Tags as they are given on a day."""
    return Given(on, tuple(tags), {tag.theme: definitions.version(themes[tag.theme]) for tag in tags})


def differs(before: Given, now: Given) -> bool:
    """Whether other tags were given, or the same by another definition."""
    was, is_ = _weights(before), _weights(now)
    return was.keys() != is_.keys() or any(abs(was[key] - is_[key]) >= MOVED for key in was)


def new(history: Mapping[str, Sequence[Given]], now: Mapping[str, Given]) -> dict[str, Given]:
    """What is to be added to the history, by translation key. Nothing is ever put before what is there."""
    return {
        key: given
        for key, given in now.items()
        if not history.get(key) or (history[key][-1].on <= given.on and differs(history[key][-1], given))
    }


def since(history: Sequence[Given], now: Given) -> date:
    """The day from which the tags of `now` hold; its own where the history does not know them."""
    return history[-1].on if history and not differs(history[-1], now) else now.on


def as_of(history: Sequence[Given], day: date) -> Given | None:
    """What held on a day: the last that was given until then, else the first of all; None without a history.

    `history` is in the order of days. Before the first entry nobody wrote down what held; it is the nearest to it.
    """
    known = [given for given in history if given.on <= day]
    return known[-1] if known else next(iter(history), None)


def _weights(given: Given) -> dict[tuple[str, str, str | None], float]:
    return {(tag.theme, tag.by, given.definitions.get(tag.theme)): tag.weight for tag in given.tags}
