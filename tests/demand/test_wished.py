"""Wishes, questions and missing translations: counted by theme, and what the report makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pipeline.demand import contract, doing, report, tongues
from pipeline.demand.ledger import Wished
from pipeline.demand.page import wishes
from pipeline.demand.page.views import Remarks, Table
from pipeline.demand.tongues import MissingTranslations
from pipeline.demand.wished import WishRow
from tests.demand.ledgers import UNTIL, catalogue, full, lead, ledger, post, speech, story, theme, won

DAY = date(2026, 3, 1)
AFTER = UNTIL + timedelta(days=1)
THEMES = catalogue(theme("a", name="Apples"), theme("b", name="Bees"))


def rows(*wishes: Wished, **facts: Any) -> tuple[WishRow, ...]:
    """The wish rows of a ledger of two themes."""
    return report.assemble(ledger(catalogue=THEMES, wishes=wishes, **facts)).wishes


def test_wishes_of_the_period_count_by_the_themes_that_they_name() -> None:
    half = {"a": 0.5, "b": 0.5}
    found = rows(Wished(DAY, 2, {"b": 1.0}), Wished(DAY, 1, half), Wished(AFTER, 9, {"a": 1.0}), Wished(DAY, 4, {}))
    assert found == (
        WishRow(theme="b", wishes=2.5, questions=0),
        WishRow(theme="a", wishes=0.5, questions=0),
        WishRow(theme=None, wishes=4, questions=0),
    )


def test_inquiries_count_by_what_their_words_name_whatever_they_bought() -> None:
    asked = {1: {"a": 1.0}, 2: {"a": 1.0}, 3: {}}
    leads = (lead(DAY, id=1, theme="b"), lead(AFTER, id=2), lead(DAY, id=3), lead(DAY, id=4))
    assert rows(leads=leads, asked=asked) == (
        WishRow(theme="a", wishes=0, questions=1),
        WishRow(theme=None, wishes=0, questions=1),
    )


def test_the_page_ranks_themes_by_wish_beside_their_demand() -> None:
    facts = ledger(
        catalogue=THEMES, wishes=(Wished(DAY, 2, {"b": 1.0}), Wished(DAY, 1, {})), leads=(won(DAY, theme="b"),)
    )
    _, table = wishes.blocks(report.assemble(facts), speech(facts))
    assert isinstance(table, Table)
    assert [(row.head, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("Bees", "2", "0", "1"), ("No theme of yours", "1", "0", "–"),
    ]  # fmt: skip
    assert wishes.blocks(report.assemble(ledger()), speech(ledger())) == ()


def test_a_theme_that_is_named_and_not_wanted_is_explained() -> None:
    """The headline counts whom the offer says, the words may say something else; both stand in the table."""
    facts = ledger(catalogue=THEMES, leads=(won(DAY, id=1, theme="b"),), asked={1: {"a": 1.0}})
    remarks, table = wishes.blocks(report.assemble(facts), speech(facts))
    assert isinstance(table, Table)
    assert isinstance(remarks, Remarks)
    assert [column.name for column in table.columns[2:]] == ["Inquiries that name it", "Inquiries that want it"]
    assert [(row.head, *(cell.text for cell in row.cells)) for row in table.rows] == [("Apples", "0", "1", "0")]
    assert "may name one theme and want another" in remarks.texts[1]


def test_wishes_ask_for_posts_but_not_on_a_theme_whose_posts_do_not_pay() -> None:
    facts = replace(story(6), wishes=(Wished(DAY, 5, {"performance": 1.0}), Wished(DAY, 2, {"architecture": 1.0})))
    said = [one.text for one in doing.to_do(report.assemble(facts), speech(facts))]
    assert "Write about Architecture: 2 readers and clients wished for it." in said
    assert not any("Performance" in text for text in said)


def test_translations_are_missed_for_themes_that_draw() -> None:
    facts = ledger(
        catalogue=THEMES,
        leads=(won(DAY, theme="b"),),
        pieces=(
            post("one", DAY, "a", "b", langs=("de",)),
            post("two", DAY, "b", langs=("de", "en")),
            post("no", AFTER, "b"),
        ),
    )
    made = report.assemble(facts)
    assert tongues.missing(facts, made.themes, ("de", "en", "da")) == (
        MissingTranslations("b", "en", 1),
        MissingTranslations("b", "da", 2),
    )
    found = [one for one in doing.to_do(made, speech(facts)) if one.command == "leitmotiv translations"]
    assert [one.text for one in found] == [
        "Translate what there is on Bees, which 1 lead wanted: 1 post is not there in English."
    ]


def test_programs_read_numbers_only() -> None:
    data = contract.as_json(report.assemble(full()), "H", "en", ("de", "en"))
    assert data["wishes"] == [
        {"theme": "architecture", "wishes": 3.0, "questions": 0},
        {"theme": None, "wishes": 1.0, "questions": 0},
    ]
    assert data["missing_translations"] == [{"theme": "testing", "lang": "de", "posts": 1}]
