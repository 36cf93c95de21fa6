"""A build that is killed leaves the old site as it was, and the next one completes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.edges import staging, workspace
from pipeline.runs import building
from tests.conftest import CONFIG, MakeWorkspace

POST = "---\ntitle: Post {number}\ndate: 2026-01-0{day}\n---\n{text}\n"
COMMAND = (sys.executable, "-c", "from pipeline.cli.main import main; main()")


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _killed(root: Path, staged: int) -> int:
    """Kills a build as soon as it has `staged` files ready; answers its exit code."""
    build = subprocess.Popen([*COMMAND, "-C", str(root), "build"], stderr=subprocess.DEVNULL)
    area = root / ".site.part"
    while build.poll() is None:
        try:
            ready = sum(1 for _ in area.iterdir())
        except OSError:
            ready = -1
        if ready >= staged:
            build.kill()
        time.sleep(0.001)
    return build.returncode


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("edited", [40, 400])
def test_killed_builds_change_nothing(make_workspace: MakeWorkspace, edited: int) -> None:
    posts = {f"content/posts/p{n}.de.md": POST.format(number=n, day=n % 9 + 1, text="Alt.") for n in range(edited)}
    root = make_workspace({"leitmotiv.toml": f"{CONFIG}\n[site]\nsearch = false\ncards = false\n", **posts})
    building.build(workspace.load(str(root), None))
    old = _tree(root / "site")
    for n in range(edited):
        (root / f"content/posts/p{n}.de.md").write_text(POST.format(number=n, day=n % 9 + 1, text=f"Neu {n}."))
    seen = []
    for staged in (0, 1, 5, edited // 3, edited // 2, edited):
        code = _killed(root, staged)
        if code == -signal.SIGKILL:
            with staging.opened(str(root / "site")):  # waits for names that were just changing hands
                seen.append(_tree(root / "site"))
    assert len(seen) > 1
    assert seen[0] == old
    built = building.build(workspace.load(str(root), None))
    assert all(f"Neu {n}.".encode() in (root / f"site/de/posts/p{n}.html").read_bytes() for n in range(edited))
    assert not (root / ".site.part").exists()
    new = _tree(root / "site")
    assert all(then in (old, new) for then in seen)
    assert built.files == len(old) - 1  # the mark is no page
    assert building.build(workspace.load(str(root), None)).written == 0
