"""What pages show of posts that are not theirs, as hashes: where these stay the same, so do the pages.

What all pages share (everything of every post that decides where it stands, and all that is no post) is one hash. What
lists say of a post (title, summary, reading time) is one a post. Its text stands on its own page and in feeds alone.
"""

from __future__ import annotations

import hashlib
from operator import attrgetter

from pipeline.model.post import Post
from pipeline.posts import words
from pipeline.site import shelf as shelves
from pipeline.site.content import Content
from pipeline.site.drafts import Drawn

_OWN = ("body", "body_line", "image_line", "words")
"""What only a post's own file and feeds show."""
_LISTED = ("title", "description")
_PLACED = attrgetter(*sorted(name for name in Post.__slots__ if name not in (*_OWN, *_LISTED)))


def key(content: Content, others: str) -> str:
    """The hash of what all pages share; `others` is that of the config, the templates and all other files but posts."""
    digest = hashlib.sha256(f"{others}\0{content.as_of}\0".encode())
    for post in _posts(content):
        digest.update(_bytes(_PLACED(post)))
    live = [group.key for group in content.groups if any(post.is_live(content.as_of) for post in group.posts.values())]
    themes = shelves.themes(content, live)
    issues = {place: (page.title, page.sent_on, page.html) for place, page in content.issues.items()}
    digest.update(_bytes((themes, dict(content.outdated), issues)))
    return digest.hexdigest()


def heads(content: Content) -> dict[str, str]:
    """The hash of what lists say of a post, by its id."""
    posts = _posts(content)
    drafts = content.drafts or Drawn({post.path: post.body for post in posts})
    found = {}
    for post in posts:
        minutes = words.reading_minutes(post.words, post.lang)
        said = _bytes((post.title, post.description, minutes, drafts.outline(post.path).summary))
        found[post.id] = hashlib.sha256(said).hexdigest()[:32]
    return found


def _posts(content: Content) -> list[Post]:
    return [post for group in content.groups for post in group.posts.values()]


def _bytes(said: object) -> bytes:
    return repr(said).encode("utf-8", "surrogatepass")
