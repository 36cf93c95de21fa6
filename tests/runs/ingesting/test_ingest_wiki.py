"""A folder of Obsidian: links between notes lead to posts, its pictures come along, and no reader sees its signs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.runs.ingesting import sources
from tests.runs.ingesting.sources import EN, posts, take

OTHER = f"---\ndate: 2024-04-01\n---\n{EN}\n\n## What it costs\n\nLittle.\n"


def _taken(root: Path, at: Path, text: str, *pictures: str) -> str:
    """The post that becomes of a note with `text`, which lies beside another one and some pictures."""
    note = f"---\ntitle: Latency\ndate: 2024-03-31\n---\n\n{EN}\n\n{text}\n"
    sources.folder(at, {"notes/Latency.md": note, "notes/The other one.md": OTHER, "The third.en.md": OTHER})
    for place, name in enumerate(pictures):
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        out = io.BytesIO()
        Image.new("RGB", (30, 20), (place, 90, 40)).save(out, "PNG")
        (at / name).write_bytes(out.getvalue())
    assert take(root, at).is_complete
    return posts(root)["latency.en.md"].partition(EN)[2].strip()


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("[[The other one]]", "[The other one](the-other-one.en.md)"),
        ("[[notes/The other one.md|that]]", "[that](the-other-one.en.md)"),
        ("[[The other one#What it costs]]", "[The other one › What it costs](the-other-one.en.md#what-it-costs)"),
        ("[[The other one#^a1b2c3|a line]]", "[a line](the-other-one.en.md)"),
        ("![[The other one]]", "[The other one](the-other-one.en.md)"),
        ("[[The third.en]]", "[The third.en](the-third.en.md)"),
        ("[[Nowhere]] and [[#Here|here]]", "Nowhere and here"),
        ("A %%who said that?%% word", "A  word"),
        ("[[toc]]\n\nFirst [[2024-03-31]]", "First 2024-03-31"),
        ("A matrix [[1, 2]] and a note [[^1]]\n\n[^1]: Here.", None),
        ("`[[Nowhere]]` stays, so do [[1]], x[[y]] and [[ -f x ]]", None),
        ("[[1]](https://example.org/) and 100%% of 5%% and %%", None),
    ],
)
def test_links_between_notes_are_links_between_posts(root: Path, tmp_path: Path, written: str, becomes: str) -> None:
    assert _taken(root, tmp_path / "vault", written) == (becomes or written)


def test_its_pictures_come_from_any_folder_with_their_words(root: Path, tmp_path: Path) -> None:
    text = "![[my cloud.png]] ![[img/beside.PNG|A cloud|300]] ![[twice.png]] ![[gone.png]] ![[talk.mp3]]"
    pictures = ("files/my cloud.png", "notes/img/beside.png", "a/twice.png", "b/twice.png")
    shown = _taken(root, tmp_path / "vault", text, *pictures)
    names = [path.name for path in sorted((root / "content/static/ingested").iterdir())]
    assert [name.rpartition("-")[0] for name in names] == ["beside", "my-cloud"]
    assert shown.split() == [
        f"![](../static/ingested/{names[1]})",
        *f"![A cloud](../static/ingested/{names[0]})".split(),
    ]


def test_the_picture_of_a_head_may_lie_in_any_folder(root: Path, tmp_path: Path) -> None:
    _taken(root, tmp_path / "vault", "", "files/my cloud.png")
    note = f'---\ntitle: A\ndate: 2024-05-01\ncover: "[[my cloud.png]]"\n---\n{EN}\n'
    assert take(root, sources.folder(tmp_path / "vault", {"a.md": note})).is_complete
    assert "image: ../static/ingested/my-cloud-" in posts(root)["a.en.md"]


def test_what_no_post_can_show_is_named(root: Path, tmp_path: Path) -> None:
    vault = sources.folder(tmp_path / "vault", {"a.md": f"---\ntitle: A\n---\n{EN}\n\n![[talk.mp3]] ![[gone.png]]\n"})
    (decision,) = take(root, vault).results[0].decisions
    said = {warning.code: warning.message for warning in decision.warnings}
    assert "talk.mp3" in said["shortcodes-cut"]
    assert said["picture-missing"].endswith(": gone.png")
