"""What DNS must say for our letters to be believed: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model.address import ascii_host
from pipeline.model.config import Config

Texts = Callable[[str], Sequence[str] | None]
"""The TXT records of a name; empty where it has none, None where nobody answers."""

Verdict = Literal["good", "bad", "unchecked"]
_TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*([^;]*)")
_LOOKUPS = re.compile(r"[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr|exists:)|redirect=", re.IGNORECASE)
_MOST_LOOKUPS = 10


@dataclass(frozen=True, slots=True)
class DomainCheck:
    """One check: what was looked at, how it stands, and what to do about it."""

    what: str
    verdict: Verdict
    message: str


def checks(config: Config, texts: Texts, public_key: bytes | None) -> tuple[DomainCheck, ...]:
    """SPF, DKIM and DMARC of the sender's domain; `public_key` (DER) is that of the key in use."""
    domain = ascii_host(config.sender.address.rpartition("@")[2])
    found = [_spf(domain, texts)]
    wanted = config.mail.dkim
    if wanted is None:
        message = "letters are not signed; Gmail and Yahoo want DKIM from whoever writes to many: set dkim under [mail]"
        found.append(DomainCheck("DKIM", "bad", message))
    else:
        signer = ascii_host(wanted.domain)
        found.append(_dkim(f"{wanted.selector}._domainkey.{signer}", texts, public_key))
        if not _aligned(signer, domain):
            message = f"{wanted.domain} signs for {domain}, which DMARC does not accept; sign with {domain}"
            found.append(DomainCheck("DKIM", "bad", message))
    return (*found, _dmarc(domain, texts))


def _spf(domain: str, texts: Texts) -> DomainCheck:
    answer = texts(domain)
    if answer is None:
        return _silent("SPF", domain)
    records = [text for text in answer if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]
    if not records:
        return DomainCheck("SPF", "bad", f"{domain} has no SPF record; add a TXT record such as v=spf1 mx -all")
    if len(records) > 1:
        return DomainCheck("SPF", "bad", f"{domain} has {len(records)} SPF records, so none counts; keep one")
    terms = records[0].lower().split()[1:]
    if "+all" in terms or "all" in terms:
        return DomainCheck("SPF", "bad", f"{domain} lets everybody send in its name (+all); end with ~all or -all")
    lookups = sum(bool(_LOOKUPS.match(term)) for term in terms)
    if lookups > _MOST_LOOKUPS:
        message = (
            f"{domain} asks for {lookups} further look-ups, of which only {_MOST_LOOKUPS} are followed; shorten it"
        )
        return DomainCheck("SPF", "bad", message)
    return DomainCheck("SPF", "good", f"{domain} says who may send in its name")


def _dkim(name: str, texts: Texts, public_key: bytes | None) -> DomainCheck:
    answer = texts(name)
    if answer is None:
        return _silent("DKIM", name)
    records = [tags for text in answer if "p" in (tags := _tags(text)) and tags.get("v", "DKIM1") == "DKIM1"]
    if not records:
        wanted = f"v=DKIM1; k=rsa; p={base64.b64encode(public_key).decode()}" if public_key else "the key's public half"
        return DomainCheck("DKIM", "bad", f"{name} shows no key; add a TXT record: {wanted}")
    if not records[0]["p"]:
        return DomainCheck("DKIM", "bad", f"the key at {name} has been revoked (p= is empty); make a new one")
    if public_key is not None and _key(records[0]["p"]) != public_key:
        return DomainCheck(
            "DKIM", "bad", f"{name} shows another key than the one letters are signed with; publish ours"
        )
    return DomainCheck("DKIM", "good", f"{name} shows the key")


def _dmarc(domain: str, texts: Texts) -> DomainCheck:
    """Where the domain has none, that of the domain above it counts; we ask there as long as it has two labels."""
    labels = domain.split(".")
    for at in range(len(labels) - 1):
        name = f"_dmarc.{'.'.join(labels[at:])}"
        answer = texts(name)
        if answer is None:
            return _silent("DMARC", name)
        policies = [tags["p"].lower() for text in answer if (tags := _tags(text)).get("v") == "DMARC1" and "p" in tags]
        if len(policies) == 1 and policies[0] in ("none", "quarantine", "reject"):
            return DomainCheck("DMARC", "good", f"{name} asks for p={policies[0]}")
        if policies:
            return DomainCheck(
                "DMARC", "bad", f"{name} is no single policy; keep one record with p=none, quarantine or reject"
            )
    message = (
        f"_dmarc.{domain} has no policy; add a TXT record such as v=DMARC1; p=none; rua=mailto:postmaster@{domain}"
    )
    return DomainCheck("DMARC", "bad", message)


def _silent(what: str, name: str) -> DomainCheck:
    return DomainCheck(what, "unchecked", f"nobody answered for {name}, so it could not be checked")


def _tags(text: str) -> Mapping[str, str]:
    return {found[1]: found[2].strip() for part in text.split(";") if (found := _TAG.fullmatch(part))}


def _key(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except binascii.Error:
        return b""


def _aligned(signer: str, sender: str) -> bool:
    """DMARC's relaxed alignment, near enough: one is the other, or lies below it."""
    return signer == sender or signer.endswith(f".{sender}") or sender.endswith(f".{signer}")
