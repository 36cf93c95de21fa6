"""A mail → a row of our own list, or why it is none: an answering machine, a bounce, a mailing, ourselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from pipeline.audience import addresses, asking, companies, mail_text
from pipeline.audience.bookings import LeftOut, RawLead
from pipeline.model import answers, automatic_mails, broken_mails, leaving
from pipeline.model.automatic_mails import Header
from pipeline.model.table import RowError
from pipeline.model.theme import Offer

KIND = "mail"
MAX_BYTES = 2_000_000
"""How much of a mail is looked at; only attachments lie beyond that."""

LetterOf = Callable[[bytes], tuple[str, int] | None]
"""The issue that a mail answers, and the subscriber whose letter it was, where it answers one of ours."""

SILENT = "no"
"""What the column `asks` of an answer says that asks for nothing."""

_ROBOT = re.compile(
    r"(?:(?:[\w.+-]{0,64}[-_.+])?(?:no|do[-_.]?not)[-_.]?reply[\w.+-]{0,64}|mailer|notifications?|"
    r"forms?(?:[-_.]?(?:submissions?|responses?))?|formulare?|website|webform|"
    r"wordpress|wpforms|submissions?|postmaster)@",
    re.IGNORECASE,
)
_ABOUT_MAIL = ("postmaster@", "mailer@")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


_LONGEST_HEADER = 2_000
_LONGEST_FORM = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WishToLeave(LeftOut):
    """A mail by which somebody wants to leave the list.

    `token` is that of its subject, `reader` the subscriber whose letter it answers, `mail` a hash that tells the mail
    when it is read again; `path` and `number` say where it stands.
    """

    reason: str = "wish to unsubscribe"
    token: str = field(default="", repr=False)
    sender: str = field(repr=False)
    mail: str
    reader: int | None
    path: str = ""
    number: int = 0


class _Bounded(EmailPolicy):
    """The standard library takes quadratic time on headers that were made for it, and reads ASCII and UTF-8 alone."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        said = value if value.isascii() else mail_text.eight_bit(value.encode("ascii", "surrogateescape"))
        return super().header_fetch_parse(name, said[:_LONGEST_HEADER])


def read(content: bytes, own: frozenset[str], letter_of: LetterOf, offers: Mapping[str, Offer]) -> RawLead | LeftOut:
    """The inquiry in a mail; raises RowError where it has no sender or no date, or cannot be read at all.

    `own` are our addresses. A mail that a form on a site sent is its visitor's, who stands in Reply-To. What answers a
    letter is a touch; where it asks for nothing, it is no more than that.
    """
    if not content:
        raise RowError(broken_mails.EMPTY)
    try:
        return _read(content, own, letter_of, offers)
    except RowError:
        raise
    except broken_mails.ERRORS as refused:
        message = (
            "no mail program writes such headers; where it asks for something, add it by hand: leitmotiv leads add"
        )
        raise RowError(message) from refused


def _read(content: bytes, own: frozenset[str], letter_of: LetterOf, offers: Mapping[str, Offer]) -> RawLead | LeftOut:
    message = _parsed(content)
    header = _header_of(message)
    sender, visitor = _first(header("from")), _first(header("reply-to"))
    by_form = (
        bool(visitor[1]) and visitor[1] != sender[1] and (_is_own(sender[1], own) or bool(_ROBOT.match(sender[1])))
    )
    token = leaving.asked(header("subject"))
    if token is not None:
        _, reader = letter_of(content) or ("", None)
        return WishToLeave(token=token, sender=sender[1], mail=_identity(header, content), reader=reader)
    reason = _not_for_us(header, message.get_content_type(), by_form=by_form)
    if reason:
        return LeftOut(reason)
    body = _body(message)
    name, address = visitor if by_form else sender
    if not by_form and _ROBOT.match(address) and not address.startswith(_ABOUT_MAIL):
        name, address = _named_in(body, sender, own)
    if not address:
        raise RowError('no sender in "From"; a lead needs somebody')
    if _is_own(address, own):
        return LeftOut("mail of your own")
    letter, reader = letter_of(content) or ("", None)
    subject = header("subject")
    if letter and leaving.asked_in_a_reply(body):
        return WishToLeave(sender=address, mail=_identity(header, content), reader=reader)
    if letter and answers.MARKS.match(subject):
        subject = ""  # it is ours: it says what we wrote about, not what is wanted
    words = "\n\n".join(part for part in (answers.MARKS.sub("", subject).strip(), body) if part)
    values = {"date": _date(header("date")), "email": address, "name": name, "message": words}
    if letter:
        values |= {"utm_source": "newsletter", "utm_medium": "email", "utm_campaign": letter}
        wish = asking.wish(body)
        values["wish"] = wish
        is_read = bool(body) or not mail_text.holds_more(message)
        if is_read and not subject and not asking.asks(body, offers, wish):
            values |= {"asks": SILENT, "name": "", "message": ""}  # no more is kept than the touch needs
    return RawLead(_identity(header, content), values)


def _parsed(content: bytes) -> EmailMessage:
    try:
        return broken_mails.parsed(content[:MAX_BYTES], EmailMessage, _Bounded())
    except (RecursionError, MessageError) as refused:
        raise RowError("its parts are many hundreds, or lie in each other; nobody writes such a mail") from refused


def _not_for_us(header: Header, content_type: str, *, by_form: bool) -> str | None:
    if automatic_mails.is_bounce(header, content_type):
        return "bounce"
    if automatic_mails.is_answer(header):
        return "autoreply"
    return "mailing" if automatic_mails.goes_to_many(header) and not by_form else None


def _header_of(message: EmailMessage) -> Header:
    def header(name: str) -> str:
        try:
            value = message[name]
            return "" if value is None else " ".join(str(value).replace("\0", "").split())
        except broken_mails.ERRORS:
            return ""

    return header


def _first(header: str) -> tuple[str, str]:
    """(name, address) of the first one in a header; both empty where there is none."""
    try:
        found = getaddresses([header])
    except broken_mails.ERRORS:
        return "", ""
    name, address = found[0] if found else ("", "")
    return name.strip(), addresses.normalised(address) or ""


def _named_in(body: str, sender: tuple[str, str], own: frozenset[str]) -> tuple[str, str]:
    """The only other address that stands in what a program sent, as its visitor; the program where there is no such."""
    found = {addresses.normalised(text) or "" for text in _ADDRESS.findall(body[:_LONGEST_FORM])}
    domain = addresses.domain(sender[1])
    others = {one for one in found if one and not _is_own(one, own) and addresses.domain(one) != domain}
    return ("", others.pop()) if len(others) == 1 else sender


def _is_own(address: str, own: frozenset[str]) -> bool:
    """Whether an address is ours: one of ours, or of our own domain where it is no public provider's."""
    domain = companies.own_domain(address)
    return address in own or bool(domain and domain in {companies.own_domain(known) for known in own})


def _date(text: str) -> str:
    try:
        found: datetime = parsedate_to_datetime(text)
        return found.isoformat()
    except (*broken_mails.ERRORS, OverflowError) as refused:
        raise RowError(
            'no date in "Date" that the calendar knows; add the lead by hand: leitmotiv leads add'
        ) from refused


def _body(message: EmailMessage) -> str:
    try:
        return mail_text.body(message)
    except broken_mails.ERRORS:  # parts that contradict each other; the subject still says something
        return ""


def _identity(header: Header, content: bytes) -> str:
    said = header("message-id").encode(errors="surrogatepass") or content[:MAX_BYTES]
    return hashlib.sha256(said).hexdigest()[:16]
