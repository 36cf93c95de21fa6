"""Fetching: what a well-behaved server gives, and what a misbehaving one cannot do to us."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.edges import http
from pipeline.edges.http import Answer, Fetched, Gone, Later, Limits, Settings, Unchanged, Validators
from pipeline.errors import FetchError
from tests.serving import Reply, Server, Step, redirect, reply, serving

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
PATIENT = Limits(total_s=30, decoded_bytes=100_000, redirects=5)
QUICK = Limits(total_s=0.5)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server without any page yet."""
    with serving({}) as server:
        yield server


def _get(server: Server, path: str = "/", validators: Validators | None = None, limits: Limits = PATIENT) -> Answer:
    settings = Settings(allow_hosts=(server.host,), limits=limits)
    return http.fetch(server.url(path), settings, validators or Validators())


def _fetched(server: Server, path: str = "/", limits: Limits = PATIENT) -> Fetched:
    answer = _get(server, path, limits=limits)
    assert isinstance(answer, Fetched)
    return answer


def _refusal(server: Server, path: str = "/", limits: Limits = PATIENT) -> str:
    with pytest.raises(FetchError) as refused:
        _get(server, path, limits=limits)
    return str(refused.value)


def test_a_page_comes_with_its_type_its_charset_and_its_validators(server: Server) -> None:
    headers = {"Content-Type": "text/html; charset=ISO-8859-1", "ETag": 'W/"a,b"', "Last-Modified": "yesterday, about"}
    server.replies["/"] = reply("Moin", headers=headers)
    found = _fetched(server)
    assert (found.content, found.media_type, found.charset.lower()) == (b"Moin", "text/html", "iso-8859-1")
    assert found.validators == Validators('W/"a,b"', "yesterday, about")
    assert found.url == server.url("/")
    assert found.moved_to == ""


def test_validators_are_sent_back_to_the_letter_and_304_means_nothing_to_do(server: Server) -> None:
    server.replies["/"] = reply(status="304 Not Modified")
    assert _get(server, validators=Validators('W/"a,b"', "yesterday, about")) == Unchanged()
    assert 'If-None-Match: W/"a,b"\r\n' in server.requests[0]
    assert "If-Modified-Since: yesterday, about\r\n" in server.requests[0]


def test_304_to_a_question_without_conditions_is_refused(server: Server) -> None:
    server.replies["/"] = reply(status="304 Not Modified")
    assert _refusal(server) == f"{server.url('/')}: answers 304 Not Modified"


def test_validators_that_no_request_can_carry_are_not_sent_back(server: Server) -> None:
    server.replies["/"] = reply("Moin")
    assert isinstance(_get(server, validators=Validators('"\xe4"', "März")), Fetched)
    assert "If-" not in server.requests[0]


def test_410_says_that_it_is_gone(server: Server) -> None:
    server.replies["/"] = reply(status="410 Gone")
    assert _get(server) == Gone()


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120),
        ("Tue, 30 Jun 2026 12:10:00 GMT", 600),
        ("Tue, 30 Jun 2026 14:10:00 +0200", 600),
        ("99999999999999999999", 7 * 86_400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86_400),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("soon", 3600),
        ("²", 3600),
    ],
)  # fmt: skip
def test_retry_after_is_taken_as_seconds_or_as_a_date(
    server: Server, status: str, retry_after: str, seconds: int
) -> None:
    server.replies["/"] = reply(status=status, headers={"Retry-After": retry_after})
    settings = Settings(allow_hosts=(server.host,), limits=PATIENT, now=lambda: NOON)
    assert http.fetch(server.url("/"), settings) == Later(NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "status", ["404 Not Found", "500 Internal Server Error", "429 Too Many Requests", "204 No Content"]
)
def test_any_other_status_is_refused_with_its_name(server: Server, status: str) -> None:
    server.replies["/"] = reply(status=status)
    assert _refusal(server) == f"{server.url('/')}: answers {status}"


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_permanent_redirect_is_followed_and_gives_the_new_address(server: Server, status: str) -> None:
    server.replies |= {"/old": redirect("/new#part", status), "/new": reply("here")}
    found = _fetched(server, "/old")
    assert (found.content, found.moved_to) == (b"here", server.url("/new"))


def test_a_temporary_redirect_on_the_way_gives_no_new_address(server: Server) -> None:
    server.replies |= {
        "/old": redirect("/then", "301 Moved Permanently"),
        "/then": redirect("/new", "302 Found"),
        "/new": reply("here"),
    }
    assert _fetched(server, "/old").moved_to == ""


def test_the_sixth_redirect_is_not_followed(server: Server) -> None:
    server.replies |= {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    assert "redirects more than 5 times" in _refusal(server, "/0")
    assert server.asked == ["/0", "/1", "/2", "/3", "/4", "/5"]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("file:///etc/passwd", "only http and https are fetched"),
        ("gopher://example.org/", "only http and https are fetched"),
        ("data:text/html,x", "is no web address"),
        ("javascript:alert(1)", "is no web address"),
        ("http://me:secret@example.org/", "carries a name or a password"),
        ("http://[", "nobody knows the host"),
        ("http://127.0.0.1:65536/", "leads to a port over 65535"),
        ("http://127.0.0.1:99999999999999999999/", "leads to a port over 65535"),
        ("http://0177.0.0.1/", "does not answer as a web server should: Invalid URL in location header"),
        ("http://①.example/", "does not answer as a web server should: Invalid URL in location header"),
    ],
)
def test_a_redirect_to_anything_but_the_web_is_refused(server: Server, to: str, said: str) -> None:
    server.replies["/"] = [redirect(to.encode().decode("latin-1"))[0]]
    assert said in _refusal(server)


# What drips in, forever: a byte, a pause, a byte ...
def _drip(first: bytes, drop: bytes) -> Iterator[Step]:
    yield first
    while True:
        yield drop
        yield 0.02


@pytest.mark.parametrize(
    "steps",
    [
        lambda: _drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        lambda: _drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda: _drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: x\r\n"),
        lambda: _drip(b"", b"H"),
        lambda: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", 5.0]),
        lambda: iter([5.0]),
    ],
    ids=["body", "chunked body", "headers", "status line", "stalled", "silent"],
)
def test_a_server_that_drips_or_stalls_is_left_when_the_time_is_up(server: Server, steps: Callable[[], Reply]) -> None:
    server.replies["/"] = steps()
    began = time.monotonic()
    said = _refusal(server, limits=QUICK)
    assert time.monotonic() - began < 2
    assert "did not come within 0.5 s" in said


def test_redirects_share_one_deadline(server: Server) -> None:
    server.replies |= {f"/{n}": [0.2, *redirect(f"/{n + 1}")] for n in range(9)}
    assert "did not come within 0.5 s" in _refusal(server, "/0", QUICK)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"x" * 100_001, {}),
        (gzip.compress(b"\0" * 50_000_000, mtime=0), {"Content-Encoding": "gzip"}),
        (zlib.compress(b"\0" * 50_000_000), {"Content-Encoding": "deflate"}),
    ],
    ids=["plain", "gzip bomb", "deflate bomb"],
)
def test_what_is_larger_than_the_limit_once_decoded_is_refused(
    server: Server, body: bytes, headers: Mapping[str, str]
) -> None:
    server.replies["/"] = reply(body, headers=headers)
    assert "is larger than 100,000 bytes" in _refusal(server)


def test_a_body_without_a_length_is_counted_as_it_comes(server: Server) -> None:
    server.replies["/"] = reply(b"x" * 200_000, length=False)
    assert "is larger than 100,000 bytes" in _refusal(server)


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "gzip, gzip", 'in the encoding "gzip, gzip"'),
        (b"x", "br", 'in the encoding "br"'),
        (b"no gzip", "gzip", "cannot be unpacked"),
        (gzip.compress(b"Moin" * 500, mtime=0)[:-12], "gzip", "breaks off in the middle"),
    ],
)
def test_an_encoding_that_was_not_asked_for_or_is_broken_is_refused(
    server: Server, body: bytes, encoding: str, said: str
) -> None:
    server.replies["/"] = reply(body, headers={"Content-Encoding": encoding})
    assert said in _refusal(server)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "identity"])
def test_a_packed_body_is_unpacked(server: Server, encoding: str) -> None:
    body = b"Moin" * 1000
    packed = {"deflate": zlib.compress(body), "identity": body}.get(encoding, gzip.compress(body, mtime=0))
    server.replies["/"] = reply(packed, headers={"Content-Encoding": encoding})
    assert _fetched(server).content == b"Moin" * 1000


def test_what_was_packed_in_pieces_is_unpacked_whole(server: Server) -> None:
    server.replies["/"] = reply(gzip.compress(b"Moin, ") + gzip.compress(b"moin"), headers={"Content-Encoding": "gzip"})
    assert _fetched(server).content == b"Moin, moin"


def test_what_follows_a_packed_body_is_not_read(server: Server) -> None:
    server.replies["/"] = _drip(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"Moin"), b"\0")
    assert _fetched(server).content == b"Moin"


def test_pieces_without_an_end_are_larger_than_the_limit(server: Server) -> None:
    pieces = gzip.compress(b"x" * 60_000) + gzip.compress(b"x" * 60_000)
    server.replies["/"] = reply(pieces, headers={"Content-Encoding": "gzip"})
    assert "is larger than 100,000 bytes" in _refusal(server)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "no HTTP", "shorter than it says", "endless header"],
)
def test_an_answer_that_is_no_http_is_refused(server: Server, answer: bytes) -> None:
    server.replies["/"] = [answer]
    assert "does not answer as a web server should" in _refusal(server)


def test_nobody_listening_is_a_sentence() -> None:
    with serving({}) as closed:
        pass
    assert "cannot be fetched" in _refusal(closed)


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http://["])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        http.fetch(url, Settings(limits=PATIENT))


def test_no_proxy_of_the_environment_comes_between(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1/")
    server.replies["/"] = reply("direct")
    assert _fetched(server).content == b"direct"
