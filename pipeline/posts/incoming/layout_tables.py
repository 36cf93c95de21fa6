"""Tables that only lay out a letter or a page: what stands in their cells is text, not a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)(table|caption|colgroup|thead|tbody|tfoot|tr|td|th|h[1-6])\b[^<>]*>")


@dataclass(slots=True)
class _Table:
    """What was seen of a table: headings or tables within, its own header cells, and the cells of its widest row."""

    holds_texts: bool = False
    has_header: bool = False
    cells: int = 0
    widest: int = 0

    @property
    def is_layout(self) -> bool:
        return not self.has_header and (self.holds_texts or self.widest < 2)


def unwrapped(html: str) -> str:
    """HTML as nh3 leaves it, with the tables of its layout as plain divisions."""
    if "<table" not in html:
        return html
    open_then: list[_Table] = []
    owners: list[_Table | None] = []
    for tag in _TAG.finditer(html):
        closes, name = bool(tag[1]), tag[2]
        if name == "table" and not closes:
            for outer in open_then[-1:]:
                outer.holds_texts = True
            open_then.append(_Table())
        owners.append(open_then[-1] if open_then and not name.startswith("h") else None)
        for table in open_then[-1:] if not closes or name == "table" else ():
            _note(table, name)
            if closes:
                open_then.pop()
    place = iter(owners)
    return _TAG.sub(lambda tag: _replaced(tag, next(place)), html)


def _note(table: _Table, name: str) -> None:
    table.holds_texts = table.holds_texts or name.startswith("h")
    table.has_header = table.has_header or name == "th"
    table.cells = 0 if name == "tr" else table.cells + (name in ("td", "th"))
    table.widest = max(table.widest, table.cells)


def _replaced(tag: re.Match[str], table: _Table | None) -> str:
    return f"<{tag[1]}div>" if table is not None and table.is_layout else tag[0]
