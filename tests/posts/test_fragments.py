"""Words of another language in a text: in pages and letters they say which, elsewhere they are words."""

from __future__ import annotations

import pytest

from pipeline.newsletter import plain
from pipeline.newsletter.plain import Numbering
from pipeline.posts import markdown, words

FRAGMENTS = [
    ("the [mot juste]{lang=fr}.", 'the <span lang="fr">mot juste</span>.', "the mot juste."),
    ("[**so** [a](b.md)]{lang=de-AT}", '<span lang="de-at"><strong>so</strong> <a href="b.md">a</a></span>', "so a"),
    ("[a [b]{lang=da}]{lang=fr}", '<span lang="fr">a <span lang="da">b</span></span>', None),
    ("`[a]{lang=fr}`", "<code>[a]{lang=fr}</code>", None),
    (r"\[a]{lang=fr}", "[a]{lang=fr}", None),
    ("[a]{lang=f}", "[a]{lang=f}", "[a]{lang=f}"),
    ("[a]{.class}", "[a]{.class}", "[a]{.class}"),
    ('[a]{lang="><script>"}', "[a]{lang=&quot;&gt;&lt;script&gt;&quot;}", None),
    ("[a](b.md){lang=fr}", '<a href="b.md">a</a>{lang=fr}', None),
    ("[a]{lang=fr", "[a]{lang=fr", None),
]


@pytest.mark.parametrize(("text", "html", "words_alone"), FRAGMENTS)
def test_a_fragment_names_its_language_and_nothing_else(text: str, html: str, words_alone: str | None) -> None:
    assert markdown.to_html(text) == f"<p>{html}</p>\n"
    if words_alone is not None:
        assert words.plain(text) == words_alone
        assert words.count(text) == len(words.split(words_alone))


def test_a_heading_and_a_letter_have_the_words() -> None:
    assert markdown.to_html("## Le [mot]{lang=fr}") == '<h2 id="le-mot">Le <span lang="fr">mot</span></h2>\n'
    assert plain.to_text("Le [mot]{lang=fr}.", str, Numbering()) == "Le mot."
