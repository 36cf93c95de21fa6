"""Who wrote a text, as people are called: no mail addresses, no logins, no accounts that every program begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.posts.incoming import plain

_LONGEST, _MOST, _READ = 100, 20, 300
_ADDRESS = re.compile(r"[<(\[]*(?:[^\s<(\[]+[@＠][^\s>)\]]*|[@＠][^\s>)\]]+)[>)\]]*")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_NO_NAME = re.compile(
    r"://|\S[@＠]\S|%40|[@＠﹫]\s*\S+\.\w|[(\[{<]\s*at\s*[)\]}>]|\bat\s+\S+(?:\.|\s+dot\s+)\w", re.IGNORECASE
)
_LOGIN = re.compile(r"[a-z0-9._-]+")
_NOBODY = frozenset(
    ("admin", "administrator", "author", "blogger", "editor", "ghost", "guest", "root", "unknown", "user", "webmaster")
)


def names(written: Iterable[str]) -> tuple[str, ...]:
    """The names in what a source says of its authors, each once, in its order."""
    found = (_name(plain.line(said)[:_READ]) for said in written)
    return tuple(dict.fromkeys(name for name in found if name))[:_MOST]


def _name(said: str) -> str:
    """`jo@example.org (Jo Muster)` and `Jo Muster <jo@example.org>` are Jo Muster; `jmuster` is a login, no name."""
    bare = " ".join(_ADDRESS.sub(" ", said).split())
    inside = _IN_BRACKETS.fullmatch(bare)
    name = (inside[1] if inside else bare).strip(" ,;\"'")[:_LONGEST].strip()
    is_none = _NO_NAME.search(name) or _LOGIN.fullmatch(name) or name.casefold() in _NOBODY
    return name if any(map(str.isalpha, name)) and not is_none else ""
