"""What Babel knows of a language: how its days and numbers are written, and in which direction it is read."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from pipeline.model.language import primary


def known(lang: str) -> Locale | None:
    """The locale of a language tag, else that of its language alone (`de-zz` → `de`); None where Babel has neither."""
    for tag in (lang, primary(lang)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def or_english(lang: str) -> Locale:
    """The locale as `known` finds it; English where Babel does not know the language."""
    return known(lang) or Locale("en")


def language_name(lang: str, among: Locale) -> str:
    """What a language is called in another one: `German`, `tysk`; its tag where Babel does not know it."""
    locale = known(lang)
    return (locale.get_display_name(among) if locale else None) or lang


def direction(lang: str) -> str:
    """`rtl` where a language is read from right to left (Arabic, Hebrew, Punjabi in Arabic script), else `ltr`."""
    locale = known(lang)
    return str(locale.text_direction) if locale else "ltr"
