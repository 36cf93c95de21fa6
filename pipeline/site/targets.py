"""Where a link of a page leads: to a place of the site, or out of it."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from pipeline.posts import links

START = "index.html"

Target = tuple[str, str]
"""(path of a page or file of the site, fragment or ""), both without %-escapes."""


def inside(page: str, href: str, url: str) -> Target | None:
    """What `href` on the page `page` means in a site that stands at `url`; None where it leads elsewhere."""
    base = links.base(url)
    if href == url or href.startswith(f"{url}/"):
        href = f"{base}/{href.removeprefix(url).lstrip('/')}"
    try:
        parts = urlsplit(href)
    except ValueError:  # as of "http://[x"
        return None
    if parts.scheme or parts.netloc or leads_out(href, url):
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        found = posixpath.normpath(path[len(base) :].lstrip("/") or ".")
    else:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    found = "" if found == "." else found
    is_folder = not found or path.endswith("/")
    return (posixpath.join(found, START) if is_folder else found), unquote(parts.fragment)


def leads_out(href: str, url: str) -> bool:
    """Whether `href` begins at the root of the host, and not where a site at `url` begins (RFC 3986, 5.2.2)."""
    base = links.base(url)
    if not base or not href.startswith("/") or href.startswith("//"):
        return False
    path = unquote(href.partition("#")[0].partition("?")[0])
    return path != base and not path.startswith(f"{base}/")
