"""Which row of a list without ids was corrected to which: found at once, and as if each pair were looked at."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import plain_leads, relisted
from pipeline.model.people import LeadRow
from tests.audience.cases import TERMS

WHO = ("email", "name", "company")
DAYS = ("", "2026", "2025-02-01", "2026-01-02", "2026-02-01", "2026-02-05", "2026-02-09T10:00", "2026-03-01")
CELLS = st.fixed_dictionaries(
    {
        "date": st.sampled_from(DAYS),
        "message": st.sampled_from(("Slow", "Old")),
        **dict.fromkeys(WHO, st.sampled_from("ab ")),
    }
)


def rows(mark: str) -> st.SearchStrategy[list[LeadRow]]:
    listed = st.lists(CELLS, max_size=5)
    return listed.map(lambda cells: [LeadRow("csv", f"csv:{mark}{place}", one) for place, one in enumerate(cells)])


@given(rows("old"), rows("new"), st.none() | st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)))
def test_a_row_became_the_only_one_that_it_can_be(
    gone: list[LeadRow], new: list[LeadRow], still: relisted.Days | None
) -> None:
    can = [(old, now) for old in gone for now in new if _is_one(old.values, now.values, still)]
    alone = {
        old.external_id: now.external_id
        for old, now in can
        if sum(old is one for one, _ in can) == 1 and sum(now is other for _, other in can) == 1
    }
    assert relisted.corrected(gone, new, still) == alone


def _is_one(old: Mapping[str, str], now: Mapping[str, str], still: relisted.Days | None) -> bool:
    if old["message"] != now["message"]:
        return False
    same = [name for name in WHO if old[name] == now[name]]
    said = [name for name in same if old[name].strip()]
    before, after = old["date"][:10], now["date"][:10]
    if before == after:
        return bool(said)
    is_same_firm = len(same) >= 2 and ("email" in said or "company" in said)
    return is_same_firm and _is_mistaken(before, after, still)


def _is_mistaken(before: str, after: str, still: relisted.Days | None) -> bool:
    turned = f"{before[:4]}-{before[8:10]}-{before[5:7]}"
    if before[4:] == after[4:] or turned == after[:10]:
        return True
    if still is None:
        return False
    first, last = still
    has_moved_on = before <= first and last <= after
    return not has_moved_on and (before >= first or before[:7] == after[:7])


@pytest.mark.parametrize(
    ("before", "after", "still", "is_one"),
    [
        ("09.04.2026", "04.09.2026", None, True),
        ("9. April 2026", "9. April 2025", None, True),
        ("28.01.2026", "05.06.2026", ("2026-02-02", "2026-05-20"), False),
        ("28.01.2026", "05.03.2026", ("2026-02-02", "2026-05-20"), False),
        ("03.03.2026", "05.03.2026", ("2026-03-01", "2026-05-20"), True),
    ],
)
def test_days_may_be_written_in_any_way(before: str, after: str, still: relisted.Days | None, is_one: bool) -> None:
    who = {"email": "ana@nordlicht.ch", "company": "Nordlicht"}
    gone, new = (LeadRow("csv", f"csv:{date}", {**who, "date": date}) for date in (before, after))
    assert bool(relisted.corrected([gone], [new], still)) == is_one


HOLDER = {"id": "1", "date": "2025-03-02", "email": "ana@nordlicht.ch", "company": "Nordlicht"}


@pytest.mark.parametrize(
    ("said", "is_same"),
    [
        ({"email": "bo@hafen.de", "company": "Hafen", "date": "2026-03-02"}, False),
        ({"email": "bo@hafen.de", "company": "Hafen"}, False),
        ({"email": "", "company": "Hafen", "date": "02.03.2026"}, False),
        ({"email": "bo@nordlicht.ch", "date": "2026-03-02"}, True),
        ({"email": "", "company": "Nordlich AG"}, True),
        ({"email": "", "company": "Nordlicht AG", "date": "2026-03-02"}, True),
        ({"email": "bo@mail.nordlicht.ch", "company": "", "date": "2026-03-02"}, True),
        ({"email": "", "company": "", "name": "Ana", "date": "02.03.2025"}, True),
    ],
)
def test_a_row_whose_id_somebody_else_has_is_known_by_who_and_when(said: Mapping[str, str], is_same: bool) -> None:
    first, second = LeadRow("csv", "csv:1", HOLDER), LeadRow("csv", "csv:1", {**HOLDER, **said})
    tables = {"2025.csv": [first], "2026.csv": [second], "later/2026.csv": [second]}
    for known in ({}, {"csv:1": first}):
        found = relisted.apart(tables, known, TERMS)
        assert found["2025.csv"] == (first,)
        assert [row.external_id == "csv:1" for row in found["2026.csv"]] == [is_same]
        assert found["2026.csv"] == found["later/2026.csv"]


def test_who_was_sent_by_a_row_of_its_own_list_is_not_sent_by_another_ones() -> None:
    """Both lists number their rows from 1."""
    second = {"id": "1", "date": "2026-03-02", "email": "bo@hafen.de"}
    third = {"id": "2", "date": "2026-03-05", "email": "cy@kai.de", "referred_by": "1"}
    lists = [LeadRow("csv", plain_leads.row_of(one["id"]), one) for one in (HOLDER, second, third)]
    _, (sender, sent) = relisted.apart({"2025.csv": lists[:1], "2026.csv": lists[1:]}, {}, TERMS).values()
    assert sent.values["referred_by"] == sender.external_id != lists[0].external_id
