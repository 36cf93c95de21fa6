"""A workspace whose letters really go out, to thousands of invented subscribers, and its command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

ISSUE = "2026-06-summer"


@dataclass(frozen=True, slots=True)
class Practice:
    """A workspace below `root`."""

    root: Path

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command line to its end."""
        return subprocess.run(self._line(*arguments), capture_output=True, text=True, check=False)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a command line; what it says is kept in `<command>.log`."""
        with (self.root / f"{arguments[0]}.log").open("ab") as said:
            return subprocess.Popen(self._line(*arguments), stdout=said, stderr=said, start_new_session=True)

    def status(self) -> Mapping[str, Any]:
        """`issue status --json`."""
        done = self.call("issue", "status", ISSUE, "--json")
        assert done.returncode == 0, done.stderr
        found: Mapping[str, Any] = json.loads(done.stdout)
        return found

    def _line(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", "from pipeline.cli.main import main; main()", *arguments, "-C", str(self.root)]


def practice(
    root: Path, port: int, subscribers: int, mail: Mapping[str, object] | None = None, database: str | None = None
) -> Practice:
    """The demo's posts and letters, a mail server at `port`, and so many subscribers, a third of them English."""
    made = Practice(root)
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli.main import main; main()", "init", str(root), "--demo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    config = (root / "leitmotiv.toml").read_text("utf-8")
    settings: dict[str, object] = {"mode": "smtp", "host": "127.0.0.1", "port": port, "starttls": False, **(mail or {})}
    config += "\n[mail]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in settings.items())
    if database:
        config += f'\n[database]\nurl = "{database}"\n'
    (root / "leitmotiv.toml").write_text(config, "utf-8")
    rows = (f"reader{n}@example.org,{'en' if n % 3 == 0 else 'de'}" for n in range(subscribers))
    (root / "people.csv").write_text("email,lang\n" + "\n".join(rows) + "\n", "utf-8")
    done = made.call("subscribers", "import", str(root / "people.csv"))
    assert done.returncode == 0, done.stderr
    return made


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL: no handler, no farewell."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def _toml(value: object) -> str:
    return json.dumps(value)
