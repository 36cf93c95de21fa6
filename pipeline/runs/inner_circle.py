"""What the inner circle finds in a new issue: the wishes that were counted, and how to vote.

It is written into the issue's file, where its author reads it. In the words of others stands only what a person has
typed as a wish; what came in with inquiries is counted by theme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.audience import wishes
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database import wishes as stored_wishes
from pipeline.edges.templates import Templates
from pipeline.model import language
from pipeline.model.people import Wish
from pipeline.model.workspace import Workspace
from pipeline.posts import excerpt
from pipeline.runs import store, wishing

TIER = "inner"
_MOST = 5
_LONGEST = 160
_READ_AS_MARKUP = re.compile(r"([\\`*_\[\]<>!#|~])")


@dataclass(frozen=True, slots=True)
class Block:
    """Markdown, empty where there is nothing to say; how many wishes stand in it in the words of others, and how many
    that were typed do not, since they may hold somebody's address or number.
    """

    text: str = ""
    quoted: int = 0
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    count: int
    is_quoted: bool


def block(workspace: Workspace, lang: str) -> Block:
    """The block in `lang`; empty where nobody is of the inner circle, or nobody wished for anything."""
    with store.looking(workspace) as connection:
        people = stored_people.subscribers(connection)
        typed = _until_now(workspace, stored_wishes.wishes(connection))
        came_in = _until_now(workspace, wishes.of_rows(stored_leads.lead_rows(connection)))
    if not any((person.tier or "").casefold() == TIER and person.state == "confirmed" for person in people):
        return Block()
    told = [wish for wish in typed if wishes.is_quotable(wish.text)]
    withheld = [wish for wish in typed if not wishes.is_quotable(wish.text)]
    lines = [_Line(wish.text, wish.count, is_quoted=True) for wish in wishes.wished(told)]
    lines += _by_theme(workspace, [*withheld, *came_in], lang)
    shown = sorted(lines, key=lambda line: -line.count)[:_MOST]
    if not shown:
        return Block(withheld=len(withheld))
    rows = [{"text": _as_text(line.text), "count": line.count} for line in shown]
    text = Templates(workspace.root).render("letter/wishes.txt", lang, {"wishes": rows}).strip()
    return Block(text, sum(line.is_quoted for line in shown), len(withheld))


def _until_now(workspace: Workspace, said: Iterable[Wish]) -> list[Wish]:
    return [wish for wish in said if wish.on <= workspace.as_of]


def _by_theme(workspace: Workspace, said: Iterable[Wish], lang: str) -> Iterator[_Line]:
    """Each theme that the words of wishes name, and how many people named it."""
    counts = Counter[str]()
    for wish, _lang, tags in wishing.tagged(workspace, said):
        counts.update({tag.theme: wish.count for tag in tags})
    for theme, count in counts.most_common():
        names = workspace.catalogue.themes[theme].name
        name = language.chosen(names, lang, workspace.config.languages)
        yield _Line(name or theme, count, is_quoted=False)


def _as_text(words: str) -> str:
    """A wish on one line, as Markdown shows it letter by letter."""
    line = " ".join(wishes.visible(words).split())
    return _READ_AS_MARKUP.sub(r"\\\1", excerpt.cut(line, _LONGEST))
