"""Sentences that a catalogue lacks stand in English on a page of another language, and say so: `lang="en"`.

A screen reader would read them as the language of the page, and a browser would hyphenate them so. What is missing is
known when a sentence is asked for, what it stands in only when the page is whole: so it is marked, and marks go last.
"""

from __future__ import annotations

import gettext
import re

# Noncharacters, which no text has (Unicode 23.7).
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
# No mark-up may stand in a tag or in one of these elements, so marks there are dropped.
_PLACES = re.compile(
    rf"<(title|option|textarea|script|style)\b.*?</\1>|<[^<>]*>"
    rf"|{_OPEN}((?:[^<>{_OPEN}{_CLOSE}]|</?bdi>)*){_CLOSE}|{_MARKS.pattern}",
    re.DOTALL,
)


class English(gettext.NullTranslations):
    """The end of a chain of catalogues: what none of them has, in marks. `was_asked` says whether there was any."""

    was_asked = False

    def gettext(self, message: str) -> str:
        """The sentence itself."""
        return self._marked(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for one, or for several."""
        return self._marked(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """The sentence itself."""
        return self._marked(super().pgettext(context, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for one, or for several."""
        return self._marked(super().npgettext(context, msgid1, msgid2, n))

    def _marked(self, sentence: str) -> str:
        self.was_asked = True
        return f"{_OPEN}{sentence}{_CLOSE}"


def plain(text: str) -> str:
    """`text` without marks."""
    return _MARKS.sub("", text)


def in_html(text: str) -> str:
    """A whole page or a piece of one, its marks as elements that name the language."""
    return _PLACES.sub(_placed, text)


def _placed(found: re.Match[str]) -> str:
    return plain(found[0]) if found[2] is None else f'<span lang="en">{found[2]}</span>'
