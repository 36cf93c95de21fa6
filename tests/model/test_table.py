"""CSV files as tables whose rows know their line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ImportRefused
from pipeline.model import table

steady = settings(deadline=None)  # a busy machine is no failure


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "\ufeffa,b\r\n1,2", '"a";b\n1;"2"\n'])
def test_the_separator_is_the_one_that_the_header_uses(text: str) -> None:
    found = table.parse("x.csv", text)
    assert found.headers == ("a", "b")
    assert [row.cells for row in found.rows] == [("1", "2")]


@pytest.mark.parametrize(
    ("first", "separator"), [("sep=;", ";"), ("SEP=,", ","), ('"sep=|"', "|"), ("sep=\t", "\t"), ("sep=;;;;", ";")]
)
def test_a_first_line_for_excel_names_the_separator(first: str, separator: str) -> None:
    found = table.parse("x.csv", f"{first}\na{separator}b,c\n1{separator}2;3\n")
    assert found.headers[0] == "a"
    assert (found.rows[0].line, found.rows[0].cells[0]) == (3, "1")


@pytest.mark.parametrize("first", ["sep=a", 'sep="', "sep="])
def test_what_only_looks_like_one_is_a_header(first: str) -> None:
    assert table.parse("x.csv", f"{first}\n1\n").headers[0].strip('"').startswith("sep=")


def test_a_separator_inside_quotes_of_the_header_does_not_count() -> None:
    assert table.parse("x.csv", '"a, b, c";d\n1;2\n').headers == ("a, b, c", "d")


def test_a_row_begins_where_its_first_cell_stands_however_many_lines_its_cells_have() -> None:
    found = table.parse("x.csv", 'a,b\n1,"two\nlines"\n\n,\n3,4\n')
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("1", "two\nlines")), (6, ("3", "4"))]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("", "x.csv: the file is empty", id="empty"),
        pytest.param("\n\n", "x.csv: the file is empty", id="blank"),
        pytest.param(f"\n{',a' * 20_000}\n", "x.csv:2: 20,001 columns, more than any spreadsheet has", id="wide"),
        pytest.param('a,b\n1,2\n3,"4\n5,6\n', "x.csv:3: a quote opens", id="open quote"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, place: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        table.parse("x.csv", text)
    assert str(refused.value).startswith(place)


def test_comments_above_the_headers_are_no_rows_and_a_further_one_ends_the_table() -> None:
    text = "# ----\n# Start date: 20260101\n#\n\nPage,Views\n/a,1\n\n# Next table\nDay,Views\n1,2\n"
    found = table.parse("x.csv", text)
    assert (found.headers, found.comments) == (("Page", "Views"), ("----", "Start date: 20260101", ""))
    assert [(row.line, row.cells) for row in found.rows] == [(6, ("/a", "1"))]


@pytest.mark.parametrize("text", ["#,Name\n1,Ana\n", "#1,Name\n1,Ana\n", "Name,#\n# Ana,1\n"])
def test_a_column_may_be_called_by_a_number_sign(text: str) -> None:
    found = table.parse("x.csv", text)
    assert len(found.headers) == 2
    assert len(found.rows) == 1


def test_rows_of_another_width_are_rejected_and_the_rest_is_read() -> None:
    good, bad = table.records(table.parse("x.csv", "a,b\n1\n1,2\n1,2,3\n1,2,,\n"))
    assert [record.line for record in good] == [3, 5]
    assert [reject.line for reject in bad] == [2, 4]
    assert bad[0].reason == "1 cells under 2 columns; is a quote or a separator missing?"


def test_columns_are_found_in_any_letters_and_the_first_of_equal_ones_counts() -> None:
    (record,), _ = table.records(table.parse("x.csv", "E-Mail,STATE,state\n a ,1,2\n"))
    assert (record["e-mail"], record["State"], record["nothing"]) == ("a", "1", "")
    assert record.first("nothing", "state") == "1"


@pytest.mark.parametrize("header", ["PRE\u0301NOM D'USAGE", "prénom d’usage", "Prénom\n  d'usage"])
def test_a_name_of_a_column_is_looked_up_in_one_spelling(header: str) -> None:
    assert table.word(header) == "prénom d'usage"


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_when_it_is_read_again(cell: str) -> None:
    content = table.written(("a", "b"), [(cell, "x")]).decode()
    assert next(iter(list(csv.reader(io.StringIO(content, newline="")))[1:]))[0] == f"'{cell}"
    (record,), _ = table.records(table.parse("x.csv", content))
    assert record["a"] == cell.strip()


@steady
@given(st.text())
def test_any_text_is_a_table_or_is_refused(text: str) -> None:
    try:
        found = table.parse("x.csv", text)
    except ImportRefused:
        return
    good, bad = table.records(found)
    assert len(good) + len(bad) == len(found.rows)


_CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@steady
@given(st.lists(st.lists(_CELLS, min_size=2, max_size=2), max_size=6))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    found = table.parse("x.csv", table.written(("first", "second"), rows).decode())
    records, rejects = table.records(found)
    expected = [[cell.strip() for cell in cells] for cells in rows if any(cell.strip() for cell in cells)]
    assert [[record["first"], record["second"]] for record in records] == expected
    assert not rejects


def test_a_long_message_in_one_cell_keeps_nobody_out() -> None:
    found = table.parse("x.csv", f"email,message\na@x.org,hello\nb@x.org,{'x' * 200_000}\nc@x.org,bye\n")
    assert [row.line for row in found.rows] == [2, 3, 4]
