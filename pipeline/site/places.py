"""Where in a text a link or a picture is written, for whoever is to mend it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import inf
from urllib.parse import unquote

from pipeline.posts import markdown

# `](address`, `<address>`, and `[name]: address`, which says what a name stands for, also in a quotation or a list.
_ADDRESS = r"(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>(?:[^\s<>()]|\([^\s()]*\))+))"
_WRITTEN = re.compile(
    rf"(?:(?P<link>\]\(\s*)|^[ >*+-]*(?P<name>\[(?!\^)[^\]\n]*\]:[^\S\n]*)|(?=<)){_ADDRESS}", re.MULTILINE
)

Place = tuple[int, int]
"""Line and column, both counted from 1."""


def places(body: str, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, Place]]:
    """Each link and picture of `body` whose target is wanted, with its place, in the order of the text.

    Those that share what a name stands for, as `[a][x]` and `[b][x]` do, have one place and come once.
    """
    targets = [(first, target) for first, target, _ in markdown.link_targets(body)]
    wanted = [(first, target) for first, target in targets if is_wanted(target)]
    written = _Written(body if wanted else "")
    blocks = [*sorted({first for first, _ in targets}), inf]
    yield from dict.fromkeys(
        (target, written.place(target, first, blocks[bisect_right(blocks, first)])) for first, target in wanted
    )


class _Written:
    """The places of all addresses of a text; each link takes the next one of its address in its block."""

    def __init__(self, body: str) -> None:
        self._links: dict[str, list[Place]] = defaultdict(list)
        self._names: dict[str, Place] = {}
        lines = [0, *(end.end() for end in re.finditer("\n", body))]
        for found in _WRITTEN.finditer(body):
            address = unquote(found["pointed"] or found["bare"] or "")
            at = found.start("name") if found["name"] else found.start()
            number = bisect_right(lines, at)
            begins = lines[number - 1]
            if found["name"]:
                self._names.setdefault(address, (number, at - begins + 1))
            else:
                start = max(body.rfind("[", begins, at), begins) if found["link"] else at
                self._links[address].append((number, start - begins + 1))

    def place(self, target: str, first: int, end: float) -> Place:
        """Where `target` stands next in the block that begins on the line `first`; the next block with links begins on
        the line `end`.
        """
        address = unquote(target)
        there = self._links[address]
        ahead = bisect_left(there, (first, 0))
        if ahead < len(there) and there[ahead][0] < end:
            return there.pop(ahead)
        return self._names.get(address, (first, 1))
