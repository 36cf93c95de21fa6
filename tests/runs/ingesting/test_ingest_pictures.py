"""Pictures beside the texts of a folder: they come along once, nothing outside of the folder does, and edits stay."""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from pipeline.edges import workspace
from pipeline.model.workspace import Workspace
from pipeline.posts.incoming import summary
from pipeline.runs import building
from pipeline.runs.checks import checking
from tests.runs.ingesting import sources
from tests.runs.ingesting.sources import DE, EN, posts, take, tree

INGESTED = "content/static/ingested"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{}</svg>'


@pytest.fixture
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the folders lie that are taken in."""
    return tmp_path_factory.mktemp("source")


def _opened(root: Path) -> Workspace:
    return workspace.load(str(root), None)


def _picture(colour: int = 0, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), (colour, 90, 40)).save(out, kind)
    return out.getvalue()


def _with_broken_exif() -> bytes:
    chunk, whole = b"eXIf" + b"Exif\0\0junkjunk", _picture()
    size, check = (len(chunk) - 4).to_bytes(4, "big"), zlib.crc32(chunk).to_bytes(4, "big")
    return whole[:33] + size + chunk + check + whole[33:]


def _folder(at: Path, files: Mapping[str, str | bytes]) -> Path:
    sources.folder(at, dict.fromkeys(files, ""))
    for name, content in files.items():
        (at / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return at


def _post(text: str, lang: str = "en", head: str = "") -> str:
    return f"---\ntitle: Latency\ndate: 2024-03-31\nlang: {lang}\n{head}---\n\n{EN if lang == 'en' else DE}\n\n{text}\n"


def _taken(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / INGESTED).glob("*"))}


def _only(root: Path) -> str:
    (text,) = posts(root).values()
    return text


def test_pictures_of_a_hugo_site_come_along_and_its_pages_show_them(root: Path, source: Path) -> None:
    beside, static, cover = _picture(1), _picture(2), _picture(3, "JPEG")
    text = (
        "![A queue](queue.png)\n\n"
        '{{< figure src="queue.png" alt="The same queue" caption="Monday" >}}\n\n'
        '![Our mark](/img/Gr%C3%B6%C3%9Fe%20neu.png) and <img src="../../../static/img/Größe neu.png" alt="it again">'
    )
    site: dict[str, str | bytes] = {
        "hugo.toml": 'title = "x"\n',
        "content/posts/latency/index.md": _post(text, head="cover:\n  image: cover.jpg\n"),
        "content/posts/latency/queue.png": beside,
        "content/posts/latency/cover.jpg": cover,
        f"static/img/{unicodedata.normalize('NFD', 'Größe')} neu.png": static,
        "static/img/other.png": _picture(4),
    }
    found = take(root, _folder(source / "site", site))
    assert found.is_complete
    assert sorted(_taken(root).values()) == sorted([beside, static, cover])
    at = {content: f"../static/ingested/{name}" for name, content in _taken(root).items()}
    written = _only(root)
    assert f"\nimage: {at[cover]}\n" in written
    assert f"\n\n![A queue]({at[beside]})\n\n" in written
    assert f"![The same queue]({at[beside]})\n\nMonday" in written
    assert f"![Our mark]({at[static]}) and ![it again]({at[static]})" in written
    assert found.results[0].left_out == {"other files": 1, "pictures that no post shows": 1}
    building.build(_opened(root))
    page = (root / "site/en/posts/latency.html").read_text("utf-8")
    assert [page.count(f'alt="{alt}"') for alt in ("A queue", "The same queue", "Our mark", "it again")] == [1, 1, 1, 1]
    assert not [one for one in checking.check(_opened(root)).findings if "picture" in one.code]


def test_pictures_of_a_jekyll_site_are_found_from_the_root_of_the_site(root: Path, source: Path) -> None:
    text = (
        "![a]({{ site.baseurl }}/assets/a.png) ![b](/blog/assets/B.png){: .wide} "
        '![c]({{ "/assets/a.png" | relative_url }})'
    )
    site: dict[str, str | bytes] = {
        "_config.yml": "baseurl: /blog\n",
        "_posts/2024-03-31-latency.md": _post(text, head="image: {path: /assets/a.png, alt: a}\n"),
        "assets/a.png": _picture(1),
        "assets/b.png": _picture(2),
    }
    take(root, _folder(source / "site", site))
    first, second = (f"../static/ingested/{name}" for name in _taken(root))
    assert f"![a]({first}) ![b]({second}) ![c]({first})" in _only(root)
    assert f"\nimage: {first}\n" in _only(root)


@pytest.mark.parametrize(
    ("target", "at"),
    [
        ("{static}/images/a.png", "content/images/a.png"),
        ("{attach}a.png", "content/posts/a.png"),
        ("a.png", "content/posts/latency/a.png"),
        ("img\\a.png", "content/posts/img/a.png"),
        ("../../img/a.png", "content/img/a.png"),
        ("./a.png?raw=true#top", "content/posts/a.png"),
        ("<my own a.png>", "content/posts/My own A.png"),
    ],
    ids=["pelican", "pelican-beside", "hexo", "windows", "as-in-a-browser", "with-query", "blank"],
)
def test_pictures_are_found_as_generators_find_them(root: Path, source: Path, target: str, at: str) -> None:
    files: dict[str, str | bytes] = {"content/posts/latency.md": _post(f"![x]({target})"), at: _picture()}
    take(root, _folder(source / "site", files))
    (name,) = _taken(root)
    assert f"![x](../static/ingested/{name})" in _only(root)


def test_a_picture_that_led_to_a_text_which_is_no_post_stands_alone(root: Path, source: Path) -> None:
    """It stood in the brackets of a link without a target."""
    files: dict[str, str | bytes] = {
        "a.md": _post("[![one](a.png) and words](draft.md) [![two](a.png)](b.md)"),
        "b.md": _post("Other."),
        "draft.md": _post("Later.", head="draft: true\n"),
        "a.png": _picture(1),
    }
    take(root, _folder(source, files))
    shown = f"(../static/ingested/{next(iter(_taken(root)))})"
    assert f"\n![one]{shown} and words [![two]{shown}](b.en.md)\n" in posts(root)["a.en.md"]


@pytest.mark.parametrize("head", ["images: [a.png]", "images:\n  - src: a.png\n    title: x", "cover: {path: a.png}"])
def test_the_picture_that_stands_for_a_post_is_named_in_several_ways(root: Path, source: Path, head: str) -> None:
    take(root, _folder(source / "site", {"a.md": _post("", head=f"{head}\n"), "a.png": _picture()}))
    (name,) = _taken(root)
    assert f"\nimage: ../static/ingested/{name}\n" in _only(root)


def test_pictures_of_wordpress_are_found_by_their_address_on_its_site(root: Path, source: Path) -> None:
    item = sources.entry(
        "Latency",
        f'{EN}</p><p><a href="https://old.example.org/wp-content/uploads/2024/a.png">'
        '<img src="https://www.old.example.org/wp-content/uploads/2024/a.png?w=300" alt="A queue"></a>'
        '<img src="https://elsewhere.example.org/wp-content/uploads/2024/a.png">',
        link="https://old.example.org/2024/latency/",
        guid="1",
    )
    thumbnail = "<wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value>"
    item = item.replace("</item>", f"<wp:postmeta>{thumbnail}</wp:postmeta></item>")
    item += (
        "<item><title>a</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type>"
        "<wp:attachment_url>https://old.example.org/wp-content/uploads/2024/a.png</wp:attachment_url></item>"
    )
    export = sources.rss(item).replace("<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" ')
    site: dict[str, str | bytes] = {"export.xml": export, "wp-content/uploads/2024/a.png": _picture()}
    found = take(root, _folder(source / "old", site))
    (name,) = _taken(root)
    assert f"[![A queue](../static/ingested/{name})](../static/ingested/{name})" in _only(root)
    assert f"\nimage: ../static/ingested/{name}\n" in _only(root)
    left = found.results[0].decisions[0].left.pictures
    assert left == ("https://elsewhere.example.org/wp-content/uploads/2024/a.png",)


def test_two_pictures_of_one_name_are_two_and_one_that_two_posts_show_is_one(root: Path, source: Path) -> None:
    files: dict[str, str | bytes] = {
        "one/a.en.md": _post("![x](photo.png) ![y](../shared.png)"),
        "two/b.en.md": _post("![x](Photo.PNG) ![y](../shared.png)"),
        "one/photo.png": _picture(1),
        "two/photo.png": _picture(2),
        "shared.png": _picture(3),
    }
    take(root, _folder(source / "notes", files))
    assert sorted(_taken(root).values()) == sorted([_picture(1), _picture(2), _picture(3)])
    assert len(set(posts(root).values())) == 2


def test_the_same_folder_again_changes_nothing(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](a.png) ![gone](b.png)"), "a.png": _picture()})
    take(root, notes)
    before = tree(root)
    found = take(root, notes)
    assert tree(root) == before
    assert found.results[0].count("unchanged") == 1


def test_a_dry_run_writes_nothing_and_says_the_same(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](a.png) ![gone](b.png)"), "a.png": _picture()})
    before = tree(root)
    planned = take(root, notes, dry=True).results[0]
    assert tree(root) == before
    done = take(root, notes).results[0]
    assert summary.as_json(planned) == summary.as_json(done)
    (post,) = summary.as_json(done)["posts"]
    assert post["pictures_taken"] == [f"{INGESTED}/{name}" for name in _taken(root)]
    assert post["pictures"] == ["b.png"]


def test_a_picture_that_is_missing_is_named_and_comes_when_it_is_there(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](/img/a.png)")})
    found = take(root, notes)
    assert found.is_complete
    (warning,) = found.results[0].decisions[0].warnings
    assert warning.code == "picture-missing"
    assert "/img/a.png" in warning.message
    assert "![" not in _only(root)
    _folder(notes, {"static/img/a.png": _picture()})
    assert take(root, notes).results[0].count("updated") == 1
    (name,) = _taken(root)
    assert f"![x](../static/ingested/{name})" in _only(root)


def test_pictures_of_an_export_that_came_alone_come_with_its_folder(root: Path, source: Path) -> None:
    link = "https://old.example.org/2024/latency/"
    item = sources.entry("Latency", f'{EN}</p><p><img src="https://old.example.org/a.png" alt="A queue">', link=link)
    site = _folder(source / "old", {"export.xml": sources.rss(item)})
    take(root, site / "export.xml")
    assert "![" not in _only(root)
    assert take(root, site).results[0].count("unchanged") == 1
    _folder(site, {"a.png": _picture()})
    assert take(root, site).results[0].count("updated") == 1
    (name,) = _taken(root)
    assert f"![A queue](../static/ingested/{name})" in _only(root)
    assert take(root, site / "export.xml").results[0].count("unchanged") == 1


def test_a_bar_among_the_words_of_a_picture_ends_no_cell(root: Path, source: Path) -> None:
    table = "| A | B |\n|---|---|\n| ![a \\| b](a.png) | two |"
    take(root, _folder(source / "notes", {"a.md": _post(table), "a.png": _picture()}))
    (name,) = _taken(root)
    assert f"| ![a \\| b](../static/ingested/{name}) | two |" in _only(root)


def test_a_picture_changed_at_its_source_is_followed_one_that_has_gone_stays(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](a.png)"), "a.png": _picture(1)})
    take(root, notes)
    first = _only(root)
    _folder(notes, {"a.png": _picture(2)})
    take(root, notes)
    assert _only(root) != first
    before = tree(root)
    (notes / "a.png").unlink()
    assert take(root, notes).results[0].count("unchanged") == 1
    assert take(root, notes / "a.md").results[0].count("unchanged") == 1
    assert tree(root) == before


def test_what_was_edited_here_stays(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](a.png)"), "a.png": _picture(1)})
    take(root, notes)
    (picture,) = (root / INGESTED).iterdir()
    picture.write_bytes(_picture(9))
    (notes / "a.md").write_text(_post("![x](a.png) More."), "utf-8")
    take(root, notes)
    assert picture.read_bytes() == _picture(9)
    (post,) = (root / "content/posts").iterdir()
    post.write_text(f"{post.read_text('utf-8')}\nMine.\n", "utf-8")
    before = post.read_text("utf-8")
    _folder(notes, {"a.png": _picture(2)})
    found = take(root, notes)
    assert [one.code for one in found.results[0].decisions[0].warnings] == ["left-as-is"]
    assert (post.read_text("utf-8"), list(_taken(root))) == (before, [picture.name])


@pytest.mark.parametrize(
    "target",
    [
        "../secret.png",
        "../../../../../../../../../{outside}",
        "%2e%2e/secret.png",
        "..%2Fsecret.png",
        "..\\secret.png",
        "%2e%2e%5csecret.png",
        "{outside}",
        "file://{outside}",
        "file:{outside}",
        "//localhost{outside}",
        "link.png",
        "linked/secret.png",
        "a.png/../../secret.png",
        ".hidden.png",
        "%00../secret.png",
        "~/secret.png",
    ],
)
def test_nothing_outside_of_the_folder_is_taken(root: Path, source: Path, target: str) -> None:
    outside = source / "out" / "secret.png"
    _folder(source / "out", {"secret.png": _picture(7), "notes/a.png": _picture(1), "notes/.hidden.png": _picture(8)})
    notes = source / "out" / "notes"
    (notes / "link.png").symlink_to(outside)
    (notes / "linked").symlink_to(outside.parent)
    written = target.replace("{outside}", str(outside))
    (notes / "a.md").write_text(_post(f'![x]({written})\n\n<img src="{written}">'), "utf-8")
    take(root, notes)
    assert _taken(root) == {}
    assert "![" not in _only(root)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG.format("<script>alert(1)</script>")),
        ("a.svg", SVG.format('<a href="java&#x0A;script:alert(1)"><text>x</text></a>')),
        ("a.SVG", SVG.format('<rect onclick="alert(1)"/>')),
        ("a.svg", "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>"),
        ("a.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"),
        ("a.png", _picture(kind="TIFF")),
        ("a.jpg", _picture(kind="JPEG")[:-200]),
        ("a.png", b""),
        ("a.png", _with_broken_exif()),
    ],
    ids=["script", "address", "event", "page", "no-raster", "eps", "tiff", "cut-short", "empty", "exif"],
)
def test_a_picture_that_no_page_can_show_is_named_and_the_post_taken(
    root: Path, source: Path, name: str, content: str | bytes
) -> None:
    found = take(root, _folder(source / "notes", {"a.md": _post(f"![x]({name})"), name: content}))
    assert [one.code for one in found.results[0].decisions[0].warnings] == ["picture-refused"]
    assert _taken(root) == {}
    building.build(_opened(root))


def test_a_harmless_drawing_is_taken(root: Path, source: Path) -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">\n'
    drawn = head + SVG.format('<style>a{fill:red}</style><a href="#x"><path id="x" d="M0 0"/></a>')
    take(root, _folder(source / "notes", {"a.md": _post("![x](a.svg)"), "a.svg": drawn}))
    assert list(_taken(root).values()) == [drawn.encode()]


def test_words_of_a_picture_bring_no_markup_with_them(root: Path, source: Path) -> None:
    text = '<img src="a.png" alt="](javascript:alert(1)) <script>x</script> [b](c) | # d">'
    take(root, _folder(source / "notes", {"a.md": _post(text), "a.png": _picture()}))
    building.build(_opened(root))
    page = (root / "site/en/posts/a.html").read_text("utf-8")
    assert "alert(1)) &lt;script&gt;x&lt;/script&gt; [b](c) | # d" in page
    assert 'href="javascript' not in page


def test_a_title_stands_in_for_missing_words_and_a_site_with_neither_can_be_published(root: Path, source: Path) -> None:
    text = '![](a.png "A queue")\n\n![](a.png)'
    take(root, _folder(source / "notes", {"a.md": _post(text), "a.png": _picture()}))
    (name,) = _taken(root)
    assert f"![A queue](../static/ingested/{name})\n\n![](../static/ingested/{name})" in _only(root)
    found = [one for one in checking.check(_opened(root)).findings if one.code.startswith("picture")]
    assert [(one.level, one.code) for one in found] == [("warning", "picture-without-alt")]


def test_pictures_in_code_and_on_other_servers_stay_as_they_are(root: Path, source: Path) -> None:
    text = "`![x](a.png)` <kbd>Press <img src='a.png'></kbd>\n\n"
    text += "![far](https://e.example.org/a.png) ![data](data:image/png;base64,AAAA)"
    found = take(root, _folder(source / "notes", {"a.md": _post(text), "a.png": _picture()}))
    assert _taken(root) == {}
    assert "`![x](a.png)` `Press`" in _only(root)
    decision = found.results[0].decisions[0]
    assert decision.left.pictures == ("a.png", "https://e.example.org/a.png", "data:image/png;base64,AAAA")
    assert decision.warnings == ()


def test_a_picture_that_changes_while_it_is_taken_in_waits_for_the_next_run(root: Path, source: Path) -> None:
    notes = _folder(source / "notes", {"a.md": _post("![x](a.svg)"), "a.svg": SVG.format("<g/>")})

    def swap(said: str, _done: int, _total: int) -> None:
        if said.startswith("understanding"):
            (notes / "a.svg").write_text(SVG.format("<script>1</script>"), "utf-8")

    (decision,) = take(root, notes, progress=swap).results[0].decisions
    assert decision.reason == "its picture a.svg: has changed meanwhile; run it again"
    assert not decision.pictures
    assert not posts(root)
    assert not (root / INGESTED).exists()


def test_a_killed_run_is_completed_by_the_next(root: Path, source: Path) -> None:
    files = {f"{n}.md": _post(f"![x]({n}.png)").replace("Latency", f"Latency {n}") for n in range(3)}
    notes = _folder(source / "notes", {**files, **{f"{n}.png": _picture(n) for n in range(3)}})
    with pytest.raises(sources.Interrupted):
        take(root, notes, progress=sources.interrupting("writing", 2))
    assert len(_taken(root)) == len(posts(root)) == 2
    (root / INGESTED / ".left-by-a-kill.part").write_bytes(b"half")
    take(root, notes)
    assert len(_taken(root)) == len(posts(root)) == 3
