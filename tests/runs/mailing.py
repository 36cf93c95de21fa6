"""A workspace with readers, a server that misbehaves, and what became of each letter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from pipeline.edges import workspace as workspaces
from pipeline.edges.database import engine as database
from pipeline.model.delivery import Status
from pipeline.model.workspace import Workspace
from pipeline.runs.delivery import sending, standing
from pipeline.runs.delivery.braking import Pace
from pipeline.runs.delivery.delivering import Office
from pipeline.runs.delivery.sending import Sent
from pipeline.runs.intake import subscribers
from tests.conftest import CONFIG, MakeWorkspace

ISSUE = "letter"
HASTY = Pace(
    first_pause_s=0.05, longest_pause_s=0.2, patience_s=3, unreachable_s=0.5, tick_s=0.02, settle_s=1, grace_s=0.05
)


@dataclass(frozen=True, slots=True)
class Mailing:
    """A workspace whose letters go to a server on loopback."""

    root: Path
    workspace: Workspace

    @contextmanager
    def office(self, pace: Pace = HASTY, stop: Event | None = None) -> Iterator[Office]:
        """What a sending needs, in a hurry."""
        with sending.office(self.workspace, pace) as desk:
            yield desk if stop is None else replace(desk, stop=stop)

    def freeze(self) -> None:
        """Begins the sending."""
        with self.office() as desk:
            sending.freeze(desk, self.workspace, sending.prepare(self.workspace, ISSUE))

    def send(self, pace: Pace = HASTY, stop: Event | None = None) -> Sent:
        """Begins, and sends."""
        self.freeze()
        with self.office(pace, stop) as desk:
            return sending.send(desk, ISSUE, lambda _settled, _why: None)

    def resume(self, *, again: bool = False) -> Sent:
        """Goes on."""
        with self.office() as desk:
            return sending.resume(desk, str(self.root), ISSUE, lambda _settled, _why: None, again=again)

    @property
    def status(self) -> Status:
        """How it stands."""
        return standing.status_of(self.workspace, ISSUE)

    def sql(self, statement: str) -> None:
        """Changes the database behind the sender's back."""
        opened = database.opened(self.workspace.config.database.url, str(self.root))
        with database.writing(opened) as connection:
            connection.exec_driver_sql(statement)
        opened.dispose()


def counts(made: Mailing) -> dict[str, int]:
    """The status without what is nought."""
    stands = made.status.all
    names = ("accepted", "rejected", "unknown", "waiting", "suppressed")
    return {name: getattr(stands, name) for name in names if getattr(stands, name)}


def mailing(make_workspace: MakeWorkspace, port: int, readers: int = 5, mail: str = "") -> Mailing:
    """So many readers, of whom the second reads English."""
    rows = "".join(f"r{n}@example.org,{'en' if n == 2 else 'de'}\n" for n in range(1, readers + 1))
    settings = f'[mail]\nmode = "smtp"\nhost = "127.0.0.1"\nport = {port}\nstarttls = false\n{mail}'
    root = make_workspace(
        {
            "leitmotiv.toml": f"{CONFIG}\n{settings}",
            "content/posts/hello.de.md": "---\ntitle: Hallo\ndate: 2026-03-01\n---\nEin Text.\n",
            "content/posts/hello.en.md": "---\ntitle: Hello\ndate: 2026-03-01\n---\nA text.\n",
            f"content/issues/{ISSUE}.toml": (
                'date = 2026-03-31\nsubject = {de = "Brief", en = "Letter"}\nintro = {de = "Moin", en = "Hello"}\n'
                'posts = ["hello"]\n'
            ),
            "people.csv": f"email,lang\n{rows}",
        }
    )
    workspace = workspaces.load(str(root), None)
    subscribers.import_subscribers(workspace, str(root / "people.csv"))
    return Mailing(root, workspace)
