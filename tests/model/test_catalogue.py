"""channels.toml: the steps of a process, their names in one language or in several."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.model import catalogue, toml_source
from pipeline.model.language import chosen
from pipeline.model.theme import Step

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
