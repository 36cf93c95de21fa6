"""What readers may see, in the order in which they see it: newest first, each language with all that it can offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.language import fallbacks
from pipeline.model.post import Post, TranslationGroup
from pipeline.site.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The live posts. `posts` has every language of the workspace; `themes` is keyed by translation key.

    `foreign` is whether a language lists what it lacks in another one.
    """

    languages: tuple[str, ...]
    foreign: bool
    groups: Mapping[str, TranslationGroup]
    posts: Mapping[str, tuple[Post, ...]]
    themes: Mapping[str, tuple[str, ...]]
    series: Mapping[tuple[str, str], tuple[Post, ...]]


def arrange(content: Content) -> Shelf:
    """The live posts of `content`, put in order."""
    languages = content.config.languages
    live = (_live(group, content.as_of) for group in content.groups)
    groups = {group.key: group for group in live if group.posts}
    return Shelf(
        languages=languages,
        foreign=content.config.site.untranslated == "list",
        groups=groups,
        posts={
            lang: newest_first(group.posts[lang] for group in groups.values() if lang in group.posts)
            for lang in languages
        },
        themes=themes(content, groups),
        series=_series(groups.values()),
    )


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


def _series(groups: Iterable[TranslationGroup]) -> dict[tuple[str, str], tuple[Post, ...]]:
    """(language, series) → its posts in reading order: by part, those without one by date after them."""
    found: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for group in groups:
        for lang, post in group.posts.items():
            if post.series:
                found[lang, post.series].append(post)
    return {place: tuple(sorted(posts, key=_reading_order)) for place, posts in found.items()}


def _nearest(group: TranslationGroup, order: Sequence[str]) -> Post | None:
    return next((group.posts[lang] for lang in order if lang in group.posts), None)


def _reading_order(post: Post) -> tuple[float, date, str]:
    return (post.part if post.part is not None else float("inf"), day(post), post.translation_key)
