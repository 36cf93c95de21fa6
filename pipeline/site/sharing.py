"""What all pages share, as one hash: everything of every post but its text, and all that is no post.

Where it stays the same, a post's text can only change the files that show it. Reading time and summary of a post stand
in lists, and so belong to it.
"""

from __future__ import annotations

import hashlib
from operator import attrgetter

from pipeline.model.post import Post
from pipeline.posts import words
from pipeline.site import shelf as shelves
from pipeline.site.content import Content
from pipeline.site.drafts import Drawn

_OWN = ("body", "body_line", "words", "warnings")
"""What only a post's own file and feeds show."""
_SHOWN = attrgetter(*sorted(name for name in Post.__slots__ if name not in _OWN))


def key(content: Content, others: str) -> str:
    """The hash; `others` is that of the config, the templates and all other files that are no posts."""
    posts = [post for group in content.groups for post in group.posts.values()]
    drafts = content.drafts or Drawn({post.path: post.body for post in posts})
    digest = hashlib.sha256(f"{others}\0{content.as_of}\0".encode())
    for post in posts:
        minutes = words.reading_minutes(post.words, post.lang)
        said = repr((_SHOWN(post), minutes, drafts.outline(post.path).summary))
        digest.update(said.encode("utf-8", "surrogatepass"))
    themes = shelves.arrange(content).themes
    issues = {place: (page.title, page.sent_on, page.html) for place, page in content.issues.items()}
    digest.update(repr((themes, dict(content.outdated), issues)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
