"""What a person sees and is asked while an issue goes out."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import say, shown, warn
from pipeline.errors import LetterError, Problem, StoreError
from pipeline.model import plural
from pipeline.runs.delivery import distributing, sending, standing

if TYPE_CHECKING:
    from pipeline.model.delivery import Status
    from pipeline.model.workspace import Workspace
    from pipeline.runs.delivery.delivering import Office, Watch
    from pipeline.runs.delivery.sending import Prepared, Sent

_WEB_WAIT_S = 600
_WEB_EVERY_S = 5
_NAMED = 10
"""How many subscribers are named by their numbers."""


def rehearse(workspace: Workspace, name: str) -> None:
    """Writes every letter and says what a real sending would do."""
    prepared, folder = sending.rehearse(workspace, name)
    warn(prepared.warnings)
    _describe(prepared)
    folder = shown(folder)
    say(f"rehearsal: wrote the letters to {folder}, nothing was sent; look at {folder}/index.html")


def send(workspace: Workspace, name: str, flags: Mapping[str, bool]) -> int:
    """Shows, asks, waits for the web versions, freezes, sends. Up to the freezing a Ctrl-C simply ends it."""
    sending.require_smtp(workspace)
    if flags["workers"]:
        distributing.check(workspace)
    with sending.office(workspace) as office:
        sending.require_unsent(office, name)
        prepared = sending.prepare(workspace, name)
        sending.require_finished(prepared)
        warn(prepared.warnings)
        _describe(prepared)
        if not _agreed("Send it", flags["yes"]):
            say("nothing was sent")
            return 1
        if not flags["web_version_unchecked"]:
            _wait_for_web(workspace, prepared)
        warn(sending.freeze(office, workspace, prepared))
        if flags["workers"]:
            return _leave_to_workers(workspace, name)
        with _under_way(office, name) as watch:
            sent = sending.send(office, name, watch)
    return _told(sent)


def resume(workspace: Workspace, name: str, flags: Mapping[str, bool]) -> int:
    """Looks up what is in doubt, then goes on; asks about the rest where a person is there to answer."""
    sending.require_smtp(workspace)
    if flags["workers"]:
        distributing.check(workspace)
    with sending.office(workspace) as office:
        sending.require_frozen(office, name)
        if flags["workers"]:
            return _leave_to_workers(workspace, name)
        if strange := sending.strange(office, workspace, name):
            warn(strange)
            if not _agreed("Send the rest all the same", flags["yes"]):
                return 1
        again = workspace.config.mail.unknown == "resend"
        sent = _resumed(office, workspace.root, name, again=again)
        asks = not again and not flags["yes"] and not office.stop.is_set() and sys.stdin.isatty()
        if sent.status.all.unknown and asks:
            question = f"{plural.of(sent.status.all.unknown, 'letter')} may have arrived or not. Send them again"
            if click.confirm(question, default=False, err=True):
                sent = _resumed(office, workspace.root, name, again=True)
    return _told(sent)


def _resumed(office: Office, root: str, name: str, *, again: bool) -> Sent:
    with _under_way(office, name) as watch:
        return sending.resume(office, root, name, watch, again=again)


@contextmanager
def _under_way(office: Office, name: str) -> Iterator[Watch]:
    """Shows how far it is; a database that fails is told with how to go on."""
    try:
        with stopping(office), _progress(office, name) as watch:
            yield watch
    except StoreError as broken:
        mend = Problem(f"the sending has begun; go on with: leitmotiv issue resume {name}")
        raise StoreError((*broken.problems, mend)) from broken


@contextmanager
def stopping(office: Office) -> Iterator[None]:
    """The first Ctrl-C lets the letters under way arrive and stops; the second one stops at once."""

    def ask(number: int, _frame: object) -> None:
        office.stop.set()
        if sys.stderr.isatty():
            click.echo(err=True)  # below the bar and the ^C
        say("stopping; the letters under way are waited for")
        signal.signal(number, signal.default_int_handler)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _describe(prepared: Prepared) -> None:
    issue, choice = prepared.issue, prepared.choice
    languages = ", ".join(f"{n} in {lang}" for lang, n in prepared.by_lang.items())
    say(f"{issue.id}: {' / '.join(dict.fromkeys(issue.subject.values()))}")
    say(f"to {plural.of(len(choice.recipients), 'subscriber')}: {languages or 'nobody'}")
    elsewhere = sum(bool(one.cut.reader) for one in choice.recipients)
    if elsewhere:
        say(f"{elsewhere} of them in another language than asked for, and a note says so")
    if choice.held:
        say(f"no letter for {plural.of(choice.held, 'subscriber')} with other languages only")
    if choice.uninterested:
        say(f"no letter for {plural.of(choice.uninterested, 'subscriber')} with other themes only")
    if choice.unreachable:
        who = _named(choice.unreachable)
        warn([Problem(f"no mail can go to the address of {who}, so no letter does; see: leitmotiv subscribers list")])


def _named(numbers: Sequence[int]) -> str:
    return f"{'subscriber' if len(numbers) == 1 else 'subscribers'} {plural.some(numbers, _NAMED)}"


def _agreed(question: str, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        raise LetterError(Problem("nobody is here to answer whether to send; add --yes"))
    return click.confirm(question, default=False, err=True)


def _wait_for_web(workspace: Workspace, prepared: Prepared) -> None:
    """Waits until the pages that the letter links to are on the web; a person has time to publish them meanwhile."""
    deadline = time.monotonic() + (_WEB_WAIT_S if sys.stdin.isatty() else 0)
    told = False
    while True:
        missing = {url: said for url, said in sending.web_pages(workspace, prepared).items() if said}
        if not missing:
            return
        if time.monotonic() > deadline:
            mend = "publish the site first, or add --web-version-unchecked; nothing was sent"
            raise LetterError(Problem(f"{url} does not answer ({said}): {mend}") for url, said in missing.items())
        if not told:
            say(f"waiting until the web versions answer: {', '.join(missing)} (publish the site now)")
            told = True
        time.sleep(_WEB_EVERY_S)


class _Patience:
    """Says once that letters wait, why, and how to leave them: it may take a quarter of an hour."""

    def __init__(self, issue: str) -> None:
        self._issue = issue
        self._is_asked = False

    def ask(self, why: str) -> None:
        """`why` is empty where nothing waits."""
        if why and not self._is_asked:
            self._is_asked = True
            say(f"{why}; it is tried again, Ctrl-C leaves what waits to: leitmotiv issue resume {self._issue}")


@contextmanager
def _progress(office: Office, name: str) -> Iterator[Watch]:
    """A bar with rate and time left on a terminal; elsewhere nothing, so that logs stay short."""
    patience = _Patience(name)
    if not sys.stderr.isatty():
        yield lambda _settled, why: patience.ask(why)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn()]
    waiting = standing.stands(office.engine, name).all.waiting
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("letters", total=waiting or None, rate="")

        def watch(settled: int, why: str) -> None:
            patience.ask(why)
            rate = settled / max(0.001, time.monotonic() - began)
            bar.update(task, completed=settled, rate=f"{rate:.0f}/s")

        yield watch


def _leave_to_workers(workspace: Workspace, name: str) -> int:
    jobs = distributing.defer(workspace, name)
    say(f"waiting for the workers: {plural.of(jobs, 'job')} (leitmotiv worker); see: leitmotiv issue status {name}")
    return 0


def _told(sent: Sent) -> int:
    """Says in numbers how the sending ended; the exit code, 0 where every letter is accounted for."""
    found, stands = sent.reconciled, sent.status
    if found.accepted or found.queued:
        say(f"by the mail server's log {found.accepted} had arrived and {found.queued} had not")
    if stands.all.unknown and found.why:
        say(found.why)
        mend = 'unknown = "resend" under [mail] sends them again'
        say(f"whom they are for: leitmotiv issue status {stands.issue} --letters; {mend}")
    if sent.ended.why:
        waiting = plural.of(stands.all.waiting, "letter waits", "letters wait")
        say(f"{sent.ended.why}; {waiting}, go on with: leitmotiv issue resume {stands.issue}")
    if stands.all.rejected:
        say(
            f"who was rejected, and is tried again with the next issue: leitmotiv issue status {stands.issue} --letters"
        )
    say(numbers(stands))
    return 0 if stands.is_over else 1


def numbers(stands: Status) -> str:
    """`2026-03: 1450 recipients, 1446 accepted, 2 rejected, …`, without what is nought."""
    counts = {
        "accepted": stands.all.accepted,
        "rejected": stands.all.rejected,
        "unsubscribed meanwhile": stands.all.suppressed,
        "waiting": stands.all.waiting,
        "unknown": stands.all.unknown,
    }
    said = ", ".join(f"{n} {what}" for what, n in counts.items() if n or what == "accepted")
    return f"{stands.issue}: {plural.of(stands.all.recipients, 'recipient')}, {said}"
