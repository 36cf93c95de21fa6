"""Themes as people call them."""

from __future__ import annotations

import pytest

from pipeline.model import theme_names
from pipeline.model.theme import Theme

KNOWN = {
    theme: Theme(id=theme, name={"el": name}, description={}, keywords={})
    for theme, name in (("λόγος", "Η γλώσσα"), ("speed", "λόγος"))
}


@pytest.mark.parametrize(
    ("text", "theme"),
    [("λόγος", "λόγος"), (" ΛΌΓΟΣ ", "λόγος"), ("Η Γλώσσα", "λόγος"), ("Speed", "speed"), ("", None), ("zzz", None)],
)
def test_a_theme_is_called_by_id_or_name_in_whatever_letters_and_the_id_goes_first(
    text: str, theme: str | None
) -> None:
    assert theme_names.named(text, KNOWN) == theme
