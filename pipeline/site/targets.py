"""Where a link of a page leads: to a place of the site, or out of it."""

from __future__ import annotations

import posixpath
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.posts import links

START = "index.html"

Target = tuple[str, str]
"""(path of a page or file of the site, fragment or ""), both without %-escapes."""


def inside(page: str, href: str, url: str) -> Target | None:
    """What `href` on the page `page` means in a site that stands at `url`; None where it leads elsewhere."""
    base = links.base(url)
    try:
        parts = urlsplit(href)
        if parts.netloc and _host(parts) == _host(urlsplit(url)) and _is_below(parts.path, base):
            parts = parts._replace(scheme="", netloc="", path=f"{base}/{parts.path[len(base) :].lstrip('/')}")
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
    return not _is_below(unquote(href.partition("#")[0].partition("?")[0]), base)


def _is_below(path: str, base: str) -> bool:
    return path == base or path.startswith(f"{base}/")


def _host(address: SplitResult) -> tuple[str | None, int | None]:
    """Name and port; where it is the usual one, http and https lead to the same site."""
    usual = {"http": 80, "https": 443}.get(address.scheme)
    return address.hostname, None if address.port == usual else address.port
