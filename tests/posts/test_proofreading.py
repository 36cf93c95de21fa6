"""What deserves a look in a text: links that readers would see as brackets."""

from __future__ import annotations

import pytest

from pipeline.model.language import Guess
from pipeline.model.post import Document, PostWarning
from pipeline.posts import markdown, proofreading, reading


def _codes(body: str) -> list[tuple[str, str]]:
    return [(warning.code, warning.message) for warning in _warnings(body)]


def _warnings(body: str) -> tuple[PostWarning, ...]:
    document = Document("posts/a.de.md", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}")
    (post,) = reading.read_all([document], "posts", ("de", "en"), (), _unsure)
    return proofreading.warnings(post, _unsure)


def _unsure(_text: str) -> Guess:
    return Guess(None, None, 0)


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ('![Ein Bild](../static/bild mit ü.png "Titel")', "![Ein Bild](<../static/bild mit ü.png>"),
        ("Siehe [den Plan](mein plan 2.pdf).", "[den Plan](<mein plan 2.pdf>"),
    ],
)
def test_an_address_with_a_blank_is_named_with_its_mend(body: str, written: str) -> None:
    [(code, message)] = _codes(body)
    assert code == "unread-link"
    assert written in message


@pytest.mark.parametrize("text", ["IMG_1234.JPG", "image", "Bild", "x.png"])
def test_a_picture_that_is_only_named_is_told(text: str) -> None:
    [(code, message)] = _codes(f"Da:\n\n![{text}](x.png)\n\n`![x.png](x.png)` ![Ein Bild von x.png im Editor](x.png)")
    assert code == "picture-by-name"
    assert f"![{text}](…) says a name" in message


def test_a_reference_that_no_line_explains_is_named() -> None:
    [(code, message)] = _codes("Siehe [den Plan][plan] und [das][Nichts].\n\n[Plan]: plan.pdf\n")
    assert code == "unread-link"
    assert "[das][Nichts] stands as text" in message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[data](data:text/html,x)", "[data](data:text/html,x… stands as text"),
        ("[js](JavaScript:alert(1))", 'no link may begin with "JavaScript:"'),
        ("[f](file:///home/me/x.pdf)", "put that into content/static"),
        ("![f](<file:///home/me/x y.png>)", "put that into content/static"),
        ("Siehe [[wiki]].", "[[wiki]] stands as text, for links are written [wiki](file.md)"),
        ("Siehe [[wiki|das]].", "links are written [das](file.md)"),
        ("![[plan.png]]", "pictures are written ![what it shows](file.png)"),
        ("Ein Wort[^9] und eins[^1].\n\n[^1]: Ja.", "[^9] stands as text, for there is no such note"),
        ("- eins\n- [x](a b.pdf)\n", "its address has a blank"),
        ("[x](https://müller.example/straße ab?q=ü)", "write [x](<https://müller.example/straße ab?q=ü>"),
        ("[x](/meine seite/)", "its address has a blank"),
    ],
)
def test_what_stays_brackets_is_named(body: str, said: str) -> None:
    [(code, message)] = _codes(body)
    assert code == "unread-link"
    assert said in message
    assert markdown.link_targets(body) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("htp://a.example", 'the address htp://a… leads nowhere; did you mean "http:"?'),
        ("HTTPSS://a.example", 'did you mean "https:"?'),
        ("mailt:a@example.org", 'did you mean "mailto:"?'),
        ("http://", "the address http://… names no host"),
        ("https:///x", "names no host"),
        ("https//a.example", "has no colon; write https://"),
    ],
)
def test_a_mistyped_address_is_named(address: str, said: str) -> None:
    [(code, message)] = _codes(f"Siehe [x]({address}).")
    assert code == "mistyped-address"
    assert said in message


def test_each_slip_has_its_line() -> None:
    code = "```\n[[a]]\n\n[[b]]\n```\n\nEin `Stück\nCode`"
    body = f"{code} und\n[a](b c.md) [x](htp://a)\n\n- [[c]]\n\n  ~~~~\n  [[d]]\n  ~~~~\n[^9]"
    assert [(warning.line, warning.code) for warning in _warnings(body)] == [
        (9, "unread-link"),
        (9, "mistyped-address"),
        (11, "unread-link"),
        (16, "unread-link"),
    ]


def test_a_comment_that_readers_would_see_is_told_once_with_its_line() -> None:
    body = (
        "Text\n\n<!-- ask [[them]]\n[x][y] -->\n\nand <!--more--> `<!-- code -->`\n\n    <!-- so -->\n\n<!-- open [[a]]"
    )
    found = [(warning.line, warning.code) for warning in _warnings(body)]
    assert found == [(3, "shown-comment"), (6, "shown-comment"), (10, "unread-link")]
    assert "&lt;!--more--&gt;" in markdown.to_html(body)


@pytest.mark.parametrize(
    "body",
    [
        "Die Zelle werte[0][1] oder a[i][j], `[x][y]`, \\[x][y], eine Note [so][^1].\n\n[^1]: Ja.",
        "![Ein Bild](<../static/bild mit ü.png>)",
        '[den Plan](plan.pdf "mein plan.pdf")',
        "`[den Plan](mein plan.pdf)`",
        "```\n[den Plan](mein plan.pdf)\n```\n",
        "1. So:\n\n   ```sh\n   if [[ -f a ]]; then\n\n   echo [a][b]\n   ```\n",
        "Text\n\n    [[feeds]]\n",
        "``a ` [[b]]`` und `[x][y]\n[[c]]`, \\[[wiki]] \\[^9] [^a-z]",
        "[[1]](https://example.org/1) und [[ref]]\n\n[ref]: https://example.org/",
        "![Punkt](data:image/png;base64,AAAA)",
        "[a](ftp://example.org) [b](tel:+49) [c](http.md) [d](https://a.example) [e](MAILTO:a@example.org) [f](sftp://a)",
        "> Zitat[^n]\n>\n> [^n]: Note.",
        "Siehe [den Plan][plan].\n\n> Zitat\n>\n> [plan]: plan.pdf",
        "1. Siehe [den Plan][plan].\n\n      [plan]: plan.pdf",
        "[eins](a.md) und (zwei drei.pdf)",
        "[Kapitel 3](siehe oben)",
    ],
)
def test_what_is_a_link_or_means_none_is_let_through(body: str) -> None:
    assert _codes(body) == []
