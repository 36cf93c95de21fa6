"""A preview shows a save at once, and its themes as soon as they are known."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from pipeline.runs.previewing import Session
from tests.conftest import MakeWorkspace

THEMES = """
[queues]
name = { en = "Queues" }
keywords = { en = ["queue", "waiting line"] }

[bills]
name = { en = "Bills" }
keywords = { en = ["invoice", "cloud bill"] }
"""
CONFIG = """[workspace]
name = "Mini"
url = "https://example.org"
languages = ["en"]
as_of = 2026-06-30

[sender]
name = "Mini"
address = "mini@example.org"
"""
POST = "---\ntitle: {}\ndate: 2026-01-0{}\n---\n{}\n"
ABOUT_QUEUES = "The queue is long. Every queue is a waiting line, and a waiting line is a queue."
ABOUT_BILLS = "The invoice is long. The cloud bill is an invoice, and every invoice is a cloud bill."


def _post(root: Path, text: str) -> None:
    (root / "content/posts").mkdir(parents=True, exist_ok=True)
    (root / "content/posts/one.en.md").write_text(POST.format("One", 1, text), "utf-8")


def test_themes_follow_a_save(make_workspace: MakeWorkspace) -> None:
    posts = {"content/posts/two.en.md": POST.format("Two", 2, ABOUT_BILLS)}
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES, **posts})
    _post(root, ABOUT_QUEUES)
    session = Session(str(root), None)
    assert "en/themes/queues.html" in session.refresh().leaves
    assert session.settle().version == 1
    _post(root, ABOUT_BILLS)
    saved = session.refresh()
    assert saved.version == 2
    assert b"cloud bill" in saved.leaves["en/posts/one.html"].content()
    assert "en/themes/queues.html" in saved.leaves
    settled = session.settle()
    assert settled.version == 3
    assert "en/themes/queues.html" not in settled.leaves
    assert session.settle().version == session.refresh().version == 3


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that nobody can read: Linux has one")
def test_a_post_that_cannot_be_read_ends_no_preview(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG})
    _post(root, ABOUT_QUEUES)
    session = Session(str(root), None)
    assert session.refresh().problems == ()
    other = root / "content/posts/two.en.md"
    other.symlink_to("/proc/self/mem")
    assert [str(problem) for problem in session.refresh().problems] == ["content/posts/two.en.md: cannot be read"]
    other.unlink()
    again = session.refresh()
    assert (again.version, again.problems) == (3, ())


def test_a_save_that_changes_no_theme_is_shown_once(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES})
    _post(root, ABOUT_QUEUES)
    session = Session(str(root), None)
    session.refresh()
    _post(root, f"{ABOUT_QUEUES} And so on.")
    assert session.refresh().version == 2
    assert session.settle().version == 2


def test_a_save_while_themes_are_given_comes_first(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, "content/themes.toml": THEMES})
    _post(root, ABOUT_QUEUES)
    session = Session(str(root), None)
    session.refresh()
    _post(root, ABOUT_BILLS)
    session.refresh()
    (root / "content/posts/one.en.md").write_text("---\ntitel: One\n---\n", "utf-8")
    assert session.refresh().problems
    assert session.settle().version == 3


def test_pictures_are_looked_at_again_only_where_one_has_changed(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG})
    _post(root, "![A photo](photo.png)")
    photo, smaller = root / "content/posts/photo.png", root / ".leitmotiv/images"
    Image.effect_noise((700, 300), 40).save(photo)
    session = Session(str(root), None)
    session.refresh()
    shutil.rmtree(smaller)
    _post(root, "![A photo](photo.png) And so on.")
    assert b"And so on." in session.refresh().leaves["en/posts/one.html"].content()
    assert not smaller.exists()
    Image.effect_noise((800, 300), 40).save(photo)
    assert b'width="800"' in session.refresh().leaves["en/posts/one.html"].content()
    assert smaller.exists()


def test_a_preview_that_runs_over_midnight_shows_the_post_of_the_new_day(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG.replace("as_of = 2026-06-30\n", "")})
    _post(root, ABOUT_QUEUES)
    days = iter([date(2025, 12, 31), date(2025, 12, 31), date(2026, 1, 1)])
    session = Session(str(root), None, lambda: next(days))
    assert "en/posts/one.html" not in session.refresh().leaves
    assert "en/posts/one.html" in session.refresh().leaves
