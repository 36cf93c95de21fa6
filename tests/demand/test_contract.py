"""The report as JSON: names and shapes that other programs rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.demand import contract, report
from tests.demand.ledgers import SECRETS, catalogue, full, ledger, story, theme

THEME = {"theme", "promoted", "effort", "attention", "demand", "content", "cost_per_client", "verdicts", "primary"}
INTERVAL = {"median", "low", "high"}


def as_json(facts: Any = None) -> dict[str, Any]:
    """The JSON of a ledger, having been through a file."""
    data: dict[str, Any] = json.loads(
        json.dumps(contract.as_json(report.assemble(facts or full()), "H"), allow_nan=False)
    )
    return data


@pytest.mark.parametrize("facts", [full(), story(1), ledger(), ledger(catalogue=catalogue(theme("a")))])
def test_every_report_can_be_written_as_json(facts: Any) -> None:
    assert as_json(facts)["headline"] == "H"


def test_the_report_has_the_keys_of_the_contract() -> None:
    data = as_json()
    assert set(data) >= {
        "period", "as_of", "headline", "themes", "unpromoted_demand", "channels", "offers", "met_wanted", "journeys",
        "models", "languages", "segments", "fit",
    }  # fmt: skip
    assert data["period"] == {"from": "2026-01-01", "until": "2026-06-30"}
    assert set(data["journeys"]) == {
        "leads",
        "touched_by_content",
        "untouched",
        "self_reported",
        "traced",
        "agreement",
    }
    assert all(set(row) >= {"offer", "promoted", "sold", "revenue"} for row in data["offers"])
    assert all(
        set(row) >= {"channel", "minutes", "cash", "leads", "clients", "cost_per_client", "steps"}
        for row in data["channels"]
    )


def test_a_theme_has_the_keys_of_the_contract() -> None:
    for row in as_json()["themes"]:
        assert set(row) == THEME
        assert set(row["effort"]) == {"posts", "mature_posts", "minutes", "delivery_minutes", "cash"}
        assert set(row["attention"]) == {"views", "readers"}
        assert set(row["demand"]) == {
            "leads",
            "qualified",
            "independent",
            "clients",
            "revenue",
            "per_month",
            "per_100_hours",
        }
        assert set(row["content"]) == {"leads", "clients", "per_mature_post"}
        assert set(row["verdicts"]) == {"per_month", "per_100_hours", "content"}
        for verdict in row["verdicts"].values():
            assert set(verdict) == {"code", "direction", "probability", "against", "why", "next"}
        assert set(row["primary"]) == {"effort", "demand", "content", "verdicts"}


def test_a_rate_without_exposure_is_null_and_a_cost_without_a_client_a_bound() -> None:
    performance, architecture = as_json(story(6))["themes"]
    assert set(performance["demand"]["per_month"]) == INTERVAL
    assert set(performance["cost_per_client"]) == {"at_least"}
    assert architecture["content"]["per_mature_post"] is None
    assert set(architecture["cost_per_client"]) == INTERVAL


def test_the_story_in_json() -> None:
    performance, architecture = as_json(story(6))["themes"]
    assert (performance["promoted"], architecture["promoted"]) == (True, False)
    assert architecture["verdicts"]["per_100_hours"] == {
        "code": "clear",
        "direction": "more",
        "probability": pytest.approx(0.9987, abs=0.00005),
        "against": "performance",
        "why": "4 leads in 20 hours against 0 leads in 190 hours for performance: "
        "99.9 % sure that this theme draws more. This supposes that the 4 leads through people came one by one. "
        "Where one sent another, note it: leitmotiv leads update ID --referred-by ID.",
        "next": None,
    }


def test_what_no_lead_met_is_null_in_the_matrix() -> None:
    assert {"met": None, "wanted": "architecture", "leads": 4.0} in as_json()["met_wanted"]


@pytest.mark.parametrize("secret", [*SECRETS.values(), "Secretdescription", "Secretsource", "Secretcampaign"])
def test_no_person_is_in_the_json(secret: str) -> None:
    assert secret not in json.dumps(as_json(), ensure_ascii=False)
