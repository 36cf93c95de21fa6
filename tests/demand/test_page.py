"""The report as one page: self-contained, well-formed, accessible, in one language, and it names nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po

from pipeline.demand import report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from pipeline.edges import packaged
from pipeline.edges.templates import Templates
from pipeline.model.config import ReportSection
from tests.demand.ledgers import SECRETS, UNTIL, catalogue, full, hours, lead, ledger, post, speech, story, theme, won

DAY = date(2026, 3, 1)
VOID = {"meta", "link", "br", "hr", "img", "input"}

TEMPLATES = Templates("")


def made(facts: Ledger, lang: str = "en") -> str:
    """The page of a ledger."""
    return html.page(report.assemble(facts), speech(facts, lang), TEMPLATES.render)


class Reader(HTMLParser):
    """Reads a page strictly: every tag is closed where it must be. Collects words, ids, tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag."""
        self.seen.append(tag)
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag that closes itself: SVG has them, HTML has not."""
        assert "svg" in self.open
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost tag and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Notes words outside the style sheet."""
        if data.strip() and self.open[-1:] != ["style"]:
            self.words.append(re.sub("[ \n]+", " ", data).strip())


WHOLE = {lang: made(full(), lang) for lang in ("en", "de", "da")}
whole = pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)

ODD = {
    "nothing": ledger(),
    "themes only": ledger(catalogue=catalogue(theme("a"), theme("b"))),
    "one theme": ledger(catalogue=catalogue(theme("a")), leads=(won(DAY, theme="a"),), efforts=(hours("a", DAY, 3),)),
    "leads only": ledger(leads=(lead(DAY, {"qualified": DAY}),)),
    "leads that nobody qualified": ledger(catalogue=catalogue(theme("a"), theme("b")), leads=(lead(DAY),)),
    "hours only": ledger(catalogue=catalogue(theme("a"), theme("b")), efforts=(hours("a", DAY, 3),)),
    "a post of the last day": ledger(catalogue=catalogue(theme("a"), theme("b")), pieces=(post("p", UNTIL, "a"),)),
    "no settings": replace(full(), settings=ReportSection()),
    "no catalogue": replace(full(), catalogue=catalogue()),
    "a period of one day": replace(full(), start=UNTIL),
    "a period before its beginning": replace(full(), until=date(2025, 12, 1)),
    "a period of ten years": replace(full(), start=date(2016, 1, 1)),
    "a period of all years": replace(full(), start=date.min),
    "the first month of the story": story(1),
    "names full of markup": ledger(
        catalogue=catalogue(theme("a", name='<script>"&'), theme("b")), leads=(won(DAY, theme="a"),)
    ),
}
odd = pytest.mark.parametrize("facts", ODD.values(), ids=ODD)


@odd
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_ledger_has_a_page(facts: Ledger, lang: str) -> None:
    text = made(facts, lang)
    read = Reader(text)
    assert len(read.ids) == len(set(read.ids))
    assert read.seen.count("section") == 13
    assert "script" not in read.seen
    assert "{" not in " ".join(read.words)


@whole
def test_the_page_asks_the_network_for_nothing(text: str) -> None:
    assert not re.search(r"(?:https?:)?//", text)
    assert not re.search(r"@import|url\(", text)
    assert not {name for name, _value in Reader(text).attributes} & {"src", "href", "action", "srcset"}


@whole
def test_the_page_runs_no_script_and_forbids_what_it_does_not_need(text: str) -> None:
    read = Reader(text)
    assert "script" not in read.seen
    assert not [name for name, _value in read.attributes if name.startswith("on")]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; font-src data:") in read.attributes


@whole
def test_every_chart_has_a_name_and_a_description(text: str) -> None:
    assert text.count("<svg") == 9
    for found in re.findall(r"<svg[^>]*>.*?</svg>", text, re.DOTALL):
        named = re.match(r'<svg role="img" aria-labelledby="(\S+) (\S+)" viewBox', found)
        assert named
        assert re.search(rf'<title id="{named[1]}">[^<]+</title><desc id="{named[2]}">[^<]+</desc>', found)


@whole
def test_charts_take_their_colours_from_the_page(text: str) -> None:
    drawn = "".join(re.findall(r"<svg.*?</svg>", text, re.DOTALL))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", drawn)
    for role in set(re.findall(r"var\(--([a-z]+)\)", drawn)):
        assert text.count(f"--{role}: #") >= 2, "in light and in dark"


def test_a_page_of_tags_as_they_were_then_says_so() -> None:
    said = "each lead meets posts with the themes that they had when it wrote"
    assert [said in made(replace(full(), tags_as_of=way)) for way in ("today", "lead")] == [False, True]


@whole
def test_no_interval_is_parted_at_the_end_of_a_line(text: str) -> None:
    words = " ".join(Reader(re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)).words)
    assert "\u2060–\u2060" in words
    assert not re.search(r"\d–\d", words)


@whole
def test_every_section_has_a_title_and_a_conclusion(text: str) -> None:
    sections = re.findall(r"<section.*?</section>", text, re.DOTALL)
    assert len(sections) == 13
    for section in sections:
        assert re.search(r"<h2[^>]*>[^<]+ <span>[^<]*2026</span></h2>\s*<p class=\"conclusion\">[^<]+</p>", section)


@whole
def test_numbers_that_stand_behind_a_chart_are_in_a_table(text: str) -> None:
    for section in re.findall(r"<section.*?</section>", text, re.DOTALL):
        if "<svg" in section or 'class="crowds"' in section:
            assert "<table" in section


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_is_the_same_every_time(lang: str) -> None:
    assert made(full(), lang) == WHOLE[lang]


@whole
@pytest.mark.parametrize("secret", [*SECRETS.values(), "Secretdescription", "Secretsource", "Secretcampaign", "ecret"])
def test_no_person_is_on_the_page(text: str, secret: str) -> None:
    assert secret not in text


@pytest.mark.parametrize("lang", ["de", "da"])
def test_no_english_sentence_is_left_on_the_page(lang: str) -> None:
    words = " ".join(Reader(WHOLE[lang]).words).replace("\u00a0", " ")
    with (packaged.templates() / "locale" / f"{lang}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    left = []
    for message in messages:
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        parts = {part.strip() for form in forms for part in re.split(r"\{\w+\}", form)}
        kept = {part.strip() for form in said for part in re.split(r"\{\w+\}", str(form))}
        left += [part for part in parts - kept if len(part) > 9 and part in words]
    assert left == []


def test_numbers_and_days_are_those_of_the_language() -> None:
    english, german = (" ".join(Reader(WHOLE[lang]).words).replace("\u00a0", " ") for lang in ("en", "de"))
    assert "3,468" in english
    assert "3.468" in german
    assert "3,468" not in german
    assert "Jun 30, 2026" in english
    assert "30. Juni 2026" in german
    assert "1,020 EUR" in english
    assert "1.020 EUR" in german


def test_names_are_those_of_the_language() -> None:
    assert "Architektur-Discovery" in WHOLE["de"]
    assert "Architecture discovery" not in WHOLE["de"]


def test_the_page_declares_its_language_and_direction() -> None:
    assert '<html lang="de" dir="ltr">' in WHOLE["de"]
    assert 'dir="rtl"' in made(full(), "ar")


def test_numbers_keep_their_unit_on_the_line() -> None:
    words = " ".join(Reader(re.sub(r"<svg.*?</svg>", "", WHOLE["en"], flags=re.DOTALL)).words)
    assert "20\u00a0h" in words
    assert not re.search(r"\d (?:%|EUR|h\b)", words)


def test_a_command_can_be_copied() -> None:
    facts = ledger(start=date(2026, 5, 1), catalogue=catalogue(theme("a")), leads=(lead(date(2026, 2, 1)),))
    assert "leitmotiv report --period 2026-02-01..<" in made(facts)


@pytest.mark.parametrize(
    "said",
    [
        "association, not proof of cause",
        "is pulled towards them",
        "we are 98.5\u00a0% sure",
        "wrong in less than one year in twenty although you look every month",
    ],
)
def test_the_page_states_its_limits(said: str) -> None:
    assert said in WHOLE["en"]


@pytest.mark.parametrize(
    ("facts", "commands"),
    [
        (
            ledger(),
            ["leads import FILE", "effort import FILE", "traffic import FILE", "ingest SOURCE", "wishes add TEXT"],
        ),
        (
            story(6),
            [
                "traffic import FILE",
                "leads update ID --employees N",
                "leads update ID --money yes",
                "leads update ID --stage lost --on DAY",
                "wishes add TEXT",
            ],
        ),
        (full(), ["leads update ID --stage qualified --on DAY", "leads update ID --stage lost --on DAY"]),
    ],
)
def test_what_is_missing_is_named_with_the_import_that_brings_it(facts: Ledger, commands: list[str]) -> None:
    found = set(re.findall(r"<code>leitmotiv ([^<]+)</code>", made(facts)))
    assert found == set(commands)


def test_the_steps_of_a_process_are_named_in_the_language_of_the_page() -> None:
    assert "Call 30\u00a0min" in WHOLE["en"]
    assert "Gespräch 30\u00a0Min." in WHOLE["de"]


def test_what_sold_without_being_promoted_stands_out() -> None:
    marked = re.findall(r'<tr role="row" class="marked">\s*<th[^>]*>(\w+)', WHOLE["en"])
    assert marked == ["Workshop", "Coaching"]


def test_a_symptom_that_draws_while_another_theme_sells_is_named() -> None:
    assert "1 lead met Performance and wanted Architecture discovery" in WHOLE["en"]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (story(6), "Try more Architecture and less Performance."),
        (story(1), "Nothing follows from this yet; more data will tell."),
        (story(4), "Try more Architecture and less Performance."),
    ],
    ids=["after six months", "after one month", "after four months"],
)
def test_the_last_section_answers_what_next(facts: Ledger, answer: str) -> None:
    assert answer in made(facts)


def test_the_page_says_what_clear_supposes() -> None:
    assert "This supposes that leads come one by one." in made(story(6))


def test_hours_are_held_back_on_a_hint_and_stopped_on_a_clear_verdict() -> None:
    hint = replace(story(4), efforts=())
    assert "Put no further hours into promoting Performance for now" in made(hint)
    assert "Stop promoting Performance" not in made(hint)
    stop = "Stop promoting Performance: it is clear that by the hour it draws less than Architecture (98.9"
    assert stop in made(story(4))
