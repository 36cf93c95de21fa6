"""Runs the command line in this process, as a user would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from pipeline.cli.main import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Leitmotiv = Callable[..., Answer]


@pytest.fixture
def leitmotiv(capsys: pytest.CaptureFixture[str]) -> Leitmotiv:
    """`leitmotiv("posts", "--json")` → exit code, stdout, stderr."""

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(int(ended.value.code or 0), said.out, said.err)

    return call
