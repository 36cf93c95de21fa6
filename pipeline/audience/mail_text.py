"""The words of a mail: its plain part, else its HTML without the marks, without what it quotes and how it is signed."""

from __future__ import annotations

import re
from email.message import EmailMessage
from html.parser import HTMLParser

MAX_LENGTH = 20_000
"""Letters that are kept; a message that is longer tells its themes in these."""

_SILENT = frozenset({"style", "script", "head", "title"})
_BREAKS = frozenset({"body", "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"})
_MARK = re.compile(r"<[^>]{0,2000}>")

# Where a reply begins to quote: "On Tue, 7 Apr 2026, Ana wrote:" in the languages that mail programs speak.
_QUOTES = re.compile(
    r"^(?:(?:On|Am|Le|El|Il|Den|Op|W dniu) .{4,160}(?:wrote|schrieb|écrit|escribió|scritto|skrev|schreef|pisze).{0,80}:"
    r"|-{2,} ?(?:Original(?: Message|-Nachricht)|Ursprüngliche Nachricht|Message d.origine|Oprindelig meddelelse) ?-*"
    r"|(?:From|Von|De|Da|Fra): .+\n(?:.+\n){0,2}(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Sendt|Date|Datum): .+)",
    re.MULTILINE,
)


def body(message: EmailMessage) -> str:
    """What the writer wrote in this mail; no attachment is opened."""
    text = _part(message, "plain") or _without_marks(_part(message, "html"))
    return _own_words(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))[:MAX_LENGTH]


def _own_words(text: str) -> str:
    """Without quotes and signature; all of it where nothing else is left."""
    unsigned = text.partition("\n-- \n")[0]
    lines = [line for line in unsigned.split("\n") if not line.startswith(">")]
    own = "\n".join(lines)
    quote = _QUOTES.search(own)
    before = own[: quote.start()] if quote else own
    return (before.strip() or own.strip() or text).strip()


def _part(message: EmailMessage, kind: str) -> str:
    """The text of the first part of this kind that is no attachment and not blank."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
            text = _decoded(part)
            if text.strip():
                return text
    return ""


def _decoded(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):  # a charset that nobody knows
        return content.decode("utf-8", "replace")


def _without_marks(html: str) -> str:
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # html.parser gives up on some declarations
        return " ".join(_MARK.sub(" ", html).split())
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.words)).strip()


class _Reader(HTMLParser):
    """Collects the text between the marks, a line a block."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  (HTMLParser's)
        """A mark opens; a block ends the head, which may be left open (HTML, 13.1.2.4)."""
        if tag in _BREAKS:
            self._silent = 0
            self.words.append("\n")
        elif tag in _SILENT:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        """A mark closes."""
        if tag in _SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Text stands here."""
        if not self._silent:
            self.words.append(" ".join(data.split()) + " " if data.strip() else "")
