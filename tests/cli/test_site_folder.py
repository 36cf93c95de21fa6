"""A build never destroys what it did not make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv


@pytest.fixture
def root(tmp_path: Path, leitmotiv: Leitmotiv) -> Path:
    """A workspace as `init` makes it."""
    folder = tmp_path / "mine"
    assert leitmotiv("init", folder, "--yes").code == 0
    (folder / "private").mkdir(exist_ok=True)
    (folder / "private" / "secret").write_text("s", "utf-8")
    return folder


def standing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/posts", "private", "templates", ".git", "site/../content"]
)
@pytest.mark.parametrize("more", [(), ("--clean",), ("--dry-run",)])
def test_no_build_goes_over_its_own_sources(
    leitmotiv: Leitmotiv, root: Path, output: str, more: tuple[str, ...]
) -> None:
    before = standing(root)
    refused = leitmotiv("-C", root, "build", "--output", root / output, *more)
    assert refused.code == 1
    assert "give the site" in refused.err
    assert standing(root) == before


def test_a_folder_is_named_as_seen_from_where_one_stands(
    leitmotiv: Leitmotiv, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # the second one finds that nothing changed
        assert leitmotiv("-C", root, "build", "--output", "out").code == 0
    assert (tmp_path / "out/index.html").is_file()
    assert not (root / "out").exists()


@pytest.mark.parametrize("command", ["build", "run"])
def test_an_address_that_a_renamed_post_leaves_is_named_until_it_leads_on(
    leitmotiv: Leitmotiv, root: Path, command: str
) -> None:
    post = root / "content/posts/second.en.md"
    post.write_text("---\ntitle: Two\ndate: 2026-01-01\n---\nText.\n", "utf-8")
    assert "no post stands" not in leitmotiv("-C", root, command).err
    post = post.rename(root / "content/posts/number-two.en.md")
    assert 'aliases: ["/en/posts/second.html"] in its head' in leitmotiv("-C", root, command).err
    post.write_text(post.read_text("utf-8").replace("date:", 'aliases: ["/en/posts/second.html"]\ndate:'), "utf-8")
    assert "no post stands" not in leitmotiv("-C", root, command).err
    assert "number-two.html" in (root / "site/en/posts/second.html").read_text("utf-8")


def test_what_can_be_no_folder_is_named_with_its_reason(leitmotiv: Leitmotiv, root: Path) -> None:
    (root / "file").touch()
    assert f"{root / 'file'}: is a file; name a folder" in leitmotiv("-C", root, "build", "--output", root / "file").err
    config = root / "leitmotiv.toml"
    config.write_text(config.read_text("utf-8") + '\n[site]\noutput = "link"\n', "utf-8")
    (root / "link").symlink_to("nowhere")
    assert f"{root / 'link'}: is a link that leads nowhere" in leitmotiv("-C", root, "build").err


@pytest.mark.parametrize("command", ["run", "build", "publish"])
def test_nor_where_the_config_says_so(leitmotiv: Leitmotiv, root: Path, command: str) -> None:
    config = root / "leitmotiv.toml"
    config.write_text(config.read_text("utf-8") + '\n[site]\noutput = "content"\n', "utf-8")
    before = standing(root / "content")
    assert leitmotiv("-C", root, command).code == 1
    assert standing(root / "content") == before


def test_nor_over_the_files_of_others_until_they_are_gone(leitmotiv: Leitmotiv, root: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "docs" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years", "utf-8")
    refused = leitmotiv("-C", root, "build", "--clean", "--output", thesis.parent)
    assert refused.code == 1
    assert "files that no build has written" in refused.err
    assert thesis.read_text("utf-8") == "years"
    thesis.unlink()
    assert leitmotiv("-C", root, "build", "--output", thesis.parent).code == 0
    (thesis.parent / "stale.html").write_text("old", "utf-8")
    assert leitmotiv("-C", root, "build", "--output", thesis.parent).code == 0
    assert not (thesis.parent / "stale.html").exists()


def test_a_clean_build_leaves_the_site_alone_where_there_is_a_mistake(leitmotiv: Leitmotiv, root: Path) -> None:
    assert leitmotiv("-C", root, "build").code == 0
    before = standing(root / "site")
    (root / "content/posts/broken.de.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert leitmotiv("-C", root, "build", "--clean").code == 1
    assert standing(root / "site") == before


def test_a_clean_build_believes_nothing_that_was_kept(leitmotiv: Leitmotiv, root: Path) -> None:
    assert leitmotiv("-C", root, "build").code == 0
    before = standing(root / "site")
    stray = root / "site" / "stray.html"
    stray.write_text("old", "utf-8")
    for path in (root / ".leitmotiv").rglob("*"):
        if path.is_file():
            path.write_bytes(b"garbage")
    assert leitmotiv("-C", root, "build", "--clean").code == 0
    assert standing(root / "site") == before
    assert b"garbage" not in standing(root / ".leitmotiv").values()


def test_what_was_damaged_in_the_cache_is_made_again(leitmotiv: Leitmotiv, root: Path) -> None:
    assert leitmotiv("-C", root, "build").code == 0
    before = standing(root / "site")
    shutil.rmtree(root / "site")
    damaged = [
        path for name in ("cards", "search") for path in (root / ".leitmotiv" / name).rglob("*") if path.is_file()
    ]
    assert damaged
    for path in damaged:
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert leitmotiv("-C", root, "build").code == 0
    assert standing(root / "site") == before


def test_git_in_the_folder_is_left_alone(leitmotiv: Leitmotiv, root: Path) -> None:
    (root / "site" / ".git").mkdir(parents=True)
    (root / "site" / ".git" / "HEAD").write_text("ref", "utf-8")
    for more in ((), ("--clean",)):
        assert leitmotiv("-C", root, "build", *more).code == 0
    assert (root / "site" / ".git" / "HEAD").exists()


def test_another_output_is_not_taken_for_the_config_s_own(leitmotiv: Leitmotiv, root: Path, tmp_path: Path) -> None:
    assert leitmotiv("-C", root, "build", "--output", tmp_path / "other").code == 0
    assert leitmotiv("-C", root, "build").code == 0
    assert (root / "site" / "index.html").exists()


def test_another_day_is_not_taken_for_the_config_s_own(leitmotiv: Leitmotiv, root: Path) -> None:
    config = root / "leitmotiv.toml"
    config.write_text(config.read_text("utf-8").replace("[workspace]", "[workspace]\nas_of = 2026-06-30", 1), "utf-8")
    (root / "content" / "posts" / "later.en.md").write_text(
        "---\ntitle: Later\ndate: 2026-07-10\n---\n\nNot yet.\n", "utf-8"
    )
    page = root / "site" / "en" / "posts" / "later.html"
    assert leitmotiv("-C", root, "--as-of", "2026-07-15", "build").code == 0
    assert page.exists()
    assert leitmotiv("-C", root, "build").code == 0
    assert not page.exists()


def test_a_dry_run_says_what_a_build_would_take_away(root: Path, leitmotiv: Leitmotiv) -> None:
    leitmotiv("-C", root, "build")
    (root / "content/posts/hello.en.md").unlink()
    (root / "content/issues/first-letter.toml").unlink()
    files = standing(root / "site")
    tried = leitmotiv("-C", root, "build", "--dry-run").err
    assert "would write" in tried
    assert "; would remove" in tried
    assert standing(root / "site") == files
