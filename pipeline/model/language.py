"""Language tags: BCP 47, lower case; and which of several texts a reader of a language gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.line import quoted

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_LONGEST = 35
"""Letters that are enough for any tag in use (RFC 5646, 4.4.1); columns of the database have as many. Strangers send
tags, too, and looking for wider ones takes memory with the square of their length.
"""
_REGIONAL = re.compile(r"[a-z]{2,3}(-([a-z]{2}|[0-9]{3}))?")
_SUFFIXED = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a detector makes of a text: `lang` is None when it is unsure, `best` its likeliest answer.

    `best` may be a language outside the candidates: then the text is in none of them, and `lang` is None.
    `margin` is how far the probability of `best` lies above that of `runner_up`.
    """

    lang: str | None
    best: str | None
    probability: float
    runner_up: str | None = field(default=None, kw_only=True)
    margin: float = field(default=0.0, kw_only=True)


Detect = Callable[[str], Guess]
"""Detects the language of a text among the workspace's languages; the same text gets the same answer."""


def normalised(tag: str) -> str:
    """`de-CH` and `de_CH` as `de-ch`; raises ValueError where `tag` is no language tag."""
    lowered = tag.strip().replace("_", "-").lower()
    if len(lowered) > _LONGEST or not _TAG.fullmatch(lowered):
        raise ValueError(f'{quoted(tag)} is no language tag; write for instance "de" or "pt-br"')
    return lowered


def recognised(text: str) -> str | None:
    """`normalised` for what strangers wrote: None where it is no language tag."""
    try:
        return normalised(text)
    except ValueError:
        return None


def listed(text: str) -> tuple[str, ...]:
    """The tags in `de,en`, each once; raises ValueError where one is none."""
    return tuple(dict.fromkeys(normalised(tag) for tag in text.split(",") if tag.strip()))


def suffixed(stem: str) -> tuple[str, str]:
    """`moin.de_AT` as `moin` and `de-at`, the name of a file without its ending; no tag where it names none."""
    found = _SUFFIXED.fullmatch(stem)
    return (found[1], found[2].replace("_", "-").lower()) if found else (stem, "")


def split(stem: str, languages: Sequence[str]) -> tuple[str, str, str]:
    """`moin.de` as `moin`, the one of `languages` that it means, and `de`; a suffix of none stays in the stem."""
    bare, named = suffixed(stem)
    meant = called_after(named, languages)
    return (bare, meant, named) if meant else (stem, "", named)


def called_after(name: str, languages: Sequence[str]) -> str:
    """The one of `languages` that a part of a path names: itself, or the only kind of it (`de` → de-at); else empty.

    A region may stand with it (`de_DE`), but no other word: `no-code` is a folder about something.
    """
    lang = name.replace("_", "-").lower()
    if lang in languages:
        return lang
    return (nearest(lang, languages) or "") if _REGIONAL.fullmatch(lang) else ""


def under_ours(texts: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """`texts` under those of `languages` that their keys mean; a second one of a language stays as it is called."""
    found: dict[str, str] = {lang: text for lang, text in texts.items() if lang in languages}
    for lang, text in texts.items():
        meant = called_after(lang, languages)
        found.setdefault(lang if not meant or meant in found else meant, text)
    return found


def primary(lang: str) -> str:
    """The primary language subtag (BCP 47): `de` of `de-at`."""
    return lang.partition("-")[0]


def fallbacks(lang: str, workspace_order: Sequence[str]) -> tuple[str, ...]:
    """`de-at` → de-at, de (RFC 4647 look-up, section 3.4), then the workspace's languages, kin such as de-ch first."""
    parts = lang.split("-")
    own = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    others = sorted(workspace_order, key=lambda one: primary(one) != parts[0])
    return tuple(dict.fromkeys([*own, *others]))


def nearest(lang: str, languages: Sequence[str]) -> str | None:
    """The one of `languages` for a reader of `lang`: itself, a wider one, or the only kin (`it` → it-ch, `nb` → no)."""
    found = next((wider for wider in fallbacks(lang, ()) if wider in languages), None)
    kin = [one for one in languages if _spoken(one) == _spoken(lang)]
    return found or (kin[0] if len(kin) == 1 else None)


def _spoken(lang: str) -> str:
    """Browsers and lists say `nb` and `no` of one language."""
    base = primary(lang)
    return "no" if base in ("nb", "nn") else base


UNDETERMINED = "und"
"""The tag of a text whose language nobody has said (BCP 47)."""


def chosen(texts: Mapping[str, str], lang: str, workspace_order: Sequence[str]) -> str:
    """The text for a reader of `lang`, or of the nearest language that has one; empty when there is none."""
    return texts.get(_candidate(texts, lang, workspace_order), "")


def foreign(texts: Mapping[str, str], lang: str, workspace_order: Sequence[str]) -> str:
    """The language of the text that `chosen` gives, where a reader of `lang` has to be told; else empty."""
    found = _candidate(texts, lang, workspace_order)
    return "" if primary(found) == primary(lang) else found


def _candidate(texts: Mapping[str, str], lang: str, workspace_order: Sequence[str]) -> str:
    candidates = fallbacks(lang, (*workspace_order, *sorted(texts)))
    return next((candidate for candidate in candidates if candidate in texts), "")
