"""MJML → the HTML that goes out: one column of tables, styles inline, what cannot be inline kept in the head."""

from __future__ import annotations

import hashlib
import re

import css_inline
from mjml import mjml2html

from pipeline.errors import LetterError, Problem

WARN_AT_BYTES = 80 * 1024
REFUSE_AT_BYTES = 102_400
"""Gmail shows this much of a letter and hides the rest behind a link, the unsubscribe link with it."""

_TEXT = re.compile(r"(<mj-text(?:\s[^>]*[^/>])?>)(.*?)(</mj-text>)", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_VERTICAL_ALIGN = re.compile(r'(<td\b[^>]*?) vertical-align="[^"]*"')
_NAMESPACES = re.compile(r' xmlns:[vo]="[^"]*" xmlns:[vo]="[^"]*"')
_SETTINGS = "<o:OfficeDocumentSettings"
_OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
_FOR_WORD = " mso-table-lspace: 0pt; mso-table-rspace: 0pt;"

_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def finished(mjml: str, path: str) -> str:
    """`mjml` as mail HTML; raises LetterError where it is no MJML. `path` names the issue in the message.

    What stands in mj-text passes by the MJML engine: mrml drops a line break between two inline elements, and
    with it the space between two words.
    """
    held: list[str] = []
    mark = hashlib.sha256(mjml.encode()).hexdigest()[:16]

    def hold(found: re.Match[str]) -> str:
        held.append(found[2].strip())
        return f"{found[1]}{mark}x{len(held) - 1}x{found[3]}"

    skeleton = _TEXT.sub(hold, mjml)
    try:
        framed = mjml2html(skeleton)
    except ValueError as refused:
        raise LetterError(Problem(f"the letter's template is no MJML: {refused}", path)) from refused
    # Only Word needs these, on the layout's tables; inlined they would stand on every cell.
    framed = framed.replace(_FOR_WORD, "", 1)
    whole = re.sub(rf"{mark}x(\d+)x", lambda found: held[int(found[1])], framed)
    return _tidied(_inliner.inline(whole))


def size(html: str) -> int:
    """Bytes of the decoded HTML, which is what Gmail counts."""
    return len(html.encode("utf-8"))


def _tidied(html: str) -> str:
    """Mends what the two engines leave behind.

    The kept styles go behind the charset, which must stand in the first kilobyte. `vertical-align` on td and the two
    namespaces on html are no HTML and go; Outlook needs one of the namespaces, and gets it on its own element.
    """
    kept = _STYLE.search(html)
    if kept:
        html = html.replace(kept[0], "", 1).replace("</head>", f"{kept[0]}</head>", 1)
    html = _NAMESPACES.sub("", html, count=1).replace(_SETTINGS, f"{_SETTINGS} {_OFFICE}", 1)
    return _VERTICAL_ALIGN.sub(r"\1", html)
