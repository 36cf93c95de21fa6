"""Markdown → plain text of equal worth: what a reader without HTML gets, or has read aloud.

Links are numbered through the letter, their addresses follow below the text; footnotes keep raised figures, so
that the two are not mistaken for one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from pipeline.newsletter import plain_tables
from pipeline.newsletter.wrapping import GLUE, WIDTH, columns, indented, wrapped
from pipeline.posts import excerpt, markdown
from pipeline.posts.markdown import Resolve

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = {"em": "_", "strong": "*", "s": "~~"}


@dataclass(slots=True)
class Numbering:
    """The links of a letter in the order in which they are met. One address has one number."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, address: str) -> int:
        """The number of `address`, a new one where it was not met before."""
        return self._numbers.setdefault(address, len(self._numbers) + 1)


def to_text(body: str, resolve: Resolve, numbering: Numbering) -> str:
    """`body` as lines of at most 72 columns (code and long addresses excepted), then the links' addresses."""
    writer = _Writer(resolve, numbering)
    lines = writer.blocks(SyntaxTreeNode(markdown.tokens(body)).children, WIDTH)
    if writer.met:
        lines += ["", *(f"[{number}] {address}" for number, address in sorted(writer.met.items()))]
    return "\n".join(lines)


def summary(body: str, length: int) -> str:
    """The first paragraph of `body` without any markup."""
    return excerpt.cut(next(_paragraphs(body), ""), length)


def beginning(body: str, length: int) -> str:
    """The paragraphs of `body`, one after the other, as far as there is room."""
    return excerpt.cut(" ".join(_paragraphs(body)), length)


def _paragraphs(body: str) -> Iterator[str]:
    """What is said in sentences: no tables, no code, no pictures."""
    for node in SyntaxTreeNode(markdown.tokens(body)).children:
        text = " ".join(_bare(node).split()) if node.type == "paragraph" else ""
        if text:
            yield text


def _bare(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type in ("footnote_ref", "image"):
        return ""
    return "".join(_bare(child) for child in node.children)


class _Writer:
    """Walks the tree. A method per kind of node; `met` holds the links of this text."""

    def __init__(self, resolve: Resolve, numbering: Numbering) -> None:
        self._resolve = resolve
        self._numbering = numbering
        self.met: dict[int, str] = {}

    def blocks(self, nodes: Sequence[SyntaxTreeNode], width: int, *, tight: bool = False) -> list[str]:
        """The lines of `nodes`, an empty one between two blocks unless they are a tight list's."""
        lines: list[str] = []
        for node in nodes:
            block = self._block(node, width)
            if lines and block and not tight:
                lines.append("")
            lines += block
        return lines

    def _block(self, node: SyntaxTreeNode, width: int) -> list[str]:
        match node.type:
            case "heading":
                return self._heading(node, width)
            case "bullet_list" | "ordered_list":
                return self._list(node, width)
            case "blockquote":
                return indented(self.blocks(node.children, width - 2), "> ", "> ")
            case "fence" | "code_block":
                return [f"    {line}".rstrip() for line in node.content.rstrip("\n").split("\n")]
            case "table":
                return plain_tables.lines(self._table(node), width)
            case "footnote_block":
                return ["-" * 10, *self._footnotes(node, width)]
            case "hr":
                return ["* * *".center(width).rstrip()]
            case _:
                return wrapped(self._inline(node.children), width)

    def _heading(self, node: SyntaxTreeNode, width: int) -> list[str]:
        title = wrapped(self._inline(node.children), width)
        return [*title, ("-" if node.tag == "h2" else ".") * max(map(columns, title))]

    def _list(self, node: SyntaxTreeNode, width: int) -> list[str]:
        first = int(node.attrs.get("start", 1))
        marks = [f"{first + at}. " if node.type == "ordered_list" else "- " for at in range(len(node.children))]
        margin = max(map(len, marks))
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        lines: list[str] = []
        for mark, item in zip(marks, node.children, strict=True):
            if lines and not tight:
                lines.append("")
            inside = self.blocks(item.children, width - margin, tight=tight) or [""]
            lines += indented(inside, mark.rjust(margin), " " * margin)
        return lines

    def _footnotes(self, node: SyntaxTreeNode, width: int) -> Iterator[str]:
        for note in node.children:
            mark = f"{_raised(note)} "
            yield from indented(self.blocks(note.children, width - len(mark)), mark, " " * len(mark))

    def _table(self, node: SyntaxTreeNode) -> plain_tables.Table:
        rows = [row for part in node.children for row in part.children]
        cells = [[" ".join(self._inline(cell.children).split()) for cell in row.children] for row in rows]
        right = [str(cell.attrs.get("style", "")).endswith("right") for cell in rows[0].children]
        return plain_tables.Table([[text.replace(GLUE, " ") for text in row] for row in cells], right)

    def _inline(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        return "".join(self._span(node) for node in nodes)

    def _span(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                return node.content
            case "code_inline":
                return f"`{node.content}`"
            case "link":
                return self._link(self._inline(node.children), str(node.attrs["href"]))
            case "image":
                return self._image(node)
            case "footnote_ref":
                return _raised(node)
            case "softbreak" | "hardbreak":
                return " " if node.type == "softbreak" else "\n"
            case _:
                mark = _MARKS.get(node.type, "")
                return f"{mark}{self._inline(node.children)}{mark}"

    def _link(self, inside: str, target: str) -> str:
        if target.startswith("#"):
            return inside
        address = self._resolve(target)
        if target.startswith("mailto:"):
            mailbox = target.removeprefix("mailto:")
            return mailbox if inside == mailbox else f"{inside} <{mailbox.partition('?')[0]}>"
        if inside == target:
            return f"<{address}>"
        return self._numbered(inside, address)

    def _image(self, node: SyntaxTreeNode) -> str:
        """What it shows, in brackets; the picture itself is a link. One without a description is decoration."""
        if not node.content:
            return ""
        seen = f"[{node.content}]"
        inside_link = node.parent is not None and node.parent.type == "link"
        return seen if inside_link else self._numbered(seen, self._resolve(str(node.attrs["src"])))

    def _numbered(self, text: str, address: str) -> str:
        number = self._numbering.number(address)
        self.met[number] = address
        return f"{text}{GLUE}[{number}]"


def _raised(note: SyntaxTreeNode) -> str:
    return str(int(note.meta["id"]) + 1).translate(_RAISED)
