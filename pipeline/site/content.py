"""What a site is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.config import Config
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Catalogue, Tag


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue's web version in one language: `html` is its finished body, without inline styles."""

    title: str
    sent_on: date
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a site shows.

    `groups` may hold drafts and posts that are not live on the day `as_of`; the site leaves them out. `tags` is
    keyed by translation key, `issues` by language and issue.
    """

    config: Config
    catalogue: Catalogue
    groups: tuple[TranslationGroup, ...]
    tags: Mapping[str, tuple[Tag, ...]]
    issues: Mapping[tuple[str, str], IssuePage] = field(default_factory=dict)
    as_of: date
