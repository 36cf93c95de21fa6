"""One GET within limits of time, size and redirects, to public addresses only; the dialling is done by `dialling`."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import httpx

from pipeline import __version__
from pipeline.edges import dialling
from pipeline.edges.dialling import Deadline, Dialler, Resolve
from pipeline.errors import FetchError, Problem

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_LONGEST_WAIT = timedelta(days=7)
_INFLATE_ANY = 47  # zlib's wbits: gzip or zlib, by what the stream begins with
_ANOTHER_MEMBER = b"\x1f"  # how a stream of gzip begins; it may be followed by more of them (RFC 1952, section 2.2)
_LAST_PORT = 65_535
_HEADERS = {
    "User-Agent": f"Leitmotiv/{__version__}",
    "Accept": "application/feed+json, application/atom+xml, application/rss+xml, application/xml, text/html, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may cost."""

    total_s: float = 20.0
    decoded_bytes: int = 10_000_000
    redirects: int = 5


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How requests are made: `allow_hosts` are hosts, or host:port, that may have private addresses."""

    allow_hosts: tuple[str, ...] = ()
    limits: Limits = Limits()
    resolve: Resolve = dialling.resolved
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it later whether anything changed; kept to the letter (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. `moved_to` is the new address where every redirect on the way was permanent, else empty."""

    url: str
    content: bytes = field(repr=False)
    media_type: str = ""
    charset: str = ""
    validators: Validators = Validators()
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says 304: nothing to do."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The server says 410: it will not come back."""


@dataclass(frozen=True, slots=True)
class Later:
    """The server says 429 or 503, and from when on it may be asked again."""

    not_before: datetime


Answer = Fetched | Unchanged | Gone | Later


def fetch(url: str, settings: Settings, validators: Validators = Validators()) -> Answer:
    """What stands at `url`; raises FetchError where that cannot be taken."""
    dialler = Dialler(settings.allow_hosts, Deadline(settings.limits.total_s), settings.resolve)
    transport = _Transport(dialler)
    try:
        with httpx.Client(transport=transport, trust_env=False, timeout=None, headers=_HEADERS) as client:  # noqa: S113
            return _Request(url, client, settings).answer(validators)
    except dialling.Private as refused:
        message = f"the host {refused} has a private address; if you trust it: --allow-host {refused}"
        raise FetchError(Problem(message, url)) from refused
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as failed:
        raise FetchError(Problem(_sentence(failed, settings.limits), url)) from failed
    except (httpx.InvalidURL, UnicodeError, httpcore.UnsupportedProtocol) as refused:
        raise FetchError(Problem(f"is no web address: {refused}; write it as https://example.org", url)) from refused


class _Request:
    """One request through its redirects."""

    def __init__(self, url: str, client: httpx.Client, settings: Settings) -> None:
        self._asked = url
        self._client = client
        self._limits = settings.limits
        self._now = settings.now

    def answer(self, validators: Validators) -> Answer:
        url, permanent = httpx.URL(self._asked), True
        conditions = _conditions(validators)
        for hop in range(self._limits.redirects + 1):
            self._check(url)
            with self._client.stream("GET", url, headers=conditions, follow_redirects=False) as response:
                if not response.has_redirect_location:
                    return self._taken(response, is_conditional=bool(conditions), moved=permanent and hop > 0)
                permanent = permanent and response.status_code in _PERMANENT
                url = url.join(response.headers["Location"]).copy_with(fragment=None)
        raise self._refused(f"redirects more than {self._limits.redirects} times")

    def _check(self, url: httpx.URL) -> None:
        if url.scheme not in ("http", "https") or not url.host:
            raise self._refused(f'leads to "{url}"; only http and https are fetched')
        if url.userinfo:
            raise self._refused("carries a name or a password; addresses are written down, so take it out")
        if (url.port or 0) > _LAST_PORT:
            raise self._refused(f"leads to a port over {_LAST_PORT}, and no server has one")

    def _taken(self, response: httpx.Response, *, is_conditional: bool, moved: bool) -> Answer:
        match response.status_code:
            case HTTPStatus.NOT_MODIFIED if is_conditional:
                return Unchanged()
            case HTTPStatus.GONE:
                return Gone()
            case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE if "Retry-After" in response.headers:
                return Later(_not_before(response.headers["Retry-After"], self._now()))
            case HTTPStatus.OK:
                return self._fetched(response, moved=moved)
        phrase = "".join(sign for sign in response.reason_phrase[:60] if sign.isprintable())
        raise self._refused(f"answers {response.status_code} {phrase}".rstrip())

    def _fetched(self, response: httpx.Response, *, moved: bool) -> Fetched:
        return Fetched(
            url=str(response.url),
            content=self._decoded(response),
            media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding or "",
            validators=Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")),
            moved_to=str(response.url) if moved else "",
        )

    def _decoded(self, response: httpx.Response) -> bytes:
        """The body, decoded by ourselves: httpx unpacks whole chunks, and one of 64 kB can hold 64 MB."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise self._refused(f'answers in the encoding "{encoding}", which was not asked for')
        chunks = response.iter_raw()  # no chunk size: with one, httpx waits for a full chunk, past any deadline
        parts, size = [], 0
        for part in chunks if encoding in ("identity", "") else self._inflated(chunks):
            size += len(part)
            if size > self._limits.decoded_bytes:
                raise self._refused(f"is larger than {self._limits.decoded_bytes:,} bytes")
            parts.append(part)
        return b"".join(parts)

    def _inflated(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        room = self._limits.decoded_bytes + 1
        unpacking = zlib.decompressobj(_INFLATE_ANY)
        try:
            for chunk in chunks:
                waiting = chunk
                while waiting:
                    if unpacking.eof:
                        if not waiting.startswith(_ANOTHER_MEMBER):
                            return  # padding, as browsers take it
                        unpacking = zlib.decompressobj(_INFLATE_ANY)
                    yield unpacking.decompress(waiting, room)
                    waiting = unpacking.unused_data or unpacking.unconsumed_tail
        except zlib.error as broken:
            raise self._refused("is packed in a way that cannot be unpacked") from broken
        if not unpacking.eof:
            raise self._refused("breaks off in the middle")

    def _refused(self, message: str) -> FetchError:
        return FetchError(Problem(message, self._asked))


class _Transport(httpx.BaseTransport):
    """httpx on a pool of our own: its own transport takes no network backend."""

    def __init__(self, dialler: Dialler) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=dialler, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _conditions(validators: Validators) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value and value.isascii()}  # httpx sends no others


def _not_before(retry_after: str, now: datetime) -> datetime:
    """Seconds or a date (RFC 9110, section 10.2.3), never more than a week; what is neither means an hour."""
    wait = timedelta(hours=1)
    if retry_after.isascii() and retry_after.isdigit():
        wait = timedelta(seconds=min(int(retry_after[:9]), _LONGEST_WAIT.total_seconds()))
    else:
        try:
            named = parsedate_to_datetime(retry_after)
            wait = (named if named.tzinfo else named.replace(tzinfo=UTC)) - now
        except (ValueError, OverflowError):
            pass
    return now + max(timedelta(), min(wait, _LONGEST_WAIT))


def _sentence(failed: Exception, limits: Limits) -> str:
    if isinstance(failed, httpcore.TimeoutException):
        return f"did not come within {limits.total_s:g} s; try again later"
    said = str(failed).rstrip(".") or type(failed).__name__
    if isinstance(failed, (httpcore.ProtocolError, httpx.ProtocolError)):
        return f"does not answer as a web server should: {said}"
    return f"cannot be fetched: {said}; is the address right, and are you connected?"
