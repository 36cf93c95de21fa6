"""Whose fault it is that a letter was refused: the reader's, or ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox, sendings
from pipeline.edges.smtp import Refused
from pipeline.errors import Problem
from pipeline.model.delivery import Claim, Outcome

_IN_A_ROW = 10
"""So many refusals that may be about us, with nothing accepted in between, are."""


@dataclass(slots=True)
class Blame:
    """What one run hears of an issue. A refusal is held against the reader once the server takes another letter; else
    it is about us, and the letters that were refused wait again. Until then they stay in hand, so that whatever ends
    this process, no reader is left out for what is ours.
    """

    engine: Engine = field(repr=False)
    issue: str
    owner: str
    now: Callable[[], datetime]
    _refused: dict[int, str] = field(default_factory=dict)

    def hear(self, claim: Claim, outcome: Outcome) -> Refused | None:
        """Why the run must end, if it must."""
        if outcome.kind == "accepted":
            self._hold_against_readers()
        elif outcome.kind == "rejected" and outcome.about_us:
            self._refused[claim.id] = outcome.reply
            if len(self._refused) >= _IN_A_ROW:
                return self._about_us()
        return None

    def conclude(self) -> Refused | None:
        """The same, once the run is over: of a few letters, none of which was ever accepted."""
        if self._refused and not self._has_accepted():
            return self._about_us()
        self._hold_against_readers()
        return None

    def _has_accepted(self) -> bool:
        with database.reading(self.engine) as connection:
            return any(state == "accepted" for _, state, _ in sendings.counted(connection, self.issue))

    def _hold_against_readers(self) -> None:
        if self._refused:
            with database.writing(self.engine) as connection:
                outbox.reject(connection, self._refused, self.owner, self.now())
            self._refused.clear()

    def _about_us(self) -> Refused:
        *_, reply = self._refused.values()
        self._refused.clear()
        mend = f"find out why (its log, its provider), then go on with: leitmotiv issue resume {self.issue}"
        return Refused(Problem(f"the mail server will not have our letters ({reply}); {mend}"))
