"""`leitmotiv posts` and `themes tag` list the same posts, with what deserves a look in their texts."""

from __future__ import annotations

import json

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace
from tests.runs.test_proofreading import FILES, FOUND


def test_every_list_of_posts_names_the_warnings(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    for command in (["posts"], ["themes", "tag"]):
        rows = json.loads(leitmotiv("-C", root, *command, "--json").out)
        assert {row["id"]: [said["code"] for said in row["warnings"]] for row in rows} == FOUND


def test_the_check_names_them(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    checked = leitmotiv("-C", root, "check")
    assert '"GrÃ¼ÃŸe" for "Grüße"' in checked.out + checked.err
    assert "empty.md:1: has a head but no text" in checked.out + checked.err
