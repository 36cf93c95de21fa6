"""Footnotes as links there and back that say what they are (DPUB-ARIA 1.1), in whatever language is read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

_Render = Callable[[RendererProtocol, Sequence[Token], int, OptionsDict, EnvType], str]
_ROLES = {
    "footnote_ref": ("<a ", "doc-noteref"),
    "footnote_block_open": ("<section ", "doc-endnotes"),
    "footnote_anchor": ("<a ", "doc-backlink"),
}


def plugin(parser: MarkdownIt) -> None:
    """Footnotes, for `parser.use`. What refers to one a second time has the same number."""
    parser.use(footnote_plugin)
    rules = parser.renderer.rules  # type: ignore[attr-defined]
    for name, (tag, role) in _ROLES.items():
        parser.add_render_rule(name, _with_role(rules[name].__func__, tag, role))
    parser.add_render_rule("footnote_caption", _caption)


def _with_role(render: _Render, tag: str, role: str) -> _Render:
    def rendered(
        renderer: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return render(renderer, tokens, idx, options, env).replace(tag, f'{tag}role="{role}" ')

    return rendered


def _caption(
    _renderer: RendererProtocol, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f"[{tokens[idx].meta['id'] + 1}]"
