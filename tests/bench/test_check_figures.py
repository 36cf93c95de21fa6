"""The small tables of the documentation, from the model itself."""

from __future__ import annotations

import pytest

from bench import check_figures


@pytest.mark.parametrize(("asked", "found", "note"), list(check_figures.rows()))
def test_what_the_model_computes_is_what_the_method_note_says(asked: str, found: str, note: str) -> None:
    assert found == note, asked
