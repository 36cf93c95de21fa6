"""Dates, encodings, one-line texts and XML of strangers; and the head of a file we write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceRefused
from pipeline.model.post import Document
from pipeline.posts import front_matter
from pipeline.posts.incoming import composing, dating, decoding, head, plain, safe_xml
from pipeline.posts.incoming.placing import Place
from pipeline.posts.incoming.understanding import Understood
from tests.posts import foreign

steady = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("2026-03-31", "2026-03-31", "2026-03-31T00:00:00+00:00"),
        ("2021-9-1", "2021-09-01", "2021-09-01T00:00:00+00:00"),
        ("2017-06-20T00:32:00-04:00", "2017-06-20", "2017-06-20T04:32:00+00:00"),
        ("2019-07-26T20:48:19.814Z", "2019-07-26", "2019-07-26T20:48:19+00:00"),
        ("2013-06-07 03:00:44", "2013-06-07", "2013-06-07T03:00:44+00:00"),
        ("2014-01-20 5:19 pm", "2014-01-20", "2014-01-20T17:19:00+00:00"),
        ("20240131T101112Z", "2024-01-31", "2024-01-31T10:11:12+00:00"),
        ("2024-01-01T24:00:00Z", "2024-01-01", "2024-01-01T23:59:59+00:00"),
        ("2015-06-30T23:59:60Z", "2015-06-30", "2015-06-30T23:59:59+00:00"),
        ("Mon, 30 Jun 2025 23:30:00 CEST", "2025-06-30", "2025-06-30T21:30:00+00:00"),
        ("Mon, 30 Jun 2025 23:30:00 MESZ", "2025-06-30", "2025-06-30T21:30:00+00:00"),
        ("Mon, 30 Jun 25 23:30:00 PDT", "2025-06-30", "2025-07-01T06:30:00+00:00"),
        ("30 Jun 2025 23:30:00 +0530 (IST)", "2025-06-30", "2025-06-30T18:00:00+00:00"),
        ("Monday, 30-June-2025 23:30:00 XYZ", "2025-06-30", "2025-06-30T23:30:00+00:00"),
        ("Thu Jan  1 10:00:00 2015", "2015-01-01", "2015-01-01T10:00:00+00:00"),
        ("5. Februar 2024", "2024-02-05", "2024-02-05T00:00:00+00:00"),
        ("mandag 5. februar 2024", "2024-02-05", "2024-02-05T00:00:00+00:00"),
        ("August 11th, 2018 10:30", "2018-08-11", "2018-08-11T00:00:00+00:00"),
        ("lun., 03 juin 2024 10:00:00 +0200", "2024-06-03", "2024-06-03T00:00:00+00:00"),
        ("Di, 14 Mai 2024 10:00:00 +0200", "2024-05-14", "2024-05-14T00:00:00+00:00"),
        ("31.03.2024", "2024-03-31", "2024-03-31T00:00:00+00:00"),
        ("2024-03", "2024-03-01", "2024-03-01T00:00:00+00:00"),
        ("1700000000", "2023-11-14", "2023-11-14T22:13:20+00:00"),
        ("1700000000000", "2023-11-14", "2023-11-14T22:13:20+00:00"),
    ],
)
def test_a_date_keeps_the_day_of_its_own_zone(text: str, day: str, moment: str) -> None:
    found = dating.read(text)
    assert found is not None
    assert (found.day.isoformat(), found.at.isoformat()) == (day, moment)


@pytest.mark.parametrize("text", ["", "  ", "0000-00-00 00:00:00", "-0001-11-30T00:00:00", "1970-01-01", "0"])
def test_what_databases_write_for_none_is_none(text: str) -> None:
    assert dating.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-45", "2026-02-30", "2024-01-01T25:00:00Z", "Tue, 31 Feb 2020 00:00:00 GMT", "31. Februar 2024", "soon",
        "45.13.2024", "5 Foo 2024", "03/04/2026", "1951-01-02", "Fri, 31 Dec 9999 23:59:59 -1200",
    ],
)  # fmt: skip
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(dating.NoDate):
        dating.read(text)


@steady
@given(st.text(max_size=40) | st.from_regex(r"\d{1,5}[-./ ]\d{1,3}[-./ ]\d{1,5}( \d\d:\d\d)?", fullmatch=True))
def test_any_text_is_a_date_none_or_refused(text: str) -> None:
    try:
        found = dating.read(text)
    except dating.NoDate:
        return
    assert found is None or found.day.year >= 1970


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("Käse".encode(), "iso-8859-1", "Käse"),
        ("Käse €".encode("cp1252"), "utf-8", "Käse €"),
        ("Käse €".encode("cp1252"), "iso-8859-1", "Käse €"),
        ("Käse".encode("utf-16"), "", "Käse"),
        ("<a>Kä".encode("utf-16-le"), "", "<a>Kä"),
        ("<a>Kä".encode("utf-16-be"), "", "<a>Kä"),
        (b"\xef\xbb\xbfMoin\r\nzwei\rdrei", "", "Moin\nzwei\ndrei"),
        ("Käse ".encode() + "für".encode("cp1252"), "", "Käse für"),
        (
            '<?xml version="1.0" encoding="iso-8859-2"?>Łódź'.encode("iso-8859-2"),
            "",
            '<?xml version="1.0" encoding="iso-8859-2"?>Łódź',
        ),
        ('<meta charset="koi8-r">Привет'.encode("koi8-r"), "", '<meta charset="koi8-r">Привет'),
        ("Kä".encode("cp1252"), "utf-7", "Kä"),
        ("Kä".encode("cp1252"), "base64", "Kä"),
        ("Kä".encode("cp1252"), "no-such", "Kä"),
    ],
)
def test_bytes_become_the_text_that_was_meant(content: bytes, charset: str, text: str) -> None:
    assert decoding.text(content, charset) == text


POLISH = "Zażółć gęślą jaźń, bo są takie słowa, w których się kryje źródło „kłopotów”."


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        (POLISH, "cp1250"),
        (POLISH.replace("„", "").replace("”", ""), "iso-8859-2"),
        ("Imię;Nazwisko\nMałgorzata;Świątek\nPaweł;Wróbel\nMichał;Żółtek", "cp1250"),
        ("Když při tom přijde řada na každého, ještě se uvidí, která možnost je lepší, než půjdeme dál.", "cp1250"),
        ("Bei 2 m³ ist das größer als x±y, und für Fußnoten¹ gilt das auch.", "cp1252"),
        ("L’été où il a été à Paris, « à côté » de la gare, c’était très beau.", "cp1252"),
        ("Vi har været på øen, og så blev der få æbler til os.", "cp1252"),
        ("¿Qué pasó?¡Nada! 5£por día", "cp1252"),
        ("Navn;Firma\nBo Møller;SydØst ApS\nAna Kjær;NordØst A/S", "cp1252"),
        ("#GodtNytÅr #GottNyttÅr", "cp1252"),
        ("Nombre;Empresa\nMªJosé Muñoz;Niño SL\nMªCarmen Peña;Dijo¿Qué SA", "cp1252"),
    ],
)
def test_a_text_that_does_not_say_its_encoding_is_read_in_the_one_that_makes_sense(said: str, encoding: str) -> None:
    assert decoding.text(said.encode(encoding)) == said


@steady
@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_become_text(content: bytes, charset: str) -> None:
    assert isinstance(decoding.text(content, charset), str)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Two\n lines ", "Two lines"),
        ("<b>Bold</b> &amp; &mdash;", "Bold & —"),
        ("<p>One.</p><p>Two<br/>three</p>", "One. Two three"),
        ("<script>alert(1)</script>Hi", "Hi"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hi", "Hi"),
        ("<scr<b>ipt>alert(1)</scr</b>ipt>Hi", "Hi"),
        ("a < b && c<d", "a < b && c<d"),
        ("Vec<T> and List<String>", "Vec<T> and List<String>"),
        ("<img src=x onerror=alert(1)", ""),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("zero\u200bwidth \x1b[31mred\x00", "zerowidth [31mred"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_foreign_words_become_one_plain_line(text: str, line: str) -> None:
    assert plain.line(text) == line


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The <template> element", "The <template> element"),
        ("&lt;details&gt; &amp;amp; &lt;summary&gt;", "<details> & <summary>"),
        ("<section>A <b>b</b></section> <em>c", "A b c"),
        ("<script>x", "x"),
        ("<img src=x onerror=alert(1)> <dialog open>", ""),
    ],
)
def test_an_element_that_a_title_is_about_stays_in_it(text: str, title: str) -> None:
    """It went without a word, and the title lacked what it was about."""
    assert plain.title(text) == title


@steady
@given(foreign.text)
def test_no_line_holds_an_element_or_a_control(text: str) -> None:
    found = plain.line(text)
    for said in (found, plain.title(text)):
        assert "<script" not in said.lower()
        assert "<img" not in said.lower()
    assert found == " ".join(found.split())
    assert all(sign.isprintable() or sign in "\u200c\u200d" for sign in found if ord(sign) < 0x2100)


def test_xml_that_is_nearly_right_is_mended_and_what_is_cut_keeps_its_entries() -> None:
    mended = safe_xml.read("x", "<rss><item>A & B &mdash; &lt; &#1; <![CDATA[&mdash;]]></item></rss>")
    assert mended.tree().findtext("item") == "A & B — <  &mdash;"
    cut = safe_xml.read("x", "<rss><channel><item>one</item><item>tw")
    assert cut.text == "<rss><channel><item>one</item></channel></rss>"
    assert "breaks off in line 1" in cut.cut


@steady
@given(foreign.text)
def test_any_xml_is_well_formed_afterwards_or_refused(text: str) -> None:
    try:
        found = safe_xml.read("x", f"<rss><item>{text}</item></rss>")
    except SourceRefused:
        return
    found.tree()


@steady
@given(foreign.text)
def test_any_head_is_read_or_refused(text: str) -> None:
    for fence in ("---", "+++"):
        try:
            found, _ = head.split("x.md", f"{fence}\n{text}\n{fence}\nbody")
        except SourceRefused:
            continue
        assert isinstance(found.tags, tuple)
        assert isinstance(found.own, dict)
        assert isinstance(found.is_draft, bool)


def test_a_bomb_of_aliases_and_endless_nesting_are_refused() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text in (laughs, "a: " + "[" * 5000, "a: " + "{a: " * 5000):
        with pytest.raises(SourceRefused):
            head.split("x.md", f"---\n{text}\n---\nbody")


_tidy = foreign.text.map(plain.line)


@steady
@given(
    title=_tidy.filter(bool),
    tags=st.lists(_tidy.map(lambda tag: tag.strip(" ,;#")).filter(bool), max_size=4, unique=True),
    description=_tidy,
    source=_tidy.filter(bool),
    day=st.dates(date(1970, 1, 1)),
)
def test_the_head_that_is_written_is_read_back_as_it_was(
    title: str, tags: list[str], description: str, source: str, day: date
) -> None:
    text = Understood(
        title=title, markdown="---\ntext\n", lang="de", day=day, dated=False, tags=tuple(tags), description=description,
        canonical="https://example.org/a?b=c#d", own={"minutes": 30, "series": "A: b", "aliases": ["/old/"]},
    )  # fmt: skip
    place = Place(path="content/posts/a.de.md", stem="a", slug="b")
    written = composing.compose(text, place, source, is_draft=True)
    headed = front_matter.parse(Document(place.path, written))
    found = headed.head
    assert (found.title, found.date, found.lang, found.slug, found.status) == (title, day, "de", "b", "draft")
    assert (list(found.tags), found.description, found.source) == (tags, description, source)
    assert (found.canonical, found.minutes, found.series) == ("https://example.org/a?b=c#d", 30, "A: b")
    assert headed.body == "\n---\ntext\n"


@pytest.mark.parametrize("own", [{"minutes": "many"}, {"part": "0"}, {"newsletter": "perhaps"}, {"publish_on": "soon"}])
def test_a_key_of_a_foreign_head_that_ours_would_refuse_is_left_out_alone(own: dict[str, object]) -> None:
    kept = {"aliases": ["/old/"]}
    text = Understood(title="T", markdown="x\n", lang="de", day=None, dated=False, own=own | kept)
    written = composing.compose(text, Place(path="content/posts/a.de.md", stem="a", slug="a"), "x", is_draft=True)
    assert next(iter(own)) not in written
    assert "aliases: [/old/]\n" in written
