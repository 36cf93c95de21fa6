"""Subjects of answers, as mail programs of each language write them."""

from __future__ import annotations

import re

ANSWERED = "re|aw|antw|antwort|sv|res|rif|r|odp|ynt"
PASSED_ON = "fwd?|wg|tr|vs|rv|pd|enc"
"""What stands before the subject of a mail that is answered, or passed on; parts of regular expressions."""

MARKS = re.compile(rf"\A(?:(?:{ANSWERED}|{PASSED_ON})(?:\[\d{{1,3}}\])?\s*+:\s*+)+", re.IGNORECASE)
"""All such marks at the beginning of a subject."""


def answers(subject: str, ours: str) -> bool:
    """Whether `subject` is that of an answer to a mail of ours with the subject `ours`."""
    marks = MARKS.match(subject)
    return marks is not None and bool(ours.strip()) and subject[marks.end() :].split() == ours.split()
