"""Where things stand on the site, and how one page points to another.

Pages are flat files (`de/posts/latenz.html`): the address is the same from a web server and from the disk.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from pipeline.model.config import Config
from pipeline.model.post import Post


def home(lang: str, page: int = 1) -> str:
    """The path of a language's home page, or of a further page of its list."""
    return f"{lang}/index.html" if page == 1 else f"{lang}/page-{page}.html"


def post(post: Post) -> str:
    """The path of a post's page."""
    return f"{post.lang}/posts/{post.slug}.html"


def issue(lang: str, issue_id: str) -> str:
    """The path of an issue's web version."""
    return f"{lang}/newsletter/{issue_id}.html"


def relative(source: str, target: str) -> str:
    """`target` as seen from the page `source`; both are paths below the site's root, a #fragment may follow."""
    path, mark, fragment = target.partition("#")
    return quote(posixpath.relpath(path, posixpath.dirname(source) or ".")) + mark + fragment


def absolute(config: Config, path: str) -> str:
    """The full web address of a path below the site's root; `index.html` is left to the server."""
    tail = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return f"{config.workspace.url}/{quote(tail)}"
