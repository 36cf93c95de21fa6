"""What people said of leads, laid over what imports say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import corrections, leads
from pipeline.audience.strands import Terms
from pipeline.model import table
from pipeline.model.people import STAGES, Correction, Fit, Lead, LeadRow, Stage
from pipeline.model.table import RowError
from tests.audience.cases import CATALOGUE, TERMS, rows, rows_of, stages

HEAD = "id,date,email,company,stage,stage_date\n"


def row(number: int, stage: str = "", on: int = 1, email: str = "", company: str = "") -> LeadRow:
    """A row of a list of leads: in on the first of March, on its stage since a day of March."""
    since = f"2026-03-{on:02}" if stage else ""
    cells = (str(number), "2026-03-01", email or f"a@firma{number}.ch", company, stage, since)
    return rows(HEAD + ",".join(cells) + "\n").rows[0]


def read(kept: list[LeadRow], *said: Correction) -> list[Lead]:
    """The leads of rows, as corrected."""
    return [strand.lead for strand in leads.read(kept, TERMS, said).strands]


def staged(kept: list[LeadRow], stage: Stage, day: int, *before: Correction) -> Correction:
    """That somebody moves the one lead of these rows to a stage."""
    (lead,) = read(kept, *before)
    return corrections.stage(lead, stage, date(2026, 3, day))


def test_a_stage_by_hand_is_added_to_what_led_to_it() -> None:
    kept = [row(1, "qualified", 5)]
    (lead,) = read(kept, staged(kept, "won", 20))
    assert stages(lead) == ["inquiry 2026-03-01", "qualified 2026-03-05", "won 2026-03-20"]


@pytest.mark.parametrize(
    ("imported", "on", "said", "day", "history"),
    [
        pytest.param(
            "won", 10, "lost", 12, ["inquiry 2026-03-01", "qualified 2026-03-10", "lost 2026-03-12"], id="lost"
        ),
        pytest.param("won", 10, "lost", 5, ["inquiry 2026-03-01", "lost 2026-03-05"], id="lost before"),
        pytest.param(
            "won", 20, "won", 10, ["inquiry 2026-03-01", "qualified 2026-03-10", "won 2026-03-10"], id="sooner"
        ),
        pytest.param(
            "won", 10, "won", 20, ["inquiry 2026-03-01", "qualified 2026-03-10", "won 2026-03-20"], id="later"
        ),
        pytest.param("won", 10, "qualified", 15, ["inquiry 2026-03-01", "qualified 2026-03-15"], id="not yet"),
        pytest.param("lost", 10, "qualified", 10, ["inquiry 2026-03-01", "qualified 2026-03-10"], id="open again"),
        pytest.param("won", 10, "inquiry", 15, ["inquiry 2026-03-01"], id="nothing of it"),
    ],
)
def test_a_stage_by_hand_overrules_what_stood_there(
    imported: str, on: int, said: Stage, day: int, history: list[str]
) -> None:
    kept = [row(1, imported, on)]
    correction = staged(kept, said, day)
    assert stages(read(kept, correction)[0]) == history
    again = [row(1, imported, on + 2)]  # the export comes again, with another day
    assert stages(read(again, correction)[0])[-1] == history[-1]


@pytest.mark.parametrize("imported", ["offered", "won", "lost"])
def test_the_day_of_an_earlier_stage_takes_no_later_one_back(imported: str) -> None:
    """The report asks for the qualified date of leads that are won or lost."""
    correction = staged([row(1, imported, 10)], "qualified", 5)
    for on in (10, 12):  # the export comes again, with another day
        history = ["inquiry 2026-03-01", "qualified 2026-03-05", f"{imported} 2026-03-{on}"]
        assert stages(read([row(1, imported, on)], correction)[0]) == history


def test_a_stage_that_nothing_had_named_on_a_later_day_is_news() -> None:
    before = [row(1)]
    correction = staged(before, "qualified", 5)
    assert stages(read([row(1, "won", 20)], correction)[0]) == [
        "inquiry 2026-03-01", "qualified 2026-03-05", "won 2026-03-20",
    ]  # fmt: skip
    assert stages(read([row(1, "lost", 3)], correction)[0]) == ["inquiry 2026-03-01", "qualified 2026-03-05"]


def test_the_last_word_counts() -> None:
    kept = [row(1)]
    first = staged(kept, "lost", 5)
    second = staged(kept, "won", 9, first)
    assert stages(read(kept, first, second)[0]) == ["inquiry 2026-03-01", "qualified 2026-03-09", "won 2026-03-09"]


@pytest.mark.parametrize(
    ("what", "value", "attribute", "expected"),
    [
        ("offer", "audit", "offer", "audit"),
        ("value", "1200.5", "value", 1200.5),
        ("theme", "performance", "theme", "performance"),
        ("channel", "network", "channel", "network"),
        ("employees", "12", "employees", 12),
        ("heard", "from Ana", "self_report", "from Ana"),
        ("company", "Firma", "company", "Firma"),
        ("knows", "yes", "fit", Fit(knows=True)),
        ("decides", "no", "fit", Fit(decides=False)),
        ("value", None, "value", None),
    ],
)
def test_each_thing_can_be_said(what: str, value: str | None, attribute: str, expected: object) -> None:
    said = Correction(row="csv:x", what=what, value=value)  # type: ignore[arg-type]
    kept = LeadRow("csv", "csv:x", {"date": "2026-03-01", "email": "a@firma.ch"})
    (lead,) = read([kept], said)
    assert getattr(lead, attribute) == expected


def test_a_channel_that_is_taken_back_is_again_what_the_import_said() -> None:
    said = [Correction(row="csv:x", what="channel", value=value) for value in ("events", None)]
    kept = LeadRow("csv", "csv:x", {"date": "2026-03-01", "email": "a@firma.ch", "channel": "network"})
    assert read([kept], *said)[0].channel == "network"


def test_a_correction_stays_with_its_row_when_an_earlier_contact_of_the_firm_comes() -> None:
    later = LeadRow("csv", "csv:b", {"date": "2026-03-05", "email": "b@firma.ch"})
    earlier = LeadRow("csv", "csv:a", {"date": "2026-03-01", "email": "a@firma.ch"})
    said = Correction(row="csv:b", what="offer", value="audit")
    (lead,) = read([later, earlier], said)
    assert (lead.external_id, lead.offer) == ("csv:a", "audit")


def test_a_merger_holds_whatever_the_companies_are_and_corrections_of_both_count() -> None:
    kept = [row(1), row(2), row(3)]
    one, other = kept[0].external_id, kept[1].external_id
    said = [
        Correction(row=other, what="value", value="7.0"),
        Correction(row=one, what="merge", value=other),
        Correction(row=other, what="merge", value="csv:gone"),
    ]
    found = read(kept, *said)
    assert {(frozenset(lead.rows), lead.value) for lead in found} == {
        (frozenset({one, other}), 7.0),
        (frozenset({kept[2].external_id}), None),
    }


def test_what_was_called_no_lead_stays_known_and_the_next_contact_of_the_firm_is_a_lead_again() -> None:
    kept = [row(1, email="a@firma.ch"), row(2, email="b@firma.ch")]
    aside = corrections.of_rows(
        [kept[0].external_id], Correction(row=kept[0].external_id, what="set_aside", value="yes")
    )
    found = read(kept, *aside)
    assert {lead.email: lead.set_aside for lead in found} == {"a@firma.ch": True, "b@firma.ch": False}
    back = Correction(row=kept[0].external_id, what="set_aside", value="no")
    assert [lead.set_aside for lead in read(kept, *aside, back)] == [False]


def test_a_company_by_hand_says_which_contacts_are_one_lead() -> None:
    kept = [row(1, email="a@gmail.com"), row(2, email="b@gmail.com", company="Nordlicht GmbH")]
    said = Correction(row=kept[0].external_id, what="company", value="Nordlicht")
    assert len(read(kept)) == 2
    assert len(read(kept, said)) == 1


@pytest.mark.parametrize(
    ("what", "text", "kept"),
    [
        ("offer", "Architektur-Workshop", "discovery"), ("offer", " ", None), ("value", "1.200,50 €", "1200.5"),
        ("employees", "1'200", "1200"), ("channel", "Vorträge", "talks"), ("channel", "Referrals", "network"),
        ("knows", "ja", "yes"), ("money", "no", "no"), ("decides", "unknown", None), ("heard", " Ana ", "Ana"),
        ("set_aside", "yes", "yes"),
    ],
)  # fmt: skip
def test_what_a_person_types_is_kept_in_one_spelling(what: str, text: str, kept: str | None) -> None:
    assert corrections.value(what, text, TERMS) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "text", "reason"),
    [
        ("offer", "audt", 'unknown offer "audt" in "offer"; did you mean "audit"?'),
        ("theme", "zzz", 'unknown theme "zzz"; add it to content/themes.toml'),
        ("channel", "netwrk", 'unknown channel "netwrk"; did you mean "network"?'),
        ("channel", "carrier pigeon", 'unknown channel "carrier pigeon"; add it to content/channels.toml'),
        ("value", "lots", '"lots" in "value" is no amount'),
        ("employees", "many", '"many" in "employees" is no whole number'),
    ],
)
def test_what_cannot_be_is_refused(what: str, text: str, reason: str) -> None:
    with pytest.raises(RowError) as refused:
        corrections.value(what, text, TERMS)  # type: ignore[arg-type]
    assert str(refused.value).startswith(reason)


_DAYS = st.integers(min_value=1, max_value=28)
_STAGES = st.tuples(st.sampled_from(STAGES), _DAYS)


@given(_STAGES, st.lists(_STAGES, min_size=1, max_size=4))
def test_what_somebody_said_last_holds_with_what_came_after_it_and_the_same_import_again_moves_nothing(
    imported: tuple[Stage, int], said: list[tuple[Stage, int]]
) -> None:
    kept = [row(1, imported[0] if imported[0] != "inquiry" else "", imported[1])]
    made: list[Correction] = []
    (before,) = read(kept)
    for stage, day in said:
        (before,) = read(kept, *made)
        made.append(corrections.stage(before, stage, date(2026, 3, day)))
    (lead,) = read(kept, *made)
    stage, on = said[-1][0], date(2026, 3, said[-1][1])
    further = STAGES.index(stage) + 1 if stage != "won" else len(STAGES)
    later = [change for change in before.stages if change.stage in STAGES[further:] and change.on > on]
    if stage == "inquiry":
        assert lead.stages == lead.stages[:1]
    else:
        assert lead.first(stage) == on
        assert [change for change in lead.stages if change.on > on] == later
    assert read(kept + kept, *made) == [lead]


def test_rows_that_were_kept_are_read_without_an_order_of_dates() -> None:
    kept = rows_of(
        [table.parse("x.csv", "date,email,stage,stage_date\n03/04/2026,a@x.ch,won,05/04/2026\n")],
        Terms.of_new_rows(CATALOGUE, TERMS.as_of, "dmy"),
    ).rows
    assert stages(read(list(kept))[0]) == ["inquiry 2026-04-03", "qualified 2026-04-05", "won 2026-04-05"]
