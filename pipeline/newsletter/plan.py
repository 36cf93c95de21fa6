"""Issue → what would be written: a letter per language, a joint one, and a page to look at them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import LetterError, Problem
from pipeline.model import leaving
from pipeline.model.config import Config
from pipeline.model.issue import Edition, Issue, Recipient
from pipeline.model.plan import Plan
from pipeline.newsletter import editions, html, message, pictures, preview
from pipeline.newsletter.editions import Press

_REHEARSAL_ADDRESS = "reader@example.org"
_NO_POSTS = "it announces no post; name some in posts, or write the letter as a post with newsletter: true"


@dataclass(frozen=True, slots=True)
class Letters:
    """`files` by name: `de.eml`, `en.eml`, `de-en.eml`, `index.html`; `warnings` deserve a look before sending."""

    files: Plan
    editions: tuple[Edition, ...]
    warnings: tuple[Problem, ...]


def plan(issue: Issue, press: Press) -> Letters:
    """The rehearsal of `issue`: the very bytes a reader would get, to an address that nobody has.

    Raises ContentError for broken links, LetterError for every letter that cannot go out.
    """
    made = editions.all_of(issue, press)
    config = press.library.config
    warnings = checked(issue, made, config)
    files: dict[str, bytes] = {}
    letters: list[preview.Letter] = []
    for edition in made:
        sent = message.fill(message.draft(edition, config), rehearsal_recipient(edition.name))
        files[f"{sent.name}.eml"] = sent.content
        letters.append(preview.letter(edition, sent))
    files["index.html"] = preview.page(issue, letters, config.languages[0], press.render).encode("utf-8")
    return Letters(files, made, warnings)


def checked(issue: Issue, made: Iterable[Edition], config: Config) -> tuple[Problem, ...]:
    """What deserves a look before these letters go out; raises LetterError for those that cannot."""
    made = tuple(made)
    return (*unfinished(issue), *_weighed(issue, made), *_pictured(issue, made, config), *_without_impressum(config))


def unfinished(issue: Issue) -> tuple[Problem, ...]:
    """What its author has still to do: such an issue can be looked at, not sent."""
    if not issue.path.endswith(".toml"):
        empty = [lang for lang, text in issue.intro.items() if not any(map(str.isalnum, text))]
        return tuple(Problem("says nothing but its title; write it", issue.intro_paths[lang]) for lang in empty)
    return unwritten(issue) if issue.posts else (*unwritten(issue), Problem(_NO_POSTS, issue.path))


def unwritten(issue: Issue) -> tuple[Problem, ...]:
    """The texts in which no word stands yet; such an issue has no page either."""
    tiers = {f"block for {tier}": texts for tier, texts in issue.tiers.items()}
    named = {"intro": issue.intro, "next_time": issue.next_time, "sign_off": issue.sign_off, **tiers}
    return tuple(
        Problem(f'the {name} for "{lang}" says only "{text.strip()}"; write it', issue.path)
        for name, texts in named.items()
        for lang, text in texts.items()
        if text.strip() and not any(map(str.isalnum, text))
    )


def rehearsal_recipient(name: str) -> Recipient:
    """A reader who does not exist (RFC 2606), one per edition."""
    return Recipient(id=name, address=_REHEARSAL_ADDRESS, token=leaving.REHEARSAL)


def _weighed(issue: Issue, made: Iterable[Edition]) -> tuple[Problem, ...]:
    """What to say about letters near Gmail's limit; raises LetterError with all that are beyond it."""
    found = {edition.name: html.size(edition.html) for edition in made}
    said = {
        name: Problem(
            f"the letter {name} has {size:,} bytes of HTML; Gmail cuts it at {html.REFUSE_AT_BYTES:,}: shorten it",
            issue.path,
        )
        for name, size in found.items()
        if size >= html.WARN_AT_BYTES
    }
    refused = [said[name] for name, size in found.items() if size > html.REFUSE_AT_BYTES]
    if refused:
        raise LetterError(refused)
    return tuple(said.values())


def _pictured(issue: Issue, made: Iterable[Edition], config: Config) -> Iterable[Problem]:
    said = (one for edition in made for one in pictures.remarks(edition.html, config.workspace.url))
    return [Problem(f"a letter {one}", issue.path) for one in dict.fromkeys(said)]


def _without_impressum(config: Config) -> Iterable[Problem]:
    if not any(text.strip() for text in config.sender.impressum.values()):
        law = "which the EU, Switzerland, the UK, the US and Canada ask for"
        message = (
            f"the letters carry no Impressum (who sends them, with a postal address), {law}; add impressum to [sender]"
        )
        yield Problem(message, "leitmotiv.toml")
