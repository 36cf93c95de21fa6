"""Cards say all of a title or are not drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.edges.cards import HEIGHT, WIDTH, Cards
from pipeline.site.content import CARD_SIZE
from tests.conftest import ROOT

COLOURS = {"accent": "#a82f1d", "text": "#231f1b", "muted": "#6a6157", "ground": "#fbf7ef"}
FONTS = [path.read_bytes() for path in sorted(ROOT.glob("templates/static/fonts/*.woff2"), reverse=True)]
MARGIN = 60
"""Pixels at the right that nothing is written on."""


def _cards(folder: Path) -> Cards:
    return Cards(str(folder), COLOURS, FONTS)


def _pixels(card: bytes) -> Image.Image:
    with Image.open(io.BytesIO(card)) as picture:
        return picture.convert("L")


@pytest.mark.parametrize(
    "title", ["Zażółć gęślą jaźń", "Øl på æ’en", "Latenz 🚀 messen ❤️", "Gro\N{COMBINING DIAERESIS}ße"]
)
def test_a_title_is_written_where_the_font_has_its_letters(tmp_path: Path, title: str) -> None:
    assert _cards(tmp_path).can_write(title)


@pytest.mark.parametrize(
    "title", ["بداية 4", "はじめに 5", "開始 5", "Архитектура", "Kiến trúc phần mềm", "Bash → Python", "🚀"]
)
def test_a_title_of_which_the_font_lacks_a_letter_is_not(tmp_path: Path, title: str) -> None:
    assert not _cards(tmp_path).can_write(title)


def test_an_emoji_leaves_no_hole_and_a_line_that_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    cards = _cards(tmp_path)
    assert cards.draw("Latenz 🚀 messen", "Leistung", "開始") == cards.draw("Latenz messen", "Leistung", "")


def test_another_font_of_the_same_length_draws_anew(tmp_path: Path) -> None:
    minor_version = 27  # WOFF 2.0, section 4.1
    for number in (b"\1", b"\2", b"\1"):
        font = FONTS[0][:minor_version] + number + FONTS[0][minor_version + 1 :]
        Cards(str(tmp_path), COLOURS, [font]).draw("Latenz", "", "")
    assert len([path for path in tmp_path.glob(".leitmotiv/cards/*/*") if path.is_file()]) == 2


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("Donaudampfschifffahrtsgesellschaftskapitän", ""),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", ""),
        ("Ein-Bindestrich-nach-dem-anderen-bis-die-Karte-voll-ist-und-noch-einer-mehr", ""),
        ("A", "Architektur und alles, was dazugehört · Leistung und was wir darunter verstehen wollen"),
    ],
)
def test_nothing_runs_out_of_the_picture(tmp_path: Path, title: str, above: str) -> None:
    picture = _pixels(_cards(tmp_path).draw(title, above, "Journal"))
    assert picture.size == (WIDTH, HEIGHT) == CARD_SIZE
    margin = picture.crop((WIDTH - MARGIN, 0, WIDTH, HEIGHT))
    assert len(margin.getcolors() or ()) == 1
