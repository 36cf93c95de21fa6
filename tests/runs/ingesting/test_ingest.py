"""Taking in files: twice changes nothing, edits are followed, nothing is overwritten, the next run completes one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.errors import WorkspaceError
from pipeline.posts import head_edit
from pipeline.posts.incoming import summary
from pipeline.runs import translations
from pipeline.runs.ingesting import ingest
from tests.conftest import CONFIG, MakeWorkspace
from tests.runs.ingesting import sources
from tests.runs.ingesting.sources import DE, EN, folder, posts, take, tree


@pytest.fixture
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three Markdown files, two of which are translations by their names."""
    files = {
        "2024-03-31-latenz.de.md": f"---\ntitle: Latenz\nlayout: post\n---\n\n{DE}\n",
        "2024-03-31-latenz.en.md": f"---\ntitle: Latency\nslug: latency\n---\n\n{EN}\n",
        "notes/caching.md": f"# Caching\n\n{EN} See [latency](../2024-03-31-latenz.en.md#top).\n",
    }
    return folder(tmp_path_factory.mktemp("src") / "blog", files)


def test_files_become_posts_with_language_date_origin_and_links_between_them(root: Path, blog: Path) -> None:
    found = take(root, blog)
    assert found.is_complete
    compared = re.compile(r'^translated_from: "latenz\.de:.*"\n', re.MULTILINE)
    written = posts(root)
    assert [name for name, text in written.items() if compared.search(text)] == ["latenz.en.md"]
    assert {name: compared.sub("", text) for name, text in written.items()} == {
        "caching.en.md": (
            "---\ntitle: Caching\ndate: 2026-06-30\nlang: en\nsource: blog/notes/caching.md\n---\n\n"
            f"{EN} See [latency](latenz.en.md#top).\n"
        ),
        "latenz.de.md": (
            "---\ntitle: Latenz\ndate: 2024-03-31\nlang: de\nsource: blog/2024-03-31-latenz.de.md\n---\n\n" + DE + "\n"
        ),
        "latenz.en.md": (
            "---\ntitle: Latency\ndate: 2024-03-31\nlang: en\nslug: latency\n"
            "source: blog/2024-03-31-latenz.en.md\n---\n\n" + EN + "\n"
        ),
    }
    result = found.results[0]
    assert (result.formats, result.languages) == (("Markdown",), {"de": 1, "en": 2})
    assert result.left_out == {'front matter "layout"': 1}
    assert result.warnings == {"no-date": 1}


def test_what_was_planned_for_a_later_day_is_a_draft_of_that_day(root: Path, tmp_path: Path) -> None:
    post = {"id": "1", "title": "T", "html": f"<p>{EN}</p>", "status": "scheduled", "published_at": "2027-02-01T08:00"}
    export = folder(tmp_path, {"ghost.json": json.dumps({"db": [{"data": {"posts": [post]}}]})}) / "ghost.json"
    assert take(root, export).results[0].warnings == {}
    assert "\ndate: 2027-02-01\nlang: en\nstatus: draft\n" in posts(root)["t.en.md"]


def test_what_readers_cannot_see_today_is_linked_from_nowhere(root: Path, tmp_path: Path) -> None:
    """Not by texts that come with it, and not by those that come later."""
    head = "---\ntitle: T\ndate: 2024-01-01\n{}\n---\n"
    files = {
        "soon.md": head.format("publishDate: 2099-01-01") + EN,
        "out.md": head.format("publishDate: 2024-02-01\nexpiryDate: 2099-01-01") + EN,
        "gone.md": head.format("expiryDate: 2024-02-01") + EN,
        "links.md": f"{EN} [soon](soon.md) [out](out.md) [gone](gone.md)\n",
    }
    site = folder(tmp_path / "site", files)
    take(root, site)
    take(root, folder(site, {"later.md": files["links.md"]}) / "later.md")
    written = posts(root)
    assert [written[f"{name}.en.md"].rpartition("\n\n")[2] for name in ("links", "later")] == [
        f"{EN} soon [out](out.en.md) gone\n"
    ] * 2


def test_files_that_are_named_one_by_one_know_those_before_them(root: Path, tmp_path: Path) -> None:
    """`leitmotiv ingest *.md`: each is a source, and links to an earlier one led nowhere."""
    files = {"one.md": EN, "two.md": f"{EN} [one](one.md)\n", "draft.md": f"---\ndraft: true\n---\n{EN}\n"}
    folder(tmp_path, files | {"last.md": f"{EN} [two](two.md#top) [draft](draft.md)\n"})
    take(root, *(tmp_path / name for name in ("draft.md", "one.md", "two.md", "last.md")))
    assert posts(root)["two.en.md"].endswith(f"{EN} [one](one.en.md)\n")
    assert posts(root)["last.en.md"].endswith(f"{EN} [two](two.en.md#top) draft\n")


def test_links_between_the_posts_of_an_export_lead_to_the_new_files(root: Path, tmp_path: Path) -> None:
    links = " ".join(f'<a href="__GHOST_URL__/{name}/">{name}</a>' for name in ("latenz", "draft", "contact"))
    posts_ = [
        {"id": "1", "slug": "links", "title": "Links", "html": f"<p>{DE} {links}</p>", "published_at": "2024-01-01"},
        {"id": "2", "slug": "latenz", "title": "Latenz", "html": f"<p>{EN}</p>", "published_at": "2024-01-01"},
        {"id": "3", "slug": "draft", "title": "Draft", "html": f"<p>{EN}</p>", "status": "draft"},
    ]
    settings = [{"key": "url", "value": "https://old.example.org"}]
    export = tmp_path / "ghost.json"
    export.write_text(json.dumps({"db": [{"data": {"posts": posts_, "settings": settings}}]}), "utf-8")
    take(root, export)
    found = posts(root)
    assert found["links.de.md"].endswith(
        "[latenz](latenz.en.md) [draft](https://old.example.org/draft/) [contact](https://old.example.org/contact/)\n"
    )
    take(root, export)
    assert posts(root) == found


def test_what_an_export_holds_at_first_is_an_archive_that_no_letter_announces(root: Path, tmp_path: Path) -> None:
    def take_in(*posts_: dict[str, str]) -> dict[str, bool]:
        export = tmp_path / "ghost.json"
        export.write_text(json.dumps({"data": {"posts": posts_}}), "utf-8")
        take(root, export)
        return {name: "announce: false" in text for name, text in posts(root).items()}

    old = {"id": "1", "slug": "old", "title": "Old", "html": f"<p>{EN}</p>", "published_at": "2024-01-01"}
    draft = {"id": "2", "slug": "draft", "title": "Draft", "html": f"<p>{EN} 2</p>", "status": "draft"}
    new = {"id": "3", "slug": "new", "title": "New", "html": f"<p>{EN} 3</p>", "published_at": "2024-02-01"}
    assert take_in(old, draft) == {"old.en.md": True, "draft.en.md": False}
    assert take_in(old, draft, new) == {"old.en.md": True, "draft.en.md": False, "new.en.md": False}


def test_a_file_whose_name_is_no_utf_8_is_taken_and_known_again(root: Path, blog: Path) -> None:
    file = blog / "notes" / "j\udcf6rg.md"
    file.write_text(f"---\ntitle: Other\nlang: en\n---\n\n{EN} And more.\n", "utf-8")
    assert take(root, file).results[0].count("new") == 1
    before = tree(root)
    assert take(root, file).results[0].count("unchanged") == 1
    assert tree(root) == before


def test_the_same_source_again_changes_not_one_byte(root: Path, blog: Path) -> None:
    take(root, blog)
    before = tree(root)
    result = take(root, blog).results[0]
    assert (result.count("new"), result.count("updated"), result.count("unchanged")) == (0, 0, 3)
    assert tree(root) == before


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path, blog: Path) -> None:
    before = tree(root)
    dry = take(root, blog, dry=True).results[0]
    assert tree(root) == before
    wet = take(root, blog).results[0]
    assert [(each.status, each.path, each.content) for each in dry.decisions] == [
        (each.status, each.path, each.content) for each in wet.decisions
    ]


def test_an_edit_at_the_source_updates_a_post_that_nobody_touched(root: Path, blog: Path) -> None:
    take(root, blog)
    (blog / "notes/caching.md").write_text(f"# Caching, again\n\n{EN}\n", "utf-8")
    result = take(root, blog).results[0]
    assert (result.count("updated"), result.count("unchanged")) == (1, 2)
    assert "title: Caching, again\n" in posts(root)["caching.en.md"]


def test_a_post_that_was_edited_here_stays_as_it_is(root: Path, blog: Path) -> None:
    take(root, blog)
    mine = root / "content/posts/caching.en.md"
    mine.write_text(mine.read_text("utf-8") + "\nMine.\n", "utf-8")
    assert take(root, blog).results[0].warnings == {}
    (blog / "notes/caching.md").write_text(f"# Caching, again\n\n{EN}\n", "utf-8")
    result = take(root, blog).results[0]
    assert result.warnings == {"left-as-is": 1}
    assert posts(root)["caching.en.md"].endswith("Mine.\n")
    assert take(root, blog).results[0].warnings == {}, "it is said once"


def _reviewed(root: Path, name: str, themes: str) -> None:
    """As `themes review` writes an answer."""
    path = root / "content/posts" / name
    path.write_text(head_edit.with_keys(name, path.read_text("utf-8"), {"themes": tuple(themes.split())}), "utf-8")


@pytest.mark.parametrize("themes", ["tails", "tails costs", ""])
def test_a_post_that_only_got_themes_here_is_still_updated_and_keeps_them(root: Path, blog: Path, themes: str) -> None:
    take(root, blog)
    _reviewed(root, "caching.en.md", themes)
    for title in ("Caching, again", "Caching, at last"):
        (blog / "notes/caching.md").write_text(f"# {title}\n\n{EN}\n", "utf-8")
        result = take(root, blog).results[0]
        assert result.count("updated") == 1
        assert f"title: {title}\n" in posts(root)["caching.en.md"]
        assert f"themes: [{', '.join(themes.split())}]\n" in posts(root)["caching.en.md"]
    (root / "private/ingested.json").unlink()
    assert take(root, blog).results[0].count("unchanged") == 3, "nor does it come a second time to a fresh clone"


def test_themes_of_the_source_go_with_it_and_where_both_name_some_ours_stay(root: Path, blog: Path) -> None:
    caching = blog / "notes/caching.md"
    themed = '[tails]\nname = {en = "Tails"}\n[costs]\nname = {en = "Costs"}\n'
    folder(root / "content", {"themes.toml": themed})
    for themes in ("themes: [tails]", "themes: [costs]", "tags: [x]"):
        caching.write_text(f"---\n{themes}\n---\n\n# Caching\n\n{EN}\n", "utf-8")
        take(root, blog)
        assert re.findall(r"^themes: .*", posts(root)["caching.en.md"], re.MULTILINE) == [themes][: "themes" in themes]
    _reviewed(root, "caching.en.md", "tails")
    caching.write_text(f"---\nthemes: [costs]\n---\n\n# Caching\n\n{EN}\n", "utf-8")
    assert "left-as-is" in take(root, blog).results[0].warnings
    assert "themes: [tails]\n" in posts(root)["caching.en.md"]


def test_a_post_that_is_protected_against_writing_stays_as_it_is_until_it_is_not(root: Path, blog: Path) -> None:
    take(root, blog)
    before = posts(root)
    for post in (root / "content/posts").glob("*.md"):
        post.chmod(0o444)
    for source in blog.rglob("*.md"):
        source.write_text(source.read_text("utf-8") + "\nUnd noch ein Satz.\n", "utf-8")
    (result,) = take(root, blog).results
    skipped = [decision for decision in result.decisions if "is protected against writing" in decision.reason]
    assert skipped
    assert {decision.status for decision in skipped} == {"skipped"}
    assert posts(root) == before
    for post in (root / "content/posts").glob("*.md"):
        post.chmod(0o600)
    (result,) = take(root, blog).results
    assert result.count("updated") == len(skipped)
    assert {post.stat().st_mode & 0o777 for post in (root / "content/posts").glob("*.md")} == {0o600}


def test_authors_come_along_but_for_the_one_whose_site_it_is(root: Path, tmp_path: Path) -> None:
    heads = {
        "a": "author: Mini Maxi", "b": "authors: [{name: Anna}, Mini Maxi]", "c": "author: Jo <jo@example.org>",
        "d": "author: admin",
    }  # fmt: skip
    config = (root / "leitmotiv.toml").read_text("utf-8")
    (root / "leitmotiv.toml").write_text(re.sub(r'(\[sender\]\nname = )"[^"]*"', r'\1"Mini Maxi"', config), "utf-8")
    files = {f"{name}.en.md": f"---\ntitle: {name}\n{head}\n---\n\n{EN} {name}\n" for name, head in heads.items()}
    blog = folder(tmp_path / "blog", files)
    found = take(root, blog)
    lines = [[line for line in text.split("\n") if line.startswith("author")] for text in posts(root).values()]
    assert lines == [[], ["author: [Anna, Mini Maxi]"], ["author: Jo"], []]
    assert found.results[0].left_out == {'front matter "author"': 1}
    (blog / "c.en.md").write_text(files["c.en.md"].replace("Jo <jo@example.org>", "[Jo, Anna]"), "utf-8")
    take(root, blog)
    assert "author: [Jo, Anna]" in posts(root)["c.en.md"]


@pytest.mark.parametrize(
    ("themes", "kept"),
    [
        ("[caching, sailing]", "tags: [sailing]\nthemes: [caching]\n"),
        ("caching", "themes: [caching]\n"),
        ("[[caching], {name: x}]", "themes: [caching]\n"),
    ],
)
def test_a_theme_of_a_foreign_head_that_is_none_here_is_a_tag(
    root: Path, tmp_path: Path, themes: str, kept: str
) -> None:
    """Whatever it is written like; a list within a list ended the run."""
    folder(root, {"content/themes.toml": '[caching]\nname = {en = "Caching"}\n'})
    head = f"---\ntitle: T\ndate: 2024-01-01\nthemes: {themes}\n---\n"
    take(root, folder(tmp_path / "src", {"t.md": head + EN}))
    assert f"lang: en\n{kept}source" in posts(root)["t.en.md"]


@pytest.mark.parametrize("value", ["cache", '"cache"', "cache  # as the other one"])
def test_a_key_that_our_own_commands_wrote_is_no_edit_and_survives_an_update(
    root: Path, blog: Path, value: str
) -> None:
    take(root, blog)
    mine = root / "content/posts/caching.en.md"
    mine.write_text(mine.read_text("utf-8").replace("lang: en\n", f"lang: en\ntranslation_key: {value}\n"), "utf-8")
    (blog / "notes/caching.md").write_text(f"# Caching, again\n\n{EN}\n", "utf-8")
    assert take(root, blog).results[0].count("updated") == 1
    assert "translation_key: cache\n" in posts(root)["caching.en.md"]


def test_a_renamed_post_is_followed(root: Path, blog: Path) -> None:
    take(root, blog)
    (root / "content/posts/caching.en.md").rename(root / "content/posts/my-caching.en.md")
    (blog / "notes/caching.md").write_text(f"# Caching, again\n\n{EN}\n", "utf-8")
    take(root, blog)
    assert "caching.en.md" not in posts(root)
    assert "title: Caching, again\n" in posts(root)["my-caching.en.md"]


def test_a_deleted_post_comes_back_when_its_file_is_named_again(root: Path, blog: Path) -> None:
    take(root, blog)
    (root / "content/posts/caching.en.md").unlink()
    assert take(root, blog).results[0].count("new") == 1
    assert "caching.en.md" in posts(root)


@pytest.mark.parametrize(("what", "after"), [("reading", 2), ("understanding", 2), ("writing", 1), ("writing", 2)])
@pytest.mark.parametrize("is_killed", [False, True])
def test_a_run_that_is_interrupted_anywhere_is_completed_by_the_next(
    make_workspace: MakeWorkspace, tmp_path: Path, blog: Path, what: str, after: int, is_killed: bool
) -> None:
    whole = make_workspace({})
    take(whole, blog)
    expected = posts(whole)
    for path in (whole / "content/posts").iterdir():
        path.unlink()
    (whole / "private/ingested.json").unlink()
    with pytest.raises(sources.Interrupted):
        take(whole, blog, progress=sources.interrupting(what, after))
    if is_killed:  # no time to write down what was done
        (whole / "private/ingested.json").unlink(missing_ok=True)
    assert take(whole, blog).is_complete
    assert posts(whole) == expected
    assert take(whole, blog).results[0].count("unchanged") == 3


def test_a_lost_memory_makes_no_second_posts(root: Path, blog: Path) -> None:
    take(root, blog)
    before = posts(root)
    (root / "private/ingested.json").unlink()
    assert take(root, blog).results[0].count("unchanged") == 3
    assert posts(root) == before


def test_a_lost_memory_makes_no_second_posts_of_entries_that_share_a_link(root: Path, tmp_path: Path) -> None:
    """Each episode of a podcast may lead to the page of the show."""
    shared = {"link": "https://show.example.org/all"}
    one, two = (sources.entry(f"Part {n} &amp; more", f"{n} {EN}", guid=f"g{n}", **shared) for n in (1, 2))
    feed = folder(tmp_path / "src", {"feed.xml": sources.rss(one, two)}) / "feed.xml"
    take(root, feed)
    before = posts(root)
    (root / "private/ingested.json").unlink()
    assert take(root, feed).results[0].count("unchanged") == 2
    assert posts(root) == before
    renamed = root / "content/posts/renamed.en.md"
    (root / "content/posts/part-2-more.en.md").rename(renamed)
    feed.write_text(sources.rss(one, two.replace("</p>", " Edited.</p>")), "utf-8")
    assert take(root, feed).results[0].count("updated") == 1
    assert "Edited." in renamed.read_text("utf-8")
    assert len(posts(root)) == 2


def test_a_damaged_memory_is_a_mistake_that_says_what_to_do(root: Path, blog: Path) -> None:
    (root / "private").mkdir()
    (root / "private/ingested.json").write_text('{"items": [{"path": 3}]}', "utf-8")
    with pytest.raises(WorkspaceError, match="is damaged; move it away"):
        take(root, blog)


@pytest.mark.parametrize("path", ["../evil.md", "content/posts/../../evil.md", "/tmp/evil.md", "leitmotiv.toml"])
def test_a_memory_that_points_out_of_the_posts_is_damaged(root: Path, blog: Path, path: str) -> None:
    take(root, blog)
    memory = root / "private/ingested.json"
    memory.write_text(memory.read_text("utf-8").replace("content/posts/caching.en.md", path), "utf-8")
    with pytest.raises(WorkspaceError, match="is damaged"):
        take(root, blog)


def test_two_texts_of_one_name_get_two_files_and_are_no_translations(root: Path, tmp_path: Path) -> None:
    source = folder(
        tmp_path / "src/other",
        {"a/hello.md": f"---\ntitle: Hello\n---\n{EN}", "b/hello.md": f"---\ntitle: Hallo\n---\n{DE}"},
    )
    take(root, source)
    assert list(posts(root)) == ["hello-2.de.md", "hello.en.md"]
    assert "slug: hello\n" in posts(root)["hello-2.de.md"]


def test_a_place_that_is_taken_by_a_post_of_ones_own_is_left_to_it(make_workspace: MakeWorkspace, blog: Path) -> None:
    root = make_workspace(
        {"content/posts/sub/mine.md": "---\ntitle: M\ndate: 2026-01-01\nlang: en\nslug: caching\n---\nM."}
    )
    take(root, blog)
    assert "slug: caching-2\n" in posts(root)["caching.en.md"]


def test_posts_and_the_folder_of_posts_are_no_source(root: Path, blog: Path) -> None:
    take(root, blog)
    for source in (root, root / "content/posts", root / "content/posts/caching.en.md"):
        found = take(root, source)
        assert not found.is_complete
        assert "are posts already" in str(found.results[0].refused[0])
    assert len(posts(root)) == 3


def test_another_language_option_moves_an_untouched_post(root: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "src/x", {"a.md": "# Alpha\n\nOmega."})
    take(root, source, lang="de")
    assert list(posts(root)) == ["a.de.md"]
    take(root, source, lang="en")
    assert list(posts(root)) == ["a.en.md"]


def _outdated(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    rows = translations.overview(workspace.load(str(root), None))
    return {row["key"]: (row["outdated"], row["unwatched"]) for row in rows if len(row["posts"]) > 1}


def test_a_translation_is_watched_from_the_day_on_which_it_comes(root: Path, tmp_path: Path) -> None:
    """An edit of the original makes it outdated, wherever it is made; edited together at their source they fit."""
    german, english = "2024-03-31-latenz.de.md", "2024-03-31-latenz.en.md"
    source = folder(tmp_path / "src/x", {german: f"# Latenz\n\n{DE}\n", english: f"# Latency\n\n{EN}\n"})
    take(root, source)
    assert _outdated(root) == {"latenz": ([], [])}
    folder(source, {german: f"# Latenz\n\n{DE} Mehr.\n"})
    take(root, source)
    assert _outdated(root) == {"latenz": (["en"], [])}
    folder(source, {german: f"# Latenz\n\n{DE} Noch mehr.\n", english: f"# Latency\n\n{EN} More.\n"})
    take(root, source)
    assert _outdated(root) == {"latenz": ([], [])}
    before = tree(root)
    take(root, source)
    assert tree(root) == before


def test_a_translation_that_comes_later_is_compared_with_what_stands_there(root: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "src/x", {"2024-03-31-latenz.de.md": f"# Latenz\n\n{DE}\n"})
    take(root, source)
    mine = root / "content/posts/latenz.de.md"
    mine.write_text(mine.read_text("utf-8") + "\nMehr.\n", "utf-8")
    folder(source, {"2024-03-31-latenz.en.md": f"# Latency\n\n{EN}\n"})
    take(root, source)
    assert _outdated(root) == {"latenz": ([], [])}
    mine.write_text(mine.read_text("utf-8") + "\nNoch mehr.\n", "utf-8")
    assert _outdated(root) == {"latenz": (["en"], [])}


def test_where_there_is_one_language_a_text_in_another_is_skipped_too(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG.replace('["de", "en"]', '["de"]')})
    source = folder(tmp_path / "src/x", {"a.md": EN, "b.en.md": "Hello.", "c.md": DE, "d.md": "Hello."})
    (result,) = take(root, source).results
    assert [(decision.where, decision.reason[:27]) for decision in result.decisions if decision.reason] == [
        ("x/a.md", 'reads as "en", which is non'),
        ("x/b.en.md", 'has "en" in its name, which'),
    ]
    assert result.languages == {"de": 2}


def test_an_unclear_language_is_skipped_with_the_mend_and_the_rest_is_done(root: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "src/x", {"a.md": "# 4711\n\n0815.", "b.md": f"# Beta\n\n{EN}"})
    result = take(root, source).results[0]
    assert [decision.status for decision in result.decisions] == ["skipped", "new"]
    assert "its language is unclear" in result.decisions[0].reason
    assert "--lang" in result.decisions[0].reason


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.md", f"---\ntitle: [A\n---\n{EN}", "not valid YAML"),
        ("a.md", f"---\ntitle: &a A\nslug: *a\n---\n{EN}", "YAML aliases (*name) are not taken here"),
        ("a.md", f"---\ntitle: A\ntitle: B\n---\n{EN}", 'x/a.md:3:1: "title" stands twice; keep one'),
        ("a.md", f"---\ntitle: A\ndate: 2026-13-45\n---\n{EN}", '"2026-13-45" is no date of the calendar'),
        (
            "a.md",
            f"---\ntitle: A\nlang: fr\n---\n{EN}",
            'is declared as "fr", which is none of the workspace\'s languages',
        ),
        ("a.md", "---\ntitle: A\nlang: en\n---\n", "has no text"),
        ("a.md", f"+++\ntitle = \n+++\n{EN}", "x/a.md:2:9: not valid TOML"),
        ("a.html", "<div>" * 300 + EN, "its HTML nests deeper than 200 elements"),
        ("a.md", f"---\ntitle: A\nlang: en\n---\n{EN} FÃ¼r Ã¤ndern grÃ¶ÃŸer", "looks damaged"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_does_not_stop_the_next(
    root: Path, tmp_path: Path, name: str, text: str, reason: str
) -> None:
    source = folder(tmp_path / "src/x", {name: text, "z.md": f"# Zeta\n\n{EN}"})
    found = take(root, source)
    result = found.results[0]
    said = [str(problem) for problem in result.refused] + [each.reason for each in result.of("skipped")]
    assert len(said) == 1
    assert reason in said[0]
    assert list(posts(root)) == ["z.en.md"]
    assert not found.is_complete


def test_a_mistake_in_a_foreign_head_is_named_with_its_line_and_a_slip_with_what_was_meant(
    root: Path, tmp_path: Path
) -> None:
    head = "---\ntitel: A\nauthor: B\nlang: en\ndate: 2026-02-30\n---\n"
    source = folder(tmp_path / "src/x", {"a.md": f"{head}{EN}"})
    result = take(root, source).results[0]
    assert [str(problem) for problem in ingest.problems(result)] == [
        'x/a.md:5:1: "2026-02-30" is no date of the calendar; write it as 2026-03-31'
    ]
    [warning] = result.decisions[0].warnings
    assert (warning.code, warning.message) == (
        "unknown-key", 'line 2, column 1: unknown key "titel"; did you mean "title"?'
    )  # fmt: skip


def test_addresses_that_imitate_our_signs_are_links_to_nowhere(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    imitated = "".join(f"[x](%EF%A3%B0{inside}%EF%A3%B1) " for inside in ("9" * 5000, "/etc", "", "7"))
    found = take(root, folder(tmp_path_factory.mktemp("src"), {"a.md": f"# A\n\n{EN}\n\n{imitated}![y](%EF%A3%B0)\n"}))
    assert found.is_complete
    assert posts(root)["a.en.md"].endswith(f"{EN}\n\nx x x x\n")


def test_links_of_a_site_generator_lead_to_the_new_files_and_leave_the_rest_as_it_is(
    root: Path, tmp_path: Path
) -> None:
    links = '[a]({{< ref "/posts/latency.md" >}}) [b](/posts/latency/) [c](/2021/08/latency.html#top) [d](../latency)'
    rest = "```go {hl_lines=[1]}\nx := 1\n```\n\n> Quoted"
    files = {
        "content/posts/2021-08-01-latency/index.de.md": f"{DE}\n",
        "content/posts/2021-08-01-latency/index.en.md": f"{EN}\n",
        "content/posts/caching.en.md": f"{EN} {links}\n\n{rest}\n",
    }
    take(root, folder(tmp_path / "blog", files))
    here = " ".join(f"[{name}](latency.en.md{'#top' if name == 'c' else ''})" for name in "abcd")
    assert posts(root)["caching.en.md"].endswith(f"{EN} {here}\n\n{rest}\n")


def test_the_properties_of_a_page_of_notion_are_its_head_and_an_unfinished_one_is_a_draft(
    root: Path, tmp_path: Path
) -> None:
    said = "Created: January 3, 2026 10:12 AM\nTags: Testing, ERP\nStatus: {}\nAuthor: Jo\nReviewer: Bo\n"
    number = "1a2b3c4d5e6f708192a3b4c5d6e7f809"
    files = {
        f"Latency {number}.md": f"# Latency\n\n{said.format('Published')}\n{EN}\n",
        f"Caching {number}.md": f"# Caching\n\n{said.format('In progress')}\n{EN}\n",
        f"Notes {number}.md": f"# Notes\n\nBeware: {EN}\n\n{EN}\n",
    }
    result = take(root, folder(tmp_path / "notion", files)).results[0]
    head = "---\ntitle: {}\ndate: 2026-01-03\nlang: en\n{}author: Jo\ntags: [Testing, ERP]\nsource:"
    assert posts(root)["latency.en.md"].startswith(head.format("Latency", ""))
    assert posts(root)["caching.en.md"].startswith(head.format("Caching", "status: draft\n"))
    assert posts(root)["latency.en.md"].endswith(f"---\n\n{EN}\n")
    assert posts(root)["notes.en.md"].endswith(f"---\n\nBeware: {EN}\n\n{EN}\n")
    assert result.left_out == {'front matter "reviewer"': 2}


@pytest.mark.parametrize(
    "said",
    ["Language: English\nDate: January 3, 2026", "Sprache: Englisch\nDatum: 3. Januar 2026",
     "Locale: en\nDate: 2026-01-03", "Date: January 3, 2026 → January 5, 2026",
     "Date: January 3, 2026 10:12 AM (GMT+1) → 11:00 AM"],
)  # fmt: skip
def test_a_page_of_notion_is_taken_whatever_its_owner_calls_the_language_and_also_with_a_span_of_days(
    root: Path, tmp_path: Path, said: str
) -> None:
    """Such pages were refused."""
    take(root, folder(tmp_path / "notion", {f"Latency {'1a' * 16}.md": f"# Latency\n\n{said}\n\n{EN}\n"}))
    assert posts(root)["latency.en.md"].startswith("---\ntitle: Latency\ndate: 2026-01-03\nlang: en\nsource:")


@pytest.mark.parametrize(
    "layout", ["src/content/blog/{}/latency.md", "content/{}/blog/latency.md", "blog/latency.{}.md"]
)
def test_a_link_whose_path_names_a_language_leads_to_the_post_in_that_language(
    root: Path, tmp_path: Path, layout: str
) -> None:
    """Astro, Hugo and Eleventy show a site of several languages at such addresses, whichever way its files lie."""
    links = (
        "[a](/blog/de/latency/) [b](/de/blog/latency/#top) [c](/en/latency.html) [d](/blog/latency/) [e](/fr/latency/)"
    )
    files = {layout.format("de"): f"{DE}\n", layout.format("en"): f"{EN}\n", "blog/caching.en.md": f"{EN} {links}\n"}
    take(root, folder(tmp_path / "site", files))
    said = "[a](latency.de.md) [b](latency.de.md#top) [c](latency.en.md) [d](latency.en.md) e"
    assert posts(root)["caching.en.md"].endswith(f"{EN} {said}\n")


def test_links_lead_to_the_new_files_by_slug_category_and_former_address_too(root: Path, tmp_path: Path) -> None:
    """A site shows its posts at addresses that the names of their files do not tell."""
    links = (
        "[a](/2021/08/quick/) [b](/firm/blog/2021/08/01/latency.html#top) [c](/about-speed/) [d](/old/speed) "
        "[e]({filename}one/index.md)"
    )
    head = "---\ncategories: [Firm, blog]\n{}---\n"
    files = {
        "_posts/2021-08-01-latency.md": head.format("") + EN,
        "posts/one/index.md": head.format("slug: quick\n") + EN,
        "pages/speed.md": head.format("permalink: /about-speed/\naliases: [/old/speed/]\n") + EN,
        "posts/links.md": f"{EN} {links}\n",
    }
    take(root, folder(tmp_path / "site", files))
    said = "[a](quick.en.md) [b](latency.en.md#top) [c](about-speed.en.md) [d](about-speed.en.md) [e](quick.en.md)"
    assert posts(root)["links.en.md"].endswith(f"{EN} {said}\n")


@pytest.mark.parametrize(
    "names", [("one.md", "one.en.md"), ("one/index.md", "one/index.en.md"), ("one.md", "en/one.md")]
)
def test_a_file_that_names_no_language_is_a_translation_of_those_of_its_name_that_do(
    root: Path, tmp_path: Path, names: tuple[str, str]
) -> None:
    """The language of a whole site is often named in none of its files."""
    head = "---\ntitle: {}\nslug: {}\n---\n{}"
    texts = head.format("Latenz", "latenz", DE), head.format("Latency", "latency", EN)
    take(root, folder(tmp_path / "blog", dict(zip(names, texts, strict=True))))
    assert list(_outdated(root).values()) == [([], [])]


def test_a_post_that_is_called_by_a_year_is_not_where_the_start_page_is(root: Path, tmp_path: Path) -> None:
    files = {
        "2024.de.md": f"{DE}\n",
        "2024.en.md": f"{EN}\n",
        "a.en.md": f"{EN} [a](/) [b](/2023/) [c](/blog/) [d](2024)\n",
    }
    take(root, folder(tmp_path / "blog", files))
    assert posts(root)["a.en.md"].endswith(f"{EN} a b c [d](2024.en.md)\n")


def test_no_former_address_of_a_foreign_head_keeps_the_site_from_being_built(root: Path, tmp_path: Path) -> None:
    wrong = ["../../x", "/%2e%2e/x", "/index.html", "/", "/a%00b", "javascript:alert(1)", "/404.html"]
    head = f"---\ntitle: Latenz\nlang: de\naliases: {json.dumps([*wrong, '/old/latency/'])}\n---\n"
    take(root, folder(tmp_path / "blog", {"latenz.md": head + DE}))
    assert "aliases: [/old/latency/]\n" in posts(root)["latenz.de.md"]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_a_document_of_an_office_program_is_refused_with_the_mend(root: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "text.docx", "w") as packed:
        packed.writestr(name, "x")
        packed.writestr("word/document.xml", "<x/>")
    (result,) = take(root, tmp_path / "text.docx").results
    assert "text.docx: is a document of an office program; save it as HTML" in str(result.refused[0])
    assert not result.is_complete


def test_a_head_without_an_end_is_no_text(root: Path, tmp_path: Path) -> None:
    files = {"open.md": f"---\ntitle: Latenz\nlang: de\n{DE}\n", "rule.md": f"---\nMerke: {DE}\n"}
    (result,) = take(root, folder(tmp_path / "blog", files)).results
    assert "open.md:1: its head has no end; write --- on a line of its own below the last key" in str(result.refused[0])
    assert list(posts(root)) == ["rule.de.md"]


def test_an_address_that_is_not_of_the_web_is_refused_as_one(root: Path) -> None:
    [problem] = take(root, "ftp://example.org/posts.zip").results[0].refused
    assert "only http and https are fetched" in problem.message


def test_damaged_text_is_taken_when_it_is_accepted(root: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "src/x", {"a.md": f"---\ntitle: A\nlang: en\n---\n{EN} FÃ¼r Ã¤ndern grÃ¶ÃŸer"})
    result = take(root, source, accept_damaged=True).results[0]
    assert result.warnings["damaged-text"] >= 1
    assert list(posts(root)) == ["a.en.md"]


def test_a_page_saved_as_text_is_cut_to_its_text_and_says_what_was_cut(root: Path, tmp_path: Path) -> None:
    above = "Home\nBlog\nLatenz messen\n5. Februar 2024\n4 Min. Lesezeit\nLoading...\nAuf LinkedIn teilen\n"
    page = f"{above}{DE}\n{DE}\nTop\n0 Kommentare\n"
    source = folder(tmp_path / "src/x", {"seite.txt": page})
    result = take(root, source).results[0]
    (decision,) = result.decisions
    assert "Loading..." in decision.cut
    (warning,) = summary.as_json(result)["warnings"]
    assert (warning["code"], warning["path"]) == ("boilerplate-cut", "content/posts/seite.de.md")
    assert warning["message"].startswith(f'cut {len(decision.cut)} lines around the text: "Home", "Blog", ')
    text = posts(root)["seite.de.md"]
    assert text.startswith("---\ntitle: Latenz messen\ndate: 2024-02-05\nlang: de\n")
    assert "Loading" not in text
    kept = take(root, source, keep_boilerplate=True).results[0]
    assert kept.count("updated") == 1
    assert "Loading" in posts(root)["seite.de.md"]


def test_a_source_that_is_not_there_does_not_stop_the_others(root: Path, tmp_path: Path, blog: Path) -> None:
    found = take(root, tmp_path / "nothing.md", blog)
    assert [result.is_complete for result in found.results] == [False, True]
    assert "there is no such file or folder" in str(found.results[0].refused[0])
    assert len(posts(root)) == 3


def test_pairs_that_look_like_translations_are_counted(root: Path, tmp_path: Path) -> None:
    shared = (
        "[dashboard](https://example.org/dash/4711) 43200 requests, 317 hosts, `wrk -t4 -c128`, Prometheus and Grafana"
    )
    source = folder(
        tmp_path / "src/x",
        {
            "eins.md": f"# Latenz mit Prometheus\n\n{DE} {shared}. {DE}\n",
            "one.md": f"# Latency with Prometheus\n\n{EN} {shared}. {EN}\n",
            "two.md": f"# Something else\n\n{EN} About the garden and the weather in the north.\n",
        },
    )
    assert take(root, source).pairs == 1


@pytest.mark.skipif(os.name != "posix", reason="this system has no such locks")
def test_of_two_at_once_each_knows_what_the_other_took_in(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    sources = [
        folder(
            tmp_path_factory.mktemp(name) / name,
            {f"{name}-{number}.md": f"# {name} {number}\n\n{EN} {name} {number}\n" for number in range(60)},
        )
        for name in ("one", "other")
    ]
    program = "import sys; from pipeline.cli.main import main; main(sys.argv[1:])"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program, "-C", str(root), "ingest", str(source)], stderr=subprocess.PIPE
        )
        for source in sources
    ]
    said = b"".join(one.communicate()[1] for one in both)
    assert [one.returncode for one in both] == [0, 0], said
    for source in sources:
        for file in source.iterdir():
            file.write_text(f"{file.read_text('utf-8')}\nAn edit.\n", "utf-8")
    assert [take(root, source).results[0].count("updated") for source in sources] == [60, 60]


def test_names_in_the_form_that_macos_writes_are_those_that_people_type(root: Path, tmp_path: Path) -> None:
    texts = {
        "größe.de.md": f"---\ntitle: Größe\n---\n\n{DE} Siehe [Öl](öl.md).\n",
        "öl.md": f"---\ntitle: Öl\n---\n\n{DE} Und [[größe.de]].\n",
    }
    by_macos = {unicodedata.normalize("NFD", name): text for name, text in texts.items()}
    blog = folder(tmp_path / "blog", {**by_macos, "größe.en.md": f"---\ntitle: Size\n---\n\n{EN} [Öl](öl.md)\n"})
    take(root, blog)
    written = posts(root)
    assert sorted(written) == ["groesse.de.md", "groesse.en.md", "oel.de.md"]
    assert [("](oel.de.md)" in text, "](groesse.de.md)" in text) for _, text in sorted(written.items())] == [
        (True, False), (True, False), (False, True)
    ]  # fmt: skip
    assert take(root, blog).results[0].count("unchanged") == 3
    assert take(root, next(blog.glob("o*.md"))).results[0].count("unchanged") == 1, "named by itself"
