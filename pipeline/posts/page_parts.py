"""Which lines of a flattened page are its title, its text, and neither: by what they look like and where they stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.posts import stock_phrases
from pipeline.posts.page_lines import Line

BEFORE, AFTER, LINKED, NAME, TWICE = (
    "before the text",
    "after the text",
    "link to another post",
    "byline",
    "title again",
)

_SITE = re.compile(r"\s+(?:[|–—·»:-]|::)\s+")
_MAIL_HEAD = re.compile(r"^(?:subject|betreff|emne):\s+", re.IGNORECASE)
_NO_TITLE = re.compile(r"^[\[<{]|[.:,;][\"'”“»)]*$|[.!?][\"'”“»]? [\"'„“«(]?[A-ZÄÖÜÆØÅ]")
_LONGEST_TITLE = 20
_ANCHOR_WORDS = 15
# What a site puts between a text and its own matters; an advertisement also stands in the middle.
_FURNITURE = frozenset({"sharing", "tags", "newsletter", "navigation", "menu", "related", "repeated", "comments"})
# What even a whole sentence of the site's may be; of other kinds a sentence amid the text belongs to it.
_SENTENCES_OF_THE_SITE = frozenset({"advertising", "newsletter", "cookies", "repeated", "loading"})
_ONWARD = ("auch", "also", "også", "more", "mehr", "mere")
_ENOUGH_WORDS, _ENOUGH_SHARE = 40, 0.25
_BESIDE_NAMES = ("meta", "author", "comments")
_TAIL_WORDS = 40
_GOES_ON, _LONG_COMMENT = 3, 6


def title(lines: Sequence[Line]) -> int | None:
    """The place of the title among `lines`, None where none of the first lines can be one."""
    anchor = _anchor(lines)
    if anchor is None:
        return None
    places = [place for place in range(max(0, anchor - 40), anchor) if _may_be_title(lines[place])]
    scored = [(_title_score(lines, place, anchor), -place) for place in places]
    best, place = max(scored, default=(0.0, 0))
    if best >= 0.5:
        return -place
    return 0 if _stands_alone_on_top(lines, anchor) else None


def text(lines: Sequence[Line], title: int | None) -> range:
    """The stretch of `lines` that holds the text; empty where there is none."""
    start = _start(lines, title)
    end = _last_of_block(lines, start, _end(lines, start))
    while end > start and not _ends_a_text(lines, start, end - 1):
        end -= 1
    return range(start, end)


def cuts(lines: Sequence[Line], title: int | None, inside: range) -> dict[int, str]:
    """Place → reason of every line that is neither title nor text."""
    found: dict[int, str] = {}
    for place, line in enumerate(lines):
        if place == title:
            continue
        if place < inside.start:
            found[place] = line.kind or BEFORE
        elif place >= inside.stop:
            found[place] = line.kind or AFTER
    found |= _inside(lines, title, inside)
    return found


def without_site(shown: str, lines: Sequence[Line]) -> str:
    """`Title | Site` without the site, where the title also stands alone or the site does; `Subject:` goes too."""
    shown = _MAIL_HEAD.sub("", shown)
    parts = _SITE.split(shown)
    alone = {line.text for line in lines}
    return parts[0] if len(parts) > 1 and (parts[0] in alone or parts[-1] in alone) else shown


def _anchor(lines: Sequence[Line]) -> int | None:
    """The first long paragraph: what precedes it holds the title."""
    prose = [place for place, line in enumerate(lines) if line.kind is None and line.is_prose]
    long = [place for place in prose if lines[place].words >= _ANCHOR_WORDS]
    return next(iter(long or prose), None)


def _may_be_title(line: Line) -> bool:
    return (
        line.kind in (None, "repeated")
        and 1 <= line.words <= _LONGEST_TITLE
        and not line.is_code
        and not _NO_TITLE.search(line.text)
    )


def _stands_alone_on_top(lines: Sequence[Line], anchor: int) -> bool:
    """Whether the text follows its first line at once, as in a file that somebody wrote: no menu has a single item."""
    top = lines[0]
    may_be = _may_be_title(top) or (top.kind == "menu" and not top.is_bullet and not _NO_TITLE.search(top.text))
    return anchor > 0 and may_be and top.kind != "repeated" and all(line.is_content for line in lines[1 : anchor + 1])


def _title_score(lines: Sequence[Line], place: int, anchor: int) -> float:
    line = lines[place]
    before, after = lines[max(0, place - 2) : place], lines[place + 1 : place + 5]
    score = min(line.words, 8) * 0.2 - (anchor - place) * 0.06 + 0.3 * (place == 0)
    score += 1.0 * any(near.is_name for near in after[:2]) + 0.5 * any(near.kind == "meta" for near in before)
    score += next((2.0 - 0.4 * far for far, near in enumerate(after) if near.kind in ("meta", "author")), 0.0)
    others = (other.text for number, other in enumerate(lines[:anchor]) if number != place)
    score += 3.0 * any(_names_it(other, line.text) for other in others)
    # A heading that stands again below is an entry of a table of contents.
    score -= 3.0 * any(other.text == line.text for other in lines[anchor:])
    # Other pages list a title among their links; the name of the site stands in all of them.
    score -= 1.0 * any(near.is_name for near in before[-1:])  # below a name stands what its bearer does
    score -= 1.5 * line.is_name + 1.0 * (line.words == 1) + 0.5 * line.is_bullet + 1.0 * line.shared
    return score


def _names_it(other: str, title: str) -> bool:
    """Whether another line is the title too: as it is, with the name of the site, or at the end of a description."""
    if not other.startswith(title):
        return other.endswith(f" {title}")
    return other == title or bool(_SITE.match(other[len(title) :]))


def _start(lines: Sequence[Line], title: int | None) -> int:
    """After the title and the dates, buttons and names that follow it; a heading before the first paragraph stays."""
    first = 0 if title is None else title + 1
    anchor = next((n for n in range(first, len(lines)) if lines[n].is_content and lines[n].words >= 4), len(lines))
    if title is None:
        return _first_of_block(lines, anchor)
    heading = anchor - 1
    if heading < first or lines[heading].kind is not None or lines[heading].is_name:
        return anchor
    stands_again = sum(line.text == lines[heading].text for line in lines) > 1
    return anchor if stands_again else heading


def _first_of_block(lines: Sequence[Line], anchor: int) -> int:
    """Without a title: the beginning of the stretch with the most text, where a line that is none counts against it."""
    best, best_start, current, start = 0.0, anchor, 0.0, 0
    for place, line in enumerate(lines):
        if current <= 0:
            current, start = 0.0, place
        current += _worth(line)
        if current > best:
            best, best_start = current, start
    while best_start < len(lines) - 1 and not lines[best_start].is_content and lines[best_start].kind is not None:
        best_start += 1
    return best_start


def _last_of_block(lines: Sequence[Line], start: int, end: int) -> int:
    """The end without a last stretch that is hardly text: chapter marks, key facts, an appeal among short lines.

    A page that ends with its text ends with it, whatever the text ends with.
    """
    if end == len(lines):
        return end
    lowest, cut, worth = -1.0, end, 0.0
    for place in range(end - 1, start, -1):
        if lines[place].kind is not None:
            break
        worth += _worth(lines[place])
        if worth <= lowest:
            lowest, cut = worth, place
    return cut


def _worth(line: Line) -> float:
    if line.kind is not None:
        return -2.0
    if line.is_prose:
        return min(line.words, 60) / 12
    return 0.4 if line.is_content or line.is_bullet else -0.5


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the comments, the other posts or the footer begin; else the end of the page.

    Marks that stand before a good part of the text are no end: a counter below the title, a menu above it. Nor is one
    after which the text goes on.
    """
    total = sum(line.words for line in lines[start:] if line.is_content)
    words, end = 0, len(lines)
    for place in range(start, len(lines)):
        line = lines[place]
        if line.is_content:
            words += line.words
        elif line.kind in stock_phrases.ENDS_THE_TEXT and words >= max(_ENOUGH_WORDS, total * _ENOUGH_SHARE):
            if _goes_on(lines, place):
                continue
            end = place
            break
    return _without_tail(lines, start, end)


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Whether the text continues below: some paragraphs in a row, without a teaser or a name among them.

    A comment may be long, but has its name, its date and its button.
    """
    needed = _LONG_COMMENT if lines[place].kind == "comments" and not lines[place].is_prose else _GOES_ON
    run = 0
    for line in lines[place + 1 : place + 40]:
        teaser = line.text.endswith(("…", "...", "[…]"))
        heading = line.kind is None and not line.is_name and line.words <= 12
        run = run + 1 if line.is_content and not teaser else run if heading else 0
        if run >= needed:
            return True
        if line.kind in stock_phrases.ENDS_THE_TEXT and not line.is_prose:
            return False
    return False


def _without_tail(lines: Sequence[Line], start: int, end: int) -> int:
    """The end without a short remark of the site below the share row: a word about the author, a question, an offer."""
    counted = [0, *itertools.accumulate(line.words if line.is_content else 0 for line in lines[start:])]
    while True:
        last = next((n for n in range(end - 1, start, -1) if lines[n].kind in _FURNITURE), None)
        if last is None:
            return end
        below = [line for line in lines[last + 1 : end] if line.is_content]
        above = counted[last - start]
        words = sum(line.words for line in below)
        row = last
        while row > start and lines[row - 1].kind is not None:
            row -= 1
        is_row = last - row >= 1 or not below
        if not is_row or words > _TAIL_WORDS or len(below) > 2 or words > 0.3 * above:
            return end
        end = row


def _ends_a_text(lines: Sequence[Line], start: int, place: int) -> bool:
    line = lines[place]
    if line.kind is not None:
        return False
    listed = line.is_bullet and place > start and (lines[place - 1].is_bullet or lines[place - 1].text.endswith(":"))
    return line.is_content or listed


def _inside(lines: Sequence[Line], title: int | None, inside: range) -> dict[int, str]:
    found: dict[int, str] = {}
    shown = lines[title].text if title is not None else None
    for place in inside:
        line = lines[place]
        if line.kind is not None and not _belongs(lines, place):
            found[place] = line.kind
        elif line.text == shown:
            found[place] = TWICE
        elif place - 1 in found and not line.is_content and _leads_away(lines[place - 1]):
            found[place] = LINKED
        elif line.is_name and any(found.get(near) in _BESIDE_NAMES for near in (place - 1, place + 1)):
            found[place] = NAME
    return found


def _leads_away(line: Line) -> bool:
    """Whether what follows is the title of another post."""
    return line.kind in ("related", "contents") or line.text.lower().rstrip(" :").endswith(_ONWARD)


def _belongs(lines: Sequence[Line], place: int) -> bool:
    """Whether a line that looks like boilerplate is a part of the text around it.

    "E-Mail" beside another item of a list, "Team" above a paragraph, "Antworten Sie schnell." between two.
    """
    line = lines[place]
    near = [lines[n] for n in (place - 1, place + 1) if 0 <= n < len(lines)]
    if line.is_bullet and any(other.is_bullet and other.kind is None for other in near):
        return True
    if len(near) < 2 or any(other.kind is not None for other in near):
        return False
    if line.kind in ("menu", "meta"):
        return near[1].is_prose
    return line.is_prose and line.kind not in _SENTENCES_OF_THE_SITE
