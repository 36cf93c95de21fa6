"""Formats: each is recognised by its content, and gives what its makers put in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceRefused
from pipeline.posts.incoming import authors, feed, formats, html_text
from pipeline.posts.incoming.formats import Reading
from pipeline.posts.incoming.item import Batch, Bundle, File, Item

HOW = Reading(languages=("de", "en"))


def _read(name: str, text: str, url: str = "") -> Batch:
    return formats.read(File(name=name, content=text.encode(), url=url), HOW)


def _bundle(files: Mapping[str, str | bytes]) -> list[Batch]:
    def read(name: str) -> File:
        content = files[name]
        return File(name=name, content=content.encode() if isinstance(content, str) else content)

    found = list(formats.read_all(Bundle(name="b", names=tuple(sorted(files)), read=read), HOW))
    return [batch for batch in found if isinstance(batch, Batch) and (batch.items or batch.format)]


def _wxr(*items: str, channel: str = "") -> str:
    return (
        '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><link>https://w.example.org</link><language>de-DE</language>{channel}{''.join(items)}</channel></rss>"
    )


def _wp_item(**fields: str) -> str:
    names = {"content": "content:encoded", "excerpt": "excerpt:encoded", "title": "title", "link": "link", "raw": ""}
    parts = []
    for name, value in fields.items():
        tag = names.get(name, f"wp:{name}")
        parts.append(f"<{tag}><![CDATA[{value}]]></{tag}>" if tag else value)
    return f"<item>{''.join(parts)}</item>"


def test_wordpress_posts_have_the_language_and_the_group_that_wpml_exports() -> None:
    def said(lang: str) -> str:
        rows = {"_wpml_import_language_code": lang, "_wpml_import_translation_group": "post_7"}
        return "".join(
            f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
            for key, value in rows.items()
        )

    items = [_wp_item(title=lang, status="publish", content="x", post_id=lang, raw=said(lang)) for lang in ("fr", "nl")]
    export = _wxr(*items)
    one, other = _read("export.xml", export).items
    assert (one.lang, other.lang, one.group) == ("fr", "nl", other.group)
    # Another site numbers its posts in the same way: they were taken for translations of these.
    assert _read("export.xml", export.replace("w.example.org", "v.example.org")).items[0].group != one.group


def test_wordpress_gives_posts_and_drafts_and_counts_the_rest() -> None:
    batch = _read(
        "export.txt",  # the ending says nothing
        _wxr(
            _wp_item(
                title="One", link="/2020/one/", content="First.\n\nSecond\nline.<pre>a\n\nb</pre>", excerpt="<p>E</p>",
                post_id="1", post_date="2020-03-01 23:30:00", post_date_gmt="2020-03-02 04:30:00", post_name="one",
                status="publish", post_type="post",
                raw='<category domain="post_tag" nicename="a">A</category><category domain="category">B</category>'
                '<category domain="category" nicename="sem-categoria">Sem categoria</category>'
                '<category domain="language" nicename="en">English</category>'
                '<category domain="post_translations" nicename="pll_1">pll_1</category>',
            ),
            _wp_item(title="Two", status="private", post_type="post", post_id="2", content="x"),
            _wp_item(title="Three", status="publish", post_type="post", post_id="3", content="x", post_password="p"),
            _wp_item(title="P", status="publish", post_type="page", post_id="4"),
            _wp_item(title="T", status="trash", post_type="post", post_id="5"),
            _wp_item(title="M", status="publish", post_type="nav_menu_item", post_id="6"),
            _wp_item(title="C", status="publish", post_type="portfolio", post_id="7"),
        ),
    )  # fmt: skip
    one, two, three = batch.items
    assert (batch.format, batch.origin, batch.lang) == ("WordPress", "wordpress:https://w.example.org", "de-DE")
    assert batch.left_out == {
        "pages": 1, "posts in the trash": 1, "menu items": 1, 'entries of the kind "portfolio"': 1
    }  # fmt: skip
    assert (one.link, one.slug, one.day, one.lang) == (
        "https://w.example.org/2020/one/",
        "one",
        "2020-03-01 23:30:00",
        "en",
    )
    assert (one.tags, one.group, one.is_draft) == (("A", "B"), "https://w.example.org pll_1", False)
    assert one.own == {"aliases": ["/2020/one/"]}
    assert one.body == "<p>First.</p>\n<p>Second<br>line.</p>\n<pre>a\n\nb</pre>"
    assert two.is_draft
    assert three.is_draft
    assert [warning.code for warning in three.warnings] == ["not-public"]


def test_wordpress_names_its_authors_not_their_logins() -> None:
    person = (
        "<wp:author><wp:author_login>{}</wp:author_login><wp:author_display_name>{}</wp:author_display_name>"
        "<wp:author_first_name>{}</wp:author_first_name><wp:author_last_name>{}</wp:author_last_name></wp:author>"
    )
    people = [
        ("anna", "anna", "Anna", "Beispiel"),
        ("jo@example.org", "Jo Muster", "", ""),
        ("admin", "Admin", "", ""),
        ("", "Bo", "", ""),
    ]
    channel = "".join(person.format(*names) for names in people)
    by = "<creator>{}</creator>"
    both = '<category domain="author" nicename="cap-anna">anna</category><category domain="author">Bo Li</category>'
    raws = [by.format(login) for login in ("anna", "jo@example.org", "admin", "gone", "x@example.org")]
    items = [
        _wp_item(title="T", content="x", post_id=str(number), raw=raw) for number, raw in enumerate([*raws, both, ""])
    ]
    batch = _read("x.xml", _wxr(*items, channel=channel))
    assert [authors.names(item.authors) for item in batch.items] == [
        ("Anna Beispiel",), ("Jo Muster",), (), (), (), ("Anna Beispiel", "Bo Li"), (),
    ]  # fmt: skip
    assert not any(item.tags for item in batch.items)


def test_an_old_address_that_is_a_query_is_no_alias() -> None:
    links = ("https://w.example.org/blog/one/", "https://w.example.org/blog/?p=2", "https://w.example.org/")
    batch = _read("x.xml", _wxr(*(_wp_item(title="T", link=link, content="x", post_id=link) for link in links)))
    assert [item.own for item in batch.items] == [{"aliases": ["/blog/one/"]}, {}, {}]


@pytest.mark.parametrize(
    ("status", "is_draft"), [("publish", False), ("", False), ("future", True), ("private", True), ("archive", True)]
)
def test_only_what_wordpress_shows_to_all_is_published(status: str, is_draft: bool) -> None:
    (item,) = _read("x.xml", _wxr(_wp_item(title="T", content="x", post_id="1", status=status))).items
    assert item.is_draft == is_draft


def test_wordpress_blocks_keep_their_paragraphs() -> None:
    content = "<!-- wp:paragraph -->\n<p>A</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list --><ul><li>B</li></ul>"
    batch = _read("x.xml", _wxr(_wp_item(title="One", content=content, post_id="1")))
    assert " ".join(batch.items[0].body.split()) == "<p>A</p> <ul><li>B</li></ul>"


def _wp_text(content: str, raw: str = "") -> tuple[str, str]:
    """The text of a WordPress post as Markdown, and what is said of it."""
    (item,) = _read("x.xml", _wxr(_wp_item(title="One", content=content, post_id="1", raw=raw))).items
    return html_text.convert_html(item.body, lambda target: target).markdown, " ".join(map(str, item.warnings))


@pytest.mark.parametrize(
    ("content", "expected", "missing"),
    [
        ('A\n\n[caption id="a" width="3"]<img src="x.png"> Below it[/caption]\n\nB', "A\n\nBelow it\n\nB", ""),
        ('A [gallery ids="1,2"] B', "A B", "gallery"),
        ('[et_pb_row _builder="4"][et_pb_text]A[/et_pb_text][/et_pb_row]', "A", "et_pb_row, et_pb_text"),
        ('[code language="go"]\nif a < b {\n\n}\n[/code]', "```go\nif a < b {\n\n}\n```", ""),
        ("[embed]https://v.example.org/1[/embed]", "[https://v.example.org/1](https://v.example.org/1)", ""),
        ("See [1] and [sic], a[0] and [a link].", r"See \[1\] and \[sic\], a\[0\] and \[a link\].", ""),
        ('<pre>[gallery ids="1"]</pre>', '```\n[gallery ids="1"]\n```', ""),
        ('<!-- wp:shortcode -->\n[contact-form-7 id="1"]\n<!-- /wp:shortcode -->\n<p>A</p>', "A", "contact-form-7"),
    ],
)
def test_shortcodes_of_wordpress_are_no_text(content: str, expected: str, missing: str) -> None:
    text, said = _wp_text(content)
    assert text == expected
    assert missing in said if missing else not said


def test_blocks_of_wordpress_keep_their_footnotes_and_languages() -> None:
    content = (
        '<!-- wp:paragraph --><p>A<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup></p>'
        '<!-- wp:syntaxhighlighter/code {"language":"java"} -->\n<pre class="wp-block">x</pre><!-- wp:footnotes /-->'
    )
    notes = '[{"id":"u1","content":"Its <em>text</em>"}]'
    meta = f"<wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{notes}]]></wp:meta_value>"
    raw = f"<wp:postmeta>{meta}</wp:postmeta>"
    assert _wp_text(content, raw)[0] == "A[^1]\n\n```java\nx\n```\n\n[^1]: Its *text*"


def test_patterns_of_wordpress_stand_in_the_posts_that_show_them_and_one_that_is_not_there_is_named() -> None:
    """A pattern is kept once, and posts held no word of it."""
    shows = '<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph --><!-- wp:block {{"ref":{}}} /-->'
    batch = _read(
        "x.xml",
        _wxr(
            _wp_item(title="One", post_id="1", content=shows.format(7)),
            _wp_item(title="Two", post_id="2", content=shows.format(8)),
            _wp_item(title="P", post_id="7", post_type="wp_block", status="publish", content="<p>Pattern</p>"),
        ),
    )
    one, two = batch.items
    assert (one.body, two.body, batch.left_out) == ("<p>A</p><p>Pattern</p>", "<p>A</p>", {})
    assert (one.warnings, [warning.code for warning in two.warnings]) == ((), ["shortcodes-cut"])


def test_a_name_in_an_address_is_read_as_letters() -> None:
    batch = _read("x.xml", _wxr(_wp_item(title="T", post_name="%d0%bf%d1%80", content="x", post_id="1")))
    assert batch.items[0].slug == "пр"
    assert feed.last_part("https://example.org/%E6%97%A5%E6%9C%AC%E8%AA%9E/") == "日本語"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("de/moin.html", ("de", "moin", "")),
        ("moin.en.htm", ("en", "moin", "")),
        ("2024-03-04-moin.html", ("", "", "2024-03-04")),
        ("node.js.html", ("", "", "")),
    ],
)
@pytest.mark.parametrize("around", ["{}", "<html lang='fr'><body>{}</body></html>"])
def test_the_name_of_a_page_tells_what_that_of_a_text_tells(name: str, told: tuple[str, str, str], around: str) -> None:
    """A folder of a language counted for Markdown alone, though the author has said it."""
    content = around.format("<p>Words of a page.</p>").encode()
    (item,) = formats.read(File(name=name, content=content), Reading(languages=("de", "en"))).items
    assert (item.lang, item.group, item.day) == told


@pytest.mark.parametrize("declared", ["", ' xmlns:seo="https://seo.example.org/"'])
def test_a_prefix_that_a_plug_in_forgot_to_declare_ends_no_run(declared: str) -> None:
    item = _wp_item(title="T", content="Words.", post_id="1").replace("</item>", "<seo:x seo:y='1'>a</seo:x></item>")
    (found,) = _read("x.xml", _wxr(item).replace("<channel>", f"<channel{declared}>")).items
    assert (found.title, found.body) == ("T", "<p>Words.</p>")
    text = "&lt;p&gt;W&lt;/p&gt;"
    feed = f"<rss><channel><item><title>T</title><description>{text}</description><a:b/></item></channel></rss>"
    assert _read("x.xml", feed.replace("<channel>", f"<channel{declared}>")).items[0].body == "<p>W</p>"


def test_namespaces_in_disorder_are_refused_with_the_mend() -> None:
    item = _wp_item(title="T", content="Words.", post_id="1")
    with pytest.raises(SourceRefused, match="export it again"):
        _read("x.xml", _wxr(item, "<x xmlns:seo='seo:'/><seo:y/>"))


def test_half_a_character_in_an_address_ends_no_run() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "https://example.org/\ud800", "title": "T"}],
    }
    (item,) = _read("x.json", json.dumps(feed)).items
    assert (item.title, item.link) == ("T", "")


def test_the_address_of_a_page_tells_no_language() -> None:
    file = File(
        name="https://example.org/de/moin.html", url="https://example.org/de/moin.html", content=b"<p>Words.</p>"
    )
    (item,) = formats.read(file, Reading(languages=("de", "en"))).items
    assert (item.lang, item.group, item.may_join) == ("", "", "")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("moin.html", "moin"),
        ("moin.PHP?p=1", "moin"),
        ("node.js-in-2024", "node.js-in-2024"),
        ("new-in-3.11", "new-in-3.11"),
    ],
)
def test_a_name_in_an_address_loses_the_ending_of_a_page_alone(page: str, name: str) -> None:
    assert feed.last_part(f"https://example.org/2024/{page}") == name


def test_the_notes_of_a_podcast_are_its_text() -> None:
    text = (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><item><title>T</title>'
        "<description>&lt;p&gt;All that we said.&lt;/p&gt;&lt;p&gt;And more.&lt;/p&gt;</description>"
        "<itunes:summary>All that</itunes:summary></item></channel></rss>"
    )
    (item,) = _read("x.xml", text).items
    assert (item.body, item.description) == ("<p>All that we said.</p><p>And more.</p>", "")


def test_a_wordpress_export_that_breaks_off_keeps_its_whole_posts() -> None:
    text = _wxr(_wp_item(title="One", content="x", post_id="1"), _wp_item(title="Two", content="y", post_id="2"))
    batch = _read("x.xml", text[: text.index("Two") + 40])
    assert [item.title for item in batch.items] == ["One"]
    assert "breaks off" in str(batch.refused[0])


def test_ghost_gives_posts_with_their_tags_and_keeps_members_posts_to_itself() -> None:
    posts = [
        {"id": "1", "uuid": "u1", "title": "One", "slug": "one", "html": '<a href="__GHOST_URL__/two/">two</a>',
         "status": "published", "visibility": "public", "published_at": "2024-02-01T10:00:00.000Z", "type": "post"},
        {"id": "2", "uuid": "u2", "title": "Two", "html": "<p>B</p>", "status": "published", "visibility": "paid"},
        {"id": "3", "uuid": "u3", "title": "Three", "html": None, "plaintext": "C\n\nD", "status": "draft"},
        {"id": "4", "title": "Four", "html": None, "lexical": "{}", "status": "published"},
        {"id": "5", "title": "Five", "html": "x", "type": "page"},
    ]  # fmt: skip
    data = {
        "posts": posts, "tags": [{"id": "t1", "name": "Tag"}, {"id": "t2", "name": "#internal"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t1"}, {"post_id": "1", "tag_id": "t2"}],
        "posts_meta": [{"post_id": "1", "meta_description": "M"}], "settings": [{"key": "title", "value": "Site"}],
        "users": [{"id": "a", "name": "Anna", "email": "a@example.org"}, {"id": "j", "name": "Jo"}],
        "posts_authors": [
            {"post_id": "1", "author_id": "j", "sort_order": 1}, {"post_id": "1", "author_id": "a", "sort_order": 0},
        ],
    }  # fmt: skip
    batch = _read("anything", json.dumps({"db": [{"meta": {}, "data": data}]}))
    one, two, three = batch.items
    assert (batch.format, batch.origin, batch.left_out) == ("Ghost", "ghost:Site", {"pages": 1})
    assert (one.key, one.slug, one.tags, one.description, one.is_draft) == ("u1", "one", ("Tag",), "M", False)
    assert (one.authors, two.authors) == (("Anna", "Jo"), ())
    assert (one.own, two.own, two.is_draft) == ({"aliases": ["/one/"]}, {}, True)
    assert (three.body, three.is_draft) == ("<p>C</p><p>D</p>", True)
    assert "has no HTML in the export" in str(batch.refused[0])
    assert _read("x", json.dumps({"data": data})).format == "Ghost"


SUBSTACK = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"


def test_substack_joins_its_table_with_its_texts_and_leaves_the_buttons() -> None:
    button = '<p class="button-wrapper" data-attrs="{}"><a class="button"><span>Subscribe</span></a></p>'
    files = {
        "x/posts.csv": SUBSTACK
        + "1.one,2024-01-01T00:00:00.000Z,TRUE,,newsletter,everyone,One &amp; all,Sub,\n"
        + "2.two,2024-01-02T00:00:00.000Z,TRUE,,newsletter,only_paid,Two,,\n"
        + "3.three,,FALSE,,newsletter,everyone,,,\n4.gone,,TRUE,,newsletter,everyone,Gone,,\n"
        + "5.about,,TRUE,,page,everyone,A,,\n",
        "x/posts/1.one.html": f"<p>A</p>{button}<p>B</p>",
        "x/posts/2.two.html": "<p>B</p>",
        "x/posts/3.three.html": "<p>C</p>",
        "x/posts/5.about.html": "<p>D</p>",
        "x/posts/6.lost.html": "<p>E</p>",
        "x/subscribers.csv": "email\n",
    }
    (batch,) = _bundle(files)
    one, two, three = batch.items
    assert (one.title, one.slug, one.key, one.body, one.description) == (
        "One & all",
        "one",
        "1",
        "<p>A</p><p>B</p>",
        "Sub",
    )
    assert (two.is_draft, three.is_draft, three.title) == (True, True, "three")
    assert "posts/4.gone.html is missing" in str(batch.refused[0])
    assert batch.left_out == {"pages": 1, "texts that posts.csv does not name": 1}


def test_buttondown_joins_its_list_with_its_texts() -> None:
    rows = [{"id": "a", "subject": "One", "publish_date": "2024-01-01", "slug": "one"}, {"id": "b", "subject": "Two",
            "publish_date": "2024-01-02", "slug": "two"}]  # fmt: skip
    files = {
        "emails.json": json.dumps(rows),
        "emails.csv": "id,subject,publish_date,slug\na,One,2024-01-01,one\n",
        "emails/one.md": "<!-- buttondown-editor-mode: fancy --><p>A</p>",
        "emails/lost.md": "B",
    }
    (batch,) = _bundle(files)
    assert batch.left_out == {"texts that emails.json does not name": 1}
    assert [(item.title, item.body, item.markup) for item in batch.items] == [("One", "<p>A</p>", "html")]
    assert 'the text of "two" is missing' in str(batch.refused[0])
    del files["emails.json"]
    assert _bundle(files)[0].items[0].title == "One"


@pytest.mark.parametrize(
    ("status", "kind", "is_draft"),
    [
        ("sent", "public", False),
        ("", "", False),
        ("draft", "public", True),
        ("scheduled", "public", True),
        ("sent", "private", True),
        ("sent", "premium", True),
    ],
)
def test_of_buttondown_only_what_went_to_all_is_published(status: str, kind: str, is_draft: bool) -> None:
    row = {"id": "1", "subject": "S", "publish_date": "2024-01-01", "slug": "s", "body": "x"}
    (batch,) = _bundle({"emails.json": json.dumps([row | {"status": status, "email_type": kind}])})
    assert batch.items[0].is_draft == is_draft


@pytest.mark.parametrize(
    ("status", "visibility", "said"),
    [
        ("published", "public", ""),
        ("sent", "public", "was sent by mail only there; it is a draft here"),
        ("published", "members", "is for members only there; it is a draft here"),
    ],
)
def test_of_ghost_only_what_stood_open_on_its_site_is_published(status: str, visibility: str, said: str) -> None:
    post = {"id": "1", "title": "T", "html": "<p>A</p>", "status": status, "visibility": visibility}
    (item,) = _read("x.json", json.dumps({"db": [{"data": {"posts": [post]}}]})).items
    assert item.is_draft == bool(said)
    assert [warning.message for warning in item.warnings] == [said] * bool(said)


def test_beehiiv_and_blogger_are_known_by_columns_and_kind() -> None:
    csv = "id,web_title,status,audience,content_tags,url,content_html,created_at\na,One,confirmed,free,X; Y,https://b.example.org/p/one,<p>A</p>,2023-01-18\nb,Two,draft,premium,,,<p>B</p>,2023-01-19\n"
    one, two = _read("x", csv).items
    assert (one.title, one.slug, one.tags, one.is_draft) == ("One", "one", ("X", " Y"), False)
    assert two.is_draft
    post = {"kind": "blogger#post", "id": "1", "blog": {"id": "9"}, "title": "T", "content": "<p>A</p>",
            "published": "2017-06-20T00:32:00-04:00", "url": "https://b.example.org/2017/06/tee.html"}  # fmt: skip
    for value in ([post], {"items": [post]}):
        batch = _read("x.json", json.dumps(value))
        assert (batch.format, batch.origin, batch.items[0].slug) == ("Blogger", "blogger:9", "tee")


MEDIUM = """<!DOCTYPE html><html><body><article class="h-entry"><header><h1 class="p-name">{title}</h1></header>
<section data-field="subtitle" class="p-summary">Sub</section><section data-field="body" class="e-content">
<h3 class="graf graf--h3 graf--title">{title}</h3><p class="graf">{text}</p></section>
<footer>{footer}</footer></article></body></html>"""
BY = """<p>Tagged in <a href="https://medium.com/tag/x" class="p-tag">X</a></p><p>By <a class="p-author h-card">J</a> <a
href="https://medium.com/p/1"><time class="dt-published" datetime="2018-08-11T11:23:34.123Z">x</time></a></p>
<a href="https://medium.com/@j/a-title-efefef121212" class="p-canonical">Canonical</a>"""


def test_medium_gives_posts_and_leaves_answers_and_the_account_out() -> None:
    files = {
        "posts/1.html": MEDIUM.format(title="T", text="Words.", footer=BY),
        "posts/2.html": MEDIUM.format(title="D", text="Words.", footer='<a href="https://medium.com/p/2">View</a>'),
        "posts/3.html": MEDIUM.replace(" graf--title", "").format(
            title="I agree", text="I agree with you.", footer=BY.replace('class="p-tag"', "")
        ),
        "posts/4.html": MEDIUM.format(title="Caching", text="Caching helps.", footer=BY.replace('class="p-tag"', "")),
        "profile/profile.html": "<html><body><p>Account</p></body></html>",
    }
    (batch,) = _bundle(files)
    one, two, three = batch.items
    assert three.title == "Caching"
    assert (one.title, one.slug, one.day, one.tags) == ("T", "a-title", "2018-08-11T11:23:34.123Z", ("X",))
    assert "graf--title" not in one.body
    assert (one.is_draft, two.is_draft) == (False, True)
    assert batch.left_out == {"answers to others": 1, "pages about the account": 1}
    (draft,) = _read("posts/draft_T-1.html", MEDIUM.format(title="T", text="Words.", footer=BY)).items
    assert draft.is_draft


@pytest.mark.parametrize(
    ("name", "head", "told"),
    [
        ("hello.de.md", "", {"lang": "de", "slug": "hello", "group": "hello"}),
        ("de/posts/hello.md", "", {"lang": "de", "slug": "hello", "group": "posts/hello"}),
        ("hello.de_CH.md", "", {"lang": "de", "slug": "hello", "group": "hello"}),
        ("de-DE/moin.md", "", {"lang": "de", "group": "moin"}),
        ("en-route/moin.md", "", {"lang": "", "group": ""}),
        ("hello.v1.md", "", {"lang": "", "slug": "hello.v1", "group": ""}),
        ("2021-8-23-basic-post.md", "", {"day": "2021-8-23", "slug": "basic-post"}),
        ("2021-08-23 Basic post.md", "", {"day": "2021-08-23", "title": "Basic post"}),
        ("notes/2021-08-23.en.md", "", {"day": "2021-08-23", "slug": "2021-08-23", "lang": "en"}),
        ("posts/moin/index.md", "", {"slug": "moin"}),
        ("_drafts/x.md", "", {"is_draft": True}),
        ("x.md", "draft: true", {"is_draft": True}),
        ("x.md", "published: false", {"is_draft": True}),
        ("x.md", "publish: false", {"is_draft": True}),
        ("x.md", "isDraft: true", {"is_draft": True}),
        ("x.md", "private: yes", {"is_draft": True}),
        ("x.md", "published: 2024-01-02", {"is_draft": False, "day": "2024-01-02"}),
        ("x.md", "date: 2024-01-02\nlastmod: 2024-02-02", {"day": "2024-01-02", "changed": "2024-02-02"}),
        ("x.md", "permalink: /2024/moin-moin/", {"slug": "moin-moin"}),
        ("x.md", "permalink: /:year/:title/", {"slug": "x"}),
        ("x.md", "permalink: moin/index.html", {"slug": "moin", "own": {"aliases": ["/moin/index.html"]}}),
        ("x.md", "permalink: /index.html", {"slug": "x"}),
        ("x.md", "permalink: false", {"slug": "x", "is_draft": True}),
        ("x.md", "tags: dolor Simet-Amet\ncategories: [News]", {"tags": ("dolor", "Simet-Amet", "News")}),
        ("x.md", "lang: no\nTitle: Yes", {"lang": "no", "title": "Yes"}),
        ("x.md", "canonical_url: https://o.example.org/x", {"canonical": "https://o.example.org/x"}),
        ("x.md", "translationKey: k", {"group": "k"}),
        ("x.md", "minutes: 30\nredirect_from: /old/\nlayout: post", {"own": {"minutes": "30", "aliases": ["/old/"]}}),
        ("x.md", "date: 2024-01-02\npublishDate: 2024-02-01T09:00:00Z", {"own": {"publish_on": "2024-02-01"}}),
        ("x.md", "date: 2024-01-02\npublishDate: 2024-01-02", {"own": {}}),
        ("x.md", "date: 2024-01-02\nexpiryDate: 2027-01-01", {"own": {"expires_on": "2027-01-01"}}),
        ("x.md", "permalink: /start/x.html\nredirect_from: /o/", {"own": {"aliases": ["/o/", "/start/x.html"]}}),
        ("x.md", "permalink: start/x/", {"own": {"aliases": ["/start/x/"]}}),
        ("x.md", "permalink: pretty", {"own": {}}),
        ("x.md", "url: https://elsewhere.example/y/", {"own": {}}),
        ("x.md", "url: //elsewhere.example/y/", {"own": {}}),
        ("x.md", "permalink: /:year/:title/", {"own": {}}),
        ("x.md", "author: Anna Beispiel, Ph.D.", {"authors": ("Anna Beispiel, Ph.D.",)}),
        ("x.md", "Authors: Anna Beispiel, Jo Muster", {"authors": ("Anna Beispiel", " Jo Muster")}),
        ("x.md", "authors: Beispiel, Anna;Muster, Jo", {"authors": ("Beispiel, Anna", "Muster, Jo")}),
        ("x.md", "authors: [Anna, {name: Jo, url: https://j.example.org}]", {"authors": ("Anna", "Jo")}),
        ("x.md", "author: {name: Jo, email: jo@example.org}", {"authors": ("Jo",)}),
    ],
)  # fmt: skip
def test_a_markdown_file_says_much_by_its_head_and_its_name(name: str, head: str, told: Mapping[str, object]) -> None:
    item = _read(name, f"---\n{head}\n---\ntext\n").items[0]
    assert {key: getattr(item, key) for key in told} == told


@pytest.mark.parametrize(
    ("name", "url", "aliases"),
    [
        ("de/x.md", "/about/", ["/about/"]),
        ("en/x.md", "/about/", None),
        ("x.en.md", "/en/about/", ["/en/about/"]),
        ("x.en.md", "/en-us/about/", None),
    ],
)
def test_of_translations_that_share_an_address_one_keeps_it(name: str, url: str, aliases: list[str] | None) -> None:
    """Two posts with one alias would let no site be built."""
    assert _read(name, f"---\nurl: {url}\n---\ntext\n").items[0].own.get("aliases") == aliases


def test_a_toml_head_is_read_like_a_yaml_one() -> None:
    text = '+++\ntitle = "T"\ndate = 2024-01-02T10:00:00Z\ndraft = false\ntags = ["a"]\n[params]\nx = 1\n+++\nbody'
    batch = _read("x.md", text)
    item = batch.items[0]
    assert (item.title, item.day[:10], item.tags, item.is_draft, item.body) == (
        "T",
        "2024-01-02",
        ("a",),
        False,
        "body",
    )
    assert batch.left_out == {'front matter "params"': 1}


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# The *Title*\n\ntext", "The Title", "\ntext"),
        ("Title\n=====\ntext", "Title", "text"),
        ("# Learning C#\ntext", "Learning C#", "text"),
        ("# Closed ##\ntext", "Closed", "text"),
        ("---\ntitle: A title\n---\n# A Title\ntext", "A title", "text"),
        ("---\ntitle: A title\n---\n# Another\ntext", "A title", "# Another\ntext"),
        ("just text", "my file", "just text"),
    ],
)
def test_the_title_is_in_the_head_or_the_first_heading_or_the_name(text: str, title: str, body: str) -> None:
    item = _read("my-file.md", text).items[0]
    assert (item.title, item.body) == (title, body)


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("x", "<!DOCTYPE html><html><body><p>A</p></body></html>", "web page"),
        ("x.html", "<p>fragment</p>", "web page"),
        ("x.txt", "<p>saved under a wrong name", "web page"),
        ("x.txt", "words", "plain text"),
        ("notes", "words", "plain text"),
        ("x.xml", "<?xml version='1.0'?><!-- c --><rss><channel></channel></rss>", "RSS"),
        ("x.md", "<p>Markdown may begin so</p>", "Markdown"),
        ("x.txt", "---\ntitle: T\n---\nwords", "Markdown"),
    ],
)
def test_a_file_is_recognised_by_its_content(name: str, text: str, known: str) -> None:
    assert _read(name, text).format == known


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("x.csv", b"a,b\n1,2\n"),
        ("x.json", b'{"a": 1}'),
        ("x.xml", b"<a/>"),
        ("x", b""),
    ],
)
def test_what_nobody_knows_is_refused_alone_and_left_out_in_a_folder(name: str, content: bytes) -> None:
    with pytest.raises(SourceRefused, match="no known format"):
        formats.read(File(name=name, content=content), HOW)
    files: dict[str, str | bytes] = {name: content, "a.md": "# A\n\ntext"}
    assert [batch.format for batch in _bundle(files)] == ["Markdown"]


def _sample(shared: Path, name: str) -> list[Item]:
    root = shared / "samples/imports" / name
    if not root.exists():
        pytest.skip(f"no {root} here")
    if root.is_file():
        return list(formats.read(File(name=root.name, content=root.read_bytes()), HOW).items)
    names = tuple(sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()))
    bundle = Bundle(name=name, names=names, read=lambda part: File(name=part, content=(root / part).read_bytes()))
    return [item for batch in formats.read_all(bundle, HOW) if isinstance(batch, Batch) for item in batch.items]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("mg-wp-xml/sample.xml", 3), ("mg-wp-xml/sample-no-slug.xml", 3), ("mg-wp-xml/co-authors-plus.xml", 4),
        ("mg-wp-xml/has-meta.xml", 0), ("mg-squarespace-xml/sample.xml", 3), ("mg-substack", 3), ("mg-buttondown", 2),
        ("mg-blogger/response.json", 3), ("mg-beehiiv/posts.csv", 2), ("mg-medium-export", 8), ("mg-jekyll-export", 13),
        ("mg-mailchimp-members", 0),
    ],
)  # fmt: skip
def test_real_exports_give_all_their_posts(shared: Path, name: str, count: int) -> None:
    items = _sample(shared, name)
    assert len(items) == count
    assert all(item.body.strip() for item in items)


@pytest.mark.parametrize(
    ("end", "is_excerpt"),
    [
        ('<p><a href="https://o.example.org/p/x?utm=1"> Read more </a></p>', True),
        ('<p><a class="more" href="/p/x#more-3">Weiterlesen →</a></p>', True),
        ('<p><a href="/p/x">Czytaj dalej</a></p>', True),
        ('<p><a href="/p/x">Leia mais</a></p>', True),
        ("<p><a href='/p/x'>Continuar a ler</a></p>", True),
        ('<p>And so on [&hellip;]</p><p><a href="/p/x">Tovább</a></p>', True),
        ('<p>And so on…</p><p><a href="/p/x#comments">Tovább</a></p>', False),
        ('<p>See [&hellip;]</p><p><a href="/p/y">Tovább</a></p>', False),
        ('<p><a href="https://o.example.org/p/y">Read more</a></p>', False),
        ('<p><a href="https://o.example.org/p/x">Permalink</a></p>', False),
        ("<p>Read more</p>", False),
    ],
)
def test_a_text_that_leads_on_to_its_own_page_is_an_excerpt(end: str, is_excerpt: bool) -> None:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    body = f"<content:encoded><![CDATA[<p>The beginning.</p>{end}]]></content:encoded>"
    text = f"<item><title>T</title><link>https://o.example.org/p/x</link>{body}</item>"
    (item,) = _read("x.xml", f'<rss version="2.0" {space}><channel>{text}</channel></rss>').items
    assert (item.is_excerpt, item.canonical) == (is_excerpt, "https://o.example.org/p/x" if is_excerpt else "")


_APPEARED = '<p>{} <a href="https://o.example.org/p/x/">T</a> {} <a href="https://o.example.org">O</a>.</p>'


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("The post", "appeared first on"),
        ("Het bericht", "verscheen eerst op"),
        ("L’article", "est apparu en premier sur"),
        ("Der Beitrag", "erschien zuerst auf"),
        ("", "se publicó primero en"),
    ],
)
def test_where_a_post_appeared_first_is_no_part_of_it(before: str, between: str) -> None:
    """WordPress puts it below the text and below its beginning in feeds, where it hid that the latter is one."""
    last = _APPEARED.format(before, between)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    start = f"<description><![CDATA[<p>The beginning [&#8230;]</p>\n{last}]]></description>"
    whole = f"<content:encoded><![CDATA[<p>The beginning. And the end.</p>\n{last}]]></content:encoded>"
    entry = "<item><title>T</title><link>https://o.example.org/p/x/</link>{}</item>"
    feed = f'<rss version="2.0" {space}><channel>{entry.format(start + whole)}{entry.format(start)}</channel></rss>'
    full, excerpt = _read("x.xml", feed).items
    assert (full.body.strip(), full.description, full.is_excerpt) == ("<p>The beginning. And the end.</p>", "", False)
    assert (excerpt.body.strip(), excerpt.is_excerpt) == ("<p>The beginning [&#8230;]</p>", True)


@pytest.mark.parametrize(("seen", "link"), [("p/y/", "p/x/"), ("", "")], ids=["another post", "no page of its own"])
def test_a_last_paragraph_of_the_authors_own_with_links_stays(seen: str, link: str) -> None:
    last = f'<p>See <a href="https://o.example.org/{seen}">Y</a> and <a href="https://o.example.org">O</a>.</p>'
    text = (
        f"<item><link>https://o.example.org/{link}</link><description><![CDATA[<p>A</p>{last}]]></description></item>"
    )
    (item,) = _read("x.xml", f'<rss version="2.0"><channel>{text}</channel></rss>').items
    assert last in item.body


def _blogger(title: str, kind: str = "", marks: str = "") -> str:
    told = (
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='http://x/2008/kind#{kind}'/>" if kind else ""
    )
    return f"<entry><id>{title}</id>{told}<category term='t'/><title>{title}</title><content>x</content>{marks}</entry>"


def test_of_a_backup_of_blogger_only_posts_are_taken_and_drafts_stay_drafts() -> None:
    def new(kind: str, status: str) -> str:
        name = "<blogger:filename>/2020/01/new-one.html</blogger:filename>"
        return f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>{name}"

    reply = "<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0' ref='y'/>"
    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
    entries = (
        _blogger("post", "post"), _blogger("draft", "post", draft), _blogger("c", "comment"), _blogger("t", "template"),
        _blogger("s", "settings"), _blogger("p", "page"), _blogger("reply", marks=reply),
        _blogger("new", marks=new("POST", "LIVE")), _blogger("new draft", marks=new("POST", "DRAFT")),
        _blogger("nc", marks=new("COMMENT", "LIVE")), _blogger("np", marks=new("PAGE", "LIVE")),
        _blogger("nt", marks=new("POST", "SOFT_TRASHED")),
    )  # fmt: skip
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'"
    batch = _read("blog.xml", f"<feed {spaces}>{''.join(entries)}</feed>")
    told = [(item.title, item.is_draft, item.slug, item.tags) for item in batch.items]
    assert told == [
        ("post", False, "", ("t",)), ("draft", True, "", ("t",)),
        ("new", False, "new-one", ("t",)), ("new draft", True, "new-one", ("t",)),
    ]  # fmt: skip
    assert batch.left_out == {"comments": 3, "templates": 1, "settings": 1, "pages": 2, "posts in the trash": 1}


def test_marks_of_notes_on_a_page_are_no_links_and_no_part_of_a_number() -> None:
    text = " ".join(f"Sentence {number} of this page says what it has to say." for number in range(20))
    note = '<ol><li id="n1">The text of the note is here. <a href="#r1">↩</a></li></ol>'
    body = (
        f'<p>{text} In 2019<sup id="r1"><a href="#n1">1</a></sup> 10<sup>6</sup>, <a href="#top">above</a>.</p>{note}'
    )
    (item,) = _read("x.html", f"<html><body><article><h1>T</h1>{body}</article></body></html>").items
    found = html_text.convert_html(item.body, lambda target: target).markdown
    assert found.endswith("In 2019¹ 10⁶, above.\n\n1. The text of the note is here.")


def test_numbers_of_steps_on_a_page_are_no_notes_and_its_contents_no_text() -> None:
    text = " ".join(f"Sentence {number} of this page says what it has to say." for number in range(20))
    contents = '<ul><li><a href="#s1">Opening</a></li><li><a href="#s2">Closing</a></li></ul>'
    body = (
        f'{contents}<h2 id="s1">Door</h2><p>{text}</p><h2 id="s2">Key</h2><p>{text} As in step <a href="#s1">1</a>.</p>'
    )
    (item,) = _read("x.html", f"<html><body><article><h1>T</h1>{body}</article></body></html>").items
    found = html_text.convert_html(item.body, lambda target: target).markdown
    assert found.endswith("As in step 1.")
    assert "Opening" not in found


def test_an_article_of_linkedin_has_its_day_and_its_address() -> None:
    head = '<html><head><title>T</title></head><body>\n<img src="" />\n<h1><a href="{link}">One &amp; all</a></h1>\n'
    text = head + '<p class="created">Created on 2026-02-24 00:06</p>\n{published}<div><p>A</p></div></body></html>'
    link = "https://www.linkedin.com/pulse/one-and-all-jo-abc1"
    one = text.format(link=link, published='<p class="published">Published on 2026-02-25 00:09</p>\n')
    (item,) = _read("Articles/one.html", one).items
    assert (item.title, item.day, item.link, item.is_draft) == ("One & all", "2026-02-25 00:09", link, False)
    assert item.body.strip() == "<div><p>A</p></div>"
    (batch,) = _bundle({"Articles/Articles/two.html": text.format(link="", published=""), "Shares.csv": "a,b\n"})
    assert (batch.format, batch.items[0].is_draft, batch.items[0].day) == ("LinkedIn", True, "2026-02-24 00:06")


def test_a_json_head_is_read_like_a_yaml_one() -> None:
    head = '{\n "title": "One",\n "date": "2024-01-05",\n "draft": true,\n "tags": ["a"]\n}'
    (item,) = _read("x.md", f"{head}\n\nText\n").items
    assert (item.title, item.day, item.is_draft, item.tags, item.body) == (
        "One",
        "2024-01-05",
        True,
        ("a",),
        "\n\nText\n",
    )
    assert _read("x.md", "{x} is a set.").items[0].body == "{x} is a set."


@pytest.mark.parametrize(
    ("text", "expected", "missing"),
    [
        ('{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}\n', "\n```go\nx := 1\n```\n\n", ""),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "\n```ruby\nputs 1\n```\n", ""),
        ('[x]({{< relref "/posts/y.md" >}})', "[x](/posts/y.md)", ""),
        ("[z]({% post_url 2021-08-24-z %})", "[z](/_posts/2021-08-24-z.md)", ""),
        ('![x]({{ "/a.png" | relative_url }}){: .wide}', "![x](/a.png)", ""),
        ("* TOC\n{:toc}\n\nA\n{: .note #b}", "\n\nA\n", ""),
        ("A {{< youtube abc >}} {{% note %}}B{{% /note %}} {% include x.html %}", "A  B ", "youtube, note, include"),
        ("```\n{{< youtube a >}}\n```\n`{% include b %}` {{ c }} {:a => 1}", None, ""),
        ("<pre><code>{{< youtube a >}}</code></pre> <code>{% include b %}</code>", None, ""),
        ("A\n\n    {% include b %}\n\n\t{{ site.url }}\n\nB", None, ""),
        ("1. A\n\n    {{< youtube a >}}\n\n    B", "1. A\n\n    \n\n    B", "youtube"),
        ("A{% comment %}\nB {% x %}\n{% endcomment %} C{{/* D */}}", "A C", ""),
        ('{{</* figure src="a.png" */>}} `{{</* b */>}}`', '{{< figure src="a.png" >}} `{{</* b */>}}`', ""),
        ("{% raw %}\n{{ site.url }} {% include b %}\n{% endraw %}", "\n{{ site.url }} {% include b %}\n", ""),
        ("```js``` is code\n{{ site.url }}", "```js``` is code\n", ""),
        ("## A {#b}\n\nC `d {#e}`\n\nF {#g} H", "## A\n\nC `d {#e}`\n\nF {#g} H", ""),
        ("[x](#b) `[y](#b)`\n\n## An `a` {#b}", "[x](#an-a) `[y](#b)`\n\n## An `a`", ""),
        ("[x](#b) [y](#c)\n\n## A\n{: #b}\n\nD", "[x](#a) [y](#c)\n\n## A\n\n\nD", ""),
        ("See [[#A thing]] and [[#^1f|this]].\n\n## A thing", "See [A thing](#a-thing) and this.\n\n## A thing", ""),
        ("> [!NOTE]\n> Take care.", "> Take care.", ""),
        ("> A\n>\n> > [!tip]- So *it* is\n> > B", "> A\n>\n> > So *it* is\n> >\n> > B", ""),
        ("> [!warning] Mind `==`\n> B", "> **Mind `==`**\n>\n> B", ""),
        ("```\n> [!NOTE]\na ==b==\n```\n\n`==c==` [!a] x == y == z", None, ""),
        ("An ==d e== is ==*f*==, a==b==c", "An **d e** is *f*, a==b==c", ""),
        ("A {#b}\n---\n\nA loop begins with {#each}\nand ends", "A\n---\n\nA loop begins with {#each}\nand ends", ""),
    ],
)
def test_what_only_a_generator_understands_is_no_text(text: str, expected: str | None, missing: str) -> None:
    (item,) = _read("x.md", text).items
    assert item.body == (text if expected is None else expected)
    assert (missing in str(item.warnings[0])) if missing else not item.warnings


def test_modules_and_comments_of_mdx_are_no_text() -> None:
    text = "import X from '../x.astro';\nexport const y = 1;\n\nimport duties are due.\n\n{/* note */}A {y}\n"
    assert _read("x.mdx", text).items[0].body == "\n\n\nimport duties are due.\n\nA {y}\n"
    assert _read("x.md", text).items[0].body == text


def test_a_component_that_holds_no_words_is_missed_in_mdx_and_one_that_does_is_not() -> None:
    (item,) = _read("x.mdx", '<Video id="a" />\n\n<Note kind="b">C</Note> <Image src="d.png" /> `<Code />`\n').items
    assert [warning.message for warning in item.warnings] == ["what these shortcodes showed is missing: Video"]
    assert item.body == '\n\n<Note kind="b">C</Note> <Image src="d.png" /> `<Code />`\n'


@pytest.mark.parametrize(("said", "series"), [("series: [One, Two]", "One"), ("series: One", "One")])
def test_a_series_is_one_name_though_hugo_lists_several(said: str, series: str) -> None:
    assert _read("x.md", f"---\n{said}\n---\nText").items[0].own["series"] == series


def test_an_id_of_notion_is_no_part_of_a_name() -> None:
    (item,) = _read("Mein Beitrag 1a2b3c4d5e6f47a8b9c0d1e2f3a4b5c6.md", "Text").items
    assert (item.title, item.slug) == ("Mein Beitrag", "Mein Beitrag")


def test_texts_in_a_markup_that_nobody_reads_are_counted_as_such() -> None:
    bundle = Bundle(name="x", names=("a.rst",), read=lambda name: File(name=name, content=b"A\n=\n\nText"))
    (batch,) = formats.read_all(bundle, Reading(languages=("de", "en")))
    assert isinstance(batch, Batch)
    assert batch.left_out == {"texts in reStructuredText, which is not read": 1}


def test_what_a_site_generator_made_or_needs_is_no_post() -> None:
    post, page = "# Title\n\nText", "<html><body><p>Text</p></body></html>"
    files = {
        "blog/hugo.toml": "x = 1", "blog/README.md": post, "blog/content/posts/one.md": post,
        "blog/content/posts/readme.md": post, "blog/content/posts/_index.de.md": post,
        "other/_index.md": post, "blog/public/posts/one/index.html": page,
        "blog/themes/t/README.md": post, "blog/layouts/index.html": "<html>{{ .Title }}</html>",
        "other/public/two.md": post, "other/_site/two.html": page,
        "other/package.json": "{}", "other/config.json": "{}",
    }  # fmt: skip
    found = [item.where for batch in _bundle(files) for item in batch.items]
    assert found == ["blog/content/posts/one.md", "blog/content/posts/readme.md", "other/public/two.md"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("jo@example.org (Jo Muster)", ["Jo Muster"]),
        ("Jo Muster &lt;jo@example.org&gt;", ["Jo Muster"]),
        ("Jo (jo@example.org), Firma", ["Jo , Firma"]),
        ("<b>Jo</b> Muster", ["Jo Muster"]),
        ("jo&#64;example.org", []),
        ("jo [at] example.org", []),
        ("jo @ example.org", []),
        ("jo﹫example.org", []),
        ("jo%40example.org", []),
        ("jo at example dot org", []),
        ("Jo Muster at Firma", ["Jo Muster at Firma"]),
        ("https://example.org/jo", []),
        ("jmuster", []),
        ("Administrator", []),
        ("42", []),
        ("", []),
        ("山田太郎", ["山田太郎"]),
    ],
)
def test_an_author_is_named_as_people_are_called(said: str, names: list[str]) -> None:
    assert list(authors.names([said, said])) == names


@given(st.lists(st.text("ab@<>()[] ＠.&;#64x\"',", max_size=40)))
def test_no_mail_address_is_a_name(said: list[str]) -> None:
    assert not any(re.search(r"\S@\S", name) for name in authors.names(said))


SIGNED = {
    "f.xml": """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>F</title>
        <managingEditor>boss@example.org (Boss)</managingEditor>
        <item><title>A</title><author>jo@example.org (Jo)</author></item>
        <item><title>B</title><dc:creator>Anna</dc:creator><dc:creator>Jo</dc:creator></item>
        <item><title>C</title><author>jo@example.org</author></item><item><title>D</title></item></channel></rss>""",
    "f.atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><author><name>Boss</name></author>
        <entry><title>A</title><author><name>Jo</name><email>jo@example.org</email></author></entry>
        <entry><title>B</title><author><name>Anna</name></author><author><name>Jo</name></author></entry>
        <entry><title>C</title><author><name>jo@example.org</name></author></entry>
        <entry><title>D</title></entry></feed>""",
    "f.json": """{"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Boss"}], "items": [
        {"id": "1", "author": {"name": "Jo"}}, {"id": "2", "authors": [{"name": "Anna"}, {"name": "Jo"}]},
        {"id": "3", "authors": [{"name": "jo@example.org"}, 4, {"url": "x"}]}, {"id": "4"}]}""",
}


@pytest.mark.parametrize("name", SIGNED)
def test_of_a_feed_each_entrys_own_authors_are_taken(name: str) -> None:
    found = [authors.names(item.authors) for item in _read(name, SIGNED[name]).items]
    assert found == [("Jo",), ("Anna", "Jo"), (), ()]


def test_links_of_a_text_of_atom_begin_where_its_xml_base_says() -> None:
    entry = (
        '<entry><id>a</id><title>T</title><link href="https://a.example.org/2024/t/"/>'
        '<content type="html" xml:base="{}">&lt;p&gt;x&lt;/p&gt;</content></entry>'
    )
    feed = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example.org/blog/">{}</feed>'
    bases = [
        _read("x.xml", feed.format(entry.format(base))).items[0].base for base in ("in/", "https://c.example.org/")
    ]
    assert bases == ["https://b.example.org/blog/in/", "https://c.example.org/"]
