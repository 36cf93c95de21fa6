"""HTML and Markdown of strangers as Markdown of ours: what they meant stays, what they could do does not."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceRefused
from pipeline.posts import markdown
from pipeline.posts.incoming import cleaning, html_text, markdown_text


def _resolve(target: str) -> str | None:
    return cleaning.address(target, "https://old.example.org/blog/x.html")


def _html(html: str, title: str = "") -> str:
    return html_text.convert_html(html, _resolve, title).markdown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<p>a <b>b</b> <i>c</i> <del>d</del></p>", "a **b** *c* ~~d~~"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul><ol start='3'><li>c</li></ol>", "- a\n  - b\n\n3. c"),
        ("<p>a</p><blockquote>q</blockquote><p>b</p>", "a\n\n> q\n\nb"),
        ("<h3>One</h3><h4>Two</h4>", "## One\n\n### Two"),
        ("<h1>One</h1><h2>Two</h2>", "## One\n\n### Two"),
        ('<pre><code class="language-python">if x &lt; 3:\n    y</code></pre>', "```python\nif x < 3:\n    y\n```"),
        ("<pre>\n    <code>\n      first\nsecond</code>\n</pre>", "```\nfirst\nsecond\n```"),
        ("<pre>```\n&lt;script&gt;</pre>", "````\n```\n<script>\n````"),
        ("<table><tr><th>a|b</th></tr><tr><td>*x*</td></tr></table>", "| a\\|b |\n| --- |\n| \\*x\\* |"),
        ("a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("<figure><img src='x.png'><figcaption>Cap <em>e</em></figcaption></figure>", "Cap *e*"),
        ("<p>x</p><hr>", "x"),
        ('<a href="/a_(b)?q=1&amp;r=2">l*nk</a>', "[l\\*nk](https://old.example.org/a_%28b%29?q=1&r=2)"),
        ('<a href="//cdn.example.org/x">x</a>', "[x](https://cdn.example.org/x)"),
        ('<a href="mailto:a@example.org">x</a>', "[x](mailto:a@example.org)"),
        ('<a href="https://Müller.example:8080/ü">x</a>', "[x](https://xn--mller-kva.example:8080/%C3%BC)"),
        ('<a href="#fn1">x</a><a href="">y</a><a>z</a>', "xyz"),
        ('<a href="https://example.org/"><img src="https://example.org/p.png"></a>x', "x"),
        (
            "<h2>A</h2><form><h2>B</h2><p>c</p><input></form><p><a href='/x'>d</a></p>",
            "## A\n\n## B\n\nc\n\n[d](https://old.example.org/x)",
        ),
        ("<nav><ul><li>a</li></ul></nav><h2>B</h2>", "- a\n\n## B"),
        ("<p>Look!<a href='https://example.org/p.png'>here</a></p>", "Look\\![here](https://example.org/p.png)"),
    ],
)
def test_markup_becomes_the_markdown_that_means_the_same(html: str, expected: str) -> None:
    assert _html(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td><h1>H</h1><p>a</p><p>b</p></td><td>c</td></tr></table>", "## H\n\na\n\nb\n\nc"),
        ("<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>", "a\n\nb"),
        (
            "<table><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
            "a\n\n| 1 | 2 |\n| --- | --- |",
        ),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "| a | b |\n| --- | --- |\n| c |  |"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |"),
    ],
)
def test_a_table_of_the_layout_is_text(html: str, expected: str) -> None:
    assert _html(html) == expected


_NOTES = [
    pytest.param(
        '<p>A<sup id="fnref:1"><a href="#fn:1">1</a></sup> b<a href="#fn:1">1</a>.</p><div class="footnotes"><hr><ol>'
        '<li id="fn:1"><p>Its <em>text</em>. <a href="#fnref:1">↩</a></p><p>More.</p></li></ol></div>',
        "A[^1] b[^1].\n\n[^1]: Its *text*.\n\n    More.",
        id="Hugo, Jekyll",
    ),
    pytest.param(
        '<p>A<a id="footnote-anchor-1" href="#footnote-1">1</a>.</p><div class="footnote"><a id="footnote-1" '
        'href="#footnote-anchor-1">1</a><div><p>Its text.</p></div></div><p>B</p>',
        "A[^1].\n\nB\n\n[^1]: Its text.",
        id="Substack",
    ),
    pytest.param(
        '<p>A <a href="#_ftn1">[1]</a></p><hr><p><a href="#_ftnref1" id="_ftn1">[1]</a> Its text.</p>',
        "A [^1]\n\n[^1]: Its text.",
        id="Word",
    ),
    pytest.param(
        '<ol><li><a href="#one">1</a></li></ol><h2 id="one">One</h2><p>x</p>',
        "1. [1](#one)\n\n## One\n\nx",
        id="contents",
    ),
    pytest.param(
        '<p>See step <a href="#s2">2</a> and <a href="#s1">(1)</a>.</p><ol><li id="s1">A</li><li id="s2">B</li></ol>',
        "See step 2 and (1).\n\n1. A\n2. B",
        id="steps",
    ),
    pytest.param(
        '<p>A<sup><a href="#0b1c">1</a></sup> b<a href="#0b1d"><sup>2</sup></a>.</p><ol><li id="0b1c">One</li>'
        '<li id="0b1d">Two</li></ol>',
        "A[^1] b[^2].\n\n[^1]: One\n\n[^2]: Two",
        id="raised, whatever they are called",
    ),
    pytest.param(
        '<p>A<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">One<a href="#fnref1"><br></a><br>more</li></ol>',
        "A[^1]\n\n[^1]: One\\\n    more",
        id="a way back without words, before a line break",
    ),
    pytest.param('<p id="note-a">B</p><p>A<a href="#note-a">1</a> <a href="#no">2</a></p>', "B\n\nA1 2", id="above"),
]


@pytest.mark.parametrize(("html", "expected"), _NOTES)
def test_footnotes_stay_footnotes(html: str, expected: str) -> None:
    assert _html(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("10<sup>6</sup> m<sup>2</sup> H<sub>2</sub>O x<sup>n+1</sup>", "10⁶ m² H₂O xⁿ⁺¹"),
        ("10<sup>-1,5</sup>", "10^(-1,5)"),
        ("1<sup>st</sup> M<sup>lle</sup> x<sub>max</sub>", "1st Mlle xmax"),
    ],
)
def test_raised_digits_do_not_become_part_of_a_number(html: str, expected: str) -> None:
    assert _html(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<div class="language-go rouge"><div class="highlight"><pre class="highlight"><code>x</code></pre></div></div>',
        '<div class="highlight highlight-source-go"><pre>x</pre></div>',
        '<pre class="line-numbers language-go"><code>x</code></pre>',
        '<pre class="brush: go; title: ; notranslate">x</pre>',
        '<pre lang="go">x</pre>',
        '<pre data-code-block-mode="2" data-code-block-lang="go"><span>x</span></pre>',
        '<pre class="chroma"><code class="language-go" data-lang="go">x</code></pre>',
    ],
)
def test_code_keeps_its_language_whoever_coloured_it(html: str) -> None:
    assert _html(html) == "```go\nx\n```"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script>alert(1)&lt;/script>"),
        ("&amp;lt;b&amp;gt; &amp;copy; AT&amp;T", "\\&lt;b\\&gt; \\&copy; AT&T"),
        ("*a* _b_ snake_case `c` [d](e)", "\\*a\\* \\_b\\_ snake_case \\`c\\` \\[d\\](e)"),
        ("<p># a</p><p>- b</p><p>1. c</p><p>&gt; d</p><p>===</p>", "\\# a\n\n\\- b\n\n1\\. c\n\n\\> d\n\n\\==="),
        ("a | b<br>--- | ---", "a | b\\\n\\--- | ---"),
        ("<h2>C #</h2>", "## C \\#"),
        ("a\\<br>b", "a\\\\\\\nb"),
        ("private \ue000\uf8f03\uf8f1 signs", "private 3 signs"),
        ("private &#xE000;&#xF8F2;3&#63731;&#xF0000;&#x10FFFF; it&#146;s &#x1F98A;", "private 3 it’s 🦊"),
    ],
)
def test_signs_of_a_text_stay_signs(html: str, expected: str) -> None:
    assert _html(html) == expected


def test_signs_are_shown_to_readers_as_they_were_written() -> None:
    shown = "# <b>*a*</b> _b_ `c` [d](e) ~~f~~ &amp; | 1. \\ !"
    html = f"<p>{shown.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    expected = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert markdown.to_html(_html(html)) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<svg><script>alert(1)</script></svg>",
        "<p><img src=x onerror=alert(1)></p>",
        "<form><button>Go</button><select><option>x</option></select></form>",
        "<template><p>x</p></template>",
        "<!-- <p>x</p> -->",
    ],
)
def test_what_is_no_text_leaves_nothing(html: str) -> None:
    assert _html(html) == ""


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", " JAVA\tSCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://x.org/",
     "tel:+49", "http://", "mailto:nobody"],
)  # fmt: skip
def test_a_link_to_anything_but_the_web_and_mail_keeps_its_words_only(target: str) -> None:
    found = html_text.convert_html(f'<a href="{target}">words</a>', cleaning.address)
    assert found.markdown == "words"
    assert markdown_text.clean(f"[words](<{target.strip()}>)", cleaning.address).markdown == "words"


def test_what_is_left_behind_is_named() -> None:
    html = (
        '<img src="https://e.example.org/a.png"><img src="https://t.example.org/o.gif" width="1" height="1">'
        '<iframe src="https://v.example.org/1"></iframe><a href="javascript:x">a</a><p>x</p>'
    )
    left = html_text.convert_html(html, _resolve).left
    assert left.pictures == ("https://e.example.org/a.png",)
    assert left.pixels == ("https://t.example.org/o.gif",)
    assert left.embeds == ("https://v.example.org/1",)
    assert left.links == ("javascript:x",)


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    assert _html("<h1>My <i>title</i></h1><p>x</p>", "My title") == "x"
    assert _html("<h1>Other</h1><p>x</p>", "My title") == "## Other\n\nx"
    assert _html("<h1>My &amp; title</h1><h2>One</h2><h3>Two</h3>", "My & title") == "## One\n\n### Two"


def test_nesting_without_end_is_refused_at_once() -> None:
    for html in ("<div>" * 1000, "<b id=1>" * 150 + "<p>" * 1_000_000):
        with pytest.raises(SourceRefused, match="nests deeper"):
            _html(html)


def test_deep_lists_lose_their_shape_before_they_lose_a_word() -> None:
    found = html_text.convert_html("<ul><li>word " * 90 + "end", _resolve)
    assert found.markdown.count("word") == 90
    assert found.markdown.endswith("end")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a*\n\n1) x\n   * y\n\n~~~py\n<b>\n~~~\n\n<https://example.org/?a=b>", None),
        ("[x](https://example.org/a_(b)) and `<b>` and a < b &lt; c", None),
        ("text[^1]\n\n[^1]: The *note*.", None),
        ("a <b>b</b> *c*\n\n*  keep\n*  this", "a **b** *c*\n\n*  keep\n*  this"),
        ("a[^1] <i>b</i>\n\n[^1]: The *note*.", "a[^1] *b*\n\n[^1]: The *note*."),
        ("a[^1]\n\n[^1]: One <b>x</b>\n\n    more\n\nb", "a[^1]\n\n[^1]: One **x**\n\n    more\n\nb"),
        ("a ^[In *place* [x](/y)] <b>b</b>", "a ^[In *place* [x](https://old.example.org/y)] **b**"),
        ("a ^[[x](javascript:alert(1))]", "a ^[x]"),
        ("# H1 <br>\n\ntext", "# H1\n\ntext"),
        ("a\n\n<!-- more -->\n\nb", "a\n\nb"),
        ("a\n\n<div>\n\n*b*\n\n</div>\n\nc", "a\n\n*b*\n\nc"),
        ("![alt](https://example.org/p.png)\n\nb", "b"),
        ("[a][b] c\n\n[b]: javascript:alert(1)\n[d]: https://example.org/", "a c\n\n[d]: https://example.org/"),
        ("> <b>x</b>\nlazy", "> **x** lazy"),
        ("- [ ] a<br>b\n- [x] c\n\n1. [X] d\n", "- [ ] a\\\n  b\n- [x] c\n\n1. [X] d"),
        ("- [x] [a](javascript:b)\n  > - [ ] c", "- [x] a\n\n  > - [ ] c"),
        ("[a]\n\n```\n[a]: b\n```\n\n    [a]: c\n\n[a]: javascript:d\n", "a\n\n```\n[a]: b\n```\n\n    [a]: c"),
    ],
)
def test_markdown_stays_to_the_letter_but_for_what_lives(text: str, expected: str | None) -> None:
    assert markdown_text.clean(text, _resolve).markdown == (text if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](#so-it-is)\n\n## So it is", "[a](#so-it-is)\n\n## So it is"),
        ("[a](#whats-next)\n\n## What's `next`?", "[a](#what-s-next)\n\n## What's `next`?"),
        ("[a][b]\n\n[b]: #über-uns\n\nÜber uns\n---", "[a](#ueber-uns)\n\n\nÜber uns\n---"),
        ("[a](#setup)\n\n## 1. Setup", "[a](#1-setup)\n\n## 1. Setup"),
        ("[a](#example-1)\n\n# Example\n\n# Example", "[a](#example-1)\n\n# Example\n\n# Example"),
        ("[*a*](#nowhere) and [b](#)\n\n## Here", "*a* and b\n\n## Here"),
    ],
)
def test_a_link_to_a_heading_of_the_text_leads_there(text: str, expected: str) -> None:
    found = markdown_text.clean(text, _resolve).markdown
    assert found == expected
    assert markdown_text.clean(found, _resolve).markdown == found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#x7">a</a><h2 id="x7">What&#8217;s <em>next</em>?</h2>', "[a](#whats-next)\n\n## What’s *next*?"),
        ('<a href="#So_it_is">a</a><h2><span id="So_it_is"></span>So it is</h2>', "[a](#so-it-is)\n\n## So it is"),
        ('<h1 id="t">Title</h1><a href="#t">a</a> <a href="#b">b</a><h2 id="b">B</h2>', "a [b](#b)\n\n## B"),
        ('<a href="#c">a</a><a href="#b"></a><h2 id="b">B</h2>', "a\n\n## B"),
    ],
)
def test_so_does_one_in_html_whatever_the_heading_was_called_there(html: str, expected: str) -> None:
    assert _html(html, "Title") == expected
