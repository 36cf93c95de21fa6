"""Text that broke on its way: mixed-up encodings, leftovers of translation programs, words lost behind one odd token.

Only what no author would write counts, so that a clean post hardly ever gets a warning. Code is left out of account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import eq

from pipeline.model.post import PostWarning
from pipeline.posts import odd_tokens

_SHOWN = 3
# All of these are bounded: a stranger's text of one endless word must not take quadratic time.
_CODE = re.compile(
    r"^(```|~~~).*?(?:^\1[ \t]*$|\Z)|`[^`\n]*`|^(?: {4}|\t)[^\n]*|\]\([^()\s]{0,1000}\)", re.MULTILINE | re.DOTALL
)
_ADDRESS = re.compile(r"(https?:)//[^\s)]+")

# UTF-8 that was read as Windows-1252: a letter of the first row, then signs that stand for the rest of its bytes.
_LEADS = "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïð"
_TRAILS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MISREAD = re.compile(rf"[^\W\d_]{{0,40}}[{_LEADS}][{_TRAILS}]{{1,3}}\S{{0,40}}")
_CHARACTER = re.compile(rf"[{_LEADS}][{_TRAILS}]{{1,3}}")
_SURE_LEADS = "ÃÂâ"
# Latin with its signs, Greek, Cyrillic, quotes and dashes, the euro and the trade mark.
_USUAL = re.compile(r"[\u00a0-\u024f\u0370-\u052f\u2000-\u206f\u20ac\u2122]")

# UTF-8 that was read as Mac Roman; the root and the negation sign also stand in formulas. And as Windows-1250.
_MAC_TRAILS = re.escape(bytes(range(0x80, 0xC0)).decode("mac_roman"))
_CENTRAL_TRAILS = re.escape(bytes(range(0x80, 0xC0)).decode("cp1250", "ignore"))
_OTHERWISE_MISREAD = {
    "mac_roman": re.compile(rf"[^\W\d_]{{0,40}}(?:[√¬][{_MAC_TRAILS}]|‚Ä[{_MAC_TRAILS}])\w{{0,40}}"),
    "cp1250": re.compile(rf"[^\W\d_]{{0,40}}[ĂÄĹ][{_CENTRAL_TRAILS}][\w{_CENTRAL_TRAILS}]{{0,40}}"),
}
_HINTS = {"mac_roman": ("√", "¬", "‚Ä"), "cp1250": ("Ă", "Ĺ")}

_Place = tuple[int, str]
"""Where it begins, and how it is shown."""
_SERVICES = r"(?:google|deepl|www\.deepl|microsoft)"
STUTTERING = "words stutter"
"""A kind of damage that a sound text may have: "schnell, schnell, schnell!"."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A way to be broken: `pattern`, looked for only where one of `hints`, parted by |, stands in the text.

    It counts from `least` matches on, or from one that holds `sure`, and only where there are more of them than of
    `whole`, which sound texts hold too.
    """

    what: str
    hints: str
    pattern: re.Pattern[str]
    least: int = 1
    whole: str = ""
    sure: re.Pattern[str] | None = None

    def places(self, text: str) -> list[_Place]:
        """What stands in `text` in this way, where that is enough."""
        found = [(place.start(), place[0]) for place in self.pattern.finditer(text)]
        is_sure = self.sure is not None and any(self.sure.search(written) for _, written in found)
        return found if is_sure or len(found) >= self.least else []


_SIGNS = (
    _Sign("a merge was not finished", "<<<<<<<", re.compile(r"^<{7} [^\n]{1,80}", re.MULTILINE)),
    _Sign("characters were lost", "\ufffd", re.compile(r"\S{0,40}\ufffd\S{0,40}")),
    _Sign(
        "question marks stand for letters",
        "?",
        re.compile(r"[^\W\d_]{1,40}\?{1,2}[a-zà-öø-ÿ]{1,40}(?![^\W\d_]{0,40}\()"),
        3,
    ),
    _Sign(
        "characters were escaped twice", "&amp;", re.compile(r"&amp;(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE), 2
    ),
    _Sign(
        "quoted-printable was not decoded",
        "=C3|=E2|=C2|=20",
        re.compile(r"[^\W\d_]{0,40}(?:=[0-9A-F]{2}){2,9}\w{0,40}"),
        2,
        sure=re.compile(r"=C3=[89AB][0-9A-F]|=E2=80=[89AB][0-9A-F]"),
    ),
    _Sign(
        "escapes were not decoded",
        "\\u00",
        re.compile(r"[^\W\d_]{0,40}\\u00[0-9a-f]{2}\w{0,40}", re.IGNORECASE),
        2,
        sure=re.compile(r"[^\W\d_]\\u00[c-f][0-9a-f]", re.IGNORECASE),
    ),
    _Sign(
        "a translation program left its marks",
        "XNUMX|<unk>|[UNK]|⁇|▁|@-@|@@ |&apos;|[object|$s|__|<ph",
        re.compile(
            r"\bXNUMX\w{0,40}|<unk>|\[UNK\]|⁇|▁\w{1,40}|@-@|\w{1,40}@@ \w{1,40}|&apos;|\[object \w{1,40}\]|%\d\$s"
            r"|\b__[A-Z]{1,40}_?\d{0,9}__\b|<ph\b[^>]{0,200}>"
        ),
        2,
        sure=re.compile(r"XNUMX|<unk>|\[UNK\]|⁇"),
    ),
    _Sign(
        "a translation program broke the markup",
        "] (|* *",
        re.compile(
            r"!?\[[^\[\]\n]{1,200}\] {1,3}\((?:https?:|\.{0,2}/)[^()\n]{0,1000}\)"
            r"|(?<!\S)\* \*\w[^*\n]{0,60}\w\* \*(?!\S)"
        ),
        2,
        "](",
    ),
    _Sign(
        "a machine says that it wrote this",
        "eepL|oogle|icrosoft|language model|AI model|KI-Modell|prachmodell|progmodel|anslation|bersetzung|versættelse",
        re.compile(
            rf"(?:translated (?:by|with)|übersetzt (?:mit|von|durch)|oversat (?:med|af)) {_SERVICES}[^\n]{{0,60}}"
            r"|(?:as an ai (?:language )?model|als ki-?(?:sprach)?modell|som en ai-?(?:sprog)?model)[^\n]{0,40}"
            r"|(?:here is|here's) (?:the|your) (?:\w+ )?translation\b[^\n]{0,40}"
            r"|hier ist (?:die|ihre|deine) (?:\w+ )?übersetzung\b[^\n]{0,40}"
            r"|her er (?:den |din )?(?:\w+ )?oversættelsen?\b[^\n]{0,40}",
            re.IGNORECASE,
        ),
    ),
)
_LETTER_AFTER_MARK = re.compile(r"\?[a-zà-öø-ÿ]")
# U+0085 is left out: it may be a line end.
_CONTROL = re.compile(r"[\u0080-\u0084\u0086-\u009f]")
_CONTROLS = _Sign(
    "control characters stand for letters", "", re.compile(r"\w{0,40}[\u0080-\u0084\u0086-\u009f]\S{0,40}")
)
# Three times the same words, five times the same word: "no, no, no" is meant.
_STUTTER = re.compile(r"\b([^\W\d_]+(?: [^\W\d_]+){1,3})(?:,? \1\b){2,}|\b([^\W\d_]{2,})(?:,? \2\b){4,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Damage:
    """One way in which a text is broken: what it is, how often, and the first places as they are written.

    `line` is that of the first place in the body, counted from 1; None where it is the title.
    """

    what: str
    times: int
    examples: tuple[str, ...]
    line: int | None


def report(body: str, title: str = "") -> tuple[Damage, ...]:
    """All damage in the Markdown `body`; empty for a clean text."""
    text = _ADDRESS.sub(r"\1", _CODE.sub(lambda code: " " + "\n" * code[0].count("\n"), body))
    return tuple(_found(text, title, body))


def warnings(body: str, title: str = "") -> tuple[PostWarning, ...]:
    """A warning with examples for each kind of damage."""
    return tuple(PostWarning("damaged-text", _said(each), each.line) for each in report(body, title))


def _found(text: str, title: str, body: str) -> Iterator[Damage]:
    head = f"{title}\n\n"
    whole = f"{head}{text}"
    signs = [sign for sign in _SIGNS if any(hint in whole for hint in sign.hints.split("|"))]
    if not _LETTER_AFTER_MARK.search(whole):
        signs = [sign for sign in signs if sign.hints != "?"]
    if not whole.isascii():
        if _CONTROL.search(whole):
            signs.append(_CONTROLS)
        misread = [*_otherwise_misread(whole)] or [*_misread(whole)]
        if misread:
            yield _damage("letters were read in the wrong encoding", misread, whole, len(head))
    for sign in signs:
        places = sign.places(whole)
        if len(places) > (body.count(sign.whole) if sign.whole else 0):
            yield _damage(sign.what, places, whole, len(head))
    if _repeats(text):
        stutter = [(found.start(), found[0]) for found in _STUTTER.finditer(text)]
        if stutter:
            yield _damage(STUTTERING, stutter, text)
    odd = odd_tokens.find(text, title)
    if odd is not None:
        what = f'one word, "{odd.token}", stands where many different ones must have stood'
        yield Damage(what, odd.times, odd.examples, _line(text, text.find(odd.token)))


def _repeats(text: str) -> bool:
    """A glance: whether two words in a row stand three times at one distance of up to four words."""
    words = text.lower().split()
    for step in range(1, 5):
        same = bytes(map(eq, words, words[step:]))  # 1 where a word stands again one step on
        at = same.find(b"\1\1")
        while at != -1:
            if same.startswith(b"\1\1", at + step):
                return True
            at = same.find(b"\1\1", at + 1)
    return False


def _misread(text: str) -> Iterator[_Place]:
    """Each word that reads better once its bytes are put right: `"fÃ¼r" for "für"`.

    Once is enough for the signs that stand for Latin letters and quotes; rarer ones may be meant.
    """
    if not _CHARACTER.search(text):
        return
    doubtful: list[_Place] = []
    for word in _MISREAD.finditer(text):
        mended = _CHARACTER.sub(lambda found: _mended(found[0]), word[0])
        if mended != word[0]:
            shown = word.start(), f'"{word[0]}" for "{mended}"'
            if any(lead in word[0] for lead in _SURE_LEADS):
                yield shown
            else:
                doubtful.append(shown)
    if len(doubtful) > 2:
        yield from doubtful


def _otherwise_misread(text: str) -> Iterator[_Place]:
    for encoding, pattern in _OTHERWISE_MISREAD.items():
        if not any(hint in text for hint in _HINTS[encoding]):
            continue
        found: list[_Place] = []
        for word in pattern.finditer(text):
            try:
                mended = word[0].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            found.append((word.start(), f'"{word[0]}" for "{mended}"'))
        if len(found) > 2:
            yield from found


def _mended(characters: str) -> str:
    """What the bytes mean as UTF-8, where that is what people write; else the characters as they are."""
    try:
        mended = b"".join(map(_byte, characters)).decode("utf-8")
    except UnicodeError:
        return characters
    return mended if all(_USUAL.match(letter) for letter in mended) else characters


def _byte(character: str) -> bytes:
    """The byte that a browser reads as `character` in Windows-1252: five bytes have no letter there."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _damage(what: str, places: Sequence[_Place], text: str, begins: int = 0) -> Damage:
    """The body begins at `begins` in `text`."""
    shown = dict.fromkeys(written if len(written) <= 80 else f"{written[:77]}…" for _, written in places)
    first = min(at for at, _ in places)
    return Damage(what, len(places), tuple(shown)[:_SHOWN], _line(text, first, begins))


def _line(text: str, at: int, begins: int = 0) -> int | None:
    return text.count("\n", begins, at) + 1 if at >= begins else None


def _said(damage: Damage) -> str:
    return f"{damage.what} ({damage.times}×): {', '.join(damage.examples)}; mend it or take it out"
