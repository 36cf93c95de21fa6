"""Part of the channels: the share of hours that each took, and of clients that it brought, as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.demand import charts
from pipeline.demand.channels import ChannelRow
from pipeline.demand.charts import Share
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import NOTHING
from pipeline.demand.page.views import Block, Chart, Figure, Key
from pipeline.demand.svg import Label
from pipeline.demand.wording import Speech

CHART = _("Shares of hours and clients by channel")
ROW = _("{channel}: {hours} of the hours, {clients} of the clients.")
NOTE = _n("{hours}, {n} client", "{hours}, {n} clients")
WITHOUT_HOURS = _n("{n} client", "{n} clients")
KEY_HOURS = _("hours you put in")
KEY_CLIENTS = _("clients that came")


def blocks(rows: Sequence[ChannelRow], speech: Speech) -> tuple[Block, ...]:
    """A dumbbell a channel, the one that took most beside what it brought first; nothing without hours or clients."""
    minutes, clients = sum(row.minutes for row in rows), sum(row.clients for row in rows)
    if not minutes or not clients:
        return ()
    shares = [_share(row, minutes, clients, speech) for row in rows if row.minutes or row.clients]
    shares.sort(key=lambda one: (one.leads or 0.0) - (one.hours or 0.0))
    described = " ".join(
        speech.say(ROW, channel=one.name, hours=_percent(one.hours, speech), clients=_percent(one.leads, speech))
        for one in shares
    )

    def drawn(id_: str, *, wide: bool) -> str:
        label = Label(id_, speech.say(CHART), described)
        return charts.shares(shares, label, speech.share, wide=wide)

    keys = (Key("dot", "mark", speech.say(KEY_HOURS)), Key("dot", "accent", speech.say(KEY_CLIENTS)))
    return (Figure((Chart(drawn("ways", wide=False), drawn("ways-wide", wide=True)),), keys),)


def _share(row: ChannelRow, minutes: float, clients: int, speech: Speech) -> Share:
    """Where no hours are recorded, it took not none."""
    note = speech.count(NOTE if row.minutes else WITHOUT_HOURS, row.clients, hours=speech.hours(row.minutes))
    name, hours = parts.channel(row.id, speech), row.minutes / minutes if row.minutes else None
    return Share(name=name, note=note, hours=hours, views=None, leads=row.clients / clients)


def _percent(share: float | None, speech: Speech) -> str:
    return NOTHING if share is None else speech.share(share)
