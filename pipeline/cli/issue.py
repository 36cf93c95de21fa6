"""`leitmotiv issue`: newsletter issues."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.context import Folder, echo_json, instant, json_option, open_workspace, say, shown, warn
from pipeline.cli.tables import Cell, show_rows, show_table
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.model.delivery import Letter, Status, Tally
    from pipeline.model.workspace import Workspace


@click.group()
def issue() -> None:
    """List, render and send newsletter issues."""


@issue.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the issues, the oldest first."""
    from pipeline.runs import content, letters
    from pipeline.runs.delivery import standing

    workspace = open_workspace(ctx)
    found = letters.issues(workspace, content.read_or_nothing(workspace))
    sent = standing.sent_issues(workspace)
    rows = [
        {"issue": one.id, "langs": list(one.langs), "published": one.sent_on.isoformat(), "sent": one.id in sent}
        for one in found
    ]
    subjects = {one.id: one.subject[one.langs[0]] for one in found}
    columns: dict[str, str | Cell] = {
        "issue": "issue",
        "date": "published",
        "languages": lambda row: ", ".join(row["langs"]),
        "sent": lambda row: "yes" if row["sent"] else "",
        "subject": lambda row: subjects[row["issue"]],
    }
    show_rows(rows, columns, "leitmotiv new issue TITLE --lang LANG begins one", as_json=as_json)


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--output", type=Folder(), metavar="DIR", help="Where the letters go; private/outbox/ISSUE unless given.")
@click.pass_context
def render(ctx: click.Context, name: str, output: str | None) -> None:
    """Write an issue's letters as files, to look at them.

    A letter in each language, a bilingual one, and a page that shows them all.
    """
    from pipeline.runs import letters

    rendered = letters.render(open_workspace(ctx), name, output)
    warn(rendered.warnings)
    folder = shown(rendered.folder)
    say(f"wrote {plural.of(len(rendered.files) - 1, 'letter')} to {folder}; look at {folder}/index.html")


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--to", "address", required=True, metavar="ADDRESS", help="Your own address.")
@click.pass_context
def test(ctx: click.Context, name: str, address: str) -> None:
    """Send one letter of each edition to yourself.

    In rehearsal mode it is written as a file.
    """
    from pipeline.model.address import sendable
    from pipeline.runs.delivery import sending

    if sendable(address) is None:
        raise click.BadParameter("no mail can go to that address; write it as name@example.org", param_hint="--to")
    workspace = open_workspace(ctx)
    tested = sending.test(workspace, name, address)
    warn(tested.warnings)
    done = tested.letters
    if workspace.config.mail.mode == "rehearsal":
        files = ", ".join(path for path, _ in done)
        say(f"rehearsal: wrote {plural.of(len(done), 'letter')}, nothing was sent; look at {files}")
        return
    for edition, outcome in done:
        if outcome.kind != "accepted":
            said = outcome.reply or "the connection broke before the server answered"
            say(f"the letter {edition} did not go: {said}")
    went = [edition for edition, outcome in done if outcome.kind == "accepted"]
    say(f"{len(went)} of {plural.of(len(done), 'letter')} went: {', '.join(went) or 'none'}")
    ctx.exit(0 if len(went) == len(done) else 1)


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--for-real", is_flag=True, help="Send. Without it this is a rehearsal into private/outbox/.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--web-version-unchecked", is_flag=True, help="Do not wait until the web versions answer.")
@click.option("--workers", is_flag=True, help="Leave the sending to `leitmotiv worker` (PostgreSQL).")
@click.pass_context
def send(ctx: click.Context, /, name: str, **flags: bool) -> None:
    """Rehearse an issue, or send it to its readers.

    A sending that was cut short goes on with `leitmotiv issue resume`.
    """
    from pipeline.cli import sending_view

    workspace = open_workspace(ctx)
    if flags["for_real"]:
        ctx.exit(sending_view.send(workspace, name, flags))
    sending_view.rehearse(workspace, name)


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--yes", is_flag=True, help="Do not ask; `unknown` under [mail] decides.")
@click.option("--workers", is_flag=True, help="Leave the sending to `leitmotiv worker` (PostgreSQL).")
@click.pass_context
def resume(ctx: click.Context, /, name: str, **flags: bool) -> None:
    """Go on with a sending that was cut short.

    Nobody gets a letter twice. Letters of unknown fate are first looked up in the mail server's log (mta_log under
    [mail]).
    """
    from pipeline.cli import sending_view

    ctx.exit(sending_view.resume(open_workspace(ctx), name, flags))


@issue.command()
@click.argument("name", metavar="ISSUE")
@click.option("--letters", "each", is_flag=True, help="Letter by letter: who got it, who did not, and why.")
@json_option
@click.pass_context
def status(ctx: click.Context, name: str, each: bool, as_json: bool) -> None:
    """Say who got an issue and who did not.

    In numbers by language, or letter by letter.
    """
    from pipeline.runs.delivery import standing

    workspace = open_workspace(ctx)
    found = standing.status_of(workspace, name)
    rows = [_letter(one) for one in standing.letters_of(workspace, name)] if each else []
    if not found.has_begun:
        _say_unsent(workspace, name)
    if as_json:
        echo_json({**_as_json(found), **({"letters": rows} if each else {})})
    elif rows:
        show_table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    elif found.has_begun:
        columns = ("language", "recipients", "accepted", "rejected", "unknown", "waiting", "suppressed")
        numbers = [(lang, *_numbers(tally)) for lang, tally in found.by_lang.items()]
        show_table(columns, [*numbers, ("all", *_numbers(found.all))])


def _say_unsent(workspace: Workspace, name: str) -> None:
    from pipeline.runs import letters
    from pipeline.runs.delivery import standing

    tried = standing.rehearsed(workspace, name)
    folder = shown(f"{workspace.root}/{letters.OUTBOX}/{name}")
    seen = f"{plural.of(tried, 'letter')} of a rehearsal: see {folder}"
    rehearsal = seen if tried else f"a letter for each reader, in rehearsal: leitmotiv issue send {name}"
    say(f"{name} was not sent; {rehearsal}")


def _as_json(found: Status) -> dict[str, object]:
    by_lang = {lang: asdict(tally) for lang, tally in found.by_lang.items()}
    return {"issue": found.issue, **asdict(found.all), "by_lang": by_lang}


def _letter(one: Letter) -> dict[str, object]:
    from pipeline.model.address import readable
    from pipeline.model.delivery import HUNG_UP, NO_ADDRESS

    in_words = {
        NO_ADDRESS: "no mail can go to this address",
        HUNG_UP: "the server hangs up when it is told the address",
    }
    return {
        "subscriber": one.subscriber_id,
        "email": readable(one.email),
        "lang": one.lang,
        "edition": one.edition,
        "state": one.state,
        "reply": in_words.get(one.reply, one.reply),
        "at": instant(one.changed_at),
    }


def _numbers(tally: Tally) -> tuple[int, ...]:
    return tally.recipients, tally.accepted, tally.rejected, tally.unknown, tally.waiting, tally.suppressed
