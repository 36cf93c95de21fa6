"""Where a link of a page leads, as a browser resolves it."""

from __future__ import annotations

import pytest

from pipeline.site import targets

ROOT, SUB = "https://mini.example.org", "https://mini.example.org/sub"
PAGE = "en/posts/a.html"

CASES: tuple[tuple[str, str, targets.Target | None], ...] = (
    (ROOT, "b.html#x", ("en/posts/b.html", "x")),
    (ROOT, "#x", (PAGE, "x")),
    (ROOT, "../", ("en/index.html", "")),
    (ROOT, "/de/posts/b.html", ("de/posts/b.html", "")),
    (ROOT, f"{ROOT}/de/", ("de/index.html", "")),
    (ROOT, ROOT, ("index.html", "")),
    (ROOT, "b%C3%BC.html", ("en/posts/bü.html", "")),
    (ROOT, "http://mini.example.org/de/", ("de/index.html", "")),
    (ROOT, "https://MINI.example.org:443/x#y", ("x", "y")),
    (ROOT, "//mini.example.org/x", ("x", "")),
    (ROOT, "http://mini.example.org:8080/x", None),
    (ROOT, "https://www.mini.example.org/x", None),
    (ROOT, "https://mini.example.org:port/x", None),
    (ROOT, "https://elsewhere.example/x", None),
    (ROOT, "//elsewhere.example/x", None),
    (ROOT, "mailto:a@example.org", None),
    (ROOT, "http://[x", None),
    (SUB, "b.html", ("en/posts/b.html", "")),
    (SUB, "/sub/de/posts/b.html", ("de/posts/b.html", "")),
    (SUB, "/sub", ("index.html", "")),
    (SUB, f"{SUB}/de/", ("de/index.html", "")),
    (SUB, "http://mini.example.org/sub", ("index.html", "")),
    (SUB, "https://mini.example.org/subway", None),
    (SUB, "/de/posts/b.html", None),
    (SUB, "/subway/b.html", None),
    (SUB, "/", None),
)


@pytest.mark.parametrize(("url", "href", "expected"), CASES)
def test_a_link_leads_where_a_browser_goes(url: str, href: str, expected: targets.Target | None) -> None:
    assert targets.inside(PAGE, href, url) == expected


@pytest.mark.parametrize(
    ("url", "href", "out"),
    [
        (SUB, "/de/posts/b.html", True),
        (SUB, "/subway", True),
        (SUB, "/", True),
        (SUB, "/sub", False),
        (SUB, "/sub?x", False),
        (SUB, "/sub/x", False),
        (SUB, "x", False),
        (SUB, "//host/x", False),
        (f"{SUB}/", "/x", True),
        (ROOT, "/x", False),
    ],
)
def test_only_a_root_link_beside_the_site_leads_out(url: str, href: str, out: bool) -> None:
    assert targets.leads_out(href, url) is out
