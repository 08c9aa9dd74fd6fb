"""Which addresses may be fetched: pure decisions, taken before a connection and again at it."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NUMERIC_LABEL = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)

# Beyond what ``ipaddress`` calls private, loopback, link-local, multicast, reserved or unspecified.
_CLOSED_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
    )
)  # fmt: skip
_OPEN_6 = IPv6Network("2000::/3")  # the only space that is given out
_CLOSED_6 = tuple(
    IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "3fff::/20", "64:ff9b:1::/48", "5f00::/16")
)
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_COMPATIBLE = IPv6Network("::/96")


def odd_host(host: str) -> str | None:
    """Why a host name may not be used as written, or ``None``.

    A host whose last label is a number is an IPv4 address to many resolvers, however it is written (``2130706433``,
    ``0x7f.1``, ``0177.0.0.1``); only the four plain decimal numbers are accepted.
    """
    bare = host.strip("[]").rstrip(".")
    if not bare:
        return "the address names no host"
    if ":" in bare:
        return None if _parse(bare) else f"{host} is not an IPv6 address"
    if _NUMERIC_LABEL.fullmatch(bare.rsplit(".", 1)[-1]) and _parse(bare) is None:
        return f"{host} is a number, not a host name"
    return None


def refusal(ip: str, *, allow_loopback: bool = False) -> str | None:
    """Why no connection may be made to ``ip``, or ``None`` when it lies in the public network."""
    address = _parse(ip.split("%", 1)[0])
    if address is None:
        return f"{ip} is not an IP address"
    if "%" in ip:
        return f"{ip} is a link-local address"
    if allow_loopback and address.is_loopback:
        return None
    return _refusal_6(address) if isinstance(address, IPv6Address) else _refusal_4(address)


def _refusal_4(address: IPv4Address) -> str | None:
    for name, holds in (
        ("loopback", address.is_loopback),
        ("link-local", address.is_link_local),
        ("multicast", address.is_multicast),
        ("private", address.is_private),
        ("reserved", address.is_reserved or address.is_unspecified or any(address in net for net in _CLOSED_4)),
    ):
        if holds:
            return f"{address} is a {name} address"
    return None


def _refusal_6(address: IPv6Address) -> str | None:
    if address.is_loopback:
        return f"{address} is a loopback address"
    inner = _embedded(address)
    if inner is not None:
        why = _refusal_4(inner)
        return f"{address} stands for an address that is refused: {why}" if why else None
    for name, holds in (
        ("link-local", address.is_link_local),
        ("multicast", address.is_multicast),
        ("private", address.is_private or address.is_site_local),
        ("reserved", address not in _OPEN_6 or any(address in net for net in _CLOSED_6)),
    ):
        if holds:
            return f"{address} is a {name} address"
    return None


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address is a wrapping of: mapped, compatible, NAT64, 6to4 or Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    number = int(address)
    if address in _NAT64 or (address in _COMPATIBLE and number > 0xFFFF):
        return IPv4Address(number & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address((number >> 80) & 0xFFFFFFFF)
    if address in _TEREDO:
        return IPv4Address((number & 0xFFFFFFFF) ^ 0xFFFFFFFF)
    return None


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
