"""Series that nobody declared are read from titles; what the head says wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.language import Guess
from pipeline.model.post import Document, Post
from pipeline.posts import reading, series
from pipeline.posts.series import Found

CASES = {
    "HTTP-Caching, Teil 2: Header": Found("HTTP-Caching", 2, "Header"),
    "Caching (2/5)": Found("Caching", 2, ""),
    "Caching, Part II": Found("Caching", 2, ""),
    "Caching, Part Two": Found("Caching", 2, ""),
    "Part 0: Cache": None,
    "Caching – part three of four": Found("Caching", 3, ""),
    "Caching, del 3": Found("Caching", 3, ""),
    "Del 2 om caching": Found("", 2, "om caching"),
    "Кэш, 2 часть": Found("Кэш", 2, ""),
    "Taller del 3 al 5 de mayo": None,
    "Un aumento del 20 por ciento": None,
    "La settimana del 5 in breve": None,
    "Descuento del 20 %": None,
    "2. Teil: Caching": Found("", 2, "Caching"),
    "Caching, 2. del": Found("Caching", 2, ""),
    "Del II: Cache": Found("", 2, "Cache"),
    "Le cache, partie 4": Found("Le cache", 4, ""),
    "La caché · Parte 1 de 3": Found("La caché", 1, ""),
    "Cache, deel 2": Found("Cache", 2, ""),
    "Cache, część 2": Found("Cache", 2, ""),
    "Välimuisti, osa 2": Found("Välimuisti", 2, ""),
    "Gyorsítótár, 2. rész": Found("Gyorsítótár", 2, ""),
    "Кэш. Часть 2": Found("Кэш", 2, ""),
    "Part of the problem": None,
    "Teil der Lösung": None,
    "Del i festen": None,
    "1/2 cup of sugar": None,
    "Party 2": None,
    "Caching, del 2 af 5": Found("Caching", 2, ""),
    "Del 2 Header": Found("", 2, "Header"),
    "Notas del 3 de mayo": None,
    "Riunione del 12 marzo": None,
    "Top 10 del año": None,
    "A 5 part guide": None,
    "Caching (in Go), Teil 2": Found("Caching (in Go)", 2, ""),
    "(Still) caching, part 2": Found("(Still) caching", 2, ""),
    "Part 2: Caching [in Go]": Found("", 2, "Caching [in Go]"),
    "Part 2 (Caching)": Found("", 2, "Caching"),
    "(Part 2) Caching": Found("", 2, "Caching"),
}


@pytest.mark.parametrize("title", CASES)
def test_a_title_shows_its_part(title: str) -> None:
    assert series.in_title(title) == CASES[title]


def _read(*heads: str) -> tuple[Post, ...]:
    documents = [
        Document(f"posts/p{number}.de.md", f"---\n{head}\ndate: 2026-01-02\n---\nText.")
        for number, head in enumerate(heads)
    ]
    return reading.read_all(documents, "posts", ("de",), (), lambda _text: Guess(None, None, 0))


def test_a_post_belongs_to_the_series_of_its_title() -> None:
    posts = _read("title: Caching, Teil 1", "title: 'Caching, Teil 2: Header'", "title: Anderes")
    assert [(post.series, post.part) for post in posts] == [("Caching", 1), ("Caching", 2), (None, None)]


def test_the_head_wins_and_the_title_fills_what_it_leaves_out() -> None:
    posts = _read("title: Caching, Teil 1\nseries: Netz\npart: 7", "title: Caching, Teil 2\nseries: Netz")
    assert [(post.series, post.part) for post in posts] == [("Netz", 7), ("Netz", 2)]


def test_a_part_without_a_name_needs_a_second_one() -> None:
    alone = _read("title: 'Teil 2: Caching'")
    both = _read("title: 'Teil 1: Caching'", "title: 'Teil 2: Caching'")
    assert [post.series for post in alone] == [None]
    assert [(post.series, post.part) for post in both] == [("Caching", 1), ("Caching", 2)]


def test_parts_of_nothing_and_parts_that_stand_twice_are_doubted() -> None:
    posts = _read("title: A\npart: 3", "title: B\nseries: S\npart: 1", "title: C\nseries: S\npart: 1", "title: D")
    said = {post.title: warning for post, warning in series.doubts(posts)}
    assert {title: warning.code for title, warning in said.items()} == {"A": "part-of-nothing", "C": "same-part"}
    assert said["A"].message == "is part 3 of no series; add series: and its name"
    assert said["C"].message == 'is part 1 of "S", as is posts/p1.de.md; number one of them anew'


@given(st.text(max_size=60))
def test_any_title_is_read(title: str) -> None:
    found = series.in_title(f"{title} Teil 3")
    assert found is None or found.part > 0
