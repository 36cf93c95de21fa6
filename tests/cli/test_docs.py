"""What the pages under docs/ and the README say of commands, keys and each other is true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from pipeline.cli.main import leitmotiv as command_line
from pipeline.cli.main import main
from pipeline.demand.page import html as report_page
from pipeline.errors import ConfigError, ContentError
from pipeline.model import catalogue, toml_source
from pipeline.model.config import Config
from pipeline.model.source import checked
from pipeline.newsletter.composing import IssueFile
from pipeline.posts.front_matter import FrontMatter
from tests.cli import commands_page
from tests.cli.conftest import Leitmotiv
from tests.conftest import ROOT

RECORDS = ("decisions.md", "themes.md")
"""What was so on a day: commands and files may have changed since."""
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDES = [page for page in PAGES if page.name not in RECORDS]


def blocks(page: str) -> Iterator[str]:
    """The indented blocks of a page, without their indentation."""
    for block in re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", (ROOT / page).read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") + "\n"


def block(page: str, begin: str) -> str:
    """The block of a page in which a line begins so."""
    return next(block for block in blocks(page) if re.search(rf"^{re.escape(begin)}", block, re.MULTILINE))


def anchors(page: Path) -> set[str]:
    """What a link may name of a page, as GitHub makes it of its headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        if re.match(r"\w+:", link) or path == "../static/queue.svg":
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def said_commands(page: Path) -> Iterator[str]:
    """What a page says after the word `leitmotiv`, in blocks and in sentences, up to a comment beside it."""
    text = page.read_text("utf-8")
    yield from (line.partition("  ")[0] for line in re.findall(r"^ {4,}leitmotiv (.+)$", text, re.MULTILINE))
    yield from re.findall(r"`leitmotiv ([^`]+)`", text)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_commands_and_their_options_are_there(page: Path) -> None:
    for said in said_commands(page):
        command: click.Command = command_line
        context = click.Context(command)
        for word in said.split():
            found = command.get_command(context, word.strip(",…")) if isinstance(command, click.Group) else None
            command = found or command
        assert command is not command_line or said.split()[0].startswith("-") or said.split()[0].isupper(), said
        known = {option for one in (command_line, command) for param in one.params for option in param.opts}
        known |= {option for param in command.params for option in param.secondary_opts} | {"--help"}
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", said)) <= known, said


def test_the_systemd_unit_has_no_comment_beside_a_value_and_tries_for_ever() -> None:
    """systemd takes such a comment for a part of the value (systemd.syntax(7)), and the unit would not start. Without a
    pause, five tries in ten seconds are the last ones (systemd.unit(5), StartLimitBurst).
    """
    unit = block("docs/receiver.md", "[Service]")
    assert "#" not in unit
    assert "\nRestartSec=30\n" in unit


def test_every_setting_stands_in_the_docs_with_its_default() -> None:
    text = block("docs/configuration.md", "[workspace]")
    filled = re.sub(
        r'"\W*…"', '"x"', text.replace("https://…", "https://example.org").replace("letters@…", "a@example.org")
    )
    filled = filled.replace('reply_to = "x"', 'reply_to = "a@example.org"')
    source = toml_source.parse("leitmotiv.toml", filled, ConfigError)
    taken = checked(Config, source, ConfigError, strict=True)
    assert taken.model_fields_set == Config.model_fields.keys()
    optional = set(re.findall(r"^(\w+) = .+# optional", text, re.MULTILINE))
    for name in Config.model_fields:
        section = getattr(taken, name)[0] if name == "feeds" else getattr(taken, name)
        fields = type(section).model_fields
        assert section.model_fields_set == fields.keys(), name
        plain = {key for key in fields if not fields[key].is_required()} - optional
        assert {key: getattr(section, key) for key in plain} == {key: fields[key].default for key in plain}, name


def test_every_key_of_a_head_stands_in_the_docs() -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    rows = "\n".join(re.findall(r"^\| (`.+?) \|", page, re.MULTILINE))
    assert set(re.findall(r"`(\w+)", rows)) == FrontMatter.model_fields.keys()


def test_the_examples_of_content_files_are_taken_and_name_every_key() -> None:
    begins: Mapping[str, str] = {"themes": "[software]", "offers": "[discovery-workshop]", "channels": "[network]"}
    texts = {name: block("docs/configuration.md", begin) for name, begin in begins.items()}
    parsed = [toml_source.parse(f"{name}.toml", text, ConfigError) for name, text in texts.items()]
    catalogue.read(*parsed)
    keys = {"name", "description", "keywords", "promoted", "from", "until", "part_of", "themes", "price", "since"}
    keys |= {"cash", "on", "amount", "steps", "minutes", "conversion"}
    assert {key for key in keys if not re.search(rf"\b{key}\b", "\n".join(texts.values()))} == set()


def test_the_example_of_an_issue_is_taken_and_names_every_key() -> None:
    source = toml_source.parse("content/issues/summer.toml", block("docs/newsletter.md", "subject = "), ContentError)
    issue = checked(IssueFile, source, ContentError, strict=True)
    assert issue.model_fields_set == IssueFile.model_fields.keys() - {"announced"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo after its main job, with a wish, a path table, a bounce, an old translation and a text to list."""
    folder = tmp_path_factory.mktemp("docs") / "demo"
    calls = (
        ["init", str(folder), "--demo"],
        ["run"],
        ["wishes", "add", "More on latency"],
        ["translations", "dismiss", "polite-strangling.en"],
        ["report", "--tables", str(folder / "t")],
    )
    for call in calls:
        with pytest.raises(SystemExit) as ended:
            main(call if call[0] == "init" else ["-C", str(folder), *call])
        assert not ended.value.code
    (folder / "fern.en.md").write_text("---\ntitle: Fern\n---\nIt likes the shade of the garden, and rain.\n", "utf-8")
    (folder / "bounces").mkdir()
    (folder / "bounces" / "1.eml").write_text("Subject: Hello\n\nHello\n")
    return folder


SHAPES = dict(
    re.findall(
        r"^([a-z]+(?: [a-z]+)?) *(?:[A-Z][A-Za-z.]*)? +([\[{][^`]+?)(?=^\S|\Z)", "\n".join(blocks("docs/json.md")), re.M
    )
)


@pytest.mark.slow
@pytest.mark.parametrize("command", SHAPES)
def test_json_has_the_fields_that_the_docs_name(
    command: str, demo: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    given = {
        "language": ["content/posts/polite-strangling.en.md"], "themes explain": ["polite-strangling"],
        "issue status": ["2026-06-summer"], "subscribers show": ["anke.andresen@example.org"],
        "bounces classify": ["bounces"], "credit": ["t/paths.csv"], "ingest": ["fern.en.md", "--dry-run"],
        "translations diff": ["polite-strangling.en"],
    }  # fmt: skip
    answer = leitmotiv(*command.split(), *given.get(command, []), "--json")
    assert answer.code == 0, answer.err
    said = json.loads(answer.out)
    row = said if isinstance(said, dict) else said[0]
    assert row.keys() == set(_fields(SHAPES[command]))


def _fields(shape: str) -> Iterator[str]:
    """The names on the outermost level of a shape."""
    depth = 0
    for found in re.finditer(r"[\[{]|[\]}]|\b(\w+)\b", shape[shape.index("{") : shape.rindex("}") + 1]):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth == 1 and found[1]:
            yield found[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (["leads", "show", "1"], ["leads", "list"]),
        (["issue", "status", "2026-06-summer", "--letters"], ["issue", "status", "2026-06-summer"]),
    ],
)
def test_json_has_what_the_docs_say_that_it_has_besides(
    whole: list[str], part: list[str], demo: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    more, less = (json.loads(leitmotiv(*command, "--json").out) for command in (whole, part))
    besides = more.keys() - (less if isinstance(less, dict) else less[0]).keys()
    assert besides
    assert besides <= set(re.findall(r"\w+", (ROOT / "docs/json.md").read_text("utf-8")))


CODE = re.compile(
    r"""(?:PostWarning\(\s*|Finding\(\s*\S+, |_finding\(\s*\S+, |return "(?:error|warning)", )"([a-z-]+)\""""
)
"""Where the program gives what it noticed its code."""


def test_every_code_stands_in_the_docs() -> None:
    given = {code for path in (ROOT / "pipeline").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    page = (ROOT / "docs/json.md").read_text("utf-8")
    assert len(given) > 40
    assert given - set(re.findall(r"`([a-z-]+)`", page[page.index("## Codes") :])) == set()


def test_every_command_and_option_stands_in_the_docs_as_the_help_has_them() -> None:
    assert commands_page.PAGE.read_text("utf-8") == commands_page.written(), "python -m tests.cli.commands_page"


def test_the_report_says_of_leads_that_bring_each_other_what_was_measured() -> None:
    (row, *_) = re.findall(
        r"^\| every third lead was brought by another \|(.*)\|$", (ROOT / "docs/method.md").read_text("utf-8"), re.M
    )
    measured = [float(cell) for cell in row.split("|")]
    said = f"it is wrong in {min(measured):.0f} to {max(measured):.0f} of 100 years."
    assert [note for note in report_page.NOTES if said in note] != []
