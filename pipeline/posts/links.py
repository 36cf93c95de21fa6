"""Where things stand on the site, and how one page points to another.

Pages are flat files (`de/posts/latenz.html`): the address is the same from a web server and from the disk.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from pipeline.model.config import Config
from pipeline.model.post import Post


def home(lang: str, page: int = 1) -> str:
    """The path of a language's home page, or of a further page of its list."""
    return f"{lang}/index.html" if page == 1 else f"{lang}/page-{page}.html"


def post(post: Post) -> str:
    """The path of a post's page."""
    return f"{post.lang}/posts/{post.slug}.html"


def is_post(path: str) -> bool:
    """Whether a path is one that a post's page has."""
    return re.fullmatch(r"[^/]+/posts/[^/]+\.html", path) is not None


def is_theme(path: str) -> bool:
    """Whether a path is one that a theme's page has, and not the page of all."""
    return re.fullmatch(r"[^/]+/themes/(?!index\.)[^/]+\.html", path) is not None


def issue(lang: str, issue_id: str) -> str:
    """The path of an issue's web version."""
    return f"{lang}/newsletter/{issue_id}.html"


def newsletter(lang: str) -> str:
    """The path of the page that lists a language's issues."""
    return f"{lang}/newsletter/index.html"


def themes(lang: str) -> str:
    """The path of the page that lists the themes."""
    return f"{lang}/themes/index.html"


def theme(lang: str, slug: str) -> str:
    """The path of a theme's page; `slug` comes from its name in that language."""
    return f"{lang}/themes/{slug}.html"


def topics(lang: str) -> str:
    """The path of the page that lists a language's topics."""
    return f"{lang}/topics/index.html"


def topic(lang: str, slug: str) -> str:
    """The path of a topic's page."""
    return f"{lang}/topics/{slug}.html"


def feed(lang: str) -> str:
    """The path of a language's Atom feed."""
    return f"{lang}/feed.xml"


def json_feed(atom: str) -> str:
    """The path of the JSON Feed that says the same as the Atom feed at the path `atom`."""
    return f"{atom.removesuffix('.xml')}.json"


def archive(lang: str, year: int | None = None) -> str:
    """The path of the page that lists the years, or of the one that lists a year's posts."""
    return f"{lang}/archive/{year or 'index'}.html"


def own(lang: str, slug: str) -> str:
    """The path of a page of the author's own, and of those that every site has: offers, contact, search."""
    return f"{lang}/{slug}.html"


def relative(source: str, target: str) -> str:
    """The address of `target` as seen from the page `source`; both are paths below the site's root.

    A file's name may hold any character: it is escaped, and a #fragment is put behind it by whoever knows of one.
    """
    return _way(source.rpartition("/")[0], target)


def beside(source: str, written: str) -> str:
    """The path that is `written` in the text at the path `source`, without %-escapes and `..`: `relative` backwards."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(written)))


def one_form(name: str) -> str:
    """The name of a file in the one form of Unicode that people type (NFC): macOS often writes another, and to it both
    are one name.
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)


@lru_cache(maxsize=8192)
def _way(folder: str, path: str) -> str:
    """From a folder to a file, escaped; lists and neighbours ask for the same ones."""
    # posixpath.relpath asks for the working directory, and takes five times as long; a site has 100,000 links.
    here, there = folder.split("/") if folder else [], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("/".join([".."] * (len(here) - shared) + there[shared:]))


def base(url: str) -> str:
    """The path of the site's address on its host: `/sub` of https://example.org/sub, empty where it has none."""
    return urlsplit(url).path.rstrip("/")


def absolute(config: Config, path: str) -> str:
    """`below` for the site of a workspace."""
    return below(config.workspace.url, path)


def below(url: str, path: str) -> str:
    """The full web address of a path below the root of the site at `url`; `index.html` is left to the server."""
    tail = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return f"{url}/{_way('', tail)}"
