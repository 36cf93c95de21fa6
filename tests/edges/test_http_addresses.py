"""Which addresses are dialled: public ones, and private ones only where the user said so."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from pipeline.edges import dialling, http
from pipeline.edges.dialling import Resolve
from pipeline.edges.http import Fetched, Limits, Settings
from pipeline.errors import FetchError
from tests.serving import Server, redirect, reply, serving

PATIENT = Limits(total_s=30)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that must not be reached unless it is allowed."""
    with serving({"/": reply("secret")}) as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.5",
        "192.0.0.192", "192.88.99.1", "3fff::1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
        "2001::1", "no address",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_in_any_spelling_is_known(address: str) -> None:
    assert not dialling.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_known(address: str) -> None:
    assert dialling.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]", "[::1]", "0"])
def test_a_private_host_is_refused_in_every_spelling(server: Server, host: str) -> None:
    with pytest.raises(FetchError, match=r"has a private address; if you trust it: --allow-host|is no web address"):
        http.fetch(f"http://{host}:{server.port}/", Settings(limits=PATIENT))
    assert server.asked == []


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:{port}"])
def test_a_private_host_that_the_user_allows_is_fetched(server: Server, allowed: str) -> None:
    settings = Settings(allow_hosts=(allowed.format(port=server.port),), limits=PATIENT)
    assert isinstance(http.fetch(server.url("/"), settings), Fetched)


def test_another_port_of_an_allowed_host_is_refused(server: Server) -> None:
    with pytest.raises(FetchError, match="private address"):
        http.fetch(server.url("/"), Settings(allow_hosts=("127.0.0.1:1",), limits=PATIENT))


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://[::ffff:7f00:1]:{port}/"]
)
def test_a_redirect_to_a_private_address_is_not_followed(server: Server, to: str) -> None:
    with serving({"/": redirect(to.format(port=server.port))}) as outside:
        settings = Settings(allow_hosts=(outside.host,), limits=PATIENT)
        with pytest.raises(FetchError, match="private address"):
            http.fetch(outside.url("/"), settings)
    assert server.asked == []


@pytest.mark.parametrize(
    "answer", [("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("169.254.169.254",), ("::ffff:127.0.0.1",)]
)
def test_a_name_that_leads_to_a_private_address_is_refused(server: Server, answer: tuple[str, ...]) -> None:
    settings = Settings(limits=PATIENT, resolve=lambda _host, _port: answer)
    with pytest.raises(FetchError, match=r"news\.example\.org has a private address"):
        http.fetch(f"http://news.example.org:{server.port}/", settings)
    assert server.asked == []


def _rebinding(first: str, then: str) -> tuple[Resolve, list[str]]:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return (first,) if len(asked) == 1 else (then,)

    return resolve, asked


def test_a_name_server_that_changes_its_mind_is_asked_once_and_the_checked_address_is_dialled(server: Server) -> None:
    # The first answer is allowed here because loopback is all a test has; a second look-up would leave it.
    resolve, asked = _rebinding("127.0.0.1", "10.255.255.1")
    settings = Settings(allow_hosts=("news.example.org",), limits=PATIENT, resolve=resolve)
    found = http.fetch(f"http://news.example.org:{server.port}/", settings)
    assert isinstance(found, Fetched)
    assert asked == ["news.example.org"]
    assert f"Host: news.example.org:{server.port}\r\n" in server.requests[0]


def test_each_hop_is_looked_up_and_checked_anew(server: Server) -> None:
    with serving({"/": redirect(f"http://news.example.org:{server.port}/")}) as outside:
        resolve, asked = _rebinding("127.0.0.1", "127.0.0.1")
        settings = Settings(allow_hosts=(f"news.example.org:{outside.port}",), limits=PATIENT, resolve=resolve)
        with pytest.raises(FetchError, match="private address"):
            http.fetch(f"http://news.example.org:{outside.port}/", settings)
    assert len(asked) == 2
    assert server.asked == []


def test_the_next_address_is_tried_where_the_first_does_not_answer(server: Server) -> None:
    settings = Settings(
        allow_hosts=("news.example.org",), limits=PATIENT, resolve=lambda _host, _port: ("127.0.0.2", "127.0.0.1")
    )
    assert isinstance(http.fetch(f"http://news.example.org:{server.port}/", settings), Fetched)


def test_an_address_that_swallows_what_it_is_sent_leaves_time_for_the_next(server: Server) -> None:
    settings = Settings(
        allow_hosts=("news.example.org",),
        limits=Limits(total_s=4),
        resolve=lambda _host, _port: ("127.0.0.2", "127.0.0.1"),
    )
    with ExitStack() as open_sockets:
        open_sockets.enter_context(socket.create_server(("127.0.0.2", server.port), backlog=0))
        for _ in range(4):  # the queue of a server that takes no connection is soon full: then nothing is answered
            waiting = open_sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.2", server.port))
        assert isinstance(http.fetch(f"http://news.example.org:{server.port}/", settings), Fetched)


def _nobody(host: str, _port: int) -> tuple[str, ...]:
    raise OSError(host)


def test_a_host_that_nobody_knows_is_a_sentence() -> None:
    with pytest.raises(FetchError, match="nobody knows the host"):
        http.fetch("http://nowhere.invalid/", Settings(limits=PATIENT, resolve=_nobody))


def _slow(_host: str, _port: int) -> tuple[str, ...]:
    import time

    time.sleep(5)
    return ("8.8.8.8",)


def test_a_slow_name_server_does_not_outlast_the_deadline() -> None:
    with pytest.raises(FetchError, match=r"did not come within 0\.3 s"):
        http.fetch("http://slow.example.org/", Settings(limits=Limits(total_s=0.3), resolve=_slow))
