"""What strangers wrote, as a terminal may show it: letters only, nothing that moves the cursor or hides a word."""

from __future__ import annotations

import re

import click

# C0 but for tab and line end, DEL, C1, and the marks that turn the direction of text around (CVE-2021-42574).
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` with control characters written out, as `\\x1b`."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def echo(text: str = "", *, bold: bool = False) -> None:
    """`text` on stdout, whoever wrote it."""
    click.secho(printable(text), bold=bold or None)
