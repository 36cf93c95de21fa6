"""Themes and topics as places on the site: a name, a description and an address in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.model import slug as slugs
from pipeline.model.language import chosen, foreign
from pipeline.posts import links
from pipeline.site.content import Content
from pipeline.site.shelf import Shelf, newest_first
from pipeline.site.views import Link

_TAKEN = "index"
"""The overview stands at index.html."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A theme or a topic; the mappings are keyed by language. `keys` are translation keys of its posts.

    `name_langs` and `description_langs` are empty, but where the text is in another language than it is shown in.
    """

    id: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    paths: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    name_langs: Mapping[str, str] = field(default_factory=dict)
    description_langs: Mapping[str, str] = field(default_factory=dict)

    def link(self, page: str, lang: str) -> Link:
        """The way to its page from the page at the path `page`, which is in `lang`."""
        return Link(self.names[lang], links.relative(page, self.paths[lang]), self.name_langs.get(lang, ""))


def theme_terms(content: Content, shelf: Shelf) -> dict[str, Term]:
    """The themes that a live post speaks of, in the order of themes.toml.

    Each is in every language, or in those that have a post on it where what is not translated is hidden. Those that
    nobody speaks of have an address, too: whatever is published or expires takes none away.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    for key, themes in shelf.themes.items():
        for theme in themes:
            keys[theme].append(key)
    every = content.catalogue.themes.values()
    used = [theme for theme in every if theme.id in keys]
    names = {
        lang: {theme.id: chosen(theme.name, lang, shelf.languages) or theme.id for theme in every}
        for lang in shelf.languages
    }
    own = {lang: {theme.id: theme.slug[lang] for theme in every if lang in theme.slug} for lang in shelf.languages}
    paths = {lang: _addresses(names[lang], lang, links.theme, own[lang]) for lang in shelf.languages}
    members = {theme.id: _members(shelf, keys[theme.id]) for theme in used}
    return {
        theme.id: Term(
            id=theme.id,
            names={lang: names[lang][theme.id] for lang in shelf.languages},
            descriptions={lang: chosen(theme.description, lang, shelf.languages) for lang in shelf.languages},
            paths={lang: paths[lang][theme.id] for lang in members[theme.id]},
            keys=members[theme.id],
            name_langs={lang: foreign(theme.name, lang, shelf.languages) for lang in shelf.languages},
            description_langs={lang: foreign(theme.description, lang, shelf.languages) for lang in shelf.languages},
        )
        for theme in used
    }


def _members(shelf: Shelf, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The translation keys that each language lists; languages that list none are left out."""
    if shelf.foreign:
        return dict.fromkeys(shelf.languages, tuple(keys))
    own = {lang: tuple(key for key in keys if lang in shelf.groups[key].posts) for lang in shelf.languages}
    return {lang: listed for lang, listed in own.items() if listed}


def topic_terms(content: Content, shelf: Shelf) -> dict[str, Term]:
    """The topics, keyed by `topic_key`; each is in the languages that use it, spelt as its oldest post spells it."""
    names: dict[str, dict[str, str]] = {lang: {} for lang in shelf.languages}
    keys: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lang in shelf.languages:
        for post in reversed(shelf.posts[lang]):
            for key, topic in {topic_key(topic): topic for topic in post.topics}.items():
                names[lang].setdefault(key, topic)
                keys[key][lang].append(post.translation_key)
    paths = {lang: _addresses(_ever(content, lang), lang, links.topic) for lang in shelf.languages}
    return {
        key: Term(
            id=key,
            names={lang: names[lang][key] for lang in by_lang},
            descriptions={},
            paths={lang: paths[lang][key] for lang in by_lang},
            keys={lang: tuple(members) for lang, members in by_lang.items()},
        )
        for key, by_lang in sorted(keys.items())
    }


def _ever(content: Content, lang: str) -> dict[str, str]:
    """The topics of all posts that ever came out, those of the oldest first: what is published later, or expires, takes
    no address away.
    """
    out = [
        post
        for group in content.groups
        for post in group.posts.values()
        if post.lang == lang and post.status == "published" and post.comes_out and post.comes_out <= content.as_of
    ]
    found: dict[str, str] = {}
    for post in reversed(newest_first(out)):
        for topic in post.topics:
            found.setdefault(topic_key(topic), topic)
    return found


def topic_key(topic: str) -> str:
    """What makes two spellings one topic: `SQL` and `sql`."""
    return topic.casefold()


def _addresses(
    names: Mapping[str, str],
    lang: str,
    path: Callable[[str, str], str],
    own: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """One path a name, or by its own slug; where two names make one slug (`C`, `C.`), the later one is numbered."""
    taken = {_TAKEN}
    found: dict[str, str] = {}
    for key in (*own, *(key for key in names if key not in own)):
        wished = own.get(key) or slugs.of_name(names[key], lang)
        slug = next(free for free in _candidates(wished) if free not in taken)
        taken.add(slug)
        found[key] = path(lang, slug)
    return found


def _candidates(slug: str) -> Iterable[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
