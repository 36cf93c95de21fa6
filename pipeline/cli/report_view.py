"""The report in the terminal: the statement, a row a theme, what to do next. One screen of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.demand.msgids import _

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.demand.advice import Advice
    from pipeline.demand.report import Report
    from pipeline.demand.rows import ThemeRow
    from pipeline.demand.verdicts import Question, Verdict
    from pipeline.demand.wording import Speech


# Short, for they stand above narrow columns of numbers.
COLUMNS = (_("theme"), _("h"), _("posts"), _("views"), _("leads"), _("won"))
QUESTIONS: tuple[tuple[Question, str], ...] = (
    ("per_month", _("per month")),
    ("per_100_hours", _("per 100 h")),
    ("content", _("by posts")),
)
PROMOTED = _("promoted")
PERIOD = _("{period}, as of {day}; leads are qualified inquiries")
REVENUE = _("Revenue: {said}")
NEXT = _("What next")

_LINES = 5
_SCREEN = 80
_NAME = 15  # letters of a theme's name in a line of such a screen
_GAP = "\u00a0"
"""Between the counts and the verdicts: two heads side by side would read as one."""


def show(report: Report, speech: Speech, console: Console | None = None) -> None:
    """Prints the report; plain text where stdout is no terminal."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.demand import bursts, echoes, headline, opening, outside, seasons

    console = console or Console(highlight=False)
    first, *rest = headline.sentences(report, speech.voice)
    console.print(Text(first, style="bold"))
    if rest:
        console.print(Text(" ".join(rest)))
    ledger = report.ledger
    period, day = speech.period(ledger.start, ledger.until), speech.day(ledger.as_of)
    console.print(Text(speech.say(PERIOD, period=period, day=day), style="dim"))
    for beside in _beside(report, speech):
        console.print(_worded(beside, console.width))
    if report.themes:
        console.print()
        width, console.width = console.width, max(console.width, _SCREEN)  # on a narrower one, rich drops whole columns
        console.print(_table(report, speech, console.width))
        console.width = width
        shared = speech.say(opening.SHARED) if opening.is_shared(report) else ""
        before = speech.say(outside.VIEWS_OF_BEFORE) if outside.holds_views_of_before(ledger) else ""
        words = (echoes.word(report, speech), bursts.word(report, speech), seasons.word(report, speech))
        for said in (shared, before, *words, _revenue(report, speech)):
            if said:
                console.print(Text(said))
    steps = list(islice(_steps(report, speech), _LINES))
    if steps:
        console.print()
        console.print(Text(speech.say(NEXT), style="bold"))
        console.print(_listed(steps, console.width))


def _revenue(report: Report, speech: Speech) -> str:
    """What each theme brought, where it is known; empty where no sale has a value."""
    from pipeline.demand.page.parts import by_demand

    currency = report.ledger.settings.currency
    rows = [row for row in by_demand(report) if row.drawn.revenue > 0]
    said = [f"{speech.theme(row.theme.id)} {speech.money(row.drawn.revenue, currency)}" for row in rows]
    return speech.say(REVENUE, said=", ".join(said)) if said else ""


def _table(report: Report, speech: Speech, width: int) -> Table:
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    from pipeline.demand import judgements
    from pipeline.demand.page.parts import by_demand

    rows = by_demand(report)
    marks = judgements.marks(rows, *(question for question, _column in QUESTIONS))
    head, *counted = [speech.say(column) for column in COLUMNS]
    counts = [tuple(_counts(row, speech)) for row in rows]
    verdicts = [[_verdict(row.verdicts[question], marks, speech) for question, _column in QUESTIONS] for row in rows]
    numbers = list(zip(counted, *counts, strict=True))
    words = [
        (speech.say(column), *(cells[place].plain for cells in verdicts)) for place, (_, column) in enumerate(QUESTIONS)
    ]
    room = width - sum(max(map(len, column)) for column in numbers) - len(_GAP) - len(numbers) - len(words)
    usual = max(_NAME, _NAME + width - _SCREEN)
    names = [_name(row, speech, usual, max(usual, room - sum(_widths(words)))) for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0, show_edge=False)
    table.add_column(head, no_wrap=True)
    for column in numbers:
        gap = _GAP if column is numbers[-1] else ""
        table.add_column(column[0] + gap, justify="right", no_wrap=True)
    longest = max(cell_len(line) for name in (head, *map(str, names)) for line in name.split("\n"))
    for column, wide in zip(words, _widths(words, room - longest), strict=True):
        table.add_column(column[0], width=wide)
    for name, cells, said in zip(names, counts, verdicts, strict=True):
        table.add_row(name, *cells[:-1], cells[-1] + _GAP, *said)
    table.caption = judgements.compared(marks, speech)
    table.caption_justify = "left"
    return table


def _widths(columns: Sequence[Sequence[str]], room: int = 0) -> list[int]:
    """How wide columns of words are: as their longest words, and wider where there is room for longer lines."""
    widths = [max(len(word) for cell in column for word in cell.split()) for column in columns]
    longest = [max(map(len, column)) for column in columns]
    for _more in range(room - sum(widths)):
        cut = [(wide, place) for place, (wide, long) in enumerate(zip(widths, longest, strict=True)) if wide < long]
        if cut:
            widths[min(cut)[1]] += 1
    return widths


def _name(row: ThemeRow, speech: Speech, usual: int, room: int) -> Text:
    """The theme, in lines of the usual length; a word of it that is longer is broken where there is no room for it."""
    from rich.text import Text

    lines = textwrap.wrap(speech.theme(row.theme.id), usual, break_long_words=False)
    name = Text("\n".join(piece for line in lines for piece in textwrap.wrap(line, room)))
    if row.given.promoted_days:
        name.append(f"\n{speech.say(PROMOTED)}", style="dim")
    return name


def _counts(row: ThemeRow, speech: Speech) -> Iterable[str]:
    given, drawn = row.given, row.drawn
    yield speech.number(given.minutes / 60, 1)
    yield speech.number(given.posts, 1)
    yield speech.number(given.views)
    yield speech.number(drawn.qualified, 1)
    yield speech.number(drawn.clients, 1)


def _verdict(verdict: Verdict, marks: Mapping[str, str], speech: Speech) -> Text:
    from rich.text import Text

    from pipeline.demand import judgements

    # In so narrow a column the sign would be parted from its number.
    said = judgements.short(verdict, speech, marks).replace(" %", "%")
    return Text(said, style="bold" if judgements.solid(verdict) else "")


def _beside(report: Report, speech: Speech) -> list[Advice]:
    """What has to be known of the period before the table is read."""
    from pipeline.demand import advice

    found = (advice.outside(report, speech), advice.late_record(report, speech))
    return [one for one in found if one is not None]


def _steps(report: Report, speech: Speech) -> Iterable[Advice]:
    """The first two things to do and to stop, then what is missing, but for what stands above the table."""
    from pipeline.demand import advice, doing, stopping

    yield from doing.to_do(report, speech)[:2]
    yield from stopping.to_stop(report, speech)[:2]
    above = {beside.command for beside in _beside(report, speech)}
    yield from (step for step in advice.to_find_out(report, speech) if not step.command or step.command not in above)


def _listed(steps: Iterable[Advice], width: int) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    for step in steps:
        grid.add_row("→", _worded(step, width - 2))
    return grid


def _worded(step: Advice, room: int) -> Text:
    """What to do, and the command in one piece: on a line of its own where it does not fit behind."""
    from rich.text import Text

    if not step.command:
        return Text(step.text)
    between = " " if len(step.text) + len(step.command) < room else "\n"
    return Text.assemble(step.text, between, (step.command, "bold"))
