"""`leitmotiv posts` and `themes tag` list the same posts, with what deserves a look in their texts."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace
from tests.runs.checks.test_proofreading import FILES, FOUND


def test_every_list_of_posts_names_the_warnings(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    for command in (["posts"], ["themes", "tag"]):
        rows = json.loads(leitmotiv("-C", root, *command, "--json").out)
        assert {row["id"]: [said["code"] for said in row["warnings"]] for row in rows} == FOUND


def test_posts_stand_by_the_day_on_which_they_come_out(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    days = {"planned": "2026-01-01\npublish_on: 2026-05-01", "old": "2026-02-01", "new": "2026-06-01"}
    root = make_workspace(
        {f"content/posts/{name}.de.md": f"---\ntitle: {name}\ndate: {day}\n---\nText.\n" for name, day in days.items()}
    )
    assert re.findall("2026-[0-9-]+", leitmotiv("-C", root, "posts").out) == ["2026-06-01", "2026-05-01", "2026-02-01"]


@pytest.mark.parametrize("command", [["posts"], ["translations"], ["issue", "list"], ["themes", "tag"]])
def test_where_there_is_no_post_a_listing_lists_nothing(
    command: list[str], make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"content/themes.toml": '[speed]\nname = {de = "Tempo"}\n'})
    listed, told = leitmotiv("-C", root, *command, "--json"), leitmotiv("-C", root, *command)
    assert (listed.code, json.loads(listed.out), told.code, told.out) == (0, [], 0, "")
    for said in (listed.err, told.err):
        assert ("begins one" if command == ["issue", "list"] else "write content/posts/hello.md") in said
    assert leitmotiv("-C", root, "themes", "suggest", "--json").code == 0
    assert [leitmotiv("-C", root, name).code for name in ("build", "run", "check")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("original", "translation", "themes"),
    [
        ("themes: [speed]", "tags: [Architecture]", ["speed"]),
        ("themes: [speed]", "tags: [architecture]", ["architecture", "speed"]),
        ("themes: []", "tags: [Architecture]", []),
        ("tags: [Tempo]", "tags: [Architecture]", ["architecture", "speed"]),
        ("tags: [Tempo]", "themes: [architecture]", ["architecture"]),
        ("themes: [speed]", "themes: [architecture]", ["architecture", "speed"]),
    ],
)
def test_where_a_head_chooses_the_themes_a_tag_of_a_translation_adds_none_by_its_name(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, original: str, translation: str, themes: list[str]
) -> None:
    """An author who chose speed did not mean that the post sells architecture, too."""
    named = '[speed]\nname = {de = "Tempo"}\n[architecture]\nname = {en = "Architecture"}\n'
    head = "---\ntitle: T\ndate: 2026-02-17\n{}\n---\nText.\n"
    posts = {f"content/posts/a.{lang}.md": head.format(said) for lang, said in (("de", original), ("en", translation))}
    root = make_workspace({"content/themes.toml": named, **posts})
    for _ in range(2):  # read from the files, then from what is kept of them
        rows = json.loads(leitmotiv("-C", root, "posts", "--json").out)
        assert [sorted(one["theme"] for one in row["themes"]) for row in rows] == [themes, themes]


def test_a_translation_is_listed_with_the_authors_of_its_original(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    head = "---\ntitle: T\ndate: 2026-02-17\n{}\n---\nText.\n"
    files = {"a.de.md": head.format("author: [Anna, Jo]"), "a.en.md": head.format(""), "b.de.md": head.format("")}
    root = make_workspace({f"content/posts/{name}": text for name, text in files.items()})
    for _ in range(2):  # read from the files, then from what is kept of them
        rows = json.loads(leitmotiv("-C", root, "posts", "--json").out)
        assert {row["id"]: row["authors"] for row in rows} == {
            "a.de": ["Anna", "Jo"], "a.en": ["Anna", "Jo"], "b.de": [],
        }  # fmt: skip


def test_a_tag_that_is_no_theme_of_its_post_is_a_topic_of_it(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    head = "---\ntitle: T\ndate: 2026-02-17\n{}\n---\nText.\n"
    root = make_workspace(
        {
            "content/themes.toml": '[speed]\nname = {de = "Tempo"}\n[architecture]\nname = {en = "Architecture"}\n',
            "content/posts/a.de.md": head.format("tags: [Tempo]"),
            "content/posts/a.en.md": head.format("tags: [Architecture]"),
        }
    )
    topic = root / "site/en/topics/architecture.html"
    assert (leitmotiv("-C", root, "build").code, topic.exists()) == (0, False)
    (root / "content/posts/a.de.md").write_text(head.format("themes: [speed]"), "utf-8")
    assert (leitmotiv("-C", root, "build").code, topic.exists()) == (0, True)
    assert "topics/architecture.html" in (root / "site/en/posts/a.html").read_text("utf-8")


def test_a_post_that_was_held_back_is_listed_with_the_day_it_came_out(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    head = "---\ntitle: Later\ndate: 2026-02-17\npublish_on: 2026-02-20\n---\nText.\n"
    listed = leitmotiv("-C", make_workspace({"content/posts/later.en.md": head}), "posts").out
    assert "2026-02-20" in listed
    assert "2026-02-17" not in listed


def test_the_check_names_them(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(FILES)
    checked = leitmotiv("-C", root, "check")
    assert '"GrÃ¼ÃŸe" for "Grüße"' in checked.out + checked.err
    assert "empty.md:1: has a head but no text" in checked.out + checked.err
