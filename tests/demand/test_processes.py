"""A way to clients as steps: what one client takes, failures included, from content/channels.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.demand import channels
from pipeline.demand.channels import ChannelRow
from pipeline.demand.ledger import Ledger
from pipeline.errors import ConfigError
from pipeline.model import catalogue, toml_source
from pipeline.model.config import ReportSection
from pipeline.model.source import Source
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def rows() -> dict[str, ChannelRow]:
    """The channels of the demo, in a period in which nothing happened."""
    path = "content/channels.toml"
    read = toml_source.parse(path, Path(ROOT, path).read_text("utf-8"), ConfigError)
    empty = Source("", {}, {})
    ledger = Ledger(
        start=date(2025, 1, 1),
        until=date(2025, 1, 1),
        as_of=date(2025, 1, 1),
        catalogue=catalogue.read(empty, empty, read),
        settings=ReportSection(hourly_rate=100),
        pieces=(),
        leads=(),
        asked={},
        efforts=(),
        views=(),
    )
    return {row.id: row for row in channels.channel_rows(ledger, ())}


def test_a_client_from_the_network_takes_345_minutes_which_are_575_euros(rows: dict[str, ChannelRow]) -> None:
    minutes = rows["network"].process_minutes
    assert minutes == pytest.approx(345)
    assert minutes is not None
    assert (minutes / 60, minutes / 60 * 100) == pytest.approx((5.75, 575))


def test_a_client_from_events_stands_beside_it_and_takes_five_times_as_long(rows: dict[str, ChannelRow]) -> None:
    assert rows["events"].process_minutes == pytest.approx(20 / 0.02 + 40 / 0.1 + 120 / 0.4)


def test_a_channel_without_steps_has_no_process(rows: dict[str, ChannelRow]) -> None:
    assert rows["blog"].process_minutes is None
