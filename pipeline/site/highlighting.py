"""Code in colours: a few classes that the style sheet knows, never a style.

The colours are those of the design tokens, whose contrast on the ground of code is tested.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

_BLOCK = re.compile(r'(<pre[^>]*><code class="language-([^"\s]+)">)(.*?)(</code></pre>)', re.DOTALL)
_LONGEST = 100_000


def highlighted(text: str) -> str:
    """`text` with the code blocks coloured whose language is known."""
    if 'class="language-' not in text:
        return text
    return _BLOCK.sub(lambda found: f"{found[1]}{_coloured(found[2], found[3])}{found[4]}", text)


# A translation shows the same code as its original.
@lru_cache(maxsize=128)
def _coloured(language: str, escaped: str) -> str:
    lexer = _lexer(html.unescape(language))
    if lexer is None or len(escaped) > _LONGEST:
        return escaped
    pieces = ((_kind(token), piece) for token, piece in lexer.get_tokens(html.unescape(escaped)))
    return "".join(_spans(pieces))


def _spans(pieces: Iterator[tuple[str, str]]) -> Iterator[str]:
    for kind, run in groupby(pieces, key=lambda piece: piece[0]):
        text = html.escape("".join(piece for _, piece in run))
        yield f'<span class="{kind}">{text}</span>' if kind else text


@cache
def _lexer(language: str) -> Any:
    # Imported here: only a text with code pays for Pygments.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _kind(token: Any) -> str:
    """The class of a token: comment, keyword, string, number or a name that is being defined."""
    from pygments.token import Comment, Keyword, Literal, Name, Operator

    kinds = (
        (Comment, "code-comment"),
        (Keyword, "code-word"),
        (Operator.Word, "code-word"),
        (Name.Tag, "code-word"),
        (Literal.Number, "code-number"),
        (Literal, "code-text"),
        (Name.Function, "code-name"),
        (Name.Class, "code-name"),
        (Name.Attribute, "code-name"),
    )
    return next((kind for parent, kind in kinds if token in parent), "")
