"""What was noticed in the texts is kept, and never hides what a text says now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.runs import content
from pipeline.runs.checks import proofreading
from tests.conftest import MakeWorkspace

POST = "---\ntitle: Möwen\ndate: 2026-01-08\nlang: de\n---\n{}\n"
EXCERPT = POST.replace("de\n", "de\nsource: https://x.example/a\ncanonical: https://x.example/a\n", 1)
FILES = {
    "content/posts/begun.md": EXCERPT.format("Grüße an alle."),
    "content/posts/broken.md": POST.format("GrÃ¼ÃŸe an alle."),
    "content/posts/empty.md": POST.format(""),
    "content/posts/well.md": POST.format("Grüße an alle."),
}
FOUND = {"begun.de": ["excerpt-only"], "broken.de": ["damaged-text"], "empty.de": ["empty-body"], "well.de": []}


def _codes(root: Path) -> dict[str, list[str]]:
    opened = workspace.load(str(root), None)
    said = proofreading.warnings(opened, content.read(opened).posts)
    return {name: [warning.code for warning in warnings] for name, warnings in said.items()}


def test_what_was_kept_says_the_same(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    assert _codes(root) == FOUND
    assert len(_rows(root).read_bytes().split(b"\n")) == 5
    assert _codes(root) == FOUND
    assert len(_rows(root).read_bytes().split(b"\n")) == 5


def _rows(root: Path) -> Path:
    return next((root / ".leitmotiv").glob("warnings-*.jsonl"))


def test_a_text_that_was_edited_is_read_again(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    _codes(root)
    (root / "content/posts/broken.md").write_text(POST.format("Grüße an alle, ja."), "utf-8")
    (root / "content/posts/well.md").write_text(POST.format("GrÃ¼ÃŸe an alle."), "utf-8")
    assert _codes(root) == FOUND | {"broken.de": [], "well.de": ["damaged-text"]}


def test_a_whole_text_is_no_excerpt_whatever_its_canonical_address(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    _codes(root)
    begun = root / "content/posts/begun.md"
    begun.write_text(begun.read_text("utf-8").replace("canonical: https://x", "canonical: https://y"), "utf-8")
    assert _codes(root) == FOUND | {"begun.de": []}


@pytest.mark.parametrize("damage", [b"", b"{", b"\n[1, [], [0, 0, 0]]", b"\xff\xfe"])
def test_a_damaged_cache_is_no_harm(make_workspace: MakeWorkspace, damage: bytes) -> None:
    root = make_workspace(FILES)
    _codes(root)
    _rows(root).write_bytes(damage)
    assert _codes(root) == FOUND


def test_rows_of_strange_shapes_are_read_anew(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    _codes(root)
    said = [json.loads(line) for line in _rows(root).read_text("utf-8").split("\n")[1:]]
    said[0][1][1] = 7
    said[1][1] = "no row"
    _rows(root).write_text("".join(f"\n{json.dumps(line)}" for line in said))
    assert _codes(root) == FOUND
