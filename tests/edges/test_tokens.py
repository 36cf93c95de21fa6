"""Design tokens: what a workspace leaves out is ours, and what it cannot mean is told."""

from __future__ import annotations

import pytest

from pipeline.edges.templates import Templates
from pipeline.errors import LeitmotivError, TemplateError
from tests.conftest import MakeWorkspace

NAME = "templates/tokens.toml"


def test_what_a_workspace_leaves_out_is_ours(make_workspace: MakeWorkspace) -> None:
    ours = Templates(str(make_workspace({}))).tokens
    root = make_workspace({NAME: '[colour.light]\nground = "#ffffff"\n[type]\nbase_px = 17.5\n'})
    tokens = Templates(str(root)).tokens
    assert tokens["colour"]["light"] == {**ours["colour"]["light"], "ground": "#ffffff"}
    assert tokens["type"] == {**ours["type"], "base_px": 17.5}
    assert {name: tokens[name] for name in ("font", "space")} == {name: ours[name] for name in ("font", "space")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[colour.light]\nacent = "#ffffff"', ':2:1: unknown key "acent"; did you mean "accent"?'),
        ("[typo]\nbase_px = 1", ':1:2: unknown table "typo"; did you mean "type"?'),
        ("[colour.light]\ntext = 3", ':2:1: "text" must be a colour such as "#a82f1d"'),
        ('[colour.light]\ntext = "red;"', ':2:1: "text" must be a colour such as "#a82f1d"'),
        ("[font]\ntext = 3", ':2:1: "text" must be text in quotes'),
        ("[type]\nbase_px = true", ':2:1: "base_px" must be a number above 0'),
        ("[type]\nbase_px = -1", ':2:1: "base_px" must be a number above 0'),
        ("[type]\nbase_px = nan", ':2:1: "base_px" must be a number above 0'),
        ("colour = 1", ':1:1: "colour" must be a table'),
        ("[colour.light", ":1:1: not valid TOML"),
    ],
)
def test_what_a_token_cannot_be_is_told_with_its_line(text: str, said: str, make_workspace: MakeWorkspace) -> None:
    with pytest.raises(TemplateError) as refused:
        _ = Templates(str(make_workspace({NAME: text}))).tokens
    assert str(refused.value).startswith(NAME + said)


def test_all_mistakes_are_told_at_once(make_workspace: MakeWorkspace) -> None:
    with pytest.raises(LeitmotivError) as refused:
        _ = Templates(str(make_workspace({NAME: "a = 1\nb = 2\n"}))).tokens
    assert len(refused.value.problems) == 2
