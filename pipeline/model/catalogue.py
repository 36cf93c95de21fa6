"""themes.toml, offers.toml and channels.toml as checked values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.errors import ConfigError, Problem
from pipeline.model import channels as channel_words
from pipeline.model.fields import MOST_MINUTES, MOST_MONEY, Language, Localised, Section, Slug, Word, as_tuple
from pipeline.model.language import UNDETERMINED
from pipeline.model.people import NETWORK
from pipeline.model.slug import is_slug, slugify
from pipeline.model.source import M, Source, checked, suggestion
from pipeline.model.theme import NONE, Cash, Catalogue, Channel, Offer, Period, Step, Theme


def _of_any_language(value: object) -> object:
    return {UNDETERMINED: value} if isinstance(value, str) else value


def _named(names: Mapping[str, str]) -> Mapping[str, str]:
    if not names:
        raise ValueError('must not be empty; write for instance {en = "A name"}')
    return names


Words = Annotated[tuple[Word, ...], BeforeValidator(as_tuple)]
Names = Annotated[Mapping[Language, Word], AfterValidator(_named)]
"""A name per language, in one line each."""

_RESERVED = {
    NONE: '"none of these"',
    "others": "all other themes together, in the report",
    "break-even": "what a post must bring, in the report",
}
"""Ids that no theme may have, and what they mean where a theme's id may stand."""


class _Period(Section):
    from_: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> _Period:
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"a period ends on {self.until}, before it begins on {self.from_}")
        return self


class _Theme(Section):
    name: Names
    slug: Mapping[Language, Slug] = Field(default_factory=dict)
    description: Localised = Field(default_factory=dict)
    keywords: Mapping[Language, Words] = Field(default_factory=dict)
    promoted: Annotated[tuple[_Period, ...], BeforeValidator(as_tuple)] = ()
    part_of: str | None = None


class _Offer(Section):
    name: Names
    themes: Words = ()
    price: float | None = Field(default=None, ge=0, le=MOST_MONEY)
    promoted: bool = False
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> _Offer:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ValueError(f"an offer ends on {self.until}, before it begins on {self.since}")
        return self


class _Cash(Section):
    on: date
    amount: float = Field(ge=0, le=MOST_MONEY)


class _Step(Section):
    name: Annotated[Names, BeforeValidator(_of_any_language)]
    minutes: float = Field(ge=0, le=MOST_MINUTES)
    conversion: float = Field(ge=0.0001, le=1)


class _Channel(Section):
    name: Names
    cash: Annotated[tuple[_Cash, ...], BeforeValidator(as_tuple)] = ()
    steps: Annotated[tuple[_Step, ...], BeforeValidator(as_tuple)] = ()


def read(themes: Source | None, offers: Source | None, channels: Source | None) -> Catalogue:
    """The three files as one catalogue; raises ConfigError with the mistakes of all of them.

    None stands for a file that cannot be read: what the others say of it is not judged.
    """
    problems: list[Problem] = []
    read_themes = {key: _theme(key, row) for key, row in _rows(_Theme, themes, problems)}
    read_offers = {key: _offer(key, row) for key, row in _rows(_Offer, offers, problems)}
    read_channels = {key: _channel(key, row) for key, row in _rows(_Channel, channels, problems)}
    if themes:
        for theme in read_themes.values():
            problems += _unknown(themes, theme.id, "part_of", (theme.part_of,) if theme.part_of else (), themes.values)
            if _contains_itself(theme, read_themes):
                message = f'"{theme.id}" is part of itself by this; leave part_of out of one of them'
                problems.append(themes.problem((theme.id, "part_of"), message))
    if themes and offers:
        for offer in read_offers.values():
            problems += _unknown(offers, offer.id, "themes", offer.themes, themes.values)
    if problems:
        raise ConfigError(problems)
    return Catalogue(read_themes, read_offers, _with_network(read_channels))


def _with_network(found: Mapping[str, Channel]) -> Mapping[str, Channel]:
    """The channels, of which one called `[netzwerk]` or `[referrals]` is the network, unless another block is.

    Its leads are credited to no post, and CRMs call it by a word of theirs: so it has one id, whatever its block's.
    """
    meant = next((key for key, channel in found.items() if channel_words.says_network(channel)), None)
    if meant is None or NETWORK in found:
        return found
    return {
        NETWORK if key == meant else key: replace(channel, id=NETWORK, block=key) if key == meant else channel
        for key, channel in found.items()
    }


def _rows(kind: type[M], source: Source | None, problems: list[Problem]) -> Iterator[tuple[str, M]]:
    if source is None:
        return
    for key, values in source.values.items():
        if not is_slug(key.replace("_", "-")):
            mend = f"write [{slugify(key)}]" if any(map(str.isalnum, key)) else "call it by letters and digits"
            problems.append(source.problem((key,), f'"{key}" cannot be an id; {mend}'))
        elif kind is _Theme and key in _RESERVED:
            problems.append(source.problem((key,), f'"{key}" stands for {_RESERVED[key]}; call the theme otherwise'))
        elif not isinstance(values, Mapping):
            problems.append(source.problem((key,), f'"{key}" must be a table; write [{key}] on a line of its own'))
        else:
            try:
                yield key, checked(kind, source.table(key), ConfigError, strict=True)
            except ConfigError as refused:
                problems.extend(refused.problems)


def _unknown(source: Source, row: str, key: str, named: tuple[str, ...], known: Mapping[str, object]) -> list[Problem]:
    mend = "; add it there, or take it out here"
    return [
        source.problem((row, key), f'"{name}" is no theme of themes.toml{suggestion(name, known) or mend}')
        for name in named
        if name not in known
    ]


def _contains_itself(theme: Theme, themes: Mapping[str, Theme]) -> bool:
    above, seen = theme.part_of, set[str]()
    while above is not None and above not in seen and above != theme.id:
        seen.add(above)
        above = themes[above].part_of if above in themes else None
    return above == theme.id


def _theme(key: str, row: _Theme) -> Theme:
    return Theme(
        id=key,
        name=row.name,
        slug=row.slug,
        description=row.description,
        keywords=row.keywords,
        promoted=tuple(Period(period.from_, period.until) for period in row.promoted),
        part_of=row.part_of,
    )


def _offer(key: str, row: _Offer) -> Offer:
    return Offer(
        id=key,
        name=row.name,
        themes=tuple(dict.fromkeys(row.themes)),
        price=row.price,
        promoted=row.promoted,
        since=row.since,
        until=row.until,
    )


def _channel(key: str, row: _Channel) -> Channel:
    steps = tuple(Step(name=step.name, minutes=step.minutes, conversion=step.conversion) for step in row.steps)
    return Channel(id=key, name=row.name, cash=tuple(Cash(c.on, c.amount) for c in row.cash), steps=steps)
