"""The report in the terminal: one screen of 80 columns, plain where it is piped."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from pipeline.cli import report_view
from pipeline.demand import advice, report
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Period
from tests.demand.ledgers import SECRETS, START, catalogue, full, lead, ledger, speech, story, theme


def shown(facts: Ledger, lang: str = "en", *, width: int = 80, terminal: bool = False) -> str:
    """What stands on the screen."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=terminal, highlight=False, color_system="truecolor" if terminal else None
    )
    report_view.show(report.assemble(facts), speech(facts, lang), console)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("facts", [full(), story(1), story(6), ledger(), ledger(catalogue=catalogue(theme("a")))])
def test_no_line_is_wider_than_eighty_columns(facts: Ledger, lang: str) -> None:
    assert max(len(line) for line in shown(facts, lang).splitlines()) <= 80


@pytest.mark.parametrize("lang", ["en", "de", "da"])
@pytest.mark.parametrize("name", ["Performance", "Performance-Ber", "Legacy"])
def test_no_verdict_is_cut_off(lang: str, name: str) -> None:
    facts = story(6)
    themes = {"performance": theme("performance", name=name, german=name, promoted=(Period(START),))}
    silent = tuple(replace(one, self_report="") for one in facts.leads)
    named = replace(facts.catalogue, themes={**facts.catalogue.themes, **themes})
    for known in (replace(facts, catalogue=named), replace(facts, catalogue=named, leads=silent)):
        assert "…" not in shown(known, lang)


@pytest.mark.parametrize("lang", ["en", "de", "da"])
@pytest.mark.parametrize("name", ["Geschäftsprozessmodell", "Donaudampfschifffahrtsgesellschaftskapitänsmützen"])
def test_a_theme_of_one_long_word_cuts_off_no_number_and_no_verdict(lang: str, name: str) -> None:
    tables = []
    for called in (name, "Legacy"):
        facts = story(6)
        themes = {"performance": theme("performance", name=called, german=called, promoted=(Period(START),))}
        named = replace(facts.catalogue, themes={**facts.catalogue.themes, **themes})
        tables.append(shown(replace(facts, catalogue=named), lang).split("\n\n")[1])
    long, short = (set(table.replace("─", "").split()) for table in tables)
    assert short - long == {"Legacy"}
    assert all(len(line) <= 80 for line in tables[0].splitlines())


def test_a_piped_report_has_no_control_codes() -> None:
    assert "\x1b" not in shown(full())


def test_a_terminal_gets_emphasis() -> None:
    assert "\x1b[1m" in shown(full(), terminal=True)


def test_the_table_of_the_story() -> None:
    heads, rule, architecture, _chances, performance, promoted, *_ = shown(story(6)).split("\n\n")[1].splitlines()
    assert " ".join(heads.split()) == "theme h posts views leads won per month per 100 h by posts"
    assert rule == "─" * 80
    assert architecture.split()[:7] == ["Architecture", "20", "0", "0", "4", "4", "leaning:"]
    assert performance.split()[:7] == ["Performance", "190", "12", "0", "0", "0", "leaning:"]
    assert performance.rstrip().endswith("does not pay")
    assert promoted.startswith("promoted ")


def test_verdicts_say_code_direction_and_chance_in_the_language() -> None:
    words = " ".join(shown(full(), "de").split())
    assert "eindeutig:" in words
    assert "Nächste Schritte" in words


def test_what_next_names_the_command_that_brings_what_is_missing() -> None:
    assert "leitmotiv traffic import FILE" in " ".join(shown(story(6)).split())


def test_what_lies_outside_the_period_is_said_once_above_the_table() -> None:
    facts = ledger(catalogue=catalogue(theme("a")), leads=(lead(START - timedelta(days=9)),))
    words = " ".join(shown(facts).split())
    assert words.count("1 inquiry came before this period and counts nowhere here.") == 1
    assert words.index("leitmotiv report --period 2025-12-23..") < words.index("What next")


@pytest.mark.parametrize("facts", [ledger(catalogue=catalogue(theme("a"))), ledger(), story(6)])
@pytest.mark.parametrize("lang", ["en", "de", "da"])
def test_a_command_stands_on_one_line(facts: Ledger, lang: str) -> None:
    commands = [one.command for one in advice.to_find_out(report.assemble(facts), speech(facts, lang)) if one.command]
    text = shown(facts, lang)
    said = [command for command in commands if command in " ".join(text.split())]
    assert said
    assert all(any(command in line for line in text.splitlines()) for command in said)


def test_next_steps_are_five_at_most() -> None:
    assert shown(full()).count("→") <= 5


@pytest.mark.parametrize("secret", [*SECRETS.values(), "Secretdescription"])
def test_no_person_is_on_the_screen(secret: str) -> None:
    assert secret not in shown(full(), width=200)
