"""Slugs that would be the same, told apart by a number."""

from __future__ import annotations

import pytest

from pipeline.model.slug import MAX_BYTES, is_slug, numbered, of_name, slugify


@pytest.mark.parametrize("title", ["a" * 100, "а" * 60, "日本語" * 20, "short", "one " * 30])
def test_a_numbered_slug_is_a_slug_and_another_one(title: str) -> None:
    slug = slugify(title)
    assert numbered(slug, 1) == slug
    for number in (2, 10, 321):
        found = numbered(slug, number)
        assert is_slug(found)
        assert found.endswith(f"-{number}")
        assert len(found.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    ("lang", "title", "slug"),
    [
        ("de", "Größe für Ärzte", "groesse-fuer-aerzte"), ("de-at", "Jänner", "jaenner"), ("en", "Zürich", "zuerich"),
        ("da", "Små æbler, gode løg", "smaa-aebler-gode-loeg"), ("sv", "Förändring på djupet", "forandring-pa-djupet"),
        ("fi", "Perimmäisyyskysymys", "perimmaisyyskysymys"), ("nl-be", "Coördinatie", "coordinatie"),
        ("es", "El pingüino", "el-pinguino"), ("sv", "Møde i København", "moede-i-koebenhavn"), ("", "Öl", "oel"),
    ],
)  # fmt: skip
def test_letters_are_spelt_as_the_language_does_in_addresses(lang: str, title: str, slug: str) -> None:
    assert slugify(title, lang) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C#", "c-sharp"), ("F#", "f-sharp"), ("C++", "c-plus-plus"), ("C++20", "c-plus-plus-20"), (".NET", "dot-net"),
        ("ASP.NET Core", "asp-net-core"), ("#hashtag", "hashtag"), ("Issue #4", "issue-4"), ("C", "c"), ("+", "post"),
    ],
)  # fmt: skip
def test_names_that_differ_in_a_sign_have_slugs_of_their_own(name: str, slug: str) -> None:
    assert of_name(name) == slug
