"""One line of text, as names and headers hold it."""

from __future__ import annotations

import json
import re

_LEFT_BY_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no header may hold: line breaks, what a terminal acts on, halves of a character."""


def one_line(text: str) -> str:
    """`text` in one line, with single spaces and without control characters."""
    return " ".join(CONTROL.sub("", " ".join(text.split())).split())


def quoted(text: str) -> str:
    """`text` in quotes, for a message about a wrong value; a mail address is masked.

    Messages end up in logs, and where two columns are swapped the wrong values are addresses.
    """
    return '"…@…"' if "@" in text else f'"{text}"'


def literal(text: str) -> str:
    """`text` as a basic string of TOML and of YAML: both read JSON's escapes; what JSON leaves bare and
    they forbid is escaped as well."""
    return _LEFT_BY_JSON.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
