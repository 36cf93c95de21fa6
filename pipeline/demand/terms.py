"""What the readers of hours and views need beside the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.dates import Order
from pipeline.model.theme import Catalogue


@dataclass(frozen=True, slots=True)
class Terms:
    """The themes and channels there are, the last day that is taken for a date, and how 03/04/2026 is meant."""

    catalogue: Catalogue
    latest: date
    order: Order | None = None
