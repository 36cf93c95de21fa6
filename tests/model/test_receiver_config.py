"""`[receiver]`: what it may say, though nothing but its address is used yet."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.model import toml_source
from pipeline.model.config import Config, Receiver
from pipeline.model.source import checked
from tests.model.test_mail_config import HEAD


def read(receiver: str) -> Receiver:
    text = HEAD.replace("[mail]\n", "[receiver]\n") + receiver
    return checked(Config, toml_source.parse("leitmotiv.toml", text, ConfigError), ConfigError, strict=True).receiver


def test_a_whole_section_is_read() -> None:
    found = read('url = "https://r.example.org"\nlisten = "[::1]:8080"\nrate_limit = false\nmin_form_s = 2\n')
    assert (found.url, found.listen, found.rate_limit, found.min_form_s) == (
        "https://r.example.org", "[::1]:8080", False, 2,
    )  # fmt: skip
    assert read("") == Receiver()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('listen = "8080"', '"8080" names no host and port; write it as 127.0.0.1:8000'),
        ('listen = "localhost:http"', "names no host and port"),
        ('listen = "localhost:70000"', "names no host and port"),
        ('rate_limit = "yes"', "rate_limit"),
        ("min_form_s = -1", "min_form_s"),
        ("max_form_s = 9", 'unknown key "max_form_s"; did you mean "min_form_s"?'),
    ],
)
def test_what_it_must_not_say(said: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"leitmotiv\.toml:1") as refused:
        read(said)
    assert message in str(refused.value)
