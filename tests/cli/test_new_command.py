"""New files, and that what they hold is read again as it was meant."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import MakeWorkspace

POST = """---
title: "Latenz: ein Überblick"
date: 2026-03-01
themes: [speed]
tags: [Messung]
series: Latenz
part: 2
description: Kurz
---
Ein *Text*.
"""


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "content/posts/latenz.de.md": POST,
            "content/themes.toml": '[speed]\nname = {de = "Tempo"}\n',
            "content/issues/old.toml": (
                'date = 2026-02-01\nsubject = {de = "Alt"}\nintro = {de = "Moin"}\nposts = []\n'
            ),
        }
    )


def test_a_translation_takes_over_what_holds_in_every_language(root: Path, leitmotiv: Leitmotiv) -> None:
    made = leitmotiv("new", "post", 'Latency: an "overview"', "--lang", "en", "--translates", "latenz.de", "-C", root)
    assert (made.code, made.out) == (0, "content/posts/latenz.en.md\n")
    assert "Ein *Text*." in (root / "content/posts/latenz.en.md").read_text("utf-8")
    posts = {post["lang"]: post for post in json.loads(leitmotiv("posts", "--json", "-C", root).out)}
    english = posts["en"]
    assert english["translation_key"] == posts["de"]["translation_key"]
    assert (english["title"], english["draft"]) == ('Latency: an "overview"', True)
    assert english["series"] == {"name": "Latenz", "part": 2}
    assert [tag["theme"] for tag in english["themes"]] == ["speed"]
    (group,) = json.loads(leitmotiv("translations", "--json", "-C", root).out)
    assert (group["missing"], group["outdated"]) == ([], [])
    again = leitmotiv("new", "post", "x", "--lang", "en", "--translates", "latenz", "-C", root)
    assert (again.code, "there is a translation into en already" in again.err) == (1, True)


def test_a_translation_comes_out_no_sooner_than_its_original_and_goes_with_it(root: Path, leitmotiv: Leitmotiv) -> None:
    planned = POST.replace("---\nEin", "publish_on: 2026-08-01\nexpires_on: 2026-09-01\n---\nEin")
    (root / "content/posts/latenz.de.md").write_text(planned, "utf-8")
    leitmotiv("new", "post", "Latency", "--lang", "en", "--translates", "latenz.de", "-C", root)
    written = root / "content/posts/latenz.en.md"
    assert "publish_on: 2026-08-01\nexpires_on: 2026-09-01\n" in written.read_text("utf-8")
    written.write_text(written.read_text("utf-8").replace('status: "draft"\n', ""), "utf-8")
    for day, state in {"2026-07-31": "to come", "2026-08-01": "live", "2026-09-01": "expired"}.items():
        assert leitmotiv("posts", "-C", root, "--as-of", day).out.count(state) == 2


def test_tags_that_are_themes_are_tags_of_the_translation_too(root: Path, leitmotiv: Leitmotiv) -> None:
    original = root / "content/posts/latenz.de.md"
    original.write_text(
        re.sub(r"themes: .*\n|tags: .*\n", "", POST).replace("title:", "tags: [x, Tempo]\ntitle:"), "utf-8"
    )
    leitmotiv("new", "post", "Latency", "--lang", "en", "--translates", "latenz.de", "-C", root)
    written = (root / "content/posts/latenz.en.md").read_text("utf-8")
    assert ('tags: ["x", "Tempo"]\n' in written, "themes:" in written) == (True, False)


@pytest.mark.parametrize("name", ["./content/posts/latenz.de.md", "latenz.de.md", "{root}/content/posts/latenz.de.md"])
def test_the_post_to_translate_may_be_named_as_a_shell_completes_it(
    root: Path, leitmotiv: Leitmotiv, name: str
) -> None:
    made = leitmotiv("new", "post", "T", "--lang", "en", "--translates", name.format(root=root), "-C", root)
    assert made.out == "content/posts/latenz.en.md\n"


def test_a_new_post_is_a_draft_and_never_overwrites(root: Path, leitmotiv: Leitmotiv) -> None:
    assert leitmotiv("new", "post", "Über Geduld", "--lang", "de", "-C", root).out == (
        "content/posts/ueber-geduld.de.md\n"
    )
    again = leitmotiv("new", "post", "Über Geduld", "--lang", "de", "-C", root)
    assert (again.code, "is there already" in again.err) == (1, True)
    assert leitmotiv("posts", "--json", "-C", root).code == 0


def test_a_new_post_leaves_its_themes_to_the_machine(root: Path, leitmotiv: Leitmotiv) -> None:
    """An empty list would say that it is about none of them, and teach that too."""
    (root / "content/themes.toml").write_text('[speed]\nname = {de = "Tempo"}\nkeywords = {de = ["Latenz", "Tempo"]}\n')
    path = root / leitmotiv("new", "post", "Was Latenz kostet", "--lang", "de", "-C", root).out.strip()
    path.write_text(
        path.read_text("utf-8") + "Die Latenz bestimmt das Tempo. Wer auf Latenz achtet, hat Tempo.\n", "utf-8"
    )
    new = next(post for post in json.loads(leitmotiv("posts", "--json", "-C", root).out) if post["path"] in str(path))
    assert [(tag["theme"], tag["by"]) for tag in new["themes"]] == [("speed", "machine")]


def test_a_post_whose_address_is_taken_is_not_begun(root: Path, leitmotiv: Leitmotiv) -> None:
    other = root / "content/posts/moin.de.md"
    other.write_text("---\ntitle: Hallo\ndate: 2026-01-01\nslug: hallo\n---\nEin Text.\n", "utf-8")
    for more in ([], ["--translates", "latenz.de"]):
        lang = "en" if more else "de"
        if more:
            other.rename(other.with_name("moin.en.md"))
        refused = leitmotiv("new", "post", "Hallo", "--lang", lang, *more, "-C", root)
        assert (refused.code, refused.out) == (1, "")
        assert f'web address, {lang}/hallo, is that of "Hallo" (content/posts/moin.{lang}.md)' in refused.err
    assert leitmotiv("posts", "-C", root).code == 0


def test_a_post_can_be_begun_beside_a_broken_one(root: Path, leitmotiv: Leitmotiv) -> None:
    (root / "content/posts/broken.de.md").write_text("---\ntitel: X\n---\n", "utf-8")
    assert leitmotiv("new", "post", "Neu", "--lang", "de", "-C", root).code == 0


def test_a_new_issue_announces_what_came_out_since_the_last(root: Path, leitmotiv: Leitmotiv) -> None:
    made = leitmotiv("new", "issue", "Sommer & mehr", "--lang", "de", "-C", root)
    assert (made.code, made.out) == (0, "content/issues/sommer-mehr.toml\n")
    assert 'posts = ["latenz"]' in (root / "content/issues/sommer-mehr.toml").read_text("utf-8")
    assert leitmotiv("issue", "render", "sommer-mehr", "-C", root).code == 0


def test_an_issue_whose_title_has_no_ascii_form_is_called_by_its_day(root: Path, leitmotiv: Leitmotiv) -> None:
    made = leitmotiv("new", "issue", "初夏の便り", "--lang", "de", "-C", root)
    assert made.out == "content/issues/2026-06-30.toml\n", made.err
    assert leitmotiv("issue", "render", "2026-06-30", "-C", root).code == 0


def test_the_inner_circle_finds_the_wishes_in_a_new_issue(root: Path, leitmotiv: Leitmotiv) -> None:
    leitmotiv("wishes", "add", "Mehr *über* ![x](http://evil.example/p.png) '''Caches'''", "--count", "3", "-C", root)
    alone = leitmotiv("new", "issue", "Ohne Kreis", "--lang", "de", "-C", root).out.strip()
    assert "tiers" not in (root / alone).read_text("utf-8")
    leitmotiv("subscribers", "add", "a@example.org", "--tier", "inner", "--consent", "x", "-C", root)
    made = leitmotiv("new", "issue", "Mit Kreis", "--lang", "de", "-C", root).out.strip()
    block = tomllib.loads((root / made).read_text("utf-8"))["tiers"]["inner"]["de"]
    assert r"- Mehr \*über\* \!\[x\](http://evil.example/p.png) ’’’Caches’’’ (3)" in block
    assert "und Ihr Wunsch zählt." in block
    assert leitmotiv("issue", "render", "mit-kreis", "-C", root).code == 0


def test_wishes_of_inquiries_stand_in_a_new_issue_by_theme_only(root: Path, leitmotiv: Leitmotiv) -> None:
    """Their words are a stranger's, in a field of a form: whoever gets the letter is somebody else."""
    (root / "content/themes.toml").write_text('[speed]\nname = {de = "Tempo"}\nkeywords = {de = ["Latenz"]}\n', "utf-8")
    for letter, wish in (("a", "Ruft Sunniva Karlsen an, zur Latenz"), ("b", "Latenz"), ("c", "Gärten")):
        lead = ("--email", f"{letter}@firma-{letter}.example", "--on", "2026-03-01", "--wish", wish)
        assert leitmotiv("leads", "add", *lead, "-C", root).code == 0
    leitmotiv("subscribers", "add", "r@example.org", "--tier", "inner", "--consent", "x", "-C", root)
    made = leitmotiv("new", "issue", "Kreis", "--lang", "de", "-C", root)
    others = "for letters in en add these to its subject and texts"
    assert made.err == f"write on in content/issues/kreis.toml\nso far everybody gets it in de; {others}\n"
    block = tomllib.loads((root / made.out.strip()).read_text("utf-8"))["tiers"]["inner"]["de"]
    assert [line for line in block.splitlines() if line.startswith("-")] == ["- Tempo (2)"]


def test_what_may_be_an_address_or_a_number_is_not_repeated_and_other_words_are_told(
    root: Path, leitmotiv: Leitmotiv
) -> None:
    leitmotiv("subscribers", "add", "r@example.org", "--tier", "inner", "--consent", "x", "-C", root)
    for wish in ("An ich@firma.example", "Ruft +45 22 33 44 55 an", "ich＠firma.example", "Mehr zu p99 in 2026"):
        leitmotiv("wishes", "add", wish, "-C", root)
    made = leitmotiv("new", "issue", "Kreis", "--lang", "de", "-C", root)
    block = tomllib.loads((root / made.out.strip()).read_text("utf-8"))["tiers"]["inner"]["de"]
    assert [line for line in block.splitlines() if line.startswith("-")] == ["- Mehr zu p99 in 2026 (1)"]
    assert made.err.splitlines()[2:] == [
        "the block of the inner circle has 1 wish in the words of others; read them before anybody else does",
        "3 wishes have an @ or a number of five digits or more, and only their themes are counted there",
    ]


@pytest.mark.parametrize(
    "arguments", [["post", "T", "--lang", "fr"], ["post", "T", "--lang", "!"], ["post", "T"], ["mail", "T"],
                  ["issue", "T", "--lang", "de", "--translates", "latenz"]]
)  # fmt: skip
def test_misuse_is_said(root: Path, leitmotiv: Leitmotiv, arguments: list[str]) -> None:
    assert leitmotiv("new", *arguments, "-C", root).code == 2


def test_what_a_terminal_lets_pass_is_a_title(root: Path, leitmotiv: Leitmotiv) -> None:
    made = leitmotiv("new", "post", "Caf\udce9", "--lang", "de", "-C", root)
    assert made.code == 0, made.err
    assert 'title: "Caf?"' in (root / made.out.strip()).read_text("utf-8")
