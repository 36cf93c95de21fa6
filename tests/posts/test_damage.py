"""Damaged text is told with examples; clean text is let through."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import function_words
from pipeline.model.language import Guess
from pipeline.model.post import Document
from pipeline.posts import damage, odd_tokens, proofreading, reading

POSTS = Path(__file__).resolve().parents[2] / "content" / "posts"
GERMAN = (
    "Der Zettel hing schon so lange dort, dass er ganz blass war. Über der Tür stand „Grüße für Möwen“, "
    "und das größte Übel war nicht die Größe, sondern die Höhe."
)

CASES = {
    "UTF-8 read as Windows-1252": (GERMAN.encode().decode("cp1252", "ignore"), "wrong encoding", '"Ãœber" for "Über"'),
    "the same twice": ("Das fÃƒÂ¼r und wider", "wrong encoding", "fÃƒÂ¼r"),
    "a curly quote of the same kind": ("It doesnâ€™t matter", "wrong encoding", '"doesnâ€™t" for "doesn’t"'),
    "UTF-8 read as Mac Roman": (GERMAN.encode().decode("mac_roman"), "wrong encoding", "√"),
    "UTF-8 read as Windows-1250": (
        "Zażółć gęślą jaźń, że świat był piękny.".encode().decode("cp1250"),
        "wrong encoding",
        '"gÄ™Ĺ›lÄ…" for "gęślą"',
    ),
    "lost characters": ("Das f\ufffdr und wider", "characters were lost", "f\ufffdr"),
    "control characters": ("He said \x93yes\x94 to it", "control characters", "\x93yes\x94"),
    "question marks for letters": ("Gr??e f?r M?wen und m?de L?wen", "question marks", "Gr??e"),
    "twice escaped": ("Gr&amp;uuml;&amp;szlig;e", "escaped twice", "&amp;uuml;"),
    "quoted-printable": ("Gr=C3=BC=C3=9Fe aus M=C3=BCnchen", "quoted-printable", "Gr=C3=BC=C3=9Fe"),
    "quoted-printable once": ("Viele Gr=C3=BC=C3=9Fe", "quoted-printable", "Gr=C3=BC=C3=9Fe"),
    "an escape once": ("M\\u00fcnchen", "escapes were not decoded", "M\\u00fcnchen"),
    "a mark once": ("Im Jahr XNUMX kamen viele.", "translation program left", "XNUMX"),
    "behind a list": ("- a\n    - b\n\nDas fÃ¼r und wider", "wrong encoding", '"fÃ¼r" for "für"'),
    "escapes": ("Gr\\u00fc\\u00dfe", "escapes were not decoded", "Gr\\u00fc"),
    "a translation plugin": ("Im Jahr XNUMX kamen XNUMX Leute.", "translation program left", "XNUMX"),
    "broken links": ("Siehe [hier] (https://example.org/a) und [dort] (./b).", "broke the markup", "[hier] ("),
    "a watermark": ("Translated with www.DeepL.com/Translator (free version)", "a machine says", "DeepL"),
    "a chat program": ("Hier ist die deutsche Übersetzung deines Textes:", "a machine says", "Hier ist"),
    "a merge of git": ("Vor.\n\n<<<<<<< HEAD\nEins.\n=======\nZwei.\n>>>>>>> main", "a merge was not", "<<<<<<< HEAD"),
    "a stutter": ("Das ist das Ende der Welt der Welt der Welt der Welt.", "words stutter", "der Welt der Welt"),
}


@pytest.mark.parametrize("name", CASES)
def test_damage_is_named_with_an_example(name: str) -> None:
    text, what, example = CASES[name]
    found = damage.report(text)
    assert [each for each in found if what in each.what and any(example in shown for shown in each.examples)], found


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Ärger mit Ämtern, Öl und Übermut; „ganz ehrlich“ – und 10 € für alle.",
        "CAFÉ» et « À» la carte, NÃO É VERDADE, ÅÄÖ, Île, œuvre",
        "Das Zeichen `Ã¼` steht in alten Dateien.\n\n```\nGrÃ¼ÃŸe \ufffd\n```\n",
        "Wirklich?nein. Was?Und wer? https://example.org/?a=b&c=d?x",
        "Die Wurzel √π ist etwa 1,77, und ¬p heißt nicht p.",
        "She said no, no, no, and it was very, very good.",
        "Use `{{ name }}` and &amp; and [x](https://example.org/%C3%BC) in __bold__ text.",
        "Zażółć gęślą jaźń. Příliš žluťoučký kůň. Ľubomír, Ĺubomíra, MĂSURĂ, fără Ăştia, ÎNTR-ADEVĂR și ALTĂ ȚARĂ.",
        "Привет, мир. Это обычный русский текст о кэше и скорости.",
        "Αυτό είναι ένα απλό κείμενο.",
        "これは普通の文章です。",
        "Siehe [hier] (https://example.org/a), [dort](https://example.org/b) und [drüben](https://example.org/c).",
        "a=20 and b=C3 or `\\u00fc`",
        "Git schreibt:\n\n```\n<<<<<<< HEAD\n```\n\nMit <<<<<<< fängt es an.",
        "",
    ],
)
def test_what_people_write_is_no_damage(text: str) -> None:
    assert damage.report(text) == ()


def test_our_own_posts_are_clean() -> None:
    for file in POSTS.glob("*.md"):
        assert damage.report(file.read_text("utf-8").split("\n---\n", 1)[1]) == (), file.name


@pytest.mark.slow
def test_real_guides_are_clean(shared: Path) -> None:
    """45 guides in five languages, whole and in parts: 135 texts and no false alarm."""
    for file in (shared / "data" / "pairing").glob("*/*.md"):
        body = file.read_text("utf-8").split("\n---\n", 1)[1]
        words = body.split(" ")
        for part in (body, " ".join(words[:300]), " ".join(words[300:700])):
            assert damage.report(part, file.stem) == (), file


def _replaced(text: str, token: str, share: float) -> str:
    """`text` with about a share of its content words replaced by `token`, the same ones each time."""
    small = function_words.spoken(text)

    def put(word: re.Match[str]) -> str:
        draw = zlib.crc32(f"{token}{word.start()}{word[0]}".encode()) % 1000
        return token if word[0].lower() not in small and draw < share * 1000 else word[0]

    return re.sub(r"[^\W\d_]{3,}", put, text)


@pytest.mark.slow
@pytest.mark.parametrize(("share", "recall"), [(0.06, 0.6), (0.1, 0.85), (0.15, 0.95), (0.4, 0.98)])
def test_a_token_that_stands_for_many_words_is_found(share: float, recall: float) -> None:
    found = []
    for file in sorted(POSTS.glob("*.md")):
        for token in ("zmrzlina", "blorp", "Lorem", "кот"):
            text = _replaced(file.read_text("utf-8").split("\n---\n", 1)[1], token, share)
            odd = odd_tokens.find(text)
            found.append(odd is not None and odd.token == token)
    assert sum(found) / len(found) >= recall


def test_the_warning_shows_the_token_in_its_places() -> None:
    text = _replaced((POSTS / "measure-before-you-guess.en.md").read_text("utf-8"), "blorp", 0.3)
    [warning] = [each for each in damage.warnings(text) if "one word" in each.message]
    assert warning.code == "damaged-text"
    assert warning.message.count("blorp") >= 4


def test_a_damaged_post_gets_the_warning() -> None:
    document = Document("posts/a.de.md", "---\ntitle: GrÃ¼ÃŸe\ndate: 2026-01-02\n---\nText.")
    post = reading.read_all([document], "posts", ("de", "en"), (), lambda _text: Guess(None, None, 0))[0]
    [warning] = proofreading.warnings(post, lambda _text: Guess(None, None, 0))
    assert warning.code == "damaged-text"
    assert '"GrÃ¼ÃŸe" for "Grüße"' in warning.message


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Gut.\n\nEs gilt fÃ¼r alle.", 3),
        ("Gut.\n\n```\nfÃ¼r\n\n```\n\n`fÃ¼r` und\nhier: fÃ¼r", 9),
        ("Gut.\n\nUnd\u0093so\u0094 weiter, so weiter,\nso weiter, so weiter.", 3),
        ("Gut.\n\nHier\nstehen die die die die die Zahlen.", 4),
    ],
)
def test_the_warning_has_the_line_of_the_first_damage(body: str, line: int) -> None:
    assert damage.warnings(body, "Ein Titel")[0].line == line
    assert damage.warnings(body, "GrÃ¼ÃŸe\ufffd")[0].line is None


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_examined(text: str) -> None:
    for each in damage.report(text * 3, text):
        assert each.times >= 1
        assert each.examples
