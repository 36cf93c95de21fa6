"""channels.toml: the steps of a process, their names in one language or in several."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.errors import ConfigError
from pipeline.model import catalogue, channels, toml_source
from pipeline.model.language import chosen
from pipeline.model.theme import Offer, Step

NOTHING = toml_source.parse("content/themes.toml", "", ConfigError)
CHANNEL = '[network]\nname = {en = "Network"}\n[[network.steps]]\nname = NAME\nminutes = 30\nconversion = 0.5\n'


def step(name: str) -> Step:
    """The step of a channel whose name is written so."""
    channels = toml_source.parse("content/channels.toml", CHANNEL.replace("NAME", name), ConfigError)
    (found,) = catalogue.read(NOTHING, NOTHING, channels).channels["network"].steps
    return found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ('"Call"', {"de": "Call", "en": "Call"}),
        ('{de = "Gespräch", en = "Call"}', {"de": "Gespräch", "de-at": "Gespräch", "en": "Call", "da": "Gespräch"}),
        ('{en = "Call"}', {"de": "Call"}),
    ],
)
def test_a_step_is_named_in_each_language_or_once_for_all(name: str, said: dict[str, str]) -> None:
    found = step(name)
    assert {lang: chosen(found.name, lang, ("de", "en")) for lang in said} == said


@pytest.mark.parametrize(
    "text",
    [
        '[netzwerk]\nname = {de = "Netzwerk"}\n',
        '[empfehlungen]\nname = {de = "Wer uns empfiehlt"}\n',
        '[people]\nname = {de = "Leute", en = "Network"}\n[blog]\nname = {en = "Blog"}\n',
    ],
)
def test_the_network_is_one_channel_whatever_its_block_is_called(text: str) -> None:
    """Else a CRM's referrals and one's own hours would be two, and one of them would be credited to posts."""
    found = catalogue.read(NOTHING, NOTHING, toml_source.parse("content/channels.toml", text, ConfigError)).channels
    first = next(iter(found.values()))
    said = ("Referrals", "network", "Netzwerk", first.block, *first.name.values())
    assert {channels.named(word, found) for word in said} == {first.id}
    assert channels.is_personal(first.id, found)


def test_beside_the_network_other_words_for_it_are_channels_of_their_own() -> None:
    text = '[empfehlungen]\nname = {de = "Empfehlungen"}\n[network]\nname = {de = "Netzwerk"}\n'
    found = catalogue.read(NOTHING, NOTHING, toml_source.parse("content/channels.toml", text, ConfigError)).channels
    assert list(found) == ["empfehlungen", "network"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[a]\nname = {en = ""}\n', "2:9: must not be empty; write a word, or leave it out"),
        ('[a]\nname = {en = "  "}\n', "2:9: must not be empty"),
        ("[a]\nname = {}\n", '2:1: must not be empty; write for instance {en = "A name"}'),
        ('[a]\nname = {en = "X\\u001b[31mred"}\n', "2:9: must stand on one line, without control characters"),
        ('[a]\nname = {en = "A"}\nkeywords = {en = ["b", " "]}\n', "3:13: must not be empty"),
        ('[a]\nname = {en = "A"}\nslug = {en = "A b"}\n', '3:9: "A b" cannot stand in a web address; write "a-b"'),
        ('[others]\nname = {en = "A"}\n', '1:2: "others" stands for all other themes together, in the report'),
        ('[break-even]\nname = {en = "A"}\n', '1:2: "break-even" stands for what a post must bring, in the report'),
        ('[a]\nname = {en = "A"}\npart_of = "a"\n', '3:1: "a" is part of itself by this'),
        (
            '[a]\nname = {en = "A"}\npart_of = "b"\n[b]\nname = {en = "B"}\npart_of = "a"\n',
            '6:1: "b" is part of itself by this; leave part_of out of one of them',
        ),
    ],
)
def test_a_theme_that_makes_no_sense_is_told_with_its_place(text: str, message: str) -> None:
    themes = toml_source.parse("content/themes.toml", text, ConfigError)
    with pytest.raises(ConfigError) as refused:
        catalogue.read(themes, NOTHING, NOTHING)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("name", "place", "message"),
    [
        ("3", "content/channels.toml:4:1", '"name" must be a table such as {de = "…", en = "…"}, not 3'),
        ("{de = 3}", "content/channels.toml:4:9", '"de" must be text in quotes, not 3'),
        ('{german1234 = "a"}', "content/channels.toml:4:9", '"german1234" is no language tag'),
    ],
)
def test_a_mistake_in_a_name_is_told_with_its_place(name: str, place: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        step(name)
    assert str(refused.value).startswith(f"{place}: {message}")


@pytest.mark.parametrize(("minutes", "conversion"), [("1e308", "0.5"), ("30", "1e-300"), ("30", "2")])
def test_a_step_that_no_process_has_is_refused(minutes: str, conversion: str) -> None:
    text = CHANNEL.replace("NAME", '"Call"').replace("= 30", f"= {minutes}").replace("= 0.5", f"= {conversion}")
    with pytest.raises(ConfigError, match=r"content/channels.toml:[56]:1:"):
        catalogue.read(NOTHING, NOTHING, toml_source.parse("content/channels.toml", text, ConfigError))


def test_an_offer_may_end_but_not_before_it_begins() -> None:
    text = '[a]\nname = {en = "A"}\nsince = 2026-03-01\nuntil = DAY\n'

    def read(day: str) -> Offer:
        offers = toml_source.parse("content/offers.toml", text.replace("DAY", day), ConfigError)
        return catalogue.read(NOTHING, offers, NOTHING).offers["a"]

    found = read("2026-03-31")
    assert [found.is_on(date(2026, month, 1)) for month in (2, 3, 4)] == [False, True, False]
    with pytest.raises(ConfigError, match=r"content/offers.toml:1:2: an offer ends on 2026-02-28, before it begins on"):
        read("2026-02-28")


def test_a_theme_that_an_offer_names_twice_is_one_of_its_themes() -> None:
    themes = toml_source.parse("content/themes.toml", '[a]\nname = {en = "A"}\n', ConfigError)
    offers = toml_source.parse("content/offers.toml", '[o]\nname = {en = "O"}\nthemes = ["a", "a"]\n', ConfigError)
    assert catalogue.read(themes, offers, NOTHING).offers["o"].themes == ("a",)
