"""One walk over clean HTML: text and pictures get their private signs; empty links and a repeated title go."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from types import MappingProxyType

from pipeline.posts.incoming import notes, raised
from pipeline.posts.incoming.cleaning import Resolve
from pipeline.posts.incoming.escaping import protected

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_FLOWING = frozenset({"a", "em", "strong", "b", "i", "del", "s", "strike", "q"})
_SPANS = frozenset({"code", "kbd", "samp", "tt"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ONE_LINE = frozenset({"table", "pre", *_HEADINGS})
# The converter makes captions italic, around whatever emphasis is in them, and drops forms and menus with their words.
_READ_AS = {"figcaption": "p", "caption": "p", "figure": "div", "form": "div", "nav": "div"}
_FITTING: dict[str, Callable[[str], bool]] = {"start": lambda value: value.isdecimal() and len(value) < 6}
# How highlighters name the language of code: as a class (Prism, Rouge, GitHub, SyntaxHighlighter) or beside it.
_CODE_CLASS = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*)([\w+#-]{1,20})")
_CODE_NAME = re.compile(r"[\w+#-]{1,20}")
_CODE_KEYS = ("lang", "data-lang", "data-language", "data-code-block-lang")
_HEADING = re.compile(r"<h([1-6])\b")
_FIRST_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.{0,2000}?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = 4
_PIXEL = 3
# What stands for a picture on its way through the converter: private signs, which no foreign text can hold.
_FIRST_PICTURE, _MOST_PICTURES = 0xF0000, 60_000
_PICTURE = re.compile("[\U000f0000-\U000ffffd]")
_PARTED = -1


@dataclass(frozen=True, slots=True)
class _Note:
    """An open note: how deep it lies, and what was gathered of the text around it."""

    number: int
    depth: int
    parts: list[str]
    texts: list[str]


class Walk(HTMLParser):
    """Feed it HTML as nh3 leaves it; then `html` is for the converter, and `words` are what must come out again.

    With `in_order` the highest heading becomes a second one, as the page has the title above it. The elements whose ids
    are in `numbers` are notes: they are kept apart, in `notes`. Links to other places of the text lead where `within`
    says. Pictures at addresses in `shown` stay.
    """

    def __init__(
        self,
        html: str,
        title: str,
        *,
        in_order: bool,
        numbers: Mapping[str, int] = MappingProxyType({}),
        within: Resolve,
        shown: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._title = _WORD.findall(title.lower())
        levels = [int(level) for level in _HEADING.findall(self._without_title(html))]
        self._up = min(levels, default=2) - 2 if in_order else 0
        self._parts: list[str] = []
        self._texts: list[str] = []
        self._code: list[str] | None = None
        self._code_class = ""
        self._div_class = ""
        self._numbers = numbers
        self._within = within
        self._note: _Note | None = None
        self.notes: dict[int, str] = {}
        self._shifted = ""
        self._pres = 0
        self._line_begins = True
        self._spans = self._flowing = 0
        self._blocks: list[str] = []
        self._break: int | None = None
        self._links: list[tuple[int, int, str | None]] = []
        self._heading: tuple[int, int] | None = None
        self._may_repeat_title = bool(self._title)
        self._shown = shown
        self._pictured: list[str] = []
        self.pictures: list[str] = []
        self.pixels: list[str] = []
        self.feed(html)
        self.close()

    @property
    def html(self) -> str:
        """What the converter gets."""
        return "".join(self._parts)

    @property
    def words(self) -> list[str]:
        """The words of the text, in their order."""
        return _WORD.findall(" ".join(self._texts))

    @property
    def paragraphs(self) -> str:
        """The text alone, a paragraph for each block, with its private signs."""
        blocks = (" ".join(block.split()) for block in "".join(self._texts).split("\n\n"))
        return "\n\n".join(protected(block, starts_line=True) for block in blocks if block)

    def with_pictures(self, markdown: str) -> str:
        """`markdown` with its pictures in the place of their signs."""
        return _PICTURE.sub(lambda sign: self._pictured[ord(sign[0]) - _FIRST_PICTURE], markdown)

    def _without_title(self, html: str) -> str:
        """What follows a first heading that repeats the title, which will be left out."""
        first = _FIRST_HEADING.search(html) if self._title else None
        repeats = first and _WORD.findall(unescape(_TAG.sub("", first[2])).lower()) == self._title
        return html[first.end() :] if first and repeats else html

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        kept = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if _fits(name, value))
        if tag == "img":
            self._picture(attributes)
        elif self._code is not None:
            self._code += [] if tag in _FLOWING | _SPANS | raised.TAGS else ["\n"]
            self._code_class = _language(attributes) or self._code_class
            self._pres += tag == "pre"
        elif tag in raised.TAGS:
            self._shifted = tag
        elif tag == "br":
            self._line_break()
        elif tag == "a":
            self._open_link(attributes.get("href", ""))
        elif tag == "pre":
            self._begin_line()
            self._code, self._code_class, self._pres = [], _language(attributes) or self._div_class, 1
            self._div_class = ""
        else:
            self._div_class = (_language(attributes) if tag == "div" else "") or self._div_class
            self._open(tag, kept, self._numbers.get(attributes.get("id", ""), 0))

    def handle_endtag(self, tag: str) -> None:
        if self._code is not None:
            self._code += [] if tag in _FLOWING | _SPANS | raised.TAGS else ["\n"]
            self._pres -= tag == "pre"
            if not self._pres:
                self._close_code("".join(self._code))
            return
        if tag in raised.TAGS:
            self._shifted = ""
            return
        if tag == "a":
            self._close_link()
            return
        if tag in _FLOWING:
            self._flowing -= 1
        elif tag in _SPANS:
            self._spans -= 1
        else:
            self._blocks.pop()
            self._div_class = "" if tag == "div" else self._div_class
            self._begin_line()
        if self._note and len(self._blocks) < self._note.depth and tag not in _FLOWING | _SPANS:
            self._close_note(self._note)
            return
        self._parts.append(f"</{self._named(tag)}>")
        if tag in _HEADINGS and self._heading is not None:
            self._close_heading(*self._heading)

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)
            return
        text = raised.shifted(_SPACE.sub(" ", data), self._shifted, "".join(self._texts[-1:]))
        self._break = None if text.strip() else self._break
        self._texts.append(text)
        self._parts.append(escape(text if self._spans else protected(text, starts_line=self._line_begins)))
        self._line_begins = self._line_begins and not text.strip()

    def _open(self, tag: str, kept: str, note: int = 0) -> None:
        if tag in _FLOWING:
            self._flowing += 1
        elif tag in _SPANS:
            self._spans += 1
            self._line_begins = False
        else:
            self._begin_line()
            self._blocks += [] if tag == "hr" else [tag]
        if tag in _HEADINGS and self._may_repeat_title:
            self._heading = (len(self._parts), len(self._texts))
        if note and not self._note and note not in self.notes:
            self._note = _Note(note, len(self._blocks), self._parts, self._texts)
            self._parts, self._texts = [], []
            return
        self._parts.append(f"<{self._named(tag)}{kept}>")

    def _named(self, tag: str) -> str:
        if tag in _HEADINGS:
            return f"h{min(6, int(tag[1]) - self._up)}"
        return _READ_AS.get(tag, tag)

    def _begin_line(self) -> None:
        self._line_begins, self._break = True, None
        self._texts.append("\n\n")

    def _line_break(self) -> None:
        """One `br` is a line's end; two are how some editors part paragraphs."""
        if self._break == _PARTED:
            return
        may_part = not self._flowing and not _ONE_LINE.intersection(self._blocks)
        if self._break is not None and may_part:
            self._parts[self._break] = "</p><p>" if self._blocks[-1:] == ["p"] else "<p></p>"
            self._begin_line()
            self._break = _PARTED
            return
        self._break = len(self._parts)
        self._parts.append("<br>")
        self._texts.append("\n")
        self._line_begins = True

    def _close_code(self, text: str) -> None:
        """Code without the indentation that only its HTML had: in all of its lines, or in the first alone."""
        lines = textwrap.dedent(_BLANK_LINES.sub("", text).rstrip())
        self._code = None
        self._texts += [text, "\n\n"]
        self._parts.append(f"<pre><code{self._code_class}>{escape(lines.lstrip())}</code></pre>")

    def _close_note(self, note: _Note) -> None:
        """The note is whole: what follows is the text again."""
        self.notes[note.number] = "".join(self._parts)
        self._parts, self._texts, self._note = note.parts, note.texts, None

    def _open_link(self, target: str) -> None:
        self._flowing += 1
        inside = target[1:] if target.startswith("#") else None
        self._links.append((len(self._parts), len(self._texts), inside))
        self._parts.append(f'<a href="{escape(target)}">' if target and inside is None else "")

    def _close_link(self) -> None:
        """A link without words is none: it held a picture, or was a button. One to a note is its mark."""
        self._flowing -= 1
        start, texts, inside = self._links.pop()
        said = "".join(self._texts[texts:]).strip()
        if self._parts[start] and said:
            self._parts.append("</a>")
            return
        self._parts[start] = ""
        number = self._numbers.get(inside or "", 0)
        leads_back = self._note is not None and inside is not None and not _LETTER.search(said)
        if leads_back or (number and 0 < len(said.strip("[]()")) <= _SHORT):
            del self._parts[start:], self._texts[texts:]
            self._parts.append("" if leads_back else notes.mark(number))
            self._break = None  # that of a `br` within has gone, too
        elif said and inside and (place := self._within(f"#{inside}")):
            self._parts[start] = f'<a href="{escape(place)}">'
            self._parts.append("</a>")

    def _close_heading(self, start: int, texts: int) -> None:
        words = _WORD.findall("".join(self._texts[texts:]).lower())
        self._heading = None
        self._may_repeat_title = self._may_repeat_title and not words
        if words and words == self._title:
            del self._parts[start:], self._texts[texts:]

    def _picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")[:500]
        sizes = [attributes.get(name, "").removesuffix("px") for name in ("width", "height")]
        is_pixel = any(size.isdecimal() and int(size) < _PIXEL for size in sizes)
        may_stand = self._code is None and not self._spans and len(self._pictured) < _MOST_PICTURES
        if source in self._shown and not is_pixel and may_stand:
            sign = chr(_FIRST_PICTURE + len(self._pictured))
            said = attributes.get("alt", "").split() or attributes.get("title", "").split()
            words = protected(" ".join(said), starts_line=True).replace("|", "\\|")  # it would end a cell of a table
            self._pictured.append(f"![{words}]({source})")
            self._texts.append(sign)
            self._parts.append(sign)
            self._line_begins, self._break = False, None
        elif source:
            (self.pixels if is_pixel else self.pictures).append(self._shown.get(source, source))


def _fits(name: str, value: str) -> bool:
    return name in _FITTING and _FITTING[name](value)


def _language(attributes: Mapping[str, str]) -> str:
    """The class that names the language of code, as `kept` by the converter; empty where nothing does."""
    named = next((attributes[key] for key in _CODE_KEYS if _CODE_NAME.fullmatch(attributes.get(key, ""))), "")
    found = _CODE_CLASS.search(attributes.get("class", ""))
    name = found[1] if found else named
    return f' class="language-{name}"' if name else ""
