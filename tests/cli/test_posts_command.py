"""`leitmotiv posts` and `themes tag` list the same posts, with what deserves a look in their texts."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace
from tests.runs.test_proofreading import FILES, FOUND


def test_every_list_of_posts_names_the_warnings(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    for command in (["posts"], ["themes", "tag"]):
        rows = json.loads(leitmotiv("-C", root, *command, "--json").out)
        assert {row["id"]: [said["code"] for said in row["warnings"]] for row in rows} == FOUND


@pytest.mark.parametrize("command", [["posts"], ["translations"], ["issue", "list"], ["themes", "tag"]])
def test_where_there_is_no_post_a_listing_lists_nothing(
    command: list[str], make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"content/themes.toml": '[speed]\nname = {de = "Tempo"}\n'})
    listed, told = leitmotiv("-C", root, *command, "--json"), leitmotiv("-C", root, *command)
    assert (listed.code, json.loads(listed.out), told.code, told.out) == (0, [], 0, "")
    for said in (listed.err, told.err):
        assert ("begins one" if command == ["issue", "list"] else "write content/posts/hello.md") in said
    assert leitmotiv("-C", root, "themes", "suggest", "--json").code == 0
    assert [leitmotiv("-C", root, name).code for name in ("build", "run", "check")] == [1, 1, 1]


def test_a_post_that_was_held_back_is_listed_with_the_day_it_came_out(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    head = "---\ntitle: Later\ndate: 2026-02-17\npublish_on: 2026-02-20\n---\nText.\n"
    listed = leitmotiv("-C", make_workspace({"content/posts/later.en.md": head}), "posts").out
    assert "2026-02-20" in listed
    assert "2026-02-17" not in listed


def test_the_check_names_them(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    checked = leitmotiv("-C", root, "check")
    assert '"GrÃ¼ÃŸe" for "Grüße"' in checked.out + checked.err
    assert "empty.md:1: has a head but no text" in checked.out + checked.err
