"""What a link in an issue's text means: another post's page, or an address that stays as it was written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urljoin

from pipeline.errors import ContentError, Problem
from pipeline.model.config import Config
from pipeline.model.issue import Issue
from pipeline.model.language import fallbacks
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.source import suggestion
from pipeline.newsletter import campaign
from pipeline.newsletter.pictures import Measure
from pipeline.posts import links, markdown, series
from pipeline.posts.markdown import Resolve
from pipeline.posts.series import Place

Find = Callable[[str, str], str | None]
"""(folder of a text, what it points to) → the path on the site of the file that is meant, if there is one."""

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Library:
    """The posts that a letter can point to: by translation key, by file, by web address; and files. As of a day."""

    config: Config
    as_of: date
    groups: Mapping[str, TranslationGroup] = field(repr=False)
    by_path: Mapping[str, Post] = field(repr=False)
    by_url: Mapping[str, Post] = field(repr=False)
    places: Mapping[str, Place] = field(repr=False)
    find: Find = field(repr=False)
    measure: Measure = field(repr=False)


def library(config: Config, groups: Iterable[TranslationGroup], as_of: date, find: Find, measure: Measure) -> Library:
    """A library of `groups`, which may hold drafts and posts of days to come."""
    by_key = {group.key: group for group in groups}
    posts = [post for group in by_key.values() for post in group.posts.values()]
    return Library(
        config,
        as_of,
        by_key,
        {links.one_form(post.path): post for post in posts},
        {links.absolute(config, links.post(post)): post for post in posts},
        series.places(posts),
        find,
        measure,
    )


def readable(library: Library, issue: Issue, lang: str, key: str) -> Post:
    """The post that a reader of `lang` gets: in that language, else in the nearest one that is out."""
    posts = library.groups[key].posts if key in library.groups else {}
    for candidate in fallbacks(lang, library.config.languages):
        post = posts.get(candidate)
        if post is not None and is_out(library, issue, post):
            return post
    raise ContentError(Problem(f'nobody can read the post "{key}" on {issue.sent_on}; take it out', issue.path))


def part_before(library: Library, issue: Issue, post: Post) -> Post | None:
    """The part of the same series in the same language that comes before `post`, where readers can see it."""
    place = library.places.get(post.id)
    if place is None or place.part is None:
        return None
    wanted = Place(place.name, place.part - 1)
    return next(
        (
            other
            for other in library.by_path.values()
            if other.lang == post.lang and library.places.get(other.id) == wanted and is_out(library, issue, other)
        ),
        None,
    )


def is_out(library: Library, issue: Issue, post: Post) -> bool:
    """On the day of the issue (which may lie ahead), or by now: an old issue may point to a newer post."""
    return post.is_live(issue.sent_on) or post.is_live(library.as_of)


def langs(library: Library, issue: Issue) -> tuple[str, ...]:
    """The languages of `issue` that are out: a post that is an issue may come out later in one than in another."""
    posts = {lang: _at(library, path) for lang, path in issue.intro_paths.items()}
    return tuple(lang for lang, post in posts.items() if post is None or is_out(library, issue, post))


def in_letter(library: Library, issue: Issue, lang: str) -> Resolve:
    """Turns targets into full addresses; those on our own site say which letter they stood in."""

    def resolve(target: str) -> str:
        if target.startswith("#"):
            return target
        post = _post(library, issue.intro_paths[lang], target)
        if post is not None:
            url = links.absolute(library.config, links.post(post)) + _fragment(target)
        elif file := _file(library, issue.intro_paths[lang], target):
            url = links.absolute(library.config, file) + _fragment(target)
        else:
            try:
                url = urljoin(links.absolute(library.config, _page(library, issue, lang)), target)
            except ValueError:
                return target  # such as http://[ which is no address at all
        return tracked(library, issue, lang, url)

    return resolve


def on_the_web(library: Library, issue: Issue, lang: str) -> Resolve:
    """Turns targets into what they are as seen from the issue's page on the site."""
    page, written_for = links.issue(lang, issue.id), _page(library, issue, lang)

    def resolve(target: str) -> str:
        if published := _file(library, issue.intro_paths[lang], target):
            return links.relative(page, published) + _fragment(target)
        if _ELSEWHERE.match(target) or target.startswith("/"):
            return target
        post = _post(library, issue.intro_paths[lang], target)
        if post is not None:
            return links.relative(page, links.post(post)) + _fragment(target)
        file, mark, fragment = target.partition("#")
        return links.relative(page, links.beside(written_for, file)) + mark + fragment

    return resolve


def tracked(library: Library, issue: Issue, lang: str, url: str) -> str:
    """`url` with the letter's utm parameters; its content is the post it leads to, else the letter itself."""
    post = library.by_url.get(url.partition("#")[0].partition("?")[0])
    return campaign.tagged(url, library.config, issue.id, post.id if post else f"{issue.id}.{lang}")


def broken(library: Library, issue: Issue) -> Iterator[Problem]:
    """The links from file to file that lead to no post, or to one that is not out, and pictures that are not there."""
    for lang, path in issue.intro_paths.items():
        own = _at(library, path)
        for line, target, is_picture in (one for text in _texts(issue, lang) for one in markdown.link_targets(text)):
            named = f'"{unquote(target)}" ({lang})'
            if is_picture:
                said = _picture_lacking(library, path, target, named)
            else:
                said = _post_lacking(library, issue, path, target, named)
            if said:
                yield Problem(said, path, own.body_line + line - 1 if own else None)


def _picture_lacking(library: Library, path: str, target: str, named: str) -> str:
    """What is wrong with a picture of ours; nothing where all is well."""
    if _ELSEWHERE.match(target) or library.find(posixpath.dirname(path), target):
        return ""
    return f"there is no picture {named}; put it into content/static"


def _post_lacking(library: Library, issue: Issue, path: str, target: str, named: str) -> str:
    """The same for a link from file to file."""
    post = _post(library, path, target)
    if not _names_a_post(target) or (post is not None and is_out(library, issue, post)):
        return ""
    if post:
        return f"the link to {named} leads to a post that readers cannot see on {issue.sent_on}; take it out"
    return f"the link to {named} leads to no post{_near(library, path, target)}"


def _texts(issue: Issue, lang: str) -> Iterator[str]:
    """All that its author wrote in a language; where it is a post, its body alone."""
    for texts in (issue.intro, issue.next_time, issue.sign_off, *issue.tiers.values()):
        yield texts.get(lang, "")


def _near(library: Library, path: str, target: str) -> str:
    folder = posixpath.dirname(path)
    known = (posixpath.relpath(other, folder) for other in library.by_path)
    return suggestion(unquote(target), known) or "; write the post's file name, as seen from this file"


def _post(library: Library, path: str, target: str) -> Post | None:
    if not _names_a_post(target):
        return None
    return _at(library, links.beside(path, target.partition("#")[0]))


def _at(library: Library, path: str) -> Post | None:
    return library.by_path.get(links.one_form(path))


def _file(library: Library, path: str, target: str) -> str | None:
    if _ELSEWHERE.match(target) or _names_a_post(target):
        return None
    return library.find(posixpath.dirname(path), target)


def _names_a_post(target: str) -> bool:
    return not _ELSEWHERE.match(target) and target.partition("#")[0].endswith(".md")


def _fragment(target: str) -> str:
    _, mark, fragment = target.partition("#")
    return mark + fragment


def _page(library: Library, issue: Issue, lang: str) -> str:
    """The page that the author had in mind while writing: the post's own, or the issue's."""
    post = _at(library, issue.intro_paths[lang])
    return links.post(post) if post else links.issue(lang, issue.id)
