"""Pictures: measured as they are shown, made smaller where it pays, the same bytes each time."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, _imaging

from pipeline.edges import images
from pipeline.edges.cards import HEIGHT, WIDTH, Cards
from pipeline.edges.kept import Kept
from pipeline.errors import ContentError
from tests.conftest import ROOT

FONTS = [path.read_bytes() for path in sorted((ROOT / "templates/static/fonts").glob("*.woff2"), reverse=True)]
COLOURS = {"ground": "#fbf7ef", "text": "#231f1b", "muted": "#6a6157", "accent": "#a82f1d"}


def _photo(width: int, height: int, kind: str = "PNG", **options: object) -> bytes:
    picture = Image.effect_noise((width, height), 40).convert("RGB")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_measured(kind: str) -> None:
    assert images.size(f"a.{kind.lower()}", _photo(30, 20, kind)) == (30, 20)


def test_a_photo_that_lies_on_its_side_is_measured_as_it_is_shown() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert images.size("a.jpg", _photo(30, 20, "JPEG", exif=turned)) == (20, 30)


PAPER = {
    "a drawing": ("a.svg", b"<svg>", True),
    "a drawing with colours for dark pages": ("a.svg", b"<svg><style>@media (prefers-color-scheme: dark) {}", False),
    "a photo": ("a.png", _photo(3, 2, "PNG"), False),
}


@pytest.mark.parametrize("name", PAPER)
def test_what_is_drawn_on_nothing_needs_paper(name: str) -> None:
    path, content, expected = PAPER[name]
    assert images.needs_paper(path, content) == expected


def test_a_picture_with_holes_needs_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3, 2)).save(out, "PNG")
    assert images.needs_paper("a.png", out.getvalue())


def test_what_is_no_picture_is_refused_by_name() -> None:
    with pytest.raises(ContentError, match=r"^content/static/a\.png: is no picture that can be read"):
        images.size("content/static/a.png", b"text")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_damaged_picture_is_read_or_refused_by_name(tmp_path: Path, kind: str) -> None:
    photo, kept = _photo(700, 40, kind), images.store(str(tmp_path))
    cut = [photo[: len(photo) * part // 8] for part in range(8)]
    spoilt = [photo[:at] + bytes([photo[at] ^ 0xFF]) + photo[at + 1 :] for at in range(0, 390, 13)]
    refused = 0
    for content in (*cut, *spoilt):
        for read in (images.size, images.told, lambda path, content: images.smaller(path, content, kept)):
            try:
                read(f"a.{kind.lower()}", content)
            except ContentError as error:
                refused += 1
                assert str(error).startswith(f"a.{kind.lower()}: is ")
    assert refused


def test_a_photo_that_was_not_loaded_whole_is_refused_by_name(tmp_path: Path) -> None:
    photo = _photo(700, 400, "JPEG")
    with pytest.raises(ContentError, match=r"^a\.jpg: is no picture that can be read whole"):
        images.smaller("a.jpg", photo[: len(photo) // 2], images.store(str(tmp_path)))


@pytest.mark.parametrize(("kind", "size"), [("BMP", (30, 20)), ("ICO", (16, 11))])
def test_old_pictures_that_browsers_show_are_measured(kind: str, size: tuple[int, int]) -> None:
    assert images.size(f"a.{kind}", _photo(30, 20, kind)) == size


@pytest.mark.parametrize(("width", "height", "said"), [(12_000, 9_000, 108), (30_000, 30_000, 900)])
def test_a_picture_that_is_far_too_large_is_refused_with_its_size(width: int, height: int, said: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    png += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    with pytest.raises(ContentError, match=rf"^a\.png: is too large \({said} million pixels\); a page shows 1240"):
        images.size("a.png", png)


def _row(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("size", "said"), [((70_000, 1), "70,000 × 1"), ((1, 70_000), "1 × 70,000")])
def test_a_picture_longer_than_any_is_refused(size: tuple[int, int], said: str) -> None:
    """A single row of 80 million pixels is a file of 10 KB, and took more memory than there is."""
    with pytest.raises(ContentError, match=rf"^a\.png: is too large \({said} pixels\)"):
        images.size("a.png", _row(*size))


def test_a_photo_that_is_drawn_thousands_of_times_over_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3_000, 2_000)).save(out, "JPEG", progressive=True, quality=1)
    photo = out.getvalue()
    assert images.smaller("a.jpg", photo, images.store(str(tmp_path)))
    last = photo.rindex(b"\xff\xda")
    with pytest.raises(ContentError, match=r"^a\.jpg: is packed so that it takes minutes"):
        images.examine("a.jpg", photo[:-2] + photo[last:-2] * 2_000 + photo[-2:])


@pytest.mark.parametrize("kind", ["TIFF", "EPS", "JPEG2000"])
def test_what_browsers_do_not_show_is_no_picture_whatever_its_name_says(kind: str) -> None:
    with pytest.raises(ContentError, match=r"^a\.png: is no picture that can be read whole"):
        images.size("a.png", _photo(30, 20, kind))


def test_a_photo_gets_smaller_ones_in_two_formats(tmp_path: Path) -> None:
    found = images.smaller("a.png", _photo(1600, 900), images.store(str(tmp_path)))
    assert {(one.width, one.type) for one in found} == {
        (width, kind) for width in (640, 1240) for kind in ("image/avif", "image/webp")
    }
    for one in found:
        with Image.open(io.BytesIO(one.content)) as picture:
            assert picture.size == (one.width, round(900 * one.width / 1600))


def test_a_picture_higher_than_webp_can_be_gets_only_those_that_fit(tmp_path: Path) -> None:
    found = images.smaller("a.png", _photo(700, 17_000), images.store(str(tmp_path)))
    assert {(one.width, one.kind) for one in found} == {(640, "avif"), (640, "webp")}


def test_a_small_picture_and_one_that_would_gain_nothing_stay_alone(tmp_path: Path) -> None:
    kept = images.store(str(tmp_path))
    assert images.smaller("a.png", _photo(200, 100), kept) == ()
    assert images.smaller("a.svg", b"<svg>", kept) == ()
    plain = io.BytesIO()
    Image.new("RGB", (700, 700), "#fff").save(plain, "PNG")
    assert all(len(one.content) < len(plain.getvalue()) for one in images.smaller("a.png", plain.getvalue(), kept))


def test_what_was_made_is_kept_and_made_again_alike(tmp_path: Path) -> None:
    photo = _photo(800, 400)
    first = images.smaller("a.png", photo, images.store(str(tmp_path / "a")))
    assert images.smaller("a.png", photo, images.store(str(tmp_path / "a"))) == first
    assert images.smaller("a.png", photo, images.store(str(tmp_path / "b"))) == first


def test_a_result_is_made_once(tmp_path: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"result"

    kept = Kept(str(tmp_path), "things", "1")
    assert [kept.get(b"a", make), kept.get(b"a", make), kept.get(b"b", make)] == [b"result"] * 3
    assert len(made) == 2
    assert Kept(str(tmp_path), "things", "2").get(b"a", make) == b"result"
    assert len(made) == 3
    assert (tmp_path / ".leitmotiv/.gitignore").read_text() == "*\n"


def test_a_place_that_cannot_be_written_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / ".leitmotiv").write_text("a file")
    assert Kept(str(tmp_path), "things", "1").get(b"a", lambda: b"result") == b"result"


@pytest.mark.parametrize(
    "title",
    [
        "Eine Abfrage zu viel",
        "Łódź, Århus, Größe & Œuvre",
        "ein sehr langer Titel " * 20,
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenmacher" * 3,
        "Привет",
        "🎈",
        "",
    ],
)
def test_a_card_is_drawn_whatever_the_title(tmp_path: Path, title: str) -> None:
    drawn = Cards(str(tmp_path / "a"), COLOURS, FONTS).draw(title, "Performance", "Jonna Petersen")
    assert drawn == Cards(str(tmp_path / "b"), COLOURS, FONTS).draw(title, "Performance", "Jonna Petersen")
    assert len(drawn) < 60_000
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("endless", ["a " * 300_000, "a" * 300_000, "a-" * 300_000])
def test_a_card_is_drawn_in_a_moment_however_long_its_lines(tmp_path: Path, endless: str) -> None:
    """Each letter that nobody would have seen was measured, and those of the name once for every one behind it."""
    cards = Cards(str(tmp_path), COLOURS, FONTS)
    assert cards.draw(endless, endless, endless) == cards.draw(endless[:2_000], endless[:2_000], endless[:2_000])


def _tagged(**tags: dict[int, object]) -> bytes:
    found = Image.Exif()
    for number, value in tags.get("top", {}).items():
        found[number] = value
    for name, number in (("gps", 0x8825), ("camera", 0x8769)):
        found.get_ifd(number).update(tags.get(name, {}))
    return found.tobytes()


PLACE: dict[int, object] = {1: "N", 2: (52.0, 31.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photo_tells_where_it_was_taken(kind: str) -> None:
    photo = _photo(30, 20, kind, exif=_tagged(gps=PLACE))
    assert images.told(f"a.{kind.lower()}", photo) == ("where it was taken",)


def test_a_photo_tells_of_its_photographer_and_camera() -> None:
    people = _tagged(top={0x013B: "Ada"}, camera={0xA430: "Grace", 0xA431: "4711"})
    photo = _photo(30, 20, "JPEG", exif=people)
    assert images.told("a.jpg", photo) == ("who took it", "whose camera it was", "the camera's serial number")
    assert images.told("a.jpg", photo, ("Ada", "Grace")) == ("the camera's serial number",)


def test_a_location_in_xmp_counts_too() -> None:
    photo = _photo(30, 20, "JPEG", xmp=b'<rdf exif:GPSLatitude="52,31N"/>')
    assert images.told("a.jpg", photo) == ("where it was taken",)


def test_a_plain_photo_tells_nothing() -> None:
    turned = _tagged(top={0x0112: 6, 0x010F: "Camera", 0x8298: "2026"}, gps={0: b"\2\3\0\0"})
    assert images.told("a.jpg", _photo(30, 20, "JPEG")) == ()
    assert images.told("a.jpg", _photo(30, 20, "JPEG", exif=turned)) == ()


def test_damaged_tags_are_no_mistake() -> None:
    photo = _photo(30, 20, "JPEG", exif=_tagged(gps=PLACE, camera={0xA430: "Grace"}))
    start = photo.index(b"Exif\0\0") + 6
    for at in range(start, start + 120):
        for value in (0, 255):
            images.told("a.jpg", photo[:at] + bytes([value]) + photo[at + 1 :])


def test_smaller_pictures_tell_nothing(tmp_path: Path) -> None:
    photo = _photo(900, 600, "PNG", exif=_tagged(top={0x013B: "Ada"}, gps=PLACE))
    found = images.smaller("a.png", photo, images.store(str(tmp_path)))
    assert found
    assert all(images.told(f"a.{one.kind}", one.content) == () for one in found)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_decoded_only_where_a_smaller_version_is_not_kept(kind: str, tmp_path: Path) -> None:
    turned = _photo(900, 1300, kind, exif=_tagged(top={0x0112: 6}))
    kept = images.store(str(tmp_path))
    made = images.smaller(f"a.{kind.lower()}", turned, kept)
    assert {one.width for one in made} <= {640, 1240}
    before = _imaging.get_stats()["new_count"]
    assert images.smaller(f"a.{kind.lower()}", turned, kept) == made
    assert _imaging.get_stats()["new_count"] == before


def _shown(found: tuple[images.Smaller, ...]) -> dict[str, tuple[int, ...]]:
    """The colour of the first pixel by format: the pictures of these tests have one only. None keeps a profile."""
    shown = {}
    for one in found:
        with Image.open(io.BytesIO(one.content)) as picture:
            assert "icc_profile" not in picture.info
            shown[one.kind] = tuple(np.asarray(picture)[0, 0].tolist())
    return shown


def _plain(mode: str, colour: float | tuple[int, ...] | str, kind: str, **options: object) -> bytes:
    """A picture of one colour, so heavy that its smaller versions pay."""
    out = io.BytesIO()
    Image.new(mode, (1200, 400), colour).save(out, kind, **options)
    return out.getvalue() + bytes(20_000)


def _near(found: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return len(found) == len(colour) and all(abs(a - b) <= 3 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize(
    ("options", "expected"), [({}, (117, 117, 117)), ({"transparency": 9}, (117, 117, 117, 255))], ids=["full", "holes"]
)
def test_grey_of_sixteen_bits_keeps_its_tones(
    tmp_path: Path, options: dict[str, int], expected: tuple[int, ...]
) -> None:
    scan = _plain("I;16", 30_000, "PNG", **options)
    shown = _shown(images.smaller("a.png", scan, images.store(str(tmp_path))))
    assert set(shown) == {"avif", "webp"}
    # An encoder may leave out an alpha that is full everywhere.
    assert all(_near(colour, expected[: len(colour)]) for colour in shown.values()), shown


def test_what_is_transparent_in_sixteen_bits_stays_so(tmp_path: Path) -> None:
    scan = _plain("I;16", 30_000, "PNG", transparency=30_000)
    shown = _shown(images.smaller("a.png", scan, images.store(str(tmp_path))))
    assert {kind: colour[3] for kind, colour in shown.items()} == {"avif": 0, "webp": 0}


def _swapped() -> bytes:
    """A profile of a screen whose red lamp is green and whose green one is red."""
    said = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return said.replace(b"rXYZ", b"?XYZ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"?XYZ", b"gXYZ", 1)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_photo_has_the_colours_of_its_profile_in_every_format(tmp_path: Path, mode: str) -> None:
    photo = _plain(mode, (250, 0, 0, 128)[: len(mode)], "PNG", icc_profile=_swapped())
    shown = _shown(images.smaller("a.png", photo, images.store(str(tmp_path))))
    assert set(shown) == {"avif", "webp"}
    assert all(_near(colour, (0, 250, 0, 128)[: len(mode)]) for colour in shown.values()), shown


@pytest.mark.parametrize("said", [b"no profile", _swapped()[:200], _swapped()[:-300]])
def test_a_damaged_profile_counts_as_none(tmp_path: Path, said: bytes) -> None:
    shown = _shown(
        images.smaller("a.png", _plain("RGB", "#fa0000", "PNG", icc_profile=said), images.store(str(tmp_path)))
    )
    assert all(_near(colour, (250, 0, 0)) for colour in shown.values()), shown


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "expected"),
    [("L", 117, "JPEG", (117,) * 3), ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)), ("L", 117, "PNG", (117,) * 3)],
)
def test_a_profile_of_other_colours_than_the_picture_s_is_none(
    tmp_path: Path, mode: str, colour: float | tuple[int, ...], kind: str, expected: tuple[int, ...]
) -> None:
    photo = _plain(mode, colour, kind, icc_profile=_swapped())
    shown = _shown(images.smaller(f"a.{kind.lower()}", photo, images.store(str(tmp_path))))
    assert all(_near(found, expected) for found in shown.values()), shown
