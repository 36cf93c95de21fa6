"""Places in a network, as the config and the command line name them."""

from __future__ import annotations


def listens(text: str) -> str:
    """`text`, which names a host and a port; raises ValueError where it does not."""
    host, _, port = text.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise ValueError(f'"{text}" names no host and port; write it as 127.0.0.1:8000')
    return text


def network(text: str) -> str:
    """`text`, an IP address or a network of them; raises ValueError where it is neither."""
    import ipaddress  # few configs name any, and every command reads its config

    try:
        ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(f'"{text}" is no address and no network; write it as 10.0.0.5 or 172.16.0.0/12') from None
    return text
