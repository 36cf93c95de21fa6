"""Pictures, cards, coloured code, the search: what the site asks of its services, and makes of their answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pytest

from pipeline.errors import ContentError
from pipeline.model.plan import Plan
from pipeline.site import assets
from pipeline.site.content import Asset, Card, Findable, IssuePage, Variant
from tests.site.cases import AS_OF, JOURNAL, PAGES, URL, elements, plan, post

ASSETS = {
    "content/static/a b&c.png": Asset(
        path="assets/a b&c.12345678.png",
        width=800,
        height=400,
        variants=(Variant("assets/a-640.x.avif", 640, "image/avif"), Variant("assets/a-640.x.webp", 640, "image/webp")),
    ),
    "content/static/papers/x.pdf": Asset(path="assets/papers/x.12345678.pdf"),
    "content/posts/beside.svg": Asset(path="assets/posts/beside.12345678.svg", width=10, height=20),
    "content/static/favicon.svg": Asset(path="assets/favicon.12345678.svg", width=10, height=10),
}


def _body(text: str, path: str = "a.en.md") -> bytes:
    return plan({path: post("A", body=text)}, assets=ASSETS)["en/posts/a.html"]


@pytest.mark.parametrize("target", ["../static/a%20b&c.png", "/static/a%20b&c.png", "/a%20b&c.png", "a%20b&c.png"])
def test_a_picture_gets_its_size_its_variants_and_its_address(target: str) -> None:
    page = _body(f"![Two & three]({target})")
    (image,) = elements(page, "img")
    assert image.attributes == {
        "src": "../../assets/a%20b%26c.12345678.png",
        "alt": "Two & three",
        "loading": "lazy",
        "decoding": "async",
        "width": "800",
        "height": "400",
    }
    assert [source.attributes["type"] for source in elements(page, "source")] == ["image/avif", "image/webp"]
    assert elements(page, "source")[0].attributes["srcset"] == "../../assets/a-640.x.avif 640w"


def test_a_picture_may_lie_beside_its_post_and_a_link_may_lead_to_a_file() -> None:
    page = _body("![x](beside.svg) [paper](/papers/x.pdf#page=2)")
    assert elements(page, "img")[0].attributes["src"] == "../../assets/posts/beside.12345678.svg"
    assert "../../assets/papers/x.12345678.pdf#page=2" in [link.attributes["href"] for link in elements(page, "a")]


LINES = {
    "alone": ("![x](beside.svg)", True),
    "alone in a link": ("[![x](beside.svg)](https://a.example/)", True),
    "one below the other": ("![x](beside.svg)\n![y](beside.svg)\\\n![z](beside.svg)", True),
    "in a sentence": ("a ![x](beside.svg) b", False),
    "in the text of a link": ("[a ![x](beside.svg)](https://a.example/)", False),
}


@pytest.mark.parametrize("name", LINES)
def test_a_picture_stands_alone_or_in_its_line(name: str) -> None:
    text, alone = LINES[name]
    assert len(elements(_body(text), "p", class_="figure")) == alone


def test_a_text_that_begins_with_a_picture_is_summed_up_by_what_follows() -> None:
    page = _body("![A long description](beside.svg)\n\nWhat follows.")
    assert elements(page, "meta", name="description")[0].attributes["content"] == "What follows."


def test_a_drawing_gets_paper_where_pages_are_dark() -> None:
    drawn = {"content/posts/d.svg": Asset(path="assets/d.svg", width=3, height=2, needs_paper=True)}
    (image,) = elements(plan({"a.en.md": post("A", body="![x](d.svg)")}, assets=drawn)["en/posts/a.html"], "img")
    assert image.attributes["class"] == "paper"


def test_a_picture_that_stands_in_the_text_itself_is_shown() -> None:
    source = "data:image/png;base64,iVBORw0KGgo="
    (image,) = elements(_body(f"![x]({source})"), "img")
    assert image.attributes["src"] == source


def test_a_picture_from_elsewhere_becomes_a_link() -> None:
    page = _body("![A chart](https://pics.example/a.png?x=1&y=2)")
    assert not elements(page, "img")
    (link,) = [link for link in elements(page, "a") if link.text == "A chart"]
    assert link.attributes["href"] == "https://pics.example/a.png?x=1&y=2"


def test_a_picture_that_is_not_there_is_told_with_its_place() -> None:
    with pytest.raises(ContentError) as refused:
        _body("text\n\n![x](../static/favicons.svg) ![y](paper.pdf)")
    near = 'did you mean "../static/favicon.svg"?'
    assert str(refused.value).splitlines() == [
        f'content/posts/a.en.md:7:2: there is no picture "../static/favicons.svg"; {near}',
        'content/posts/a.en.md:7:31: there is no picture "paper.pdf"; put it beside the text or into content/static',
    ]


def test_thousands_of_pictures_may_be_missing() -> None:
    """Each was looked for among all the others: a text that came without its 2,000 pictures took a quarter minute."""
    with pytest.raises(ContentError) as refused:
        _body(" ".join(f"![x](/{number}.png)" for number in range(10_000)))
    assert len(refused.value.problems) == 10_000


def test_the_authors_icon_takes_the_place_of_ours() -> None:
    page = _body("text")
    assert elements(page, "link", rel="icon")[0].attributes["href"] == "../../assets/favicon.12345678.svg"


def test_addresses_of_files_change_with_their_content() -> None:
    assert assets.path_of("content/static/a/B.PNG", b"1") != assets.path_of("content/static/a/B.PNG", b"2")
    assert re.fullmatch(r"assets/a/B\.[0-9a-f]{8}\.png", assets.path_of("content/static/a/B.PNG", b"1"))
    assert assets.path_of("content/static/root/CNAME", b"x") == "CNAME"


def _shared(page: bytes) -> dict[str, str]:
    """What networks are told of the page's picture."""
    return {
        element.attributes["property"].removeprefix("og:"): element.attributes["content"].removeprefix(f"{URL}/")
        for element in elements(page, "meta")
        if element.attributes.get("property", "").startswith("og:image")
    }


def test_a_translation_is_shared_with_the_picture_of_its_original() -> None:
    files = {"a.de.md": post("A", image="a%20b&c.png", slug="a"), "a.en.md": post("B", slug="a")}
    page = plan(files, assets=ASSETS)["en/posts/a.html"]
    assert _shared(page) == {"image": "assets/a%20b%26c.12345678.png", "image:width": "800", "image:height": "400"}
    posting = json.loads(elements(page, "script", type="application/ld+json")[0].text)
    assert posting["image"] == f"{URL}/assets/a%20b%26c.12345678.png"


def test_a_heavy_picture_is_shared_in_a_smaller_version() -> None:
    files = {"assets/a b&c.12345678.png": b"x" * 4_000_000}
    page = plan({"a.en.md": post("A", image="a%20b&c.png")}, assets=ASSETS, files=files)["en/posts/a.html"]
    assert _shared(page) == {"image": "assets/a-640.x.webp", "image:width": "640", "image:height": "320"}


def test_a_picture_that_networks_do_not_show_gives_way_to_a_card() -> None:
    files = {"a.en.md": post("A", image="beside.svg")}
    page = plan(files, assets=ASSETS, draw=lambda card: lambda: b"PNG")["en/posts/a.html"]
    assert _shared(page)["image"].startswith("assets/cards/")
    assert (_shared(page)["image:width"], _shared(page)["image:height"]) == ("1200", "630")
    assert _shared(plan(files, assets=ASSETS)["en/posts/a.html"]) == {}


def test_a_post_whose_card_cannot_be_drawn_has_none() -> None:
    site = plan({"a.en.md": post("A")}, draw=lambda _: None)
    assert _shared(site["en/posts/a.html"]) == {}
    assert not [path for path in site if "cards" in path]


def test_a_head_that_names_no_picture_is_told() -> None:
    with pytest.raises(ContentError, match=r'content/posts/a\.en\.md:4:1: there is no picture "x\.png"'):
        plan({"a.en.md": post("A", image="x.png")})


def test_all_that_is_broken_in_posts_is_told_at_once() -> None:
    broken = {f"{name}.en.md": post(name, body="[x](x.md)", image="x.png", aliases='["/"]') for name in ("a", "b")}
    with pytest.raises(ContentError) as refused:
        plan(broken)
    said = [(problem.path[-7:], problem.message.partition('"')[0]) for problem in refused.value.problems]
    kinds = ("there is no picture ", "the link to ", "the alias ")
    assert sorted(said) == sorted((path, kind) for path in broken for kind in kinds)


def test_a_card_is_drawn_for_each_post_that_has_no_picture() -> None:
    drawn: list[Card] = []

    def drawn_now(card: Card) -> bytes:
        drawn.append(card)
        return repr(card).encode()

    def draw(card: Card) -> Callable[[], bytes]:
        return partial(drawn_now, card)

    site = plan({**JOURNAL, "p.en.md": post("P", image="a b&c.png")}, draw=draw, assets=ASSETS)
    assert "P" not in [card.title for card in drawn]
    german = next(card for card in drawn if card.title == "Das Ende der Schlange")
    assert (german.above, german.below) == ("Leistung · Cloud & costs", "A & B")
    page = site["de/posts/das-ende.html"]
    address = elements(page, "meta", property="og:image")[0].attributes["content"]
    assert site[address.removeprefix(f"{URL}/")] == repr(german).encode()
    assert len(drawn) == len({card.title for card in drawn})


def test_the_search_is_told_what_readers_can_see_and_nothing_else() -> None:
    told: dict[str, Sequence[Findable]] = {}

    def index(pages: Mapping[str, Sequence[Findable]]) -> Plan:
        told.update(pages)
        return {"pagefind.js": b"x"}

    site = plan(JOURNAL, index=index, pages=PAGES)
    assert site["search/pagefind.js"] == b"x"
    assert [page.path for page in told["en"]] == [
        "en/posts/elsewhere.html", "en/posts/queue.html", "en/posts/tail.html", "en/about.html",
    ]  # fmt: skip
    text = next(page.text for page in told["en"] if page.path == "en/posts/tail.html")
    assert text == 'More in part two. It waits in the last row, and nobody asks & why "it" does.'
    assert "index" not in plan(JOURNAL, index=index, site={"search": False})


def test_the_search_shows_words_as_they_stand_on_the_page() -> None:
    told: list[str] = []

    def index(pages: Mapping[str, Sequence[Findable]]) -> Plan:
        told.extend(page.text for page in pages["en"])
        return {}

    body = (
        "See [two](b.en.md), `f(x)`, *this*[^1].\n\n- One\n- mis**take**\n\n```python\nprint(1)\n```\n\n[^1]: A note."
    )
    plan({"a.en.md": post("A", body=body), "b.en.md": post("B", body="")}, index=index)
    assert told[0] == "See two, f(x), this. One mistake print(1) A note."


def test_a_letter_that_is_a_post_is_found_once() -> None:
    told: dict[str, Sequence[Findable]] = {}

    def index(pages: Mapping[str, Sequence[Findable]]) -> Plan:
        told.update(pages)
        return {}

    files = {"summer.en.md": post("Summer", newsletter="true"), "a.en.md": post("A")}
    issues = {("en", name): IssuePage(name.title(), AS_OF, "<p>x</p>") for name in ("summer", "autumn")}
    plan(files, index=index, issues=issues)
    assert [page.title for page in told["en"]].count("Summer") == 1
    assert [page.title for page in told["en"]].count("Autumn") == 1


def test_code_is_coloured_by_classes_and_keeps_every_letter() -> None:
    code = 'def f(x):\n    """<b>"""\n    return 1 + x  # & more\n'
    page = _body(f"```python\n{code}```\n\n```nosuchlanguage\na < b\n```\n\n```\nplain\n```").decode()
    block = re.search(r'<code class="language-python">(.*?)</code>', page, re.DOTALL)
    assert block is not None
    assert '<span class="code-word">def</span> <span class="code-name">f</span>' in block[1]
    assert '<span class="code-number">1</span>' in block[1]
    assert "style=" not in block[1]
    (pre,) = [element for element in elements(page.encode(), "pre") if "def" in element.text]
    assert pre.text == code
    assert "a &lt; b" in page


def test_the_font_comes_from_the_site_itself_and_is_asked_for_early() -> None:
    fonts = {
        "source-serif-4-latin-wght-normal.woff2": "assets/fonts/serif.1.woff2",
        "source-serif-4-latin-ext-wght-normal.woff2": "assets/fonts/serif-ext.2.woff2",
    }
    site = plan({"a.en.md": post("A")}, fonts=fonts, files=dict.fromkeys(fonts.values(), b"wOF2"))
    (style,) = (content.decode() for path, content in site.items() if path.endswith(".css"))
    assert re.findall(r"url\(([^)]*)\)", style) == ['"fonts/serif.1.woff2"', '"fonts/serif-ext.2.woff2"']
    assert "size-adjust" in style
    assert "&#" not in style
    (preload,) = elements(site["en/posts/a.html"], "link", rel="preload")
    assert preload.attributes["href"] == "../../assets/fonts/serif.1.woff2"


def test_pictures_of_a_letters_web_version_get_their_size_and_none_comes_from_elsewhere() -> None:
    written = '<img src="../../assets/a%20b%26c.12345678.png" alt="A"><img src="https://pics.example/b.png" alt="B">'
    files = {"a.en.md": post("A")}
    page = plan(files, issues={("en", "june"): IssuePage("June", AS_OF, written)}, assets=ASSETS)[
        "en/newsletter/june.html"
    ]
    (image,) = elements(page, "img")
    assert (image.attributes["width"], image.attributes["height"]) == ("800", "400")
    assert len(elements(page, "source")) == 2
    (link,) = [link for link in elements(page, "a", class_="elsewhere") if link.text == "B"]
    assert link.attributes["href"] == "https://pics.example/b.png"


def test_text_boxes_and_coloured_code_are_those_of_a_letters_web_version_too() -> None:
    letter = IssuePage("June", AS_OF, '<table></table><pre><code class="language-sql">SELECT 1</code></pre>')
    page = plan({"a.en.md": post("A")}, issues={("en", "june"): letter})["en/newsletter/june.html"].decode()
    assert '<div class="wide" tabindex="0"><table>' in page
    assert '<span class="code-word">SELECT</span>' in page
