"""TXT records, asked of the system's resolver."""

from __future__ import annotations

from collections.abc import Sequence

_TIMEOUT_S = 5.0


def texts(name: str, nameserver: tuple[str, int] | None = None) -> Sequence[str] | None:
    """The TXT records of `name`, each in one piece; empty where there are none, None where nobody answers.

    `nameserver` (address, port) replaces the system's.
    """
    import dns.exception
    import dns.name
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver(configure=nameserver is None)
        if nameserver is not None:
            resolver.nameservers, resolver.port = [nameserver[0]], nameserver[1]
        answer = resolver.resolve(dns.name.from_text(name), "TXT", lifetime=_TIMEOUT_S)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except (dns.exception.DNSException, OSError):
        return None
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
