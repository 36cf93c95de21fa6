"""A stopwatch measures today; where the reports of a workspace end earlier, its user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.runs.folk import made

TOLD = "the reports end with 2026-06-30 (as_of in leitmotiv.toml)"


@pytest.mark.parametrize("set_by_hand", [True, False])
def test_whoever_measures_beyond_the_end_of_the_reports_is_told(
    tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch, set_by_hand: bool
) -> None:
    made(tmp_path)
    config = tmp_path / "leitmotiv.toml"
    text = "\n".join(line for line in config.read_text("utf-8").splitlines() if not line.startswith("as_of"))
    if set_by_hand:
        text = text.replace("[workspace]", "[workspace]\nas_of = 2026-06-30")
    config.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    said = [leitmotiv("effort", "start").err, leitmotiv("effort", "stop", "--minutes", "9").err]
    assert all((TOLD in one) == set_by_hand for one in said), said
