"""`leitmotiv language`: files, lines and pipes, in a workspace and outside of one."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

GERMAN = "Wer eine Antwort aufhebt, gibt ein Versprechen ab, und jemand muss sagen, wie lange es gilt."
ENGLISH = "Whoever keeps an answer makes a promise, and somebody has to say how long it holds."
DANISH = "Den, der gemmer et svar, giver et løfte, og nogen må sige, hvor længe det gælder."
KEYS = ["source", "line", "lang", "best", "probability", "runner_up", "margin"]


def _pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_file_is_judged_by_its_body(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace) -> None:
    """Front matter, code and links do not count; the title stands in English on purpose."""
    post = f"---\ntitle: Performance is a promise\n---\n```\nthe code is the law\n```\n\n{GERMAN}\n"
    page = f"<html><style>p {{ color: red }}</style><p>{ENGLISH.replace('an', '&#97;n')}</p>"
    root = make_workspace({"a.md": post, "b.html": page})
    answer = leitmotiv("language", "-C", root, root / "a.md", root / "b.html", "--json")
    rows = json.loads(answer.out)
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [(row["source"], row["line"], row["lang"]) for row in rows] == [
        (str(root / "a.md"), None, "de"),
        (str(root / "b.html"), None, "en"),
    ]


@pytest.mark.parametrize("unit", ["<", "<script ", "<style>"])
def test_no_page_keeps_the_answer_waiting(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, unit: str) -> None:
    """Nothing is timed: what grows with the square of a page would keep this test busy for minutes."""
    root = make_workspace({"a.html": f"<p>{GERMAN}</p>{unit * 100_000}"})
    (row,) = json.loads(leitmotiv("language", "-C", root, root / "a.html", "--json").out)
    assert row["lang"] == "de"


def test_each_line_gets_one_answer_in_order(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace({})
    _pipe(monkeypatch, f"{GERMAN}\r\n\n{ENGLISH}\x85 still the same line\n{DANISH}")
    rows = json.loads(leitmotiv("language", "-C", root, "--lines", "-", "--languages", "de,en,da", "--json").out)
    assert [(row["source"], row["line"], row["lang"]) for row in rows] == [
        ("-", 1, "de"),
        ("-", 2, None),
        ("-", 3, "en"),
        ("-", 4, "da"),
    ]
    assert rows[1]["best"] is None


def test_a_language_that_the_workspace_lacks_is_unsure_but_named(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace({})
    _pipe(monkeypatch, DANISH)
    row = json.loads(leitmotiv("language", "-C", root, "-", "--json").out)[0]
    assert (row["lang"], row["best"]) == (None, "da")


def test_it_works_outside_a_workspace(leitmotiv: Leitmotiv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Toutes les nuits, la sauvegarde tournait et personne ne la regardait.", "utf-8")
    monkeypatch.chdir(tmp_path)
    answer = leitmotiv("language", "a.txt", "--json")
    assert json.loads(answer.out)[0]["lang"] == "fr"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "今年は十社以上の企業のソフトウェア刷新を支援しました。"),
        ("eu", "Aurten hamar enpresari baino gehiagori lagundu diegu softwarea berritzen."),
        ("ar", "ساعدنا هذا العام أكثر من عشر شركات على تجديد برمجياتها."),
    ],
)
def test_outside_a_workspace_any_language_is_an_answer(
    leitmotiv: Leitmotiv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, text: str
) -> None:
    """Also one whose small words are not listed here."""
    monkeypatch.chdir(tmp_path)
    _pipe(monkeypatch, text)
    assert json.loads(leitmotiv("language", "-", "--json").out)[0]["lang"] == lang


def test_a_workspace_of_one_language_is_no_choice(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace) -> None:
    config = CONFIG.replace('["de", "en"]', '["de"]')
    root = make_workspace({"leitmotiv.toml": config, "a.txt": DANISH, "b.txt": GERMAN})
    rows = json.loads(leitmotiv("language", "-C", root, root / "a.txt", root / "b.txt", "--json").out)
    assert [row["lang"] for row in rows] == ["da", "de"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "name files, or one with --lines"),
        (("a.txt", "--lines", "b.txt"), 2, "name files, or one with --lines"),
        (("a.txt", "--languages", "deutsch!"), 2, '"deutsch!" is no language tag'),
        (("a.txt", "--languages", ","), 2, "names no language"),
        (("a.txt", "--languages", "de,xx,zz"), 2, "no text can be told to be in xx, zz; take it out"),
        (("nowhere.txt", "--languages", "de,en"), 1, "nowhere.txt: there is no such file"),
        (("a.txt", "-C", "/nowhere"), 1, "there is no such folder"),
    ],
)
def test_a_slip_is_answered_with_the_mend(
    leitmotiv: Leitmotiv, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = leitmotiv("language", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


@pytest.mark.parametrize("lang", ["de-at", "nb", "zh-tw", "fil", "bs", "sw", "eo"])
def test_languages_that_any_of_the_voices_knows_are_candidates(leitmotiv: Leitmotiv, tmp_path: Path, lang: str) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    assert leitmotiv("language", tmp_path / "a.txt", "--languages", f"en,{lang}", "--json").code == 0


def test_people_get_a_table(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"a.txt": GERMAN})
    answer = leitmotiv("language", "-C", root, root / "a.txt")
    assert answer.code == 0
    assert "runner-up" in answer.out
