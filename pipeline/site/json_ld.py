"""What a post says about itself to machines: schema.org BlogPosting as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.model.config import Config
from pipeline.model.post import Post
from pipeline.posts import bylines, links

# Inside <script> only these end it or open a comment (HTML, 13.1.4.1 "Restrictions for contents of script elements").
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_JSON = json.JSONEncoder(ensure_ascii=False)


def blog_posting(config: Config, post: Post, summary: str, *, themes: Sequence[str], image: str | None) -> str:
    """`post` as JSON that can stand in a script element; `image` is a full address."""
    url = links.absolute(config, links.post(post))
    said = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "description": summary,
        "datePublished": post.comes_out.isoformat() if post.comes_out else "",
        "inLanguage": post.lang,
        "url": url,
        "mainEntityOfPage": post.canonical or url,
        **_writers(config.sender.name, post.authors),
        "isPartOf": {
            "@type": "Blog",
            "name": config.workspace.name,
            "url": links.absolute(config, links.home(post.lang)),
        },
        "image": image,
        "wordCount": post.words,
        "about": list(themes),
        "keywords": list(post.topics),
    }
    text = _JSON.encode({key: value for key, value in said.items() if value})
    for sign, escaped in _ESCAPED.items():  # str.translate takes ten times as long
        text = text.replace(sign, escaped)
    return text


def _writers(sender: str, authors: Sequence[str]) -> dict[str, object]:
    """The author or authors; where they are not the sender, whose site it is, the sender is the publisher."""
    named = bylines.named(authors, sender)
    if not named:
        return {"author": _person(sender)}
    publisher = _person(sender) if sender in named else {"@type": "Organization", "name": sender}
    return {"author": [_person(name) for name in named], "publisher": publisher}


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}
