"""What readers may see, in the order in which they see it: newest first, each language with all that it can offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pipeline.model.language import fallbacks
from pipeline.model.post import Post, TranslationGroup
from pipeline.site.content import Content

_Place = tuple[str, str]
"""A language, and the name of a series in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The live posts. `posts` has every language of the workspace; `themes` is keyed by translation key.

    `series` is keyed by language and name. `foreign` is whether a language lists what it lacks in another one.
    """

    languages: tuple[str, ...]
    foreign: bool
    groups: Mapping[str, TranslationGroup]
    posts: Mapping[str, tuple[Post, ...]]
    themes: Mapping[str, tuple[str, ...]]
    series: Mapping[tuple[str, str], tuple[Post, ...]]


def arrange(content: Content) -> Shelf:
    """The live posts of `content`, put in order."""
    languages, foreign = content.config.languages, content.config.site.untranslated == "list"
    live = (_live(group, content.as_of) for group in content.groups)
    groups = {group.key: group for group in live if group.posts}
    return Shelf(
        languages=languages,
        foreign=foreign,
        groups=groups,
        posts={
            lang: newest_first(group.posts[lang] for group in groups.values() if lang in group.posts)
            for lang in languages
        },
        themes=themes(content, groups),
        series=_series(
            groups.values(), {lang: fallbacks(lang, languages) if foreign else (lang,) for lang in languages}
        ),
    )


def has_any(shelf: Shelf, lang: str) -> bool:
    """Whether readers of `lang` are shown any post: only then the language has an archive."""
    return bool(shelf.groups if shelf.foreign else shelf.posts[lang])


def readable(shelf: Shelf, keys: Iterable[str], lang: str) -> tuple[Post, ...]:
    """One post a group, newest first: in `lang` where there is one, else in the nearest language that has it.

    Where the site hides what is not translated, the latter are left out.
    """
    return newest_first(nearest(shelf, keys, lang))


def nearest(shelf: Shelf, keys: Iterable[str], lang: str) -> Iterator[Post]:
    """The same in the order of `keys`."""
    order = fallbacks(lang, shelf.languages) if shelf.foreign else (lang,)
    found = (_nearest(shelf.groups[key], order) for key in keys)
    return (post for post in found if post is not None)


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts by date; those of one day by their key, so that two builds agree."""
    by_key = sorted(posts, key=lambda post: post.translation_key)
    return tuple(sorted(by_key, key=day, reverse=True))


def keys(posts: Iterable[Post]) -> tuple[str, ...]:
    """Their translation keys."""
    return tuple(post.translation_key for post in posts)


def day(post: Post) -> date:
    """The day that a post is listed under."""
    return post.comes_out or date.min


def _live(group: TranslationGroup, as_of: date) -> TranslationGroup:
    return TranslationGroup(group.key, {lang: post for lang, post in group.posts.items() if post.is_live(as_of)})


def themes(content: Content, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The themes of each group, the weightiest first, as far as themes.toml knows them."""
    place = {theme: position for position, theme in enumerate(content.catalogue.themes)}
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        tags = [tag for tag in content.tags.get(key, ()) if tag.theme in place and tag.weight > 0]
        found[key] = tuple(tag.theme for tag in sorted(tags, key=lambda tag: (-tag.weight, place[tag.theme])))
    return found


def _series(
    groups: Iterable[TranslationGroup], orders: Mapping[str, Sequence[str]]
) -> Mapping[_Place, tuple[Post, ...]]:
    """(language, series) → its posts in reading order: by part, those without one by date after them.

    What a language lacks is there in the first of its `orders` that has it. A series is the same where a post and its
    translation say so, or where it has one name.
    """
    own: dict[_Place, list[Post]] = defaultdict(list)
    same: dict[_Place, set[_Place]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        places = {(lang, post.series) for lang, post in group.posts.items() if post.series}
        for lang, name in places:
            own[lang, name].append(group.posts[lang])
            same[lang, name] |= places | {(other, name) for other in orders[lang]}
        for lang in group.posts:
            written[lang].add(group.key)
    found = {}
    for place, posts in own.items():
        lang, _ = place
        others = [own.get(each, ()) for other in orders[lang] for each in sorted(same[place]) if each[0] == other]
        found[place] = tuple(sorted((*posts, *_lent(others, written[lang])), key=_reading_order))
    return found


def _lent(others: Iterable[Iterable[Post]], written: Collection[str]) -> Iterator[Post]:
    """Those posts of `others` that are not `written` in the language itself, each once."""
    known = set(written)
    for post in chain.from_iterable(others):
        if post.translation_key not in known:
            known.add(post.translation_key)
            yield post


def _nearest(group: TranslationGroup, order: Sequence[str]) -> Post | None:
    return next((group.posts[lang] for lang in order if lang in group.posts), None)


def _reading_order(post: Post) -> tuple[float, date, str]:
    return (post.part if post.part is not None else float("inf"), day(post), post.translation_key)
