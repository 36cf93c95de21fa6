"""`leitmotiv subscribers`: who gets the newsletter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import traces_view
from pipeline.cli.context import echo_json, instant, json_option, open_workspace, say, warn
from pipeline.cli.imports import dry_run_option, mapping_options, options_of, tell
from pipeline.cli.tables import Cell, show_rows
from pipeline.cli.terminal import echo
from pipeline.errors import Problem
from pipeline.model import plural

if TYPE_CHECKING:
    from pipeline.edges.database.people import Preference
    from pipeline.model.people import Consent, Subscriber
    from pipeline.model.theme import Theme
    from pipeline.runs.intake.subscribers import Known


@click.group()
def subscribers() -> None:
    """Import, add, list, unsubscribe and forget subscribers."""


@subscribers.command(name="import")
@click.argument("file", type=click.Path(resolve_path=True))
@mapping_options
@click.option("--lang", metavar="de", help="What those read of whom the file does not say it.")
@dry_run_option
@click.pass_context
def import_(ctx: click.Context, /, file: str, pairs: tuple[str, ...], **wished: object) -> None:
    """Take in a list of subscribers.

    FILE is an export of listmonk, Substack, Mailchimp, Ghost, Buttondown, beehiiv, MailPoet or Wix, or any CSV with
    addresses.

    Whoever unsubscribed here stays unsubscribed, whatever the file says; whoever left there does not come back. Columns
    of ours: email, name, first_name, last_name, lang, state, subscribed, confirmed, unsubscribed, bounced, complained,
    themes, tier, tags, since.
    """
    from pipeline.runs.intake import subscribers as run

    lang = _language(str(wished["lang"])) if wished["lang"] else None
    options = replace(options_of("subscribers", pairs, wished), lang=lang)
    tell(ctx, run.import_subscribers(open_workspace(ctx), file, options))


@subscribers.command()
@click.argument("address", metavar="ADDR")
@click.option("--lang", "langs", multiple=True, metavar="de", help="What they read; may be repeated.")
@click.option("--theme", "themes", multiple=True, help='What they want to read about; may be repeated. "": anything.')
@click.option("--tier", help='Such as inner: gets its own block in a letter. "": none.')
@click.option("--name", default="", help="What they are called.")
@click.option("--consent", default="", metavar="TEXT", help="What they agreed to, and how you know.")
@click.option("--unconfirmed", is_flag=True, help="They have not confirmed yet, so they get nothing.")
@click.option("--again", is_flag=True, help="They had left and have asked to come back.")
@click.pass_context
def add(ctx: click.Context, /, address: str, **given: Any) -> None:
    """Add one subscriber, with a record of their consent."""
    from pipeline.edges import process
    from pipeline.runs.intake import subscribers as run

    workspace = open_workspace(ctx)
    now = process.now()
    person = _person(address, given, now, workspace.catalogue.themes)
    consent = _consent(given, now, person.langs)
    taken_back = _taken_back(given)
    saved, is_on_record = run.add(workspace, person, consent, again=given["again"], taken_back=taken_back)
    say(f"subscriber {saved.id} is {saved.state}")
    if not is_on_record and saved.state == "confirmed":
        message = f"nothing is on record of what subscriber {saved.id} agreed to, and you may have to show it"
        warn([Problem(f'{message} (GDPR, Art. 7); run this again with --consent "…"')])


@subscribers.command(name="list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List subscribers with their state and languages."""
    from pipeline.audience import listing
    from pipeline.runs.intake import subscribers as run

    columns: dict[str, str | Cell] = {
        "id": "id",
        "state": "state",
        "languages": lambda row: ", ".join(row["langs"]),
        "email": "email",
    }
    rows = listing.subscribers(run.everyone(open_workspace(ctx)))
    show_rows(rows, columns, "leitmotiv subscribers import FILE brings readers", as_json=as_json)


@subscribers.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of CSV.")
@click.pass_context
def export(ctx: click.Context, as_json: bool) -> None:
    """Write all subscribers to stdout, as CSV. `subscribers import` takes it back."""
    from pipeline.audience import listing
    from pipeline.runs.intake import subscribers as run

    found = run.everyone(open_workspace(ctx))
    if as_json:
        echo_json(listing.exported(found))
    else:
        click.echo(run.export(found).replace(b"\r\n", b"\n"), nl=False)  # UTF-8, whatever the terminal speaks


@subscribers.command()
@click.argument("address", metavar="ADDR")
@json_option
@click.pass_context
def show(ctx: click.Context, address: str, as_json: bool) -> None:
    """Show all that is known of one subscriber.

    The record of consent, letters, bounces, leads, answers.
    """
    from pipeline.runs.intake import subscribers as run

    known = _as_json(run.show(open_workspace(ctx), address))
    if as_json:
        echo_json(known)
        return
    for name in ("id", "email", "name", "state", "langs", "themes", "tier", "since", "source"):
        value = known[name]
        echo(f"{name}: {', '.join(value) if isinstance(value, list) else value or ''}".rstrip())
    for title in ("consent", "letters", "bounces"):
        for row in known[title]:
            said = ", ".join(f"{key} {value}" for key, value in row.items() if value and key != "mail")
            echo(f"{title}: {said}")
    for lead in known["leads"]:
        echo(f"leads: {lead['id']}; all of it: leitmotiv leads show {lead['id']} --only {known['email']}")
    for row in known["answers"]:
        echo(
            f"answers: {', '.join(f'{column} {value}' for column, value in row['cells'].items() if column != 'email')}"
        )


@subscribers.command()
@click.argument("address", metavar="ADDR")
@click.pass_context
def unsubscribe(ctx: click.Context, address: str) -> None:
    """Take somebody off the list. What they once agreed to stays on record."""
    from pipeline.runs.intake import subscribers as run

    person, is_new = run.unsubscribe(open_workspace(ctx), address)
    say(f"subscriber {person.id} {'gets no more letters' if is_new else 'had left before'}; no import changes that")


@subscribers.command()
@click.argument("address", metavar="ADDR")
@click.pass_context
def forget(ctx: click.Context, address: str) -> None:
    """Delete a subscriber. A hash of the address stays, so that no import brings them back."""
    from pipeline.runs.intake import subscribers as run

    gone = run.forget(open_workspace(ctx), address)
    say(f"forgotten; removed {plural.of(gone.cleared.letters, 'rehearsal letter')}")
    for path in gone.cleared.rejects:
        say(f"removed {path}, which named the address")
    for lead in gone.leads:
        mend = f"leitmotiv leads forget {lead} --only ADDR"
        say(f"somebody in lead {lead} has the same address and stays; to take them away, too: {mend}")
    traces_view.tell(gone.left)


def _person(address: str, given: dict[str, Any], now: datetime, known: Mapping[str, Theme]) -> Subscriber:
    from pipeline.audience import addresses
    from pipeline.model import theme_names
    from pipeline.model.address import sendable
    from pipeline.model.line import one_line
    from pipeline.model.people import Subscriber

    email = addresses.normalised(address)
    if email is None:
        raise click.BadParameter("that is no mail address; write it as name@example.org", param_hint="ADDR")
    if sendable(email) is None:
        raise click.BadParameter(f"no mail can go to that address: {addresses.UNSENDABLE}", param_hint="ADDR")
    themes = {text: theme_names.named(text, known) for text in given["themes"] if text}
    for text in (text for text, theme in themes.items() if theme is None):
        there = theme_names.near(text, known) or (f"; there are {', '.join(known)}" if known else "")
        raise click.BadParameter(f'there is no theme "{text}"{there}', param_hint="--theme")
    langs = tuple(dict.fromkeys(map(_language, given["langs"])))
    return Subscriber(
        email=email,
        name=one_line(given["name"]),
        state="unconfirmed" if given["unconfirmed"] else "confirmed",
        langs=langs,
        themes=tuple(dict.fromkeys(filter(None, themes.values()))),
        tier=one_line(given["tier"] or "") or None,
        since=now,
        source="hand",
    )


def _language(text: str) -> str:
    from pipeline.audience import vocabulary
    from pipeline.model.line import quoted
    from pipeline.model.table import RowError

    try:
        return vocabulary.language(text, "--lang")
    except RowError as refused:
        message = f'{quoted(text)} is no language; write for instance "de" or "pt-br"'
        raise click.BadParameter(message, param_hint="--lang") from refused


def _taken_back(given: dict[str, Any]) -> list[Preference]:
    """The preferences that were given as an empty text: they hold no more."""
    named: dict[Preference, bool] = {"themes": "" in given["themes"], "tier": given["tier"] == ""}
    return [name for name, is_no_more in named.items() if is_no_more]


def _consent(given: dict[str, Any], now: datetime, langs: tuple[str, ...]) -> Consent:
    from pipeline.model.people import Consent
    from pipeline.model.table import storable
    from pipeline.runs.intake.subscribers import BY_HAND

    return Consent(
        requested_at=now,
        confirmed_at=None if given["unconfirmed"] else now,
        page=BY_HAND,
        wording=storable(given["consent"]),
        lang=langs[0] if langs else None,
    )


def _as_json(known: Known) -> dict[str, Any]:
    from pipeline.audience import listing
    from pipeline.model.address import readable

    person = known.subscriber
    return {
        "id": person.id,
        "email": readable(person.email),
        "name": person.name,
        "state": person.state,
        "langs": list(person.langs),
        "themes": list(person.themes),
        "tier": person.tier,
        "since": instant(person.since),
        "source": person.source,
        "consent": [
            {
                "requested_at": instant(one.requested_at),
                "confirmed_at": instant(one.confirmed_at),
                "page": one.page,
                "wording": one.wording,
                "version": one.version,
                "lang": one.lang,
                "mail": one.mail,
            }
            for one in known.consents
        ],
        "letters": [{"issue": issue, "state": state, "at": instant(at)} for issue, state, at in known.letters],
        "bounces": [{"kind": kind, "status": status, "at": instant(at)} for kind, status, at in known.bounces],
        "leads": [{"id": lead, "kept": listing.kept(rows)} for lead, rows in known.leads],
        "answers": listing.kept(known.answers),
    }
