"""A small workspace with two themes, and posts of both, of neither, and of one that is missing."""

from __future__ import annotations

from collections.abc import Mapping

THEMES = """# mine
[baking]
name = {en = "Baking", de = "Backen"}
description = {en = "Bread, dough and the oven.", de = "Brot, Teig und der Ofen."}
keywords = {en = ["bread", "dough", "oven", "sourdough", "flour"], de = ["Brot", "Teig", "Ofen", "Sauerteig", "Mehl"]}
promoted = [{from = 2026-01-01}] # since new year

[sailing]
name = {en = "Sailing", de = "Segeln"}
description = {en = "Boats, wind and harbours.", de = "Boote, Wind und Häfen."}
keywords = {en = ["boat", "sail", "harbour", "wind", "mast"], de = ["Boot", "Segel", "Hafen", "Wind", "Mast"]}
"""

_TEXTS = {
    "bread.en": ("A loaf that rises", "The dough rested overnight. Flour, water and salt are all that bread needs."),
    "bread.de": (
        "Ein Laib, der aufgeht",
        "Der Teig ruhte über Nacht. Mehl, Wasser und Salz, mehr braucht ein Brot nicht.",
    ),
    "oven.en": (
        "Steam in the oven",
        "A hot oven and some steam give bread its crust. Sourdough likes it hotter still.",
    ),
    "regatta.en": (
        "Round the island",
        "The boat left the harbour with a fair wind. The sail was torn before the second mark.",
    ),
    "mast.de": ("Der gebrochene Mast", "Im Sturm brach der Mast. Das Boot kam ohne Segel in den Hafen zurück."),
}


def post(title: str, body: str, *, head: str = "", day: str = "2026-03-01") -> str:
    """A post as a file."""
    return f"---\ntitle: {title}\ndate: {day}\n{head}---\n\n{body}\n"


def files(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The files of the workspace."""
    posts = {f"content/posts/{name}.md": post(title, body) for name, (title, body) in _TEXTS.items()}
    return {"content/themes.toml": THEMES, **posts, **(more or {})}
