"""A web address, a UTM content or an id means one post, or none."""

from __future__ import annotations

import pytest

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts.addresses import Addresses


def _group(key: str, files: str = "", aliases: tuple[str, ...] = (), **slugs: str) -> TranslationGroup:
    posts = {
        lang: Post(
            id=f"{key}.{lang}",
            path=f"content/posts/{files or key}.{lang}.md",
            lang=lang,
            title="T",
            published=None,
            translation_key=key,
            slug=slug,
            body="",
            body_line=1,
            words=0,
            aliases=aliases,
        )
        for lang, slug in slugs.items()
    }
    return TranslationGroup(key, posts)


GROUPS = (
    _group("tail", aliases=("/2019/old-tail/", "/start-up/"), de="das-ende", en="the-tail"),
    _group("notes/start", de="start"),
    _group("talks/start", en="start"),
    _group("depth", de="z-index"),
    _group("found", "begun", en="begun"),
    _group("gründung", de="start-up", aliases=("/de/posts/anfang.html",)),
)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("tail.de", "tail"),
        ("tail", "tail"),
        ("https://example.org/de/posts/das-ende.html?utm_source=newsletter#top", "tail"),
        ("/de/posts/das-ende.html", "tail"),
        ("/en/performance/the-tail/", "tail"),
        ("/blog/the-tail/index.html", "tail"),
        ("/2019/old-tail/", "tail"),
        ("/de/start/", "notes/start"),
        ("/en/x/start", "talks/start"),
        ("/start/", None),
        ("/", None),
        ("", None),
        ("/de/nothing.html", None),
        ("http://[tail", None),
        ("/de/posts/z-index.html", "depth"),
        ("/de/z-index/index.html", "depth"),
        ("begun.en", "found"),  # its id before it was linked with a translation: journeys and letters name it
        ("/start-up/", "tail"),  # an alias, and another one's slug
        ("/de/posts/start-up.html", "gründung"),
        ("anfang.de", "gründung"),  # its id before its file was renamed
        ("anfang", "gründung"),
    ],
)
def test_an_address_means_the_post_it_names(address: str, key: str | None) -> None:
    assert Addresses(GROUPS).key(address) == key


@pytest.mark.parametrize(
    ("address", "lang"),
    [
        ("tail.de", "de"),
        ("/de/posts/das-ende.html", "de"),
        ("/blog/the-tail/", "en"),
        ("/de/the-tail/", "de"),
        ("tail", None),
        ("/2019/old-tail/", None),
        ("/start/", None),
        ("/de/nothing.html", None),
    ],
)
def test_an_address_tells_the_language_of_the_post_it_names(address: str, lang: str | None) -> None:
    assert Addresses(GROUPS).lang(address) == lang
