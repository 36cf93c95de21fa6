"""Tables that nobody knows, by a mapping of their columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import leads, shapes
from pipeline.errors import ConfigError
from pipeline.model import mappings, table, toml_source
from pipeline.model.dates import Order
from pipeline.model.mappings import ColumnMapping, MappedAbout
from tests.audience.cases import DEALS, TERMS, rows_of, stages

CRM = ColumnMapping(
    name="old-crm",
    columns={"date": "Erstellt", "email": "Mail", "value": "Umsatz", "stage": "Status", "stage_date": "Seit"},
    dates="dmy",
)
HEAD = "Erstellt;Mail;Umsatz;Status;Seit;Notiz\n"


def test_a_mapped_table_is_read_with_its_dates_decimals_and_words() -> None:
    found = table.parse("x.csv", HEAD + "03/04/2026;a@x.ch;1.200,50 €;Gewonnen;05/04/2026;egal\n")
    rows = rows_of([found], TERMS, [CRM])
    (strand,) = leads.read(rows.rows, TERMS).strands
    assert (stages(strand.lead)[-1], strand.lead.value) == ("won 2026-04-05", 1200.5)
    assert "egal" not in rows.rows[0].values.values()


def test_a_reason_names_the_column_as_the_file_does() -> None:
    found = table.parse("x.csv", HEAD + ";a@x.ch;;;;\n03/04/2026;a@x.ch;viel;;;\n")
    reasons = [reject.reason for reject in rows_of([found], TERMS, [CRM]).rejects]
    assert reasons[0].startswith('no date in "Erstellt"; add it')
    assert reasons[1].startswith('"viel" in "Umsatz" is no amount')


def test_a_reason_names_the_right_one_of_two_columns_that_are_called_like_each_other() -> None:
    crossed = ColumnMapping(name="crossed", columns={"date": "stage", "company": "date", "stage": "company"})
    assert mappings.in_their_words('"x" in "date" is no date', crossed) == '"x" in "stage" is no date'
    found = table.parse("x.csv", "stage;date;company\n;Möller GmbH;Kunde\n")
    (reject,) = rows_of([found], TERMS, [crossed]).rejects
    assert reject.reason.startswith('no date in "stage"')


def test_one_column_of_theirs_may_be_two_of_ours() -> None:
    """A list with one day a row: it came and was won on it."""
    both = ColumnMapping(
        name="both", columns={"date": "Datum", "company": "Firma", "stage": "Status", "stage_date": "Datum"}
    )
    found = table.parse("x.csv", "Datum;Firma;Status\n03.10.2026;Möller GmbH;Kunde\n")
    (strand,) = leads.read(rows_of([found], TERMS, [both]).rows, TERMS).strands
    assert stages(strand.lead) == ["inquiry 2026-10-03", "qualified 2026-10-03", "won 2026-10-03"]


def test_a_stage_without_a_day_is_mended_by_the_mapping() -> None:
    fewer = ColumnMapping(name="fewer", columns={"date": "Datum", "company": "Firma", "stage": "Status"})
    found = table.parse("x.csv", "Datum;Firma;Status\n03.10.2026;Möller GmbH;Kunde\n")
    (reject,) = rows_of([found], TERMS, [fewer]).rejects
    assert reject.reason.endswith('leitmotiv leads import FILE --map "date=Datum,…,stage_date=Datum"')


def test_the_mapping_that_says_most_is_taken_where_all_its_columns_are_there() -> None:
    fewer = ColumnMapping(name="few", columns={"date": "Erstellt", "email": "Mail"})
    headers = ("Mail", "erstellt", "Umsatz", "Status", "Seit")
    assert mappings.fitting([fewer, CRM], headers) == CRM
    assert mappings.fitting([fewer, CRM], headers[:2]) == fewer
    assert mappings.fitting([fewer, CRM], headers[:1]) is None


def test_known_shapes_come_before_mappings_and_mappings_before_our_own() -> None:
    greedy = ColumnMapping(name="greedy", columns={"date": "Close Date", "name": "Deal Name"})
    ours = ColumnMapping(name="ours", columns={"date": "date", "email": "email"})
    renamed = ColumnMapping(name="renamed", columns={"date": "date", "email": "other"})
    assert shapes.recognised(table.parse("x.csv", DEALS), [greedy]) in shapes.FORMATS
    plain = table.parse("x.csv", "date,email,other\n")
    assert shapes.recognised(plain, [ours]) == shapes.OURS
    found = shapes.recognised(plain, [ours, renamed])
    assert found is not None
    assert found.name == "renamed"


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"date": "A", "email": "B"}, None),
        ({"dat": "A", "email": "B"}, '"dat" is no column of ours; did you mean "date"?'),
        ({"email": "B"}, 'no column is mapped to "date"'),
        ({"date": "A", "value": "B"}, 'no column is mapped to "email", "company" or "name"'),
    ],
)
def test_a_mapping_needs_a_date_and_somebody(columns: dict[str, str], problem: str | None) -> None:
    found = mappings.problem_of(columns)
    assert (found or "").startswith(problem or "")
    assert (found is None) == (problem is None)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"email": "B"}, None),
        ({"email": "B", "first_name": "A"}, None),
        ({"email": "B", "date": "A"}, '"date" is no column of ours'),
        ({"email": "B", "langs": "A"}, '"langs" is no column of ours; did you mean "lang"?'),
        ({"name": "B"}, 'no column is mapped to "email"; a subscriber has an address'),
    ],
)
def test_a_mapping_of_subscribers_needs_an_address(columns: dict[str, str], problem: str | None) -> None:
    found = mappings.problem_of(columns, "subscribers")
    assert (found or "").startswith(problem or "")
    assert (found is None) == (problem is None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("date=Created,email=Mail", ["date=Created", "email=Mail"]),
        ("date=Created, at,email=Mail", ["date=Created, at", "email=Mail"]),
        ("date=A , Email = B", ["date=A ", " Email = B"]),
        ("", []),
    ],
)
def test_a_comma_in_a_name_of_theirs_is_none_between_pairs(text: str, parts: list[str]) -> None:
    assert mappings.pairs(text) == parts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[crm]\ncolums = {date = "A", email = "B"}\n', 'unknown key "colums"; did you mean "columns"?'),
        ('[crm]\ndates = "ymd"\ncolumns = {date = "A", email = "B"}\n', "dates"),
        ('[crm.columns]\ndate = "A"\nemial = "B"\n', '"emial" is no column of ours; did you mean "email"?'),
        ('[crm.columns]\ndate = 5\nemail = "B"\n', '"date" must be text in quotes'),
        ('["my crm".columns]\ndate = "A"\nemail = "B"\n', '"my crm" cannot be a name; write [my-crm]'),
        ("crm = 5\n", '"crm" must be a table'),
        ('[fair]\ncolumns = {email = "B"}\n', 'no column is mapped to "date"'),
        ('[fair]\ncolumns = {date = "A", email = "B"}\nabout = "subscribers"\n', '"date" is no column of ours'),
        ('[fair]\nabout = "clients"\ncolumns = {email = "B"}\n', "about"),
    ],
)
def test_a_mistake_in_the_file_of_mappings_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        mappings.read(toml_source.parse(mappings.PATH, text, ConfigError))
    assert message in str(refused.value)
    assert str(refused.value).startswith("content/mappings.toml:")


_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(
    st.lists(_NAMES, min_size=2, max_size=2, unique=True),
    st.sampled_from([None, "dmy", "mdy"]),
    st.sampled_from(["leads", "subscribers"]),
)
def test_a_mapping_that_is_written_is_read_again(theirs: list[str], dates: Order | None, about: MappedAbout) -> None:
    ours = ("date", "email") if about == "leads" else ("lang", "email")
    mapping = ColumnMapping(name="crm", columns=dict(zip(ours, theirs, strict=True)), dates=dates, about=about)
    text = mappings.written(mapping)
    assert mappings.read(toml_source.parse("x.toml", text, ConfigError)) == (mapping,)
