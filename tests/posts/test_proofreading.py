"""What deserves a look in a text: links that readers would see as brackets."""

from __future__ import annotations

import pytest

from pipeline.model.language import Guess
from pipeline.model.post import Document
from pipeline.posts import proofreading, reading


def _codes(body: str) -> list[tuple[str, str]]:
    document = Document("posts/a.de.md", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}")
    (post,) = reading.read_all([document], "posts", ("de", "en"), (), _unsure)
    return [(warning.code, warning.message) for warning in proofreading.warnings(post, _unsure)]


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
    "body",
    [
        "Die Zelle werte[0][1] oder a[i][j], `[x][y]`, \\[x][y], eine Note [so][^1].\n\n[^1]: Ja.",
        "![Ein Bild](<../static/bild mit ü.png>)",
        '[den Plan](plan.pdf "mein plan.pdf")',
        "`[den Plan](mein plan.pdf)`",
        "```\n[den Plan](mein plan.pdf)\n```\n",
        "[eins](a.md) und (zwei drei.pdf)",
        "[Kapitel 3](siehe oben)",
    ],
)
def test_what_is_a_link_or_means_none_is_let_through(body: str) -> None:
    assert _codes(body) == []
