"""Drawings: as large as a browser shows them, however their first tag is written."""

from __future__ import annotations

import pytest

from pipeline.edges import drawings, images


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        (b'<svg width="30" height="20px">', (30, 20)),
        (b'<?xml version="1.0"?>\n<svg viewBox="0 0 300 200.4">', (300, 200)),
        (b'<svg width="100%" height="100%" viewBox="0,0,3,2">', (3, 2)),
        (b'<svg width="1.5" height=".5" viewBox="0 0 9 9">', (2, 0)),
        (b'<svg width="1.2.3" height="2" viewBox="0 0 30 20">', (3, 2)),
        (b'<svg width="%b" height="2">' % (b"9" * 400), None),
        (b'<svg viewBox="0 0 1e999 nan">', None),
        (b"<svg>", (300, 150)),
        (b'<svg viewBox="a b c d">', None),
        (b"no picture at all", None),
        (b"<html><svg width='3' height='2'/></html>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='600' height='900'>", (600, 900)),
        (b'<svg\n width = "600"\theight= "900">', (600, 900)),
        (b'<!-- <svg width="1" height="1"> --><svg width="600" height="900">', (600, 900)),
        (b'<svg data-width="1" stroke-width="2" aria-label="a > b" width="600" height="900">', (600, 900)),
        (b'<!DOCTYPE svg [<!ENTITY wide "600">]><svg width="&wide;" height="900">', (600, 900)),
        (b"<!--" + b"x" * 9000 + b'--><svg width="600" height="900">', (600, 900)),
        (b'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="600" height="900">', (600, 900)),
        ('<svg width="600" height="900">'.encode("utf-16"), (600, 900)),
        (b'<svg width="10cm" height="50mm">', (378, 189)),
        (b'<svg width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6">', (614, 461)),
        (b'<svg width="1in" height="6e1">', (96, 60)),
        (b'<svg width="600" viewBox="0 0 300 100">', (600, 200)),
        (b'<svg height="50" viewBox="0 0 300 100">', (150, 50)),
        (b'<svg width="600">', (600, 150)),
        (b'<svg viewBox="0 0 -5 5">', (300, 150)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(svg: bytes, expected: tuple[int, int] | None) -> None:
    assert drawings.size(svg) == expected
    assert images.size("a.SVG", svg) == expected


def test_a_length_of_endless_digits_takes_no_quadratic_time() -> None:
    """Not timed: with the square of its digits, this one would take a quarter of an hour."""
    assert drawings.size(b'<svg width="%bx" height="5" viewBox="0 0 3 1">' % (b"1" * 100_000)) == (15, 5)


@pytest.mark.parametrize("encoding", ["Shift_JIS", "gbk", "zlib", "nope", "utf-7", "idna", "windows-1252"])
def test_the_encoding_that_a_drawing_names_stops_nothing(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>'
    )
    assert drawings.size(text.encode()) == (10, 20)


_DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
_HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        (
            _DRAWN.format('<style>rect{fill:red}</style><use x:href="#a"/><a href="https://example.org"><rect/></a>'),
            True,
        ),
        ('<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "http://a.example/a.dtd">' + _DRAWN.format(""), True),
        (
            _DRAWN.format('<metadata><?xpacket begin="x"?><x:onload/></metadata><text aria-label="Manuscript: a"/>'),
            True,
        ),
        (_DRAWN.format("<script/>"), False),
        (_DRAWN.format('<s:script xmlns:s="http://www.w3.org/2000/svg"/>'), False),
        (_DRAWN.format(f"<g {_HTML}><h:iframe/></g>"), False),
        (_DRAWN.format("<foreignObject/>"), False),
        (_DRAWN.format('<g onload="a()"/>'), False),
        (_DRAWN.format('<a x:href=" java&#9;script:a()"/>'), False),
        (_DRAWN.format('<set attributeName="href" to="JavaScript:a()"/>'), False),
        (_DRAWN.format("<script>") + "<", False),
        (_DRAWN.format("<g>"), False),
        ("<!DOCTYPE svg [<!ENTITY % a ''>]>" + _DRAWN.format(""), False),
        ('<?xml-stylesheet href="a.xsl" type="text/xsl"?>' + _DRAWN.format(""), False),
        (f"<h:html {_HTML}/>", False),
        ("<svg/>", False),
        ("", False),
    ],
)
def test_a_drawing_is_harmless_where_nothing_in_it_runs(svg: str, expected: bool) -> None:
    assert drawings.is_harmless(svg.encode()) is expected
    assert drawings.is_harmless(svg.encode("utf-16")) is expected
