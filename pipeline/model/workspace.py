"""A workspace: its config and catalogue, and the day that counts as today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.config import Config
from pipeline.model.theme import Catalogue


@dataclass(frozen=True, slots=True)
class Workspace:
    """What every run starts from. `root` is an absolute path; `as_of` replaces today wherever age counts."""

    root: str
    config: Config
    catalogue: Catalogue
    as_of: date
