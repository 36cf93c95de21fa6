"""What is kept of the posts never changes what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.errors import ContentError
from pipeline.runs import content
from pipeline.runs.content import Content
from tests.conftest import CONFIG, MakeWorkspace

POST = "---\ntitle: Größe\ndate: 2026-01-08\ntags: [sql, C++]\naliases: [/alt/]\npublish_on: 2026-02-01\n---\n{}\n"
FILES = {
    "content/posts/one.de.md": POST.format("Ein Text mit [Link](two.de.md).\r\n\r\nUnd \ufffd Schaden."),
    "content/posts/two.de.md": "+++\ntitle = 'Zwei'\ndate = 2026-01-09\n+++",
    "content/posts/one.en.md": "---\ntitle: One\n---\nUndated, but its original is not.\n",
}


def _read(root: Path) -> Content:
    return content.read(workspace.load(str(root), None))


def _html(found: Content) -> dict[str, str]:
    assert found.drafts
    return {post.path: found.drafts.html(post.path) for post in found.posts}


def test_what_was_kept_says_the_same(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    first, second = _read(root), _read(root)
    assert first.posts == second.posts
    assert _html(first) == _html(second)
    assert len(_kept(root)) == 2


def _kept(root: Path) -> list[Path]:
    """The rows, and the bytes."""
    return sorted((root / ".leitmotiv").glob("posts-*"), reverse=True)


@pytest.mark.parametrize("damage", [b"", b"{", b"\n[1, [], [0, 0, 0]]\n[[], 1, 2]", b"\xff\xfe", b"\n{}\n\n[]"])
def test_a_damaged_cache_is_no_harm(make_workspace: MakeWorkspace, damage: bytes) -> None:
    root = make_workspace(FILES)
    first = _read(root)
    for path in _kept(root):
        path.write_bytes(damage)
    second, third = _read(root), _read(root)
    assert (first.posts, _html(first)) == (second.posts, _html(second)) == (third.posts, _html(third))


def test_rows_of_strange_shapes_are_read_anew(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    first = _read(root)
    rows, _ = _kept(root)
    said = [json.loads(line) for line in rows.read_text("utf-8").split("\n")[1:]]
    said[0][1] = ["no", "post"]
    said[1][2] = [10**9, 10, 1]
    rows.write_text("".join(f"\n{json.dumps(line)}" for line in said))
    second = _read(root)
    assert (first.posts, _html(first)) == (second.posts, _html(second))


def test_a_mistake_is_said_each_time_until_it_is_mended(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({**FILES, "content/posts/three.de.md": "---\ntitel: x\ndate: 2026-01-01\n---\nx\n"})
    for _ in range(2):
        with pytest.raises(ContentError, match=r"three\.de\.md:2:1: unknown key"):
            _read(root)
    (root / "content/posts/three.de.md").write_text("---\ntitle: x\ndate: 2026-01-01\n---\nx\n")
    assert len(_read(root).posts) == 4


def test_another_config_reads_the_same_files_anew(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"content/posts/one.da.md": FILES["content/posts/one.de.md"].replace("Größe", "x")})
    assert [post.lang for post in _read(root).posts] == ["de"]
    (root / "leitmotiv.toml").write_text(CONFIG.replace('["de", "en"]', '["da", "de"]'))
    assert [post.lang for post in _read(root).posts] == ["da"]


def test_a_tag_is_a_theme_as_soon_as_one_is_called_so(make_workspace: MakeWorkspace) -> None:
    themes = '[databases]\nname = {{ de = "{}" }}\n'
    root = make_workspace({**FILES, "content/themes.toml": themes.format("Datenbanken")})
    assert _read(root).posts[0].topics == ("sql", "C++")
    (root / "content/themes.toml").write_text(themes.format("SQL"), "utf-8")
    (post,) = (post for post in _read(root).posts if post.topics)
    assert (post.themes, post.topics) == (("databases",), ("C++",))


def test_a_workspace_that_cannot_be_written_is_read_all_the_same(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    (root / ".leitmotiv").write_text("in the way")
    first, second = _read(root), _read(root)
    assert (first.posts, _html(first)) == (second.posts, _html(second))
