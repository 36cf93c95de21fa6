"""A small practice that writes in German, English and Danish, and the way from its texts to letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from typing import Any

from pipeline.edges.templates import Templates
from pipeline.model.config import Config
from pipeline.model.issue import Cut, Edition, Issue, Recipient
from pipeline.model.language import Guess
from pipeline.model.post import Document, TranslationGroup
from pipeline.newsletter import composing, editions, message, targets
from pipeline.newsletter.editions import Press
from pipeline.posts import reading, translations
from tests.conftest import ROOT

SITE = "https://practice.example.org/notes"
RECEIVER = "https://letters.example.org"
LANGUAGES = ("de", "en", "da")
AS_OF = date(2026, 6, 30)

POSTS = {
    "queues.de.md": """---
title: Schlangen & Geduld
date: 2026-03-01
slug: schlangen
description: Wer hinten steht, <wartet>.
---
Siehe [die Kasse](till.de.md#preise), [draußen](https://elsewhere.example/a?b=c&d) und [uns](https://practice.example.org/notes/de/?utm_source=flyer).
""",
    "queues.en.md": """---
title: Queues and patience
date: 2026-03-01
---
The first paragraph says what it is about.

The second does not.
""",
    "till.de.md": """---
title: Die Kasse
date: 2026-03-08
newsletter: true
---
Moin,

*eine*
**Kasse** mit Fußnote[^1].

```sql
SELECT  1
    FROM tills;
```

| Maß | Zeit |
|---|--:|
| p99 | 3 s |

## Schluss

Zurück zu [den Schlangen](queues.de.md) und nach [oben](#schluss).

[^1]: Eine Fußnote.
""",
    "till.en.md": """---
title: The till
date: 2026-03-08
---
A till with a footnote[^1], and [queues](queues.en.md).

[^1]: A footnote.
""",
    "draft.de.md": """---
title: Ein Entwurf
status: draft
---
Noch nicht.
""",
    "danish.da.md": """---
title: Kun på dansk
date: 2026-03-02
---
En tekst.
""",
}

ISSUE = """date = 2026-03-31
subject = {de = "Über Schlangen", en = "About queues"}
preheader = {de = "Kurz gesagt", en = "In short"}
posts = ["queues", "danish"]

[intro]
de = \"\"\"
Moin,

lesen Sie [die Schlangen](../posts/queues.de.md).
\"\"\"
en = \"\"\"
Hello,

read [the queues](../posts/queues.en.md#top).
\"\"\"

[next_time]
de = "Mehr davon."

[sign_off]
de = \"\"\"
Herzlich
Jonna
\"\"\"
en = "Warmly, Jonna"
"""

PATH = "content/issues/2026-03.toml"


def config(**changes: Mapping[str, Any]) -> Config:
    """The practice's config; `changes` are whole sections."""
    sections: dict[str, Any] = {
        "workspace": {"name": "Praxis Müller", "url": SITE, "languages": list(LANGUAGES)},
        "sender": {
            "name": "Jonna Müller",
            "address": "letters@practice.example.org",
            "reply_to": "jonna@practice.example.org",
            "impressum": {
                "de": "Jonna Müller\nWeg 7, 24937 Flensburg\nhttps://practice.example.org/notes/impressum.html",
                "en": "Jonna Müller, Flensburg",
            },
        },
        "receiver": {"url": RECEIVER},
    }
    return Config.model_validate({**sections, **changes})


def groups(posts: Mapping[str, str] = POSTS) -> tuple[TranslationGroup, ...]:
    """Files below content/posts as translation groups."""
    documents = [Document(f"content/posts/{name}", text) for name, text in posts.items()]
    read = reading.read_all(documents, "content/posts", LANGUAGES, (), lambda _: Guess("de", "de", 1.0))
    return translations.group(read, LANGUAGES)


def press(settings: Config | None = None, posts: Mapping[str, str] = POSTS, as_of: date = AS_OF) -> Press:
    """Everything that letters are made with, the packaged templates among it."""
    library = targets.library(
        settings or config(), groups(posts), as_of, lambda _folder, _target: None, lambda _path: None
    )
    return Press(library, templates().render)


@cache
def templates() -> Templates:
    """The packaged templates alone."""
    return Templates(str(ROOT / "tests" / "newsletter"))


def issue(text: str = ISSUE, posts: Mapping[str, str] = POSTS) -> Issue:
    """The issue that `text` describes."""
    return read(Document(PATH, text), posts)


def read(document: Document, posts: Mapping[str, str] = POSTS) -> Issue:
    """The issue in a file, among others."""
    return next(one for one in composing.read_all([document], groups(posts), LANGUAGES) if one.path == document.path)


def post_issue() -> Issue:
    """The post that is a letter itself."""
    return next(one for one in composing.read_all([], groups(), LANGUAGES) if one.id == "till")


def edition(*langs: str, of: Issue | None = None, settings: Config | None = None) -> Edition:
    """The edition in `langs` (German unless given)."""
    return editions.cut_for(of or issue(), Cut(langs or ("de",)), press(settings))


def wire(*langs: str, recipient: Recipient | None = None, settings: Config | None = None, **changes: Any) -> bytes:
    """A letter as it goes out; `changes` replace fields of the edition."""
    made = replace(edition(*langs, settings=settings), **changes)
    return message.fill(message.draft(made, settings or config()), recipient or reader()).content


def reader(**changes: str) -> Recipient:
    """A subscriber."""
    return Recipient(**{"id": "17", "address": "reader@example.org", "token": "Zm9v.bar-9_~", **changes})


def head(content: bytes) -> str:
    """The header lines of a message, as they stand on the wire."""
    return content.partition(b"\r\n\r\n")[0].decode("ascii")


def unfolded(content: bytes, name: str) -> str | None:
    """One header's value with its line folds undone, nothing decoded."""
    lines = re.sub(r"\r\n(?=[ \t])", "", head(content)).split("\r\n")
    return next((line.partition(": ")[2] for line in lines if line.startswith(f"{name}: ")), None)


def parsed(content: bytes) -> EmailMessage:
    """What another mail program makes of it."""
    return message_from_bytes(content, policy=policy.default)


def part(content: bytes, kind: str) -> str:
    """The decoded text/`kind` part."""
    body = parsed(content).get_body(preferencelist=(kind,))
    assert body is not None
    payload = body.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8")


def composed(posts: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues among `posts`."""
    return composing.read_all([], groups(posts), LANGUAGES)
