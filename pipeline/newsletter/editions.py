"""Issue → Edition: one per language, and one in which all languages stand below one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import ContentError
from pipeline.model.issue import Cut, Edition, Issue
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
    """An edition per language that `issue` is out in, and the joint one where there are several."""
    langs = targets.langs(press.library, issue)
    cuts = [Cut((lang,)) for lang in langs]
    cuts += [Cut(langs)] if len(langs) > 1 else []
    cuts += [Cut((lang,), tier) for tier, texts in issue.tiers.items() for lang in langs if texts.get(lang, "").strip()]
    return for_readers(issue, cuts, press)


def for_readers(issue: Issue, cuts: Iterable[Cut], press: Press) -> tuple[Edition, ...]:
    """The editions that some readers get, in this order.

    Raises ContentError with every broken link before anything is rendered.
    """
    broken = tuple(targets.broken(press.library, issue))
    if broken:
        raise ContentError(broken)
    return tuple(cut_for(issue, cut, press) for cut in cuts)


def cut_for(issue: Issue, cut: Cut, press: Press) -> Edition:
    """`issue` as `cut` says."""
    langs = cut.langs
    numbering = Numbering()
    made = [blocks.block(press.library, issue, lang, numbering, cut.tier) for lang in langs]
    subject = " / ".join(dict.fromkeys(block.subject for block in made))
    preheader = " / ".join(dict.fromkeys(block.preheader for block in made))
    frame = {
        "name": press.library.config.workspace.name,
        "subject": subject,
        "preheader": preheader,
        "blocks": made,
        "bilingual": len(made) > 1,
        "note": _note(cut, press),
    }
    mjml = {**frame, **_parts(made, press, "mjml")}
    text = {**frame, **_parts(made, press, "txt")}
    return Edition(
        issue=issue.id,
        name=cut.name,
        langs=langs,
        sent_on=issue.sent_on,
        subject=subject,
        preheader=preheader,
        html=html.finished(press.render("letter/edition.mjml", langs[0], mjml), issue.path),
        text=press.render("letter/edition.txt", langs[0], text).strip() + "\n",
    )


def _note(cut: Cut, press: Press) -> str:
    """What a reader of another language is told, in that one."""
    if not cut.reader:
        return ""
    return press.render("letter/note.txt", cut.reader, {"language": cut.langs[0]}).strip()


def _parts(made: Sequence[Block], press: Press, kind: str) -> dict[str, list[str]]:
    """What each language says, rendered in that language: its block, its footer, and the hint that it follows."""

    def each(part: str) -> list[str]:
        return [
            press.render(f"letter/{part}.{kind}", block.lang, {"block": block, "first": block is made[0]})
            for block in made
        ]

    hints = {"hints": each("hint")} if kind == "txt" else {}
    return {"bodies": each("block"), "footers": each("footer"), **hints}
