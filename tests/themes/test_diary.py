"""The positioning diary: a period is written, and nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.errors import ConfigError
from pipeline.model import catalogue, toml_source
from pipeline.model.theme import Period, Theme
from pipeline.themes import diary

TODAY = date(2026, 6, 30)
FROM = date(2026, 7, 1)

PROMOTED = {
    "a theme that was never promoted gets a line": (
        '# mine\n[a]   # first\nname = {en = "A"}   # why\n\n# second\n[b]\nname = {en = "B"}\n',
        (
            '# mine\n[a]   # first\nname = {en = "A"}   # why\npromoted = [{from = 2026-07-01}]\n\n'
            '# second\n[b]\nname = {en = "B"}\n'
        ),
    ),
    "the line stands above the theme's own tables": (
        '[a]\nname = {en = "A"}\n\n[a.keywords]\nen = [\n  "x", # [not] {this}\n]\n',
        (
            '[a]\nname = {en = "A"}\npromoted = [{from = 2026-07-01}]\n\n'
            '[a.keywords]\nen = [\n  "x", # [not] {this}\n]\n'
        ),
    ),
    "a theme made of tables alone gets a head": (
        '[a.name]\nen = "A"\n',
        '[a]\npromoted = [{from = 2026-07-01}]\n\n[a.name]\nen = "A"\n',
    ),
    "a period stands behind those before": (
        '[a]\nname = {en = "A"}\npromoted = [{from = 2025-01-01, until = 2025-02-01}] # so far\n',
        '[a]\nname = {en = "A"}\npromoted = [{from = 2025-01-01, until = 2025-02-01}, {from = 2026-07-01}] # so far\n',
    ),
    "a list of lines gets a line": (
        '[a]\nname = {en = "A"}\npromoted = [\n  {from = 2025-01-01, until = 2025-02-01}, # spring\n]\n',
        (
            '[a]\nname = {en = "A"}\npromoted = [\n  {from = 2025-01-01, until = 2025-02-01}, # spring\n'
            "  {from = 2026-07-01},\n]\n"
        ),
    ),
    "a comment stays with its period where no comma follows": (
        '[a]\r\nname = {en = "A"}\r\npromoted = [\r\n\t{from = 2025-01-01, until = 2025-02-01}  # }, {\r\n]\r\n',
        (
            '[a]\r\nname = {en = "A"}\r\npromoted = [\r\n\t{from = 2025-01-01, until = 2025-02-01},  # }, {\r\n'
            "\t{from = 2026-07-01}\r\n]\r\n"
        ),
    ),
    "a list that ends on the line of its last item": (
        '[a]\nname = {en = "A"}\npromoted = [\n  {from = 2025-01-01, until = 2025-02-01}]  # so far\n',
        (
            '[a]\nname = {en = "A"}\npromoted = [\n  {from = 2025-01-01, until = 2025-02-01},\n  {from = 2026-07-01}]'
            "  # so far\n"
        ),
    ),
    "an empty list is filled": (
        '[a]\npromoted = []\nname = {en = "A ] {"}\n',
        '[a]\npromoted = [{from = 2026-07-01}]\nname = {en = "A ] {"}\n',
    ),
    "tables get a table": (
        (
            '[a]\nname = {en = "A"}\n[[a.promoted]]\nfrom = 2025-01-01\nuntil = 2025-02-01\n# end\n\n'
            '[b]\nname = {en = "B"}\n'
        ),
        (
            '[a]\nname = {en = "A"}\n[[a.promoted]]\nfrom = 2025-01-01\nuntil = 2025-02-01\n\n[[a.promoted]]\n'
            'from = 2026-07-01\n# end\n\n[b]\nname = {en = "B"}\n'
        ),
    ),
    "line ends of Windows, and no end of the last line": (
        '[b]\r\nname = {en = "B"}\r\n[a]\r\nname = {en = "A"}',
        '[b]\r\nname = {en = "B"}\r\n[a]\r\nname = {en = "A"}\r\npromoted = [{from = 2026-07-01}]\r\n',
    ),
}

RETIRED = {
    "the running period ends": (
        '[a]\nname = {en = "A"}\npromoted = [{from = 2025-01-01, until = 2025-02-01}, {from = 2026-01-01 }] # so\n',
        (
            '[a]\nname = {en = "A"}\npromoted = [{from = 2025-01-01, until = 2025-02-01}, '
            "{from = 2026-01-01, until = 2026-06-30 }] # so\n"
        ),
    ),
    "in a table": (
        '[a]\nname = {en = "A"}\n[[a.promoted]]\nfrom = 2026-01-01 # new year\n\n[b]\nname = {en = "B"}\n',
        (
            '[a]\nname = {en = "A"}\n[[a.promoted]]\nfrom = 2026-01-01 # new year\nuntil = 2026-06-30\n\n'
            '[b]\nname = {en = "B"}\n'
        ),
    ),
    "beside a theme of the same beginning": (
        (
            '[a-b]\nname = {en = "AB"}\npromoted = [{from = 2026-01-01}]\n[a]\nname = {en = "A"}\n'
            "promoted = [{from = 2026-01-01}]\n"
        ),
        (
            '[a-b]\nname = {en = "AB"}\npromoted = [{from = 2026-01-01}]\n[a]\nname = {en = "A"}\n'
            "promoted = [{from = 2026-01-01, until = 2026-06-30}]\n"
        ),
    ),
}


def themes(text: str) -> dict[str, Theme]:
    empty = toml_source.parse("", "", ConfigError)
    return dict(catalogue.read(toml_source.parse("themes.toml", text, ConfigError), empty, empty).themes)


@pytest.mark.parametrize("name", PROMOTED)
def test_promote_changes_one_place(name: str) -> None:
    before, after = PROMOTED[name]
    assert diary.promoted(before, themes(before), "a", FROM, TODAY) == after
    assert themes(after)["a"].promoted[-1] == Period(FROM)


@pytest.mark.parametrize("name", RETIRED)
def test_retire_changes_one_place(name: str) -> None:
    before, after = RETIRED[name]
    assert diary.retired(before, themes(before), "a", TODAY, TODAY) == after
    assert themes(after)["a"].promoted[-1].until == TODAY


def test_what_was_promoted_can_be_retired_and_promoted_again() -> None:
    text = '[a]\nname = {en = "A"}\n'
    for month in (1, 3, 5):
        text = diary.promoted(text, themes(text), "a", date(2026, month, 1), TODAY)
        text = diary.retired(text, themes(text), "a", date(2026, month + 1, 1), TODAY)
    assert [period.start.month for period in themes(text)["a"].promoted] == [1, 3, 5]


@pytest.mark.parametrize(
    ("theme", "day", "said"),
    [
        ("performence", FROM, 'did you mean "performance"?'),
        ("running", FROM, "is promoted since 2026-01-01 already"),
        ("performance", date(2026, 2, 1), "begins on 2026-04-01 at the earliest"),
        ("performance", date(2024, 2, 1), "begins on 2026-04-01 at the earliest"),
        ("performance", date(2030, 1, 1), "lies more than a year ahead"),
        ("performance", date(202, 1, 1), "lies too far back"),
        ("inline", FROM, "only a person should change it; under [inline] write promoted = [{from = 2026-07-01}]"),
    ],
)
def test_promote_refuses(theme: str, day: date, said: str) -> None:
    text = (
        'inline = {name = {en = "I"}}\n[performance]\nname = {en = "P"}\n'
        "promoted = [{from = 2026-01-01, until = 2026-03-31}]\n"
        '[running]\nname = {en = "R"}\npromoted = [{from = 2026-01-01}]\n'
    )
    with pytest.raises(ConfigError) as refused:
        diary.promoted(text, themes(text), theme, day, TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("theme", "day", "said"),
    [
        ("ended", FROM, "was promoted until 2026-03-31 already; if that day is wrong, write 2026-07-01 there"),
        ("ahead", TODAY, "is promoted until 2026-07-31 already; if that day is wrong, write 2026-06-30 there"),
        ("never", FROM, "begin with: leitmotiv themes promote never"),
        ("running", date(2025, 12, 31), "cannot end on 2025-12-31, before it began"),
        ("runing", FROM, 'did you mean "running"?'),
    ],
)
def test_retire_refuses(theme: str, day: date, said: str) -> None:
    text = (
        '[ended]\nname = {en = "P"}\npromoted = [{from = 2026-01-01, until = 2026-03-31}]\n'
        '[running]\nname = {en = "R"}\npromoted = [{from = 2026-01-01}]\n[never]\nname = {en = "N"}\n'
        '[ahead]\nname = {en = "A"}\npromoted = [{from = 2026-01-01, until = 2026-07-31}]\n'
    )
    with pytest.raises(ConfigError) as refused:
        diary.retired(text, themes(text), theme, day, TODAY)
    assert said in str(refused.value)
