"""Issue → Edition: one per language, and one in which all languages stand below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import ContentError
from pipeline.model.issue import Edition, Issue
from pipeline.model.rendering import Render
from pipeline.newsletter import blocks, html, targets
from pipeline.newsletter.blocks import Block
from pipeline.newsletter.plain import Numbering
from pipeline.newsletter.targets import Library


@dataclass(frozen=True, slots=True)
class Press:
    """What every letter of a workspace is made with: its posts, and its templates."""

    library: Library
    render: Render


def all_of(issue: Issue, press: Press) -> tuple[Edition, ...]:
    """An edition per language that `issue` is out in, and the joint one where there are several.

    Raises ContentError with every broken link before anything is rendered.
    """
    broken = tuple(targets.broken(press.library, issue))
    if broken:
        raise ContentError(broken)
    langs = targets.langs(press.library, issue)
    joint = [langs] if len(langs) > 1 else []
    return tuple(compose(issue, chosen, press) for chosen in [*((lang,) for lang in langs), *joint])


def compose(issue: Issue, langs: Sequence[str], press: Press) -> Edition:
    """`issue` in `langs`, in that order."""
    numbering = Numbering()
    made = [blocks.block(press.library, issue, lang, numbering) for lang in langs]
    subject = " / ".join(dict.fromkeys(block.subject for block in made))
    preheader = " / ".join(dict.fromkeys(block.preheader for block in made))
    frame = {
        "name": press.library.config.workspace.name,
        "subject": subject,
        "preheader": preheader,
        "blocks": made,
        "bilingual": len(made) > 1,
    }
    mjml = {**frame, **_parts(made, press, "mjml")}
    text = {**frame, **_parts(made, press, "txt")}
    return Edition(
        issue=issue.id,
        langs=tuple(langs),
        sent_on=issue.sent_on,
        subject=subject,
        preheader=preheader,
        html=html.finished(press.render("letter/edition.mjml", langs[0], mjml), issue.path),
        text=press.render("letter/edition.txt", langs[0], text).strip() + "\n",
    )


def _parts(made: Sequence[Block], press: Press, kind: str) -> dict[str, list[str]]:
    """What each language says, rendered in that language: its block, its footer, and the hint that it follows."""

    def each(part: str) -> list[str]:
        return [
            press.render(f"letter/{part}.{kind}", block.lang, {"block": block, "first": block is made[0]})
            for block in made
        ]

    hints = {"hints": each("hint")} if kind == "txt" else {}
    return {"bodies": each("block"), "footers": each("footer"), **hints}
