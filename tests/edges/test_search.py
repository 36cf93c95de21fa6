"""The search index: the same files in every run, one index a language, nothing that is not used."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

from pipeline.edges import search
from pipeline.edges.search import Text
from pipeline.errors import WorkspaceError

TEXTS = {
    "de": [Text("de/a.html", "Größe", "Engpässe bei der Auslastung"), Text("de/b.html", "Zwei", "noch ein Text")],
    "da": [Text("da/a.html", "Prøve", "Testene var grønne i årevis")],
    "qqq": [Text("qqq/a.html", "X", "some words")],
}


@pytest.mark.slow
def test_the_index_knows_every_language_and_repeats_itself(tmp_path: Path) -> None:
    files = search.index(str(tmp_path / "a"), TEXTS)
    languages = json.loads(files["pagefind-entry.json"])["languages"]
    assert {lang: said["page_count"] for lang, said in languages.items()} == {"de": 2, "da": 1, "qqq": 1}
    assert {"pagefind.js", "wasm.de.pagefind", "wasm.da.pagefind", "wasm.unknown.pagefind"} <= files.keys()
    assert not any("ui" in path for path in files)
    assert search.index(str(tmp_path / "b"), TEXTS) == files
    assert search.index(str(tmp_path / "a"), TEXTS) == files


@pytest.mark.slow
def test_letters_that_no_blank_parts_are_words(tmp_path: Path) -> None:
    files = search.index(str(tmp_path), {"ja": [Text("ja/a.html", "はじめに", "原因はキュー、p99です。")]})
    (fragment,) = (gzip.decompress(content) for path, content in files.items() if path.startswith("fragment/"))
    said = json.loads(fragment[fragment.index(b"{") :])
    assert said["content"].split() == [*"はじめに", ".", *"原因はキュー", "、p99", *"です", "。"]
    assert said["meta"]["title"] == "はじめに"


@pytest.mark.slow
def test_a_machine_whose_clock_stands_at_1970_has_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert "pagefind.js" in search.index(str(tmp_path), TEXTS)


@pytest.mark.parametrize("binary", ["#!/bin/sh\nexit 1\n", "no program"], ids=["ends at once", "cannot be run"])
def test_a_pagefind_that_fails_is_told_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, binary: str
) -> None:
    """It ended the whole command without a word: a pipe that breaks is otherwise that of the reader of stdout."""
    program = tmp_path / "pagefind"
    program.write_text(binary, "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr("pagefind.service._must_get_executable", lambda: program)
    with pytest.raises(WorkspaceError, match=r"Pagefind, which makes the search, .* set search = false in \[site\]"):
        search.index(str(tmp_path), TEXTS)


def test_nothing_to_find_makes_no_index(tmp_path: Path) -> None:
    assert search.index(str(tmp_path), {}) == {}
