"""Header lines as they go over the wire. Whatever a person typed is checked, and encoded where it is not plain ASCII.

Written by hand because the standard library's `policy.SMTP` folds a List-Unsubscribe address of more than 78
columns into an encoded word, and with it one-click unsubscribing stops working.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from urllib.parse import quote, urlsplit

from pipeline.errors import LetterError, Problem
from pipeline.model.address import ascii_host, sendable
from pipeline.model.line import CONTROL

_FOLD_AT = 78
_HARD_LIMIT = 998
_ENCODED_WORD = 75
_NOT_IN_URL = re.compile(r"[\s<>,]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
# RFC 2047, section 5 (3): what may stand bare in an encoded word that is part of a name.
_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


def text(name: str, value: str) -> bytes:
    """An unstructured header such as Subject."""
    _refuse_control(name, value)
    if _is_plain(value) and value == " ".join(value.split()):
        lines = wrap(
            f"{name}: {value}", _FOLD_AT, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False
        )
        if value and max(map(len, lines)) <= _FOLD_AT and lines[0] != f"{name}:":
            return _wire("\r\n".join(lines))
    return _wire(f"{name}: " + _encoded(value, len(name) + 2))


def mailbox(name: str, display: str, address: str) -> bytes:
    """From, To, Reply-To: an address, with a name before it where there is one. The domain may be international."""
    plain = checked_address(name, address)
    return _phrased(name, display, f"<{plain}>", plain)


def list_id(display: str, identifier: str) -> bytes:
    """List-Id (RFC 2919)."""
    return _phrased("List-Id", display, f"<{identifier}>", f"<{identifier}>")


def urls(name: str, addresses: Sequence[str]) -> bytes:
    """List-Unsubscribe and its kin (RFC 2369): every address on a line of its own, never folded, never encoded."""
    for address in addresses:
        _refuse_control(name, address)
    plain = [address if address.isascii() else _ascii_url(address) for address in addresses]
    for address in plain:
        if _NOT_IN_URL.search(address):
            raise LetterError(Problem(f"{name}: {address!r} cannot stand in a header; percent-encode the address"))
    return _wire(f"{name}: " + ",\r\n ".join(f"<{address}>" for address in plain))


def fixed(name: str, value: str) -> bytes:
    """A header whose value is ours and needs no encoding."""
    _refuse_control(name, value)
    return _wire(f"{name}: {value}")


def checked_address(name: str, address: str) -> str:
    """`address` with its domain in ASCII; raises LetterError where no mail server without SMTPUTF8 would take it."""
    plain = sendable(address)
    if plain is None:
        raise LetterError(Problem(f"{name}: not an address that mail can go to; write it as name@example.org"))
    return plain


def _ascii_url(url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    netloc = ascii_host(parts.hostname or "") + port
    return quote(parts._replace(netloc=netloc).geturl(), safe="/:?#[]@!$&'()*+,;=%~")


def _phrased(name: str, display: str, bracketed: str, alone: str) -> bytes:
    _refuse_control(name, display)
    display = " ".join(display.split())
    if not display:
        return _wire(f"{name}: {alone}")
    phrase = _phrase(display)
    if phrase is None or len(name) + 2 + len(phrase) > _FOLD_AT:
        phrase = _encoded(display, len(name) + 2)
    last = f"{name}: {phrase}".rpartition("\r\n")[2]
    gap = " " if len(last) + 1 + len(bracketed) <= _FOLD_AT else "\r\n "
    return _wire(f"{name}: {phrase}{gap}{bracketed}")


def _phrase(display: str) -> str | None:
    """As atoms, in quotation marks, or None where it must be encoded."""
    if not _is_plain(display):
        return None
    if _ATOMS.fullmatch(display):
        return display
    return '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_plain(value: str) -> bool:
    return value.isascii() and "=?" not in value


def _encoded(value: str, column: int) -> str:
    """`value` as encoded words (RFC 2047), one a line; the first line already has `column` characters."""
    quoted = sum(character in _BARE or character == " " for character in value) * 2 >= len(value)
    words = _q_words if quoted else _b_words
    return "\r\n ".join(words(value, column))


def _q_words(value: str, column: int) -> Iterator[str]:
    room, word = _ENCODED_WORD - 12 - max(0, column - 1), ""
    for character in value:
        coded = _q(character)
        if len(word) + len(coded) > room and word:
            yield f"=?utf-8?q?{word}?="
            room, word = _ENCODED_WORD - 12, ""
        word += coded
    yield f"=?utf-8?q?{word}?="


def _q(character: str) -> str:
    if character in _BARE:
        return character
    if character == " ":
        return "_"
    return "".join(f"={byte:02X}" for byte in character.encode("utf-8"))


def _b_words(value: str, column: int) -> Iterator[str]:
    room, word = (_ENCODED_WORD - 12 - max(0, column - 1)) // 4 * 3, b""
    for character in value:
        coded = character.encode("utf-8")
        if len(word) + len(coded) > room and word:
            yield f"=?utf-8?b?{base64.b64encode(word).decode()}?="
            room, word = (_ENCODED_WORD - 12) // 4 * 3, b""
        word += coded
    yield f"=?utf-8?b?{base64.b64encode(word).decode()}?="


def _refuse_control(name: str, value: str) -> None:
    if CONTROL.search(value):
        raise LetterError(Problem(f"{name}: holds a line break or a control character; take it out"))


def _wire(lines: str) -> bytes:
    if any(len(line) > _HARD_LIMIT for line in lines.split("\r\n")):
        name = lines.partition(":")[0]
        raise LetterError(Problem(f"{name}: a line of over {_HARD_LIMIT} bytes, which mail servers refuse; shorten it"))
    return lines.encode("ascii") + b"\r\n"
