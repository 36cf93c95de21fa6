"""`leitmotiv leads add|show|update|merge|unmerge|forget`: what no export knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli import traces_view
from pipeline.cli.context import Day, echo_json, json_option, open_workspace, say
from pipeline.cli.terminal import echo
from pipeline.model import plural
from pipeline.model.people import CORRECTABLE, FIT, STAGES, Stage

if TYPE_CHECKING:
    from pipeline.model.people import Lead

C = TypeVar("C", bound=Callable[..., Any])

_ANSWERS = ("yes", "no", "unknown")
_ANSWER = {True: "yes", False: "no", None: "unknown"}
_QUESTIONS = {
    "knows": "Whether it knows its problem.",
    "solvable": "Whether you can solve it.",
    "money": "Whether it has the money.",
    "decides": "Whether who asks can decide.",
}


class _LeadOrRow(click.ParamType[int | str]):
    """The number of a lead, or the id of a row such as `hubspot-deal:9`."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """The number, or the id as it was typed."""
        text = str(value)
        if text.isdecimal() and text.isascii():
            return int(text)
        if ":" not in text:
            self.fail("write the number of a lead; see leitmotiv leads list", param, ctx)
        return text


def _care(command: C) -> C:
    """The options that `add` and `update` have in common."""
    for question, said in reversed(_QUESTIONS.items()):
        command = click.option(f"--{question}", type=click.Choice(_ANSWERS), help=said)(command)
    for name, kind in (
        ("--referred-by", "Who sent it: the number of another lead, else a name."),
        ("--heard", "In the lead's own words: how it heard of you."),
        ("--employees", "How many work there."),
        ("--company", "The company."),
        ("--channel", "How it came."),
        ("--theme", "What it wants, where neither offer nor message say it."),
        ("--value", "What it is worth, or brought."),
        ("--offer", "The offer it asked for or bought."),
    ):
        command = click.option(name, help=kind)(command)
    return command


@click.command()
@click.option("--on", "--date", "on", type=Day(), metavar="DATE", help="The day of the first contact, if not today.")
@click.option("--email", help="Its address.")
@click.option("--name", help="Who it is.")
@click.option("--message", help="What it wrote or said.")
@click.option("--lang", help="The language of the message.")
@click.option("--wish", help="What it would like to read.")
@click.option("--stage", type=click.Choice(STAGES), help="How far it is.")
@click.option("--stage-on", type=Day(), metavar="DATE", help="Since when, if not since the first contact.")
@_care
@click.pass_context
def add(ctx: click.Context, /, on: date | None, stage_on: date | None, heard: str | None, **told: str | None) -> None:
    """Add a lead by hand. One of a company that is there already becomes a part of that lead."""
    from pipeline.runs import care

    workspace = open_workspace(ctx)
    first = on or workspace.as_of
    values = {column: value for column, value in told.items() if value}
    if stage_on and not told["stage"]:
        raise click.UsageError("--stage-on is the day of a --stage")
    if stage_on and told["stage"] == "inquiry":
        raise click.UsageError("the day of the inquiry is --on; --stage-on is that of a later --stage")
    stage_date = (stage_on or first).isoformat() if told["stage"] else ""
    lead, new = care.add(
        workspace, {**values, "date": first.isoformat(), "stage_date": stage_date, "how_did_you_hear": heard or ""}
    )
    say(f"added lead {lead.id}" if new else f"this belongs to lead {lead.id}, of the same company or person")


@click.command()
@click.argument("which", type=_LeadOrRow(), metavar="ID")
@click.option("--only", metavar="ADDRESS", help="Only what is kept of this person, when they ask for their own data.")
@json_option
@click.pass_context
def show(ctx: click.Context, which: int | str, only: str | None, as_json: bool) -> None:
    """Show all that is kept of one lead and its people.

    With its history. An ID such as hubspot-deal:9004 shows a row that belongs to no lead.
    """
    from pipeline.runs import rights

    workspace = open_workspace(ctx)
    found = rights.shown(workspace, which, only) if isinstance(which, int) else rights.shown_row(workspace, which)
    if as_json:
        echo_json(found)
        return
    for line in _lines(found) if "stages" in found else _kept(found.get("kept", [found])):
        echo(line)


@click.command()
@click.argument("lead_id", type=int, metavar="ID")
@click.option("--stage", type=click.Choice(STAGES), help="How far it is.")
@click.option(
    "--on", type=Day(), metavar="DATE", help="When it reached this stage, if not today; what came later stays."
)
@click.option("--not-a-lead/--a-lead", default=None, help="It never was one, and counts nowhere; or it was after all.")
@_care
@click.pass_context
def update(
    ctx: click.Context,
    /,
    lead_id: int,
    stage: Stage | None,
    on: date | None,
    not_a_lead: bool | None,
    **told: str | None,
) -> None:
    """Say what you know of a lead. It wins over every import, before and after; an empty value takes it back."""
    from pipeline.runs import care

    if on and not stage:
        raise click.UsageError("--on is the day of a --stage")
    values = {what: value for what in CORRECTABLE if (value := told.get(what)) is not None}
    if not_a_lead is not None:
        values["set_aside"] = "yes" if not_a_lead else "no"
    if not values and not stage:
        raise click.UsageError("say what to change, for instance --stage won --on 2026-03-31")
    updated = care.update(open_workspace(ctx), lead_id, care.Said(values=values, stage=stage, on=on))
    lead = updated.lead
    said = [f"lead {lead.id} is {lead.stage} since {lead.stages[-1].on}"]
    if stage and stage != lead.stage:
        said.append(f"{stage} since {lead.first(stage)}")
    if updated.undone:
        said.append(f"no longer {' or '.join(updated.undone)}")
    said += [f"{name} {now or 'taken back'}" for name, now in _details(lead).items() if told[name] is not None]
    if told["referred_by"] is not None:
        said.append(f"sent by {_sender(lead.referred_by, updated.sender)}")
    if lead.set_aside:
        said.append("and counts nowhere")
    say(", ".join(said))


def _details(lead: Lead) -> dict[str, str | int | None]:
    """What can be said of a lead beside its stage, as it is now."""
    return {
        "offer": lead.offer,
        "value": None if lead.value is None else plural.figure(lead.value),
        "theme": lead.theme,
        "channel": lead.channel,
        "company": lead.company,
        "employees": lead.employees,
        "heard": lead.self_report and f"“{lead.self_report}”",
        **{name: _ANSWER[getattr(lead.fit, name)] for name in _QUESTIONS},
    }


@click.command()
@click.argument("kept", type=int, metavar="A")
@click.argument("joined", type=int, metavar="B")
@click.pass_context
def merge(ctx: click.Context, kept: int, joined: int) -> None:
    """Make two leads one: B becomes a part of A."""
    from pipeline.runs import care

    lead = care.merge(open_workspace(ctx), kept, joined)
    mend = f"if that was a mistake: leitmotiv leads unmerge {lead.id}"
    say(f"lead {joined} is a part of lead {lead.id} now, which came in on {lead.received_on}; {mend}")


@click.command()
@click.argument("which", type=int, metavar="ID")
@click.pass_context
def unmerge(ctx: click.Context, which: int) -> None:
    """Take back what `merge` made one lead."""
    from pipeline.runs import care

    found = care.unmerge(open_workspace(ctx), which)
    if len(found) == 1:
        say(f"lead {which} is one lead all the same: one company")
        return
    say(f"lead {which} is {plural.of(len(found), 'lead')} again: {', '.join(str(one.id) for one in found)}")


@click.command()
@click.argument("which", type=_LeadOrRow(), metavar="ID")
@click.option("--only", metavar="ADDRESS", help="Only this person of a lead with several.")
@click.pass_context
def forget(ctx: click.Context, which: int | str, only: str | None) -> None:
    """Delete a lead and its people.

    A hash stays, so that no import brings them back. An ID such as hubspot-deal:9004 deletes a row that belongs to
    no lead.
    """
    from pipeline.runs import rights

    workspace = open_workspace(ctx)
    if isinstance(which, int):
        gone = rights.forget(workspace, which, only)
        what = f"lead {which}" if gone.whole else f"the person in lead {which}"
    else:
        gone, what = rights.forget_row(workspace, which), which
    also = f", and {plural.of(gone.subscribers, 'subscriber')}" if gone.subscribers else ""
    say(f"{what} is gone{also}; no import brings it back")
    for path in gone.cleared.rejects:
        say(f"removed {path}, which named the person")
    traces_view.tell(gone.left)


COMMANDS = (add, show, update, merge, unmerge, forget)


def _lines(found: dict[str, Any]) -> list[str]:
    """The lead as a page of text; what is not known is left out."""
    head = {
        "company": found["company"], "person": found["name"], "address": found["email"],
        "received": _moment(found["received_at"]), "channel": found["channel"],
        "heard of us": found["how_did_you_hear"], "employees": found["employees"],
        "sent by": found["referrer"] and _sender(found["referrer"], found["referred_by"]),
        "size": found["segment"], "offer": found["offer"], "value": _figure(found["value"]),
        "wants": _weights(found["wanted"]), "met": _weights(found["met"]),
        **{words: {True: "yes", False: "no"}.get(found["fit"][question]) for question, words in FIT.items()},
        "missing": ", ".join(found["missing"]), "not a lead": "yes" if found["not_a_lead"] else "",
    }  # fmt: skip
    lines = [f"lead {found['id']}"]
    lines += [f"  {label:<22}{value}" for label, value in head.items() if value not in (None, "")]
    lines += ["", "stages", *(f"  {one['on']}  {one['stage']}" for one in found["stages"])]
    if found["touches"]:
        lines += ["", "touches"]
        lines += [
            f"  {one['at'][:10]}  {one['channel']}  {one['post'] or one['campaign'] or ''}" for one in found["touches"]
        ]
    if found["message"]:
        lines += ["", "message", *(f"  {line}" for line in found["message"].splitlines())]
    if found["changes"]:
        lines += ["", "history"]
        lines += [f"  {one['on']}  {one['by']:<7} {one['what']}: {_step(one)}" for one in found["changes"]]
    return [*lines, "", *_kept(found["kept"])]


def _sender(said: str, number: int | None) -> str:
    if number is not None:
        return f"lead {number}"
    return f"“{said}”, who is no lead" if said else "nobody that is known"


def _kept(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Each row that an import or a person left, with what it says; several lines of a message as they are."""
    lines: list[str] = []
    for row in rows:
        lines.append(f"kept as {row['row']}")
        for column, value in row["cells"].items():
            first, *more = value.splitlines() or [""]
            lines += [f"  {column:<21} {first}", *(f"  {'':<22}{line}" for line in more)]
    return lines


def _weights(weights: dict[str, float]) -> str:
    return ", ".join(f"{theme} {weight:.0%}" for theme, weight in weights.items())


def _figure(value: float | None) -> str:
    return "" if value is None else plural.figure(value)


def _moment(at: str) -> str:
    """The day alone where nobody said at which hour."""
    return at.removesuffix("T00:00:00Z")


def _step(change: dict[str, str]) -> str:
    if not change["from"] and not change["to"]:
        return "changed"
    return f"{change['from'] or 'nothing'} → {change['to'] or 'nothing'}"
