"""utm parameters: on our own links, once, and nowhere else."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.newsletter import campaign
from tests.newsletter import cases

steady = settings(deadline=None)
UTM = "utm_source=newsletter&utm_medium=email&utm_campaign=2026-03&utm_content=queues.de"


def tagged(url: str) -> str:
    return campaign.tagged(url, cases.config(), "2026-03", "queues.de")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{cases.SITE}/de/", f"{cases.SITE}/de/?{UTM}"),
        (cases.SITE, f"{cases.SITE}?{UTM}"),
        (f"{cases.SITE}/a.html#b", f"{cases.SITE}/a.html?{UTM}#b"),
        (f"{cases.SITE}/a.html?x=1&y", f"{cases.SITE}/a.html?x=1&y&{UTM}"),
        ("https://PRACTICE.example.org/notes/a", f"https://PRACTICE.example.org/notes/a?{UTM}"),
    ],
)
def test_our_own_links_carry_the_letter_and_the_post(url: str, expected: str) -> None:
    assert tagged(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/notes/a",
        "https://practice.example.org/other",
        "https://practice.example.org/notesandmore",
        "https://practice.example.org.evil.example/notes/",
        "mailto:jonna@practice.example.org?subject=x",
        "tel:+49461",
        "#fn1",
        "ftp://practice.example.org/notes/a",
        f"{cases.RECEIVER}/subscribe?lang=de",
        f"{cases.SITE}/static/scales.PNG",
    ],
)
def test_all_others_stay_as_they_are(url: str) -> None:
    assert tagged(url) == url


def test_the_unsubscribe_page_is_never_tagged_even_where_it_lies_on_the_site() -> None:
    config = cases.config(receiver={"url": cases.SITE})
    url = f"{cases.SITE}/unsubscribe/abc"
    assert campaign.tagged(url, config, "i", "p") == url
    assert "utm_" in campaign.tagged(f"{cases.SITE}/de/", config, "i", "p")


def test_what_the_author_wrote_wins() -> None:
    url = tagged(f"{cases.SITE}/a?utm_source=talk&utm_content=")
    assert url == f"{cases.SITE}/a?utm_source=talk&utm_content=&utm_medium=email&utm_campaign=2026-03"


@steady
@given(
    st.lists(st.sampled_from(["utm_source=x", "utm_medium=", "utm_campaign=a%20b", "utm_content=c", "q=1", "r"])),
    st.sampled_from(["", "#f"]),
)
def test_no_parameter_is_ever_doubled(query: list[str], fragment: str) -> None:
    url = f"{cases.SITE}/a?{'&'.join(dict.fromkeys(query))}{fragment}"
    once = tagged(url)
    names = [name for name, _ in parse_qsl(urlsplit(once).query, keep_blank_values=True)]
    assert len(names) == len(set(names))
    assert {"utm_source", "utm_medium", "utm_campaign", "utm_content"} <= set(names)
    assert tagged(once) == once


def test_odd_names_are_percent_encoded() -> None:
    assert campaign.tagged(cases.SITE, cases.config(), "März & Co", "ä b.de").endswith(
        "utm_campaign=M%C3%A4rz%20%26%20Co&utm_content=%C3%A4%20b.de"
    )
