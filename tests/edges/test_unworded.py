"""English sentences on pages of a language that lacks them: they say that they are English, and marks never show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edges import unworded
from pipeline.edges.templates import Templates
from tests.conftest import MakeWorkspace

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
PAGE = """<title>{{ _("Hello") }}</title><nav aria-label="{{ _("Hello") }}">{{ _("Hello") }} {{ _("World") }}</nav>
<option>{{ _("World") }}</option><a href="mailto:a@b.c?subject={{ _("World")|urlencode }}">a@b.c</a>
<p>{% trans n=2 %}{{ n }} post{% pluralize %}{{ n }} posts{% endtrans %}</p>"""
WORDS = '{{ _("World") }}, {% trans language="de"|language_in_words %}in {{ language }}{% endtrans %}'


def render(make_workspace: MakeWorkspace, lang: str, name: str = "x.html", **files: str) -> str:
    root = make_workspace({"templates/x.html": PAGE, "templates/x.txt": WORDS, **files})
    return Templates(str(root)).render(name, lang, {})


def test_what_no_catalogue_has_says_that_it_is_english(make_workspace: MakeWorkspace) -> None:
    catalogue = {"templates/locale/fr.po": f'{HEAD}msgid "Hello"\nmsgstr "Bonjour"\n'}
    assert render(make_workspace, "fr", **catalogue) == (
        '<title>Bonjour</title><nav aria-label="Bonjour">Bonjour <span lang="en">World</span></nav>\n'
        '<option>World</option><a href="mailto:a@b.c?subject=World">a@b.c</a>\n'
        '<p><span lang="en">2 posts</span></p>'
    )


def test_a_sentence_with_names_is_marked_as_a_whole(make_workspace: MakeWorkspace) -> None:
    names = '{% trans names=["Anna", "<Jo>"]|names %}By {{ names }}{% endtrans %}'
    assert render(make_workspace, "ja", **{"templates/x.html": names}) == (
        '<span lang="en">By <bdi>Anna</bdi> and <bdi>&lt;Jo&gt;</bdi></span>'
    )


def test_a_language_without_catalogue_is_spoken_to_in_english_alone(make_workspace: MakeWorkspace) -> None:
    assert render(make_workspace, "ja", "x.txt") == "World, in German"
    assert render(make_workspace, "en", "x.txt") == "World, in German"


@pytest.mark.parametrize("lang", ["en", "en-gb"])
def test_english_pages_name_no_language(make_workspace: MakeWorkspace, lang: str) -> None:
    assert "<span" not in render(make_workspace, lang)


_PIECES = st.sampled_from(["\ufdd0", "\ufdd1", "<b>", "</b>", "<title>", "</title>", 'a="', '"', "text", " ", "&lt;"])


@given(st.lists(_PIECES).map("".join))
def test_whatever_stands_in_a_page_no_mark_stays_and_elements_are_whole(text: str) -> None:
    made = unworded.in_html(text)
    assert unworded.plain(made) == made
    assert made.replace('<span lang="en">', "").replace("</span>", "") == unworded.plain(text)
    assert made.count("<span") == made.count("</span>")
