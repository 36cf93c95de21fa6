"""What pure code needs of templates: it names one, a language and finished values, and gets text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Render = Callable[[str, str, Mapping[str, object]], str]
"""(template, language, values) → text. Values are finished views; templates know no models."""


class Wording(Protocol):
    """The interface's own sentences in one language, as gettext gives them."""

    def gettext(self, message: str, /) -> str:
        """`message` in this language, or as it is where nobody translated it."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The form for `n`."""
