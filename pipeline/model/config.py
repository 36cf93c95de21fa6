"""leitmotiv.toml as a checked value. Unknown keys are refused; secrets never stand here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.model.language import normalised

_ADDRESS = re.compile(r"[^@\s<>\"\r\n]+@[^@\s<>\"\r\n]+\.[^@\s<>\"\r\n]+")


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f'"{text}" is no web address; write it as https://example.org')
    if parts.query or parts.fragment:
        raise ValueError(f'"{text}" must end with its path, without ? or #')
    return text.rstrip("/")


def _mail_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f'"{text}" is no mail address; write it as name@example.org')
    return text


def _one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        raise ValueError("must stand on one line")
    return text


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _languages(tags: tuple[str, ...]) -> tuple[str, ...]:
    if not tags:
        raise ValueError('names no language; write for instance ["de", "en"]')
    if len(set(tags)) != len(tags):
        raise ValueError("names a language twice")
    return tags


WebAddress = Annotated[str, AfterValidator(_web_address)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
OneLine = Annotated[str, AfterValidator(_one_line)]
Language = Annotated[str, AfterValidator(normalised)]
Localised = Mapping[Language, str]
"""A text per language, keyed by language tag."""


class Section(BaseModel):
    """A table of a configuration file: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class WorkspaceSection(Section):
    """`[workspace]`: what this is, where it will stand on the web, in which languages, as of which day."""

    name: OneLine
    url: WebAddress
    languages: Annotated[tuple[Language, ...], BeforeValidator(_tuple), AfterValidator(_languages), Field(strict=False)]
    as_of: date | None = None


class Sender(Section):
    """`[sender]`: who signs the letters, and the legal notice below them."""

    name: OneLine
    address: MailAddress
    reply_to: MailAddress | None = None
    impressum: Localised = Field(default_factory=dict)


class Mail(Section):
    """`[mail]`: how letters leave. Nothing leaves in rehearsal mode."""

    mode: Literal["rehearsal"] = "rehearsal"


class Receiver(Section):
    """`[receiver]`: where subscribing and unsubscribing is answered."""

    url: WebAddress | None = None


class Database(Section):
    """`[database]`: where people and leads are kept."""

    url: str = "sqlite:///private/leitmotiv.db"


class Imports(Section):
    """`[imports]`: the folder into which exports are dropped."""

    dir: str = "private/imports"


class SiteSection(Section):
    """`[site]`: where the site goes."""

    output: str = "site"


class ReportSection(Section):
    """`[report]`: money and time behind the verdicts; what is not set is not guessed."""

    currency: OneLine = "EUR"
    hourly_rate: float | None = Field(default=None, gt=0)
    value_per_client: float | None = Field(default=None, gt=0)
    cost_per_post: float | None = Field(default=None, gt=0)
    leads_per_client: float = Field(default=4, gt=0)
    maturity_half_life_days: float = Field(default=45, gt=0)
    look_back_days: int = Field(default=90, gt=0)


class Config(Section):
    """All of leitmotiv.toml."""

    workspace: WorkspaceSection
    sender: Sender
    mail: Mail = Mail()
    receiver: Receiver = Receiver()
    database: Database = Database()
    imports: Imports = Imports()
    site: SiteSection = SiteSection()
    report: ReportSection = ReportSection()

    @property
    def languages(self) -> tuple[str, ...]:
        """The workspace's languages, first the one that is written most."""
        return self.workspace.languages
