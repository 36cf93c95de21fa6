"""What the numbers of a picture mean to a screen: eight bits a channel, in sRGB, whatever it was saved in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a site without pictures does not wait for Pillow
    from PIL import Image

_SPACES = {"L": "GRAY", "LA": "GRAY", "RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK"}
"""The colour space of each mode, as profiles name it (ICC.1, 7.2.6); a profile of another space is not its own."""
_GREY = ("1", "L", "LA")


def has_alpha(picture: Image.Image) -> bool:
    """Whether parts of it may be transparent."""
    return "A" in picture.getbands() or "transparency" in picture.info


def resizable(picture: Image.Image) -> Image.Image:
    """`picture` in one of the modes L, LA, RGB, RGBA and CMYK: those that can be made smaller by averages."""
    if picture.mode.startswith("I"):
        picture = _eight_bit(picture)
    if has_alpha(picture):
        return picture.convert("LA" if picture.mode in _GREY else "RGBA")
    if picture.mode == "CMYK":
        return picture
    return picture.convert("L" if picture.mode in _GREY else "RGB")


def srgb(picture: Image.Image) -> Image.Image:
    """A `resizable` picture as RGB or RGBA in sRGB, which needs no profile; a damaged profile counts as none."""
    shown = _by_profile(picture.convert(picture.mode.removesuffix("A"))).convert("RGB")
    if "A" in picture.getbands():
        shown.putalpha(picture.getchannel("A"))
    shown.info.pop("icc_profile", None)
    return shown


def _by_profile(picture: Image.Image) -> Image.Image:
    from PIL import ImageCms

    said = picture.info.get("icc_profile")
    if not said:
        return picture
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(said))
        if profile.profile.xcolor_space != _SPACES[picture.mode]:
            return picture
        return ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except (OSError, ImageCms.PyCMSError):
        return picture


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits (PNG), which Pillow would clip: the upper byte, as it takes it of coloured ones itself."""
    import numpy as np
    from PIL import Image

    values = np.asarray(picture)
    made = Image.fromarray((values >> 8).astype(np.uint8))
    if "transparency" in picture.info:
        made.putalpha(Image.fromarray(np.where(values == picture.info["transparency"], 0, 255).astype(np.uint8)))
    made.info["icc_profile"] = picture.info.get("icc_profile")
    return made
