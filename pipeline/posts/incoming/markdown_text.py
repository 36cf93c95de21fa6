"""Markdown of strangers → Markdown without live HTML, bad links, strange pictures; a block without stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.posts.incoming import html_text, in_page
from pipeline.posts.incoming.cleaning import NO_PICTURE, Left, Resolve
from pipeline.posts.incoming.escaping import scrubbed
from pipeline.posts.incoming.html_text import Converted

_NOTE = re.compile(r"\\\[\^([\w-]{1,80})\\\]")
_NOTE_TEXT = re.compile(r"\\\[\^([\w-]{1,80})\\\]:\n[ >]*\n[ >]*")
_NOTE_HERE = re.compile(r"\^\\\[((?:[^\\\n]|\\[^\[\]\n]|\\\[(?:[^\\\n]|\\[^\[\]\n]){0,200}\\\]){1,2000})\\\]")
_TASK = re.compile(r"^([ >]*(?:[-*+]|\d{1,9}[.)]) +)\\\[([ xX])\\\](?=[ \t]+\S)", re.MULTILINE)
_MANY = 1000
_DEFINITION = re.compile(r" {0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:")


def clean(text: str, resolve: Resolve, show: Resolve = NO_PICTURE) -> Converted:
    """`text` as Markdown that a post may hold, with the pictures that `show` knows.

    What had to be rewritten is rewritten block by block.
    """
    text = scrubbed(text).strip("\n")
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    resolve = in_page.resolving(resolve, in_page.in_markdown(tokens))
    blocks = list(_blocks(tokens))
    dirty = [block for block in blocks if _is_dirty(block, resolve, show)]
    bad = {name for name, found in env.get("references", {}).items() if _is_bad(str(found["href"]), resolve)}
    if not dirty and not bad:
        return Converted(text)
    if len(dirty) > _MANY:
        return _as_a_whole(text, resolve, show)
    found = _rewritten(text, dirty, env, resolve, show)
    markdown = "\n".join(_without_definitions(found.markdown, bad)).strip("\n")
    # One block may have hidden another: an unclosed comment swallows what follows it.
    if not any(_is_dirty(block, resolve, show) for block in _blocks(_parser().parse(markdown))):
        return Converted(markdown, found.left, found.is_plain)
    return _as_a_whole(text, resolve, show)


def _as_a_whole(text: str, resolve: Resolve, show: Resolve) -> Converted:
    whole = html_text.convert_html(_parser().render(text), resolve, show=show, in_order=False)
    return Converted(_marked(whole.markdown), whole.left, whole.is_plain)


def _rewritten(
    text: str, dirty: Sequence[list[Token]], env: dict[str, Any], resolve: Resolve, show: Resolve
) -> Converted:
    lines = text.split("\n")
    left, plain = Left(), False
    for block in reversed(dirty):
        place = block[0].map
        if place is None:
            continue
        found = html_text.convert_html(_rendered(block, env), resolve, show=show, in_order=False)
        new = _marked(found.markdown)
        if block[0].type == "footnote_reference_open":
            new = re.sub(r"\n(?=.)", "\n    ", new)
        left, plain = found.left + left, plain or found.is_plain
        start, end = place
        blank_after = end >= len(lines) or not lines[end].strip()
        blank_before = start == 0 or not lines[start - 1].strip()
        lines[start : end + (not new and blank_after and blank_before)] = (
            [new, *([] if blank_after else [""])] if new else []
        )
    return Converted("\n".join(lines), left, plain)


def _rendered(block: Sequence[Token], env: dict[str, Any]) -> str:
    html: str = _parser().renderer.render(block, _parser().options, env)
    return html


def _marked(markdown: str) -> str:
    """Footnotes and the boxes of tasks have been through HTML as text; here they become what they were."""
    noted = _NOTE_HERE.sub(r"^[\1]", _NOTE.sub(r"[^\1]", _NOTE_TEXT.sub(r"[^\1]: ", markdown)))
    return _TASK.sub(r"\1[\2]", noted)


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block of the outermost level."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _is_dirty(block: Sequence[Token], resolve: Resolve, show: Resolve) -> bool:
    for token in block:
        if token.type in ("html_block", "html_inline"):
            return True
        if token.type == "image" and _is_bad(str(token.attrGet("src") or ""), show):
            return True
        if token.type == "link_open" and _is_bad(str(token.attrGet("href") or ""), resolve):
            return True
        if token.children and _is_dirty(token.children, resolve, show):
            return True
    return False


def _is_bad(target: str, resolve: Resolve) -> bool:
    found = resolve(target)
    return found is None or unquote(found) != unquote(target)


def _without_definitions(markdown: str, bad: Collection[str]) -> Iterator[str]:
    """Without the lines `[name]: address` whose address is not taken; those who used it have been rewritten."""
    tokens = _parser().parse(markdown) if bad else ()
    code = {line for token in tokens if token.type in ("fence", "code_block") for line in range(*token.map or (0,))}
    for number, line in enumerate(markdown.split("\n")):
        named = _DEFINITION.match(line) if bad and number not in code else None
        if named is None or _reference_name(named[1]) not in bad:
            yield line


def _reference_name(label: str) -> str:
    return " ".join(label.split()).lower().upper()  # as markdown-it folds the case of a label


@cache
def _parser() -> MarkdownIt:
    """Reads what a careless renderer would let through: raw HTML, and links of any scheme."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)  # each note stays where it is written
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.add_render_rule("footnote_ref", _reference)
    parser.add_render_rule("footnote_reference_open", _note)
    parser.add_render_rule("footnote_reference_close", _nothing)
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001  (named so by markdown-it)
    return True


def _reference(_self: object, tokens: Sequence[Token], place: int, _options: object, _env: object) -> str:
    return f"[^{tokens[place].meta.get('label', '')}]"


def _note(_self: object, tokens: Sequence[Token], place: int, _options: object, _env: object) -> str:
    return f"<p>[^{tokens[place].meta.get('label', '')}]:</p>"


def _nothing(_self: object, _tokens: Sequence[Token], _place: int, _options: object, _env: object) -> str:
    return ""
