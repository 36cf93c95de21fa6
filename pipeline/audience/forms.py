"""What the forms of the site and of the receiver send: strangers' text until it is one of these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.audience import addresses
from pipeline.model.address import sendable
from pipeline.model.language import recognised
from pipeline.model.line import one_line
from pipeline.model.people import LONGEST_MESSAGE
from pipeline.model.table import storable

_LONGEST = {"email": 254, "name": 200, "company": 200, "offer": 100, "heard": 500, "wish": 500, "page": 500}
_TRAP = "website"

Fault = str
"""The name of a field whose content cannot be used."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """A wish for letters: whose, in which language, and on which page it was said."""

    email: str = field(repr=False)
    lang: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What the contact form says; `journey` is JSON as the browser keeps it, empty where it was not sent."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    company: str = field(repr=False)
    message: str = field(repr=False)
    offer: str
    heard: str = field(repr=False)
    wish: str = field(repr=False)
    journey: str = field(repr=False)
    lang: str
    page: str


def is_trapped(values: Mapping[str, str]) -> bool:
    """Whether the field was filled that people do not see."""
    return bool(values.get(_TRAP, "").strip())


def opened(now: datetime) -> str:
    """What a form says of the moment at which its page was opened, in milliseconds since 1970."""
    return str(int(now.timestamp() * 1000))


def is_too_quick(values: Mapping[str, str], now: datetime, least_s: float) -> bool:
    """Whether the form came back sooner than anybody types; False where its page could not say when it was opened."""
    said = values.get("opened", "")
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        return False
    return 0 <= now.timestamp() - int(said) / 1000 < least_s


def sign_up(values: Mapping[str, str], langs: Sequence[str]) -> SignUp | None:
    """The wish in `values`; None where no mail can go to the address. An unknown language is the first of `langs`."""
    email = _address(values)
    return SignUp(email, language(values, langs), _line(values, "page")) if email else None


def inquiry(values: Mapping[str, str], langs: Sequence[str], offers: Collection[str]) -> Inquiry | frozenset[Fault]:
    """The inquiry in `values`, else the fields that stand in its way; an offer that nobody knows is left out."""
    email, message = _address(values), _text(values, "message")
    faults = frozenset(name for name, said in (("email", email), ("message", message)) if not said)
    if faults:
        return faults
    offer = _line(values, "offer")
    return Inquiry(
        name=_line(values, "name"),
        email=email,
        company=_line(values, "company"),
        message=message,
        offer=offer if offer in offers else "",
        heard=_line(values, "heard"),
        wish=_line(values, "wish"),
        journey=_text(values, "journey"),
        lang=language(values, langs),
        page=_line(values, "page"),
    )


def language(values: Mapping[str, str], langs: Sequence[str]) -> str:
    """The language that the form is in, where it is one of `langs`; else their first."""
    said = recognised(values.get("lang", "")) or ""
    return said if said in langs else langs[0]


def _address(values: Mapping[str, str]) -> str:
    found = addresses.normalised(values.get("email", ""))
    return found if found and sendable(found) else ""


def _line(values: Mapping[str, str], name: str) -> str:
    return one_line(storable(values.get(name, "")))[: _LONGEST[name]].strip()


def _text(values: Mapping[str, str], name: str) -> str:
    return storable(values.get(name, "").replace("\r\n", "\n")).strip()[:LONGEST_MESSAGE]
