"""A new workspace as a plan: config, catalogue, one post and one letter in each of its languages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from pipeline.model.language import fallbacks
from pipeline.model.line import literal
from pipeline.model.plan import Plan
from pipeline.model.rendering import Render

_GITIGNORE = "# Output, and what must not be published: people's data and keys.\n/site/\n/private/\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new workspace is to be called, where it will stand, and in which languages it publishes."""

    name: str
    url: str
    address: str
    languages: tuple[str, ...]


def plan(answers: Answers, texts: Mapping[str, Mapping[str, str]], render: Render, today: date) -> Plan:
    """The files of the workspace; `texts` are those of templates/workspace/texts.toml.

    A letter needs a post to announce: where nobody translated the first one, there is none.
    """
    values = {
        "name": literal(answers.name),
        "url": literal(answers.url),
        "address": literal(answers.address),
        "languages": json.dumps(list(answers.languages)),
    }
    files = {"leitmotiv.toml": render("workspace/leitmotiv.toml", "en", values), ".gitignore": _GITIGNORE}
    spoken = tuple(dict.fromkeys(_spoken(texts, lang) or "en" for lang in answers.languages))
    for name in ("themes", "offers", "channels"):
        files[f"content/{name}.toml"] = render(f"workspace/{name}.toml", "en", {"spoken": spoken})
    for lang in answers.languages:
        files[f"content/posts/hello.{lang}.md"] = _post(lang, texts, today)
    if any(map(partial(_spoken, texts), answers.languages)):
        files["content/issues/first-letter.toml"] = _letter(answers.languages, texts, today)
    return {path: text.encode() for path, text in files.items()}


def _post(lang: str, texts: Mapping[str, Mapping[str, str]], today: date) -> str:
    """The first post; where nobody translated it, the English one as a draft, for it is no text in `lang`."""
    found = _spoken(texts, lang)
    text = texts[found or "en"]
    draft = "" if found else "status: draft\n"
    return f"---\ntitle: {text['title']}\ndate: {today}\nslug: {text['slug']}\n{draft}---\n{text['body']}"


def _spoken(texts: Mapping[str, Mapping[str, str]], lang: str) -> str | None:
    """The language of ours that serves `lang`."""
    return next((tag for tag in fallbacks(lang, ()) if tag in texts), None)


def _letter(languages: Sequence[str], texts: Mapping[str, Mapping[str, str]], today: date) -> str:
    known = {lang: _spoken(texts, lang) or "en" for lang in languages}
    subject = ", ".join(f"{lang} = {literal(texts[tag]['subject'])}" for lang, tag in known.items())
    intro = "\n".join(f"{lang} = {literal(texts[tag]['intro'])}" for lang, tag in known.items())
    return f'date = {today}\nsubject = {{ {subject} }}\nposts = ["hello"]\n\n[intro]\n{intro}\n'
