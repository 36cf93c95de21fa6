"""One run names every mistake: one in one file hides none in the others, nor further ones in its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

GOOD = "---\ntitle: T\ndate: 2026-01-02\n---\nText.\n"
BROKEN: Mapping[str, str] = {
    "content/posts/a.de.md": "---\ntitle: A\ndate: 2026-13-45\nthemes: [nope]\nlang: fr\n---\nText.\n",
    "content/posts/d.de.md": "---\ntitel: D\nthemes: [none]\n---\nText.\n",
    "content/posts/good.de.md": GOOD,
    "content/pages/about.de.md": "no head at all",
    "content/issues/june.toml": "subject =\n",
}
OF_FILES = (
    'content/posts/a.de.md:3:1: "date" must be a date such as 2026-03-31',
    "content/posts/b.de.md:2:9: byte 0xff is not valid UTF-8; save the file as UTF-8",
    "content/posts/c.de.md:5:3: byte 0xfe is not valid UTF-8; save the file as UTF-8",
    'content/posts/d.de.md:2:1: unknown key "titel"; did you mean "title"?',
    "content/pages/about.de.md:1:1: has no front matter",
    "content/issues/june.toml:1:10: not valid TOML",
)
OF_LANGUAGES = ('content/posts/a.de.md:5:1: the language "fr" is not one of the workspace',)
OF_DATES = ("content/posts/d.de.md:2:1: has no date; add a line such as date: 2026-03-31",)
OF_THEMES = (
    'content/posts/a.de.md:4:10: "nope" is no theme of themes.toml',
    'content/posts/d.de.md:3:10: "none" is no theme of themes.toml',
)


@pytest.fixture
def broken(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace({**BROKEN, "content/themes.toml": "[perf]\nname = {de = 'P'}\n"})
    (root / "content/posts/b.de.md").write_bytes(b"---\ntitle: B\xff\ndate: 2026-01-02\n---\nText.\n")
    (root / "content/posts/b.en.md").write_text("---\ntitle: B\n---\nIts date may stand in the file that is broken.\n")
    (root / "content/posts/c.de.md").write_bytes(b"---\ntitle: C\ndate: 2026-01-02\n---\nTe\xfext.\n")
    return root


def _named(answer: Answer, *expected: tuple[str, ...]) -> None:
    sentences = [sentence for each in expected for sentence in each]
    assert [sentence for sentence in sentences if sentence not in answer.err] == []
    assert answer.code == 1
    assert len(answer.err.splitlines()) == len(set(answer.err.splitlines()))


@pytest.mark.parametrize("command", ["build", "run", "posts"])
def test_a_run_names_the_mistakes_of_all_files(command: str, broken: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", broken, command)
    _named(answer, OF_FILES, OF_LANGUAGES, OF_DATES, OF_THEMES)
    assert "b.en.md" not in answer.err
    assert "good.de.md" not in answer.err


def test_the_mistakes_of_one_file_come_in_the_order_of_its_lines(broken: Path, leitmotiv: Leitmotiv) -> None:
    lines = [line for line in leitmotiv("-C", broken, "posts").err.splitlines() if "a.de.md" in line]
    assert [line.split("a.de.md:")[1][0] for line in lines] == ["3", "4", "5"]


def test_broken_themes_hide_neither_posts_nor_offers(broken: Path, leitmotiv: Leitmotiv) -> None:
    """Which themes there are is then unknown, and nothing is said of them."""
    (broken / "content/themes.toml").write_text("[perf\n")
    (broken / "content/offers.toml").write_text("[o]\nname = 'O'\nthemes = ['perf']\n")
    (broken / "content/channels.toml").write_text("[c]\nnmae = {de = 'C'}\n")
    answer = leitmotiv("-C", broken, "posts")
    of_config = ("content/themes.toml:1:6: not valid TOML", "content/offers.toml:2:1: ", "content/channels.toml:2:1: ")
    _named(answer, of_config, OF_FILES, OF_LANGUAGES, OF_DATES)
    assert "no theme of themes.toml" not in answer.err


def test_a_broken_entry_of_themes_is_a_theme_all_the_same(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(
        {
            "content/themes.toml": "[perf]\nnmae = {de = 'P'}\n",
            "content/offers.toml": "[o]\nname = {de = 'O'}\nthemes = ['perf']\n",
            "content/posts/a.de.md": GOOD.replace("---\nText", "themes: [perf]\n---\nText"),
        }
    )
    answer = leitmotiv("-C", root, "posts")
    assert 'unknown key "nmae"' in answer.err
    assert "no theme" not in answer.err


def test_a_broken_configuration_hides_no_broken_head(broken: Path, leitmotiv: Leitmotiv) -> None:
    """Which languages there are is then unknown, and nothing is said of them."""
    (broken / "leitmotiv.toml").write_text(CONFIG.replace("languages", "langages"))
    answer = leitmotiv("-C", broken, "posts")
    _named(answer, ('leitmotiv.toml:5:1: unknown key "langages"; did you mean "languages"?',), OF_FILES)
    assert 'the language "fr"' not in answer.err


def test_a_broken_issue_hides_no_broken_page(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    pages = {path: text for path, text in BROKEN.items() if "posts" not in path}
    root = make_workspace({**pages, "content/posts/good.de.md": GOOD})
    answer = leitmotiv("-C", root, "run")
    assert [path in answer.err for path in ("about.de.md:1:1", "june.toml:1:10")] == [True, True]
