"""A new issue file: the newest posts, and a place for what its author wants to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.model.issue import Issue
from pipeline.model.line import literal
from pipeline.model.post import Document, TranslationGroup
from pipeline.model.slug import slugify
from pipeline.newsletter import choosing
from pipeline.newsletter.choosing import Selection, Shelf

_PLACE = "…"


def issue(
    title: str, lang: str, folder: str, today: date, earlier: Sequence[Issue], groups: Mapping[str, TranslationGroup]
) -> Document:
    """An issue in `folder` that announces what came out since the last one.

    It is called by its title; by its day where that has letters beyond ASCII, which the name of no issue has.
    """
    slug = slugify(title, lang)
    name = slug if slug.isascii() else today.isoformat()
    bare = Issue(
        id=name, path="", sent_on=today, subject={}, preheader={}, intro={}, intro_paths={}, posts=(), next_time={},
        sign_off={},
    )  # fmt: skip
    before = [one for one in earlier if one.sent_on <= today]
    posts = choosing.chosen(bare, Selection(since_last=True), before, groups, Shelf())
    older = choosing.left_out(bare, before, groups)
    lines = [
        f"date = {today}",
        f"subject = {{ {lang} = {literal(title)} }}",
        f"posts = [{_listed(posts)}]",
        *([f"# older than the last letter, and in none yet: {_listed(older)}"] if older else []),
        "",
        "[intro]",
        f"{lang} = {literal(_PLACE)}",
        "",
        "[next_time]",
        "",
        "[sign_off]",
        "",
    ]
    return Document(f"{folder}/{name}.toml", "\n".join(lines))


def with_circle(issue: Document, tier: str, lang: str, text: str) -> Document:
    """A new issue with a block for a tier: Markdown, which its author is going to change."""
    block = text.replace("'''", "’’’")
    return Document(issue.path, f"{issue.text}\n[tiers.{tier}]\n{lang} = '''\n{block}\n'''\n")


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(map(literal, keys))
