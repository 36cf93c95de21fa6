"""The rehearsal of an issue: its files, and the page to look at them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from pipeline.newsletter import plan
from tests.newsletter import cases

LETTERS = plan.plan(cases.issue(), cases.press())
PAGE = LETTERS.files["index.html"].decode("utf-8")


class Frames(HTMLParser):
    """The frames of the preview page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.frames.append(dict(attrs))


def test_a_letter_per_language_a_joint_one_and_a_page() -> None:
    assert list(LETTERS.files) == ["de.eml", "en.eml", "de-en.eml", "index.html"]
    assert LETTERS.warnings == ()


def test_planning_twice_gives_the_same_bytes() -> None:
    assert plan.plan(cases.issue(), cases.press()).files == LETTERS.files


def test_a_rehearsal_goes_to_nobody_and_each_letter_has_its_own_id() -> None:
    letters = [LETTERS.files[name] for name in ("de.eml", "en.eml", "de-en.eml")]
    assert {cases.unfolded(letter, "To") for letter in letters} == {"reader@example.org"}
    assert len({cases.unfolded(letter, "Message-ID") for letter in letters}) == 3
    assert b"https://letters.example.org/unsubscribe/rehearsal" in letters[0]


def test_the_page_shows_each_letter_on_phone_and_desk_and_in_the_dark() -> None:
    frames = Frames(PAGE).frames
    assert [(frame["class"], frame["width"]) for frame in frames[:3]] == [
        ("light", "360"),
        ("light", "680"),
        ("dark", "360"),
    ]
    assert len(frames) == 9
    assert frames[0]["srcdoc"] == cases.part(LETTERS.files["de.eml"], "html").replace("\r\n", "\n")
    assert all(frame["sandbox"] == "" and frame["title"] for frame in frames)


def test_the_page_shows_subject_preheader_headers_size_and_text() -> None:
    for words in (
        "Über Schlangen",
        "Kurz gesagt",
        "Subject: =?utf-8?q?=C3=9Cber_Schlangen?=",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Eine Probe: Diese Seite versendet nichts.",
        "lesen Sie die Schlangen [1].",
    ):
        assert words in PAGE
    assert re.search(r"\d+,\d KB HTML; Gmail schneidet Briefe bei 100 KB ab", PAGE)


def test_the_page_needs_no_script_and_nothing_from_outside() -> None:
    outside = re.sub(r'srcdoc="[^"]*"', "", PAGE)
    assert not re.search(r"<script|<link|<img|@import|url\(|src=", outside)
    assert "default-src 'none'" in outside
    assert "{{" not in outside


def test_letters_without_an_impressum_are_warned_of() -> None:
    settings = cases.config(sender={"name": "J", "address": "letters@practice.example.org"})
    warnings = plan.plan(cases.issue(), cases.press(settings)).warnings
    assert [problem.path for problem in warnings] == ["leitmotiv.toml"]
    assert "no Impressum (who sends them, with a postal address)" in warnings[0].message
    assert "the UK, the US and Canada" in warnings[0].message


@pytest.mark.parametrize(("body", "lacks"), [("", 1), ("…\n", 1), ("![A cat](cat.png)\n", 0), ("日本\n", 0)])
def test_a_post_that_is_a_letter_says_more_than_its_title(body: str, lacks: int) -> None:
    head = "---\ntitle: Gruß\ndate: 2026-03-08\nnewsletter: true\n---\n"
    issue = next(one for one in cases.composed({"gruss.de.md": head + body}) if one.id == "gruss")
    said = [(problem.path, problem.message) for problem in plan.unfinished(issue)]
    assert said == [("content/posts/gruss.de.md", "says nothing but its title; write it")] * lacks
