"""How the report speaks a language: gettext's sentences, Babel's numbers and days, the workspace's own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from pipeline.demand import evidence
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval
from pipeline.demand.msgids import _
from pipeline.demand.reasons import Voice
from pipeline.model import channels, locales
from pipeline.model.language import chosen
from pipeline.model.people import DIRECT
from pipeline.model.rendering import Wording
from pipeline.model.theme import Catalogue

AT_LEAST = _("at least {amount}")
HOURS = _("{n} h")
MINUTES = _("{n} min")
SHARE = _("{n} %")
USUAL: Mapping[str, str] = {
    "network": _("network"),
    "search": _("search"),
    "newsletter": _("newsletter"),
    "social": _("social media"),
    "events": _("events"),
    "paid-search": _("paid search"),
    "paid-social": _("paid social media"),
    channels.OTHER: _("something else"),
    DIRECT: _("no known channel"),
}
"""What channels are called that need no block in channels.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language with the names of one workspace; `voice` words the reasons of verdicts.

    `languages` are the workspace's, in its order: a name that `lang` lacks is taken from the first that has it.
    """

    lang: str
    locale: Locale
    wording: Wording
    catalogue: Catalogue
    languages: tuple[str, ...]

    @property
    def voice(self) -> Voice:
        """The same language for `reasons` and `headline`."""
        return Voice(self.wording.gettext, self.wording.ngettext, self.number, self.theme)

    def say(self, message: str, **gaps: str) -> str:
        """A sentence with its gaps filled."""
        return self.wording.gettext(message).format_map(gaps)

    def count(self, forms: tuple[str, str], n: float, **gaps: str) -> str:
        """A sentence in the form for `n`, which also fills the gap {n}; a fraction takes the plural."""
        return self.voice.count(forms, n, **gaps)

    def theme(self, theme: str) -> str:
        """The name of a theme, or its id where it has none."""
        found = self.catalogue.themes.get(theme)
        return self.named(found.name if found else {}, theme)

    def offer(self, offer: str) -> str:
        """The name of an offer, or its id."""
        found = self.catalogue.offers.get(offer)
        return self.named(found.name if found else {}, offer)

    def channel(self, channel: str) -> str:
        """The name of a channel, else the usual word for it, else its id; that of nobody is called so."""
        found = self.catalogue.channels.get(channel)
        return self.named(found.name if found else {}, self.say(USUAL[channel]) if channel in USUAL else channel)

    def language(self, lang: str) -> str:
        """The name of a language, or its tag."""
        return locales.language_name(lang, self.locale)

    def number(self, value: float, digits: int = 0) -> str:
        """1,234.5: at most so many digits after the point, none that says nothing."""
        return self._decimal(value, digits, "#")

    def hours(self, minutes: float) -> str:
        """Minutes as hours."""
        hours = minutes / 60
        return self.say(HOURS, n=self.number(hours, 0 if hours >= 100 else 1))

    def minutes(self, minutes: float) -> str:
        """Minutes as they are."""
        return self.say(MINUTES, n=self.number(minutes))

    def share(self, part: float) -> str:
        """A part of 1 in percent, never rounded to nothing or to all; halves stay, so that eighths make 100."""
        percent = 100 * part
        digits = 1 if 0 < percent < 1 or 99 < percent < 100 or abs(percent % 1 - 0.5) < evidence.ROUNDING else 0
        while round(percent, digits) in (0, 100) and evidence.ROUNDING < percent < 100 - evidence.ROUNDING:
            digits += 1
        return self.say(SHARE, n=self.number(percent, digits))

    def money(self, amount: float, currency: str) -> str:
        """1,234 EUR."""
        return f"{self.number(amount)} {currency}"

    def price(self, amount: float, currency: str) -> str:
        """An amount as somebody set it: 85.5 EUR."""
        return f"{self.number(amount, 2)} {currency}"

    def rate(self, value: float) -> str:
        """A rate with the figures that say something: 0.016, 0.14, 2.3, 12.9, 120."""
        return self.number(value, _places(value))

    def interval(self, estimate: Interval) -> str:
        """A rate and the ends of its interval, all with as many figures as the rate deserves: 0.30 (0.13–0.76)."""
        values = (estimate.median, estimate.low, estimate.high)
        median, low, high = (self._decimal(value, _places(estimate.median), "0") if value else "0" for value in values)
        return f"{median} ({low}–{high})"

    def cost(self, estimate: Interval | AtLeast, currency: str) -> str:
        """A cost per client and the ends of its interval, or its bound."""
        if isinstance(estimate, AtLeast):
            return self.say(AT_LEAST, amount=self.money(estimate.at_least, currency))
        low, high = self.number(estimate.low), self.number(estimate.high)
        return f"{self.money(estimate.median, currency)} ({low}–{high})"

    def hours_each(self, estimate: Interval | AtLeast) -> str:
        """Minutes per client as hours, and the ends of their interval, or their bound."""
        if isinstance(estimate, AtLeast):
            return self.say(AT_LEAST, amount=self.hours(estimate.at_least))
        low, high = (self.number(end / 60, 0 if end >= 6000 else 1) for end in (estimate.low, estimate.high))
        return f"{self.hours(estimate.median)} ({low}–{high})"

    def day(self, day: date) -> str:
        """30 Jun 2026, as the language writes it where it writes a period."""
        return format_skeleton("yMMMd", day, locale=self.locale)

    def period(self, start: date, until: date) -> str:
        """1 January – 30 June 2026, as the language writes it."""
        return format_interval(start, until, "yMMMd", locale=self.locale)

    def short_day(self, day: date) -> str:
        """30 Jun 2026, as the language writes it."""
        return format_date(day, "medium", locale=self.locale)

    def month(self, day: date) -> str:
        """The month's short name."""
        return format_date(day, "LLL", locale=self.locale).rstrip(".")

    def named(self, names: Mapping[str, str], otherwise: str = "") -> str:
        """The name in this language, else in the workspace's first that has one."""
        return chosen(names, self.lang, self.languages) or otherwise

    def _decimal(self, value: float, digits: int, digit: str) -> str:
        """Rounded as people do it, halves up; `digit` is `#` where a last 0 says nothing, else `0`."""
        rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0  # no "-0"
        return format_decimal(rounded, "#,##0" + ("." + digit * digits if digits else ""), locale=self.locale)


def speech(wording: Wording, lang: str, catalogue: Catalogue, languages: Sequence[str]) -> Speech:
    """The language `lang` of a workspace; numbers and days are English where Babel does not know it."""
    return Speech(
        lang=lang, locale=locales.or_english(lang), wording=wording, catalogue=catalogue, languages=tuple(languages)
    )


def _places(value: float) -> int:
    return next((places for limit, places in ((0.095, 3), (1, 2), (100, 1)) if value < limit), 0)
