"""`check` finds what a reader, a search engine or a thief would find, and says where it stands."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli.main import leitmotiv
from pipeline.edges import packaged, workspace
from pipeline.errors import LeitmotivError
from pipeline.newsletter.authentication import Texts
from pipeline.runs.checks import checking
from tests.conftest import CONFIG, MakeWorkspace

QUIET = f'{CONFIG}\n[site]\nsearch = false\ncards = false\n\n[database]\nurl = "sqlite:///people.db"\n'


def _post(body: str, title: str = "Hello") -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-01\n---\n{body}\n"


GOOD = {
    "leitmotiv.toml": QUIET,
    "content/posts/a.de.md": _post("Ein Text, der für sich allein stehen kann und nichts falsch macht."),
    "content/posts/a.en.md": _post("A text that can stand for itself and does nothing wrong."),
}
KEY = "AKIA" + "Q3EGRT7ZKLM2XPWA"
PRIVATE_KEY = "-----BEGIN OPENSSH " + "PRIVATE KEY-----\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
SPEED = '[speed]\nname = { de = "Tempo", en = "Speed" }'

WRONG: dict[str, tuple[dict[str, str], tuple[str, str, str, int | None]]] = {
    "an anchor that is not there": (
        {"content/posts/a.en.md": _post("## Top\n\nSee [it](#top), or\n[that](a.de.md#unten).")},
        ("error", "broken-anchor", "content/posts/a.en.md", 8),
    ),
    "a link to a post of a later day": (
        {
            "content/posts/a.en.md": _post("See\n[it](b.en.md)."),
            "content/posts/b.en.md": _post("Later.", "Later").replace("2026-01-01", "2026-12-01"),
        },
        ("warning", "unseen-link", "content/posts/a.en.md", 6),
    ),
    "an anchor of the page itself": (
        {"content/posts/a.en.md": _post("one\n\n[x](#nowhere)")},
        ("error", "broken-anchor", "content/posts/a.en.md", 7),
    ),
    "a link to nowhere": (
        {"content/posts/a.en.md": _post("one\n\n[x]()")},
        ("error", "broken-link", "content/posts/a.en.md", 7),
    ),
    "a link to no page, with another spelling of our address": (
        {"content/posts/a.en.md": _post("one\n[x](http://MINI.example.org:80/none.html)")},
        ("error", "broken-link", "content/posts/a.en.md", 6),
    ),
    "a colour that cannot be told from its ground": (
        {"templates/tokens.toml": '[colour.light]\nground = "#0a5f39"\naccent = "#0a5f38"\n'},
        ("warning", "contrast", "templates/tokens.toml", 3),
    ),
    "a hidden file": (
        {"content/static/root/.nojekyll": ""},
        ("warning", "not-published", "content/static/root/.nojekyll", None),
    ),
    "a reference to nothing": (
        {"content/posts/a.en.md": _post("one\n\ntwo [x][nope]")},
        ("warning", "unread-link", "content/posts/a.en.md", 7),
    ),
    "an address of its own that the site has not": (
        {"content/posts/a.en.md": _post("x").replace("date:", "canonical: https://mini.example.org/none.html\ndate:")},
        ("error", "canonical", "content/posts/a.en.md", None),
    ),
    "a slip in its own address": (
        {"content/posts/a.en.md": _post("x").replace("date:", "canonical: http://mini.example.org/en/posts/a.html\ndate:")},
        ("error", "canonical", "content/posts/a.en.md", None),
    ),
    "an image that is none": (
        {
            "content/posts/a.en.md": _post("x").replace("date:", "image: a.pdf\ndate:"),
            "content/static/a.pdf": "%PDF",
        },
        ("error", "site", "content/posts/a.en.md", 3),
    ),
    "a canonical that is no address": (
        {"content/posts/a.en.md": _post("x").replace("date:", "canonical: javascript:alert(1)\ndate:")},
        ("error", "content", "content/posts/a.en.md", 3),
    ),
    "a link to no page": (
        {"content/posts/a.en.md": _post("one\n[x](../../nothing.html)")},
        ("error", "broken-link", "content/posts/a.en.md", 6),
    ),
    "a mapping of columns that nobody has": (
        {"content/mappings.toml": '[crm.columns]\ndate = "A"\nmial = "B"\n'},
        ("error", "mappings", "content/mappings.toml", 1),
    ),
    "a theme that is not named in a language": (
        {"content/themes.toml": '# mine\n[speed]\nname = { de = "Tempo" }\nkeywords = {}\n'},
        ("warning", "missing-translation", "content/themes.toml", 2),
    ),
    "a period of promotion that begins before another has ended": (
        {"content/themes.toml": f"{SPEED}\npromoted = [{{ from = 2024-01-01 }}, {{ from = 2024-03-01 }}]\n"},
        ("warning", "overlapping-periods", "content/themes.toml", 3),
    ),
    "a period of promotion on the last day of another": (
        {"content/themes.toml": f"{SPEED}\n[[speed.promoted]]\nfrom = 2024-03-01\n[[speed.promoted]]\n"
         "from = 2024-01-01\nuntil = 2024-03-01\n"},
        ("warning", "overlapping-periods", "content/themes.toml", 4),
    ),
    "an offer that is not named in a language": (
        {"content/offers.toml": '[audit]\nname = { en = "Audit" }\n'},
        ("warning", "missing-translation", "content/offers.toml", 1),
    ),
    "a page in one language": (
        {"content/pages/about.de.md": "---\ntitle: Über mich\n---\nHier.\n"},
        ("warning", "missing-translation", "content/pages/about.de.md", 1),
    ),
    "a comment on a page that all can read": (
        {"content/pages/about.de.md": "---\ntitle: Über mich\n---\nHier.\n\n<!-- Ada fragen -->\n"},
        ("warning", "shown-comment", "content/pages/about.de.md", 6),
    ),
    "an unfinished merge on a page": (
        {"content/pages/about.de.md": "---\ntitle: Über mich\n---\n<<<<<<< HEAD\nIch.\n=======\nWir.\n>>>>>>> b\n"},
        ("warning", "damaged-text", "content/pages/about.de.md", 4),
    ),
    "a letter in one language": (
        {"content/issues/one.toml": 'date = 2026-02-01\nposts = ["a"]\nsubject = {de = "A"}\nintro = {de = "B."}\n'},
        ("warning", "missing-translation", "content/issues/one.toml", 1),
    ),
    "a language that we have no words for": (
        {"leitmotiv.toml": QUIET.replace('["de", "en"]', '["de", "en", "cs"]')},
        ("warning", "missing-translation", "leitmotiv.toml", None),
    ),
    "a text for a page that the site does not have": (
        {"content/pages/search.en.md": "---\ntitle: Look\n---\nHere.\n"},
        ("warning", "unshown-page", "content/pages/search.en.md", 1),
    ),
    "a day that a page does not heed": (
        {"content/pages/about.de.md": "---\ntitle: Über mich\npublish_on: 2031-01-01\n---\nHier.\n"},
        ("warning", "idle-key", "content/pages/about.de.md", 3),
    ),
    "a link to no post": (
        {"content/posts/a.en.md": _post("[x](b.en.md)")},
        ("error", "site", "content/posts/a.en.md", 5),
    ),
    "a picture that says nothing": (
        {
            "content/posts/a.en.md": _post("Look:\n\n![](a.svg)"),
            "content/posts/a.svg": DOT,
        },
        ("error", "picture-without-alt", "content/posts/a.en.md", 7),
    ),
    "a picture that is not there": (
        {"content/posts/a.en.md": _post("![x](b.png)")},
        ("error", "site", "content/posts/a.en.md", 5),
    ),
    "a key": (
        {"content/posts/a.en.md": _post(f"```\nkey = {KEY}\n```")},
        ("error", "secret", "content/posts/a.en.md", 6),
    ),
    "a private key in a file that is published": (
        {"content/static/id_rsa": f"# mine\n{PRIVATE_KEY}"},
        ("error", "secret", "content/static/id_rsa", 2),
    ),
    "a password in a copy of a file that is hidden": (
        {"content/static/root/prod.env.bak": "X=1\nDB=postgres://ada:hunter2@db/x\n"},
        ("error", "secret", "content/static/root/prod.env.bak", 2),
    ),
    "a key in a head": (
        {"content/posts/a.en.md": _post("x").replace("date:", f"description: It is {KEY}\ndate:")},
        ("error", "secret", "content/posts/a.en.md", 3),
    ),
    "a key in the settings": (
        {
            "content/themes.toml": f'[a]\nname = {{en = "{KEY}", de = "A"}}\n',
            "content/posts/a.en.md": GOOD["content/posts/a.en.md"].replace("date:", "themes: [a]\ndate:"),
        },
        ("error", "secret", "content/themes.toml", 2),
    ),
    "a spreadsheet": (
        {"content/static/Clients.XLSX": "PK"},
        ("warning", "data-file", "content/static/Clients.XLSX", None),
    ),
    "an export of people whom the database does not know": (
        {"content/static/guests.csv": "name,mail\nA,a@x.example\nB,b@x.example\nC,c@x.example\n"},
        ("warning", "data-file", "content/static/guests.csv", None),
    ),
    "an address book": (
        {"content/static/all.vcf": "BEGIN:VCARD"},
        ("warning", "data-file", "content/static/all.vcf", None),
    ),
    "a database by another name": (
        {"content/static/data.bin": "SQLite format 3\0"},
        ("warning", "data-file", "content/static/data.bin", None),
    ),
    "a link out of a site that stands in a folder": (
        {
            "leitmotiv.toml": QUIET.replace("mini.example.org\"", "mini.example.org/sub\"", 1),
            "content/posts/a.en.md": _post("one\n\n[x](/de/posts/a.html)"),
        },
        ("warning", "link-leads-out", "content/posts/a.en.md", 7),
    ),
    "a password in an address": (
        {"content/posts/a.en.md": _post("`postgres://ada:hunter2@db/x`")},
        ("error", "secret", "content/posts/a.en.md", 5),
    ),
    "a missing translation": (
        {"content/posts/b.en.md": _post("Only in English.", "Alone")},
        ("warning", "missing-translation", "content/posts/b.en.md", 1),
    ),
    "a template that stands in for none": (
        {"templates/site/psot.html": "x"},
        ("warning", "unused-template", "templates/site/psot.html", None),
    ),
    "a catalogue of a language that the site has not": (
        {"templates/locale/xx.po": ""},
        ("warning", "unused-template", "templates/locale/xx.po", None),
    ),
    "a template with a mistake": (
        {"templates/site/post.html": "{{ nothing.at.all }}"},
        ("error", "site", "templates/site/post.html", 1),
    ),
    "a template of the receiver with a mistake": (
        {"templates/receiver/thanks.html": "x\n{{ x"},
        ("error", "template", "templates/receiver/thanks.html", 2),
    ),
    "a file among the receiver's templates that is none": (
        {"templates/receiver/notes.css": "a{#b}"},
        ("warning", "unused-template", "templates/receiver/notes.css", None),
    ),
    "two posts of one language": (
        {"content/posts/c.en.md": _post("x").replace("title: Hello", "title: Hello\ntranslation_key: a")},
        ("error", "content", "content/posts/c.en.md", 1),
    ),
    "a letter that is too long": (
        {"content/issues/june.toml": 'date = 2026-07-15\nsubject = {en = "June"}\nposts = ["a"]\n[intro]\nen = """\n'
         + "A word and another one. " * 5000 + '\n"""\n'},
        ("error", "oversized-letter", "content/issues/june.toml", None),
    ),
}  # fmt: skip


def _check(folder: Path, *more: str) -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check", "--json", *more], standalone_mode=False)
    if isinstance(result.exception, LeitmotivError):
        raise result.exception
    assert result.exception is None, result.exception
    return int(result.return_value or 0), json.loads(result.stdout)


def test_a_sound_workspace_has_nothing_to_mend(make_workspace: MakeWorkspace) -> None:
    assert _check(make_workspace(GOOD)) == (0, [])


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_found_at_its_place(name: str, make_workspace: MakeWorkspace) -> None:
    files, (level, code, path, line) = WRONG[name]
    exit_code, found = _check(make_workspace({**GOOD, **files}))
    places = [(row["level"], row["code"], row["path"], row["line"]) for row in found]
    assert (level, code, path, line) in places, places
    assert exit_code == (1 if level == "error" else 0)


def test_a_search_engine_s_proof_is_no_page_that_wants_a_link(make_workspace: MakeWorkspace) -> None:
    proof = {"content/static/root/google1.html": "google-site-verification: google1.html"}
    assert _check(make_workspace({**GOOD, **proof})) == (0, [])


def test_a_post_that_is_a_letter_too_claims_its_address_once(make_workspace: MakeWorkspace) -> None:
    letters = {path: GOOD[path].replace("date:", "newsletter: true\ndate:") for path in GOOD if path.endswith(".md")}
    assert _check(make_workspace({**GOOD, **letters})) == (0, [])


def test_two_posts_never_claim_one_address(make_workspace: MakeWorkspace) -> None:
    other = _post("Ein anderer.", "Zwei").replace("date:", "canonical: https://mini.example.org/de/posts/a.html\ndate:")
    _, found = _check(make_workspace({**GOOD, "content/posts/b.de.md": other}))
    assert [row["level"] for row in found if row["code"] == "duplicate-address"] == ["error"]


def test_a_link_to_the_top_leads_to_the_top(make_workspace: MakeWorkspace) -> None:
    assert _check(make_workspace({**GOOD, "content/posts/a.en.md": _post("one\n\n[x](a.de.md#top)")})) == (0, [])


def test_a_broken_anchor_names_the_place_that_may_be_meant(make_workspace: MakeWorkspace) -> None:
    files = {
        "content/posts/a.de.md": _post("## Ünïcode-Überschrift\n\nText."),
        "content/posts/a.en.md": _post("[x](a.de.md#ünïcode-überschrift)"),
    }
    (row,) = _check(make_workspace({**GOOD, **files}))[1]
    assert str(row["message"]).endswith('did you mean "uenicode-ueberschrift"?')


def test_many_posts_without_a_translation_are_one_warning(make_workspace: MakeWorkspace) -> None:
    alone = {f"content/posts/{name}.en.md": _post("Only in English.", name) for name in "bcde"}
    (row,) = _check(make_workspace({**GOOD, **alone}))[1]
    assert (row["code"], row["path"]) == ("missing-translation", "content/posts")
    assert str(row["message"]).startswith("4 posts are not translated into de")


def test_several_mistakes_are_told_at_once(make_workspace: MakeWorkspace) -> None:
    files = {"content/posts/a.en.md": _post(f"[x](#no) {KEY}"), "templates/site/nothing.html": ""}
    _, found = _check(make_workspace({**GOOD, **files}))
    assert [row["code"] for row in found] == ["broken-anchor", "secret", "unused-template"]


def test_the_languages_that_we_ship_are_none_of_ones_own(make_workspace: MakeWorkspace) -> None:
    """The demo of a clone has all our catalogues in its folder of templates."""
    folder = make_workspace(GOOD)
    (folder / "templates").symlink_to(packaged.templates())
    assert _check(folder) == (0, [])


def test_what_a_catalogue_of_one_s_own_lacks_is_told(make_workspace: MakeWorkspace) -> None:
    ours = (packaged.templates() / "locale/fr.po").read_text("utf-8")
    czech = {
        path.replace(".de", ".cs"): text.replace('"de"', '"cs"') for path, text in GOOD.items() if "toml" not in path
    }
    settings = {"leitmotiv.toml": QUIET.replace('"de"', '"cs"').replace("de =", "cs =")}
    own = {"templates/locale/cs.po": ours.replace('msgstr "Plus ancien"', 'msgstr ""')}
    code, found = _check(make_workspace({**czech, **settings, **own}))
    told = [(one["line"], str(one["message"]).partition(": they")[0]) for one in found if "cs.po" in str(one["path"])]
    assert code == 0
    (forms, lacking) = told
    assert forms[0] == ours[: ours.index("Plural-Forms")].count("\n") + 1
    assert forms[1].startswith('cs has 3 plural forms; write "Plural-Forms: nplurals=3; plural=((n==1) ? 0 : ')
    assert lacking == (None, f'lacks 1 of the {ours.count("msgid ") - 1} sentences that readers meet, such as "Older"')


def test_a_broken_post_hides_no_mistake_in_settings(make_workspace: MakeWorkspace) -> None:
    files = {
        "content/posts/a.en.md": "---\ntitle: [no\n---\n",
        "content/mappings.toml": "[crm]\n",
        "templates/site/nothing.html": "",
    }
    _, found = _check(make_workspace({**GOOD, **files}))
    assert [row["code"] for row in found] == ["content", "mappings", "unused-template"]


def test_a_broken_configuration_is_a_list_of_findings_too(make_workspace: MakeWorkspace) -> None:
    files = {
        "leitmotiv.toml": f"{QUIET}\n[shop]\n",
        "content/themes.toml": "[speed\n",
        "content/posts/b.en.md": "---\ntitel: X\n---\n",
        "content/issues/june.toml": "date = 2026-06-01\n",
    }
    code, found = _check(make_workspace({**GOOD, **files}))
    assert code == 1
    assert {(row["level"], row["code"], row["path"]) for row in found} == {
        ("error", "config", "leitmotiv.toml"),
        ("error", "config", "content/themes.toml"),
        ("error", "content", "content/posts/b.en.md"),
        ("error", "issue", "content/issues/june.toml"),
    }


def _subscribe(folder: Path, *addresses: str) -> None:
    rows = "".join(f"{address},Somebody,confirmed,en\n" for address in addresses)
    (folder / "people.csv").write_text(f"email,name,status,lang\n{rows}", "utf-8")
    imported = CliRunner().invoke(leitmotiv, ["-C", str(folder), "subscribers", "import", str(folder / "people.csv")])
    assert imported.exit_code == 0, imported.output


def _places(found: list[dict[str, object]], code: str) -> set[tuple[object, object]]:
    return {(row["path"], row["line"]) for row in found if row["code"] == code}


def test_the_address_of_a_subscriber_must_not_be_published(make_workspace: MakeWorkspace) -> None:
    text = "Ada wrote to us.\nAsk reader@example.org, or letters@mini.example.org."
    folder = make_workspace({**GOOD, "content/posts/a.en.md": _post(text)})
    _subscribe(folder, "Reader@Example.org")
    exit_code, found = _check(folder)
    (row,) = [row for row in found if row["code"] == "personal-data"]
    assert (row["path"], row["line"]) == ("content/posts/a.en.md", 6)
    assert "reader@" not in str(row["message"])
    assert exit_code == 1


def test_each_file_with_an_address_is_named(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({
        **GOOD,
        "content/posts/a.en.md": _post("Ask\n_reader@example.org_."),
        "content/posts/a.de.md": _post("Ein Text.", "Von reader@example.org"),
        "content/posts/b.en.md": _post("reader@example.org").replace("date:", "status: draft\ndate:"),
        "content/pages/about.en.md": "---\ntitle: About\n---\n\nreader@example.org\n",
        "content/static/leads.csv": "email\nReader@example.org\n",
        "content/static/root/notes.txt": "x\n\nreader@example.org",
    })  # fmt: skip
    (folder / "content/static/excel.csv").write_bytes("Name\nMüller\nreader@example.org\n".encode("cp1252"))
    (folder / "content/static/wide.csv").write_bytes("Name\nreader@example.org\n".encode("utf-16"))
    (folder / "content/static/film.mp4").write_bytes(b"\0\0\0 ftyp reader@example.org")
    _subscribe(folder, "reader@example.org")
    assert _places(_check(folder)[1], "personal-data") == {
        ("content/posts/a.en.md", 6),
        ("content/posts/a.de.md", 2),
        ("content/pages/about.en.md", 5),
        ("content/static/leads.csv", 2),
        ("content/static/root/notes.txt", 3),
        ("content/static/excel.csv", 3),
        ("content/static/wide.csv", 2),
    }


def test_an_address_is_found_however_it_is_written(make_workspace: MakeWorkspace) -> None:
    text = "[x](mailto:ada.reader%40example.org)\n\n<https://x.example/?mail=ada.reader%40example.org>"
    files = {
        "content/posts/a.en.md": _post(text),
        "content/posts/a.de.md": _post("Von **ada**.reader@example.org."),
        "content/posts/b.en.md": _post("Ask grace&commat;example.org.", "B"),
        "content/static/old.html": "<p>\nada.reader&#64;example.org",
        "content/static/older.html": "<p>&#x61;&#100;a.reader&#x0040;example&#46;org",
    }
    folder = make_workspace({**GOOD, **files})
    for person in ("ada.reader@example.org", "grace@example.org"):
        _subscribe(folder, person)
    assert _places(_check(folder)[1], "personal-data") == {
        ("content/posts/a.en.md", 5),
        ("content/posts/a.de.md", None),
        ("content/posts/b.en.md", 5),
        ("content/static/old.html", 2),
        ("content/static/older.html", 1),
    }


def _rows(path: Path, *rows: tuple[str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE contacts (id, mail, name)")
        connection.executemany("INSERT INTO contacts VALUES (1, ?, ?)", rows)


def test_a_database_of_people_must_not_be_published(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(GOOD)
    _subscribe(folder, "reader@example.org")
    _rows(folder / "content/static/crm.bin", ("Reader@Example.org", "Ada"))
    (folder / "content/static/versions.csv").write_text("a@1.0.2,fast\nb@2.1.0,slow\nc@3.0.1,slow\n", "utf-8")
    _rows(folder / "content/static/birds.db", ("heron@example.org", "Heron"), ("reader@example.com", "Ada"))
    exit_code, found = _check(folder)
    assert (exit_code, _places(found, "personal-data")) == (1, {("content/static/crm.bin", None)})
    assert _places(found, "data-file") == {("content/static/birds.db", None)}


def test_our_own_database_must_not_be_published_whoever_is_in_it(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, "content/static/a.txt": "x"})
    _subscribe(folder, "reader@example.org")
    with closing(sqlite3.connect(folder / "people.db")) as connection:
        connection.execute("VACUUM INTO ?", (str(folder / "content/static/copy.dat"),))
        connection.execute("DELETE FROM subscribers").connection.commit()
    assert _places(_check(folder)[1], "personal-data") == {("content/static/copy.dat", None)}


@pytest.mark.skipif(sys.platform != "linux", reason="this disk takes both names for one, or not these")
def test_files_that_cannot_be_published_are_called_by_their_own_names(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(GOOD)
    (folder / "content/static").mkdir()
    Image.effect_noise((700, 500), 40).save(folder / "content/static/A.PNG")
    shutil.copy(folder / "content/static/A.PNG", folder / "content/static/a.png")
    (folder / "content/static/x\\y.txt").write_text("x", "utf-8")
    (folder / f"content/static/{'z' * 244}.txt").write_text("z", "utf-8")
    told = sorted(str(row["message"]) for row in _check(folder)[1] if row["code"] == "site")
    assert [said.partition(" ")[0] for said in told] == [
        "content/static/a.png",
        "content/static/x\\y.txt",
        f"content/static/{'z' * 244}.txt",
    ], told
    assert "content/static/a.png and content/static/A.PNG both become this page" in told[0]
    assert "longer than 255 bytes" in told[2]


def test_links_that_are_not_followed_are_told(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, "content/static/a/b.txt": "x", "content/static/.DS_Store": ""})
    (folder / "content/static/gone.pdf").symlink_to("nowhere.pdf")
    (folder / "content/static/c").symlink_to("a")
    (folder / "vault").mkdir()
    (folder / "content/posts/2026").symlink_to("../../vault")
    (folder / "content/posts/.trash").mkdir()
    assert _places(_check(folder)[1], "not-published") == {
        ("content/posts/2026", None),
        ("content/static/c", None),
        ("content/static/gone.pdf", None),
    }


def test_what_is_private_must_not_be_published(make_workspace: MakeWorkspace) -> None:
    files = {
        "private/secret": "4711",
        "private/imports/leads.csv": "Name\nAda\n",
        "private/empty": "",
        "content/static/notes.txt": "4711",
        "content/static/private/a.txt": "x",
        "content/static/empty.txt": "",
        "content/static/other.txt": "4712",
    }
    folder = make_workspace({**GOOD, **files})
    (folder / "private").chmod(0o700)
    (folder / "content/static/data.bin").symlink_to("../../private/imports/leads.csv")
    exit_code, found = _check(folder)
    told = {(row["path"], str(row["message"]).split(",")[0]) for row in found if row["code"] == "private-file"}
    assert exit_code == 1
    assert told == {
        ("content/static/data.bin", "leads into private/"),
        ("content/static/private/a.txt", "lies in a folder called private"),
        ("content/static/notes.txt", "is a copy of private/secret"),
    }


def test_a_list_of_people_is_one_finding(make_workspace: MakeWorkspace) -> None:
    people = [f"reader{number}@example.org" for number in range(40)]
    folder = make_workspace({**GOOD, "content/static/leads.csv": "\n".join(people)})
    _subscribe(folder, *people)
    (row,) = _check(folder)[1]
    assert (row["path"], row["line"]) == ("content/static/leads.csv", 1)
    assert "the addresses of 40 people" in str(row["message"])


def test_a_long_file_is_searched_to_a_point_and_that_is_said(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(GOOD)
    (folder / "content/static").mkdir()
    (folder / "content/static/log.txt").write_text(f"{KEY}\n{'x' * (17 << 20)}", "utf-8")
    assert [(row["code"], row["line"]) for row in _check(folder)[1]] == [("secret", 1), ("not-searched", None)]


def test_samples_do_not_keep_a_site_back(make_workspace: MakeWorkspace) -> None:
    text = "Not `" + "AKIA" + "IOSFODNN7EXAMPLE`, <https://user:password@example.com/>:\n\n```\n"
    text += "postgresql://postgres:postgres@localhost/db\nhttps://joe:<password>@git.kontor-nord.de\n```"
    assert _check(make_workspace({**GOOD, "content/posts/a.en.md": _post(text)})) == (0, [])


def test_each_picture_without_a_text_has_its_own_line(make_workspace: MakeWorkspace) -> None:
    text = "```\n![](../static/a.svg)\n```\n\n![](../static/a.svg)\n\n![Words](../static/a.svg)\n\n"
    text += "![](../static/b%20c.svg)\n![ ](<../static/b c.svg> 'x') ![](../static/a.svg)"
    folder = make_workspace({
        **GOOD,
        "content/posts/a.en.md": _post(text),
        "content/static/a.svg": DOT,
        "content/static/b c.svg": DOT.replace("1", "2"),
    })  # fmt: skip
    found = [row for row in _check(folder)[1] if row["code"] == "picture-without-alt"]
    assert [(row["line"], row["column"]) for row in found] == [(9, 1), (13, 1), (14, 1), (14, 31)]


def test_a_picture_without_a_text_that_ingest_brought_is_a_warning_where_it_stands(
    make_workspace: MakeWorkspace,
) -> None:
    text = "![](../static/ingested/a-1.svg) ![](../static/a.svg)"
    drawn = {"content/static/ingested/a-1.svg": DOT, "content/static/a.svg": DOT.replace("1", "2")}
    code, rows = _check(make_workspace({**GOOD, "content/posts/a.en.md": _post(text), **drawn}))
    found = [(row["level"], row["line"], row["column"]) for row in rows if row["code"] == "picture-without-alt"]
    assert (code, found) == (1, [("error", 5, 33), ("warning", 5, 1)])


def test_each_broken_link_is_told_at_its_own_line(make_workspace: MakeWorkspace) -> None:
    text = (
        "[one](a.de.md)\n\n[two](a.de.md#no)\n\n[three](/en/posts/a.html#no)\n\n[four](/fr/posts/ü.html)\n\n[five](#no)"
    )
    found = _check(make_workspace({**GOOD, "content/posts/a.en.md": _post(text)}))[1]
    told = sorted((str(row["line"]).rjust(2), row["code"], str(row["message"]).split('"')[1]) for row in found)
    assert told == [
        (" 7", "broken-anchor", "a.de.md#no"),
        (" 9", "broken-anchor", "/en/posts/a.html#no"),
        ("11", "broken-link", "/fr/posts/ü.html"),
        ("13", "broken-anchor", "#no"),
    ]


def test_a_photo_that_tells_where_it_was_taken(make_workspace: MakeWorkspace) -> None:
    place = Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG", exif=place.tobytes())
    folder = make_workspace(GOOD)
    (folder / "content/posts/here.JPG").write_bytes(out.getvalue())
    exit_code, (row,) = _check(folder)
    assert (exit_code, row["code"], row["path"]) == (0, "photo-metadata", "content/posts/here.JPG")
    assert "where it was taken" in str(row["message"])


def test_the_text_of_a_draft_is_not_judged(make_workspace: MakeWorkspace) -> None:
    draft = _post("").replace("date:", "status: draft\ndate:")
    assert _check(make_workspace({**GOOD, "content/posts/b.en.md": draft})) == (0, [])


@pytest.mark.parametrize("url", ["sqlite:///people.db", "sqlite+pysqlite:///people.db"])
def test_checking_writes_no_site_and_makes_no_database(make_workspace: MakeWorkspace, url: str) -> None:
    folder = make_workspace({**GOOD, "leitmotiv.toml": QUIET.replace("sqlite:///people.db", url)})
    _check(folder)
    assert not (folder / "site").exists()
    assert not (folder / "people.db").exists()


def test_people_s_data_that_others_may_read_is_warned_of(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(GOOD)
    (folder / "private").mkdir(mode=0o755)
    exit_code, (row,) = _check(folder)
    assert (exit_code, row["code"], row["path"]) == (0, "open-folder", "private")
    (folder / "private").chmod(0o700)
    assert _check(folder) == (0, [])


def test_a_database_that_cannot_be_read_hides_no_other_mistake(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, **WRONG["an anchor of the page itself"][0], "people.db": "no database " * 100})
    exit_code, found = _check(folder)
    assert (exit_code, [row["code"] for row in found]) == (1, ["broken-anchor", "people-not-checked"])
    assert "whether a page tells of your people cannot be checked: " in str(found[1]["message"])


def test_our_own_address_is_nobodys_secret_however_it_is_written(make_workspace: MakeWorkspace) -> None:
    config = QUIET.replace("letters@mini.example.org", "Letters@Müller.example")
    folder = make_workspace({**GOOD, "leitmotiv.toml": config})
    _subscribe(folder, "letters@xn--mller-kva.example")
    assert _check(folder) == (0, [])


def test_who_stands_in_the_impressum_stands_there_on_purpose(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, "content/posts/a.en.md": _post("Write to <me@my.example.org>, about tests.")})
    _subscribe(folder, "me@my.example.org")
    (row,) = _check(folder)[1]
    assert str(row["message"]).endswith("or name it in [sender] impressum if it is your own")
    legal = 'impressum = { de = "Ada\\nTel. 1, Me@my.example.org." }'
    (folder / "leitmotiv.toml").write_text(QUIET.replace("[site]", f"{legal}\n\n[site]", 1), "utf-8")
    assert _check(folder) == (0, [])


def test_a_reader_is_found_in_any_spelling_of_his_address(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, "content/posts/a.en.md": _post("Write to Jo, jo@müller.example, about tests.")})
    _subscribe(folder, "jo@xn--mller-kva.example")
    exit_code, (row,) = _check(folder)
    assert (exit_code, row["path"]) == (1, "content/posts/a.en.md")


def test_people_read_sentences_and_a_sum(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, **WRONG["an anchor of the page itself"][0]})
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check"])
    assert 'error: content/posts/a.en.md:7:1: the link to "#nowhere" leads to a page that has no place' in result.stderr
    assert "1 error, 0 warnings" in result.stderr
    assert result.stdout == ""


def test_a_broken_link_hides_nothing_of_the_pages_and_is_told_once(make_workspace: MakeWorkspace) -> None:
    text = "[one](nowhere.md), [two](#nowhere), ![](gone.png) and [three](/gone.html)"
    head = "---\ntitle: T\ndate: 2026-01-02\naliases: ['/old?x=1']\n---\n"
    folder = make_workspace({**GOOD, "content/posts/a.en.md": head + text})
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check"])
    told = [line.removeprefix("error: content/posts/a.en.md:") for line in result.stderr.splitlines()]
    for said, at in (
        ('6:1: the link to "nowhere.md" leads to no post', 1),
        ('6:20: the link to "#nowhere" leads to a page that has no place', 1),
        ('6:38: there is no picture "gone.png"', 1),
        ('6:55: the link to "/gone.html" leads to no page of this site', 1),
        (' the alias "/old?x=1" ends in', 1),
    ):
        assert sum(line.startswith(said) for line in told) == at, said
    assert result.exit_code == 1
    assert "checked " in result.stderr


def test_a_broken_template_does_not_hide_a_broken_link(make_workspace: MakeWorkspace) -> None:
    files = {"templates/site/post.html": "{{ nothing.at.all }}", "content/posts/a.en.md": _post("[one](nowhere.md)")}
    code, found = _check(make_workspace({**GOOD, **files}))
    assert code == 1
    assert {row["path"] for row in found if row["level"] == "error"} == files.keys()


def test_pages_that_two_sources_claim_are_said_to_be_unchecked(make_workspace: MakeWorkspace) -> None:
    aliases = {f"content/posts/{name}.en.md": _post("Text.", "T\naliases: [/old]") for name in "ab"}
    folder = make_workspace({**GOOD, **aliases})
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check"])
    assert "1 error, 1 warning; the pages cannot be made, and so were not checked" in result.stderr


def test_what_a_text_says_is_told_without_what_turns_the_words_around(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, "content/posts/a.en.md": _post("[x](#no\u202ewhere)")})
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check"])
    assert 'called "no\\u202ewhere"' in result.stderr


SMTP = QUIET.replace("[site]", '[mail]\nmode = "smtp"\n\n[site]')


def _mail(make_workspace: MakeWorkspace, config: str, texts: Texts) -> list[tuple[str, str]]:
    root = make_workspace({**GOOD, "leitmotiv.toml": config})
    found = checking.check(workspace.load(str(root), None), texts).findings
    return [(finding.level, finding.code) for finding in found if finding.code.startswith("mail")]


def test_what_dns_lacks_is_a_warning(make_workspace: MakeWorkspace) -> None:
    assert set(_mail(make_workspace, SMTP, lambda _: ())) == {("warning", "mail-authentication")}


def test_what_could_not_be_asked_is_said_and_no_error(make_workspace: MakeWorkspace) -> None:
    found = _mail(make_workspace, SMTP, lambda _: None)
    assert ("warning", "mail-not-checked") in found
    assert all(level == "warning" for level, _ in found)


def test_a_rehearsal_asks_nobody(make_workspace: MakeWorkspace) -> None:
    asked: list[str] = []
    assert not _mail(make_workspace, QUIET, asked.append)
    assert not asked


def test_a_key_that_is_not_there_is_an_error(make_workspace: MakeWorkspace) -> None:
    dkim = 'dkim = { domain = "mini.example.org", selector = "s", key_file = "private/none.pem" }'
    found = _mail(make_workspace, SMTP.replace('mode = "smtp"', f'mode = "smtp"\n{dkim}'), lambda _: ())
    assert ("error", "mail-authentication") in found


def test_a_broken_link_of_a_letter_is_told_once_though_its_page_has_it_too(make_workspace: MakeWorkspace) -> None:
    letter = 'date = 2026-01-15\nsubject = {en = "June"}\nposts = ["a"]\n[intro]\nen = "See [this](nope.en.md)."\n'
    root = make_workspace({**GOOD, "content/issues/june.toml": letter})
    found = checking.check(workspace.load(str(root), None)).findings
    assert [finding.problem.path for finding in found if "nope.en.md" in finding.problem.message] == [
        "content/issues/june.toml"
    ]
