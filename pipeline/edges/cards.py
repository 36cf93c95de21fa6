"""Draws the card that stands for a post where it is shared: paper, the red thread, its title; 1200 × 630 pixels."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL import __version__ as pillow

from pipeline.edges.kept import Kept

WIDTH, HEIGHT = 1200, 630
_LEFT, _TOP, _TEXT_WIDTH = 168, 118, 900
_ABOVE_SIZE, _BELOW_SIZE = 34, 36
_SIZES = (84, 72, 62, 54, 46)
_LINES = 4
_LETTERS = 1_000
"""More than there is room for, even for the narrowest: the rest of a line without end is not even measured."""
_LEVEL = 3
"""The level of compression: less than half the time of the usual 6, for a tenth more bytes."""
_SHADES = 10
"""How many shades there are of each colour, from that of the ground to its own, for the edges of letters."""
_ACCENT, _TEXT, _MUTED = range(3)
_BANDS = ((0, 106), (106, 528), (528, HEIGHT))
"""Rows with the line above the title, the title, and the name below it: each is written in a colour of its own."""

_BLANKS = re.compile("  +")
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}
"""Unicode's selectors of a form: emoji or text."""


class Cards:
    """Draws cards in one look; each is drawn once and kept."""

    def __init__(self, root: str, colours: Mapping[str, str], fonts: Iterable[bytes]) -> None:
        self._fonts = tuple(fonts)
        inks = (colours["accent"], colours["text"], colours["muted"])
        self._palette = [part for ink in inks for part in _gradient(colours["ground"], ink)]
        self._known: set[str] = set()
        self._kept = Kept(
            root, "cards", f"3 {pillow} {sorted(colours.items())} {[zlib.crc32(font) for font in self._fonts]}"
        )

    def draw(self, title: str, above: str, below: str) -> bytes:
        """A PNG with `title`, the line `above` it and the name `below`.

        Emoji and other signs that the font lacks are left out, and a line of which it lacks a letter.
        """
        title, above, below = (self._writable(text[:_LETTERS]) for text in (title, above, below))
        return self._kept.get(repr((title, above, below)).encode(), lambda: self._drawn(title, above, below))

    def can_write(self, text: str) -> bool:
        """Whether the font has all that has to be read of `text`."""
        if self._known.issuperset(text):
            return True
        composed = unicodedata.normalize("NFC", text)
        has = {letter for letter in composed if self._has(letter)}
        self._known |= has
        return not has <= {" "} and all(letter in has or _is_left_out(letter) for letter in composed)

    def _writable(self, text: str) -> str:
        if not self.can_write(text):
            return ""
        composed = unicodedata.normalize("NFC", text)
        return _BLANKS.sub(" ", "".join(letter for letter in composed if self._has(letter))).strip()

    def _has(self, letter: str) -> bool:
        # Letters that join or run from the right need a shaper, which Pillow seldom has.
        return unicodedata.bidirectional(letter) not in ("R", "AL") and any(
            _draws(font, letter) for font in self._fonts
        )

    def _drawn(self, title: str, above: str, below: str) -> bytes:
        ink = Image.new("L", (WIDTH, HEIGHT))
        write = _Writer(ImageDraw.Draw(ink), self._fonts)
        write.line((_LEFT, 54), write.shortened(above, _ABOVE_SIZE), _ABOVE_SIZE, 400)
        size, lines = self._fitted(write, title)
        for number, line in enumerate(lines):
            write.line((_LEFT - 3, _TOP + round(number * size * 1.16)), line, size, 600)
        write.line((_LEFT, HEIGHT - 96), write.shortened(below, _BELOW_SIZE), _BELOW_SIZE, 400)
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
        """The largest size at which the title has four lines at most, none too long; what is longer still is cut."""
        for size in _SIZES:
            lines = list(write.wrapped(title.split(), size))
            if len(lines) <= _LINES and all(write.fits(line, size) for line in lines):
                return size, lines
        size = _SIZES[-1]
        lines = list(write.wrapped([piece for word in title.split() for piece in write.pieces(word, size)], size))
        if len(lines) <= _LINES:
            return size, lines
        return size, [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip(' ,;:–-')} …"]


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

    def fits(self, text: str, size: int) -> bool:
        return self._length(text, size) <= _TEXT_WIDTH

    def shortened(self, text: str, size: int) -> str:
        """`text` as far as it fits into one line."""
        cut = text
        while not self.fits(cut, size):
            text = text[:-1]
            cut = f"{text.rstrip()}…"
        return cut

    def pieces(self, word: str, size: int) -> Iterator[str]:
        """A word that no line can hold in pieces, behind a hyphen where it has one."""
        piece = ""
        for letter in word:
            if piece and not self.fits(piece + letter, size):
                end = piece.rfind("-") + 1 or len(piece)
                yield piece[:end]
                piece = piece[end:]
            piece += letter
        yield piece

    def wrapped(self, words: Iterable[str], size: int) -> Iterator[str]:
        line = ""
        for word in words:
            longer = f"{line} {word}".strip()
            if line and not self.fits(longer, size):
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


def _is_left_out(letter: str) -> bool:
    """Whether a title can be read without it: an emoji and what shapes one, a sign that nobody sees."""
    return unicodedata.category(letter) in ("So", "Sk", "Cf", "Cc", "Me") or letter in _VARIANTS


@cache
def _font(content: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _draws(content: bytes, letter: str) -> bool:
    """Whether a font file has a letter: all that it lacks look like one that no font has."""
    return letter in " \N{NO-BREAK SPACE}" or _mask(content, letter) != _mask(content, "\U0010fffe")


@cache
def _mask(content: bytes, letter: str) -> bytes:
    return bytes(_font(content, 20, 400).getmask(letter))
