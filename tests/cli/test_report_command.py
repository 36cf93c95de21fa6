"""`leitmotiv report` as a user types it: its forms, tables and engines, and that none of them names a person."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from pipeline.edges.engines import duck
from tests.cli.conftest import Answer, Leitmotiv
from tests.runs.folk import FILES, made, paths

PERSONAL = (
    "Ana", "Bela", "Chiara", "Eve", "dora", "nordlicht", "damico", "firma.ch", "gmail", "Alles ist langsam",
    "We are slow", "Guten Tag", "More on latency", "Zander",
)  # fmt: skip
"""What the exports say of people, and what people said."""


@pytest.fixture
def run(tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch) -> Leitmotiv:
    """Runs a command line in a workspace that has taken in leads, hours, views and wishes."""
    made(tmp_path, FILES)
    (tmp_path / "hours.csv").write_text("date,minutes,theme,channel\n2026-03-01,90,performance,events\n", "utf-8")
    (tmp_path / "pages.csv").write_text("name,visitors,pageviews\n/de/posts/tail.html,3,9\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: object) -> Answer:
        return leitmotiv(*arguments)

    run_it("leads", "import", *paths(*FILES))
    run_it("effort", "import", "hours.csv")
    run_it("traffic", "import", "pages.csv")
    run_it("wishes", "add", "Mehr von Frau Zander über Latenz", "--lang", "de")
    return run_it


def test_no_form_of_the_report_names_a_person_or_repeats_a_word_of_one(run: Leitmotiv, tmp_path: Path) -> None:
    said = {f"terminal, {lang}": run("report", "--lang", lang).out for lang in ("en", "de", "da")}
    for lang in ("en", "de", "da"):
        assert run("report", "--html", lang, "--lang", lang).code == 0
        said[f"page and its charts, {lang}"] = (tmp_path / lang / "index.html").read_text("utf-8")
    said["json"] = run("report", "--json").out
    written = run("report", "--tables", "tables").err
    number = len(list((tmp_path / "tables").glob("*.csv")))
    assert written == f"wrote {number} tables to tables, each as CSV and Parquet\n"
    with duck.opened() as engine:
        for file in sorted((tmp_path / "tables").iterdir()):
            rows = engine.fetched(engine.parquet(str(file))) if file.suffix == ".parquet" else file.read_text("utf-8")
            said[file.name] = str(rows)
    assert {"touches.parquet", "wishes.csv"} <= said.keys()
    for form, text in said.items():
        assert [word for word in PERSONAL if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == [], form


def test_a_translation_to_come_has_taken_no_time_yet(run: Leitmotiv, tmp_path: Path) -> None:
    posts = tmp_path / "content/posts"
    original = (posts / "tail.de.md").read_text("utf-8").replace("lang: de", "lang: de\nminutes: 60")
    (posts / "tail.de.md").write_text(original, "utf-8")
    later = original.replace("2026-01-10", "2026-05-01").replace("lang: de", "lang: en").replace("60", "30")
    (posts / "tail.en.md").write_text(later, "utf-8")
    for day, minutes in (("2026-04-30", 90 + 60), ("2026-05-01", 90 + 60 + 30)):
        rows = json.loads(run("report", "--json", "--as-of", day).out)["themes"]
        (effort,) = (row["effort"] for row in rows if row["theme"] == "performance")
        assert (effort["minutes"], effort["posts"]) == (minutes, 1)


def test_programs_read_what_was_counted_by_an_engine(run: Leitmotiv) -> None:
    half_a_year = ("--json", "--period", "2026-01-01..2026-06-30")
    data = json.loads(run("report", *half_a_year, "--engine", "duckdb").out)
    assert data == json.loads(run("report", *half_a_year).out)
    assert data["touches"] == [
        {"theme": "performance", "channel": "network", "lang": "de", "month": "2026-02", "touches": 1.0}
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("--engine", "duckdb"),
            2,
            "--engine counts touches, which stand in --tables DIR and --json; name one of them",
        ),
        (("--json", "--engine", "sparkle"), 1, '"sparkle" is no engine; write duckdb, spark://HOST:PORT, local[2]'),
        (("--period", "2026"), 2, '"2026" is no period; write it as 2026-01-01..2026-06-30'),
        (("--period", "2026-06-30..2026-01-01"), 2, "the period ends on 2026-01-01, before it begins on 2026-06-30"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(run: Leitmotiv, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = run("report", *arguments)
    assert answer.code == code, answer
    assert said in answer.err


def test_tables_are_what_the_json_says(run: Leitmotiv, tmp_path: Path) -> None:
    run("report", "--tables", "tables", "--period", "2026-03-01..2026-03-31")
    data = json.loads(run("report", "--json", "--period", "2026-03-01..2026-03-31").out)
    with (tmp_path / "tables" / "themes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["theme"] for row in rows] == [row["theme"] for row in data["themes"]]
    assert [float(row["effort.minutes"]) for row in rows] == [row["effort"]["minutes"] for row in data["themes"]]


def test_the_json_gives_its_reasons_in_the_language_that_was_asked_for(run: Leitmotiv) -> None:
    said = [json.loads(run("report", "--json", *more).out)["themes"][0] for more in ((), ("--lang", "de"))]
    english, german = (row["verdicts"]["per_100_hours"]["why"] for row in said)
    assert german.startswith("1 Lead auf 1,5 Stunden; ")
    assert english.startswith("1 lead in 1.5 hours; ")


def test_a_language_that_the_report_does_not_speak_is_refused(run: Leitmotiv) -> None:
    refused = run("report", "--lang", "fr")
    assert (refused.code, "the report speaks da, de, en" in refused.err) == (2, True)
    assert run("report", "--lang", "DE", "--json").code == 0


def test_the_report_speaks_a_variant_that_alone_has_a_catalogue(run: Leitmotiv, tmp_path: Path) -> None:
    catalogue = tmp_path / "templates/locale/pt-br.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n\nmsgid "What next"\nmsgstr "E agora"\n', "utf-8")
    assert "E agora" in run("report", "--lang", "pt_BR").out
    assert run("report", "--lang", "pt-pt").code == 2


def test_the_report_does_not_claim_a_language_that_only_the_site_speaks(run: Leitmotiv) -> None:
    refused = run("report", "--lang", "fr")
    assert (refused.code, "the report speaks da, de, en;" in refused.err) == (2, True)


def test_whoever_has_written_no_post_has_a_report_too(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "content/posts/tail.de.md").unlink()
    answer = run("report", "--json")
    assert answer.code == 0
    assert "posts" in json.loads(answer.out)["gaps"]
    assert "leitmotiv ingest SOURCE" in run("report").out


def test_a_longer_export_of_later_on_changes_nothing_in_an_earlier_report(run: Leitmotiv, tmp_path: Path) -> None:
    """What is dated after `as_of` does not exist: the year's export stands for no month of a report before its end."""
    report = ("report", "--json", "--as-of", "2026-04-15", "--period", "2026-01-01..2026-04-15")
    table = (
        "# Start date: {}\n# End date: {}\nPage path and screen class,Views,Active users\n/de/posts/tail.html,{},1\n"
    )
    (tmp_path / "month.csv").write_text(table.format("20260301", "20260331", 500), "utf-8")
    assert run("traffic", "import", "month.csv").code == 0
    before = json.loads(run(*report).out)["themes"]
    (tmp_path / "year.csv").write_text(table.format("20260101", "20260601", 9000), "utf-8")
    assert run("traffic", "import", "year.csv").code == 0
    assert json.loads(run(*report).out)["themes"] == before
    assert sum(row["attention"]["views"] for row in before) == 500


def test_views_of_a_post_that_is_to_come_out_again_count_for_no_theme_and_no_language(
    run: Leitmotiv, tmp_path: Path
) -> None:
    tail = tmp_path / "content/posts/tail.de.md"
    tail.write_text(tail.read_text("utf-8").replace("2026-01-10", "2026-09-01"), "utf-8")
    found = json.loads(run("report", "--json").out)
    views = [row["views"] for row in found["languages"]] + [row["attention"]["views"] for row in found["themes"]]
    assert set(views) == {0}


def test_who_writes_the_english_of_one_country_asks_for_no_translation(run: Leitmotiv, tmp_path: Path) -> None:
    """Each kind of a language was a row of its own, without a post."""
    lead = (
        "date,email,stage,qualified_date,theme,lang\n2026-03-01,x@us.example,qualified,2026-03-02,performance,en-us\n"
    )
    (tmp_path / "us.csv").write_text(lead, "utf-8")
    assert run("leads", "import", "us.csv").code == 0
    rows = json.loads(run("report", "--json").out)["languages"]
    assert "en-us" not in {row["lang"] for row in rows}
    assert [row["leads"] for row in rows if (row["theme"], row["lang"]) == ("performance", "en")] > [0]
