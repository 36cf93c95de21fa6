"""`leitmotiv bounces`: letters that came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import echo_json, json_option, open_workspace, say, warn
from pipeline.cli.tables import show_table
from pipeline.errors import Problem
from pipeline.model import broken_mails, plural

if TYPE_CHECKING:  # the classifiers wait until the command runs
    from pipeline.runs.readers.bounces import Imported

_MOST_NAMED = 10


@click.group()
def bounces() -> None:
    """Read bounces and complaints, and stop writing to these addresses."""


@bounces.command()
@click.argument("source", metavar="DIR", type=click.Path())
@json_option
def classify(source: str, as_json: bool) -> None:
    """Say what each message is, and change nothing.

    DIR is a folder or file of messages, or of the webhook events of a mail provider.
    """
    from pipeline.runs.readers import bounces as run

    judged = list(run.classify(source))
    if as_json:
        echo_json(
            [
                {
                    "file": one.name,
                    "recipients": list(one.notice.recipients),
                    "kind": one.notice.kind,
                    "reason": one.notice.reason,
                    "status": one.notice.status,
                }
                for one in judged
            ]
        )
        return
    show_table(
        ("file", "kind", "reason", "status", "recipients"),
        [
            (one.name, one.notice.kind, one.notice.reason, one.notice.status, len(one.notice.recipients))
            for one in judged
        ],
    )


@bounces.command(name="import")
@click.argument("source", metavar="SOURCE")
@click.pass_context
def import_(ctx: click.Context, source: str) -> None:
    """Take in bounces and complaints.

    SOURCE is a folder, an mbox, or imaps://user@host/Folder (the password: LEITMOTIV_IMAP_PASSWORD). A folder or file
    may also hold the webhook events of a mail provider as JSON: Amazon SES, Brevo, listmonk, Mailgun,
    Postmark, SendGrid. After a hard bounce or three soft ones nobody is written to any more; a complaint unsubscribes,
    and so does a mail with the subject "unsubscribe", or leaving at the provider.
    """
    from pipeline.runs.readers import bounces as run
    from pipeline.runs.readers import leaving

    found = run.take(open_workspace(ctx), source if "://" in source else str(Path(source).resolve()))
    for sentence in _taken(found):
        say(sentence)
    warn(Problem(leaving.UNKNOWN, name) for name in found.unheard)
    warn(Problem(broken_mails.EMPTY, name) for name in found.empty)
    for sentence in _doubtful(found):
        say(sentence)
    ctx.exit(1 if found.unreadable or found.unproven or found.unheard or found.unknown or found.empty else 0)


def _taken(found: Imported) -> Iterator[str]:
    """What was read, and what came of it."""
    kinds = ", ".join(f"{n} {'other' if kind == 'none' else kind}" for kind, n in sorted(found.kinds.items()))
    closed = plural.of(found.suppressed, "subscriber gets", "subscribers get")
    left = f", {found.left} unsubscribed by mail" if found.left else ""
    left += f", {found.left_there} unsubscribed at the mail provider" if found.left_there else ""
    yield f"read {kinds or 'no message'}; {closed} no more letters, {found.unsubscribed} complained{left}"
    if found.no_complaints:
        types = ", ".join(f"{n} {said}" for said, n in sorted(found.no_complaints.items()))
        yield f"feedback that is no complaint, and changes nothing: {types}"
    if found.strangers:
        yield f"{plural.of(found.strangers, 'notice is', 'notices are')} about nobody here"


def _doubtful(found: Imported) -> Iterator[str]:
    """What was not taken for what it claims to be, or not at all."""
    if found.unproven:
        what = plural.of(len(found.unproven), "notice names", "notices name")
        counts = "and counts as a soft bounce" if len(found.unproven) == 1 else "and count as soft bounces"
        yield f"{what} no letter of ours, {counts}: {', '.join(found.unproven)}"
    if found.unreadable:
        unread = plural.of(found.unreadable, "file looks", "files look")
        yield f"{unread} like events of a mail provider, but no JSON; nothing was taken from there"
    if found.unknown:
        what = plural.of(len(found.unknown), "event is", "events are")
        names = plural.some(found.unknown, _MOST_NAMED)
        yield f"{what} of a kind that is not known here, so nothing was taken from there; look into {names}"
