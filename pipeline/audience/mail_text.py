"""The words of a mail: its plain part, else its HTML without the marks, without what it quotes and how it is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from html import unescape

from pipeline.errors import SourceRefused
from pipeline.model.people import LONGEST_MESSAGE
from pipeline.model.table import storable
from pipeline.posts.incoming import decoding

_SILENT = {"style", "script", "title"}
_CELLS = {"button", "label", "option", "td", "th"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "textarea", "tr", "ul",
}  # fmt: skip
_MARK = re.compile(r"<[^<>]*>")
_OPENING, _OTHER = re.compile(rf"<(?!(?:{'|'.join(sorted(_CELLS))})\b)[a-z][^>]*>"), re.compile(r"<[^>]*>")
_LOOKED_AT = 200_000
"""Letters of HTML that nests beyond reason."""
_SIGNATURE = "\n-- \n"
"""What mail programs put before a signature (RFC 3676, 4.3)."""
_QUOTED = "\0"
"""Stands for a line that is marked as a quote; the text of a mail has none."""
_IS_QUOTED = re.compile(rf"\s*+{_QUOTED}")

# Where a reply begins to quote: "On Tue, 7 Apr 2026, Ana wrote:" in the languages that mail programs speak, which
# may break that line; or the head of the letter, marked as bold by some, in which GMX and web.de name the day first.
_ON = r"(?:[^\n]|\n(?!\s*\n))"
_WROTE = (
    r"(?:wrote|schrieb|geschrieben|écrit|escribió|scritto|skrev|schreef|het\s+volgende\s+geschreven|pisze"
    r"|napisał(?:a|\(a\))?|escreveu)"
)
_FROM = r"\*?(?:From|Von|De|Da|Fra|Från|Van|Od) ?:\*?[ \t]*\S.*\n"
_SENT = r"\*?(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Sendt|Skickat|Verzonden|Wysłano|Enviad[oa](?: em)?) ?:"
_DATED = r"\*?(?:Date|Datum|Dato|Data|Fecha) ?:"
# A form names who wrote and when, too, but not to whom and about what.
_HEAD = (
    r"(?=(?:.+\n){0,3}?\*?"
    r"(?:To|An|À|A|Para|Til|Till|Aan|Do|Subject|Betreff|Objet|Asunto|Oggetto|Emne|Ämne|Onderwerp|Temat|Assunto) ?:)"
)
_QUOTES = re.compile(
    rf"^[ \t]*(?:-{{4}} )?(?:(?:On|Am|Le|El|Il|Den|Op|Em|No dia|Às|W dniu"
    rf"|(?:pon|wt|śr|czw|pt|sob|niedz)\.,) (?=[^\n]{{0,60}}[0-9])"
    rf"{_ON}{{4,200}}?"
    rf"(?:{_WROTE}{_ON}{{0,120}}?:[ \t]*$|>\s*{_WROTE}\s?(?::|-{{4}}))"
    r"|-{2,} ?(?:Original(?: Message|-Nachricht)|Ursprüngliche Nachricht|Message d.origine|Oprindelig meddelelse) ?-*"
    r"|[^\n>]{2,100}<[^\n>]{3,80}>\s+escreveu\s(?:no\s+dia\s|\()[^:]{4,60}:\d\d\)?:[ \t]*$|-{2,} ?Mensagem original ?-*"
    rf"|Wiadomość napisana przez {_ON}{{4,200}}?:[ \t]*$|-{{2,}} ?(?:Oryginalna wiadomość|Wiadomość oryginalna) ?-*"
    rf"|{_FROM}{_HEAD}(?:.+\n){{0,2}}(?:{_SENT}|{_DATED}).+|{_SENT}.+\n{_HEAD}(?:.+\n)?{_FROM})",
    re.MULTILINE,
)
_MARKS_OF_PARTS = re.compile(r"^(?:--\S.*|Content-[\w-]+:.*(?:\n[ \t].*)*)$\n?", re.MULTILINE | re.IGNORECASE)
_SEALS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_NO_TEXT = ("application", "image", "audio", "video", "message")


def body(message: EmailMessage) -> str:
    """What the writer wrote in this mail; no attachment is opened."""
    text = _part(message, "plain") or _without_marks(_part(message, "html"))
    return _own_words(text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_MESSAGE]


def holds_more(message: EmailMessage) -> bool:
    """Whether there are parts that hold no text, such as an encrypted mail or a voice message."""
    return any(
        part.get_content_maintype() in _NO_TEXT and part.get_content_type() not in _SEALS for part in message.walk()
    )


def _own_words(text: str) -> str:
    """Without quotes and signature; all of it where nothing else is left."""
    unsigned = text.partition(_SIGNATURE)[0]
    marked = "\n".join(_QUOTED if line.startswith(">") else line for line in unsigned.split("\n"))
    own = (_unquoted(part) for part in _around_quotes(marked))
    return "\n\n".join(filter(None, own)) or _unquoted(marked) or text.strip()


def _around_quotes(marked: str) -> Iterator[str]:
    """What stands above a quote, and below one whose lines are marked: people answer between them, too."""
    at = 0
    while quote := _QUOTES.search(marked, at, LONGEST_MESSAGE):
        yield marked[at : quote.start()]
        at = quote.end()
        if not _IS_QUOTED.match(marked, at):
            return
    yield marked[at:]


def _unquoted(marked: str) -> str:
    return "\n".join(line for line in marked.split("\n") if line != _QUOTED).strip()


def _part(message: EmailMessage, kind: str) -> str:
    """The text of the first part of this kind that is no attachment and not blank."""
    for part in _own_parts(message):
        if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
            text = storable(_decoded(part))
        elif kind == "plain" and part.get_content_maintype() == "multipart" and not part.is_multipart():
            text = _MARKS_OF_PARTS.sub("", storable(_decoded(part)))  # its boundary is not the one that it names
        else:
            continue
        if text.strip():
            return text
    return ""


def _own_parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """The parts of a mail, without those of mails that are attached to it: somebody else wrote these."""
    yield message
    if message.get_content_maintype() != "message":
        for part in message.iter_parts():
            yield from _own_parts(part)


def _decoded(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset()
    if charset in (None, "us-ascii"):
        return eight_bit(content)
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):  # a charset that nobody knows
        return content.decode("utf-8", "replace")


def eight_bit(content: bytes) -> str:
    """`content` of which nobody says how it is encoded: UTF-8, else the page that it looks like."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(decoding.page(content), "replace")


def _without_marks(html: str) -> str:
    """The words of `html`, a line a block, and a blank between the cells of a table."""
    import nh3

    from pipeline.posts.incoming import cleaning

    try:
        cleaning.check_depth(html)
    except SourceRefused:  # nobody writes such a mail; what begins it may still say something
        return " ".join(_MARK.sub(" ", html[:_LOOKED_AT]).split())
    blocks = nh3.clean(html, tags=_BLOCKS | _CELLS, clean_content_tags=_SILENT, attributes={})
    text = _OTHER.sub(" ", _OPENING.sub("\n", " ".join(blocks.split())))
    lines = "\n".join(" ".join(line.split()) for line in unescape(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip().replace(_SIGNATURE.replace(" ", ""), _SIGNATURE)
