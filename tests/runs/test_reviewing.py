"""A review beside an editor: what somebody did to a file meanwhile is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.errors import ContentError, WorkspaceError
from pipeline.runs.reviewing import Question, Review
from tests import themed
from tests.conftest import MakeWorkspace


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    """The small workspace, where nobody has decided about a post."""
    return make_workspace(themed.files())


@pytest.fixture
def walk(root: Path) -> Review:
    """A review of it."""
    return Review(workspace.load(str(root), None))


def asked(walk: Review) -> Question:
    question = walk.ask()
    assert question is not None
    return question


def setting(path: Path, head: str) -> str:
    text = path.read_text().replace("\n---\n\n", f"\n{head}\n---\n\n")
    path.write_text(text)
    return text


def test_themes_set_meanwhile_stay_and_the_next_question_knows_them(root: Path, walk: Review) -> None:
    first = asked(walk)
    meanwhile = setting(root / first.original.path, "themes:\n  - sailing\n  - baking  # mine")
    with pytest.raises(ContentError, match="its themes were changed meanwhile; nothing was written"):
        walk.decide(first, ("baking",))
    assert (root / first.original.path).read_text() == meanwhile
    then = asked(walk)
    assert (then.group.key, then.left, walk.left) != (first.group.key, 4, 4)
    assert (then.left, walk.left, walk.decided) == (3, 3, 0)


def test_themes_set_meanwhile_in_a_translation_count_too(root: Path, walk: Review) -> None:
    question = asked(walk)
    while question.group.key != "bread":
        walk.put_off(question)
        question = asked(walk)
    (other,) = {post.path for post in question.group.posts.values()} - {question.original.path}
    setting(root / other, "themes: [sailing]")
    with pytest.raises(ContentError, match="changed meanwhile"):
        walk.decide(question, ("baking",))
    assert "themes" not in (root / question.original.path).read_text()


def test_a_text_that_was_edited_meanwhile_gets_the_answer(root: Path, walk: Review) -> None:
    question = asked(walk)
    path = root / question.original.path
    path.write_text(path.read_text() + "\nOne more line.\n")
    walk.decide(question, ("baking",))
    assert "themes: [baking]" in path.read_text()
    assert path.read_text().endswith("One more line.\n")


def test_a_post_that_went_away_is_not_asked_about_again(root: Path, walk: Review) -> None:
    question = asked(walk)
    for post in question.group.posts.values():
        (root / post.path).unlink()
    with pytest.raises(ContentError, match="is no longer there; nothing was written"):
        walk.decide(question, ("baking",))
    then = asked(walk)
    assert (then.left, then.group.key == question.group.key) == (3, False)


def test_a_post_that_was_renamed_is_asked_about_under_its_new_name(root: Path, walk: Review) -> None:
    question = asked(walk)
    old = root / question.original.path
    old.rename(old.with_name(f"renamed.{question.original.lang}.md"))
    with pytest.raises(ContentError, match="is no longer there"):
        walk.decide(question, ("baking",))
    paths = []
    while (then := walk.ask()) is not None:
        paths += [post.path for post in then.group.posts.values()]
        walk.put_off(then)
    assert f"content/posts/renamed.{question.original.lang}.md" in paths
    assert question.original.path not in paths


def test_a_protected_post_is_put_off_as_it_is(root: Path, walk: Review) -> None:
    question = asked(walk)
    path = root / question.original.path
    before = path.read_text()
    path.chmod(0o444)
    with pytest.raises(WorkspaceError, match="protected against writing"):
        walk.decide(question, ("baking",))
    assert (path.read_text(), path.stat().st_mode & 0o777) == (before, 0o444)
    assert asked(walk).group.key != question.group.key


def test_an_answer_can_be_taken_back(root: Path, walk: Review) -> None:
    question = asked(walk)
    path = root / question.original.path
    before = path.read_bytes()
    walk.decide(question, ("baking",))
    assert (walk.left, walk.decided) == (3, 1)
    assert walk.undo() == question.original.path
    assert path.read_bytes() == before
    assert (asked(walk).group.key, walk.left, walk.decided) == (question.group.key, 4, 0)


def test_an_answer_in_a_file_that_was_edited_since_is_not_taken_back(root: Path, walk: Review) -> None:
    question = asked(walk)
    path = root / question.original.path
    walk.decide(question, ("baking",))
    path.write_text(path.read_text() + "\nOne more line.\n")
    with pytest.raises(ContentError, match="was changed since"):
        walk.undo()
    assert (walk.decided, walk.can_undo) == (1, False)
    assert path.read_text().endswith("One more line.\n")
    assert "themes: [baking]" in path.read_text()
