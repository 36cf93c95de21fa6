"""Texts made to take quadratic time: each stage that a stranger's text goes through takes them in a moment.

Nothing is timed here: what grows with the square of a text would keep these tests busy for minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from pipeline.errors import SourceRefused
from pipeline.model import toml_source
from pipeline.model.language import Guess
from pipeline.model.post import Document, Post
from pipeline.posts import damage, features, markdown, proofreading, reading, spoken, words
from pipeline.posts.incoming import cleaning, flat_text, formats, html_text, markdown_text, plain
from pipeline.posts.incoming.formats import Reading
from pipeline.posts.incoming.inner_links import InnerLinks
from pipeline.posts.incoming.item import Batch, Bundle, File
from pipeline.posts.incoming.placing import Shelf, Standing
from tests.runs.ingesting.sources import EN

_LENGTH = 100_000
UNITS = [
    "a", "_", "[", "![", "[a](", "[a][", "](", "(", "\\[", "`", "**a", "<", "<!--", "<a href='", "&", "&lt;", "> ",
    "\n", "```a\n", "~~~a\n", "```a\n~~~\n", "---\n", "a: b\n", "    a\n", "|a", "|-\n", "Ã¼", "aÃ", "\ufffd", "=C3",
    "a?b", "__A", "@@ ", "a@", "https://", "2024-01-01 ", "Teil 1 ", "Share\n", "the blorp ", "<p>", "<tr><td>",
    "<ul><li>", "<!-- a -->", "# a\n", "^[", "[^a]", "[a]{lang=da}", "<?a?>", "<!DOCTYPE a [b] >",
]  # fmt: skip


def _post(body: str) -> Post:
    text = f"---\ntitle: T\ndate: 2026-01-02\nlang: en\n---\n{EN}\n{body}"
    post = reading.read_all([Document("posts/a.md", text)], "posts", ("de", "en"), (), _unsure)[0]
    proofreading.warnings(post, _unsure)
    return post


def _unsure(_text: str) -> Guess:
    return Guess(None, None, 0)


def _taken(name: str) -> Callable[[str], object]:
    return lambda text: formats.read(File(name=name, content=text.encode()), Reading(languages=("de", "en")))


def _resolve(target: str) -> str | None:
    return cleaning.address(target, "https://example.org/")


STAGES: dict[str, Callable[[str], object]] = {
    "words": words.count,
    "damage": damage.report,
    "sample": spoken.sample,
    "read": _post,
    "pairing": lambda text: features.marks(_post(text)),
    "markdown": lambda text: markdown_text.clean(text[:10_000], _resolve),
    "page": lambda text: markdown.to_html(text[:50_000]),
    "html": lambda text: html_text.convert_html(text, _resolve),
    "links": InnerLinks().filled,
    "flat": lambda text: flat_text.cut(f"{EN}\n{text[:30_000]}\n{EN}", {}, keep_boilerplate=False),
    "line": plain.line,
    "title": plain.title,
    "a Markdown file": _taken("a.md"),
    "a head": lambda text: _taken("a.md")(f"---\n{text}\n---\n{EN}"),
    "a text file": _taken("a.txt"),
    "a web page": _taken("a.html"),
    "XML": _taken("a.xml"),
    "a feed": lambda text: _taken("a.xml")(f"<rss><channel><item><title>T</title><description>{text}"),
}


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_no_text_takes_quadratic_time(stage: str) -> None:
    for unit in UNITS:
        try:
            STAGES[stage](unit * (_LENGTH // len(unit)))
        except SourceRefused as refused:
            assert refused.problems[0].message


_WXR = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_MEDIUM = '<article class="h-entry"><a class="p-author h-card"></a><section data-field="body" class="e-content">'


def _wordpress(text: str) -> Iterable[object]:
    item = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
    item += f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    content = f"<rss {_WXR}><channel><item>{item}</item></channel></rss>".encode()
    return formats.read(File(name="a.xml", content=content), Reading(languages=("en",))).items


def _feed(text: str) -> Iterable[object]:
    content = f"<rss><channel><item><title>A</title>{text}</item></channel></rss>".encode()
    return formats.read(File(name="a.xml", content=content), Reading(languages=("en",))).items


def _medium(text: str) -> Iterable[object]:
    content = f"{_MEDIUM}{text}</section><footer></footer></article>".encode()
    return formats.read(File(name="a.html", content=content), Reading(languages=("en",))).items


def _substack(text: str) -> Iterable[object]:
    files = {"posts.csv": "post_id,post_date,is_published,type,audience,title,subtitle\n1.a,,true,,,A,\n"}
    files["posts/1.a.html"] = text
    bundle = Bundle(name="b", names=tuple(files), read=lambda name: File(name=name, content=files[name].encode()))
    found = formats.read_all(bundle, Reading(languages=("en",)))
    return [item for batch in found if isinstance(batch, Batch) for item in batch.items]


@pytest.mark.parametrize(
    ("export", "unit"),
    [
        (_wordpress, "<!-- wp:"),
        (_wordpress, "<pre "),
        (_medium, "<h3 "),
        (_medium, "<h3 graf--title>"),
        (_medium, '<h1 class="p-name">'),
        (_medium, '<section data-field="subtitle" class="p-summary">'),
        (_substack, '<p class="button-wrapper">'),
        (_wordpress, '<!-- wp:code {"language":"a",'),
        (lambda text: _wordpress(f"<!-- wp:code {{{text}"), '"language":"a",'),
        (lambda text: _feed(f"&nbsp;{text * 10}"), "<!---->"),
        (lambda text: _feed(f"&nbsp;{text * 10}"), "<![CDATA[]]>"),
    ],
)
def test_no_export_takes_quadratic_time(export: Callable[[str], Iterable[object]], unit: str) -> None:
    assert list(export(unit * (4 * _LENGTH // len(unit))))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "{" + "\n" + "`" * _LENGTH),
        ("a.md", "{{< highlight go >}}\n" + "`" * 4 * _LENGTH + "\n{{< /highlight >}}"),
        ("a.md", "{{<" + "\n" * _LENGTH),
        ("a.html", f"<h1>{' ' * _LENGTH}"),
        ("a.html", f"<html><body><p>{EN}</p><a {'href=# ' * (_LENGTH // 7)}"),
        ("a.html", f"<html><body><p>{EN}</p><a href=#{'a' * _LENGTH}"),
        ("a.html", f"<p>{EN}</p>{'<nav></nav >' * (_LENGTH // 4)}"),
        ("a.html", f"<p>{EN}</p>{'<body></body >' * (_LENGTH // 4)}"),
        ("a.html", f'<html><head><meta name="author" content="{"[" * _LENGTH}"></head><body><p>{EN}</p>'),
    ],
    ids=[
        "backticks",
        "backticks in code",
        "lines in a shortcode",
        "blanks in a heading",
        "addresses",
        "an address",
        "menus without an end",
        "bodies without an end",
        "an author",
    ],
)
def test_no_file_takes_cubic_time(name: str, text: str) -> None:
    assert _taken(name)(text)


def test_no_heading_takes_cubic_time() -> None:
    """Two thousand blanks amid the words of one took 18 s."""
    assert _taken("a.md")(f"# a{' ' * _LENGTH}b\n\n{EN}")


@pytest.mark.parametrize(
    "value",
    [f"[\n[{' ' * _LENGTH}1],\n]", f'["{"a" * _LENGTH}"]', f'["{"a." * _LENGTH}"]', f'{{ a = "{"b " * _LENGTH}" }}'],
)
def test_no_value_of_toml_takes_quadratic_time(value: str) -> None:
    found = toml_source.parse("a.md", f"x = {value}\n[ t . 'u' ]  # ]\ny = 1\n", SourceRefused)
    assert found.positions[("t", "u", "y")].column == 1


@pytest.mark.parametrize(
    "text",
    [
        f"x = {'[' * _LENGTH}",
        f"x = {'{a = ' * _LENGTH}",
        f"{'a.' * _LENGTH}a = 1",
        f"x = {{{'a.' * _LENGTH}a = 1}}",
        f"[{'a.' * _LENGTH}a]",
    ],
    ids=["lists", "tables", "a key", "a key in a table", "a heading"],
)
def test_toml_that_nests_without_end_is_refused(text: str) -> None:
    with pytest.raises(SourceRefused, match="nest deeper than 20"):
        toml_source.parse("a.md", f"{text}\n", SourceRefused)


def test_thousands_of_posts_may_have_one_title() -> None:
    shelf = Shelf([])
    paths = [shelf.place("Links of the week", "en").path for _ in range(20_000)]
    assert len(set(paths)) == len(paths)

    moving = Standing(path=paths[4], key="links-of-the-week-5", lang="en", slug="links-of-the-week-5")
    shelf.release(moving)
    assert shelf.place("Links of the week", "en").path == moving.path


@pytest.mark.parametrize("place", ["<item>{}</item>", "{}<item><title>A</title></item>"], ids=["entry", "feed"])
@pytest.mark.parametrize(
    ("topic", "around"),
    [
        ("<category>c{}</category>", "{}"),
        ("<dc:subject>c{}</dc:subject>", "{}"),
        (" c{}", "<itunes:keywords>{}</itunes:keywords>"),
        ("c{},", "<tags>{}</tags>"),
    ],
)
def test_nothing_has_topics_without_end(topic: str, around: str, place: str) -> None:
    """feedparser compares each with all others: 80,000 took two minutes."""
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'

    def feed(most: int) -> File:
        topics = around.format("".join(topic.format(number) for number in range(most)))
        text = f"<rss version='2.0' {spaces}><channel>{place.format(topics)}</channel></rss>"
        return File(name="a.xml", content=text.encode())

    assert formats.read(feed(500), Reading(languages=("en",))).items
    with pytest.raises(SourceRefused, match="more than 2,000 topics"):
        formats.read(feed(_LENGTH), Reading(languages=("en",)))


@pytest.mark.parametrize("name", ["author", "dc:creator", "itunes:author", "webMaster", "dc:publisher"])
def test_nobody_has_a_name_without_end(name: str) -> None:
    """feedparser looks for a mail address in it: 100,000 letters took minutes."""
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    feed = f"<rss {spaces}><channel><item><title>A</title><{name}>%s</{name}></item></channel></rss>"
    many = (feed % ("Ana Lindqvist, " * 1_000)).encode()
    assert formats.read(File(name="a.xml", content=many), Reading(languages=("en",))).items
    for letters in ("a" * _LENGTH, "<![CDATA[" + "a" * _LENGTH + "]]>", "&#97;" * _LENGTH):
        with pytest.raises(SourceRefused, match="whose name is longer than any"):
            formats.read(File(name="a.xml", content=(feed % letters).encode()), Reading(languages=("en",)))


def test_what_follows_an_empty_author_is_no_name() -> None:
    """A picture in the text, written as data, is a word without end, and the whole feed was refused for it."""
    picture = f'<description>&lt;img src="data:image/png;base64,{"A" * 2_000}"&gt;</description>'
    items = f"<item><title>A</title><author/>{picture}</item><item><title>B</title><author>Ana</author></item>"
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    assert len(formats.read(File(name="a.xml", content=feed), Reading(languages=("en",))).items) == 2


def _page(head: str, body: str = "") -> str:
    page = f"<html><head>{head}</head><body><article><p>{EN}</p><p>{EN}</p>{body}</article></body></html>"
    return formats.read(File(name="a.html", content=page.encode()), Reading(languages=("en",))).items[0].title


def test_what_a_page_says_of_itself_at_no_end_is_left_out() -> None:
    said = '<script type="application/ld+json">%s</script>'
    post = (
        said % '{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Caching", "articleBody": "%s"}'
    )
    title = '<meta property="og:title" content="%s">'
    assert _page(post % "") == "Caching"
    assert _page(post % (f"{EN} " * 60)) == "Caching"
    assert _page(title % "Caching" + said % ('\\"' * _LENGTH)) == "Caching"
    assert _page(title % "Caching" + (said % ('\\"' * 200)) * 2_000) == "Caching"
    assert _page(title % ("Caching" + " <!--" * (_LENGTH // 5))).startswith("Caching")
    assert _page(title % "Caching", f'<a href="{"<!--" * (_LENGTH // 4)}">a</a>') == "Caching"


def test_controls_that_a_page_writes_as_entities_are_left_out() -> None:
    assert html_text.convert_html(f"<p>{EN}{'&#1;' * _LENGTH}</p>", _resolve).markdown == EN.strip()
