"""`leitmotiv --help` is quick because nothing is imported for it; so its sentences are held against the commands."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from pipeline.cli.main import COMMANDS
from tests.cli.conftest import Leitmotiv

HEAVY = (
    "pydantic",
    "numpy",
    "scipy",
    "sqlalchemy",
    "alembic",
    "altair",
    "jinja2",
    "babel",
    "yaml",
    "rich",
    "markdown_it",
)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_the_command_says_of_itself(name: str) -> None:
    command = getattr(import_module(f"pipeline.cli.{name}"), name)
    assert command.help.strip().splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_its_help(name: str, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith("Usage: ")


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_of_a_group_is_described_by_half_a_sentence(
    name: str, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert [line for line in leitmotiv(name, "--help").out.splitlines()[1:] if line.endswith("...")] == []


def test_the_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    loaded = said.splitlines()[-1].split()
    assert [name for name in HEAVY if name in loaded] == []


def test_the_care_for_leads_imports_nothing_of_the_verdicts() -> None:
    program = "import sys\nimport pipeline.runs.care\nprint('scipy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said == "False\n"
