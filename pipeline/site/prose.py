"""The last hand on a text's HTML: boxes that scroll, coloured code, pictures that load when they are seen."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from pipeline.posts import links
from pipeline.site import highlighting
from pipeline.site.content import Asset

Shown = Callable[[str], Asset | None]
"""The picture that an `src` of the text means, as the author wrote it."""

# markdown-it writes every quote in an attribute as &quot;, and src and alt in this order.
_PICTURE = re.compile(r'<img src="(?P<src>[^"]*)" alt="(?P<alt>[^"]*)"(?P<more>[^>]*)>')
ABSOLUTE = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")
"""How an address begins that names its host or its scheme."""
_IN_THE_TEXT = "data:image/"
_ALONE = re.compile(r"<p>(?=(?:(?:<a [^>]*>)?<img [^>]*>(?:</a>)?\s*(?:<br>\s*)?)+</p>)")
_SIZES = "(max-width: 40em) 92vw, 590px"


def finished(text: str) -> str:
    """`text` as a page shows it: wide tables and code scroll in a box that the keyboard reaches (WCAG 2.1.1).

    Pictures that stand alone in their paragraph are told from those within a line.
    """
    if "<table>" in text:
        text = text.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    if "<img " in text:
        text = _ALONE.sub('<p class="figure">', text)
    return highlighting.highlighted(text.replace("<pre>", '<pre tabindex="0">'))


def is_elsewhere(source: str) -> bool:
    """Whether a picture neither is a file of the site nor stands in the text itself (RFC 2397)."""
    return ABSOLUTE.match(source) is not None and not source.startswith(_IN_THE_TEXT)


def with_pictures(text: str, page: str, shown: Shown) -> str:
    """`text` with the size and the variants of its pictures, for the page at the path `page`.

    A picture that lies elsewhere on the web becomes a link: a page loads nothing from others.
    """
    if "<img " not in text:
        return text

    def picture(found: re.Match[str]) -> str:
        source = html.unescape(found["src"])
        if source.startswith(_IN_THE_TEXT):
            return found[0]
        if is_elsewhere(source):
            return f'<a class="elsewhere" href="{found["src"]}">{found["alt"] or found["src"]}</a>'
        asset = shown(source)
        return found[0] if asset is None else _picture(asset, page, found["alt"], found["more"])

    return _PICTURE.sub(picture, text)


def _picture(asset: Asset, page: str, alt: str, more: str) -> str:
    size = f' width="{asset.width}" height="{asset.height}"' if asset.width and asset.height else ""
    address = html.escape(links.relative(page, asset.path))
    paper = ' class="paper"' if asset.needs_paper else ""
    image = f'<img src="{address}" alt="{alt}"{more}{size} decoding="async"{paper}>'
    kinds = dict.fromkeys(variant.type for variant in asset.variants)
    sources = "".join(_source(asset, page, kind) for kind in kinds)
    return f"<picture>{sources}{image}</picture>" if sources else image


def _source(asset: Asset, page: str, kind: str) -> str:
    listed = ", ".join(
        f"{html.escape(links.relative(page, variant.path))} {variant.width}w"
        for variant in asset.variants
        if variant.type == kind
    )
    return f'<source type="{kind}" srcset="{listed}" sizes="{_SIZES}">'
