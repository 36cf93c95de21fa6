"""The way in: Ctrl-C is understood from the first moment on."""

from __future__ import annotations

import os
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


ENDING = """
import atexit, sys, threading, time
from pipeline.cli import main as command_line
{more}
def ending(): {body}
command_line.main = ending
from pipeline.cli import door
door.main()
"""


@pytest.mark.parametrize(
    ("more", "body", "code", "said"),
    [
        ("atexit.register(print, 'put away')", "print('done', end=' '); sys.exit(0)", 0, "done put away\n"),
        ("", "print('no'); sys.exit(1)", 1, "no\n"),
        ("", "sys.exit()", 0, ""),
        (
            "threading.Thread(target=lambda: (time.sleep(0.2), print('and the thread'))).start()",
            "print('done', end=' '); sys.exit(0)",
            0,
            "done and the thread\n",
        ),
    ],
)
def test_who_leaves_loses_nothing_that_was_said_or_promised(more: str, body: str, code: int, said: str) -> None:
    program = ENDING.format(more=more, body=body)
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, said, "")


def test_an_output_that_takes_no_more_is_told_as_python_tells_it() -> None:
    program = ENDING.format(more="", body="print('x'); sys.exit(0)")
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(
            [sys.executable, "-c", program], check=False, stdout=full, stderr=subprocess.PIPE, env=environment
        )
    assert ended.returncode == 120
    assert b"No space left on device" in ended.stderr
