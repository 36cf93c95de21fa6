"""A name for a process that another one can check; and the secret that it signs with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.edges import process, secret
from pipeline.errors import ConfigError

IDENTITY = "from pipeline.edges import process; print(process.identity()); import time; time.sleep({})"


def test_this_process_lives_and_one_that_ended_is_gone() -> None:
    assert not process.is_gone(process.identity())
    done = subprocess.run([sys.executable, "-c", IDENTITY.format(0)], capture_output=True, text=True, check=True)
    assert process.is_gone(done.stdout.strip())


def test_a_part_of_a_process_is_gone_when_the_process_is() -> None:
    name = process.identity()
    assert not process.is_gone(process.part(name, 3))
    assert process.is_gone(process.part(f"{name.rpartition('/')[0]}/1", 3))


def test_the_same_number_with_another_beginning_is_another_process() -> None:
    name, _, _ = process.identity().rpartition("/")
    assert process.is_gone(f"{name}/1")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is told anyway")
@pytest.mark.parametrize("refusal", [FileNotFoundError, PermissionError])
def test_a_process_that_the_system_hides_may_be_there(monkeypatch: pytest.MonkeyPatch, refusal: type[OSError]) -> None:
    """A /proc with hidepid, a service with ProtectProc: of other people's processes nothing is told."""
    name, mark = process.identity(), process.mark()
    read = Path.read_text

    def hidden(path: Path, *how: str) -> str:
        if path.match("/proc/[0-9]*/stat"):
            raise refusal
        return read(path, *how)

    monkeypatch.setattr(Path, "read_text", hidden)
    assert not process.is_gone(name)
    assert process.is_there(mark)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    assert process.is_gone(f"{name.rpartition('/')[0].rpartition('/')[0]}/{ended.pid}/1")
    assert not process.is_there(f"{ended.pid}-1")


@pytest.mark.parametrize("owner", ["", "x", "elsewhere/12/34", "a/b/c"])
def test_of_another_machine_nobody_can_say(owner: str) -> None:
    assert not process.is_gone(owner)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(secret.VARIABLE, raising=False)
    first = secret.read(str(tmp_path))
    assert len(first) > 40
    assert secret.read(str(tmp_path)) == first
    assert (tmp_path / secret.FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "private").iterdir()] == ["secret"]


def test_the_environment_comes_first_and_a_short_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secret.VARIABLE, "sixteen letters!")
    assert secret.read(str(tmp_path)) == b"sixteen letters!"
    monkeypatch.setenv(secret.VARIABLE, "short")
    with pytest.raises(ConfigError, match="fewer than 16 characters"):
        secret.read(str(tmp_path))
