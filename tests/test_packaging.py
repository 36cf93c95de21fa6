"""What an installation gets, whatever installs it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Set
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT


def _met(lines: list[str], extras: Set[str]) -> Iterator[Requirement]:
    for line in lines:
        found = Requirement(line)
        if found.marker is None or any(found.marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield found


def _installed(lines: list[str], *, knows_spellings: bool) -> set[str]:
    """All that `lines` bring. A pip before 23.3 ignores an extra that is asked for in another spelling."""
    met: set[tuple[str, frozenset[str]]] = set()
    waiting = list(_met(lines, set()))
    while waiting:
        wanted = waiting.pop()
        extras = frozenset(extra for extra in wanted.extras if knows_spellings or not re.search("[_.A-Z]", extra))
        if (wanted.name, extras) in met:
            continue
        met.add((wanted.name, extras))
        with suppress(PackageNotFoundError):
            waiting += _met(requires(wanted.name) or [], extras)
    return {canonicalize_name(name) for name, _ in met}


def test_the_pip_that_python_brings_installs_all_that_a_newer_one_does() -> None:
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert _installed(lines, knows_spellings=False) == _installed(lines, knows_spellings=True)
