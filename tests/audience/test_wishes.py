"""Wishes, and what somebody is known by who asked to be forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.audience import forgetting, wishes
from pipeline.model.people import LeadRow, Wish


def test_wishes_in_the_same_words_are_counted_together_and_the_most_wanted_come_first() -> None:
    found = wishes.wished(
        [
            Wish(id=7, text="More on latency", on=date(2026, 3, 2), count=2, lang="en"),
            Wish(id=2, text="more  on latency.", on=date(2026, 5, 1)),
            Wish(text="Architektur", on=date(2026, 4, 1), count=3),
        ]
    )
    assert [(wish.text, wish.count, wish.lang, wish.since, wish.latest, wish.ids) for wish in found] == [
        ("More on latency", 3, "en", date(2026, 3, 2), date(2026, 5, 1), (2, 7)),
        ("Architektur", 3, None, date(2026, 4, 1), date(2026, 4, 1), ()),
    ]


def test_a_wish_in_a_form_is_one_and_says_nobodys_name() -> None:
    rows = [
        LeadRow("netlify", "netlify:1", {"date": "2026-03-01", "wish": " More\non  latency ", "email": "a@x.ch"}),
        LeadRow("csv", "csv:1", {"date": "2026-03-01"}),
        LeadRow("csv", "csv:2", {"wish": "no day"}),
    ]
    assert wishes.of_rows(rows) == (Wish(text="More on latency", on=date(2026, 3, 1)),)


@pytest.mark.parametrize(("said", "lang"), [("Deutsch", "de"), ("DK", "da-dk"), ("de_AT", "de-at"), ("", None)])
def test_a_wish_has_the_language_that_its_row_names(said: str, lang: str | None) -> None:
    (wish,) = wishes.of_rows([LeadRow("csv", "csv:1", {"date": "2026-03-01", "wish": "Latenz", "lang": said})])
    assert wish.lang == lang


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("More on latency in 2026", True),
        ("Please ring me: 0171 23 45", False),
        ("Write to ana@x.ch", False),
        ("Write to ana＠x.ch", False),
        ("Ring 01\u200b7\u200b12", False),
    ],
)
def test_a_wish_that_may_name_somebody_is_not_repeated(text: str, may_be: bool) -> None:
    assert wishes.is_quotable(text) == may_be


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ({"email": "Ana@Nordlicht.CH", "name": "Ana"}, ("row k:1", "address ana@nordlicht.ch")),
        ({"name": "Ana  L.", "company": "Nordlicht GmbH"}, ("row k:1", "name ana l of nordlicht")),
        ({"first name": "Ana", "last name": "L", "company name": "X AG"}, ("row k:1", "name ana l of x")),
        ({"company": "Nordlicht"}, ("row k:1",)),
        ({"email": "nobody", "name": "Ana"}, ("row k:1", "name ana of ")),
    ],
)
def test_a_person_is_known_by_row_and_address_else_by_name_and_company(
    values: dict[str, str], marks: tuple[str, ...]
) -> None:
    assert forgetting.marks(LeadRow("k", "k:1", values)) == marks


def test_what_names_a_person_in_a_file_is_the_address_else_the_name() -> None:
    rows = [
        LeadRow("k", "k:1", {"email": "Ana@X.ch", "name": "Ana L"}),
        LeadRow("k", "k:2", {"name": "Bela Ota"}),
        LeadRow("k", "k:3", {"company": "X"}),
    ]
    assert forgetting.words(rows) == ("ana@x.ch", "Bela Ota")
    assert forgetting.addresses_of(rows) == ("ana@x.ch",)
