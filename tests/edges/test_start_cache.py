"""What is kept for the next start speeds it up, and changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.edges import start_cache
from pipeline.edges.templates import Templates
from tests.conftest import MakeWorkspace

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system does not say whose a folder is")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of one's own, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    start_cache._folder.cache_clear()
    yield tmp_path / "cache/leitmotiv"
    start_cache._folder.cache_clear()


def test_what_is_kept_is_found_again_and_written_over(folder: Path) -> None:
    assert start_cache.get("kind", "name") is None
    start_cache.put("kind", "name", b"one")
    start_cache.put("kind", "name", b"two")
    assert start_cache.get("kind", "name") == b"two"
    assert start_cache.get("other", "name") is None
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_what_cannot_be_kept_leaves_no_trace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refused)
    start_cache.put("kind", "name", b"content")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_damage_counts_as_missing(folder: Path) -> None:
    start_cache.put("kind", "name", b"content")
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert start_cache.get("kind", "name") is None


def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    start_cache.put("kind", "name", b"content")
    (place,) = folder.iterdir()
    place.chmod(0o777)
    start_cache._folder.cache_clear()
    assert start_cache.get("kind", "name") is None


@pytest.mark.usefixtures("folder")
def test_a_template_is_compiled_once_and_again_after_a_change(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/site/own.html": "{{ _('Archive') }} {{ word }}\n"})
    said = [Templates(str(root)).render("site/own.html", lang, {"word": "one"}) for lang in ("de", "en", "de")]
    assert said == ["Archiv one\n", "Archive one\n", "Archiv one\n"]
    (root / "templates/site/own.html").write_text("{{ word }}!\n")
    assert Templates(str(root)).render("site/own.html", "de", {"word": "two"}) == "two!\n"
