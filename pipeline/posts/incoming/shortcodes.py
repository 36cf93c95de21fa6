"""Shortcodes of WordPress (`[gallery ids="1,2"]`): what they hold stays, code becomes code, and the rest is named."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

# What is shown as it is written.
_VERBATIM = re.compile(r"(<(pre|code)\b(?:(?!<\2\b).)*?</\2>)", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(
    r"\[(code|sourcecode|source|crayon|highlight)\b([^\[\]]{0,200})\]((?:(?!\[\1\b).)*?)\[/\1\]",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(r"""\b(?:lang(?:uage)?)\s*=\s*["']?([\w+#-]{1,20})""", re.IGNORECASE)
_EMBED = re.compile(r"\[embed\b[^\[\]]{0,200}\]\s*(https?://[^\s\[\]<>\"]{1,500})\s*\[/embed\]", re.IGNORECASE)
_CAPTION = re.compile(r"\[((?:wp_)?caption)\b[^\[\]]{0,500}\]((?:(?!\[\1\b).)*?)\[/\1\]", re.DOTALL | re.IGNORECASE)
# With attributes, or with an end of its own, or a name that nothing else has: `[1]` and `[sic]` are words.
_TAG = re.compile(
    r"""(?<!\[)\[(/?)([A-Za-z][\w-]{1,60})((?:\s+[\w-]{1,60}\s*=\s*(?:"[^"]*"|'[^']*'|[^\s\[\]"']+))*)\s*/?\](?!\])"""
)
_BARE = {"gallery", "audio", "video", "playlist", "toc", "contact-form", "contact-form-7", "embed"}


def resolved(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without shortcodes, and the names of those of which something is missing now."""
    cut: dict[str, None] = {}
    coded = _outside_of_code(text, lambda part: _CODE.sub(_code, part))
    return _outside_of_code(coded, lambda part: _without(part, cut)), tuple(cut)


def _outside_of_code(text: str, change: Callable[[str], str]) -> str:
    parts = _VERBATIM.split(text)
    # Each match gives two groups: what stays, and the name of its element.
    return "".join(change(part) if place % 3 == 0 else part for place, part in enumerate(parts) if place % 3 < 2)


def _code(found: re.Match[str]) -> str:
    language = _LANGUAGE.search(found[2])
    named = f' data-lang="{language[1]}"' if language else ""
    return f"\n\n<pre{named}>{html.escape(html.unescape(found[3].strip(chr(10))))}</pre>\n\n"


def _without(text: str, cut: dict[str, None]) -> str:
    text = _CAPTION.sub(r"\n\n<p>\2</p>\n\n", text)
    text = _EMBED.sub(r'\n\n<p><a href="\1">\1</a></p>\n\n', text)
    ended = {name for slash, name, _ in _TAG.findall(text) if slash}

    def dropped(found: re.Match[str]) -> str:
        slash, name, attributes = found.groups()
        if not slash and not attributes and name not in ended | _BARE:
            return found[0]
        if not slash:
            cut[name] = None
        return ""

    return _TAG.sub(dropped, text)
