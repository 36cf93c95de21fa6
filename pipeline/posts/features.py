"""What survives translation: numbers, links, code, names and the beginnings of cognates, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.model.language import primary
from pipeline.model.post import Post

Mark = tuple[tuple[str, ...], float, str]
"""The features of one token, where in the text it stands (0 at the beginning, 1 at the end), and the token itself.

A feature's first letter is its kind.
"""

NUMBER, NAME, SHORT, LONG, LINK, CODE, FACT = "#^46@`="
KINDS: Mapping[str, str] = {
    LINK: "links",
    CODE: "code",
    NUMBER: "numbers",
    NAME: "names",
    LONG: "words",
    SHORT: "words",
    FACT: "front matter",
}

_MOST_CHARACTERS = 25_000
_TOKEN = re.compile(
    r"""(?P<fence>^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z))
      | `(?P<code>[^`\n]+)`
      | \]\((?P<target>[^()\s]++)[^()]*+\)
      | (?P<url>https?://[^\s<>()\]"]+)
      | <[^<>]{1,500}>
      | (?P<number>\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?!\d) | \d+(?:[.,]\d+)?)
      | (?P<word>[^\W\d_]+)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+")

# Letters that the decomposition of Unicode leaves alone; Cyrillic and Greek as they are usually spelt in Latin.
_LETTERS = str.maketrans(
    {
        **{"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"},
        **dict(zip("абвгдезийклмнопрстуфцыэіј", "abvgdeziiklmnoprstufkyeij", strict=True)),
        **{"х": "h", "ч": "c", "ш": "s", "щ": "s", "ж": "z", "ю": "iu", "я": "ia", "ё": "e", "є": "e", "ї": "i"},
        **{"ь": "", "ъ": "", "ґ": "g", "љ": "l", "њ": "n", "ћ": "c", "ђ": "d", "џ": "d", "ў": "u"},
        **dict(zip("αβγδεζηικλμνοπρσςτυ", "abgdeziiklmnoprssti", strict=True)),
        **{"θ": "t", "ξ": "ks", "φ": "f", "χ": "h", "ψ": "ps", "ω": "o"},
    }
)
# Spellings of one sound: projekt, project, proyecto and projet begin alike after this.
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("w", "v"))
_TWINS = str.maketrans("yj", "ii")
_DOUBLED = re.compile(r"(.)\1")


def marks(post: Post) -> list[Mark]:
    """What `post` is known by, in the order of the text, each as often as it stands there."""
    found: list[Mark] = [((FACT + fact,), 0.0, fact) for fact in _facts(post)]
    found += [(_forms(word), 0.0, word) for word in re.findall(r"[^\W\d_]+", post.title)]
    text = post.body[:_MOST_CHARACTERS]
    own = primary(post.lang)
    for token in _TOKEN.finditer(text):
        written = token[0]
        if token.lastgroup == "word":
            found.append((_forms(written), token.start() / len(text), written))
        elif token.lastgroup is not None:
            found += [((feature,), token.start() / len(text), said) for feature, said in _other(token, own)]
    return found


def kind(feature: str) -> str:
    """What `feature` is, in a word for people."""
    return KINDS[feature[0]]


def _other(token: re.Match[str], own: str) -> Iterator[tuple[str, str]]:
    """Features of a token that is no word, each as it is written."""
    match token.lastgroup:
        case "number":
            yield NUMBER + _value(token[0]), token[0]
        case "code":
            yield CODE + token["code"].strip(), token["code"]
        case "target" | "url":
            address = token["target"] or token["url"]
            yield LINK + _address(address, own), address
        case "fence":
            for line in token[0].splitlines()[1:-1]:
                if len(line.strip()) > 5:
                    yield CODE + line.strip(), line.strip()


def _facts(post: Post) -> Iterator[str]:
    """What the heads of two translations often share; a date that many posts share weighs next to nothing."""
    if post.published:
        yield post.published.isoformat()
    if post.image:
        yield post.image
    yield from post.topics


def _value(number: str) -> str:
    """18.400, 18,400 and 18 400 are one number, and so are 3,5 and 3.5."""
    if _GROUPED.fullmatch(number):
        return re.sub(r"\D", "", number)
    return number.replace(",", ".")


def _address(target: str, own: str) -> str:
    """`https://de.example.org/de/x/` and `https://en.example.org/en/x` alike: without scheme, www and language."""
    bare = re.sub(r"^[a-z]+://(?:www\.)?", "", target.partition("#")[0].lower()) or target
    return "/".join(part for part in re.split(r"[/.]", bare) if part and part != own)


@lru_cache(maxsize=200_000)
def _forms(word: str) -> tuple[str, ...]:
    """A word as a name, where it is capitalised, and as the beginnings of what it sounds like."""
    bare = (letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter))
    folded = "".join(bare).translate(_LETTERS)
    sound = folded
    for spelling, same in _SOUNDS:
        sound = sound.replace(spelling, same)
    sound = _DOUBLED.sub(r"\1", sound.translate(_TWINS))
    forms = [f"{NAME}{folded[:5]}"] if word[0].isupper() and len(word) > 2 else []
    if len(sound) >= 4:
        forms.append(f"{SHORT}{sound[:4]}")
    if len(sound) >= 6:
        forms.append(f"{LONG}{sound[:6]}")
    return tuple(forms)
