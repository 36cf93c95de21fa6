"""`leitmotiv issue test|send|resume|status`: an issue on its way to its readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from pipeline.audience import tokens
from pipeline.edges import dkim as keys
from pipeline.edges import files, process, secret, smtp, web_check
from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox, sendings
from pipeline.edges.database import people as stored_people
from pipeline.edges.place import CONFIG
from pipeline.errors import LeitmotivError, LetterError, Problem, StoreError
from pipeline.model import leaving
from pipeline.model.config import Config
from pipeline.model.delivery import Outcome, Status, status
from pipeline.model.issue import Edition, Issue, Recipient
from pipeline.model.workspace import Workspace
from pipeline.newsletter import choosing, dkim, editions, headers, message, plan, recipients, targets
from pipeline.newsletter.dkim import Signer
from pipeline.newsletter.message import Draft
from pipeline.newsletter.recipients import Choice
from pipeline.posts import links
from pipeline.runs import content, letters, store
from pipeline.runs.content import Content
from pipeline.runs.delivery import delivering, one_secret, reconciling, standing
from pipeline.runs.delivery.braking import Pace
from pipeline.runs.delivery.delivering import Ended, Office, Watch
from pipeline.runs.delivery.reconciling import Reconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An issue, who would get it by now, and the editions that they get."""

    issue: Issue
    choice: Choice
    editions: tuple[Edition, ...]
    warnings: tuple[Problem, ...]

    @property
    def by_lang(self) -> Mapping[str, int]:
        """How many recipients read it in each language."""
        return Counter(sorted(one.lang for one in self.choice.recipients))


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of the test letters, by edition (in rehearsal mode by file), and what to look at twice."""

    letters: tuple[tuple[str, Outcome], ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """How a run of sending ended, and how the issue stands now."""

    ended: Ended
    status: Status
    reconciled: Reconciled = field(default_factory=Reconciled)


@contextmanager
def office(workspace: Workspace, pace: Pace | None = None) -> Iterator[Office]:
    """Everything that a sending needs, from the workspace's config."""
    config = workspace.config
    with store.opened(workspace) as found:
        key = secret.read(workspace.root)
        yield Office(
            config=config,
            engine=outbox.suited(found),
            owner=process.identity(),
            connect=lambda: smtp.transport(config.mail),
            now=process.now,
            seal=sealing(workspace),
            token=lambda person: tokens.signed(key, "unsubscribe", person),
            pace=pace or Pace(),
        )


def sealing(workspace: Workspace) -> Callable[[bytes], bytes]:
    """Puts the DKIM signature before a letter; without a key it goes as it is."""
    wanted = workspace.config.mail.dkim
    if wanted is None:
        return lambda letter: letter
    signer = Signer(wanted.domain, wanted.selector, keys.signing(workspace.root, wanted.key_file))
    return lambda letter: dkim.signed(letter, signer)


def prepare(workspace: Workspace, name: str) -> Prepared:
    """The issue as it would go out now; raises what is wrong with it."""
    return _prepared(workspace, content.read(workspace), name)


def _prepared(workspace: Workspace, found: Content, name: str) -> Prepared:
    issue = letters.named(letters.issues(workspace, found), name)
    press = letters.press(workspace, found)
    with store.reading(workspace) as connection:
        known = stored_people.subscribers(connection)
        is_new = outbox.frozen_at(connection, issue.id) is None
        strange = one_secret.strange(workspace, connection)
    people = tuple(recipients.with_known_themes(known, workspace.catalogue.themes))
    if any(person.themes for person in people):  # what an issue is about takes a second to find out
        issue = choosing.about(issue, letters.shelf(workspace, found))
    choice = recipients.choose(issue, targets.langs(press.library, issue), people, workspace.config)
    made = editions.for_readers(issue, choice.cuts, press)
    warnings = (*plan.checked(issue, made, workspace.config), *_early(issue, workspace))
    warnings += strange + (tuple(_copied(issue)) if is_new else ())
    return Prepared(issue=issue, choice=choice, editions=made, warnings=warnings)


def _copied(issue: Issue) -> Iterator[Problem]:
    """Of an issue of which nothing was sent: its file may be a copy of one that was, or have another name now."""
    if issue.says_sent:
        said = f'"announced" says that it was sent, and no letter called {issue.id} was'
        yield Problem(
            f"{said}; take the line out, give the file its old name, or use the database that knows it", issue.path
        )


def _early(issue: Issue, workspace: Workspace) -> Iterator[Problem]:
    """A letter that goes out before its day."""
    if issue.sent_on > workspace.as_of:
        yield Problem(f"is dated {issue.sent_on}: before that day its page is not on the site", issue.path)


def rehearse(workspace: Workspace, name: str) -> tuple[Prepared, str]:
    """Every letter of an issue as a file `<subscriber id>.eml`, none of them sent; answers where they are."""
    found = content.read(workspace)
    prepared = _prepared(workspace, found, name)
    folder = str(Path(workspace.root, letters.OUTBOX, prepared.issue.id))
    overview = letters.plan_of(workspace, found, prepared.issue).letters.files
    seal, key = sealing(workspace), secret.read(workspace.root)
    drafts = _drafts({one.name: one for one in prepared.editions}, workspace.config)
    kept = set(overview)
    for path, body in overview.items():
        files.write_atomic("", str(Path(folder, path)), body)
    addresses = _addresses(workspace)
    for chosen in prepared.choice.recipients:
        if chosen.subscriber_id not in addresses:  # forgotten since they were chosen
            continue
        person, address = addresses[chosen.subscriber_id]
        token = tokens.signed(key, "unsubscribe", chosen.subscriber_id)
        letter = message.fill(drafts[chosen.cut.name], Recipient(str(chosen.subscriber_id), address, token, person))
        files.write_atomic("", str(Path(folder, f"{letter.name}.eml")), seal(letter.content))
        kept.add(f"{letter.name}.eml")
    for path in files.list_files(folder, ".", "*.eml"):
        if path not in kept:  # of an earlier rehearsal: somebody who has left since must not stay here
            files.remove(folder, path)
    return prepared, folder


def test(workspace: Workspace, name: str, address: str) -> Tested:
    """One letter of each edition to `address`, the way the real ones go; in rehearsal mode as files."""
    found = content.read(workspace)
    issue = letters.named(letters.issues(workspace, found), name)
    made = editions.all_of(issue, letters.press(workspace, found))
    warnings = plan.checked(issue, made, workspace.config)
    seal, now = sealing(workspace), process.now()
    sender = headers.checked_address("From", workspace.config.sender.address)
    to = headers.checked_address("To", address)
    done: list[tuple[str, Outcome]] = []
    transport = smtp.transport(workspace.config.mail)
    try:
        for edition in made:
            letter = _test_letter(edition, address, workspace.config, now)
            if workspace.config.mail.mode == "rehearsal":
                path = f"{letters.OUTBOX}/{issue.id}/test-{edition.name}.eml"
                files.write_atomic(workspace.root, path, seal(letter))
                done.append((path, Outcome("accepted")))
            else:
                outcome = transport.deliver(sender, to, seal(letter))
                done.append((edition.name, outcome))
    except smtp.Unreachable as trouble:
        raise LetterError(Problem(f"{trouble.sentence}; check [mail]")) from trouble
    finally:
        transport.close()
    return Tested(tuple(done), warnings)


def web_pages(workspace: Workspace, prepared: Prepared) -> dict[str, str]:
    """The web version of each language that will be sent, by its address, with what it says instead of a page."""
    langs = dict.fromkeys(lang for edition in prepared.editions for lang in edition.langs)
    urls = [links.absolute(workspace.config, links.issue(lang, prepared.issue.id)) for lang in langs]
    return {url: web_check.answers(url) for url in urls}


def freeze(office: Office, workspace: Workspace, prepared: Prepared) -> tuple[Problem, ...]:
    """Begins the sending: from here on recipients and texts stay as they are. Raises where it had begun before.

    Answers why the issue's file could not keep what it announced, if it could not: that stops no letter.
    """
    issue = prepared.issue
    if not prepared.choice.recipients:
        raise LetterError(Problem("nobody would get it: import or add subscribers (leitmotiv subscribers)", issue.path))
    rows = recipients.addressees(prepared.choice, issue, office.config, secret.read(workspace.root))
    try:
        with database.writing(office.engine) as connection:
            _refuse_second(connection, issue.id)
            outbox.freeze(connection, issue.id, prepared.editions, rows, office.now())
    except StoreError:
        require_unsent(office, issue.id)  # somebody may have begun it at the same moment
        raise
    try:
        letters.keep_announced(workspace, issue)
    except LeitmotivError as refused:
        return refused.problems
    return ()


def send(office: Office, issue: str, watch: Watch, limit: int | None = None) -> Sent:
    """Sends what waits of an issue that is frozen."""
    ended = delivering.deliver(office, issue, _frozen_drafts(office, issue), watch, limit)
    return Sent(ended, standing.stands(office.engine, issue))


def resume(office: Office, root: str, issue: str, watch: Watch, *, again: bool) -> Sent:
    """Ends doubts where the server's log can, then goes on; `again` sends also what stays in doubt."""
    found = reconciling.reconcile(office, root, issue)
    if again and found.left:
        reconciling.resend(office, issue)
    return replace(send(office, issue, watch), reconciled=found)


def require_frozen(office: Office, issue: str) -> None:
    """Raises where the sending of `issue` has not begun."""
    with database.reading(office.engine) as connection:
        if outbox.frozen_at(connection, issue) is None:
            mend = f"begin with: leitmotiv issue send {issue} --for-real"
            raise LetterError(Problem(f'nothing of "{issue}" is on its way; {mend}'))


def strange(office: Office, workspace: Workspace, issue: str) -> tuple[Problem, ...]:
    """What is to be said where links of the rest would be signed with another secret."""
    with database.reading(office.engine) as connection:
        return one_secret.strange(workspace, connection, issue)


def require_unsent(office: Office, issue: str) -> None:
    """Raises where the sending of `issue` has begun: a second one would be for the whole list again."""
    with database.reading(office.engine) as connection:
        _refuse_second(connection, issue)


def require_finished(prepared: Prepared) -> None:
    """Raises where its author has still to write, or where its file says that it was sent already."""
    if left := (*plan.unfinished(prepared.issue), *_copied(prepared.issue)):
        raise LetterError(left)


def require_smtp(workspace: Workspace) -> None:
    """Raises in rehearsal mode."""
    if workspace.config.mail.mode == "rehearsal":
        message = 'mode under [mail] is "rehearsal", so nothing leaves; set mode = "smtp" with host and port'
        raise LetterError(Problem(message, CONFIG))


def _refuse_second(connection: Connection, issue: str) -> None:
    frozen_at = outbox.frozen_at(connection, issue)
    if frozen_at is None:
        return
    since = f"{frozen_at:%Y-%m-%d at %H:%M} UTC"
    if status(issue, sendings.counted(connection, issue)).is_over:
        see = f"who got it: leitmotiv issue status {issue}"
        raise LetterError(Problem(f"{issue} was sent on {since}, and no letter of it waits; {see}"))
    raise LetterError(Problem(f"the sending of {issue} began on {since}; go on with: leitmotiv issue resume {issue}"))


def _frozen_drafts(office: Office, issue: str) -> Mapping[str, Draft]:
    with database.reading(office.engine) as connection:
        frozen_at = outbox.frozen_at(connection, issue)
        made = outbox.editions(connection, issue)
    return _drafts(made, office.config, frozen_at)


def _drafts(made: Mapping[str, Edition], config: Config, sent_at: datetime | None = None) -> Mapping[str, Draft]:
    return {name: message.draft(edition, config, sent_at) for name, edition in made.items()}


def _addresses(workspace: Workspace) -> Mapping[int, tuple[str, str]]:
    """(name, address) by subscriber id."""
    with store.reading(workspace) as connection:
        return {one.id: (one.name, one.email) for one in stored_people.subscribers(connection) if one.id is not None}


def _test_letter(edition: Edition, address: str, config: Config, now: datetime) -> bytes:
    """With a Message-ID of its own: mailboxes drop a second letter with the same one."""
    reader = Recipient(f"test-{edition.name}-{now.timestamp()}", address, leaving.TEST)
    return message.fill(message.draft(edition, config, now), reader).content
