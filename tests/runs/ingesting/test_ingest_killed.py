"""A run that is killed outright, by a signal that no program can catch: the next run completes it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace
from tests.runs.ingesting.sources import DE, EN, folder, posts, take, tree

_PAIRS = 60


@pytest.fixture
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pairs of translations; each links to the next."""
    files = {}
    for number in range(_PAIRS):
        for lang, text in (("de", DE), ("en", EN)):
            head = f"---\ntitle: Note {number}\ndate: 2025-01-02\n---\n"
            link = f"[Next](note-{(number + 1) % _PAIRS:03}.{lang}.md)"
            files[f"note-{number:03}.{lang}.md"] = f"{head}{text}\n\n{link}\n"
    return folder(tmp_path_factory.mktemp("src"), files)


@pytest.mark.parametrize("written", [1, 20, 77, 2 * _PAIRS])
def test_a_run_that_is_killed_is_completed_by_the_next_and_leaves_no_half_file(
    make_workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory, blog: Path, written: int
) -> None:
    root = make_workspace({})
    files = {name: content.decode() for name, content in tree(root).items()}
    untouched = folder(tmp_path_factory.mktemp("whole"), files)
    _killed_after(root, blog, written)
    assert all(text.endswith(".md)\n") for text in posts(root).values()), "each file is whole"
    (root / "content/posts/.left-by-a-kill.part").write_text("half", "utf-8")
    (root / "private").mkdir(exist_ok=True)
    (root / "private/.ingested.json.left.part").write_text("half", "utf-8")
    assert take(root, blog).is_complete
    take(untouched, blog)
    assert posts(root) == posts(untouched)
    assert set(tree(root)) == set(tree(untouched))
    assert take(root, blog).results[0].count("unchanged") == 2 * _PAIRS


def test_the_first_reading_of_a_feed_that_is_killed_stays_its_first(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    """No letter announces what readers had before."""
    root, feed = make_workspace({}), tmp_path / "feed.xml"
    entries = "".join(
        f"<item><title>Note {number}</title><guid>{number}</guid><description>{EN}</description></item>"
        for number in range(200)
    )
    feed.write_text(f'<rss version="2.0"><channel><title>F</title>{entries}</channel></rss>', "utf-8")
    _killed_after(root, feed, 20)
    take(root, feed)
    assert ["announce: false" in text for text in posts(root).values()] == [True] * 200


def _killed_after(root: Path, source: Path, written: int) -> None:
    """Runs the command and kills it as soon as it has written so many posts."""
    program = "from pipeline.cli.main import main; main()"
    command = [sys.executable, "-c", program, "-C", str(root), "ingest", str(source)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and sum(1 for _ in (root / "content/posts").glob("*.md")) < written:
            time.sleep(0.001)
        running.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
