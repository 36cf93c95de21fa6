"""What the tests of ingest share: texts that a detector is sure of, small sources, and a run that is easy to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.edges import workspace
from pipeline.edges.http import Limits, Settings
from pipeline.runs.ingesting import ingest
from pipeline.runs.ingesting.ingest import Ingested, Options
from pipeline.runs.ingesting.retrieving import Progress

DE = (
    "Wer Latenz misst, misst meistens das Falsche, denn der Mittelwert sagt nichts über den langsamsten Aufruf, den "
    "die Kunden jeden Tag erleben. Das Perzentil ist die Zahl, die man wirklich braucht."
)
EN = (
    "Whoever measures latency usually measures the wrong thing, because the mean says nothing about the slowest call "
    "that customers live through every day. The percentile is the number that one really needs."
)
QUICK = Limits(total_s=3)


def quiet(_what: str, _done: int, _total: int) -> None:
    """A progress that nobody looks at."""


def take(root: Path, *sources: object, progress: Progress = quiet, **options: Any) -> Ingested:
    """Ingests into the workspace at `root`; options by their names, hosts that may be private as `hosts`."""
    settings = Settings(allow_hosts=tuple(options.pop("hosts", ())), limits=QUICK)
    opened = workspace.load(str(root), None)
    return ingest.ingest(opened, [str(source) for source in sources], Options(settings=settings, **options), progress)


def posts(root: Path) -> dict[str, str]:
    """Every post by its file name."""
    return {path.name: path.read_text("utf-8") for path in sorted((root / "content/posts").glob("**/*.md"))}


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the workspace."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def folder(at: Path, files: Mapping[str, str]) -> Path:
    """Writes `files` below `at`."""
    for name, text in files.items():
        target = at / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return at


def entry(title: str, body: str = EN, **fields: str) -> str:
    """One item of RSS; its text as content:encoded."""
    rest = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f"<item><title>{title}</title>{rest}<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"


def rss(*items: str, lang: str = "", link: str = "https://old.example.org/") -> str:
    """A feed of `items`."""
    language = f"<language>{lang}</language>" if lang else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Old</title><link>{link}</link>{language}{''.join(items)}</channel></rss>"
    )


class Interrupted(BaseException):
    """Somebody pressed Ctrl+C."""


def interrupting(what: str, after: int) -> Callable[[str, int, int], None]:
    """A progress that interrupts the run when it is `after` steps into `what`."""

    def progress(said: str, done: int, _total: int) -> None:
        if said.startswith(what) and done >= after:
            raise Interrupted

    return progress
