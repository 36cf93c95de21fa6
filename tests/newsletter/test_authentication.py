"""SPF, DKIM and DMARC as DNS shows them."""

from __future__ import annotations

import base64
import socket
from collections.abc import Mapping
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from pipeline.edges import dns as resolving
from pipeline.newsletter import authentication
from tests.newsletter import cases

KEY = b"not a real key, but bytes"
DOMAIN = "practice.example.org"
GOOD = {
    DOMAIN: ["google-site-verification=x", "v=spf1 include:_spf.provider.example mx ~all"],
    f"s1._domainkey.{DOMAIN}": [f"v=DKIM1; k=rsa; p={base64.b64encode(KEY).decode()}"],
    f"_dmarc.{DOMAIN}": ["v=DMARC1; p=quarantine; rua=mailto:x@example.org"],
}


def found(records: Mapping[str, list[str] | None], domain: str = DOMAIN, *, signs: bool = True) -> dict[str, str]:
    key = {"domain": domain, "selector": "s1", "key_file": "x.pem"}
    config = cases.config(mail={"dkim": key} if signs else {})
    checks = authentication.checks(config, lambda name: records.get(name, []), KEY)
    return {one.what: f"{one.verdict}: {one.message}" for one in checks}


def test_a_domain_in_order() -> None:
    assert {what: said[:4] for what, said in found(GOOD).items()} == {"SPF": "good", "DKIM": "good", "DMARC": "good"}


@pytest.mark.parametrize(
    ("what", "name", "records", "words"),
    [
        ("SPF", DOMAIN, [], "has no SPF record"),
        ("SPF", DOMAIN, ["v=spf1 mx -all", "v=spf1 -all"], "has 2 SPF records, so none counts"),
        ("SPF", DOMAIN, ["v=spf1 +all"], "lets everybody send"),
        ("SPF", DOMAIN, ["v=spf1 " + "include:x.example " * 11 + "-all"], "11 further look-ups"),
        ("SPF", DOMAIN, None, "unchecked: nobody answered"),
        (
            "DKIM",
            f"s1._domainkey.{DOMAIN}",
            [],
            f"add a TXT record: v=DKIM1; k=rsa; p={base64.b64encode(KEY).decode()}",
        ),
        ("DKIM", f"s1._domainkey.{DOMAIN}", ["v=DKIM1; p="], "has been revoked"),
        ("DKIM", f"s1._domainkey.{DOMAIN}", ["p=AAAA"], "shows another key"),
        ("DMARC", f"_dmarc.{DOMAIN}", [], "bad: _dmarc.practice.example.org has no policy"),
        ("DMARC", f"_dmarc.{DOMAIN}", ["v=DMARC1; p=maybe"], "no single policy"),
        ("DMARC", f"_dmarc.{DOMAIN}", None, "unchecked"),
    ],
)
def test_what_is_wrong_is_said_with_its_mend(what: str, name: str, records: list[str] | None, words: str) -> None:
    assert words in found({**GOOD, name: records})[what]


def test_the_policy_of_the_domain_above_counts() -> None:
    records = {**GOOD, f"_dmarc.{DOMAIN}": [], "_dmarc.example.org": ["v=DMARC1;p=none"]}
    assert found(records)["DMARC"] == "good: _dmarc.example.org asks for p=none"


def test_a_foreign_signature_and_none_are_told() -> None:
    assert "which DMARC does not accept" in found(GOOD, "provider.example")["DKIM"]
    assert "letters are not signed" in found(GOOD, signs=False)["DKIM"]


def test_a_domain_is_one_in_either_spelling() -> None:
    ascii_name = "xn--mller-kva.example"
    sender = {"name": "J", "address": "letters@müller.example"}
    config = cases.config(sender=sender, mail={"dkim": {"domain": ascii_name, "selector": "s1", "key_file": "x.pem"}})
    records = {name.replace(DOMAIN, ascii_name): texts for name, texts in GOOD.items()}
    found = authentication.checks(config, lambda name: records.get(name, []), KEY)
    assert {one.what: one.verdict for one in found} == {"SPF": "good", "DKIM": "good", "DMARC": "good"}


def test_records_come_from_a_real_name_server_in_one_piece() -> None:
    """A small one on loopback; a name that it does not know has no records, and one that is silent no answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        Thread(target=_answer, args=(server, 2), daemon=True).start()
        port = server.getsockname()[1]
        assert resolving.texts("there.example.org", ("127.0.0.1", port)) == ["v=spf1 -all"]
        assert resolving.texts("nowhere.example.org", ("127.0.0.1", port)) == ()


def _answer(server: socket.socket, times: int) -> None:
    for _ in range(times):
        asked, sender = server.recvfrom(4096)
        question = dns.message.from_wire(asked)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.AA
        name = question.question[0].name
        if str(name).startswith("there."):
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", '"v=spf1" " -all"'))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        server.sendto(answer.to_wire(), sender)
