"""Pictures in letters: as wide as the column, and what their author is told of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import ContentError
from pipeline.newsletter import editions, pictures
from pipeline.newsletter.editions import Press
from tests.newsletter import cases

SITE = "https://mini.example.org"
SIZES = {
    "assets/wide.png": (3000, 2000),
    "assets/small.png": (120, 80),
    "assets/a&b.png": (900, 10),
    "assets/große b.png": (900, 9),
}


@pytest.mark.parametrize(
    ("source", "width"),
    [
        (f"{SITE}/assets/wide.png", 'width="560" '),
        (f"{SITE}/assets/small.png", 'width="120" '),
        (f"{SITE}/assets/a&amp;b.png", 'width="560" '),
        (f"{SITE}/assets/gro%C3%9Fe%20b.png", 'width="560" '),
        (f"{SITE}/assets/logo.svg", ""),
        ("https://elsewhere.example/assets/wide.png", ""),
        (f"{SITE}.evil.example/assets/wide.png", ""),
    ],
)
def test_a_picture_is_as_wide_as_the_column_at_most(source: str, width: str) -> None:
    found = pictures.sized(f'<p><img src="{source}" alt="A" /> and <a href="x">b</a></p>', SITE, SIZES.get)
    assert found == f'<p><img {width}src="{source}" alt="A" /> and <a href="x">b</a></p>'


def test_its_author_is_told_of_strangers_pictures_and_of_those_that_nobody_sees() -> None:
    sources = ("https://t.example/p.png", f"{SITE}/assets/wide.png", f"{SITE}/assets/x.svg", "data:image/png;base64,AA")
    rendered = "".join(f'<img alt="" src="{source}">' for source in (*sources, *sources))
    assert list(pictures.remarks(rendered, SITE)) == [
        "shows a picture of t.example, which learns who opens the letter; keep it in content/static",
        "shows x.svg; Gmail and Outlook show no SVG: take a PNG",
    ]


def test_a_picture_that_is_not_there_stops_the_letter_before_it_is_sent() -> None:
    said = "![A](/static/wall.png) ![B](there.png) ![C](https://t.example/p.png) ![D](data:image/png;base64,AA)"
    head = "date = 2026-03-31\nsubject = {de = 'S'}\nposts = []\n"
    text = f"{head}intro = {{de = '{said}'}}\nsign_off = {{de = '![E](e.png)'}}\n"
    issue = cases.issue(text)
    library = replace(cases.press().library, find=lambda _folder, target: {"there.png": "assets/b.png"}.get(target))
    with pytest.raises(ContentError) as refused:
        editions.all_of(issue, Press(library, cases.templates().render))
    assert [problem.message for problem in refused.value.problems] == [
        'there is no picture "/static/wall.png" (de); put it into content/static',
        'there is no picture "e.png" (de); put it into content/static',
    ]
