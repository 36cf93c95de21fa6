"""Who gets an issue, and in which edition: decided once, when it is frozen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.address import sendable
from pipeline.model.config import Config
from pipeline.model.delivery import Addressee
from pipeline.model.issue import Cut, Issue
from pipeline.model.language import fallbacks, nearest
from pipeline.model.people import Subscriber
from pipeline.newsletter import message


@dataclass(frozen=True, slots=True)
class Chosen:
    """One recipient: the language that they read the issue in, and how it is cut for them."""

    subscriber_id: int
    lang: str
    cut: Cut


@dataclass(frozen=True, slots=True)
class Choice:
    """Everyone who gets the issue, and how many confirmed subscribers do not: for want of their language, or
    because the issue is about nothing that they asked for. No mail can go to the `unreachable` ones, by id.
    """

    recipients: tuple[Chosen, ...]
    held: int = 0
    uninterested: int = 0
    unreachable: tuple[int, ...] = ()

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Each cut once, the plain ones first."""
        found = dict.fromkeys(one.cut for one in self.recipients)
        return tuple(sorted(found, key=lambda cut: (cut.reader, cut.tier, cut.langs)))


def choose(issue: Issue, langs: Sequence[str], people: Iterable[Subscriber], config: Config) -> Choice:
    """The recipients of `issue`, which is out in `langs`: the confirmed, by their language, tier and interests."""
    found: list[Chosen] = []
    held = uninterested = 0
    unreachable: list[int] = []
    for person in people:
        if person.state != "confirmed" or person.id is None:
            continue
        if sendable(person.email) is None:
            unreachable.append(person.id)
            continue
        if person.themes and issue.themes and not set(person.themes) & set(issue.themes):
            uninterested += 1
            continue
        lang, asked = language_for(person.langs, langs, config.languages)
        if not asked and issue.untranslated == "hold":
            held += 1
            continue
        joint = issue.bilingual and len(langs) > 1
        cut = Cut(tuple(langs)) if joint else Cut((lang,), reader="" if asked else person.langs[0])
        found.append(Chosen(person.id, lang, replace(cut, tier=_tier(issue, person, cut))))
    return Choice(tuple(found), held, uninterested, tuple(unreachable))


def with_known_themes(people: Iterable[Subscriber], known: Container[str]) -> Iterator[Subscriber]:
    """Everyone with those of their themes that are `known`.

    Somebody who asked only for themes that were since renamed or removed would otherwise get no letter with a theme.
    """
    for person in people:
        themes = tuple(theme for theme in person.themes if theme in known)
        yield person if themes == person.themes else replace(person, themes=themes)


def addressees(choice: Choice, issue: Issue, config: Config, secret: bytes) -> tuple[Addressee, ...]:
    """The rows of the outbox."""

    def letter(person: int) -> str:
        return message.message_id(issue.id, str(person), config, secret)

    return tuple(
        Addressee(one.subscriber_id, one.cut.name, one.lang, letter(one.subscriber_id)) for one in choice.recipients
    )


def language_for(wishes: Sequence[str], langs: Sequence[str], workspace_order: Sequence[str]) -> tuple[str, bool]:
    """The one of `langs` for a reader of `wishes`, and whether it was asked for.

    Each wish in its order with what it is a kind of (de-at → de); the other way round (de → de-ch) only where the
    workspace has no other kind: a reader of `en` gets no `en-za` because `en` is missing. Then the workspace's order.
    """
    for wish in wishes:
        for candidate in (*fallbacks(wish, ()), nearest(wish, workspace_order)):
            if candidate and candidate in langs:
                return candidate, True
    chosen = next((lang for lang in workspace_order if lang in langs), langs[0])
    return chosen, not wishes


def _tier(issue: Issue, person: Subscriber, cut: Cut) -> str:
    """The person's tier as the issue spells it, where it has something for that in a language of the cut: lists write
    `Inner`, and of some of them it is kept in small letters.
    """
    theirs = (person.tier or "").casefold()
    return next(
        (
            tier
            for tier, texts in issue.tiers.items()
            if tier.casefold() == theirs and any(texts.get(lang, "").strip() for lang in cut.langs)
        ),
        "",
    )
