"""`[segments]` and `[mailbox]` of the configuration."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.model import toml_source
from pipeline.model.config import Config
from pipeline.model.source import checked
from tests.conftest import CONFIG


def read(text: str) -> Config:
    """The configuration with a section more."""
    return checked(Config, toml_source.parse("leitmotiv.toml", CONFIG + text, ConfigError), ConfigError, strict=True)


@pytest.mark.parametrize(
    ("employees", "segment"),
    [(None, None), (0, None), (1, "rabbit"), (9, "rabbit"), (10, "deer"), (249, "deer"), (250, "elephant"),
     (10**6, "elephant")],
)  # fmt: skip
def test_a_company_belongs_to_a_segment_by_its_employees(employees: int | None, segment: str | None) -> None:
    assert read("").segments.of(employees) == segment


def test_bounds_can_be_set_and_a_size_between_two_belongs_to_none() -> None:
    segments = read("[segments]\nrabbit = [1, 4]\ndeer = [10, 49]\nelephant = [50]\n").segments
    assert [segments.of(size) for size in (4, 5, 49, 50)] == ["rabbit", None, "deer", "elephant"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[segments]\nrabit = [1, 9]\n", 'unknown key "rabit"; did you mean "rabbit"?'),
        ("[segments]\nrabbit = [9, 1]\n", "[9, 1] ends before it begins"),
        ("[segments]\ndeer = [5, 20]\n", "deer must begin above the end of rabbit; for instance [10]"),
        ("[segments]\nrabbit = [1]\n", "rabbit has no end, though deer comes after it"),
        ("[segments]\ndeer = [10, 20, 30]\n", "must be one number or two, such as [10, 249] or [250]"),
        ("[segments]\nrabbit = [0, 9]\n", "greater than or equal to 1"),
        ('[segments]\ndeer = "ten"\n', '"deer" must be a list'),
        ('[mailbox]\nhost = "h"\nusername = "u"\nfolder = "inbox"\n', '"inbox" cannot be the folder'),
        ('[mailbox]\nhost = "h"\nusername = "u"\nsecurity = "none"\n', "would send the password to h in the clear"),
        ('[mailbox]\nhost = "h"\nusername = "u"\nsecurity = "starttls"\nport = 993\n', "port 993 speaks TLS"),
        ('[mailbox]\nhost = "h"\nusername = "u"\npassword = "x"\n', 'unknown key "password"'),
        ('[mailbox]\nhost = "h"\n', 'the key "username" is missing'),
        ("[report]\nvalue_per_client = inf\n", '"value_per_client" must be a number with an end, not inf'),
        ("[report]\nleads_per_client = nan\n", '"leads_per_client" must be a number with an end, not nan'),
        ('[report]\ncurrency = "E\\u001bUR"\n', "must stand on one line, without control characters"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(text)
    assert message in str(refused.value)
    assert str(refused.value).startswith("leitmotiv.toml:")


@pytest.mark.parametrize(("security", "port"), [("tls", 993), ("starttls", 143)])
def test_a_mailbox_has_the_usual_port(security: str, port: int) -> None:
    box = read(f'[mailbox]\nhost = "h"\nusername = "u"\nsecurity = "{security}"\n').mailbox
    assert box is not None
    assert (box.listens_on, box.folder) == (port, "Leads")
