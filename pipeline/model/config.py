"""leitmotiv.toml as a checked value. Unknown keys are refused; secrets never stand here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from pipeline.model import day_range, net
from pipeline.model.fields import (
    MOST_DAYS,
    MOST_MONEY,
    Language,
    Localised,
    MailAddress,
    Name,
    OneLine,
    Section,
    WebAddress,
    as_tuple,
)
from pipeline.model.language import normalised

SMTPS = 465
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _day(day: date) -> date:
    if wrong := day_range.out_of_range(day):
        raise ValueError(wrong)
    return day


def _languages(tags: tuple[str, ...]) -> tuple[str, ...]:
    if not tags:
        raise ValueError('names no language; write for instance ["de", "en"]')
    if len(set(tags)) != len(tags):
        raise ValueError("names a language twice")
    return tags


class WorkspaceSection(Section):
    """`[workspace]`: what this is, where it will stand on the web, in which languages, as of which day."""

    name: Name
    url: WebAddress
    languages: Annotated[
        tuple[Language, ...], BeforeValidator(as_tuple), AfterValidator(_languages), Field(strict=False)
    ]
    as_of: Annotated[date, AfterValidator(_day)] | None = None


class Sender(Section):
    """`[sender]`: who signs the letters, and the legal notice below them."""

    name: Name
    address: MailAddress
    reply_to: MailAddress | None = None
    impressum: Localised = Field(default_factory=dict)

    @property
    def mailbox(self) -> str:
        """The address that a person reads."""
        return self.reply_to or self.address


class Dkim(Section):
    """`dkim` of `[mail]`: who vouches for the letters. `key_file` is relative to the workspace."""

    domain: OneLine
    selector: OneLine
    key_file: OneLine


class Mail(Section):
    """`[mail]`: how letters leave. Nothing leaves in rehearsal mode. The password: LEITMOTIV_SMTP_PASSWORD.

    Port 465 speaks TLS from the first byte. `mta_log` is the mail server's own log, by which letters whose fate is
    unknown are looked up; `unknown` says what becomes of those that it does not know either.
    """

    mode: Literal["rehearsal", "smtp"] = "rehearsal"
    host: OneLine = "localhost"
    port: int = Field(default=587, ge=1, le=65535)
    starttls: bool = True
    username: OneLine | None = None
    connections: int = Field(default=2, ge=1, le=64)
    rate_per_s: float | None = Field(default=None, gt=0)
    mta_log: OneLine | None = None
    unknown: Literal["hold", "resend"] = "hold"
    dkim: Dkim | None = None

    @model_validator(mode="after")
    def _private(self) -> Mail:
        if self.username and not self.starttls and self.port != SMTPS and self.host not in LOOPBACK:
            raise ValueError(f"without starttls the password would go to {self.host} in the clear; set starttls = true")
        return self


_Network = Annotated[OneLine, AfterValidator(net.network)]


class Receiver(Section):
    """`[receiver]`: where forms and links of letters are answered, by `leitmotiv serve` or a receiver of one's own.

    `url` is its address on the web, `listen` (HOST:PORT) where `serve` waits. `min_form_s`: the seconds below which
    only a robot fills a form. `trusted_proxies`, addresses and networks, may say where a visitor comes from; so may
    any on this machine.
    """

    url: WebAddress | None = None
    listen: Annotated[OneLine, AfterValidator(net.listens)] = "127.0.0.1:8000"
    trusted_proxies: Annotated[tuple[_Network, ...], BeforeValidator(as_tuple)] = ()
    rate_limit: bool = True
    min_form_s: float = Field(default=3, ge=0)


class Database(Section):
    """`[database]`: where people and leads are kept."""

    url: str = "sqlite:///private/leitmotiv.db"


class Imports(Section):
    """`[imports]`: the folder into which exports are dropped."""

    dir: str = "private/imports"


def _feed_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f'"{text}" is no web address; write it as https://example.org/feed.xml')
    return text


def _feed_language(text: str) -> str:
    return text if text == "auto" else normalised(text)


class Ingest(Section):
    """`[ingest]`: hosts, or host:port, that may be fetched though their address is private."""

    allow_hosts: Annotated[tuple[OneLine, ...], BeforeValidator(as_tuple)] = ()


class Feed(Section):
    """`[[feeds]]`: a feed that `leitmotiv ingest` takes in, and its language, or `auto` where it speaks several."""

    url: Annotated[str, AfterValidator(_feed_address)]
    lang: Annotated[str, AfterValidator(_feed_language)] | None = None


def _folder_as_written(text: str) -> str:
    if text.startswith("~"):
        raise ValueError(f'"{text}": only a shell knows what ~ means; write the whole path, or one from this file')
    return text


class SiteSection(Section):
    """`[site]`: where the site goes, and what it is made of.

    `untranslated`: what a language lacks is listed in another one with a note, or hidden. `search` makes an index a
    language, `cards` a picture a post for those who share it.
    """

    output: Annotated[str, Field(min_length=1), AfterValidator(_folder_as_written)] = "site"
    untranslated: Literal["list", "hide"] = "list"
    search: bool = True
    cards: bool = True


class Publish(Section):
    """`[publish]`: what brings the finished site to where it is read; run by the shell, in the workspace."""

    command: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = None


class ReportSection(Section):
    """`[report]`: money and time behind the verdicts; what is not set is not guessed."""

    currency: OneLine = "EUR"
    hourly_rate: float | None = Field(default=None, gt=0, lt=MOST_MONEY)
    value_per_client: float | None = Field(default=None, gt=0, lt=MOST_MONEY)
    cost_per_post: float | None = Field(default=None, gt=0, lt=MOST_MONEY)
    leads_per_client: float = Field(default=4, ge=1, lt=MOST_MONEY)
    maturity_half_life_days: float = Field(default=45, gt=0, lt=MOST_MONEY)
    look_back_days: int = Field(default=90, gt=0, le=MOST_DAYS)


def _bounds(value: object) -> object:
    if isinstance(value, list) and len(value) not in (1, 2):
        raise ValueError(f"must be one number or two, such as [10, 249] or [250], not {value}")
    return (*value, None)[:2] if isinstance(value, list) else value


def _in_order(bounds: tuple[int, int | None]) -> tuple[int, int | None]:
    if bounds[1] is not None and bounds[1] < bounds[0]:
        raise ValueError(f"[{bounds[0]}, {bounds[1]}] ends before it begins; write the smaller number first")
    return bounds


Bounds = Annotated[
    tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)] | None],
    BeforeValidator(_bounds),
    AfterValidator(_in_order),
]
"""From so many employees to so many, both counted; `[250]` has no upper end."""


class Segments(Section):
    """`[segments]`: the sizes of companies by employees. A size between two segments belongs to none."""

    rabbit: Bounds = (1, 9)
    deer: Bounds = (10, 249)
    elephant: Bounds = (250, None)

    @model_validator(mode="after")
    def _apart(self) -> Segments:
        for (smaller, (_, last)), (larger, (first, _)) in pairwise(self.named.items()):
            if last is None:
                raise ValueError(f"{smaller} has no end, though {larger} comes after it; write for instance [1, 9]")
            if first <= last:
                raise ValueError(f"{larger} must begin above the end of {smaller}; for instance [{last + 1}]")
        return self

    def of(self, employees: int | None) -> str | None:
        """The segment of a company with so many employees; None where that is not known."""
        if employees is None:
            return None
        fitting = (name for name, (first, last) in self.named.items() if first <= employees <= (last or employees))
        return next(fitting, None)

    @property
    def named(self) -> Mapping[str, tuple[int, int | None]]:
        """The bounds by name, the smallest first."""
        return {"rabbit": self.rabbit, "deer": self.deer, "elephant": self.elephant}


def _folder_of_leads(name: str) -> str:
    if not name.strip() or name.strip().casefold() == "inbox":
        raise ValueError(f'"{name}" cannot be the folder; name one that holds nothing but inquiries, such as "Leads"')
    return name


class Mailbox(Section):
    """`[mailbox]`: the one IMAP folder that inquiries are read from. The password: LEITMOTIV_IMAP_PASSWORD."""

    host: OneLine
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    username: OneLine
    folder: Annotated[OneLine, AfterValidator(_folder_of_leads)] = "Leads"

    @model_validator(mode="after")
    def _private(self) -> Mailbox:
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError(f'"none" would send the password to {self.host} in the clear; take "tls" or "starttls"')
        if self.security == "starttls" and self.port == 993:
            raise ValueError('port 993 speaks TLS from the first byte; take security = "tls", or port 143')
        return self

    @property
    def listens_on(self) -> int:
        """The port: 993 for TLS, else 143, where none is named."""
        return self.port or (993 if self.security == "tls" else 143)


class Config(Section):
    """All of leitmotiv.toml."""

    workspace: WorkspaceSection
    sender: Sender
    mail: Mail = Mail()
    receiver: Receiver = Receiver()
    database: Database = Database()
    imports: Imports = Imports()
    ingest: Ingest = Ingest()
    feeds: Annotated[tuple[Feed, ...], BeforeValidator(as_tuple)] = ()
    site: SiteSection = SiteSection()
    publish: Publish = Publish()
    report: ReportSection = ReportSection()
    segments: Segments = Segments()
    mailbox: Mailbox | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The workspace's languages, first the one that is written most."""
        return self.workspace.languages
