"""Quoted-printable in pieces: whatever is put between them decodes to the whole."""

from __future__ import annotations

import quopri
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.newsletter import quoted_printable

steady = settings(deadline=None, max_examples=300)
texts = st.text(st.one_of(st.sampled_from("a =\t\n\rFrom.~é\U0001f600"), st.characters(exclude_categories=["Cs"])))


def as_sent(text: str) -> str:
    return re.sub(r"\r\n?|\n", "\r\n", text)


def well_formed(encoded: bytes) -> None:
    for line in encoded.split(b"\r\n"):
        assert len(line) <= 76
        assert line.isascii()
        assert not line.endswith((b" ", b"\t"))
        assert not line.startswith(b"From ")
        assert not re.search(rb"=(?![0-9A-F]{2}|$)", line)
        assert b"\n" not in line
        assert b"\r" not in line


@steady
@given(texts)
@example("From From From here")
@example("From here\r\n.\r\n From\nFrom " + "x" * 100)
def test_text_survives_in_lines_of_76(text: str) -> None:
    encoded = quoted_printable.encoded(text)
    well_formed(encoded)
    assert quopri.decodestring(encoded).decode("utf-8") == as_sent(text)


@steady
@given(st.lists(texts, min_size=1, max_size=5))
@example(["x" * 76, "y"])
@example(["x" * 73 + "é", "=" * 25 + "z", ""])
def test_pieces_joined_softly_decode_to_the_whole(pieces: list[str]) -> None:
    *before, last = [re.sub("\r", "", piece) for piece in pieces]
    whole = b"".join(quoted_printable.joined_soft(quoted_printable.encoded(piece)) for piece in before)
    whole += quoted_printable.encoded(last)
    well_formed(whole)
    assert quopri.decodestring(whole).decode("utf-8") == as_sent("".join([*before, last]))
