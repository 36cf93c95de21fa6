"""A path table is taken as written, or refused with the line and the mend; never guessed."""

from __future__ import annotations

import pytest

from pipeline.demand.credit import reading
from pipeline.demand.credit.paths import Path
from pipeline.errors import ImportRefused
from pipeline.model import table

HEADER = "path,total_conversions,total_conversion_value,total_null\n"
AGES = "path,ages_days\n"


def read(text: str, ages: str | None = None) -> tuple[Path, ...]:
    """The path table in `text`."""
    return reading.read(table.parse("p.csv", text), None if ages is None else table.parse("a.csv", ages))


def refused(text: str, ages: str | None = None) -> list[str]:
    """What is said of a table that is not taken."""
    with pytest.raises(ImportRefused) as said:
        read(text, ages)
    return [str(problem) for problem in said.value.problems]


def test_a_row_is_a_path() -> None:
    (path,) = read(HEADER + "Zürich meetup > R&D list,2,1200.50,3\n")
    assert path == Path(channels=("Zürich meetup", "R&D list"), conversions=2, value=1200.5, nulls=3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + HEADER + "a > b,1,2,3\n", id="a byte order mark"),
        pytest.param(HEADER.replace(",", ";") + "a > b;1;2;3\n", id="semicolons"),
        pytest.param(HEADER.replace("\n", "\r\n") + "a > b,1,2,3\r\n\r\n", id="line ends and empty lines"),
        pytest.param(HEADER.upper() + '"a > b"," 1 ",2.00,3\n', id="capitals, quotes and spaces"),
        pytest.param("total_null,note,total_conversion_value,total_conversions,path\n3,x,2,1,a > b\n", id="order"),
    ],
)
def test_the_same_table_in_other_clothes_is_the_same_table(text: str) -> None:
    assert read(text) == (Path(channels=("a", "b"), conversions=1, value=2, nulls=3),)


BAD = {
    "1,5": '"1,5" in "total_conversions" is no plain number; write it as 1200 or 1200.50',
    "1.200": '"1.200" in "total_conversions" may be 1200 or 1.2; write it in one of these ways',
    "1'200": "is no plain number",
    "1 200": "is no plain number",
    "-1": "is no plain number",
    "1e3": "is no plain number",
    "nan": "is no plain number",
    "inf": "is no plain number",
    "٣": "is no plain number",
    "€ 5": "is no plain number",
    "two": "is no plain number",
    "": "is no plain number",
    "9" * 400: "is no plain number",
}


@pytest.mark.parametrize("cell", BAD)
@pytest.mark.parametrize("column", reading.PATH_COLUMNS[1:])
def test_a_localised_or_messy_number_is_refused_with_its_place(cell: str, column: str) -> None:
    cells = {**dict.fromkeys(reading.PATH_COLUMNS, "1"), "path": "a", column: f'"{cell}"'}
    (said,) = refused(HEADER + "b,1,1,1\n" + ",".join(cells.values()))
    assert said.startswith("p.csv:3: ")
    assert BAD[cell].replace("total_conversions", column) in said


@pytest.mark.parametrize("path", ["", "a > ", " > a", "a >  > b", "a>b", "a >b", "a > b >", ">"])
def test_a_path_with_a_hole_is_refused_with_its_place(path: str) -> None:
    (said,) = refused(HEADER + f'"{path}",1,2,3\n')
    assert said.startswith("p.csv:2: ")


def test_all_mistakes_are_named_at_once() -> None:
    said = refused(HEADER + 'a,x,2,3\nb,1,2\nc,1,2,3\n"",1,2,3\n')
    assert [problem.split(": ")[0] for problem in said] == ["p.csv:2", "p.csv:3", "p.csv:5"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "p.csv: the file is empty; export it again"),
        (HEADER, "p.csv: no path below the header; add a row such as blog > talk,2,1200,3"),
        ("path,total_conversions\na,1\n", 'p.csv:1: no column "total_conversion_value", "total_null"; the columns are'),
        ('path,total_conversions,total_conversion_value,total_null\na,"1,2,3\n', "p.csv:2: a quote opens"),
    ],
)
def test_what_is_no_path_table_is_said_to_be_none(text: str, said: str) -> None:
    with pytest.raises(ImportRefused) as found:
        read(text)
    assert str(found.value).startswith(said)


def test_ages_belong_to_touches_row_by_row() -> None:
    found = read(HEADER + "a > b,1,2,3\nb,0,0,1\n", AGES + "a > b,7.5 > -1\nb,0\n")
    assert [path.ages_days for path in found] == [(7.5, -1.0), (0.0,)]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ("a > b,7 > 0\n", "a.csv: 1 rows of ages for 2 paths in p.csv"),
        ("b,0\na > b,7 > 0\n", 'a.csv:2: the path is "b", and "a > b" in p.csv; put the rows in order'),
        ("a > b,7\nb,0\n", "a.csv:2: 1 ages for 2 touches; write one a touch"),
        ("a > b,7 > soon\nb,0\n", 'a.csv:2: "soon" in "ages_days" is no number of days'),
        ('a > b,"7,5 > 0"\nb,0\n', 'a.csv:2: "7,5" in "ages_days" is no number of days'),
        ("a > b,0 > 7\nb,0\n", 'a.csv:2: "0 > 7" in "ages_days" is not in order'),
        ("a > b,7 > 0\nb,\n", 'a.csv:3: "" in "ages_days" is no number of days'),
    ],
)
def test_ages_that_do_not_fit_are_refused(ages: str, said: str) -> None:
    assert refused(HEADER + "a > b,1,2,3\nb,0,0,1\n", AGES + ages)[0].startswith(said)


def test_ages_without_their_column_are_none() -> None:
    assert refused(HEADER + "a,1,2,3\n", "path,age\na,1\n") == [
        'a.csv:1: no column "ages_days"; the columns are path,ages_days'
    ]
