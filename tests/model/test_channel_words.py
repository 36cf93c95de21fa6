"""Which answers to "how did you hear of us" speak of people, and which of something read."""

from __future__ import annotations

import pytest

from pipeline.model import channels
from pipeline.model.theme import Channel, Step

READ = [
    "I read your blog",
    "your article on queues",
    "Google",
    "found you online",
    "Ihr Beitrag",
    "Habe Ihren Text gelesen",
    "über die Suche",
    "Newsletter",
    "LinkedIn",
    "jeg læste dit indlæg",
    "din hjemmeside",
    "en søgning",
    "votre article",
    "j'ai lu votre blog",
    "Ihre Website",
    "im Internet",
    "your podcast",
    "a post of yours",
    "via uw nieuwsbrief",
    "ik heb uw stuk gelezen",
    "un artículo suyo",
]
MET = [
    "a friend",
    "Frau Weber",
    "Empfehlung von Malte",
    "Ihr Vortrag in Kiel",
    "en kollega anbefalede dig",
    "we met at a fair",
    "Netzwerk, auf einem Geburtstag",
    "former client",
    "your feedback round",
    "such luck: my neighbour",
    "via een collega",
    "par un confrère",
]


@pytest.mark.parametrize("answer", READ)
def test_what_was_read_is_told_from_whom_one_met(answer: str) -> None:
    assert channels.names_reading(answer)


@pytest.mark.parametrize("answer", MET)
def test_whom_one_met_is_told_from_what_was_read(answer: str) -> None:
    assert not channels.names_reading(answer)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Netzwerk", "network"), ("Recommendation", "network"), ("Mundpropaganda", "network"), ("Suche", "search"),
     ("réseau", "network"), ("Mond-tot-mondreclame", "network"),
     ("nieuwsbrief", "newsletter"), ("Événements", "events"), ("Évènement", "events"), ("Conférence", "events"),
     ("aanbevelingen", "network"), ("Via via", "network"), ("Nätverk", "network"), ("søgning", "search"),
     ("Sosiale medier", "social"), ("Messe", "messe")],
)  # fmt: skip
def test_usual_channels_are_understood_in_each_language(text: str, name: str) -> None:
    assert channels.named(text, {}) == name
    assert channels.named(text, {"own": Channel(id="own", name={"de": text})}) == "own"


def test_a_channel_with_a_process_is_one_of_people() -> None:
    steps = (Step(name={"en": "Talk"}, minutes=20, conversion=0.5),)
    known = {"fairs": Channel(id="fairs", name={}, steps=steps), "blog": Channel(id="blog", name={})}
    assert [channels.is_personal(name, known) for name in ("network", "events", "fairs", "blog", "search", "x")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "medium", "channel"),
    [
        ("newsletter", "my_talks", "my_talks"),
        ("newsletter", "Vorträge", "my_talks"),
        ("vortraege", "E-Mail", "newsletter"),
        ("my-talks", "qr", "my_talks"),
        ("mastodon.example", "link", "mastodon-example"),
        (None, None, None),
    ],
)
def test_a_link_names_a_channel_by_its_id_or_by_what_it_is_called(
    source: str | None, medium: str | None, channel: str | None
) -> None:
    known = {"my_talks": Channel(id="my_talks", name={"de": "Vorträge"})}
    assert channels.of_link(source, medium, known) == channel


def test_a_medium_that_names_a_usual_channel_says_it_before_the_source() -> None:
    assert channels.of_link("google", "paid-search", {}) == "paid-search"
