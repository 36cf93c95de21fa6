"""What still names somebody who was forgotten, said by the commands that forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.context import say, warn

if TYPE_CHECKING:
    from pipeline.runs.traces import Traces


def tell(left: Traces) -> None:
    """A sentence each, with what to do about it."""
    for path in left.files:
        say(f"{path} still names the person; take that out there, it is not yours to keep")
    for wish in left.wishes:
        say(f"wish {wish} names the person; take it out with: leitmotiv wishes remove {wish}")
    for effort in left.efforts:
        mend = f"mend its file and import that again, or take it out: leitmotiv effort remove {effort}"
        say(f"entry {effort} of your hours names the person; {mend}")
    for lead in left.leads:
        say(f"what lead {lead} wrote names the person; look whether that may stay: leitmotiv leads show {lead}")
    warn(left.unread)
