"""The way in: Ctrl-C is understood from the first moment on."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

INTERRUPTED = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Impatient(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Impatient())
sys.argv = ["leitmotiv", "credit", "--help"]
from {package} import {function}
{function}()
"""


@pytest.mark.parametrize("module", ["click", "pipeline.cli.context", "pipeline.cli.credit"])
def test_ctrl_c_while_modules_are_loaded_shows_no_traceback(module: str) -> None:
    script = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["leitmotiv"]
    package, function = script.split(":")
    program = INTERRUPTED.format(module=module, package=package, function=function)
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.strip().startswith("stopped; nothing was")
