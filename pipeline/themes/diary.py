"""The positioning diary: periods of promotion written into themes.toml, and every other byte left as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pipeline.errors import ConfigError, Problem
from pipeline.model import day_range, theme_names
from pipeline.model.source import Source
from pipeline.model.theme import Period, Theme

PATH = "content/themes.toml"

_EARLIEST = date(1990, 1, 1)
# Strings and comments, in which brackets do not count; and brackets.
_TOKEN = re.compile(
    r"""\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|[\[\]{}]""", re.DOTALL
)
# What may stand behind an item before its line ends.
_LINE_END = re.compile(r"([ \t]*,)?([ \t]*#[^\n]*?)?(?=\r?\n)")


def promoted(text: str, themes: Mapping[str, Theme], theme: str, start: date, today: date) -> str:
    """themes.toml with a theme promoted from `start` on, as it is where it says so.

    Raises ConfigError where that cannot be.
    """
    known = _known(themes, theme)
    theme = known.id
    _check(start, today)
    if Period(start) in known.promoted:
        return text
    for period in known.promoted:
        if period.until is None:
            mend = f"end that first: leitmotiv themes retire {theme} --on {_day_before(start, period.start)}"
            raise _refused(f"{theme} is promoted since {period.start} already; {mend}")
        if period.until >= start:
            raise _refused(
                f"{theme} was promoted from {period.start} until {period.until}; a new period begins on "
                f"{period.until + timedelta(days=1)} at the earliest"
            )
    return _checked(text, theme, (*known.promoted, Period(start)), _with_period(text, theme, start))


def retired(text: str, themes: Mapping[str, Theme], theme: str, last: date, today: date) -> str:
    """themes.toml with a theme promoted until `last`, that day counted, as it is where it says so.

    Raises ConfigError where that cannot be.
    """
    known = _known(themes, theme)
    theme = known.id
    _check(last, today)
    running = [period for period in known.promoted if period.until is None]
    if not running:
        ended = max((period.until for period in known.promoted if period.until), default=None)
        if ended == last:
            return text
        if ended:
            verb = "was" if ended < today else "is"
            raise _refused(f"{theme} {verb} promoted until {ended} already; if that day is wrong, write {last} there")
        raise _refused(f"{theme} is not promoted; begin with: leitmotiv themes promote {theme} --from DATE")
    if last < running[-1].start:
        raise _refused(f"{theme} is promoted since {running[-1].start}; it cannot end on {last}, before it began")
    periods = tuple(Period(p.start, last) if p.until is None else p for p in known.promoted)
    return _checked(text, theme, periods, _with_end(text, theme, last))


def overlapping(source: Source, themes: Mapping[str, Theme]) -> Iterator[Problem]:
    """Periods written by hand of which one begins before the one before it has ended: most likely its end is missing.

    `source` is the themes.toml that `themes` were read from.
    """
    for theme in themes.values():
        for before, after in pairwise(sorted(theme.promoted, key=lambda period: period.start)):
            if before.until is None or after.start <= before.until:
                ends = f"until {before.until}" if before.until else "without an end"
                mend = "end it before, or make one period of both"
                message = (
                    f"{theme.id} is promoted from {before.start} on {ends}, and anew from {after.start} on; {mend}"
                )
                yield source.problem((theme.id, "promoted", theme.promoted.index(after), "from"), message)


def _known(themes: Mapping[str, Theme], theme: str) -> Theme:
    found = theme_names.named(theme, themes)
    if found is None:
        there = f"; there are {', '.join(themes)}" if themes else "; there is none yet"
        raise _refused(f'there is no theme "{theme}"{theme_names.near(theme, themes) or there}')
    return themes[found]


def _check(day: date, today: date) -> None:
    if day > day_range.latest(today):
        raise _refused(f"{day} lies more than a year ahead; correct the day")
    if day < _EARLIEST:
        raise _refused(f"{day} lies too far back to be remembered; correct the day")


def _day_before(day: date, start: date) -> date:
    return max(start, day - timedelta(days=1))


def _refused(message: str) -> ConfigError:
    return ConfigError(Problem(message, PATH))


def _checked(text: str, theme: str, periods: Sequence[Period], edited: str | None) -> str:
    """`edited` if it reads back as exactly what was meant; raises ConfigError where it does not, or is None."""
    rows = [{"from": p.start, **({"until": p.until} if p.until else {})} for p in periods]
    expected = _values(text)
    expected.setdefault(theme, {})["promoted"] = rows
    if edited is None or _values(edited) != expected:
        written = ", ".join(f"{{{', '.join(f'{key} = {day}' for key, day in row.items())}}}" for row in rows)
        raise _refused(
            f"is written so that only a person should change it; under [{theme}] write promoted = [{written}]"
        )
    return edited


def _values(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}


def _with_period(text: str, theme: str, start: date) -> str | None:
    newline = "\r\n" if "\r\n" in text else "\n"
    blocks = list(_headers(text, rf"\[\[\s*{_name(theme)}\s*\.\s*promoted\s*\]\]"))
    if blocks:
        end = _section_end(text, blocks[-1].end())
        return f"{text[:end]}{newline}[[{theme}.promoted]]{newline}from = {start}{newline}{text[end:]}"
    header = next(_headers(text, rf"\[\s*{_name(theme)}\s*\]"), None)
    if header is None:
        below = next(_headers(text, rf"\[\s*{_name(theme)}\s*\.[^\n\]]*\]"), None)
        if below is None:
            return None
        own = f"[{theme}]{newline}promoted = [{{from = {start}}}]{newline}{newline}"
        return text[: below.start()] + own + text[below.start() :]
    array = _array(text, header.end())
    if array is None:
        end = _section_end(text, header.end())
        lead = "" if text[:end].endswith("\n") else newline
        return f"{text[:end]}{lead}promoted = [{{from = {start}}}]{newline}{text[end:]}"
    return _with_item(text, array, f"{{from = {start}}}")


def _with_item(text: str, array: tuple[int, int], item: str) -> str:
    """An array with an item more, after the last; on a line of its own where the others have one."""
    begin, end = array
    last = max((token.end() for token in _tokens(text, begin, end) if token[0] == "}"), default=None)
    if last is None:
        return text[:begin] + item + text[begin:]
    line = text.rfind("\n", 0, text.rfind("{", 0, last)) + 1
    indent, brace, _ = text[line:last].partition("{")
    if not brace or indent.strip(" \t"):
        return f"{text[:last]}, {item}{text[last:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    behind = _LINE_END.match(text, last, end)
    comma, comment = behind.groups("") if behind else ("", "")
    below = behind.end() if behind else last
    return f"{text[:last]}{comma or ','}{comment}{newline}{indent}{item}{comma.strip()}{text[below:]}"


def _with_end(text: str, theme: str, last: date) -> str | None:
    newline = "\r\n" if "\r\n" in text else "\n"
    for block in _headers(text, rf"\[\[\s*{_name(theme)}\s*\.\s*promoted\s*\]\]"):
        end = _section_end(text, block.end())
        if not re.search(r"^[ \t]*until[ \t]*=", text[block.end() : end], re.MULTILINE):
            lead = "" if text[:end].endswith("\n") else newline
            return f"{text[:end]}{lead}until = {last}{newline}{text[end:]}"
    header = next(_headers(text, rf"\[\s*{_name(theme)}\s*\]"), None)
    array = _array(text, header.end()) if header else None
    if array is None:
        return None
    for begin, end in _tables(text, *array):
        if not re.search(r"\buntil\b", text[begin:end]):
            inside = text[begin:end].rstrip()
            return f"{text[:begin]}{inside}, until = {last}{text[begin + len(inside) :]}"
    return None


def _tables(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The insides of the inline tables of an array."""
    opened = begin
    for token in _tokens(text, begin, end):
        if token[0] == "{":
            opened = token.end()
        elif token[0] == "}":
            yield opened, token.start()


def _array(text: str, begin: int) -> tuple[int, int] | None:
    """The inside of `promoted = […]` in the section that begins there."""
    end = _section_end(text, begin)
    found = re.compile(r"^[ \t]*promoted[ \t]*=[ \t]*\[", re.MULTILINE).search(text, begin, end)
    if found is None:
        return None
    depth = 1
    for token in _tokens(text, found.end(), len(text)):
        depth += (token[0] == "[") - (token[0] == "]")
        if depth == 0:
            return found.end(), token.start()
    return None


def _headers(text: str, header: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"^[ \t]*{header}[ \t]*(?:#[^\n]*)?(?=\r?$)", text, re.MULTILINE)


def _section_end(text: str, begin: int) -> int:
    """Where the lines of a section end: after its last key, before what belongs to the next header."""
    position = begin
    depth = 0
    last = text.find("\n", begin) + 1 or len(text)
    for line in text[begin:].splitlines(keepends=True):
        bare = line.strip()
        if depth == 0 and position > begin and bare.startswith("["):
            break
        for token in _tokens(line, 0, len(line)):
            depth += (token[0] in "[{") - (token[0] in "]}")
        position += len(line)
        if bare and not bare.startswith("#"):
            last = position
    return last


def _tokens(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The brackets between, those in strings and comments left out."""
    return (token for token in _TOKEN.finditer(text, begin, end) if token[0] in "[]{}")


def _name(theme: str) -> str:
    return rf"(?:{re.escape(theme)}|\"{re.escape(theme)}\"|'{re.escape(theme)}')"
