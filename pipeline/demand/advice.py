"""A piece of advice, and that on what the report lacks: the import, or the answer, that brings it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.demand import breakeven, doubts, evidence, leads, pending, tally
from pipeline.demand.msgids import _, _n
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

GAPS: Mapping[str, tuple[str, str]] = {
    "themes": (_("There are no themes yet; describe them in content/themes.toml."), ""),
    "offers": (_("There are no offers yet; what you sell, in content/offers.toml, says what a buyer wanted."), ""),
    "posts": (_("There is no post up to the end of this period."), "leitmotiv ingest SOURCE"),
    "leads": (_("There is no inquiry in this period."), "leitmotiv leads import FILE"),
    "qualified": (_("No inquiry of this period is qualified and says what it wants."), "leitmotiv leads list"),
    "mature": (_("No post on a theme has had time to work yet."), "leitmotiv posts"),
    "effort": (_("There are no hours in this period."), "leitmotiv effort import FILE"),
    "traffic": (_("There are no page views in this period."), "leitmotiv traffic import FILE"),
}
HOURS_OF_POSTS = _("The only hours of this period are those of its posts; talks, calls and proposals took some, too.")
BEFORE = _n(
    "{n} inquiry came before this period and counts nowhere here.",
    "{n} inquiries came before this period and count nowhere here.",
)
AFTER = _n(
    "{n} inquiry came after this period and counts nowhere here.",
    "{n} inquiries came after this period and count nowhere here.",
)
SOLD_SINCE = _n(
    "{n} client of this period was a lead before it, and counts in no rate of it.",
    "{n} clients of this period were leads before it, and count in no rate of it.",
)
UNTRACED = _n(
    "It is not recorded whether {n} lead came by a post. Ask how it heard of you, and what it had read.",
    "It is not recorded whether {n} leads came by a post. Ask how they heard of you, and what they had read.",
)
LATE_HOURS = _n(
    "The first hours on record are of {day}, and {n} lead of this period had come long before. Note the hours up to "
    "then, or count from that day.",
    "The first hours on record are of {day}, and {n} leads of this period had come long before. Note the hours up to "
    "then, or count from that day.",
)
LATE_HOURS_OF = _n(
    "The first hours for {theme} on record are of {day}, and {n} lead that wanted it had come long before. Note the "
    "hours up to then.",
    "The first hours for {theme} on record are of {day}, and {n} leads that wanted it had come long before. Note the "
    "hours up to then.",
)
UNTIMED = _n(
    "{n} post of this period has no “minutes:” in its front matter, as others have ({posts}). Note them there; "
    "where its hours stand elsewhere, “minutes: 0”.",
    "{n} posts of this period have no “minutes:” in their front matter, as others have ({posts}). Note them there; "
    "where the hours stand elsewhere, “minutes: 0”.",
)
ONLY_UNQUALIFIED = _("The only inquiry is not qualified, and counts in no rate: say since when, or that it is no lead.")
UNQUALIFIED = _n(
    "{n} of {all} inquiries is not qualified, and counts in no rate: say since when, or that it is no lead.",
    "{n} of {all} inquiries are not qualified, and count in no rate: say since when, or that they are no leads.",
)
LATE_RECORD = _(
    "The first inquiry on record came on {day}, long after this period begins. If you took none down before, "
    "the months before count against your themes without a reason."
)
WISH_UNKNOWN = _n(
    "What {n} lead wanted is not known: give it an offer or a theme.",
    "What {n} leads wanted is not known: give each an offer or a theme.",
)
NONE_LOST = _(
    "No inquiry is noted as lost. Where some were, note it, and since when they were qualified: else only what went "
    "well is counted."
)
NO_WISHES = _("No wish of a reader or client is recorded in this period.")
HOURS_WITHOUT_THEME = _("{hours} have no theme and count for none.")
HOURS_OF_NO_THEME = _(
    "{hours} stand under “{theme}”, which content/themes.toml does not have: they count for none. "
    "Where you renamed it, give it that id back: readers see its name."
)
LEADS_OF_NO_THEME = _n(
    "{n} lead was said to want “{theme}”, which content/themes.toml does not have.",
    "{n} leads were said to want “{theme}”, which content/themes.toml does not have.",
)
NO_BREAK_EVEN = _("Not set under [report] in leitmotiv.toml: {settings}. Without that there is no break-even.")
NO_COST = _("Not set under [report] in leitmotiv.toml: {settings}. Without that there is no cost per client.")
NEITHER = _(
    "Not set under [report] in leitmotiv.toml: {settings}. Without these there is no break-even and no cost per client."
)


_NAMED = 3  # posts
_WORTH_A_WORD = 3  # minutes; fewer are 0 h
_LONG = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do, and the command that does it, where there is one."""

    text: str
    command: str = ""


def to_find_out(report: Report, speech: Speech) -> tuple[Advice, ...]:
    """What the report lacks, and the import that brings it."""
    return tuple(_missing(report, speech))


def gap(name: str, report: Report, speech: Speech) -> Advice:
    """What one missing kind of data leaves open, and the command that brings it.

    Beside the gaps of a report: `qualified` and `mature`, where there are leads or posts, but none that counts.
    """
    said, command = GAPS[name]
    other = outside(report, speech) if name == "leads" else None
    if other is not None:
        return Advice(f"{speech.say(said)} {other.text}", other.command)
    if name == "effort" and any(row.given.minutes > 0 for row in report.themes):
        said = HOURS_OF_POSTS
    return Advice(speech.say(said), command)


def outside(report: Report, speech: Speech) -> Advice | None:
    """The inquiries and leads that the period leaves out, and one that takes them in; None where it takes in all."""
    found = report.outside
    if not found.period:
        return None
    parts = ((BEFORE, found.before), (AFTER, found.after), (SOLD_SINCE, found.clients))
    said = [speech.count(forms, n) for forms, n in parts if n]
    return Advice(" ".join(said), f"leitmotiv report --period {found.period}")


def late_record(report: Report, speech: Speech) -> Advice | None:
    """The period in which inquiries were recorded, where this one begins half a year earlier, or more; else None."""
    ledger = report.ledger
    first = min((lead.received for lead in report.leads), default=None)
    if first is None or first - ledger.start < _LONG:
        return None
    return Advice(speech.say(LATE_RECORD, day=speech.day(first)), _counting_from(first, report))


def _late_hours(report: Report, speech: Speech) -> Iterator[Advice]:
    """The leads that came before any hour was noted, or any for what they want, where a verdict stands on them."""
    ledger, first = report.ledger, doubts.first_hour(report.ledger)
    if not any(row.verdicts["per_100_hours"].missing == "hours-late" for row in report.themes):
        return
    days = {theme: doubts.first_hour(ledger, theme) for theme in ledger.catalogue.themes}
    before = doubts.before_hours(ledger, report.leads, (theme for theme, day in days.items() if day == first))
    if first and before:
        yield Advice(speech.count(LATE_HOURS, len(before), day=speech.day(first)), _counting_from(first, report))
    for theme, day in days.items():
        early = doubts.before_hours(ledger, report.leads, (theme,))
        if day and day != first and early:
            said = speech.count(LATE_HOURS_OF, len(early), theme=speech.theme(theme), day=speech.day(day))
            yield Advice(said, f"leitmotiv effort add --theme {theme}")


def _counting_from(day: date, report: Report) -> str:
    """The command that makes the report from this day on."""
    ledger = report.ledger
    until = "" if ledger.until == ledger.as_of else ledger.until.isoformat()
    return f"leitmotiv report --period {day}..{until}"


def _unrecorded(report: Report, speech: Speech) -> Iterator[Advice]:
    """What verdicts lack: the ways of leads, where posts had time to work, and the minutes of posts."""
    trace = report.trace
    in_doubt = any(row.verdicts["content"].missing for row in report.themes)
    worked = any(row.given.mature_posts for row in report.themes)
    if trace.all > trace.placed and worked and (in_doubt or trace.placed == 0):
        yield Advice(speech.count(UNTRACED, trace.all - trace.placed), "leitmotiv leads update ID --heard TEXT")
    untimed = [piece.key for piece in doubts.untimed(report.ledger)]
    if untimed:
        posts = ", ".join(untimed[:_NAMED]) + (", …" if len(untimed) > _NAMED else "")
        yield Advice(speech.count(UNTIMED, len(untimed), posts=posts))


def _undecided(report: Report, speech: Speech) -> tuple[list[Advice], list[Advice]]:
    """Inquiries that nobody qualified, leads of unknown wish: what could turn a verdict round, and what could not."""
    falling = pending.falling(report)
    raw = len(leads.unqualified_in(report.ledger, report.leads))
    unknown = sum(not lead.wanted for lead in report.qualified_leads)
    of_all = speech.count(UNQUALIFIED, raw, all=speech.number(report.inquiries))
    qualify = Advice(
        speech.say(ONLY_UNQUALIFIED) if report.inquiries == 1 else of_all,
        "leitmotiv leads update ID --stage qualified --on DAY",
    )
    name = Advice(speech.count(WISH_UNKNOWN, unknown), "leitmotiv leads update ID --offer O")
    deciding = [
        *([qualify] if any(found.inquiries for found in falling) else []),
        *([name] if any(found.leads for found in falling) else []),
    ]
    waiting = len(leads.open_in(report.ledger, report.leads))
    said = [*([qualify] if 2 * waiting > report.inquiries else []), *([name] if unknown else [])]
    return deciding, [one for one in said if one not in deciding]


def _orphaned(report: Report, speech: Speech) -> Iterator[Advice]:
    """What was noted under a theme that has been renamed since, or taken out."""
    ledger = report.ledger
    for theme, minutes in tally.orphaned_minutes(ledger).items():
        said = speech.say(HOURS_OF_NO_THEME, hours=speech.hours(minutes), theme=theme)
        yield Advice(said, "leitmotiv effort list")
    counted = Counter(lead.theme for lead in ledger.leads if lead.theme and lead.theme not in ledger.catalogue.themes)
    for theme, n in sorted(counted.items()):
        yield Advice(speech.count(LEADS_OF_NO_THEME, n, theme=theme), "leitmotiv leads update ID --theme THEME")


def _unthemed(report: Report, speech: Speech) -> Iterator[Advice]:
    minutes = tally.unthemed_minutes(report.ledger)
    if minutes >= _WORTH_A_WORD:
        yield Advice(speech.say(HOURS_WITHOUT_THEME, hours=speech.hours(minutes)))


def _lost(report: Report, speech: Speech) -> Iterator[Advice]:
    """A record of sales alone: who bought is in it, who did not is missing."""
    clients = sum(report.ledger.holds(lead.won) for lead in report.leads)
    if evidence.reaches(clients) and not any(lead.lost for lead in report.leads):
        yield Advice(speech.say(NONE_LOST), "leitmotiv leads update ID --stage lost --on DAY")


def _missing(report: Report, speech: Speech) -> Iterator[Advice]:
    ledger = report.ledger
    deciding, other = _undecided(report, speech)
    decides = any(row.verdicts["per_100_hours"].missing == "hours-unthemed" for row in report.themes)
    yield from deciding
    if decides:
        yield from _unthemed(report, speech)
    yield from _late_hours(report, speech)
    yield from _orphaned(report, speech)
    yield from _unrecorded(report, speech)
    yield from (gap(name, report, speech) for name in report.gaps)
    elsewhere = outside(report, speech) if "leads" not in report.gaps else None
    if elsewhere is not None:
        yield elsewhere
    late = late_record(report, speech)
    if late is not None:
        yield late
    yield from other
    yield from _lost(report, speech)
    if not decides:
        yield from _unthemed(report, speech)
    if not any(row.wishes for row in report.wishes):
        yield Advice(speech.say(NO_WISHES), "leitmotiv wishes add TEXT")
    of_posts, of_hours = breakeven.missing_settings(ledger.economics), ledger.settings.hourly_rate is None
    if of_posts or of_hours:
        lacking = NEITHER if of_posts and of_hours else NO_BREAK_EVEN if of_posts else NO_COST
        settings = (*of_posts, "hourly_rate") if of_hours else of_posts
        yield Advice(speech.say(lacking, settings=", ".join(settings)))
