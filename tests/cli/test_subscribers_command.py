"""Subscribers one by one, from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace


@pytest.fixture
def run(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> Leitmotiv:
    root = make_workspace(
        {
            "people.csv": "email,lang\nana@example.org,de\nbela@example.org,en\n",
            "content/themes.toml": '[agile]\nname = {de = "Agil"}\n',
            "private/outbox/x/1.eml": "a letter",
            "private/outbox/x/11.eml": "another's letter",
        }
    )

    def run_it(*arguments: object) -> Answer:
        placed = [root / str(argument) if str(argument).endswith(".csv") else argument for argument in arguments]
        return leitmotiv("subscribers", *placed, "-C", root)

    return run_it


def shown(run: Leitmotiv, address: str) -> dict[str, Any]:
    answer = run("show", address, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def test_who_is_added_by_hand_has_a_record_of_consent(run: Leitmotiv) -> None:
    added = run("add", "Eva@Example.org", "--lang", "de-AT", "--lang", "en", "--theme", "agile", "--tier", "inner",
                "--consent", "asked me at the meetup")  # fmt: skip
    assert (added.code, added.err) == (0, "subscriber 1 is confirmed\n")
    known = shown(run, "eva@example.org")
    assert {key: known[key] for key in ("id", "email", "state", "langs", "themes", "tier")} == {
        "id": 1, "email": "eva@example.org", "state": "confirmed", "langs": ["de-at", "en"], "themes": ["agile"],
        "tier": "inner",
    }  # fmt: skip
    (consent,) = known["consent"]
    assert (consent["page"], consent["wording"], consent["lang"]) == ("by hand", "asked me at the meetup", "de-at")
    assert consent["confirmed_at"].endswith("Z")


def test_who_is_tired_of_his_tier_and_his_themes_is_like_everybody_else(run: Leitmotiv) -> None:
    run("add", "eva@example.org", "--lang", "de", "--theme", "agile", "--tier", "inner", "--consent", "asked me")
    assert run("add", "eva@example.org", "--theme", "", "--tier", "").code == 0
    known = shown(run, "eva@example.org")
    assert (known["themes"], known["tier"], known["langs"]) == ([], None, ["de"])


def test_who_is_added_without_a_word_on_consent_is_warned_of(run: Leitmotiv) -> None:
    said = run("add", "eva@example.org").err
    assert said.startswith("subscriber 1 is confirmed\nwarning: nothing is on record of what subscriber 1 agreed to")
    assert "warning" not in run("add", "ida@example.org", "--unconfirmed").err
    assert "warning" not in run("add", "eva@example.org", "--consent", "signed the list at the meetup").err
    assert [one["wording"] for one in shown(run, "eva@example.org")["consent"]] == ["", "signed the list at the meetup"]


def test_who_is_added_again_has_one_record_of_the_same_consent(run: Leitmotiv) -> None:
    run("add", "eva@example.org", "--consent", "fair of 2026")
    for more in ([], ["--consent", "fair of 2026"], ["--lang", "da", "--unconfirmed"]):
        said = run("add", "eva@example.org", *more)
        assert (said.code, said.err) == (0, "subscriber 1 is confirmed\n")
    known = shown(run, "eva@example.org")
    assert [one["wording"] for one in known["consent"]] == ["fair of 2026"]
    run("add", "eva@example.org", "--consent", "asked in a mail")
    assert [one["wording"] for one in shown(run, "eva@example.org")["consent"]] == ["fair of 2026", "asked in a mail"]
    run("unsubscribe", "eva@example.org")
    assert "nothing is on record" in run("add", "eva@example.org", "--again").err
    assert len(shown(run, "eva@example.org")["consent"]) == 4


def test_all_that_is_known_of_one_person_names_his_leads_and_his_answers(
    run: Leitmotiv, leitmotiv: Leitmotiv, tmp_path: Path
) -> None:
    (tmp_path / "leads.csv").write_text("date,email,message\n2026-03-01,ana@example.org,Guten Tag\n", "utf-8")
    leitmotiv("leads", "import", tmp_path / "leads.csv", "-C", tmp_path)
    assert "no subscriber has this address, but lead 1 does" in run("show", "ana@example.org").err
    run("import", "people.csv")
    (lead,) = shown(run, "ana@example.org")["leads"]
    assert (lead["id"], lead["kept"][0]["cells"]["message"]) == (1, "Guten Tag")
    assert "leads: 1; all of it: leitmotiv leads show 1 --only ana@example.org" in run("show", "ana@example.org").out
    assert shown(run, "bela@example.org")["leads"] == []
    assert "somebody in lead 1 has the same address and stays" in run("forget", "ana@example.org").err


def test_nobody_is_shown_or_forgotten_who_is_not_there(run: Leitmotiv) -> None:
    for command in ("show", "forget"):
        answer = run(command, "nobody@example.org")
        assert (answer.code, answer.out) == (1, "")
        assert "nobody@" not in answer.err


@pytest.mark.parametrize("command", ["show", "forget", "unsubscribe"])
def test_an_address_typed_in_latin_1_is_nobodys(run: Leitmotiv, command: str) -> None:
    """Python stands half characters in for such bytes (PEP 383)."""
    answer = run(command, "j\udcf6rg@example.org")
    assert (answer.code, answer.err.startswith("error: nobody here has this address")) == (1, True)


def test_who_asks_to_leave_is_taken_off_and_what_he_agreed_to_stays_on_record(run: Leitmotiv) -> None:
    run("add", "eva@example.org", "--consent", "asked me at the meetup")
    assert run("unsubscribe", "EVA@example.org").err == "subscriber 1 gets no more letters; no import changes that\n"
    known = shown(run, "eva@example.org")
    assert known["state"] == "unsubscribed"
    assert [one["page"] for one in known["consent"]] == ["by hand", "unsubscribed by hand"]
    assert run("unsubscribe", "eva@example.org").err == "subscriber 1 had left before; no import changes that\n"
    assert run("unsubscribe", "nobody@example.org").code == 1
    assert "has left the list" in run("add", "eva@example.org").err


def test_the_forgotten_are_gone_and_no_import_brings_them_back(run: Leitmotiv) -> None:
    run("import", "people.csv")
    gone = run("forget", "ANA@example.org")
    assert gone.code == 0
    assert "removed 1 rehearsal letter" in gone.err
    assert run("show", "ana@example.org").code == 1
    again = run("import", "people.csv")
    assert "0 added, 0 updated" in again.err
    assert "1 row is of people who asked to be forgotten, and left out" in again.err
    assert [row["email"] for row in json.loads(run("list", "--json").out)] == ["bela@example.org"]
    assert "asked to be forgotten" in run("add", "ana@example.org").err
    assert run("add", "ana@example.org", "--again").code == 0
    assert shown(run, "ana@example.org")["id"] == 3, "the number of somebody who is gone never comes back"


def test_who_was_forgotten_and_is_back_is_a_reader_as_others_are(run: Leitmotiv) -> None:
    run("add", "ida@example.org", "--lang", "de", "--consent", "fair")
    run("forget", "ida@example.org")
    assert run("add", "ida@example.org", "--again", "--unconfirmed").code == 0
    assert "asked to be forgotten" in run("add", "ida@example.org", "--lang", "en").err
    run("add", "ida@example.org", "--again", "--consent", "asked in a mail")
    assert run("add", "ida@example.org", "--lang", "en").code == 0
    assert shown(run, "ida@example.org")["langs"] == ["en"]


def test_all_are_exported_as_a_file_that_can_be_imported(run: Leitmotiv) -> None:
    run("import", "people.csv")
    assert run("export").out == (
        "email,name,lang,state,themes,tier,since\nana@example.org,,de,confirmed,,,\nbela@example.org,,en,confirmed,,,\n"
    )
    run("add", "cleo@example.org", "--name", "Cleo", "--consent", "asked me")
    assert [row["name"] for row in json.loads(run("export", "--json").out)] == ["", "", "Cleo"]


def test_an_export_says_since_when_somebody_is_there_and_comes_back_whole(
    run: Leitmotiv, leitmotiv: Leitmotiv, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "leitmotiv.toml").write_text(CONFIG, "utf-8")
    run("import", "people.csv")
    run("add", "cleo@example.org", "--name", "Cleo", "--consent", "asked me")
    exported = run("export").out
    assert re.search(r"^cleo@example\.org,Cleo,,confirmed,,,20\d\d-\S+Z$", exported, re.MULTILINE)
    (other / "people.csv").write_text(exported, "utf-8")
    assert "3 added" in leitmotiv("subscribers", "import", other / "people.csv", "-C", other).err
    assert leitmotiv("subscribers", "export", "-C", other).out == exported


def test_a_domain_in_letters_and_in_ascii_is_one_person_who_stays_away(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "left.csv").write_text("email,lang,state\njo@müller.example,de,unsubscribed\n", "utf-8")
    (tmp_path / "again.csv").write_text("email,lang\njo@xn--mller-kva.example,de\n", "utf-8")
    run("import", "left.csv")
    assert "0 added, 0 updated, 1 unchanged" in run("import", "again.csv").err
    assert shown(run, "Jo@MÜLLER.example")["state"] == "unsubscribed"
    assert run("list").out.count("jo@müller.example") == 1
    assert "\njo@müller.example," in run("export").out
    run("forget", "jo@xn--mller-kva.example")
    assert [run("import", name).err.count("0 added") for name in ("left.csv", "again.csv")] == [1, 1]


def test_the_files_that_still_name_the_forgotten_are_told_in_any_spelling(run: Leitmotiv, tmp_path: Path) -> None:
    folder = tmp_path / "private/imports"
    folder.mkdir()
    run("add", "jo@müller.example", "--consent", "yes")
    plain = "jo@xn--mller-kva.example"
    texts = {"a": "Jo@Müller.example".encode(), "b": plain.encode(), "c": plain.encode("utf-16"), "d": b"jo@mueller"}
    texts["e"] = b"x" * 100_000 + plain.encode()  # JSON of other programs is one line
    for name, content in texts.items():
        (folder / f"{name}.csv").write_bytes(content)
    said = run("forget", "jo@müller.example").err
    assert [name for name in "abcde" if f"private/imports/{name}.csv" in said] == ["a", "b", "c", "e"]


def test_what_people_wrote_is_shown_without_what_moves_a_cursor(run: Leitmotiv) -> None:
    run("add", "eva@example.org", "--consent", "a\rb\x9bc\u202ed")
    assert "wording a\\rb\\x9bc\\u202ed" in run("show", "eva@example.org").out


def test_a_file_that_cannot_be_searched_is_told_and_the_others_are_searched(run: Leitmotiv, tmp_path: Path) -> None:
    folder = tmp_path / "private/imports"
    folder.mkdir()
    (folder / "a.csv.gz").write_bytes(b"x")
    (folder / "b.csv").write_text("eva@example.org", "utf-8")
    run("add", "eva@example.org", "--consent", "yes")
    gone = run("forget", "eva@example.org")
    assert gone.code == 0
    named, warned = gone.err.splitlines()[1:]
    assert named == "private/imports/b.csv still names the person; take that out there, it is not yours to keep"
    assert warned.startswith(
        "warning: private/imports/a.csv.gz: could not be searched, and may still name the person: "
    )


def test_a_list_that_nobody_knows_comes_in_by_a_mapping_that_is_kept(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "fair.csv").write_text("Kontakt;Spr.;Stand\njo@example.org;de;7\nx@;de;8\n", "utf-8")
    refused = run("import", "fair.csv")
    assert refused.code == 1
    assert "a table with the columns Kontakt, Spr., Stand is not known; name its columns: leitmotiv" in refused.err
    pairs = ("--map", "email=Kontakt,lang=Spr.", "--save-as", "fair")
    tried = run("import", "fair.csv", *pairs, "--dry-run")
    assert tried.code == 1
    assert tried.err.splitlines() == [
        'warning: fair.csv:3: what stands in "Kontakt" is no mail address; correct it and import the file again',
        "subscribers from fair.csv: 1 added, 0 updated, 0 unchanged, 1 rejected (dry run: nothing was kept)",
    ]
    assert json.loads(run("list", "--json").out) == []
    taken = run("import", "fair.csv", *pairs)
    assert "kept the mapping in content/mappings.toml" in taken.err
    assert "1 subscriber came in on your word: nothing shows what they agreed to" in taken.err
    assert "1 unchanged" in run("import", "fair.csv").err
    assert "1 unchanged" in run("import", "fair.csv", "--mapping", "fair").err


def test_who_had_not_confirmed_and_is_a_reader_by_a_list_came_in_on_your_word(run: Leitmotiv, tmp_path: Path) -> None:
    run("add", "ida@example.org", "--unconfirmed")
    (tmp_path / "fair.csv").write_text("email,lang,state\nida@example.org,de,confirmed\n", "utf-8")
    assert "1 subscriber came in on your word" in run("import", "fair.csv").err
    assert "on your word" not in run("import", "fair.csv").err


def test_who_has_left_by_a_column_that_nobody_knows_is_not_taken_for_a_reader(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "fair.csv").write_text("email,lang,Rundbrief\na@x.org,de,ja\nb@x.org,de,nein\n", "utf-8")
    refused = run("import", "fair.csv")
    assert refused.code == 1
    assert 'fair.csv:1: "Rundbrief" may say who has left; name what shall be read: leitmotiv subscribers' in refused.err
    tried = run("import", "fair.csv", "--map", "email=email,lang=lang", "--dry-run")
    assert '"Rundbrief" may say who has left, and was not read; map it where it does' in tried.err
    assert run("import", "fair.csv", "--map", "email=email,lang=lang,subscribed=Rundbrief").code == 0
    assert [row["state"] for row in json.loads(run("list", "--json").out)] == ["confirmed", "unsubscribed"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "email"), '"email" is no pair; write --map email=Mail,lang=Language'),
        (("--map", "name=Name"), 'no column is mapped to "email"; a subscriber has an address'),
        (("--map", "mail=Mail"), '"mail" is no column of ours; did you mean "email"?'),
        (("--save-as", "x"), "--save-as keeps a --map; there is none"),
        (("--map", "email=A,email=B"), '"email" is named twice; one column of theirs for each of ours'),
        (("--map", "email=Mail", "--mapping", "x"), "--map names the columns anew; leave out --mapping"),
    ],
)
def test_a_mapping_that_is_none_is_misuse(run: Leitmotiv, options: tuple[str, ...], said: str) -> None:
    answer = run("import", "people.csv", *options)
    assert (answer.code, said in answer.err) == (2, True), answer.err


@pytest.mark.parametrize("address", ["bücher@example.org", "a@exa_mple.org", f"{'a' * 65}@example.org"])
def test_an_address_that_no_letter_can_go_to_does_not_come_in(run: Leitmotiv, tmp_path: Path, address: str) -> None:
    assert "no mail can go to that address: only A-Z" in run("add", address).err
    (tmp_path / "one.csv").write_text(f"email,lang\n{address},de\nok@example.org,de\n", "utf-8")
    done = run("import", "one.csv")
    assert 'one.csv:2: no mail can go to what stands in "email": only A-Z' in done.err
    assert "1 added, 0 updated, 0 unchanged, 1 rejected" in done.err


def test_control_characters_do_not_come_in_with_a_name(run: Leitmotiv, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("email,lang,name\na@example.org,de,\x1b[31mRed\x07 \x85Ant\n", "utf-8")
    run("import", "names.csv")
    run("add", "b@example.org", "--name", "\x1b[31mRed\r\nBcc: Ant", "--tier", "in\x1bner", "--consent", "yes")
    assert [shown(run, f"{who}@example.org")["name"] for who in "ab"] == ["[31mRed Ant", "[31mRed Bcc: Ant"]
    assert shown(run, "b@example.org")["tier"] == "inner"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["a@example.org", "--lang", "german!"], ["a@example.org", "--theme", "agilität"]]
)
def test_what_cannot_be_added_is_misuse(run: Leitmotiv, arguments: list[str]) -> None:
    assert run("add", *arguments).code == 2


def test_who_has_left_does_not_come_in_on_anybodys_word(run: Leitmotiv, tmp_path: Path) -> None:
    lines = ("email,state", "ada@example.org,confirmed", "bea@example.org,unsubscribed", "cleo@example.org,unconfirmed")
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n")
    taken = run("import", "list.csv")
    assert "3 added" in taken.err
    assert "1 subscriber came in on your word" in taken.err
