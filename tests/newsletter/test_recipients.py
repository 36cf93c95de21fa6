"""Who gets an issue: by consent, language, interest and tier, decided once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.model.issue import Cut, Issue
from pipeline.model.people import Subscriber
from pipeline.newsletter import editions, recipients
from tests.newsletter import cases


def person(number: int = 1, **known: Any) -> Subscriber:
    return Subscriber(
        **{"id": number, "email": f"r{number}@example.org", "state": "confirmed", "source": "csv", **known}
    )


def cuts(issue: Issue, *people: Subscriber, langs: tuple[str, ...] = ("de", "en")) -> list[tuple[str, str]]:
    choice = recipients.choose(issue, langs, people, cases.config())
    return [(one.lang, one.cut.name) for one in choice.recipients]


@pytest.mark.parametrize(
    ("wishes", "langs", "chosen"),
    [
        (("de-at",), ("de", "en"), ("de", True)),
        (("en",), ("de", "en-za"), ("de", False)),
        (("en-za", "de"), ("de", "en"), ("en", True)),
        (("fr", "en"), ("de", "en"), ("en", True)),
        (("fr",), ("de", "en"), ("de", False)),
        ((), ("de", "en"), ("de", True)),
        (("zh-hant-tw",), ("zh", "zh-hant"), ("zh-hant", True)),
        (("fr",), ("nl",), ("nl", False)),
    ],
)
def test_a_reader_gets_the_nearest_of_his_languages(
    wishes: tuple[str, ...], langs: tuple[str, ...], chosen: tuple[str, bool]
) -> None:
    """Mautic 10762: who read `en` got `en_ZA`."""
    assert recipients.language_for(wishes, langs, ("de", "en")) == chosen


@pytest.mark.parametrize(
    ("wish", "order", "langs", "chosen"),
    [
        ("it", ("de-ch", "fr-ch", "it-ch"), ("de-ch", "fr-ch", "it-ch"), ("it-ch", True)),
        ("fr-fr", ("de-ch", "fr-ch"), ("de-ch", "fr-ch"), ("fr-ch", True)),
        ("fr", ("de-ch", "fr-ch"), ("de-ch",), ("de-ch", False)),
        ("en", ("de", "en-za", "en-gb"), ("de", "en-za", "en-gb"), ("de", False)),
    ],
)
def test_a_reader_gets_the_only_form_of_his_language_that_a_workspace_has(
    wish: str, order: tuple[str, ...], langs: tuple[str, ...], chosen: tuple[str, bool]
) -> None:
    assert recipients.language_for((wish,), langs, order) == chosen


@pytest.mark.parametrize("state", ["unconfirmed", "unsubscribed"])
def test_without_consent_nobody_gets_anything(state: str) -> None:
    assert cuts(cases.issue(), person(state=state)) == []


@pytest.mark.parametrize("email", ["bücher@example.org", "a@exa_mple.org", ""])
def test_whom_no_letter_can_reach_is_told_and_keeps_nobody_from_theirs(email: str) -> None:
    choice = recipients.choose(cases.issue(), ("de",), [person(7, email=email), person(8)], cases.config())
    assert [one.subscriber_id for one in choice.recipients] == [8]
    assert choice.unreachable == (7,)


def test_a_theme_that_is_no_more_keeps_nothing_from_anybody() -> None:
    people = [person(1, themes=("gone", "agile")), person(2, themes=("gone",)), person(3)]
    found = recipients.with_known_themes(people, {"agile", "data"})
    assert [one.themes for one in found] == [("agile",), (), ()]


def test_a_reader_of_another_language_gets_the_letter_with_a_note_or_none() -> None:
    dane = person(langs=("da",))
    assert cuts(cases.issue(), dane) == [("de", "de@da")]
    people = [dane, person(2, langs=("da", "en")), person(3, langs=())]
    held = recipients.choose(replace(cases.issue(), untranslated="hold"), ("de", "en"), people, cases.config())
    assert [(one.subscriber_id, one.lang) for one in held.recipients] == [(2, "en"), (3, "de")]
    assert held.held == 1
    (edition,) = editions.for_readers(cases.issue(), [Cut(("de",), reader="da")], cases.press())
    note = "Dette brev er på tysk; der findes ingen oversættelse."
    assert note in edition.html
    assert note in edition.text
    assert note not in cases.edition("de").html


def test_who_asked_for_themes_gets_issues_about_one_of_them() -> None:
    issue = replace(cases.issue(), themes=("performance", "agile"))
    people = [person(1), person(2, themes=("agile",)), person(3, themes=("data",))]
    choice = recipients.choose(issue, ("de",), people, cases.config())
    assert [one.subscriber_id for one in choice.recipients] == [1, 2]
    assert choice.uninterested == 1
    assert len(cuts(cases.issue(), *people)) == 3, "an issue about nothing in particular goes to all"


def test_a_tier_gets_its_own_block_and_nobody_else_sees_it() -> None:
    issue = replace(cases.issue(), tiers={"inner": {"de": "Nur für *euch*."}})
    insider, stranger = person(1, langs=("de",), tier="inner"), person(2, langs=("en",), tier="inner")
    assert cuts(issue, insider, stranger, person(3, tier="outer")) == [("de", "de+inner"), ("en", "en"), ("de", "de")]
    made = editions.all_of(issue, cases.press())
    assert [edition.name for edition in made if "Nur für <em>euch</em>." in edition.html] == ["de+inner"]
    assert [edition.name for edition in made if "Nur für _euch_." in edition.text] == ["de+inner"]


@pytest.mark.parametrize(("written", "kept"), [("inner", "Inner"), ("Gold", "gold")])
def test_a_tier_is_the_same_in_capitals_and_small_letters(written: str, kept: str) -> None:
    issue = replace(cases.issue(), tiers={written: {"de": "Nur für *euch*."}})
    assert cuts(issue, person(1, langs=("de",), tier=kept)) == [("de", f"de+{written}")]


def test_a_bilingual_issue_is_one_letter_for_all() -> None:
    issue = replace(cases.issue(), bilingual=True)
    assert cuts(issue, person(1, langs=("en",)), person(2)) == [("en", "de-en"), ("de", "de-en")]
    assert cuts(issue, person(langs=("fr",))) == [("de", "de-en")], "no note says that it is in German alone"


def test_nobody_can_tell_the_message_ids_of_others() -> None:
    choice = recipients.choose(cases.issue(), ("de",), [person(17), person(18)], cases.config())

    def named(secret: bytes) -> list[str]:
        return [row.message_id for row in recipients.addressees(choice, cases.issue(), cases.config(), secret)]

    assert named(b"one secret") == named(b"one secret")
    assert len({*named(b"one secret"), *named(b"another"), cases.unfolded(cases.wire("de"), "Message-ID")}) == 5
