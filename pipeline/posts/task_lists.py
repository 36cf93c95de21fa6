"""Task lists as in GitHub Flavored Markdown (5.3): `[ ]` and `[x]` at the head of an item.

The box is a sign and no form field: it is read aloud, and stands in letters and plain text as well.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_BOX = re.compile(r"\[([ xX])\](?=[ \t]+\S)")
_BOXES = ("[ ]", "[x]", "[X]")
_OPEN, _DONE = "☐", "☑"


def plugin(parser: MarkdownIt) -> None:
    """Boxes, for `parser.use`; an item that has one is of the class `task`."""
    parser.core.ruler.before("inline", "task_lists", _tasks)


def _tasks(state: StateCore) -> None:
    if not any(box in state.src for box in _BOXES):
        return
    for item, paragraph, text in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            box = _BOX.match(text.content)
            if box:
                item.attrSet("class", "task")
                text.content = (_OPEN if box[1] == " " else _DONE) + text.content[box.end() :]
