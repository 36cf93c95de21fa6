"""utm parameters on the links to our own site, so that a later inquiry can name the letter it came from."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from pipeline.model.config import Config
from pipeline.newsletter import receiver

_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)


def tagged(url: str, config: Config, issue: str, content: str) -> str:
    """`url` with utm parameters where it leads to the workspace's site; those that it has already stay as they are.

    Addresses elsewhere, of another scheme, of pictures, and those that unsubscribe are returned untouched.
    """
    parts = urlsplit(url)
    if not _within(parts, config.workspace.url) or receiver.unsubscribes(config, url) or _PICTURE.search(parts.path):
        return url
    wanted = {"utm_source": "newsletter", "utm_medium": "email", "utm_campaign": issue, "utm_content": content}
    present = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    added = urlencode([pair for pair in wanted.items() if pair[0] not in present], quote_via=quote)
    return parts._replace(query="&".join(filter(None, [parts.query, added]))).geturl()


def _within(parts: SplitResult, base: str) -> bool:
    own = urlsplit(base)
    same_host = parts.scheme in ("http", "https") and parts.netloc.lower() == own.netloc.lower()
    return same_host and (parts.path == own.path or parts.path.startswith(f"{own.path}/"))
