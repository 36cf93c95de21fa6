"""Draws the card that stands for a post where it is shared: paper, the red thread, its title; 1200 × 630 pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL import __version__ as pillow

from pipeline.edges.kept import Kept

WIDTH, HEIGHT = 1200, 630
_LEFT, _TOP, _TEXT_WIDTH = 168, 118, 900
_SIZES = (84, 72, 62, 54)
_LINES = 4
_LEVEL = 3
"""Of compression: in less than half the time of the usual 6, and a tenth more bytes."""
_SHADES = 10
"""Of each colour between the ground and itself, for the edges of letters."""
_ACCENT, _TEXT, _MUTED = range(3)
_BANDS = ((0, 106), (106, 528), (528, HEIGHT))
"""Rows with the line above the title, the title, and the name below it: each is written in a colour of its own."""


class Cards:
    """Draws cards in one look; each is drawn once and kept."""

    def __init__(self, root: str, colours: Mapping[str, str], fonts: Iterable[bytes]) -> None:
        self._fonts = tuple(fonts)
        inks = (colours["accent"], colours["text"], colours["muted"])
        self._palette = [part for ink in inks for part in _gradient(colours["ground"], ink)]
        self._kept = Kept(root, "cards", f"2 {pillow} {sorted(colours.items())} {[len(font) for font in self._fonts]}")

    def draw(self, title: str, above: str, below: str) -> bytes:
        """A PNG with `title`, the line `above` it and the name `below`; letters that the font lacks are left out."""
        return self._kept.get(repr((title, above, below)).encode(), lambda: self._drawn(title, above, below))

    def _drawn(self, title: str, above: str, below: str) -> bytes:
        ink = Image.new("L", (WIDTH, HEIGHT))
        write = _Writer(ImageDraw.Draw(ink), self._fonts)
        write.line((_LEFT, 54), above, 34, 400)
        size, lines = self._fitted(write, title)
        for number, line in enumerate(lines):
            write.line((_LEFT - 3, _TOP + round(number * size * 1.16)), line, size, 600)
        write.line((_LEFT, HEIGHT - 96), below, 36, 400)
        picture = self._coloured(ink)
        knot = Image.new("L", (104, 104))
        ImageDraw.Draw(knot).ellipse((0, 0, 103, 103), fill=255)
        picture.paste(knot.resize((26, 26), Image.Resampling.LANCZOS).point(_shades(_ACCENT)), (97, 60))
        picture.paste(_shade(_ACCENT, 255), (107, 72, 113, HEIGHT))
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=_LEVEL)
        return out.getvalue()

    def _coloured(self, ink: Image.Image) -> Image.Image:
        """A picture with a palette: how much ink stands at a place, in the colour of its band."""
        picture = Image.new("P", ink.size)
        for colour, (top, bottom) in enumerate(_BANDS):
            band = (0, top, WIDTH, bottom)
            picture.paste(ink.crop(band).point(_shades(colour)), band)
        picture.putpalette(self._palette)
        return picture

    def _fitted(self, write: _Writer, title: str) -> tuple[int, list[str]]:
        """The largest size at which the title has four lines at most; what is longer still is cut."""
        lines: list[str] = []
        for size in _SIZES:
            lines = list(write.wrapped(title, size))
            if len(lines) <= _LINES:
                return size, lines
        return _SIZES[-1], [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip(' ,;:–-')} …"]


class _Writer:
    """Writes text in the site's font, whose letters are spread over several files."""

    def __init__(self, pen: ImageDraw.ImageDraw, fonts: tuple[bytes, ...]) -> None:
        self._pen = pen
        self._fonts = fonts

    def line(self, place: tuple[int, int], text: str, size: int, weight: int) -> None:
        left, top = place
        x = float(left)
        for font, chunk in self._chunks(text, size, weight):
            self._pen.text((x, top + size), chunk, fill=255, font=font, anchor="ls")
            x += font.getlength(chunk)

    def wrapped(self, text: str, size: int) -> Iterator[str]:
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self._length(longer, size) > _TEXT_WIDTH:
                yield line
                line = word
            else:
                line = longer
        yield line

    def _length(self, text: str, size: int) -> float:
        return sum(float(font.getlength(chunk)) for font, chunk in self._chunks(text, size, 600))

    def _chunks(self, text: str, size: int, weight: int) -> Iterator[tuple[Any, str]]:
        """Runs of letters that stand in one file."""
        run, current = "", None
        for letter in text:
            place = next((n for n, font in enumerate(self._fonts) if _draws(font, letter)), None)
            if place is None:
                continue
            if place != current and run and current is not None:
                yield _font(self._fonts[current], size, weight), run
                run = ""
            run, current = run + letter, place
        if run and current is not None:
            yield _font(self._fonts[current], size, weight), run


def _gradient(ground: str, ink: str) -> list[int]:
    """The shades from the one colour to the other: red, green and blue of each in turn."""
    ends = tuple(zip(ImageColor.getrgb(ground)[:3], ImageColor.getrgb(ink)[:3], strict=True))
    last = _SHADES - 1
    return [round(start + (end - start) * step / last) for step in range(_SHADES) for start, end in ends]


def _shades(colour: int) -> list[int]:
    """From each amount of ink, 0 to 255, to its place in the palette."""
    return [_shade(colour, ink) for ink in range(256)]


def _shade(colour: int, ink: int) -> int:
    return colour * _SHADES + round(ink * (_SHADES - 1) / 255)


@cache
def _font(content: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _draws(content: bytes, letter: str) -> bool:
    """Whether a font file has a letter: the others it draws as the one it cannot have."""
    return letter in " \N{NO-BREAK SPACE}" or _mask(content, letter) != _mask(content, "\U0010fffe")


@cache
def _mask(content: bytes, letter: str) -> bytes:
    return bytes(_font(content, 20, 400).getmask(letter))
