"""Titles, tags and descriptions: foreign words as one line of plain text."""

from __future__ import annotations

import html
import re

from pipeline.posts import excerpt

# Elements that stand in titles as markup. `Vec<T>` and `a < b` are none.
_ELEMENTS = (
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big|blink|blockquote|body|br|button"
    "|canvas|caption|center|cite|code|col|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption"
    "|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|image|img|input|ins|isindex|kbd|keygen|label"
    "|legend|li|link|listing|main|map|mark|marquee|math|menu|meta|meter|nav|nobr|noembed|noframes|noscript|object|ol|optgroup"
    "|option|output|p|param|picture|plaintext|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var"
    "|video|wbr|xmp|x"
)  # fmt: skip
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rf"</?(?:{_ELEMENTS})\b[^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
# Of these a title has no need: where one stands alone, it is what the title is about.
_WORD = re.compile(
    r"<(article|aside|body|canvas|caption|data|datalist|details|dialog|dir|fieldset|figcaption|figure|footer|form|frameset"
    r"|head|header|html|input|label|legend|link|main|menu|meta|meter|nav|noscript|optgroup|option|output|param|picture"
    r"|portal|progress|search|section|select|slot|source|summary|svg|table|tbody|template|textarea|tfoot|thead|title|track"
    r"|video|xmp)>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</?(?:p|div|br|li|h[1-6]|t[dhr]|d[dt]|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_OPEN_END = re.compile(rf"</?(?:{_ELEMENTS})\b[^<>]*$", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# What has no width or turns the direction of a line (UAX 9, "Trojan Source"); scripts and emoji need the joiners.
_UNSEEN = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ROUNDS = 5


def line(text: str) -> str:
    """`text` on one line, without markup and without signs that nobody sees; entities become what they mean.

    Tags are taken out until none is left: `&lt;scr<b>ipt&gt;` must not become one.
    """
    text = text[:10_000]
    for _ in range(_ROUNDS):
        before = text
        text = _OPEN_END.sub("", _TAG.sub("", _BREAK.sub(" ", _HIDDEN.sub("", html.unescape(before)))))
        if text == before:
            break
    else:
        text = text.replace("<", "")
    return " ".join(_CONTROLS.sub(" ", _UNSEEN.sub("", text)).split())


def title(text: str) -> str:
    """`text` as a line; an element that nothing ends is a word of it ("The <template> element")."""
    written = "".join(sign for sign in text[:10_000] if sign not in "\ue000\ue001")
    for _ in range(_ROUNDS):
        written = html.unescape(written)
    kept = _WORD.sub(lambda tag: tag[0] if f"</{tag[1]}" in written else f"\ue000{tag[1]}\ue001", written)
    return line(kept).replace("\ue000", "<").replace("\ue001", ">") if kept != written else line(text)


def shortened(text: str, length: int) -> str:
    """At most `length` letters of one line."""
    return excerpt.cut(line(text), length)


def entry(file: str, title: str, number: int) -> str:
    """How messages call an entry of a file: by its title, else by its number."""
    said = shortened(title, 60)
    return f'{file}: "{said}"' if said else f"{file}: entry {number}"


def paragraphs(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, other line ends stay."""
    blocks = (html.escape(block.strip()) for block in re.split(r"\n\s*\n", text) if block.strip())
    return "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in blocks)
