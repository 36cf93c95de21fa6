"""What a post speaks: the sample for the detector, and the warning where the text belies its head."""

from __future__ import annotations

import pytest

from pipeline.model.language import Guess
from pipeline.model.post import Document
from pipeline.posts import proofreading, reading, spoken

GERMAN = (
    "Wer eine Antwort aufhebt, der gibt ein Versprechen ab, und jemand muss sagen dürfen, wie lange es gilt. "
    "Meistens ist das nicht die Person, die den Wert in die Konfiguration schreibt. "
)
ENGLISH = (
    "Whoever keeps an answer makes a promise, and somebody has to say how long it holds. "
    "Most of the time that is not the person who writes the value into the configuration. "
)


class _Listener:
    """A detector that says what it is told to, and counts how often it is asked."""

    def __init__(self, guess: Guess) -> None:
        self.guess = guess
        self.asked = 0

    def __call__(self, text: str) -> Guess:
        self.asked += 1
        return self.guess


def test_the_sample_is_running_text_of_a_hundred_words() -> None:
    body = "# Title\n\n```\ncode\n```\n\n" + "[word](https://example.org/a) " * 200
    assert spoken.sample(body).split() == ["Title", *["word"] * 99]


def test_a_text_that_opens_with_much_code_is_read_further() -> None:
    body = "```\n" + "x = 1\n" * 600 + "```\n\n" + GERMAN * 9
    assert len(spoken.sample(body).split()) == 100


def test_a_quotation_decides_no_language_unless_there_is_nothing_else() -> None:
    assert spoken.own_sample(f"Kay hat das so gesagt:\n\n> {ENGLISH}\n") == "Kay hat das so gesagt:"
    assert spoken.own_sample(f"> {ENGLISH}\n") == ENGLISH.strip()


@pytest.mark.parametrize(
    ("lang", "text", "languages", "is_named"),
    [
        ("en", ENGLISH, ("de",), True),
        ("en", "Hello world.", ("de",), True),
        ("en", GERMAN, ("de",), False),
        ("it", ENGLISH, ("de", "en"), False),
        ("net", "Kurz.", ("de",), False),
        ("de", GERMAN, ("de-at",), False),
        (
            "no",
            "Etter en uke ble han syk av det, og da kom hun til ham med en ny bok som de hadde lest.",
            ("da",),
            True,
        ),
    ],
)
def test_a_file_s_name_says_its_language_unless_the_text_denies_it(
    lang: str, text: str, languages: tuple[str, ...], is_named: bool
) -> None:
    assert spoken.is_named(lang, text, languages) is is_named


@pytest.mark.parametrize(
    ("declared", "body", "guess", "asked", "warned"),
    [
        ("de", GERMAN, Guess(None, None, 0), 0, False),
        ("de-at", GERMAN, Guess(None, None, 0), 0, False),
        ("de", ENGLISH, Guess("en", "en", 0.999), 1, True),
        ("de", ENGLISH, Guess(None, "en", 0.999), 1, True),
        ("de", f"Kay sagte es {GERMAN}\n\n> {ENGLISH}\n> {ENGLISH}\n\nSo ist es.", Guess("en", "en", 0.999), 0, False),
        ("de", f"> {GERMAN}\n\n{ENGLISH}", Guess("en", "en", 0.999), 1, True),
        ("de", ENGLISH, Guess("en", "en", 0.7), 1, False),
        ("de", ENGLISH, Guess("de", "de", 0.999), 1, False),
        ("de", "Only a few words of another language", Guess("en", "en", 1), 0, False),
        ("eu", ENGLISH, Guess("en", "en", 0.999), 1, True),
        (
            "nb",
            "Etter en uke ble han syk av det, og da kom hun til ham med en ny bok som de hadde lest. " * 2,
            Guess(None, None, 0),
            0,
            False,
        ),
    ],
)
def test_only_a_text_that_its_small_words_belie_is_shown_to_the_detector(
    declared: str, body: str, guess: Guess, asked: int, warned: bool
) -> None:
    detect = _Listener(guess)
    warning = spoken.mismatch(declared, body, detect)
    assert detect.asked == asked
    assert (warning is not None) == warned
    if warning:
        assert warning.code == "language-mismatch"
        assert f'declared as "{declared}" but reads as "en"' in warning.message


def test_a_declared_language_stays_and_the_post_gets_the_warning() -> None:
    document = Document("content/posts/a.de.md", f"---\ntitle: T\ndate: 2026-01-02\n---\n{ENGLISH}")
    detect = _Listener(Guess("en", "en", 0.999))
    post = reading.read_all([document], "content/posts", ("de", "en"), (), detect)[0]
    assert post.lang == "de"
    assert [warning.code for warning in proofreading.warnings(post, detect)] == ["language-mismatch"]
