"""What was noticed in the texts is kept, and never hides what a text says now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.runs import content, proofreading
from tests.conftest import MakeWorkspace

POST = "---\ntitle: Möwen\ndate: 2026-01-08\nlang: de\n---\n{}\n"
FILES = {
    "content/posts/broken.md": POST.format("GrÃ¼ÃŸe an alle."),
    "content/posts/empty.md": POST.format(""),
    "content/posts/well.md": POST.format("Grüße an alle."),
}
FOUND = {"broken.de": ["damaged-text"], "empty.de": ["empty-body"], "well.de": []}


def _codes(root: Path) -> dict[str, list[str]]:
    opened = workspace.load(str(root), None)
    said = proofreading.warnings(opened, content.read(opened).posts)
    return {name: [warning.code for warning in warnings] for name, warnings in said.items()}


def test_what_was_kept_says_the_same(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    assert _codes(root) == FOUND
    assert (root / ".leitmotiv/warnings.json").is_file()
    assert _codes(root) == FOUND


def test_a_text_that_was_edited_is_read_again(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    _codes(root)
    (root / "content/posts/broken.md").write_text(POST.format("Grüße an alle, ja."), "utf-8")
    (root / "content/posts/well.md").write_text(POST.format("GrÃ¼ÃŸe an alle."), "utf-8")
    assert _codes(root) == FOUND | {"broken.de": [], "well.de": ["damaged-text"]}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"context": 1, "rows": []}', b"\xff\xfe"])
def test_a_damaged_cache_is_no_harm(make_workspace: MakeWorkspace, damage: bytes) -> None:
    root = make_workspace(FILES)
    _codes(root)
    (root / ".leitmotiv/warnings.json").write_bytes(damage)
    assert _codes(root) == FOUND


def test_rows_of_strange_shapes_are_read_anew(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    _codes(root)
    path = root / ".leitmotiv/warnings.json"
    kept = json.loads(path.read_text("utf-8"))
    kept["rows"]["broken.de"][1] = 7
    kept["rows"]["well.de"] = "no row"
    path.write_text(json.dumps(kept))
    assert _codes(root) == FOUND
