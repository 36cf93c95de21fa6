"""A name server on loopback that knows a few TXT records."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset


@contextmanager
def name_server(records: Mapping[str, str]) -> Iterator[int]:
    """Its port; names end in a dot."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as over_udp,
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as over_tcp,
    ):
        over_udp.bind(("127.0.0.1", 0))
        port = over_udp.getsockname()[1]
        over_tcp.bind(("127.0.0.1", port))
        over_tcp.listen()
        Thread(target=_datagrams, args=(over_udp, records), daemon=True).start()
        Thread(target=_streams, args=(over_tcp, records), daemon=True).start()
        yield port


def _datagrams(server: socket.socket, records: Mapping[str, str]) -> None:
    while True:
        try:
            asked, sender = server.recvfrom(4096)
        except OSError:  # the test is over
            return
        server.sendto(_answer(asked, records), sender)


def _streams(server: socket.socket, records: Mapping[str, str]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            length = int.from_bytes(connection.recv(2), "big")
            answer = _answer(connection.recv(length), records)
            connection.sendall(len(answer).to_bytes(2, "big") + answer)


def _answer(asked: bytes, records: Mapping[str, str]) -> bytes:
    question = dns.message.from_wire(asked)
    answer = dns.message.make_response(question)
    name = question.question[0].name
    text = records.get(str(name))
    if text is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    else:
        pieces = " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))
        answer.answer.append(dns.rrset.from_text(name, 60, dns.rdataclass.IN, dns.rdatatype.TXT, pieces))
    return answer.to_wire()
