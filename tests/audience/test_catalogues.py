"""What letters tell people to write in their language is understood when they write it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pipeline.audience import asking
from pipeline.model import leaving

CATALOGUES = sorted((Path(__file__).parents[2] / "templates" / "locale").glob("*.po"))
QUOTED = re.compile(r"[“„«”»]\s?(.+?)\s?[”“»«]")


def quoted(catalogue: Path, begins: str) -> str:
    """What stands in quotation marks in the sentence that begins so."""
    with catalogue.open("rb") as file:
        (said,) = (one.string for one in read_po(file) if isinstance(one.id, str) and one.id.startswith(begins))
    found = QUOTED.search(str(said))
    assert found, said
    return found[1]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_who_answers_with_the_word_that_a_page_names_leaves(catalogue: Path) -> None:
    word = quoted(catalogue, "Perhaps a part of it was lost on the way: please open it from the letter")
    assert leaving.asked_in_a_reply(word), word
    assert leaving.asked_in_a_reply(f"{word.capitalize()}.\n\nAna")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_who_answers_as_a_letter_proposes_has_wished(catalogue: Path) -> None:
    phrase = quoted(catalogue, "Reply to this letter with").replace("…", "Qualität")
    assert asking.wish(phrase) == phrase
    assert not asking.asks(phrase, {}, phrase)
