"""Tags over time: written down on the day they are given, and a report without hindsight."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.demand import leads as demand_leads
from pipeline.edges import place, workspace
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database.leads import Log
from pipeline.model.given import Given
from pipeline.model.people import Lead, StageChange, Touch
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.runs import content, history, store, tagging
from pipeline.runs.report import hindsight, ledger, reporting
from pipeline.themes import definitions
from pipeline.themes import history as rules
from tests import themed
from tests.conftest import MakeWorkspace

SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 30)


@pytest.fixture
def where(make_workspace: MakeWorkspace) -> Path:
    """The small workspace."""
    return make_workspace(themed.files())


def on(root: Path, day: date) -> Workspace:
    """The workspace on a day, as its config says."""
    config = root / "leitmotiv.toml"
    lines = [f"as_of = {day}" if line.startswith("as_of") else line for line in config.read_text().splitlines()]
    config.write_text("\n".join(lines) + "\n")
    return workspace.load(str(root), None)


def relabel(root: Path, name: str, theme: str) -> None:
    path = root / "content/posts" / name
    head = path.read_text().replace("\n---\n\n", f"\nthemes: [{theme}]\n---\n\n", 1)
    path.write_text(head)


def themes(given: Given) -> list[str]:
    return [tag.theme for tag in given.tags]


def test_tags_are_written_down_on_the_day_they_are_given_and_when_they_change(where: Path) -> None:
    spring = on(where, SPRING)
    assert history.record(spring, content.read(spring)) == 4
    assert history.record(spring, content.read(spring)) == 0
    relabel(where, "oven.en.md", "sailing")
    summer = on(where, SUMMER)
    assert history.record(summer, content.read(summer)) >= 1
    known = history.read(summer)
    assert [(given.on, themes(given), given.tags[0].by) for given in known["oven"]] == [
        (SPRING, ["baking"], "machine"),
        (SUMMER, ["sailing"], "human"),
    ]
    assert rules.as_of(known["oven"], date(2026, 6, 29)) == known["oven"][0]
    assert rules.as_of(known["oven"], SUMMER) == known["oven"][1]
    assert rules.as_of(known["oven"], date(2020, 1, 1)) == known["oven"][0]
    row = next(row for row in tagging.rows(summer, tagging.tag(summer)) if row["translation_key"] == "oven")
    assert row["themes"][0]["since"] == "2026-06-30"


def test_the_last_word_of_a_day_counts(where: Path) -> None:
    spring = on(where, SPRING)
    history.record(spring, content.read(spring))
    relabel(where, "oven.en.md", "sailing")
    history.record(spring, content.read(spring))
    assert [themes(given) for given in history.read(spring)["oven"]] == [["sailing"]]


def test_another_definition_gives_the_same_tag_anew(where: Path) -> None:
    spring = on(where, SPRING)
    relabel(where, "oven.en.md", "baking")
    history.record(spring, content.read(spring))
    path = where / "content/themes.toml"
    path.write_text(path.read_text().replace('"sourdough"', '"sourdough", "rye"'))
    summer = on(where, SUMMER)
    history.record(summer, content.read(summer))
    known = history.read(summer)["oven"]
    assert [given.on for given in known] == [SPRING, SUMMER]
    assert known[0].definitions != known[1].definitions


def test_promoting_a_theme_does_not_change_what_it_means(where: Path) -> None:
    before = workspace.load(str(where), None).catalogue.themes["baking"]
    path = where / "content/themes.toml"
    path.write_text(path.read_text().replace("2026-01-01", "2025-01-01"))
    after = workspace.load(str(where), None).catalogue.themes["baking"]
    assert before.promoted != after.promoted
    assert definitions.version(before) == definitions.version(after)


def test_a_question_about_another_day_changes_no_history(where: Path) -> None:
    asked = workspace.load(str(where), date(2025, 1, 1))
    assert history.record(asked, content.read(asked)) == 0
    assert history.read(asked) == {}


def test_in_a_workspace_that_names_its_day_today_is_another_one(where: Path) -> None:
    """Tags of a later day would keep all those of its own out."""
    on(where, SPRING)
    asked = workspace.load(str(where), place.today())
    assert history.record(asked, content.read(asked)) == 0
    spring = workspace.load(str(where), None)
    assert history.record(spring, content.read(spring)) == 4


def test_nothing_is_put_before_what_is_there() -> None:
    later = Given(SUMMER, (Tag(theme="a", weight=1, by="human"),), {"a": "1"})
    earlier = Given(SPRING, (Tag(theme="b", weight=1, by="human"),), {"b": "1"})
    assert rules.new({"post": (later,)}, {"post": earlier}) == {}


def test_weights_that_a_label_elsewhere_moves_a_little_are_the_same_tags() -> None:
    def mixed(share: float) -> Given:
        pair = (Tag(theme="a", weight=share, by="machine"), Tag(theme="b", weight=1 - share, by="machine"))
        return Given(SPRING, pair, {"a": "1", "b": "1"})

    assert not rules.differs(mixed(0.7), mixed(0.75))
    assert rules.differs(mixed(0.7), mixed(0.85))


def test_a_lead_meets_a_post_as_it_was_tagged_when_the_lead_wrote(where: Path) -> None:
    spring = on(where, SPRING)
    relabel(where, "oven.en.md", "baking")
    history.record(spring, content.read(spring))
    path = where / "content/posts/oven.en.md"
    path.write_text(path.read_text().replace("themes: [baking]", "themes: [sailing]"))
    summer = on(where, SUMMER)
    history.record(summer, content.read(summer))
    with store.writing(summer) as connection:
        stored_leads.Standing(connection).save([lead(1, datetime(2026, 4, 1, tzinfo=UTC))], Log(SUMMER, "import"))
    facts = ledger.read(summer, content.read(summer))
    (today,) = demand_leads.counted(facts)
    assert today.met == {"sailing": 1.0}
    seen, came_to = hindsight.without(facts, history.read(summer))
    (then,) = demand_leads.counted(seen)
    assert then.met == {"baking": 1.0}
    assert (came_to.touches, came_to.leads, came_to.earlier, came_to.begins) == (1, 1, 0, SPRING)
    made = {way: reporting.as_json(reporting.make(summer, tags_as_of=way)) for way in ("today", "lead")}
    assert [made[way]["tags_as_of"] for way in made] == ["today", "lead"]
    posts = {way: [row["effort"]["posts"] for row in told["themes"]] for way, told in made.items()}
    assert posts["today"] == posts["lead"]  # what a post once was costs no effort twice
    json.dumps(made["lead"], allow_nan=False)


def lead(number: int, received: datetime) -> Lead:
    """A lead that read the post about the oven a day before."""
    return Lead(
        external_id=f"list:{number}",
        received_at=received,
        channel="blog",
        message="",
        touches=(Touch(at=received.replace(day=1), channel="blog", post="/en/posts/oven.html"),),
        stages=(StageChange("inquiry", received.date()),),
    )
