"""Slugs that would be the same, told apart by a number."""

from __future__ import annotations

import pytest

from pipeline.model.slug import MAX_BYTES, is_slug, numbered, slugify


@pytest.mark.parametrize("title", ["a" * 100, "а" * 60, "日本語" * 20, "short", "one " * 30])
def test_a_numbered_slug_is_a_slug_and_another_one(title: str) -> None:
    slug = slugify(title)
    assert numbered(slug, 1) == slug
    for number in (2, 10, 321):
        found = numbered(slug, number)
        assert is_slug(found)
        assert found.endswith(f"-{number}")
        assert len(found.encode()) <= MAX_BYTES
