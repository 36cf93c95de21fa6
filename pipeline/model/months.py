"""The names of months, as people and programs write them into dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_DAY, _NAME = r"(?P<day>[0-9][0-9]?)", r"(?P<name>[^\W\d_]{3,12})"
DAY_FIRST = rf"{_DAY}(?:(?:\.|st|nd|rd|th|er|[°º])?(?: de| of)?[ \u00a0-]|\.){_NAME}\.?,?(?: de)?[ \u00a0-]"
MONTH_FIRST = rf"{_NAME}\.?[ \u00a0]{_DAY}(?:st|nd|rd|th)?,?[ \u00a0]"
"""Patterns of `1er mars `, `3. Januar `, `4-Mar-`, and of `March 4th, `, as far as the year."""
_LOCALES = ("en", "de", "da", "sv", "nb", "nl", "fr", "es", "it", "pt", "pl", "fi")


@cache
def by_name() -> Mapping[str, int]:
    """Months by their names in small letters, long and short, in each case, without a dot, in a dozen languages."""
    from babel.dates import get_month_names

    names: dict[str, int] = {"sept": 9, "mrz": 3, "jänner": 1, "feber": 2, "fév": 2}
    for locale in reversed(_LOCALES):
        for width in ("wide", "abbreviated"):
            alone = get_month_names(width, "stand-alone", locale)  # styczeń beside stycznia
            for number, name in (*alone.items(), *get_month_names(width, "format", locale).items()):
                names[name.lower().rstrip(".")] = number
    return names
