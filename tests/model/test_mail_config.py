"""`[mail]`: what it may say, and what it must not."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.model import toml_source
from pipeline.model.config import Config, Mail
from pipeline.model.source import checked

HEAD = """[workspace]
name = "M"
url = "https://m.example.org"
languages = ["de"]

[sender]
name = "M"
address = "l@m.example.org"

[mail]
"""


def read(mail: str) -> Mail:
    return checked(Config, toml_source.parse("leitmotiv.toml", HEAD + mail, ConfigError), ConfigError, strict=True).mail


def test_nothing_leaves_unless_it_is_wanted() -> None:
    assert read("").mode == "rehearsal"


def test_a_whole_section_is_read() -> None:
    mail = read(
        'mode = "smtp"\nhost = "smtp.example.org"\nport = 465\nusername = "x"\nconnections = 4\nrate_per_s = 10\n'
        'mta_log = "/var/log/mail.log"\nunknown = "resend"\n'
        'dkim = { domain = "m.example.org", selector = "s", key_file = "private/k.pem" }\n'
    )
    assert (mail.connections, mail.rate_per_s, mail.unknown) == (4, 10, "resend")
    assert mail.dkim is not None
    assert mail.dkim.selector == "s"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('mode = "real"', "mode"),
        ("connections = 0", "connections"),
        ("rate_per_s = 0", "rate_per_s"),
        ("pasword = 1", 'unknown key "pasword"'),
        ('dkim = { domain = "x", selector = "s" }', 'the key "key_file" is missing'),
        ('host = "far.example.org"\nusername = "x"\nstarttls = false', "would go to far.example.org in the clear"),
    ],
)
def test_a_mistake_is_named(said: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(said)
    assert message in str(refused.value)


@pytest.mark.parametrize("known", [{"host": "localhost"}, {"port": 465}, {"host": "127.0.0.1"}])
def test_a_password_may_go_where_nobody_listens(known: dict[str, Any]) -> None:
    assert Mail.model_validate({"username": "x", "starttls": False, **known}).username == "x"
