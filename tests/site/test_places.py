"""A mistake in a link or a picture is told where the author finds it."""

from __future__ import annotations

import pytest

from pipeline.site.places import Place, places

CASES: dict[str, tuple[str, list[tuple[str, Place]]]] = {
    "an address that another one begins with": ("[a](two.md#x)\nand [b](two.md)", [("two.md", (2, 5))]),
    "a word that is spelt as the address": ("two.md is new,\nsee [it](two.md)", [("two.md", (2, 5))]),
    "the same address twice": ("[a](two.md) [b](two.md)", [("two.md", (1, 1)), ("two.md", (1, 13))]),
    "an address in pointed brackets": ("[x](y) or <two.md:x>", [("two.md:x", (1, 11))]),
    "one with a blank, and one with brackets": (
        "![x](<two b.md>), [y](two_(c).md 'why')",
        [("two%20b.md", (1, 2)), ("two_(c).md", (1, 19))],
    ),
    "a name that stands for it is told once": ("[a][x] [b][x]\n\n[x]: two.md", [("two.md", (3, 1))]),
    "code shows no link": ("`[a](two.md)`\n\n[b](two.md)", [("two.md", (3, 1))]),
    "a cell of a table": ("|a|\n|-|\n|[x](two.md)|\n\n[y](two.md)", [("two.md", (3, 2)), ("two.md", (5, 1))]),
    "a name in a quotation takes no other's place": (
        "> [a][x]\n>\n> [x]: two.md\n\n[b](two.md)",
        [("two.md", (3, 3)), ("two.md", (5, 1))],
    ),
    "an address on the next line": ("[a](\n  two.md)\n\n[b](two.md)", [("two.md", (1, 1)), ("two.md", (4, 1))]),
    "a note that stands before other text": (
        "A[^1].\n\n[^1]: [a](two.md)\n\n[b](two.md)",
        [("two.md", (5, 1)), ("two.md", (3, 7))],
    ),
    "one that is written otherwise has its paragraph": ("a\n\nb\n[x](two\\_.md)", [("two_.md", (3, 1))]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_link_is_told_where_it_is_written(name: str) -> None:
    body, expected = CASES[name]
    assert list(places(body, lambda target: target.startswith("two") and "#" not in target)) == expected
