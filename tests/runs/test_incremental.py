"""A build after any edits gives the same bytes as one that starts from nothing."""

from __future__ import annotations

import errno
import os
import random  # noqa: TID251 - seeded
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.edges import imprint, workspace
from pipeline.edges.staging import Staging
from pipeline.runs import building, everything, unchanged
from pipeline.runs.unchanged import Built
from pipeline.site.output import Leaves
from tests.conftest import CONFIG, ROOT, MakeWorkspace

THEMES = """
[tails]
name = { de = "Ausreißer", en = "Tail latency" }
description = { de = "Was hinten wartet.", en = "What waits at the end." }
keywords = { de = ["Ausreißer", "Schlange"], en = ["tail", "queue"] }

[costs]
name = { de = "Kosten", en = "Costs" }
keywords = { de = ["Rechnung"], en = ["bill"] }
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="20"></svg>'
WORDS = tuple(re.findall(r"\w+", "queue tail bill Rechnung Schlange server night slow Ausreißer number letter deploy"))


def _post(title: str, body: str, day: str = "2026-01-08", **head: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n{body}\n"


FILES = {
    "content/themes.toml": THEMES,
    "content/static/queue.svg": PICTURE.format(40),
    "content/pages/about.de.md": "---\ntitle: Über mich\n---\nMehr in [eins](../posts/one.de.md).\n",
    "content/offers.toml": '[audit]\nname = { de = "Prüfung", en = "Audit" }\nthemes = ["tails"]\nprice = 4800\n',
    "content/posts/one.de.md": _post("Eins", "Die Schlange. ![Bild](/queue.svg)\n\n## Ort\n\nMehr.", tags="[sql]"),
    "content/posts/one.en.md": _post("One", "The queue and its tail, in [two](two.en.md).", series="walk", part="1"),
    "content/posts/two.en.md": _post("Two", "A bill. ```\ncode\n```", "2026-02-01", series="walk", part="2"),
    "content/posts/four.de.md": _post("Vier", "Ein Brief.", "2026-02-02", tags="[sql, mail]"),
    "content/posts/five.en.md": _post("Five", "A letter, much later.", "2026-03-05", tags="[sql]"),
    "content/posts/three.de.md": _post("Drei", "Eine Rechnung.", "2026-02-03", themes="[costs]", aliases="[/alt/]"),
}


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _build(root: Path) -> Built:
    """As the command does it."""
    look = unchanged.look(str(root), None)
    built = look.built(None) if look else None
    return built or building.build(workspace.load(str(root), None), look=look)


def _clean(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """The site of the same sources where nothing has ever been built."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    shutil.copy(root / "leitmotiv.toml", elsewhere)
    for folder in ("content", "templates"):
        if (root / folder).exists():
            shutil.copytree(root / folder, elsewhere / folder)
    building.build(workspace.load(str(elsewhere), None))
    return _tree(elsewhere / "site")


class _Author:
    """Edits a workspace in all ways that an author may, some of them twice."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dice = random.Random(7)
        self.ways: tuple[Callable[[], None], ...] = (
            self.add, self.body, self.opening, self.title, self.day, self.author, self.themes, self.key, self.rename,
            self.draft, self.template, self.config, self.theme_names, self.picture, self.page, self.issue, self.touch,
            self.meddle, self.delete, self.own_template_away,
        )  # fmt: skip

    def edits(self) -> Iterator[tuple[str, ...]]:
        """Each way alone, in a drawn order, twice; then some of them together."""
        for _ in range(2):
            for way in self.dice.sample(self.ways, len(self.ways)):
                way()
                yield (way.__name__,)
        for _ in range(4):
            ways = self.dice.sample(self.ways, 3)
            for way in ways:
                way()
            yield tuple(way.__name__ for way in ways)

    def _some(self) -> Path:
        return self.dice.choice(sorted((self.root / "content/posts").rglob("*.md")))

    def _say(self) -> str:
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(3, 40)))

    def _replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new, 1), "utf-8")

    def _head(self, path: Path, line: str) -> None:
        name = line.partition(":")[0]
        lines = [each for each in path.read_text("utf-8").split("\n") if not each.startswith(f"{name}:")]
        path.write_text("\n".join([lines[0], line, *lines[1:]]), "utf-8")

    def add(self) -> None:
        name = f"new-{self.dice.randint(0, 9999)}.{self.dice.choice(['de', 'en'])}.md"
        link = " See [one](one.de.md)." if (self.root / "content/posts/one.de.md").exists() else ""
        day = f"2026-0{self.dice.randint(1, 6)}-1{self.dice.randint(0, 9)}"
        (self.root / "content/posts" / name).write_text(_post(self._say(), self._say() + link, day), "utf-8")

    def delete(self) -> None:
        new = sorted((self.root / "content/posts").glob("new-*"))
        if new:
            self.dice.choice(new).unlink()

    def rename(self) -> None:
        new = sorted((self.root / "content/posts").glob("new-*"))
        if new:
            path = self.dice.choice(new)
            path.rename(path.with_name(f"new-{self.dice.randint(0, 9999)}{''.join(path.suffixes)}"))

    def body(self) -> None:
        path = self._some()
        path.write_text(path.read_text("utf-8") + f"\n{self._say()}\n", "utf-8")

    def opening(self) -> None:
        """The first paragraph is what lists say of a post, and on other posts' pages."""
        path = self._some()
        head, _, body = path.read_text("utf-8").rpartition("---\n")
        path.write_text(f"{head}---\nZuerst {self.dice.randint(0, 9999)}.\n\n{body}", "utf-8")

    def title(self) -> None:
        self._head(self._some(), f"title: Nummer {self.dice.randint(0, 9999)}")  # says nothing of a theme

    def day(self) -> None:
        self._head(self._some(), f"date: 2025-1{self.dice.randint(0, 2)}-0{self.dice.randint(1, 9)}")

    def author(self) -> None:
        """Of the one post with a translation, which shows the same: no file of its own says so."""
        self._head(self.dice.choice([self._some(), self.root / "content/posts/one.de.md"]), f"author: {self._say()}")

    def themes(self) -> None:
        self._head(self._some(), f"themes: [{self.dice.choice(['tails', 'costs', 'tails, costs'])}]")

    def key(self) -> None:
        new = sorted((self.root / "content/posts").glob("new-*"))
        if new:
            self._head(self.dice.choice(new), f"translation_key: key-{self.dice.randint(0, 9999)}")

    def draft(self) -> None:
        new = sorted((self.root / "content/posts").glob("new-*"))
        if new:
            self._head(self.dice.choice(new), f"status: {self.dice.choice(['draft', 'published'])}")

    def template(self) -> None:
        name = self.dice.choice(
            ["site/post.html", "site/base.html", "site/parts.html", "site/home.html", "tokens.toml"]
        )
        own = self.root / "templates" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        comment = "# {}\n" if name.endswith(".toml") else "<!-- {} -->\n"
        text = (own if own.exists() else ROOT / "templates" / name).read_text("utf-8")
        own.write_text(text + comment.format(self.dice.random()), "utf-8")

    def own_template_away(self) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    def config(self) -> None:
        name, untranslated = self.dice.choice(["Mini", "Maxi"]), self.dice.choice(["list", "hide"])
        section = f'\n[site]\nuntranslated = "{untranslated}"\nsearch = false\ncards = false\n'
        (self.root / "leitmotiv.toml").write_text(CONFIG.replace("Mini", name) + section, "utf-8")

    def theme_names(self) -> None:
        self._replace(self.root / "content/themes.toml", "Kosten", f"Kosten {self.dice.randint(0, 9)}")

    def picture(self) -> None:
        size = self.dice.randint(10, 99)
        (self.root / "content/static/queue.svg").write_text(PICTURE.format(size), "utf-8")

    def page(self) -> None:
        path = self.root / "content/pages/about.de.md"
        path.write_text(path.read_text("utf-8") + f"\n{self._say()}\n", "utf-8")

    def issue(self) -> None:
        path = self.root / "content/posts/letter.de.md"
        path.write_text(_post(self._say(), self._say(), "2026-03-01", newsletter="true"), "utf-8")

    def touch(self) -> None:
        os.utime(self._some())

    def meddle(self) -> None:
        """Somebody writes into the output folder, or takes something out of it."""
        path = self.dice.choice(sorted(path for path in (self.root / "site").rglob("*") if path.is_file()))
        if self.dice.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[::-1])
            (self.root / "site/stray.txt").write_text("stray")


def _rendered(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that a build renders."""
    seen: set[str] = set()
    made = building._made

    def noted(leaves: Leaves, standing: Mapping[str, str], area: Staging | None, path: str) -> object:
        seen.add(path)
        return made(leaves, standing, area, path)

    monkeypatch.setattr(building, "_made", noted)
    _build(root)
    monkeypatch.undo()
    return {path for path in seen if path.endswith(".html")}


def test_only_pages_that_show_a_post_are_rendered_again(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = {
        f"content/posts/p{day:02}.de.md": _post(f"Tag {day}", "Text.", f"2026-01-{day:02}", tags=f"[t{day % 9}]")
        for day in range(1, 32)
    }
    root = make_workspace({"leitmotiv.toml": f"{CONFIG}\n[site]\nsearch = false\ncards = false\n", **posts})
    _build(root)
    path = root / "content/posts/p15.de.md"
    path.write_text(path.read_text("utf-8") + "\nMehr.\n", "utf-8")
    assert _rendered(root, monkeypatch) == {"de/posts/p15.html"}
    path.write_text(path.read_text("utf-8").replace("Tag 15", "Die Mitte"), "utf-8")
    beside = {f"de/posts/p{day:02}.html" for day in (6, 14, 15, 16, 24)}
    lists = {"de/index.html", "de/page-2.html", "de/archive/2026.html", "de/topics/t6.html", "en/index.html"}
    assert _rendered(root, monkeypatch) - lists <= beside | {"en/page-2.html", "en/archive/2026.html"}
    assert "Die Mitte" in (root / "site/de/posts/p24.html").read_text("utf-8")


def test_a_run_leaves_nothing_for_a_build_to_do(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, **FILES})
    wrote = everything.run(workspace.load(str(root), None), lambda _: None).built.written
    assert wrote > 0
    assert _build(root).written == 0
    assert everything.run(workspace.load(str(root), None), lambda _: None).built.written == 0


@pytest.mark.slow
def test_any_edits_give_what_a_clean_build_gives(
    make_workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = make_workspace({"leitmotiv.toml": f"{CONFIG}\n[site]\nsearch = false\ncards = false\n", **FILES})
    elsewhere = tmp_path_factory.mktemp("clean") / "workspace"
    author = _Author(root)
    _build(root)
    for number, edits in enumerate(author.edits()):
        _build(root)
        assert _tree(root / "site") == _clean(root, elsewhere), f"round {number}: {', '.join(edits)}"
        assert _build(root).written == 0


def test_a_copy_of_a_workspace_builds_its_own_site(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace({f"here/{path}": text for path, text in {**FILES, "leitmotiv.toml": CONFIG}.items()}) / "here"
    _build(root)
    copy = tmp_path / "there"
    shutil.copytree(root, copy)
    assert Path(_build(copy).folder) == copy / "site"
    shutil.rmtree(copy / "site")
    assert _build(copy).written == len(_tree(root / "site")) - 1, "all but the mark"
    assert _tree(copy / "site") == _tree(root / "site")


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        ("content/posts", "one.de.md"),
        ("content/pages", "about.de.md"),
        ("content/static", "queue.svg"),
        ("templates/site", "style.css"),
    ],
)
def test_what_lies_behind_a_linked_folder_is_built_when_it_changes(
    make_workspace: MakeWorkspace, tmp_path: Path, folder: str, file: str
) -> None:
    """Posts in the vault of a note program, pictures on another disk, templates shared by two sites."""
    files = {**FILES, "leitmotiv.toml": CONFIG, "templates/site/style.css": "a {}"}
    root = make_workspace({f"here/{path}": text for path, text in files.items()}) / "here"
    shutil.move(root / folder, tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    _build(root)
    changed = tmp_path / "elsewhere" / file
    changed.write_text(changed.read_text("utf-8") + "<!-- changed -->\n", "utf-8")
    assert _build(root).written > 0
    assert _tree(root / "site") == _clean(root, tmp_path / "clean")


def test_where_nothing_can_be_written_a_build_without_changes_says_so(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site on a share that is read: the note of it stays as it was."""
    root = make_workspace({"content/posts/one.de.md": "---\ntitle: One\ndate: 2026-01-08\n---\nText.\n"})
    _build(root)

    def refuse(_folder: str) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(imprint, "now_ns", refuse)
    look = unchanged.look(str(root), None)
    assert look is not None
    built = look.built(None)
    assert built is not None
    assert built.written == 0


def test_addresses_that_lead_nowhere_from_now_on_are_named_with_the_mend(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, **FILES})
    assert _build(root).farewell == ()
    (root / "content/posts/four.de.md").rename(root / "content/posts/vier.de.md")
    themes = root / "content/themes.toml"
    themes.write_text(THEMES.replace('en = "Costs"', 'en = "What it costs"'), "utf-8")
    of_post, of_theme = _build(root).farewell
    assert of_post.startswith("no post stands at de/posts/four.html any more")
    assert of_post.endswith('aliases: ["/de/posts/four.html"] in its head')
    assert of_theme.startswith("no theme stands at en/themes/costs.html any more, nor its feeds")
    keep = 'slug = {en = "costs"}'
    assert of_theme.endswith(f"{keep} in content/themes.toml")
    themes.write_text(themes.read_text("utf-8").replace("[costs]", f"[costs]\n{keep}"), "utf-8")
    _build(root)
    assert (root / "site/en/themes/costs.html").exists()


def test_a_theme_that_only_left_is_not_taken_for_one_with_another_name(make_workspace: MakeWorkspace) -> None:
    files = {
        "content/themes.toml": THEMES,
        "content/posts/one.de.md": "---\ntitle: Kosten\ndate: 2026-01-08\n---\nDie Rechnung kam.\n",
    }
    root = make_workspace({"leitmotiv.toml": CONFIG, **files})
    _build(root)
    config = root / "leitmotiv.toml"
    config.write_text(config.read_text("utf-8") + '\n[site]\nuntranslated = "hide"\n', "utf-8")
    assert _build(root).farewell == ("no theme stands at en/themes/costs.html any more, nor its feeds",)


def test_a_theme_renamed_in_all_languages_keeps_its_address_in_each(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG, **FILES})
    _build(root)
    themes = root / "content/themes.toml"
    themes.write_text(THEMES.replace('de = "Kosten", en = "Costs"', 'de = "Preise", en = "Prices"'), "utf-8")
    (said,) = _build(root).farewell
    assert 'slug = {de = "kosten", en = "costs"} in content/themes.toml' in said


def test_what_lies_in_well_known_is_published(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({**FILES, "content/static/root/.well-known/security.txt": "one"})
    source, built = root / "content/static/root/.well-known/security.txt", root / "site/.well-known/security.txt"
    _build(root)
    assert built.read_text("utf-8") == "one"
    source.write_text("two", "utf-8")
    assert _build(root).written == 1
    assert built.read_text("utf-8") == "two"
    source.unlink()
    assert _build(root).removed == 1
    assert not built.parent.exists()
