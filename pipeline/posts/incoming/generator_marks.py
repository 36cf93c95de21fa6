"""What Hugo, Jekyll, MDX and Obsidian alone understand in Markdown: code and captions stay, the rest is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.model.slug import slugify
from pipeline.posts import markdown, words
from pipeline.posts.incoming import wiki_links

_FENCE = r"(?P<fence>^[ \t>]*(?P<mark>`{3,}+(?![^\n]*`)|~{3,}+)[^\n]*\n(?:.*?\n[ \t>]*(?P=mark)[`~]*[ \t]*$|.*\Z))"
_SPAN = r"(?P<span>(?<!`)(?P<ticks>`{1,3})(?!`)(?:(?!\n\n).){1,500}?(?<!`)(?P=ticks)(?!`))"
_ELEMENT = r"(?P<element><(?P<element_name>pre|code)\b(?:(?!<(?P=element_name)\b).)*?</(?P=element_name)>)"
_RAW = r"(?P<verbatim>\{%-?\s*raw\s*-?%\}(?P<raw_text>(?:(?!\{%-?\s*(?:end)?raw\b).)*)\{%-?\s*endraw\s*-?%\})"
_HUGO = (
    r"(?P<hugo>\{\{[<%]\s*highlight\s+[\"']?(?P<hugo_lang>[\w+#-]{1,20})[^{}\n]*[>%]\}\}\n?"
    r"(?P<hugo_code>(?:(?!\{\{[<%]).)*)\{\{[<%]\s*/\s*highlight\s*[>%]\}\})"
)
_JEKYLL = (
    r"(?P<jekyll>\{%-?\s*highlight\s+(?P<jekyll_lang>[\w+#-]{1,20})[^{}\n]*%\}\n?"
    r"(?P<jekyll_code>(?:(?!\{%-?\s*(?:end)?highlight\b).)*)\{%-?\s*endhighlight\s*-?%\})"
)
_REF = r"(?P<ref>\{\{[<%]\s*(?:rel)?ref\s+[\"']?(?P<ref_to>[^\"'\s<>{}]{1,300})[\"']?[^{}\n]{0,100}[>%]\}\})"
_LINK = r"(?P<link>\{%-?\s*(?P<link_kind>post_url|link)\s+(?P<link_to>[^\s{}%]{1,300})\s*-?%\})"
_URL = (
    r"(?P<url>\{\{-?\s*[\"'](?P<url_to>[^\"'{}\n]{1,300})[\"']\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url)[^{}\n]{0,60}\}\})"
)
_SITE = r"(?P<site>\{\{-?\s*site\.(?:base)?url\s*-?\}\})"
_FIGURE = r"(?P<figure>\{\{[<%]\s*figure\s(?P<figure_says>[^{}]{0,1000})[>%]\}\})"
_SHORTCODE = r"(?P<shortcode>\{\{[<%]\s*(?:/\s*)?(?P<shortcode_name>[A-Za-z][\w./-]{0,60})[^{}]{0,1000}[>%]\}\})"
_TAG = (
    r"(?P<tag>\{%-?\s*(?P<tag_name>include|include_relative|gist|youtube|vimeo|twitter|seo|raw|endraw)\b"
    r"[^{}]{0,500}%\})"
)
_CONTENTS = r"(?P<contents>^[ \t]*(?:[*+-]|1\.)[ \t]+[^\n]{1,60}\n[ \t]*\{:\s*toc\b[^{}\n]*\}[ \t]*$)"
_ATTRIBUTES = (
    r"(?P<attributes>\{:\s*(?:[.#][\w-]{1,60}|[\w-]{1,40}=(?:\"[^\"{}\n]*\"|'[^'{}\n]*')|toc)"
    r"(?:\s+(?:[.#][\w-]{1,60}|[\w-]{1,40}=(?:\"[^\"{}\n]*\"|'[^'{}\n]*')))*\s*\})"
)
# `## Title {#id}`: the id of a heading is made from its words here, and links to it follow.
_ID = r"(?P<id>(?<=\S)[ \t]+\{#[A-Za-z][\w:.-]{0,100}(?:[ \t]+[.#][\w-]{1,60}){0,9}\}[ \t]*$)"
_TO_ID = r"(?P<to_id>(?<=\])\(#(?P<id_to>[A-Za-z][\w:.-]{0,100})\))"
_WITH_ID = re.compile(r"^[ >]*#{1,6}[ \t]+([^\s{][^\n{]{0,300})\n?\{:?[ \t]*#([A-Za-z][\w:.-]{0,100})", re.MULTILINE)
# `> [!NOTE] Title` of GitHub and Obsidian, and what is highlighted in a note.
_CALLOUT = (
    r"(?P<callout>^(?P<callout_at>[ \t>]*>)[ \t]?\[!\w[\w|-]{0,40}\][+-]?[ \t]*(?P<callout_title>[^\n]*)(?:\n|\Z))"
)
_HIGHLIGHT = r"(?P<highlight>(?<![=\w])==(?=[^\s=])(?P<highlighted>[^=\n]{1,300})(?<!\s)==(?![=\w]))"
_MDX = (
    r"(?P<module>^(?:import\s[^;\n]{1,500}?from\s+[\"'][^\"'\n]{1,300}[\"'];?|import\s+[\"'][^\"'\n]{1,300}[\"'];?"
    r"|export\s+(?:const|let|default|function)\s[^\n]{0,500})[ \t]*$)|(?P<comment>\{/\*(?:(?!\*/|\{/\*).){0,5000}\*/\})"
)
# What only its author should read; what Hugo shows of a shortcode that is written about.
_REMARK = (
    r"(?P<hidden>\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*(?:end)?comment\b).)*\{%-?\s*endcomment\s*-?%\}"
    r"|\{\{-?\s*/\*(?:(?!\*/|\{\{).){0,5000}\*/\s*-?\}\})"
)
_SHOWN = r"(?P<shown>\{\{(?P<shown_mark>[<%])/\*(?P<shown_text>[^{}]{0,1000}?)\*/(?P<shown_end>[>%])\}\})"
# Of an element that holds words they stay, and pictures are seen to as those of HTML are.
_COMPONENT = r"(?P<component><(?!(?:Image|Img|Picture)\b)(?P<component_name>[A-Z][\w.]{0,60})(?:\s[^<>]{0,1000})?/>)"
_CODE = (_FENCE, _SPAN, _ELEMENT)
_PARTS = (
    *_CODE,
    _RAW,
    _REMARK,
    _SHOWN,
    _HUGO,
    _JEKYLL,
    _REF,
    _LINK,
    _URL,
    _SITE,
    _FIGURE,
    _SHORTCODE,
    _TAG,
    _CONTENTS,
    _ATTRIBUTES,
    _ID,
    _TO_ID,
    _CALLOUT,
    _HIGHLIGHT,
    wiki_links.LINK,
    wiki_links.REMARK,
)
_FLAGS = re.MULTILINE | re.DOTALL
_MARKDOWN, _WITH_MDX = (re.compile("|".join(parts), _FLAGS) for parts in (_PARTS, (*_PARTS, _MDX, _COMPONENT)))
_HEADING, _UNDERLINE = re.compile(r"[ >]*#{1,6}\s"), re.compile(r"\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_TICKS = re.compile("`+")
_BEGINS = re.compile(r"\{|\[\[|\[!|%%|==")
_INDENTED = re.compile(rf"^(?: {{4}}|\t)[^\n]*?(?:{_BEGINS.pattern})", re.MULTILINE)
_SAID = re.compile(r"""\b(src|alt|title|caption)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


@dataclass(slots=True)
class Marks:
    """A text without them, and the names of those of which something is missing now. `ids` are those of headings, with
    the addresses that they have in a post.
    """

    text: str = field(default="", repr=False)
    cut: dict[str, None] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def resolved(text: str, *, is_mdx: bool = False) -> Marks:
    """`text` without the marks of its generator; what stands in code stays as it is."""
    found = Marks()
    if is_mdx or _BEGINS.search(text):
        is_code = _indented(text)
        marks = _WITH_MDX if is_mdx else _MARKDOWN
        found.ids.update((name, slugify(words.plain(said))) for said, name in _WITH_ID.findall(text))
        text = marks.sub(lambda mark: mark[0] if is_code(mark.start()) else _replaced(mark, found), text)
    found.text = text
    return found


def _indented(text: str) -> Callable[[int], bool]:
    """Whether a place in `text` is in code that is told by its indentation alone."""
    if not _INDENTED.search(text):
        return lambda _place: False
    blocks = [token.map for token in markdown.tokens(text) if token.type == "code_block" and token.map]
    lines = [0, *(end.end() for end in re.finditer(r"\n|\Z", text))]
    begins = [lines[first] for first, _ in blocks]
    ends = [lines[end] for _, end in blocks]

    def is_code(place: int) -> bool:
        block = bisect_right(begins, place) - 1
        return block >= 0 and place < ends[block]

    return is_code


def _replaced(mark: re.Match[str], found: Marks) -> str:
    if mark["fence"] or mark["span"] or mark["element"] or (mark["id"] and not _is_in_heading(mark)):
        return mark[0]
    if mark["verbatim"] or mark["shown"]:
        return _as_written(mark)
    if mark["hugo"] or mark["jekyll"]:
        return _fenced(mark["hugo_lang"] or mark["jekyll_lang"], mark["hugo_code"] or mark["jekyll_code"] or "")
    if mark["ref"] or mark["url"] or mark["link"] or mark["to_id"]:
        return _address(mark, found)
    if mark["wiki"]:
        written = wiki_links.in_markdown(mark)
        if written is None:
            found.cut[mark["wiki_to"]] = None
        return written or ""
    if mark["callout"] or mark["highlight"]:
        return _stressed(mark)
    if mark["figure"]:
        said = {name: one or two or bare for name, one, two, bare in _SAID.findall(mark["figure_says"])}
        source, caption = said.get("src", "figure").replace(" ", "%20"), said.get("caption") or said.get("title", "")
        words = re.sub(r"[\[\]\\]", "", said.get("alt") or caption)
        return f"\n\n![{words}]({source})\n\n{caption}\n\n"
    name = mark["shortcode_name"] or mark["tag_name"] or mark.groupdict().get("component_name")
    if name and name not in ("raw", "endraw"):
        found.cut[name] = None
    return ""


def _as_written(mark: re.Match[str]) -> str:
    """What a text shows of the marks that it is about."""
    if mark["verbatim"]:
        return str(mark["raw_text"])
    return f"{{{{{mark['shown_mark']}{mark['shown_text']}{mark['shown_end']}}}}}"


def _address(mark: re.Match[str], found: Marks) -> str:
    if mark["to_id"]:
        return f"(#{found.ids.get(mark['id_to'], mark['id_to'])})"
    if mark["link"]:
        return f"/_posts/{mark['link_to']}.md" if mark["link_kind"] == "post_url" else f"/{mark['link_to'].lstrip('/')}"
    return str(mark["ref_to"] or mark["url_to"])


def _stressed(mark: re.Match[str]) -> str:
    """A quotation with its title, where it has one, or words that somebody marked."""
    words = mark["highlighted"] or mark["callout_title"].strip()
    strong = f"**{words}**" if words and "*" not in words else words
    if mark["highlight"]:
        return strong
    begins = mark["callout_at"]
    return f"{begins} {strong}\n{begins}\n" if words else ""


def _is_in_heading(mark: re.Match[str]) -> bool:
    begin = mark.string.rfind("\n", 0, mark.start()) + 1
    return bool(_HEADING.match(mark.string, begin) or _UNDERLINE.match(mark.string, mark.end()))


def _fenced(language: str, code: str) -> str:
    longest = max(map(len, _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}{language}\n{code.strip(chr(10))}\n{fence}\n"
