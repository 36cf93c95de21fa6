"""Every sentence of the report is there in every language of the interface, and says the same gaps."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pipeline.demand import wording
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval
from pipeline.demand.page import leads
from pipeline.model.theme import Channel
from tests.demand.ledgers import START, UNTIL, catalogue, ledger, offer, speech, theme

ROOT = Path(__file__).parents[2]
SOURCES = (*sorted((ROOT / "pipeline" / "demand").rglob("*.py")), ROOT / "pipeline" / "cli" / "report_view.py")
LANGUAGES = ("de", "da")

Msgid = tuple[str, ...]
"""A sentence, or its singular and its plural."""


def extracted() -> dict[str, set[Msgid]]:
    """All msgids of the report: arguments of `_` and `_n`, by their singular."""
    found: dict[str, set[Msgid]] = {}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_n"):
                msgid = tuple(str(ast.literal_eval(argument)) for argument in node.args)
                found.setdefault(msgid[0], set()).add(msgid)
    return found


def translations(lang: str) -> dict[str, list[str]]:
    """The catalogue of a language: its form, or its forms for one and many, by singular."""
    with (ROOT / "templates" / "locale" / f"{lang}.po").open("rb") as file:
        return dict(_forms(message) for message in read_po(file, abort_invalid=True) if message.id)


def _forms(message: Message) -> tuple[str, list[str]]:
    if isinstance(message.id, str):
        return message.id, [str(message.string)]
    return message.id[0], [str(form) for form in message.string or ()]


def gaps(text: str) -> set[str]:
    """The names of the gaps in a sentence."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("lang", "inquiry"), [("de", "Anfrage"), ("da", "henv")])
def test_leads_and_inquiries_are_called_different_things(lang: str, inquiry: str) -> None:
    """A lead is a qualified inquiry: who reads one for the other reads another number."""
    said = {english: "".join(forms).lower() for english, forms in translations(lang).items() if "lead" in english}
    assert [english for english, forms in said.items() if "inquir" not in english and inquiry.lower() in forms] == []


def test_there_is_something_to_translate() -> None:
    assert len(extracted()) > 200


def test_no_singular_has_two_plurals() -> None:
    """A gettext catalogue knows a message by its singular alone."""
    assert [found for found in extracted().values() if len({msgid for msgid in found if len(msgid) == 2}) > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated(lang: str) -> None:
    known = translations(lang)
    missing = [
        msgid
        for one, found in extracted().items()
        for msgid in found
        if len(known.get(one, [])) != len(msgid) or not all(known[one])
    ]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_sentence(lang: str) -> None:
    """Only the form for one may leave out a number: "once"."""
    known = translations(lang)
    for one, found in extracted().items():
        every = set().union(*(gaps(form) for msgid in found for form in msgid))
        assert gaps(known[one][-1]) == every, one
        assert all(gaps(form) <= every for form in known[one]), one


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_and_many_have_forms_of_their_own(lang: str) -> None:
    one, many = translations(lang)["{n} inquiry"]
    assert one != many


@pytest.mark.parametrize(("lang", "recorded"), [("de", "verzeichnet"), ("da", "noteret")])
def test_what_is_not_recorded_is_not_said_to_be_unknown_to_a_lead(lang: str, recorded: str) -> None:
    known = translations(lang)
    said = [form for forms in (leads.UNTOUCHED, leads.ONE_WAY, leads.NO_WAY) for form in known[forms[0]]]
    said += known[leads.CROWD_NOT[0]]
    assert len(said) == 8
    assert all(recorded in form for form in said)


@pytest.mark.parametrize(("lang", "foreign"), [("de", "”"), ("da", "„")])
def test_quotes_are_those_of_the_language(lang: str, foreign: str) -> None:
    assert [form for forms in translations(lang).values() for form in forms if foreign in form] == []


NAMED = ledger(
    catalogue=catalogue(
        theme("a", name="Architecture", german="Architektur"),
        offers=(offer("o", "a"),),
        channels=(Channel(id="c", name={"de": "Kanal"}),),
    )
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            [
                "1,234.5",
                "12.9 (4.7–28.8)",
                "0.30 (0–0.76)",
                "6,342 EUR",
                "85.5 EUR",
                "at least 6,342 EUR",
                "190 h",
                "1.5 h",
            ],
        ),
        (
            "de",
            [
                "1.234,5",
                "12,9 (4,7–28,8)",
                "0,30 (0–0,76)",
                "6.342 EUR",
                "85,5 EUR",
                "mindestens 6.342 EUR",
                "190 h",
                "1,5 h",
            ],
        ),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang: str, said: list[str]) -> None:
    found = speech(NAMED, lang)
    assert said == [
        found.number(1234.5, 2),
        found.interval(Interval(median=12.88, low=4.7, high=28.84)),
        found.interval(Interval(median=0.304, low=0, high=0.762)),
        found.money(6342.4, "EUR"),
        found.price(85.5, "EUR"),
        found.cost(AtLeast(6342.4), "EUR"),
        found.hours(190 * 60),
        found.hours(90),
    ]


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("c", "Kanal"),
        ("network", "Netzwerk"),
        ("social", "soziale Medien"),
        ("direct", "kein bekannter Kanal"),
        ("x", "x"),
    ],
)
def test_a_channel_without_a_block_is_called_by_the_usual_word_of_the_language(channel: str, said: str) -> None:
    assert speech(NAMED, "de").channel(channel) == said


@pytest.mark.parametrize(
    ("value", "digits", "said"), [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.001, 2, "0"), (26.5, 0, "27")]
)
def test_halves_are_rounded_up(value: float, digits: int, said: str) -> None:
    assert speech(NAMED).number(value, digits) == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "0 %"),
        (1 / 300, "0.3 %"),
        (1 / 2, "50 %"),
        (299 / 300, "99.7 %"),
        (1, "100 %"),
        (1 / 5000, "0.02 %"),
        (4999 / 5000, "99.98 %"),
        (2 / 3 + 1 / 3 - 1e-15, "100 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(part: float, said: str) -> None:
    assert speech(NAMED).share(part) == said


def test_names_are_those_of_the_language_or_of_the_first_that_has_one_or_the_id() -> None:
    german, english = speech(NAMED, "de"), speech(NAMED, "en")
    assert (german.theme("a"), english.theme("a")) == ("Architektur", "Architecture")
    assert (english.channel("c"), english.offer("o"), english.offer("gone")) == ("Kanal", "O", "gone")


def test_days_are_written_as_the_language_writes_them() -> None:
    found = speech(NAMED, "de")
    assert (found.day(UNTIL), found.short_day(UNTIL), found.month(UNTIL)) == ("30. Juni 2026", "30.06.2026", "Jun")
    assert found.period(START, UNTIL).replace("\u2009", " ") == "1. Jan. – 30. Juni 2026"
    assert found.period(UNTIL, UNTIL) == "30. Juni 2026"


def test_a_language_that_nobody_knows_speaks_english() -> None:
    found = speech(NAMED, "tlh")
    assert (found.number(1234.5, 1), found.day(UNTIL)) == ("1,234.5", "Jun 30, 2026")
    assert isinstance(found, wording.Speech)
