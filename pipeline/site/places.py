"""Where in a text a link or a picture is written, for whoever is to mend it."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from pipeline.posts import markdown

# `](address`, `<address>`, and `[name]: address`, which says what a name stands for.
_ADDRESS = r"(?:<(?P<pointed>[^<>]*)>|(?P<bare>(?:[^\s<>()]|\([^\s()]*\))+))"
_WRITTEN = re.compile(rf"(?:(?P<link>\]\(\s*)|(?P<name>^ {{0,3}}\[[^\]]*\]:\s*)|(?=<)){_ADDRESS}")

Place = tuple[int, int]
"""Line and column, both counted from 1."""


def places(body: str, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, Place]]:
    """Each link and picture of `body` whose target is wanted, with its place, in the order of the text.

    Those that share what a name stands for, as `[a][x]` and `[b][x]` do, have one place and come once.
    """
    wanted = [(first, target) for first, target, _ in markdown.link_targets(body) if is_wanted(target)]
    written = _Written(body if wanted else "")
    yield from dict.fromkeys((target, written.place(target, first)) for first, target in wanted)


class _Written:
    """The places of all addresses of a text; each link takes the next one of its address."""

    def __init__(self, body: str) -> None:
        self._links: dict[str, deque[Place]] = defaultdict(deque)
        self._names: dict[str, Place] = {}
        for number, line in enumerate(body.split("\n"), 1):
            for found in _WRITTEN.finditer(line):
                address = unquote(found["pointed"] or found["bare"] or "")
                start = max(line.rfind("[", 0, found.start()), 0) if found["link"] else found.start()
                if found["name"]:
                    self._names.setdefault(address, (number, start + 1))
                else:
                    self._links[address].append((number, start + 1))

    def place(self, target: str, first: int) -> Place:
        """Where `target` stands next from the line `first` on, on which its block begins."""
        address = unquote(target)
        ahead = self._links[address]
        while ahead and ahead[0][0] < first:  # shown as code, say
            ahead.popleft()
        return ahead.popleft() if ahead else self._names.get(address, (first, 1))
