"""HTML of strangers → the few elements that a post has, by nh3; and the addresses that it may point to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.entities import html5
from urllib.parse import quote, urljoin, urlsplit

import nh3

from pipeline.errors import Problem, SourceRefused
from pipeline.model.address import ascii_host

Resolve = Callable[[str], str | None]
"""The target of a link as it is written → where it leads from a post; None where it must not lead anywhere."""

NO_PICTURE: Resolve = lambda _target: None  # noqa: E731
"""For a text that has no pictures of its own beside it."""

_INLINE = {
    "a", "br", "code", "em", "strong", "b", "i", "del", "s", "strike", "kbd", "samp", "tt", "q", "img", "sup", "sub",
}  # fmt: skip
# Elements without a meaning of their own in Markdown stay until there: they part words that must not run together.
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "fieldset",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure",
    "figcaption", "details", "summary", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
_WITH_CONTENT = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "select",
    "textarea", "button", "audio", "video", "canvas", "title", "noembed", "noframes",
}  # fmt: skip
_LANGUAGE = {"class", "lang", "data-lang", "data-language", "data-code-block-lang"}
_ATTRIBUTES = {
    "a": {"href", "id"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}, "code": _LANGUAGE,
    "pre": _LANGUAGE, "div": {"class", "id"}, "li": {"id"}, "p": {"id"},
    "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
}  # fmt: skip
# Seen only so that they can be named; `address` lets three of them through.
_SCHEMES = {"http", "https", "mailto", "javascript", "vbscript", "data", "file", "ftp", "tel", "sms", "blob", "about"}
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31})(;|\b(?!=)))?")
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NO_END = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "td", "th", "tr", "option",
}  # fmt: skip
_EMBEDDED = re.compile(
    r"""<(?:iframe|video|audio|embed|source|object)\b[^<>]{0,2000}?\b(?:src|data)\s*=\s*["']?([^"'\s>]{1,500})""",
    re.IGNORECASE,
)
_HALF = re.compile("[\ud800-\udfff]")
"""Of a character: JSON lets it pass, and no address can hold it."""
_DEEPEST = 200
_LOOKED_AT = 300_000
_MOST_REFERENCES = 100_000
_MOST_WORK = 20_000_000


@dataclass(frozen=True, slots=True)
class Left:
    """What a text had and a post does not get, by its addresses; `links` lost their target, not their words."""

    pictures: tuple[str, ...] = ()
    pixels: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def __add__(self, other: Left) -> Left:
        return Left(
            self.pictures + other.pictures,
            self.pixels + other.pixels,
            self.embeds + other.embeds,
            self.links + other.links,
        )

    @property
    def counts(self) -> Counter[str]:
        """How many of each, by a word for people."""
        named = {
            "pictures": self.pictures, "tracking pixels": self.pixels, "embedded media": self.embeds,
            "links without a target": self.links,
        }  # fmt: skip
        return Counter({word: len(found) for word, found in named.items() if found})


NOTHING = Left()


@dataclass(slots=True)
class Clean:
    """HTML with nothing in it but harmless elements, and the targets of links that were taken out.

    `shown` are the addresses of pictures that a post may show, with those that the text has for them.
    """

    html: str = field(repr=False)
    embeds: tuple[str, ...] = ()
    links: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)


def clean(html: str, resolve: Resolve, show: Resolve = NO_PICTURE) -> Clean:
    """`html` without anything that runs, loads or styles; raises SourceRefused where it nests beyond reason."""
    check_depth(html)
    found = Clean("", tuple(dict.fromkeys(_EMBEDDED.findall(html[:_LOOKED_AT]))))

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("img", "src") and (picture := show(value)):
            found.shown[picture] = value[:500]
            return picture
        if (tag, attribute) != ("a", "href"):
            return value
        if value.strip().startswith("#"):
            return value.strip()
        target = resolve(value)
        if target is None:
            found.links.append(value[:500])
        return target

    found.html = nh3.clean(
        _REFERENCE.sub(_reference, html),
        tags=_INLINE | _BLOCKS,
        clean_content_tags=_WITH_CONTENT,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return found


def address(href: str, base: str = "") -> str | None:
    """`href` as an absolute address on the web or a mail address, fit to stand in Markdown; None for all others."""
    if not href.strip() or _HALF.search(href):
        return None
    try:
        joined = urljoin(base, href.strip()) if base else href.strip()
        parts = urlsplit(joined)
        host = parts.hostname
        plain = ascii_host(host) if host and not host.isascii() else ""
        if plain:  # none but browsers would find m%C3%BCller.example
            joined = parts._replace(netloc=f"{plain}:{parts.port}" if parts.port else plain).geturl()
    except ValueError:
        return None
    if href.strip().startswith("#") or any(ord(sign) < 33 for sign in parts.scheme + parts.netloc):
        return None
    if parts.scheme in ("http", "https") and host:
        return _quoted(joined)
    if parts.scheme == "mailto" and "@" in parts.path:
        return _quoted(joined)
    return f"https:{_quoted(joined)}" if joined.startswith("//") and host else None


def _reference(found: re.Match[str]) -> str:
    """`&nbsp` gets its semicolon, and an `&` that begins nothing is one: a parser goes back over each of those.

    A number that means one of our private signs, or a control that no text has, means nothing.
    """
    number, name, end = found.groups()
    if number and _is_foreign(int(f"0{number[1:]}", 16 if number[1] in "xX" else 10)):
        return ""
    if number or (name and f"{name}{end}" in html5):
        return f"&{number or name};"
    return f"&amp;{found[0][1:]}"


def _is_foreign(code: int) -> bool:
    is_control = (code < 0x20 and chr(code) not in "\t\n\r") or code == 0x7F  # 128 to 159 are letters of Windows
    return is_control or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _quoted(target: str) -> str:
    """Without the signs that would end a link in Markdown or could be read as markup."""
    return quote(target, safe="/:?#@!$&'+,;=~%-._[]" if "[" not in target.partition("?")[0] else "/:?#@!$&'+,;=~%-._")


def check_depth(html: str) -> None:
    """Raises SourceRefused where `html` nests, or holds character references, beyond reason.

    Parsers of HTML take quadratic time over what is opened and never closed: the work is guessed beforehand.
    """
    if html.count("&") > _MOST_REFERENCES:
        raise SourceRefused(Problem(f"its HTML holds more than {_MOST_REFERENCES:,} signs written as &…;"))
    depth = work = 0
    for closing, name in _OPENING.findall(html):
        if name.lower() not in _NO_END:
            depth = max(0, depth - 1) if closing else depth + 1
        work += depth
        if depth > _DEEPEST or work > _MOST_WORK:
            raise SourceRefused(Problem(f"its HTML nests deeper than {_DEEPEST} elements; no text needs that"))
