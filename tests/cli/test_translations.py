"""`leitmotiv translations`: groups, what is outdated, what may belong together, and how it is settled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace

GERMAN = "Im Februar meldete sich die Bäckerei aus Husum: 18.400 Aufrufe, 3,5 Sekunden. Siehe `max-age=43200`.\n"
ENGLISH = "In February the bakery from Husum called: 18,400 requests, 3.5 seconds. See `max-age=43200`.\n"
OTHER = "The meeting that replaced six others took place on a ferry to Oslo, with 7 people.\n"


def _head(title: str, day: int, more: str = "") -> str:
    return f"---\ntitle: {title}\r\ndate: 2026-01-0{day}   # kept\n{more}---\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    """Two posts that are translations but do not say so, and one that is none."""
    return make_workspace(
        {
            "content/posts/versprechen.de.md": _head("Versprechen", 1) + GERMAN,
            "content/posts/promise.en.md": _head("Promise", 2) + ENGLISH,
            "content/posts/ferry.en.md": _head("Ferry", 3) + OTHER,
        }
    )


def _rows(leitmotiv: Leitmotiv, root: Path) -> dict[str, dict[str, Any]]:
    answer = leitmotiv("translations", "-C", root, "--json")
    assert answer.code == 0
    return {row["key"]: row for row in json.loads(answer.out)}


def test_a_likely_translation_is_suggested_on_both_sides(leitmotiv: Leitmotiv, root: Path) -> None:
    rows = _rows(leitmotiv, root)
    assert list(rows["ferry"]) == ["key", "posts", "missing", "outdated", "unwatched", "suggested"]
    assert (rows["ferry"]["missing"], rows["versprechen"]["missing"]) == (["de"], ["en"])
    assert [(s["id"], s["lang"]) for s in rows["versprechen"]["suggested"]] == [("promise.en", "en")]
    assert [(s["id"], s["lang"]) for s in rows["promise"]["suggested"]] == [("versprechen.de", "de")]
    assert rows["ferry"]["suggested"] == []
    suggested = rows["promise"]["suggested"][0]
    assert 0.5 < suggested["score"] <= 1
    assert any("18.400" in line or "18,400" in line for line in suggested["evidence"])


def test_a_link_joins_them_and_leaves_the_rest_of_the_file_alone(leitmotiv: Leitmotiv, root: Path) -> None:
    english = root / "content/posts/promise.en.md"
    before = english.read_bytes()
    answer = leitmotiv("translations", "link", "versprechen.de", "promise.en", "-C", root)
    assert (answer.code, answer.out) == (0, "")
    assert "wrote the head of content/posts/promise.en.md" in answer.err
    added = (
        english.read_bytes()
        .removeprefix(before[: before.index(b"---\n", 4)])
        .removesuffix(before[before.index(b"---\n", 4) :])
    )
    assert [line.split(b":")[0] for line in added.split(b"\n")] == [b"translation_key", b"translated_from", b""]
    rows = _rows(leitmotiv, root)
    assert rows["versprechen"]["posts"] == {"de": "versprechen.de", "en": "versprechen.en"}
    assert (rows["versprechen"]["outdated"], rows["versprechen"]["suggested"]) == ([], [])
    after = english.read_bytes()
    again = leitmotiv("translations", "link", "versprechen.de", "versprechen.en", "-C", root)
    assert (again.code, english.read_bytes()) == (0, after)
    assert "nothing to do" in again.err


def test_an_edit_makes_the_translation_outdated_until_it_is_dismissed(leitmotiv: Leitmotiv, root: Path) -> None:
    leitmotiv("translations", "link", "versprechen.de", "promise.en", "-C", root)
    german = root / "content/posts/versprechen.de.md"
    german.write_text(german.read_text("utf-8").replace("3,5 Sekunden", "4 Sekunden\x9b"), "utf-8")
    assert _rows(leitmotiv, root)["versprechen"]["outdated"] == ["en"]

    diff = json.loads(leitmotiv("translations", "diff", "versprechen.en", "-C", root, "--json").out)
    assert (diff["post"], diff["original"]) == ("versprechen.en", "versprechen.de")
    assert [(change["kind"], change["line"], change["translation_line"]) for change in diff["changes"]] == [
        ("changed", 5, 7)
    ]
    assert "4 Sekunden" in diff["changes"][0]["text"]
    assert "3.5 seconds" in diff["changes"][0]["translation"]
    shown = leitmotiv("translations", "diff", "promise.en.md", "-C", root)
    assert "content/posts/versprechen.de.md:5  changed" in shown.out
    assert "4 Sekunden\\x9b" in shown.out
    assert "1 paragraph of content/posts/versprechen.de.md changed" in shown.err

    settled = leitmotiv("translations", "dismiss", "versprechen.en", "-C", root)
    assert "content/posts/promise.en.md is up to date with content/posts/versprechen.de.md" in settled.err
    assert _rows(leitmotiv, root)["versprechen"]["outdated"] == []
    assert "nothing changed" in leitmotiv("translations", "diff", "versprechen.en", "-C", root).err


def test_a_pair_that_was_never_compared_is_watched_from_its_first_dismissal(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace(
        {
            "content/posts/a.de.md": _head("A", 1) + GERMAN,
            "content/posts/a.en.md": _head("A", 2) + ENGLISH,
        }
    )
    refused = leitmotiv("translations", "diff", "a.en", "-C", root)
    assert refused.code == 1
    assert "was never compared with its original" in refused.err
    assert leitmotiv("translations", "dismiss", "a.en", "-C", root).code == 0
    german = root / "content/posts/a.de.md"
    german.write_text(german.read_text("utf-8") + "\nMehr.\n", "utf-8")
    assert _rows(leitmotiv, root)["a"]["outdated"] == ["en"]


def test_what_was_never_compared_is_told_and_can_be_watched_at_once(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace
) -> None:
    posts = {f"content/posts/{key}.{lang}.md": _head(key, 1) + GERMAN for key in "ab" for lang in ("de", "en")}
    root = make_workspace(posts)
    assert [row["unwatched"] for row in _rows(leitmotiv, root).values()] == [["en"], ["en"]]
    told = leitmotiv("translations", "-C", root).err
    assert "2 translations were never compared with an original, so that no edit of it is seen" in told
    assert "leitmotiv translations dismiss --unwatched" in told
    assert "2 translations are up to date" in leitmotiv("translations", "dismiss", "--unwatched", "-C", root).err
    assert "never compared" not in leitmotiv("translations", "-C", root).err
    german = root / "content/posts/a.de.md"
    german.write_text(german.read_text("utf-8") + "\nMehr.\n", "utf-8")
    assert {key: row["outdated"] for key, row in _rows(leitmotiv, root).items()} == {"a": ["en"], "b": []}
    assert leitmotiv("translations", "dismiss", "-C", root).code == 2
    assert leitmotiv("translations", "dismiss", "a.en", "--unwatched", "-C", root).code == 2
    assert leitmotiv("translations", "--json", "diff", "a.en", "-C", root).code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "versprechen.de", "nowhere"), 'there is no post "nowhere"'),
        (("link", "promise.en", "promise.en"), "is one post; name two"),
        (("link", "promise.en", "ferry.en"), 'both have a text in "en"'),
        (("diff", "ferry.en"), "has no translation; join it with one"),
        (("dismiss", "ferry.en"), "has no translation; join it with one"),
    ],
)
def test_a_slip_is_answered_with_the_mend(
    leitmotiv: Leitmotiv, root: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*.md")}
    answer = leitmotiv("translations", *arguments, "-C", root)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert {file: file.read_bytes() for file in root.rglob("*.md")} == before


def test_people_get_a_table(leitmotiv: Leitmotiv, root: Path) -> None:
    answer = leitmotiv("translations", "-C", root)
    assert answer.code == 0
    assert "missing" in answer.out
    assert "leitmotiv translations link A B" in answer.err
