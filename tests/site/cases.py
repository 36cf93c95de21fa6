"""A journal in three languages that meets what a site must cope with, and the way from texts to a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

from pipeline.edges.templates import Templates
from pipeline.model.config import Config
from pipeline.model.language import Guess
from pipeline.model.plan import Plan
from pipeline.model.post import Document
from pipeline.model.theme import Catalogue, Offer, Tag, Theme
from pipeline.posts import reading, translations
from pipeline.site import output, own_pages
from pipeline.site import plan as site
from pipeline.site.content import Content, IssuePage
from tests.conftest import ROOT

URL = "https://journal.example.org/notes"
LANGUAGES = ("de", "en", "da")
AS_OF = date(2026, 6, 30)

THEMES = {
    "performance": Theme(
        id="performance",
        name={"de": "Leistung", "en": "Performance", "da": "Ydeevne"},
        description={"de": "Was langsam ist.", "en": "What is slow.", "da": "Hvad der er langsomt."},
        keywords={},
    ),
    "costs": Theme(id="costs", name={"en": "Cloud & costs"}, description={}, keywords={}),
    "unspoken": Theme(id="unspoken", name={"en": "Never written about"}, description={}, keywords={}),
}

OFFERS = {
    "audit": Offer(
        id="audit", name={"de": "Prüfung", "en": "Audit"}, themes=("performance",), price=4800, promoted=True
    ),
    "talk": Offer(id="talk", name={"en": "A talk"}, themes=("unspoken", "costs"), price=1200.5),
    "past": Offer(id="past", name={"en": "No longer"}, themes=("costs",), until=date(2026, 1, 31)),
    "future": Offer(id="future", name={"en": "Not yet"}, themes=("costs",), since=date(2026, 12, 1)),
}

PAGES = {
    "about.de.md": "---\ntitle: Über uns\n---\n[Größe](../posts/sub/queue.de.md), [Impressum](impressum.de.md).\n",
    "about.en.md": "---\ntitle: About us\n---\nHello.\n",
    "impressum.de.md": "---\ntitle: Impressum\n---\nHafen 1.\n",
    "offers.de.md": "---\ntitle: Was wir tun\ndescription: Für Geld.\n---\nVorab [etwas](about.de.md).\n",
}

RECEIVER = "https://letters.example.org/in"

JOURNAL = {
    "tail.de.md": """---
title: Das Ende der Schlange
date: 2026-01-08
slug: das-ende
themes: [performance, costs]
tags: [SQL, Statistik]
series: tail
part: 1
description: Wer hinten wartet.
---
Weiter in [Teil zwei](sub/queue.de.md#groesse), [draußen](https://elsewhere.example/a?b=c&d) und [hier](#zahlen).

## Zahlen

| Maß | Zeit |
|---|--:|
| p99 | 3 s |

Siehe Fußnote[^1].

```sql
SELECT 1;
```

[^1]: Eine Fußnote.
""",
    "tail.en.md": """---
title: The end of the queue
date: 2026-01-08
themes: [performance, costs]
tags: [sql, C, C++]
series: tail
part: 1
---
More in [part two](sub/queue.en.md). It waits in the last row, and **nobody** asks & why "it" does.
""",
    "sub/queue.de.md": """---
title: "Größe & <Grenzen>"
date: 2026-01-20
series: tail
part: 2
themes: [performance]
tags: [sql]
---
## Größe

Zurück zu [Teil eins](../tail.de.md).
""",
    "sub/queue.en.md": """---
title: Size and limits
date: 2026-01-20
series: tail
part: 2
themes: [performance]
---
Back to [part one](../tail.en.md).
""",
    "only-german.de.md": """---
title: Nur auf Deutsch
date: 2026-03-01
themes: [costs]
---
Ein Absatz mit \x0c einem Seitenvorschub.
""",
    "elsewhere.de.md": "---\ntitle: Anderswo\ndate: 2026-02-01\ncanonical: https://magazine.example/a\n---\nErschienen.\n",
    "elsewhere.en.md": "---\ntitle: Elsewhere\ndate: 2026-02-01\n---\nTranslated.\n",
    "draft.de.md": "---\ntitle: Entwurf\ndate: 2026-01-01\nstatus: draft\ntags: [geheim]\n---\nNoch nicht.\n",
    "later.en.md": "---\ntitle: Later\ndate: 2026-01-01\npublish_on: 2026-12-01\n---\nNot yet.\n",
    "gone.en.md": "---\ntitle: Gone\ndate: 2025-01-01\nexpires_on: 2026-01-01\n---\nNo more.\n",
}

ISSUES = {
    ("de", "2026-03"): IssuePage(
        "Frühling", date(2026, 3, 2), '<p>Guten Tag. <a href="../posts/das-ende.html">Lesen</a></p>'
    ),
    ("en", "2026-03"): IssuePage("Spring", date(2026, 3, 2), "<p>Hello.</p>"),
    ("de", "2026-06"): IssuePage("Sommer", date(2026, 6, 2), "<p>Nur deutsch.</p>"),
}


def post(title: str, day: str = "2026-01-01", body: str = "Text.", **head: str) -> str:
    """A post as its file says it."""
    more = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n{body}\n"


def content(files: Mapping[str, str], /, **changes: Any) -> Content:
    """A site's content from {path below content/posts: text}; posts are tagged with the themes set by hand."""
    languages = changes.pop("languages", LANGUAGES)
    documents = [Document(f"content/posts/{path}", text) for path, text in files.items()]
    posts = reading.read_all(documents, "content/posts", languages, tuple(THEMES), lambda _: Guess("en", "en", 1.0))
    groups = translations.group(posts, languages)
    tags = {
        group.key: tuple(Tag(theme=theme, weight=0.5, by="human") for theme in group.themes or ()) for group in groups
    }
    receiver, section = changes.pop("receiver", RECEIVER), changes.pop("site", {})
    config = Config.model_validate(
        {
            "receiver": {"url": receiver},
            "site": section,
            "workspace": {"name": "A & B", "url": changes.pop("url", URL), "languages": languages},
            "sender": {
                "name": "Ada Bo",
                "address": "ada@example.org",
                "impressum": {"de": "Ada Bo\nHafen 1", "en": "Ada Bo, Harbour 1"},
            },
        }
    )
    catalogue = Catalogue(changes.pop("themes", THEMES), changes.pop("offers", {}), {})
    own = [Document(f"content/pages/{path}", text) for path, text in changes.pop("pages", {}).items()]
    values = {
        "config": config,
        "catalogue": catalogue,
        "groups": groups,
        "tags": tags,
        "as_of": AS_OF,
        "pages": own_pages.read(own, languages),
    }
    return Content(**{**values, **changes})


def plan(files: Mapping[str, str], /, **changes: Any) -> Plan:
    """The site of `files` in the packaged templates."""
    return output.plan(site.leaves(content(files, **changes), templates().render))


@cache
def templates() -> Templates:
    """The packaged templates, parsed once for all tests."""
    return Templates(str(ROOT))


@cache
def journal() -> Plan:
    """The site of the journal, with its newsletter, pages and offers."""
    return plan(JOURNAL, issues=ISSUES, pages=PAGES, offers=OFFERS)


@dataclass(slots=True)
class Element:
    """A start tag, and the text up to its end tag."""

    tag: str
    attributes: dict[str, str]
    text: str = field(default="")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in {"meta", "link", "br", "hr", "img", "input", "source"}:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def elements(page: bytes, *tags: str, **attributes: str) -> list[Element]:
    """The elements of a page, all or those with one of `tags` and all of `attributes`; fails where tags do not nest.

    A hyphen of an attribute's name is written `_`, and `class_` is `class`.
    """
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return [
        element
        for element in reader.elements
        if (not tags or element.tag in tags)
        and all(
            element.attributes.get(name.strip("_").replace("_", "-")) == value for name, value in attributes.items()
        )
    ]


def html_pages(site: Plan) -> Iterator[tuple[str, bytes]]:
    """The pages of a plan with their paths."""
    return ((path, page) for path, page in site.items() if path.endswith(".html"))
