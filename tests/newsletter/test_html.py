"""The finished HTML: what mail programs need, and what the two engines must not take away."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LetterError
from pipeline.model.issue import Cut, Issue
from pipeline.newsletter import composing, editions, html, plan
from pipeline.posts import markdown
from tests.newsletter import cases

steady = settings(deadline=None, max_examples=60)
LETTER = cases.edition("de", "en", of=cases.post_issue()).html
ISSUE = cases.edition("de", "en").html


class Words(HTMLParser):
    """The text of some HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def framed(text: str) -> str:
    """`text` in the smallest letter there is."""
    return html.finished(
        "<mjml><mj-body><mj-section><mj-column><mj-text>"
        f'<div id="here">{text}</div></mj-text></mj-column></mj-section></mj-body></mjml>',
        "x",
    )


def test_dark_colours_survive_the_inlining() -> None:
    dark = re.search(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", LETTER, re.DOTALL)
    assert dark
    assert "background-color: " in dark[1]
    assert "!important" in dark[1]
    assert '<meta name="color-scheme" content="light dark">' in LETTER


def test_focus_stays_visible() -> None:
    assert re.search(r"a:focus-visible \{ outline: 3px solid", LETTER)


def test_light_colours_are_inline() -> None:
    tokens = cases.templates().tokens["colour"]["light"]
    body = LETTER[LETTER.index("<body") :]
    assert "<style" not in body
    assert f"color: {tokens['accent']}" in body
    assert f"background-color: {tokens['ground']}" in body


def test_the_charset_stands_in_the_first_kilobyte() -> None:
    assert b"charset=UTF-8" in LETTER.encode()[:1024]


def test_it_is_one_column_of_at_most_640_pixels() -> None:
    widths = {int(width) for width in re.findall(r"max-width:\s*(\d+)px", LETTER)}
    assert max(widths) <= 640
    assert set(re.findall(r'class="mj-outlook-group-fix (mj-column-per-\d+)"', LETTER)) == {"mj-column-per-100"}


@pytest.mark.parametrize("letter", [LETTER, ISSUE])
def test_text_has_at_least_16_pixels(letter: str) -> None:
    sizes = {int(size) for size in re.findall(r"font-size:\s*(\d+)px", letter)}
    assert min(sizes - {0}) >= 16, "0 is the layout cells' own size, which their texts override"


def test_small_headings_are_no_smaller_than_the_text_and_a_task_has_one_mark() -> None:
    head = "---\ntitle: Klein\ndate: 2026-03-08\nnewsletter: true\n---\n"
    posts = {"small.de.md": f"{head}## Zwei\n\n### Drei\n\n#### Vier\n\n##### Fünf\n\n###### Sechs\n\n- [ ] offen\n"}
    (issue,) = composing.read_all([], cases.groups(posts), cases.LANGUAGES)
    letter = editions.cut_for(issue, Cut(("de",)), cases.press(posts=posts)).html
    sizes = re.findall(r'<h[456][^>]* style="[^"]*font-size: (\d+)px', letter)
    assert len(sizes) == 3
    assert {int(size) for size in sizes} == {18}
    assert re.search(r'<li class="task" style="[^"]*list-style-type: none', letter)


def test_layout_tables_are_no_tables_to_a_screen_reader_and_data_tables_are() -> None:
    for tag in re.findall(r"<table[^>]*>", LETTER):
        assert 'role="presentation"' in tag or "cellpadding" not in tag
    assert LETTER.count("<table") - LETTER.count('role="presentation"') == 1


def test_no_attribute_is_left_that_html_does_not_know() -> None:
    assert "vertical-align=" not in LETTER
    assert "xmlns:" not in LETTER[: LETTER.index("<head>")]
    source = '<mj-section><mj-column><mj-text vertical-align="top">x</mj-text></mj-column></mj-section>'
    assert "vertical-align=" not in html.finished(f"<mjml><mj-body>{source}</mj-body></mjml>", "x")


def test_the_preheader_is_hidden_but_not_white_on_white() -> None:
    body = ISSUE[ISSUE.index("<body") :]
    hidden = re.search(r'<div class="preheader" style="([^"]*)">([^<]*)</div>', body)
    assert hidden
    assert "display: none" in hidden[1]
    assert "color" not in hidden[1]
    assert hidden[2] == "Kurz gesagt / In short"
    assert body.index("preheader") < body.index("Praxis")


def test_nothing_is_loaded_from_outside_and_nothing_tracks() -> None:
    assert not re.search(r"<(img|link|script|iframe)|@import|url\(", ISSUE)


def test_a_line_break_between_two_words_is_kept() -> None:
    """mrml drops white space with a line break in it between two elements."""
    assert "<em>a</em>\n<strong>b</strong>" in framed("<p><em>a</em>\n<strong>b</strong></p>")
    assert re.search(r"eine</em>\s+<strong>Kasse", LETTER)


def test_code_keeps_its_spaces_and_lines() -> None:
    assert "SELECT  1\n    FROM tills;\n" in LETTER


def test_figures_are_aligned_without_a_class_to_look_up() -> None:
    assert re.search(r'<td class="align-right" style="[^"]*text-align: right', LETTER)


@steady
@given(st.text(alphabet="ab *_`[]()#>-1.\n|^<&é\"'~\\{}", max_size=150))
def test_no_word_of_any_markdown_is_lost(text: str) -> None:
    rendered = markdown.to_html(text)
    letter = framed(rendered)
    shown = letter[letter.index('<div id="here">') : letter.index("</body>")]

    assert Words(shown).text.split() == Words(rendered).text.split()


def test_what_is_no_mjml_is_refused_with_the_issue() -> None:
    with pytest.raises(LetterError, match=r"issue\.toml: the letter's template is no MJML"):
        html.finished("<mjml><mj-body><mj-section></mj-body></mjml>", "issue.toml")


def heavy(*sizes: int) -> Issue:
    """An issue whose German and English intros weigh so many bytes."""
    intro = {lang: "ü" * (size // 2) for lang, size in zip(("de", "en"), sizes, strict=False)}
    issue = cases.issue()
    return replace(issue, intro=intro, intro_paths=dict.fromkeys(intro, issue.path), posts=())


FRAME = len(cases.edition("de", of=heavy(2)).html.encode()) - 2


@pytest.mark.parametrize(("size", "warned"), [(81_918, False), (81_920, True), (102_400, True)])
def test_a_heavy_letter_is_warned_of(size: int, warned: bool) -> None:
    issue = heavy(size - FRAME - (size - FRAME) % 2)
    letters = plan.plan(issue, cases.press())
    heavy_ones = [problem.path for problem in letters.warnings if "bytes" in problem.message]
    assert heavy_ones == [cases.PATH] * warned


def test_letters_that_gmail_would_cut_are_refused_and_all_are_named() -> None:
    with pytest.raises(LetterError) as refused:
        plan.plan(heavy(102_400, 30_000), cases.press())
    assert re.findall(
        r"the letter (\S+) has 1\d\d,\d{3} bytes of HTML; Gmail cuts it at 102,400", str(refused.value)
    ) == [
        "de",
        "de-en",
    ]
