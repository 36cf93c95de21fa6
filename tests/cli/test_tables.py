"""Tables for people: as wide as the terminal, no word broken that need not be; whole where they are piped."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from pipeline.cli.tables import show_table

COLUMNS = ("id", "received", "stage", "company", "channel", "wants", "missing")
ROWS = (
    (1, "2026-01-27", "won", "Fjordlicht GmbH", "network", "architecture-discovery", ""),
    (12, "2026-03-16", "inquiry", "Ein sehr langer Name einer Firma & Co. KG", None, "cloud-costs", "qualified date"),
)


def _lines(capsys: pytest.CaptureFixture[str], rows: object = ROWS, columns: tuple[str, ...] = COLUMNS) -> list[str]:
    show_table(columns, rows)  # type: ignore[arg-type]
    return capsys.readouterr().out.splitlines()


def test_a_pipe_gets_a_row_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    head, _rule, one, two = _lines(capsys)
    assert head.split() == list(COLUMNS)
    assert "architecture-discovery" in one
    assert re.split(r"  +", two.strip()) == [
        "12", "2026-03-16", "inquiry", "Ein sehr langer Name einer Firma & Co. KG", "cloud-costs", "qualified date"
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 200])
def test_a_terminal_gets_whole_words_and_ids_broken_at_hyphens_at_most(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = _lines(capsys)
    assert max(map(len, lines)) <= width
    words = set(" ".join(lines).split())
    assert {"2026-01-27", "Fjordlicht", "qualified", "langer", "Firma"} <= words
    assert "architecture-discovery" in words or {"architecture-", "discovery"} <= words


def test_a_narrow_terminal_breaks_no_date(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "2026-01-27" in " ".join(_lines(capsys))


def test_wide_letters_are_broken_where_the_terminal_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = _lines(capsys, [(1, "日本語の長い題名がここにありますよろしくお願いします")], ("id", "title"))
    assert max(map(cell_len, lines)) == 30
    assert "".join(line[4:] for line in lines[2:]) == "日本語の長い題名がここにありますよろしくお願いします"


def test_what_strangers_wrote_is_no_markup_and_moves_no_cursor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = "\n".join(_lines(capsys, [("[red]x[/red]", "\x1b[2J\u202eabc")], ("a", "b")))
    assert "[red]x[/red]" in said
    assert "\x1b" not in said
    assert "\\x1b[2J" in said


def test_nothing_says_what_brings_something_and_is_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("a",), [], "leitmotiv leads import FILE brings leads")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "nothing there yet; leitmotiv leads import FILE brings leads\n")
