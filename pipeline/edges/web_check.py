"""Whether a page on the web answers: a letter must not link to one that is not there yet."""

from __future__ import annotations

import re

import httpx

from pipeline import __version__

_TIMEOUT_S = 10.0
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")


def answers(url: str) -> str:
    """Empty where `url` answers with a page, else what it says instead."""
    headers = {"User-Agent": f"Leitmotiv/{__version__}"}
    try:
        with (
            httpx.Client(follow_redirects=True, timeout=_TIMEOUT_S, headers=headers) as client,
            client.stream("GET", url) as response,
        ):
            code = response.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as refused:
        said = _ERRNO.sub("", str(refused)).strip().splitlines()
        return said[0] if said else type(refused).__name__
    return "" if code < 400 else f"HTTP {code}"
